"""Verbs of plugins that share their first word, and answers that are not a success."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api import Argument, Command
from rcc_desktop.commands import of_plugins
from rcc_desktop.commands.of_plugins import PluginCommand, declare_all

if TYPE_CHECKING:
    from collections.abc import Mapping


def command(name: str, plugin: str = "rides", **more: Any) -> PluginCommand:
    weeks = Argument("--weeks", "which weeks", required=False)
    return PluginCommand(plugin, Command(name, f"{name} it", (weeks,), lambda _desk, given: given, str, **more))


@pytest.fixture
def parser() -> ArgumentParser:
    """A parser with two verbs under one word, and one alone."""
    made = ArgumentParser(prog="rcc-desktop")
    declare_all([command("ride plan"), command("walk"), command("ride check")], made.add_subparsers())
    return made


@pytest.mark.parametrize(
    ("typed", "name"), [("ride plan", "ride plan"), ("ride check", "ride check"), ("walk", "walk")]
)
def test_that_two_words_name_one_verb(parser: ArgumentParser, typed: str, name: str) -> None:
    args = parser.parse_args([*typed.split(), "--weeks", "2026-W48"])
    assert (args.run.__self__.name, args.weeks) == (name, "2026-W48")


@pytest.mark.parametrize("typed", ["ride", "ride away"])
def test_that_half_a_verb_is_refused(parser: ArgumentParser, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(typed.split())
    assert ended.value.code == 2
    assert "usage: rcc-desktop ride" in capsys.readouterr().err


def test_that_help_lists_the_verbs_under_a_word(parser: ArgumentParser, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser.parse_args(["ride", "--help"])
    told = capsys.readouterr().out
    assert "ride plan it" in told
    assert "ride check it" in told


def test_that_a_word_is_one_plugins_and_either_a_verb_or_the_first_of_two() -> None:
    offered = {each.name: each for each in (command("ride plan"), command("walk"))}
    fine, taken, others, alone, under = (
        *(command("ride check"), command("ride plan"), command("ride far", "trips"), command("ride")),
        command("walk far"),
    )
    clashing = [each for each in (fine, taken, others, alone, under) if of_plugins._clashes(each, offered)]
    assert clashing == [taken, others, alone, under]


def test_that_a_verb_may_say_that_it_found_something() -> None:
    def status(answer: Mapping[str, Any]) -> int:
        return 1 if answer["broken"] else 0

    checking = command("ride check", status=status).command
    assert checking.status is not None
    assert [checking.status({"broken": count}) for count in (0, 3)] == [0, 1]
