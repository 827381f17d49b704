"""The board: what stands between two days, holes first, in few questions and little time."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.board import board, holes
from rcc_mentors.shifts.booking import book, publish
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.timing import moment

from rcc_desktop.api import needs
from rcc_desktop.api.records import Person, Site

if TYPE_CHECKING:
    import pytest

ZONE = ZoneInfo("America/New_York")
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (23, 24, 25))
SUNDAY = date(2026, 12, 20)
"""Four weeks."""
MENTORS, SITES, DAYS = 60, 4, 28
STARTS = (9, 9, 12, 12, 15, 18)


@needs("testing")
def a_whole_center() -> None:
    """Sixty mentors; four sites, four weeks, six shifts a day; every shift with somebody on it, half with two."""
    day = date(2026, 1, 5)
    sites = [1, *(Site.add(name=f"Site {number}") for number in range(2, SITES + 1))]
    mentors = []
    for number in range(MENTORS):
        name = f"Mentor {number:02}"
        somebody = Person.add(shown_name=name, sort_name=name, added_on=day)
        mentors.append(Mentor.add(person=somebody, stage="active", stage_on=day, applied_on=day))
    turn = 0
    for ahead in range(DAYS):
        for site in sites:
            for starts in STARTS:
                on_day = MONDAY + timedelta(days=ahead)
                begins = moment(on_day, starts * 60, ZONE)
                times = {"on_day": on_day, "starts_at": begins, "ends_at": begins + timedelta(hours=3)}
                shift = Shift.add(uid=f"{turn}", site=site, role="front_desk", most=2, **times)
                for _place in range(1 + turn % 2):
                    turn += 1
                    who = mentors[turn * 7 % MENTORS]
                    Assignment.add(shift=shift, mentor=who, state="confirmed", changed_at=begins)


def test_that_a_center_of_the_usual_size_is_read_in_few_questions_and_little_time(
    desk: Any, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(a_whole_center)
    look: Any = lambda: board(MONDAY, SUNDAY, desk.now())  # noqa: E731 (asked often)
    assert len(desk.ask(look).shifts) == SITES * DAYS * len(STARTS)
    spent = []
    for _again in range(5):
        before = time.process_time()
        desk.ask(look)
        spent.append(time.process_time() - before)
    assert min(spent) < 0.25, "a twentieth of a second here; five times that on the slowest machine we know"
    asked: list[str] = []
    ask = type(store.database).execute_sql

    def counted(self: Any, sql: str, *more: Any, **named: Any) -> Any:
        asked.append(sql)
        return ask(self, sql, *more, **named)

    monkeypatch.setattr(type(store.database), "execute_sql", counted)
    desk.ask(look)
    assert len([sql for sql in asked if sql.startswith("SELECT")]) <= 20, "however many shifts there are"


def test_that_a_shift_that_is_against_a_rule_says_so_on_the_board(desk: Any, need: Any, mentor: Any) -> None:
    maria = mentor("Maria Nuñez")
    for starts in (9, 11):
        shift = need(TUESDAY, starts, starts + 3)
        desk.do(lambda: book(shift, maria, desk.now(), override_why="Trial"))  # noqa: B023
    rows = desk.ask(lambda: board(MONDAY, MONDAY + timedelta(days=6), desk.now())).shifts
    assert [[refusal.code for refusal in row.places[0].refusals] for row in rows] == [["overlap"], ["overlap"]]


def test_that_a_rule_is_broken_by_what_lies_outside_the_days_shown(desk: Any, need: Any, mentor: Any) -> None:
    maria = mentor("Maria Nuñez", most_shifts_month=1)
    for day in (date(2026, 12, 1), date(2026, 12, 31)):
        shift = need(day, 9, 12)
        desk.do(lambda: book(shift, maria, desk.now(), override_why="Trial"))  # noqa: B023
    (row,) = desk.ask(lambda: board(date(2026, 12, 1), date(2026, 12, 1), desk.now())).shifts
    assert [refusal.code for refusal in row.places[0].refusals] == ["own_month_limit"]


def test_that_the_board_can_be_of_one_site_one_role_or_one_mentor(desk: Any, need: Any, mentor: Any, site: Any) -> None:
    maria, river = mentor("Maria Nuñez"), site("River House")
    here, there = need(TUESDAY, 9, 12), need(TUESDAY, 9, 12, site=river)
    kitchen = need(TUESDAY, 13, 16, role="kitchen")
    desk.do(lambda: book(kitchen, maria, desk.now()))

    def ids(**which: Any) -> list[int]:
        return [row.id for row in desk.ask(lambda: board(TUESDAY, TUESDAY, desk.now(), **which)).shifts]

    assert ids() == [here, there, kitchen]
    assert ids(site=river) == [there]
    assert ids(role="kitchen") == [kitchen]
    assert ids(mentor=maria) == [kitchen]


def test_that_a_shift_says_what_it_needs_in_the_centers_words(desk: Any, need: Any, seen: Any) -> None:
    row = seen(need(TUESDAY, 9, 12, least=2, most=2, skills=("spanish", "keys"), credentials=("cpr",), pay="paid"))
    assert row.needs == ("Spanish", "Holds keys", "CPR", "2 people", "Paid")
    assert (row.role_title, row.site_name, row.is_published) == ("Front desk", "Main Street", False)
    desk.do(lambda: publish(TUESDAY, TUESDAY, desk.now()))
    assert seen(row.id).is_published


def test_that_holes_are_what_is_still_open_the_soonest_first(
    desk: Any, need: Any, mentor: Any, close: Any, clock: Any
) -> None:
    maria = mentor("Maria Nuñez")
    filled, later, sooner = need(TUESDAY, 9, 12), need(WEDNESDAY, 9, 12, least=2, most=2), need(TUESDAY, 13, 16)
    need(date(2026, 11, 27), 9, 12)
    close(date(2026, 11, 27))
    desk.do(lambda: book(filled, maria, desk.now()))
    found = desk.ask(lambda: holes(MONDAY, SUNDAY, desk.now()))
    assert [(row.id, row.missing) for row in found] == [(sooner, 1), (later, 2)]
    clock.set(datetime(2026, 11, 24, 17, tzinfo=ZONE))
    assert [row.id for row in desk.ask(lambda: holes(MONDAY, SUNDAY, desk.now()))] == [later]
