"""The hours down the side, on days of 23, 24 and 25 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_mentors.views.board_axis import axis_of, moved

ZONE = ZoneInfo("America/New_York")
PLAIN, SPRING, FALL = date(2026, 11, 18), date(2026, 3, 8), date(2026, 11, 1)
"""In New York the clocks go forward on 8 March 2026 and back on 1 November 2026."""


def real_hours(day: date) -> int:
    start = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    end = start + timedelta(days=1)
    return round((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 3600)


@pytest.mark.parametrize(("day", "hours"), [(PLAIN, 24), (SPRING, 23), (FALL, 25)])
def test_that_a_day_has_as_many_rows_as_hours(day: date, hours: int) -> None:
    axis = axis_of([day], ZONE)
    assert real_hours(day) == hours
    assert len(axis.rows) - len(axis.missing(day)) == hours


def test_that_the_hour_left_out_in_spring_is_an_empty_row() -> None:
    assert axis_of([SPRING], ZONE).missing(SPRING) == (2,)


def test_that_other_days_of_the_week_leave_the_second_one_o_clock_empty() -> None:
    axis = axis_of([FALL, FALL + timedelta(days=1)], ZONE)
    assert axis.rows[1:3] == ((1, 0), (1, 1))
    assert axis.missing(FALL) == ()
    assert axis.missing(FALL + timedelta(days=1)) == (2,)


def test_that_the_two_half_past_ones_stand_an_hour_apart() -> None:
    axis = axis_of([FALL], ZONE)
    first = datetime(2026, 11, 1, 1, 30, tzinfo=ZONE)
    second = first.replace(fold=1)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert axis.place(second, FALL) - axis.place(first, FALL) == 1.0


@given(st.sampled_from([PLAIN, SPRING, FALL]), st.integers(0, 24 * 4 + 3))
def test_that_every_quarter_of_an_hour_is_where_it_was_dropped(day: date, quarter: int) -> None:
    axis = axis_of([day], ZONE)
    place = quarter / 4
    if place < len(axis.rows) and int(place) not in axis.missing(day):
        assert axis.place(axis.moment(day, place), day) == place


def test_that_a_drop_in_the_missing_hour_goes_on_with_the_jump() -> None:
    assert axis_of([SPRING], ZONE).moment(SPRING, 2.5) == datetime(2026, 3, 8, 3, 30, tzinfo=ZONE)


def test_that_the_foot_of_a_day_is_the_midnight_after_it() -> None:
    assert axis_of([PLAIN], ZONE).moment(PLAIN, 24) == datetime(2026, 11, 19, tzinfo=ZONE)


def test_that_a_move_by_days_keeps_the_hour_on_the_clock_over_the_change() -> None:
    before = datetime(2026, 10, 31, 9, 0, tzinfo=ZONE)
    assert moved(before, days=1) == datetime(2026, 11, 1, 9, 0, tzinfo=ZONE)
    assert moved(datetime(2026, 3, 7, 2, 30, tzinfo=ZONE), days=1) == datetime(2026, 3, 8, 3, 30, tzinfo=ZONE)
