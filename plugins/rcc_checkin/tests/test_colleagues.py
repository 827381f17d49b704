"""Somebody who works here comes in like everybody; on which earlier days they came is not their colleagues' to know."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import documents, service, visits
from rcc_checkin.door import look_for
from rcc_checkin.measures import figures
from rcc_checkin.past_day import PaperLine, enter_past_day
from rcc_checkin.views.day_page import DayPage
from rcc_checkin.views.lines import line_of
from rcc_checkin.views.person_page import VisitsPage

from rcc_desktop.api import Period, Problem, needs
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.records import StaffMember

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
Desk = Any

YESTERDAY, TODAY = date(2026, 11, 20), date(2026, 11, 21)


@needs("testing")
def _employ(person: int) -> None:
    StaffMember.add(login="nia", name="Nia Brooks", person=person)


@pytest.fixture
def colleague(run: Run, person: Callable[..., int], door: Door, clock: Clock) -> int:
    """A peer mentor who was here yesterday for a meeting, as was Bo Ruiz, who is a visitor."""
    nia, bo = person("Nia Brooks"), person("Bo Ruiz")
    clock.advance(days=-1)
    for each in (nia, bo):
        visit = run(lambda each=each: service.check_in(each, door, clock.at(9), reasons=("meeting",))).visit
        run(lambda visit=visit: service.check_out([visit], clock.at(10)))
    clock.advance(days=1)
    clock.at(9)
    run(lambda: _employ(nia))
    return nia


def names_on(ask: Run, door: Door, day: date) -> list[tuple[int | None, str]]:
    rows = ask(lambda: visits.visits_on(day, 1, door.opening.zone, today=TODAY))
    return [(row.person, row.name) for row in rows]


def test_that_the_front_desk_checks_a_colleague_in_and_sees_them_here(
    desk: Desk, run: Run, ask: Run, door: Door, clock: Clock, colleague: int
) -> None:
    desk.acting_as("front_desk")
    assert run(lambda: service.check_in(colleague, door, clock.at(9))).how == "new"
    assert [row.name for row in ask(lambda: visits.here_now(door))] == ["Nia Brooks"]
    assert names_on(ask, door, TODAY) == [(colleague, "Nia Brooks")]


@pytest.mark.parametrize("role", ["front_desk", "coordinator"])
def test_that_an_earlier_day_counts_a_colleague_without_a_name(
    desk: Desk, ask: Run, door: Door, colleague: int, role: str
) -> None:
    desk.acting_as(role)
    assert names_on(ask, door, YESTERDAY) == [(None, "Name not shown"), (colleague + 1, "Bo Ruiz")]
    assert ask(lambda: figures(Period.day(YESTERDAY))).people == 2


def test_that_a_supervisor_is_told_who_came(desk: Desk, ask: Run, door: Door, colleague: int) -> None:
    desk.acting_as("supervisor")
    assert (colleague, "Nia Brooks") in names_on(ask, door, YESTERDAY)
    assert len(ask(lambda: visits.visits_of(colleague, door.opening.zone))) == 1


def test_that_the_sign_in_sheet_of_an_earlier_day_leaves_the_name_out(
    desk: Desk, ask: Run, clock: Clock, colleague: int
) -> None:
    desk.acting_as("coordinator")
    asked = Answers(period=Period.day(YESTERDAY), site=1, now=clock.now)
    (table,) = ask(lambda: documents.sign_in_sheet(desk, asked)).tables()
    assert [row[0] for row in table.rows] == ["Name not shown", "Bo Ruiz"]


def test_that_the_door_says_that_they_work_here_and_neither_when_they_came_nor_that_they_never_did(
    desk: Desk, run: Run, ask: Run, door: Door, clock: Clock, colleague: int
) -> None:
    desk.acting_as("front_desk")
    (looked,) = ask(lambda: look_for(desk, "Nia", door))
    assert looked.seen is None
    assert line_of(looked, TODAY).below == "Works here"
    run(lambda: service.check_in(colleague, door, clock.at(9)))
    (looked,) = ask(lambda: look_for(desk, "Nia", door))
    assert looked.seen == visits.Seen(TODAY, 1, clock.now)
    assert line_of(looked, TODAY).below == "Works here · came in today"


def test_that_their_tab_says_that_it_is_closed(
    desk: Desk, qtbot: Any, colleague: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.acting_as("front_desk")
    page = VisitsPage(desk, colleague)
    qtbot.addWidget(page)
    said: list[Problem] = []
    monkeypatch.setattr(page, "show_problem", said.append)
    page.refresh()
    assert ([problem.code for problem in said], page.model.rows) == (["people.colleague"], [])


def test_that_a_paper_sheet_of_theirs_is_still_typed_in_once(
    desk: Desk, run: Run, door: Door, clock: Clock, colleague: int
) -> None:
    desk.acting_as("coordinator")
    lines = [PaperLine(colleague, time(9, 15), time(9, 45))]
    assert run(lambda: enter_past_day(YESTERDAY, lines, door, clock.now)).already == (0,)


def test_that_the_page_of_a_day_shows_them_today_and_not_yesterday(
    desk: Desk, run: Run, door: Door, clock: Clock, colleague: int, qtbot: Any
) -> None:
    desk.acting_as("front_desk")
    run(lambda: service.check_in(colleague, door, clock.at(9)))
    page = DayPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    assert [row.name for row in page.model.rows] == ["Nia Brooks"]
    page.day.set_value(TODAY - timedelta(days=1))
    page.refresh()
    assert [row.name for row in page.model.rows] == ["Name not shown", "Bo Ruiz"]
