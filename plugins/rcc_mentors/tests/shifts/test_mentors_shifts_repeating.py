"""How a need repeats, and what the local clock means in the nights when it jumps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_mentors.shifts.repeating import (
    Repeat,
    checked,
    days,
    ending,
    matched,
    moved,
    remaining,
    repeat_of,
    rule_of,
    rule_words,
)
from rcc_mentors.shifts.timing import clock_parts, moment, month_end, real_minutes, wall_length

from rcc_desktop.api import Problem

ZONE = ZoneInfo("America/New_York")
TUESDAY = date(2026, 2, 24)


def test_that_nine_oclock_stays_nine_oclock_over_both_changes_of_the_clock() -> None:
    found = days("FREQ=WEEKLY", TUESDAY, TUESDAY, date(2026, 12, 1))
    starts = [moment(day, 9 * 60, ZONE) for day in found]
    assert {(each.hour, each.minute) for each in starts} == {(9, 0)}
    utc = {each.astimezone(UTC).hour for each in starts}
    assert utc == {13, 14}, "real time moves with the clock; the clock does not"


def test_that_a_time_the_clocks_jump_over_is_the_one_they_would_have_shown() -> None:
    jumped = moment(date(2026, 3, 8), 2 * 60 + 30, ZONE)
    assert (jumped.hour, jumped.minute, jumped.utcoffset()) == (3, 30, timedelta(hours=-4))


def test_that_a_time_that_comes_twice_is_the_first() -> None:
    twice = moment(date(2026, 11, 1), 60 + 30, ZONE)
    assert (twice.hour, twice.minute, twice.utcoffset()) == (1, 30, timedelta(hours=-4))


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 7), 7), (date(2026, 6, 6), 8), (date(2026, 10, 31), 9)])
def test_that_a_night_shift_ends_when_the_clock_says_and_is_as_long_as_it_is(day: date, hours: int) -> None:
    starts, ends = moment(day, 22 * 60, ZONE), moment(day, 30 * 60, ZONE)
    assert (ends.date(), ends.hour) == (day + timedelta(days=1), 6)
    assert real_minutes(ends) - real_minutes(starts) == hours * 60
    assert wall_length(starts, ends) == 8 * 60


def test_that_a_shift_to_midnight_needs_nothing_of_the_next_day() -> None:
    monday = datetime(2026, 6, 1, 20, tzinfo=ZONE)
    assert clock_parts(monday, monday + timedelta(hours=4)) == ((1, 1200, 1440),)
    assert clock_parts(monday, monday + timedelta(hours=5)) == ((1, 1200, 1440), (2, 0, 60))


def test_that_a_month_ends_on_its_last_day() -> None:
    assert [month_end(date(2028, month, 15)).day for month in range(1, 13)] == [
        *(31, 29, 31, 30, 31, 30),
        *(31, 31, 30, 31, 30, 31),
    ]


@pytest.mark.parametrize(
    ("repeat", "rule", "said"),
    [
        (Repeat("day"), "FREQ=DAILY", "Every day"),
        (Repeat("day", 3), "FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        (Repeat("week", 1, (4, 2)), "FREQ=WEEKLY;BYDAY=TU,TH", "Every week on Tuesday and Thursday"),
        (Repeat("week", 2, (1,)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "Every second week on Monday"),
        (Repeat("month", 1, (3,), 1), "FREQ=MONTHLY;BYDAY=1WE", "Every month on the first Wednesday"),
        (Repeat("month", 1, (5,), -1), "FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday"),
        (
            Repeat("week", 1, (1, 2, 3), until=date(2026, 12, 31)),
            "FREQ=WEEKLY;BYDAY=MO,TU,WE;UNTIL=20261231",
            "Every week on Monday, Tuesday and Wednesday, until 12/31/2026",
        ),
        (Repeat("week", 1, (1,), times=6), "FREQ=WEEKLY;BYDAY=MO;COUNT=6", "Every week on Monday, 6 times"),
    ],
)
def test_that_a_choice_is_a_rule_and_a_rule_is_words(repeat: Repeat, rule: str, said: str) -> None:
    assert rule_of(repeat) == rule
    assert rule_words(rule) == said
    found = repeat_of(rule)
    assert found is not None
    assert rule_of(found) == rule


def test_that_a_rule_that_is_richer_than_the_choices_still_works_and_says_so() -> None:
    rule = checked("RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15")
    assert repeat_of(rule) is None
    assert rule_words(rule) == "By a rule of its own"
    assert days(rule, date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 30)) == [date(2026, 6, 1), date(2026, 6, 15)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYHOUR=1,2,3",
        "FREQ=WEEKLY;COUNT=1000000",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20261231",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;FREQ=DAILY",
        "INTERVAL=2",
        "every tuesday",
        "FREQ=",
        "FREQ=WEEKLY;BYDAY=",
    ],
)
def test_that_nonsense_is_refused_beside_the_rule(rule: str) -> None:
    with pytest.raises(Problem) as problem:
        checked(rule)
    assert problem.value.field == "rule"


def test_that_a_rule_from_outside_that_ends_at_a_moment_ends_on_a_day() -> None:
    assert checked("freq=weekly;until=20261231T235959Z") == "FREQ=WEEKLY;UNTIL=20261231"


def test_that_a_rule_that_ends_gives_no_day_after() -> None:
    rule = ending("FREQ=WEEKLY;COUNT=9", TUESDAY + timedelta(days=7))
    assert days(rule, TUESDAY, TUESDAY, date(2026, 12, 1)) == [TUESDAY, TUESDAY + timedelta(days=7)]
    assert ending("FREQ=WEEKLY;UNTIL=20260301", date(2026, 4, 1)) == "FREQ=WEEKLY;UNTIL=20260301"


def test_that_what_is_left_of_six_times_after_two_is_four() -> None:
    later = TUESDAY + timedelta(days=14)
    assert remaining("FREQ=WEEKLY;COUNT=6", TUESDAY, later) == "FREQ=WEEKLY;COUNT=4"
    assert remaining("FREQ=WEEKLY", TUESDAY, later) == "FREQ=WEEKLY"


@pytest.mark.parametrize(
    ("rule", "old", "new", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", date(2026, 6, 2), date(2026, 6, 3), "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", date(2026, 6, 4), date(2026, 6, 5), "FREQ=WEEKLY;BYDAY=TU,FR"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", date(2026, 6, 4), date(2026, 6, 2), "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=MONTHLY;BYDAY=1WE", date(2026, 6, 3), date(2026, 6, 11), "FREQ=MONTHLY;BYDAY=2TH"),
        ("FREQ=DAILY", date(2026, 6, 3), date(2026, 6, 4), "FREQ=DAILY"),
        ("FREQ=WEEKLY;BYDAY=TU", date(2026, 6, 2), date(2026, 6, 2), "FREQ=WEEKLY;BYDAY=TU"),
    ],
)
def test_that_a_rule_follows_the_day_that_is_moved(rule: str, old: date, new: date, expected: str) -> None:
    assert moved(rule, old, new) == expected


def test_that_each_day_finds_its_own_before_it_looks_for_another_in_its_week() -> None:
    june = [date(2026, 6, day) for day in (2, 4, 9, 11)]
    assert matched(june, [date(2026, 6, 2), date(2026, 6, 9)], timedelta()) == {june[0]: june[0], june[2]: june[2]}
    wednesdays = [date(2026, 6, 3), date(2026, 6, 10)]
    assert matched([june[0], june[2]], wednesdays, timedelta()) == dict(
        zip([june[0], june[2]], wednesdays, strict=True)
    )


@given(
    st.lists(st.integers(0, 60), unique=True).map(sorted),
    st.lists(st.integers(0, 60), unique=True).map(sorted),
    st.integers(-10, 10),
)
def test_that_no_two_days_become_the_same(old: list[int], new: list[int], away: int) -> None:
    had, given_days = ([TUESDAY + timedelta(days=each) for each in some] for some in (old, new))
    found = matched(had, given_days, timedelta(days=away))
    assert set(found) <= set(had)
    assert set(found.values()) <= set(given_days)
    assert len(set(found.values())) == len(found)
    assert all(day in found for day in had if day + timedelta(days=away) in given_days)


@given(st.integers(1, 4), st.sets(st.integers(1, 7), min_size=1), st.integers(0, 200))
def test_that_a_weekly_rule_gives_just_its_weekdays_of_every_nth_week(
    apart: int, weekdays: set[int], later: int
) -> None:
    first = TUESDAY + timedelta(days=later)
    rule = rule_of(Repeat("week", apart, tuple(weekdays)))
    monday = first - timedelta(days=first.weekday())
    expected = [
        day
        for day in (first + timedelta(days=ahead) for ahead in range(100))
        if day.isoweekday() in weekdays and (day - monday).days // 7 % apart == 0
    ]
    assert days(rule, first, first, first + timedelta(days=99)) == expected
