"""Needs that repeat: made ahead, left out on holidays, closed afterwards, called off and put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.booking import book, publish, unbook
from rcc_mentors.shifts.records import Shift, ShiftSeries
from rcc_mentors.shifts.series import add_shift, cancel_shift, keep_ahead, move_shift, put_back_shift, wish_of

from rcc_desktop.api import Problem, needs

ZONE = ZoneInfo("America/New_York")
TUESDAYS = [date(2026, 11, 24) + timedelta(weeks=ahead) for ahead in range(15)]
"""The Tuesdays from the first one on; the clock of the tests stands at Saturday, 21 November 2026."""
FIRST, LAST = TUESDAYS[0], date(2027, 2, 28)
PLANNED = "planned"


@needs("testing")
def forget_what_was_made() -> None:
    """As if the shifts had to be made anew."""
    ShiftSeries.update(made_until=None).execute()


@pytest.fixture
def weekly(need: Any) -> int:
    """The first shift of a need on Tuesdays, nine to twelve."""
    row: int = need(FIRST, 9, 12, rule="FREQ=WEEKLY;BYDAY=TU")
    return row


def stored(desk: Any, shift: int) -> Any:
    return desk.ask(lambda: Shift.get_by_id(shift))


def test_that_a_need_is_made_thirteen_weeks_ahead_to_the_end_of_that_week(desk: Any, weekly: int, days: Any) -> None:
    assert stored(desk, weekly).on_day == FIRST
    assert [day for day, _state in days(FIRST, date(2027, 12, 31))] == TUESDAYS[:13], "to Sunday, 21 February 2027"


def test_that_keeping_ahead_leaves_nothing_in_the_record_when_nothing_is_due(
    desk: Any, weekly: int, clock: Any, entries: Any
) -> None:
    before = entries()
    assert desk.do(lambda: keep_ahead(desk.now())) == 0
    clock.set(datetime(2026, 11, 22, 23, 59, tzinfo=ZONE))
    assert desk.do(lambda: keep_ahead(desk.now())) == 0
    assert entries() == before
    clock.set(datetime(2026, 11, 23, 0, 1, tzinfo=ZONE))
    assert desk.do(lambda: keep_ahead(desk.now())) == 1
    assert desk.do(lambda: keep_ahead(desk.now())) == 0
    assert entries() == before + 1


def test_that_shifts_stay_at_nine_over_the_change_of_the_clock(need: Any, desk: Any, clock: Any) -> None:
    clock.set(datetime(2026, 2, 23, 10, tzinfo=ZONE))
    need(date(2026, 3, 3), 9, 12, rule="FREQ=WEEKLY;COUNT=2")
    rows = desk.ask(lambda: board(date(2026, 3, 1), date(2026, 3, 31), desk.now())).shifts
    assert [(row.starts.hour, row.starts.astimezone(UTC).hour) for row in rows] == [(9, 14), (9, 13)]


def test_that_a_night_shift_that_ends_in_the_jump_ends_when_the_clock_goes_on(need: Any, seen: Any, clock: Any) -> None:
    clock.set(datetime(2026, 3, 1, 10, tzinfo=ZONE))
    row = seen(need(date(2026, 3, 7), 22, 26.5))
    assert (row.ends.hour, row.ends.minute) == (3, 30)
    assert row.ends.timestamp() - row.starts.timestamp() == 4.5 * 3600


def test_that_public_holidays_are_left_out_unless_the_need_is_kept_on_them(need: Any, days: Any) -> None:
    thanksgiving, week = date(2026, 11, 26), (date(2026, 11, 23), date(2026, 11, 29))
    need(date(2026, 11, 24), 9, 12, rule="FREQ=DAILY;COUNT=4")
    assert thanksgiving not in [day for day, _state in days(*week)]
    need(date(2026, 11, 24), 18, 21, rule="FREQ=DAILY;COUNT=4", on_holidays=True)
    assert [day for day, _state in days(*week)].count(thanksgiving) == 1


def test_that_a_rule_that_gives_no_day_is_refused_and_leaves_nothing(desk: Any, need: Any) -> None:
    with pytest.raises(Problem) as problem:
        need(date(2026, 11, 26), 9, 12, rule="FREQ=DAILY;COUNT=1")
    assert problem.value.field == "rule"
    assert desk.ask(lambda: ShiftSeries.select().count()) == 0


def test_that_a_day_closed_afterwards_keeps_its_bookings_and_says_so(
    desk: Any, weekly: int, mentor: Any, seen: Any, close: Any
) -> None:
    maria = mentor("Maria Nuñez")
    desk.do(lambda: book(weekly, maria, desk.now()))
    close(FIRST, 1, "Painting")
    row = seen(weekly)
    assert (row.state, row.missing) == ("closed", 0)
    assert [refusal.code for refusal in row.places[0].refusals] == ["closed"]
    shown = desk.ask(lambda: board(FIRST, FIRST, desk.now()))
    assert shown.closed == {(1, FIRST): "Painting"}


def test_that_another_sites_closed_day_closes_nothing_here(weekly: int, seen: Any, close: Any, site: Any) -> None:
    close(FIRST, site("River House"))
    assert seen(weekly).state == PLANNED
    close(FIRST, None)
    assert seen(weekly).state == "closed"


def test_that_a_closed_day_of_a_new_need_needs_nobody(need: Any, seen: Any, close: Any) -> None:
    close(FIRST)
    assert seen(need(FIRST, 9, 12, rule="FREQ=WEEKLY")).missing == 0


def test_that_a_single_need_on_a_closed_day_is_refused_beside_the_day(need: Any, close: Any) -> None:
    close(FIRST)
    with pytest.raises(Problem) as problem:
        need(FIRST, 9, 12)
    assert problem.value.field == "day"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"site": 99}, "site"),
        ({"role": ""}, "role"),
        ({"day": date(2062, 11, 24)}, "day"),
        ({"length": 0}, "starts"),
        ({"length": 1441}, "starts"),
        ({"least": 3, "most": 2}, "most"),
        ({"most": 0, "least": 0}, "most"),
        ({"rule": "FREQ=SECONDLY"}, "rule"),
    ],
)
def test_that_what_cannot_be_is_refused_beside_its_field(
    desk: Any, weekly: int, wrong: dict[str, Any], field: str
) -> None:
    wish = desk.ask(lambda: wish_of(weekly, desk.now()))
    with pytest.raises(Problem) as problem:
        desk.do(lambda: add_shift(replace(wish, **wrong), desk.now()))
    assert problem.value.field == field


def test_that_a_shift_comes_back_as_it_was_typed(desk: Any, need: Any) -> None:
    more = {"place": "Kitchen", "least": 2, "most": 3, "skills": ("spanish", "keys"), "door": "open", "pay": "paid"}
    shift = need(FIRST, 22, 26, rule="FREQ=WEEKLY;BYDAY=TU", credentials=("cpr",), **more)
    wish = desk.ask(lambda: wish_of(shift, desk.now()))
    assert (wish.day, wish.starts, wish.length, wish.rule) == (FIRST, 22 * 60, 4 * 60, "FREQ=WEEKLY;BYDAY=TU")
    assert {name: getattr(wish, name) for name in more} == more


def test_that_a_shift_moved_alone_is_not_made_anew(desk: Any, weekly: int, days: Any, seen: Any) -> None:
    row, day = seen(weekly), timedelta(days=1)
    desk.do(lambda: move_shift(weekly, row.starts + day, row.ends + day, desk.now(), expected=row.version))
    assert stored(desk, weekly).first_set_for == FIRST
    desk.do(forget_what_was_made)
    assert desk.do(lambda: keep_ahead(desk.now())) == 0
    assert [each for each, _state in days(FIRST, LAST)] == [FIRST + day, *TUESDAYS[1:13]]


def test_that_a_shift_called_off_comes_back_with_those_who_were_on_it_and_nobody_else(
    desk: Any, need: Any, mentor: Any, seen: Any, clock: Any
) -> None:
    shift = need(FIRST, 9, 12, most=2)
    maria, lou = mentor("Maria Nuñez"), mentor("Lou Park")
    earlier = desk.do(lambda: book(shift, maria, desk.now()))
    desk.do(lambda: unbook(earlier, desk.now()))
    desk.do(lambda: book(shift, lou, desk.now()))
    clock.advance(minutes=5)
    version = seen(shift).version
    desk.do(lambda: cancel_shift(shift, "this", "", desk.now(), expected=version))
    assert (seen(shift).state, seen(shift).places, seen(shift).missing) == ("cancelled", (), 0)
    assert desk.do(lambda: put_back_shift(shift, desk.now())) == 1
    assert [place.mentor for place in seen(shift).places] == [lou]


def test_that_calling_off_from_here_on_ends_the_series_and_forgets_nobody(
    desk: Any, weekly: int, mentor: Any, days: Any, seen: Any
) -> None:
    rows = desk.ask(lambda: board(FIRST, TUESDAYS[2], desk.now())).shifts
    maria = mentor("Maria Nuñez")
    desk.do(lambda: book(rows[2].id, maria, desk.now()))
    desk.do(lambda: cancel_shift(rows[1].id, "later", "Moved out", desk.now(), expected=rows[1].version))
    assert days(FIRST, LAST) == [(FIRST, PLANNED), (TUESDAYS[1], "cancelled"), (TUESDAYS[2], "cancelled")]
    desk.do(forget_what_was_made)
    assert desk.do(lambda: keep_ahead(desk.now())) == 0


def test_that_a_known_shift_counts_its_changes_for_the_calendar(desk: Any, weekly: int, seen: Any) -> None:
    hour = timedelta(hours=1)

    def later() -> None:
        row = seen(weekly)
        desk.do(lambda: move_shift(weekly, row.starts + hour, row.ends + hour, desk.now(), expected=row.version))

    later()
    assert stored(desk, weekly).sequence == 0
    assert desk.do(lambda: publish(FIRST, FIRST, desk.now())) == 1
    assert stored(desk, weekly).sequence == 0
    later()
    assert stored(desk, weekly).sequence == 1
    version = seen(weekly).version
    desk.do(lambda: cancel_shift(weekly, "this", "", desk.now(), expected=version))
    assert stored(desk, weekly).sequence == 2
