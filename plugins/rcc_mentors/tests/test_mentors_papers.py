"""The schedule on paper: for the wall, and for each mentor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.documents import documents_for
from rcc_mentors.people.records import Mentor
from rcc_mentors.people.wall_names import wall_names
from rcc_mentors.shifts.booking import book, publish
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.series import add_shift

from rcc_desktop.api import Period, Problem, needs
from rcc_desktop.api.documents import Answers, Sheet
from rcc_desktop.api.records import StaffMember

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
Clock = Any
MONDAY = date(2026, 11, 23)
WEEK = Period.week(MONDAY)


@needs("testing")
def _add_mentor(person: int) -> int:
    day = date(2026, 1, 5)
    return Mentor.add(person=person, stage="active", stage_on=day, applied_on=day, active_on=day)


@pytest.fixture
def week(desk: Desk, clock: Clock, person: Callable[[str], int]) -> dict[str, int]:
    """Two at the front desk on Monday, of whom one is missing; a meeting on Tuesday that is not published."""
    ana = person("Ana Lee")
    mentor = desk.do(lambda: _add_mentor(ana))
    front = ShiftWish(1, "front_desk", MONDAY, 9 * 60, 180, place="Hall", least=2, most=2)
    shift = desk.do(lambda: add_shift(front, clock.now))
    desk.do(lambda: book(shift, mentor, clock.now))
    desk.do(lambda: add_shift(ShiftWish(1, "meeting", MONDAY + timedelta(days=1), 12 * 60, 90), clock.now))
    desk.do(lambda: publish(MONDAY, MONDAY, clock.now))
    return {"person": ana, "mentor": mentor, "shift": shift}


@pytest.fixture
def paper(desk: Desk, clock: Clock) -> Callable[..., Sheet]:
    """Build a paper by key."""

    def build(key: str, site: int | None = 1) -> Sheet:
        found = {each.key: each for each in documents_for(desk)}[key]
        sheet: Sheet = desk.ask(lambda: found.build(Answers(WEEK, site, now=clock.now)))
        return sheet

    return build


def test_that_the_wall_shows_a_first_name_a_letter_and_what_is_open(paper: Any, week: dict[str, int]) -> None:
    sheet = paper("mentors.poster")
    (table,) = sheet.tables()
    assert table.rows == [("Mon 11/23", "9 am – 12 pm", "Front desk, Hall", "Ana L.\n1 place open")]
    assert (sheet.subtitle, sheet.landscape, sheet.poster) == ("Main Street", True, True)
    assert "Lee" not in repr(sheet)


def test_that_what_is_not_published_is_not_on_the_wall_but_counted(paper: Any, week: dict[str, int]) -> None:
    assert [each.term for each in paper("mentors.poster").about] == ["1 shift is not here"]


def test_that_a_wall_without_shifts_says_so(paper: Any, written: Any) -> None:
    sheet = paper("mentors.poster", None)
    assert list(sheet.tables()) == []
    assert written(sheet, ".pdf").startswith(b"%PDF")


def test_that_mentors_of_one_name_are_told_apart_and_hidden_ones_are_not_named(desk: Desk, person: Any) -> None:
    people = {
        person("Maria Nunez"): "Maria Nun.",
        person("Maria Nuez"): "Maria Nue.",
        person("Maria Ortiz"): "Maria O.",
        person("Cher"): "Cher",
    }
    hidden = person("Bo Ruiz", restricted=True)
    desk.acting_as("coordinator")
    assert desk.ask(lambda: wall_names([*people, hidden])) == {**people, hidden: "A mentor"}


def test_that_each_mentor_has_a_part_of_their_own(paper: Any, week: dict[str, int]) -> None:
    (table,) = paper("mentors.schedule").tables()
    assert table.title == "Ana Lee"
    assert [row[:2] for row in table.rows] == [(MONDAY, "Mon")]


def test_that_a_mentor_prints_their_own_shifts(desk: Desk, paper: Any, week: dict[str, int]) -> None:
    @needs("testing")
    def link() -> None:
        StaffMember.update(person=week["person"]).execute()

    desk.do(link)
    desk.acting_as("peer_mentor")
    (table,) = paper("mentors.my_schedule").tables()
    assert [row[0] for row in table.rows] == [MONDAY]


def test_that_whoever_is_no_mentor_is_told_so(desk: Desk, paper: Any, week: dict[str, int]) -> None:
    desk.acting_as("peer_mentor")
    with pytest.raises(Problem, match="not on file as a mentor"):
        paper("mentors.my_schedule")


@pytest.mark.parametrize("key", ["mentors.poster", "mentors.schedule"])
@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv"])
def test_that_every_paper_is_written(paper: Any, written: Any, week: dict[str, int], key: str, ending: str) -> None:
    assert len(written(paper(key), ending)) > 50
