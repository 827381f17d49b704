"""Change this one, this and those after it, or all: each shift and each booking is accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.booking import book, publish
from rcc_mentors.shifts.records import Assignment, Shift, ShiftSeries
from rcc_mentors.shifts.series import cancel_shift, change_shift, keep_ahead, move_shift, wish_of
from rcc_mentors.shifts.standing import stand_of
from rcc_mentors.shifts.taking_back import take_back

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import fetch

ZONE = ZoneInfo("America/New_York")
TUESDAYS = [date(2026, 11, 24) + timedelta(weeks=ahead) for ahead in range(15)]
FIRST, LAST = TUESDAYS[0], date(2027, 2, 28)
TABLES: tuple[Any, ...] = (ShiftSeries, Shift, Assignment)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def weekly(need: Any) -> int:
    """The first of the shifts on Tuesdays, nine to twelve."""
    row: int = need(FIRST, 9, 12, rule="FREQ=WEEKLY;BYDAY=TU")
    return row


@pytest.fixture
def shift_on(desk: Any) -> Any:
    """The one shift of a day."""

    def find(day: date) -> Any:
        (row,) = desk.ask(lambda: board(day, day, desk.now())).shifts
        return row

    return find


@pytest.fixture
def rows(desk: Any) -> Any:
    """The shifts between two days."""
    return lambda first, last: desk.ask(lambda: board(first, last, desk.now())).shifts


@pytest.fixture
def change(desk: Any, seen: Any) -> Any:
    """Change a shift by what is different in the form; what takes it back."""

    def made(shift: int, scope: Any, **different: Any) -> Any:
        wish = replace(desk.ask(lambda: wish_of(shift, desk.now())), **different)
        version = seen(shift).version
        return desk.do(lambda: change_shift(shift, wish, scope, desk.now(), expected=version))

    return made


@pytest.fixture
def drag(desk: Any, seen: Any) -> Any:
    """Drag a shift by a span; what takes it back."""

    def made(shift: int, by: timedelta, scope: Any = "this") -> Any:
        row = seen(shift)
        return desk.do(
            lambda: move_shift(shift, row.starts + by, row.ends + by, desk.now(), expected=row.version, scope=scope)
        )

    return made


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All shifts, series and bookings as stored, without the counts of their changes."""
    return {
        record._meta.table_name: [
            tuple(value for name, value in record.stored_row(row).items() if name != "version")
            for (row,) in fetch(record.select(record.id).order_by(record.id))
        ]
        for record in TABLES
    }


def test_that_changing_one_leaves_the_others(weekly: int, change: Any, rows: Any) -> None:
    change(weekly, "this", starts=13 * 60, place="Kitchen")
    assert [(row.starts.hour, row.place) for row in rows(FIRST, TUESDAYS[1])] == [(13, "Kitchen"), (9, "")]


def test_that_this_and_later_splits_the_series_and_leaves_what_was_before(
    desk: Any, weekly: int, mentor: Any, seen: Any, rows: Any, shift_on: Any, change: Any
) -> None:
    maria, third = mentor("Maria Nuñez"), shift_on(TUESDAYS[2])
    desk.do(lambda: book(third.id, maria, desk.now()))
    uid = desk.ask(lambda: Shift.get_by_id(third.id).uid)
    change(third.id, "later", starts=13 * 60, most=2)
    assert [(row.day, row.starts.hour, row.most) for row in rows(FIRST, LAST)] == [
        *((day, 9, 1) for day in TUESDAYS[:2]),
        *((day, 13, 2) for day in TUESDAYS[2:13]),
    ]
    old, new = desk.ask(lambda: list(ShiftSeries.select().order_by(ShiftSeries.id)))
    assert (new.after_id, old.rule) == (old.id, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261207")
    assert [place.name for place in seen(third.id).places] == ["Maria Nuñez"]
    assert desk.ask(lambda: Shift.get_by_id(third.id).uid) == uid
    assert desk.do(lambda: keep_ahead(desk.now())) == 0


def test_that_a_whole_series_dragged_a_day_on_keeps_each_shift_and_its_booking(
    desk: Any, weekly: int, mentor: Any, seen: Any, shift_on: Any, rows: Any, drag: Any
) -> None:
    maria, fourth = mentor("Maria Nuñez"), shift_on(TUESDAYS[3])
    desk.do(lambda: book(fourth.id, maria, desk.now()))
    drag(weekly, DAY, "all")
    moved = seen(fourth.id)
    assert (moved.day, [place.name for place in moved.places]) == (TUESDAYS[3] + DAY, ["Maria Nuñez"])
    assert [row.day for row in rows(FIRST, LAST)] == [tuesday + DAY for tuesday in TUESDAYS[:13]]


def test_that_a_series_dragged_by_a_week_from_here_on_moves_every_shift_by_a_week(
    weekly: int, seen: Any, shift_on: Any, rows: Any, drag: Any
) -> None:
    second = shift_on(TUESDAYS[1])
    drag(second.id, WEEK, "later")
    assert seen(second.id).day == TUESDAYS[2]
    assert [row.day for row in rows(FIRST, date(2027, 2, 21))] == [FIRST, *TUESDAYS[2:13]]


def test_that_all_leaves_shifts_that_have_begun_as_they_were(
    weekly: int, clock: Any, shift_on: Any, rows: Any, change: Any
) -> None:
    clock.set(datetime(2026, 12, 2, 10, tzinfo=ZONE))
    change(shift_on(TUESDAYS[2]).id, "all", starts=10 * 60)
    assert [row.starts.hour for row in rows(FIRST, TUESDAYS[3])] == [9, 9, 10, 10]


def test_that_a_shift_changed_alone_keeps_its_change_when_the_series_changes(
    weekly: int, shift_on: Any, rows: Any, change: Any, drag: Any
) -> None:
    drag(shift_on(TUESDAYS[1]).id, HOUR)
    change(weekly, "all", starts=14 * 60, place="Kitchen")
    assert [(row.starts.hour, row.place) for row in rows(FIRST, TUESDAYS[2])] == [
        (14, "Kitchen"),
        (10, ""),
        (14, "Kitchen"),
    ]


def test_that_a_booked_day_the_new_rule_leaves_out_is_called_off_and_an_empty_one_goes(
    desk: Any, need: Any, mentor: Any, days: Any, shift_on: Any, change: Any
) -> None:
    first = need(FIRST, 9, 12, rule="FREQ=WEEKLY;BYDAY=TU,TH", on_holidays=True)
    maria, thursday = mentor("Maria Nuñez"), shift_on(FIRST + 2 * DAY)
    booking = desk.do(lambda: book(thursday.id, maria, desk.now()))
    change(first, "all", rule="FREQ=WEEKLY;BYDAY=TU")
    assert days(FIRST, FIRST + 13 * DAY) == [
        (FIRST, "planned"),
        (FIRST + 2 * DAY, "cancelled"),
        (TUESDAYS[1], "planned"),
    ]
    kept = desk.ask(lambda: Assignment.get_by_id(booking))
    assert (kept.state, kept.why) == ("cancelled", "The shift no longer repeats on this day.")


def test_that_six_times_stay_six_when_the_last_four_move(need: Any, shift_on: Any, days: Any, change: Any) -> None:
    need(FIRST, 9, 12, rule="FREQ=WEEKLY;BYDAY=TU;COUNT=6")
    change(shift_on(TUESDAYS[2]).id, "later", starts=10 * 60)
    assert [day for day, _state in days(FIRST, LAST)] == TUESDAYS[:6]


def test_that_a_booking_the_change_makes_illegal_stays_and_says_why(
    desk: Any, weekly: int, need: Any, mentor: Any, seen: Any
) -> None:
    maria, other = mentor("Maria Nuñez"), need(FIRST, 13, 16)
    desk.do(lambda: book(weekly, maria, desk.now()))
    desk.do(lambda: book(other, maria, desk.now()))
    row = seen(weekly)
    desk.do(lambda: move_shift(weekly, row.starts, row.ends + 2 * HOUR, desk.now(), expected=row.version))
    (place,) = seen(weekly).places
    assert [refusal.sentence for refusal in place.refusals] == ["Already booked Tue, Nov 24, 1:00 pm to 4:00 pm."]


@pytest.mark.parametrize("scope", ["this", "later", "all"])
def test_that_the_second_of_two_coordinators_is_told_and_changes_nothing(
    desk: Any, weekly: int, seen: Any, drag: Any, scope: Any
) -> None:
    row = seen(weekly)
    drag(weekly, HOUR)
    with pytest.raises(Problem) as problem:
        desk.do(lambda: cancel_shift(weekly, scope, "", desk.now(), expected=row.version))
    assert problem.value.code == "changed_elsewhere"
    assert (seen(weekly).starts, seen(weekly).state) == (row.starts + HOUR, "planned")


def test_that_a_single_need_can_begin_to_repeat(desk: Any, need: Any, days: Any, change: Any) -> None:
    single = need(FIRST, 9, 12)
    undo = change(single, "all", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3")
    assert [day for day, _state in days(FIRST, LAST)] == TUESDAYS[:3]
    desk.do(lambda: take_back(undo))
    assert [day for day, _state in days(FIRST, LAST)] == [FIRST]


@pytest.mark.parametrize("scope", ["this", "later", "all"])
@pytest.mark.parametrize("what", ["time", "day", "rule", "off"])
def test_that_every_change_can_be_taken_back_to_the_last_row(
    desk: Any, weekly: int, mentor: Any, shift_on: Any, seen: Any, change: Any, scope: Any, what: str
) -> None:
    maria, third, fifth = mentor("Maria Nuñez"), shift_on(TUESDAYS[2]), shift_on(TUESDAYS[4])
    desk.do(lambda: book(third.id, maria, desk.now()))
    desk.do(lambda: book(fifth.id, maria, desk.now()))
    desk.do(lambda: publish(FIRST, TUESDAYS[3], desk.now()))
    before, version = desk.ask(everything), seen(third.id).version
    if what == "off":
        undo = desk.do(lambda: cancel_shift(third.id, scope, "Snow", desk.now(), expected=version))
    else:
        different: Any = {"time": {"starts": 600}, "day": {"day": TUESDAYS[2] + DAY}, "rule": {"rule": "FREQ=DAILY"}}
        undo = change(third.id, scope, **different[what], **({"place": "Kitchen"} if scope == "this" else {}))
    assert desk.ask(everything) != before
    desk.do(lambda: take_back(undo))
    assert desk.ask(everything) == before


def test_that_nothing_is_taken_back_once_somebody_has_gone_on(desk: Any, weekly: int, drag: Any) -> None:
    undo = drag(weekly, HOUR, "all")
    drag(weekly, HOUR)
    before = desk.ask(everything)
    with pytest.raises(Problem) as problem:
        desk.do(lambda: take_back(undo))
    assert problem.value.code == "changed_elsewhere"
    assert desk.ask(everything) == before


def test_that_how_things_stand_can_be_read_of_any_number(desk: Any, weekly: int) -> None:
    many = range(1, 2001)
    assert len(desk.ask(lambda: stand_of(many, many))) == 14, "one series and its thirteen shifts"


MOVES = st.tuples(st.integers(0, 12), st.sampled_from(["this", "later", "all"]), st.integers(-3, 3), st.integers(7, 15))


@needs("testing")
def _empty() -> None:
    for record in (Assignment, Shift, ShiftSeries):
        for row in record.select(record.id).order_by(record.id.desc()):
            record.remove(row.id)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MOVES, min_size=1, max_size=4))
def test_that_however_a_series_is_moved_nobody_booked_is_lost_and_no_shift_is_doubled(
    desk: Any, need: Any, maria: int, rows: Any, moves: list[tuple[int, Any, int, int]]
) -> None:
    desk.do(_empty)
    need(FIRST, 9, 12, rule="FREQ=WEEKLY;BYDAY=TU")
    for row in rows(FIRST, LAST):
        desk.do(lambda: book(row.id, maria, desk.now(), override_why="A trial"))  # noqa: B023
    for which, scope, away, hour in moves:
        row = rows(date(2026, 11, 15), date(2027, 4, 30))[which]
        starts = datetime(row.day.year, row.day.month, row.day.day, hour, tzinfo=ZONE) + away * DAY
        if starts > desk.now() and row.state == "planned":
            desk.do(
                lambda: move_shift(row.id, starts, starts + 3 * HOUR, desk.now(), expected=row.version, scope=scope)  # noqa: B023
            )
    after = rows(date(2026, 11, 15), date(2027, 4, 30))
    held = sum(place.mentor == maria for row in after for place in row.places)
    off = desk.ask(lambda: Assignment.select().where(Assignment.state == "cancelled").count())
    assert held + off == 13
    days_given = [(row.series, row.first_set_for) for row in desk.ask(lambda: list(Shift.select()))]
    assert len(set(days_given)) == len(days_given)


@pytest.fixture
def maria(mentor: Any) -> int:
    """Somebody who is booked everywhere."""
    row: int = mentor("Maria Nuñez")
    return row
