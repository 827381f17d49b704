"""An open center with plugins that fail in every way: the door stays open, and each desk gets what it asks for."""

from __future__ import annotations

import sys
import textwrap
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from rcc_desktop.api import NOBODY, Period, Problem, Setting, acting, needs
from rcc_desktop.api.acting import PROGRAM
from rcc_desktop.api.center import TIME_ZONE
from rcc_desktop.api.records import Person, SettingValue
from rcc_desktop.host.opening import begin
from rcc_desktop.settings import Settings, choose
from rcc_desktop.work.jobs import Lanes
from rcc_desktop.work.refresher import Refresher
from tests.shell.host.conftest import GOOD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOVEMBER = Period.month(2026, 11)
WAYS = {
    "misses_a_module": "import a_module_nobody_has",
    "exits": "import sys; sys.exit()",
    "misspells": GOOD.format(name="misspells", title="M") + "\n@hookimpl\ndef rcc_pagez(desk):\n    return []\n",
    "is_old": GOOD.format(name="is_old", title="O").replace("api=1", "api=0"),
    "needs_more": GOOD.format(name="needs_more", title="N").replace("api=1", 'api=1, requires=["absent"]'),
    "raises": GOOD.format(name="raises", title="R")
    + "".join(
        f"\n@hookimpl\ndef {hook}(desk):\n    raise RuntimeError\n"
        for hook in ("rcc_pages", "rcc_measures", "rcc_documents", "rcc_imports")
    ),
    "breaks_its_page": GOOD.format(name="breaks_its_page", title="B")
    + """
from rcc_desktop.api import Page

def build():
    raise RuntimeError

@hookimpl
def rcc_pages(desk):
    return [Page("breaks_its_page.all", "B", "house", build)]
""",
}


@pytest.fixture
def more_plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """One plugin for each way to fail, all at once."""
    folder = tmp_path / "modules"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    for name, source in WAYS.items():
        (folder / f"failing_{name}.py").write_text(textwrap.dedent(source), encoding="utf-8")
        sys.modules.pop(f"failing_{name}", None)
    return {name: f"failing_{name}" for name in WAYS}


@pytest.fixture(autouse=True)
def _forget_modules() -> Any:
    yield
    for name in WAYS:
        sys.modules.pop(f"failing_{name}", None)


def test_that_check_in_works_while_everything_else_fails(desk: Any, person: Any, host: Any) -> None:
    from rcc_checkin.rules import Door
    from rcc_checkin.service import check_in

    session = desk.session
    offered = {answer.plugin for answer in session.pages()}
    assert offered >= {"checkin", "breaks_its_page"}
    assert offered.isdisjoint(set(WAYS) - {"breaks_its_page"})
    assert {measure.key for measure in session.measures()} >= {"checkin.visits"}
    assert session.documents()
    assert session.imports()[0].key == "people"
    (page,) = next(answer.value for answer in session.pages() if answer.plugin == "breaks_its_page")
    assert host.attempt("breaks_its_page", "build", page.build) is None
    assert {answer.plugin for answer in session.pages()} == offered - {"breaks_its_page"}
    assert set(host.failures) == set(WAYS)

    maria = person("Maria Nuñez")
    opening = desk.ask(lambda: session.opening(session.site))
    now = desk.now()
    desk.do(lambda: check_in(maria, Door(session.site, opening, 60), now))
    assert desk.ask(lambda: desk.tally("checkin.visits", NOVEMBER)).amount == 1


def test_that_a_page_that_breaks_while_it_refreshes_sets_its_plugin_aside(qtbot: Any, desk: Any, host: Any) -> None:
    class Page(QWidget):
        def refresh(self) -> None:
            raise RuntimeError

    page = Page()
    qtbot.addWidget(page)
    refresher = Refresher(lambda _page, error: host.set_aside("breaks_its_page", error), at_once=True)
    desk.session.on_changes(refresher.changed)
    refresher.watch(page, frozenset({"person"}))
    page.show()
    desk.add_made_up("Maria Nuñez")
    desk.read(None, lambda: None, lambda _answer: None)  # what was kept is told with the next answer
    assert host.failures["breaks_its_page"].kind == "raised"
    assert "checkin" in host.running()


def test_that_work_is_done_for_whoever_was_signed_in_when_it_was_asked_for(desk: Any) -> None:
    heard: list[Any] = []
    desk.read(None, acting, heard.append)
    desk.session.sign_out()
    desk.read(None, acting, heard.append)
    assert heard[0].everything
    assert heard[1] is NOBODY


def test_that_a_page_hears_of_others_changes_and_whose_they_were(desk: Any) -> None:
    told: list[Any] = []
    desk.session.on_changes(told.append)
    page = object()

    @needs("testing")
    def add() -> int:
        return Person.add(shown_name="Ana", sort_name="Ana", added_on=desk.now().date())

    ids: list[int] = []
    desk.write(page, add, ids.append)
    (changes,) = told
    assert changes.tables == {"person"}
    assert changes.people == set(ids)
    assert changes.origin is page


def test_that_undo_in_a_note_runs_on_the_writing_lane_when_it_is_asked_for(desk: Any) -> None:
    @needs("testing")
    def add() -> int:
        return Person.add(shown_name="Ana", sort_name="Ana", added_on=desk.now().date())

    @needs("testing")
    def remove(person: int) -> None:
        Person.remove(person)

    desk.write(None, add, lambda person: desk.note("Added.", undo=lambda: remove(person)))
    assert desk.notes == ["Added."]
    assert desk.ask(Person.select().count) == 1
    desk.undo_latest()
    assert desk.ask(Person.select().count) == 0


def test_that_a_problem_no_page_can_show_reaches_the_window(desk: Any) -> None:
    def refuse() -> None:
        raise Problem("No.")

    desk.write(None, refuse, lambda _answer: None)
    assert [problem.what for problem in desk.problems] == ["No."]


def test_that_a_desk_finds_people_and_opens_what_it_is_asked_to(desk: Any, person: Any) -> None:
    maria = person("Maria Nuñez")
    assert [found.id for found in desk.ask(lambda: desk.find_people("nunez"))] == [maria]
    desk.open_person(maria, "checkin.visits")
    desk.open_page("checkin.day", 7)
    desk.hand_over("checkin.month")
    desk.add_person("Ana", lambda _person: None)
    assert desk.shell.opened == [(maria, "checkin.visits")]
    assert desk.shell.pages == [("checkin.day", 7)]
    assert desk.shell.handed_over == [("checkin.month", None)]


def test_that_a_measure_nobody_knows_is_said_to_be_absent_and_not_zero(desk: Any) -> None:
    with pytest.raises(Problem, match="not here") as refused:
        desk.ask(lambda: desk.tally("raises.numbers", NOVEMBER))
    assert refused.value.code == "measure.absent"


def test_that_every_measure_can_be_broken_down_by_what_people_answered(desk: Any) -> None:
    groups = desk.session.groups_of(desk.measures()[0])
    assert {"month", "site", "age_band", "race", "veteran"} <= set(groups)


def test_that_the_clock_is_that_of_the_center(desk: Any, clock: Any) -> None:
    clock.set(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))
    assert desk.now().isoformat() == "2026-11-21T10:00:00-05:00"
    desk.do(lambda: choose(TIME_ZONE, "America/Chicago"))
    assert desk.now().isoformat() == "2026-11-21T09:00:00-06:00"


def test_that_a_time_zone_this_computer_does_not_know_does_not_close_the_center(
    desk: Any, caplog: pytest.LogCaptureFixture
) -> None:
    desk.do(lambda: choose(TIME_ZONE, "Moon/Tranquility"))
    assert desk.now().utcoffset() is not None
    assert "time zone" in caplog.text


def test_that_what_one_transaction_chose_holds_from_the_next_question_on(desk: Any) -> None:
    setting = Setting("tests.greeting", "Greeting", "Hello")
    heard: list[str] = []
    desk.write(None, lambda: choose(setting, "Welcome"), lambda _answer: heard.append(desk.setting(setting)))
    assert heard == ["Welcome"]
    assert desk.ask(SettingValue.select().where(SettingValue.key == setting.key).count) == 1


def test_that_the_window_waits_for_nothing_and_hears_everything(
    qtbot: Any, center: Any, clock: Any, more_plugins: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rcc_desktop.work.jobs.REST_AFTER", 0.05)
    session = begin(center, lanes=Lanes(), settings=Settings(), clock=clock)
    session.sign_in(PROGRAM)
    told: list[Any] = []
    ids: list[int] = []
    session.on_changes(told.append)

    @needs("testing")
    def add() -> int:
        return Person.add(shown_name="Ana", sort_name="Ana", added_on=clock().date())

    session.desk_of("tests").write(None, add, ids.append)
    assert ids == []
    qtbot.waitUntil(lambda: bool(ids) and bool(told))
    assert told[0].people == set(ids)
    log = next(center.folder.glob("*.db-wal"))
    qtbot.waitUntil(lambda: not log.stat().st_size)  # brought home once the lane rested
    session.close()
