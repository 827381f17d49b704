"""A mistake of the program or of one plugin: told in a sentence, logged without words, and nobody else's verbs stop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from rcc_desktop import cli
from rcc_desktop.commands import people
from rcc_desktop.host import discovery
from rcc_desktop.host.found import Found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CapSys = pytest.CaptureFixture[str]
PLUGIN = """
from rcc_desktop.api import Argument, Command, PluginInfo, hookimpl

def commands():
    {body}

@hookimpl
def rcc_plugin():
    return PluginInfo("{name}", "{title}", "", api=1, commands=commands)
"""
VERB = 'return [Command("{verb}", "Made up", ({arguments}), lambda desk, typed: {{}}, lambda value: "")]'


@pytest.fixture
def put_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``put_in(rides="return []")``: from here on these are the plugins found, each with such a list of verbs."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def put(**bodies: str) -> None:
        found = []
        for name, body in bodies.items():
            module = f"made_up_verbs_{name}"
            source = PLUGIN.format(name=name, title=name.title(), body=body)
            (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
            monkeypatch.delitem(sys.modules, module, raising=False)
            found.append(Found(name, module))
        monkeypatch.setattr(discovery, "find_plugins", lambda: found)

    return put


def help_of_all(capsys: CapSys) -> tuple[str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_that_a_mistake_is_told_by_number_and_no_words_of_it_reach_the_screen_or_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CapSys
) -> None:
    def fails(_args: object) -> int:
        raise RuntimeError("Maria Nuñez was here")

    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path))
    monkeypatch.setattr(people, "run_find", fails)
    assert cli.main(["people", "find", "maria"]) == 70
    out, err = capsys.readouterr()
    (log,) = tmp_path.rglob("*.log")
    assert (out, err.count("\n")) == ("", 1)
    assert str(log) in err
    kept = log.read_text(encoding="utf-8")
    number = err.partition("number ")[2][:6]
    assert number in kept
    assert "RuntimeError" in kept
    assert "Maria" not in err + kept


@pytest.mark.parametrize(
    "body",
    ["1 / 0", "return [1]", VERB.format(verb="broken", arguments='Argument("--data", ""),')],
    ids=["raises", "wrong answer", "an option of ours"],
)
def test_that_one_plugins_mistake_leaves_the_others_verbs_and_ours(
    put_in: Callable[..., None], capsys: CapSys, body: str
) -> None:
    put_in(bad=body, rides=VERB.format(verb="ride", arguments=""))
    out, err = help_of_all(capsys)
    assert "Bad made a mistake and was set aside." in err
    assert "ride " in out
    assert "tally " in out
    assert "broken" not in out


@pytest.mark.parametrize("verb", ["tally", "ride"], ids=["one of ours", "another plugin's"])
def test_that_of_two_verbs_of_one_name_the_first_is_kept(
    put_in: Callable[..., None], capsys: CapSys, verb: str
) -> None:
    put_in(rides=VERB.format(verb="ride", arguments=""), later=VERB.format(verb=verb, arguments=""))
    out, err = help_of_all(capsys)
    assert f"The verb {verb} of the plugin later is left out" in err
    assert out.count(f"    {verb} ") == 1
