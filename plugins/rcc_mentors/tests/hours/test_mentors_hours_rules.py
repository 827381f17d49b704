"""What time given comes to, and what cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_mentors.hours.fairness import Given as Load
from rcc_mentors.hours.fairness import Thresholds, care_for, crowding
from rcc_mentors.hours.rules import (
    DAY_MINUTES,
    Booked,
    Given,
    Terms,
    estimated,
    flags_in,
    is_forgotten,
    is_second_press,
    longest_run,
    minutes_left,
    moment_on,
    real_minutes,
    shift_for,
)

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=NEW_YORK)
DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def at(hour: float, day: date = DAY) -> datetime:
    return datetime.combine(day, time(), tzinfo=NEW_YORK) + timedelta(hours=hour)


def span(row: int, begins: float, ends: float, **more: object) -> Given:
    return Given(row, DAY, round((ends - begins) * 60), at(begins), at(ends), **more)  # type: ignore[arg-type]


def test_that_the_night_the_clocks_spring_forward_has_real_hours_only() -> None:
    # ORACLE 8.3: 2026-03-07 22:00 to 03-08 08:00 in New York are nine real hours, not ten
    begins = datetime(2026, 3, 7, 22, tzinfo=NEW_YORK)
    assert real_minutes(begins, datetime(2026, 3, 8, 8, tzinfo=NEW_YORK)) == 9 * 60


def test_that_the_night_the_clocks_fall_back_has_one_hour_more() -> None:
    begins = datetime(2026, 10, 31, 22, tzinfo=NEW_YORK)
    assert real_minutes(begins, datetime(2026, 11, 1, 6, tzinfo=NEW_YORK)) == 9 * 60


def test_that_a_time_typed_twice_that_night_is_the_second_one_where_it_must_be_later() -> None:
    first = moment_on(date(2026, 11, 1), time(1, 30), NEW_YORK)
    second = moment_on(date(2026, 11, 1), time(1, 30), NEW_YORK, after=first)
    assert second - first == timedelta(hours=1)


def test_that_an_end_before_its_beginning_is_after_midnight() -> None:
    begins = moment_on(DAY, time(22), NEW_YORK)
    assert real_minutes(begins, moment_on(DAY, time(2), NEW_YORK, after=begins)) == 4 * 60


@pytest.mark.parametrize(("seconds", "same"), [(0, True), (119, True), (200, False), (-70, False)])
def test_that_a_press_within_two_minutes_repeats_the_first(seconds: int, same: bool) -> None:
    assert is_second_press(NOON, NOON + timedelta(seconds=seconds)) is same


@pytest.mark.parametrize(
    ("now", "fits"), [(8.2, False), (8.25, True), (9.0, True), (11.0, True), (11.1, False), (13.0, False)]
)
def test_that_a_clock_in_belongs_to_a_shift_from_45_minutes_before_to_two_hours_after_its_start(
    now: float, fits: bool
) -> None:
    booked = Booked(7, 1, at(9), at(13))
    assert (shift_for(at(now), [booked], Terms(1)) is booked) is fits


def test_that_the_shift_at_this_site_goes_before_a_nearer_one_elsewhere() -> None:
    here, elsewhere = Booked(1, 1, at(9.5), at(12)), Booked(2, 2, at(9), at(12))
    assert shift_for(at(9), [elsewhere, here], Terms(1)) is here
    assert shift_for(at(9), [elsewhere], Terms(1)) is elsewhere


def test_that_coming_back_before_the_end_goes_on_with_the_shift_however_late() -> None:
    back = Booked(1, 1, at(9), at(17), is_over_early=True)
    assert shift_for(at(15), [back], Terms(1)) is back
    assert shift_for(at(17), [back], Terms(1)) is None


def test_that_an_end_is_forgotten_ninety_minutes_after_the_shift() -> None:
    assert not is_forgotten(at(9), at(13), at(14.4), 90)
    assert is_forgotten(at(9), at(13), at(14.5), 90)


def test_that_without_a_shift_an_end_is_forgotten_after_sixteen_hours() -> None:
    assert not is_forgotten(at(9), None, at(24.9), 90)
    assert is_forgotten(at(9), None, at(25), 90)


@pytest.mark.parametrize(
    ("came", "minutes"),
    [(9.0, 240), (8.5, 240), (10.0, 180), (13.5, 0)],
    ids=["on time", "early: no more than the shift", "late: only what was left", "after its end"],
)
def test_that_an_estimate_never_comes_to_more_than_the_shift(came: float, minutes: int) -> None:
    assert estimated(at(came), (at(9), at(13))).minutes == minutes


def test_that_without_a_shift_nothing_is_made_up() -> None:
    assert estimated(at(9), None).minutes == 0


def test_that_one_and_a_half_times_the_shift_is_not_yet_too_long() -> None:
    four_hours = {"shift": 1, "shift_minutes": 240}
    assert flags_in([span(1, 9, 15, **four_hours)], NOW) == {}
    assert flags_in([span(1, 9, 15.1, **four_hours)], NOW) == {1: ("too_long",)}


def test_that_two_entries_of_one_shift_are_too_long_together() -> None:
    of_shift = {"shift": 1, "shift_minutes": 120}
    assert flags_in([span(1, 9, 11, **of_shift), span(2, 12, 14, **of_shift)], NOW) == {
        1: ("too_long",),
        2: ("too_long",),
    }


def test_that_a_day_has_24_hours() -> None:
    fine = [Given(1, DAY, DAY_MINUTES - 60), Given(2, DAY, 60)]
    assert flags_in(fine, NOW) == {}
    assert flags_in([*fine, Given(3, DAY, 1)], NOW) == dict.fromkeys((1, 2, 3), ("day_over_24",))
    assert flags_in([Given(1, DAY, DAY_MINUTES), Given(2, DAY - timedelta(days=1), 60)], NOW) == {}


def test_that_nine_to_twelve_and_twelve_to_three_share_no_time() -> None:
    assert flags_in([span(1, 9, 12), span(2, 12, 15)], NOW) == {}
    assert flags_in([span(1, 9, 12), span(2, 11.9, 15)], NOW) == {1: ("overlap",), 2: ("overlap",)}


def test_that_what_has_not_come_yet_is_flagged() -> None:
    assert flags_in([Given(1, NOW.date(), 60, NOW, NOW + timedelta(hours=1))], NOW) == {1: ("future",)}
    assert flags_in([Given(1, NOW.date() + timedelta(days=1), 60)], NOW) == {1: ("future",)}
    assert flags_in([Given(1, NOW.date(), 60)], NOW) == {}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12))
def test_that_exactly_those_that_share_time_with_another_are_flagged(spans: list[tuple[int, int]]) -> None:
    entries = [
        Given(row, DAY, 0, NOON + timedelta(minutes=begins), NOON + timedelta(minutes=begins + long))
        for row, (begins, long) in enumerate(spans)
    ]
    flagged = {row for row, flags in flags_in(entries, NOW).items() if "overlap" in flags}
    assert flagged == {
        one
        for one, (begins, long) in enumerate(spans)
        for other, (starts, lasts) in enumerate(spans)
        if one != other and long and lasts and begins < starts + lasts and starts < begins + long
    }


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8))
def test_that_an_hour_is_counted_once_however_entries_lie(spans: list[tuple[int, int]]) -> None:
    mine = Given(0, DAY, 40, NOON + timedelta(minutes=10), NOON + timedelta(minutes=50))
    others = [
        Given(row, DAY, long, NOON + timedelta(minutes=begins), NOON + timedelta(minutes=begins + long))
        for row, (begins, long) in enumerate(spans, 1)
    ]
    taken = {minute for begins, long in spans for minute in range(begins, begins + long)}
    assert minutes_left(mine, others) == len(set(range(10, 50)) - taken)


def test_that_the_longest_run_of_days_is_found_with_its_end() -> None:
    days = [date(2026, 11, day) for day in (1, 2, 3, 5, 6, 7, 9)]
    assert longest_run(days) == (3, date(2026, 11, 7))
    assert longest_run([*days, date(2026, 11, 1)]) == (3, date(2026, 11, 7))
    assert longest_run([]) == (0, None)


ASKS = Thresholds(60 * 60, 6, 40, 25)


@pytest.mark.parametrize(
    ("load", "care"),
    [
        (Load(59 * 60, 5, 10, 3), ()),
        (Load(60 * 60, 5, 10, 3), ("hours",)),
        (Load(0, 6, 0, 0), ("days",)),
        (Load(0, 0, 5, 2), ()),
        (Load(0, 0, 7, 3), ("cover",)),
        (Load(0, 0, 8, 3), ()),
    ],
)
def test_that_care_is_asked_for_from_the_thresholds_on(load: Load, care: tuple[str, ...]) -> None:
    assert care_for(load, ASKS) == care


@pytest.mark.parametrize(
    ("before", "after", "which"),
    [
        ((6000, 2000), (4000, 3000), "paid"),
        ((4000, 3000), (6000, 2000), "volunteer"),
        ((6000, 2000), (6000, 4000), ""),
        ((6000, 2000), (5000, 2600), ""),
        ((600, 200), (300, 400), ""),
        ((6000, 0), (3000, 3000), "paid"),
    ],
    ids=["paid displaces", "volunteers replace", "both or one alone", "below the share", "too few hours", "from none"],
)
def test_that_one_kind_of_hours_crowding_out_the_other_is_noticed(
    before: tuple[int, int], after: tuple[int, int], which: str
) -> None:
    assert crowding(before, after, 25) == which
