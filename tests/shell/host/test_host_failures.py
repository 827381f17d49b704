"""However a plugin fails, the others never notice, and what happened is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.host.host import PluginHost, records_of
from tests.shell.host.conftest import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable

INFO = """
from rcc_desktop.api import PluginInfo, hookimpl

@hookimpl
def rcc_plugin():
    return PluginInfo("bad", "Bad", "", api={api}, requires={requires})
"""
HOOKS = ("rcc_pages", "rcc_measures", "rcc_documents", "rcc_imports")

AT_LOAD = {
    "misses a module": ("import a_module_nobody_has", "cannot_load"),
    "is not Python": ("def def", "cannot_load"),
    "raises at import": ("1 / 0", "cannot_load"),
    "exits at import": ("import sys; sys.exit(0)", "ended_program"),
    "exits when asked who it is": (
        "from rcc_desktop.api import hookimpl\n@hookimpl\ndef rcc_plugin():\n    raise SystemExit(3)",
        "ended_program",
    ),
    "raises when asked who it is": (
        "from rcc_desktop.api import hookimpl\n@hookimpl\ndef rcc_plugin():\n    raise ValueError",
        "cannot_load",
    ),
    "misspells a hook": (
        INFO.format(api=1, requires=()) + "\n@hookimpl\ndef rcc_pagez(desk):\n    return []",
        "unknown_hook",
    ),
    "asks for an argument there is not": (
        INFO.format(api=1, requires=()) + "\n@hookimpl\ndef rcc_pages(desk, window):\n    return []",
        "cannot_load",
    ),
    "has the wrong api number": (INFO.format(api=0, requires=()), "wrong_api"),
    "does not say who it is": ("", "wrong_answer"),
    "gives a role what is not its own to give": (
        "from rcc_desktop.api import Permission, PluginInfo, hookimpl\n@hookimpl\ndef rcc_plugin():\n"
        "    return PluginInfo('bad', 'Bad', '', api=1,"
        " permissions=[Permission('people.restricted', 'See all', ('front_desk',))])",
        "wrong_answer",
    ),
    "says something else than who it is": (
        "from rcc_desktop.api import hookimpl\n@hookimpl\ndef rcc_plugin():\n    return {}",
        "wrong_answer",
    ),
    "calls itself something else": (GOOD.format(name="other", title="Other"), "wrong_answer"),
    "needs a plugin that is not here": (INFO.format(api=1, requires=("absent",)), "missing_plugin"),
    "needs itself": (INFO.format(api=1, requires=("bad",)), "in_a_circle"),
}


@pytest.mark.parametrize(("source", "kind"), AT_LOAD.values(), ids=AT_LOAD.keys())
def test_that_a_plugin_is_set_aside_that(source: str, kind: str, write_plugin: Callable[..., Any]) -> None:
    host = PluginHost([write_plugin("bad", source), write_plugin("good")])
    host.start()
    assert host.running() == ("good",)
    assert host.failures["bad"].kind == kind
    assert "Its records are safe" in host.failures["bad"].words


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    ("answer", "kind"),
    [("1 / 0", "raised"), ("exit()", "ended_program"), ("return [42]", "wrong_answer"), ("return 42", "raised")],
)
def test_that_a_plugin_that_fails_in_a_hook_is_set_aside(
    hook: str, answer: str, kind: str, write_plugin: Callable[..., Any]
) -> None:
    source = GOOD.format(name="bad", title="Bad") + f"\n@hookimpl\ndef {hook}(desk):\n    {answer}\n"
    good = GOOD.format(name="good", title="Good") + f"\n@hookimpl\ndef {hook}(desk):\n    return []\n"
    host = PluginHost([write_plugin("bad", source), write_plugin("good", good)])
    host.start()
    assert [answer.plugin for answer in host.ask(hook, desk=None)] == ["good"]
    assert host.failures["bad"].kind == kind
    assert [answer.plugin for answer in host.ask(hook, desk=None)] == ["good"]


def test_that_a_generator_that_breaks_halfway_leaves_nothing_of_it(write_plugin: Callable[..., Any]) -> None:
    source = (
        GOOD.format(name="bad", title="Bad")
        + """
from rcc_desktop.api import Page

@hookimpl
def rcc_pages(desk):
    yield Page("bad.one", "One", "house", build=None)
    raise RuntimeError
"""
    )
    host = PluginHost([write_plugin("bad", source)])
    host.start()
    assert list(host.ask("rcc_pages", desk=None)) == []
    assert "bad" in host.failures


def test_that_a_misspelt_hook_is_named_and_its_path_is_not(write_plugin: Callable[..., Any], tmp_path: object) -> None:
    source = INFO.format(api=1, requires=()) + "\n@hookimpl\ndef rcc_pagez(desk):\n    return []"
    host = PluginHost([write_plugin("bad", source)])
    host.start()
    assert host.failures["bad"].detail == "unknown hook 'rcc_pagez'"


def test_that_the_words_of_an_error_are_never_kept(
    write_plugin: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    source = GOOD.format(name="bad", title="Bad") + '\n@hookimpl\ndef rcc_pages(desk):\n    raise ValueError("Maria")\n'
    host = PluginHost([write_plugin("bad", source)])
    host.start()
    assert list(host.ask("rcc_pages", desk=None)) == []
    failure = host.failures["bad"]
    assert "Maria" not in failure.words + failure.detail + caplog.text
    assert "made_up_bad:" in failure.detail


def test_that_the_second_of_two_plugins_with_one_name_is_left_out(write_plugin: Callable[..., Any]) -> None:
    found = write_plugin("twice")
    host = PluginHost([found, found])
    host.start()
    assert host.running() == ("twice",)
    assert [failure.kind for failure in host.failures.values()] == ["name_taken"]


def test_that_what_needs_a_plugin_that_failed_is_set_aside_with_it(write_plugin: Callable[..., Any]) -> None:
    needs_bad = GOOD.format(name="third", title="Third").replace("api=1", 'api=1, requires=["bad"]')
    host = PluginHost([write_plugin("third", needs_bad), write_plugin("bad", "1 / 0"), write_plugin("good")])
    host.start()
    assert host.running() == ("good",)
    assert host.failures["third"].kind == "missing_plugin"
    assert "bad" in host.failures["third"].words


def test_that_a_plugin_starts_after_those_it_needs(write_plugin: Callable[..., Any]) -> None:
    late = GOOD.format(name="early", title="Early").replace("api=1", 'api=1, requires=["zebra"]')
    host = PluginHost([write_plugin("early", late), write_plugin("zebra")])
    host.start()
    assert host.running() == ("zebra", "early")


def test_that_tables_must_carry_their_owners_name(write_plugin: Callable[..., Any]) -> None:
    source = """
from peewee import TextField
from rcc_desktop.api import PluginInfo, hookimpl
from rcc_desktop.api.records import Record

class Ride(Record):
    place = TextField()
    class Meta:
        table_name = "{table}"

@hookimpl
def rcc_plugin():
    return PluginInfo("rides", "Rides", "", api=1, records=lambda: [Ride])
"""
    for table, is_fine in (("rides_ride", True), ("ride", False), ("person", False)):
        host = PluginHost([write_plugin("rides", source.format(table=table))])
        host.start()
        assert ("rides" in host.running()) is is_fine
        assert is_fine or host.failures["rides"].kind == "wrong_tables"


def test_that_a_page_that_cannot_be_built_sets_its_plugin_aside(write_plugin: Callable[..., Any]) -> None:
    host = PluginHost([write_plugin("bad"), write_plugin("good")])
    host.start()
    told: list[str] = []
    host.on_set_aside = lambda failure: told.append(failure.name)
    assert host.attempt("bad", "build", lambda: 1 / 0) is None
    assert host.attempt("good", "build", lambda: "a page") == "a page"
    assert host.failures["bad"].kind == "raised"
    assert told == ["bad"]


def test_that_nothing_of_a_plugin_is_imported_before_it_is_started(write_plugin: Callable[..., Any]) -> None:
    import sys

    found = write_plugin("lazy")
    host = PluginHost([found])
    assert found.module not in sys.modules
    host.start()
    assert found.module in sys.modules


def test_that_the_tracer_says_who_answered_what(
    write_plugin: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RCC_TRACE_PLUGINS", "1")
    source = (
        GOOD.format(name="rides", title="Rides")
        + """
from rcc_desktop.api import Page

@hookimpl
def rcc_pages(desk):
    return [Page(f"rides.{n}", "Rides", "car", build=None) for n in range(2)]
"""
    )
    host = PluginHost([write_plugin("rides", source)])
    host.start()
    assert len(list(host.ask("rcc_pages", desk=None))) == 1
    said = capsys.readouterr().err
    assert "load  rides → PluginInfo, " in said
    assert "rcc_pages  rides → 2 Page, " in said
    assert said.rstrip().endswith(" ms")


def test_that_no_table_points_into_another_plugins(write_plugin: Callable[..., Any]) -> None:
    source = """
from peewee import ForeignKeyField
from rcc_checkin.records import Visit
from rcc_desktop.api import PluginInfo, hookimpl
from rcc_desktop.api.records import Record

class Ride(Record):
    visit = ForeignKeyField(Visit)
    class Meta:
        table_name = "rides_ride"

@hookimpl
def rcc_plugin():
    return PluginInfo("rides", "Rides", "", api=1, records=lambda: [Ride])
"""
    host = PluginHost([write_plugin("rides", source)])
    host.start()
    assert "checkin_visit, which is another plugin's" in host.failures["rides"].detail


def test_that_a_plugin_that_was_set_aside_is_asked_no_more(write_plugin: Callable[..., Any]) -> None:
    host = PluginHost([write_plugin("bad")])
    host.start()
    host.set_aside("bad", RuntimeError())
    assert host.attempt("bad", "build", lambda: "a page") is None
    assert host.failures["bad"].can_be_tried_again


def test_that_trying_again_is_offered_only_where_it_could_help(write_plugin: Callable[..., Any]) -> None:
    host = PluginHost([write_plugin("bad", INFO.format(api=0, requires=()))])
    host.start()
    assert not host.failures["bad"].can_be_tried_again


def test_that_what_plugins_declare_and_store_is_gathered(write_plugin: Callable[..., Any]) -> None:
    from rcc_desktop.host.found import Found

    host = PluginHost([Found("checkin", "rcc_checkin.plugin")])
    host.start()
    assert "checkin_visit" in {record._meta.table_name for record in records_of(host.infos["checkin"])}
    assert "checkin.record" in {permission.key for permission in host.permissions()}
    assert "checkin.reentry_minutes" in {setting.key for setting in host.settings()}
