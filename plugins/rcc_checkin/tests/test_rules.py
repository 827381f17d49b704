"""What makes a visit, with values in and values out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_checkin.rules import (
    Door,
    LeftHow,
    Stay,
    arriving,
    estimated_end,
    fault_in_times,
    gap,
    is_forgotten,
    length,
    mean_minutes,
    minutes,
    moment_on,
    overlap,
    person_days,
    placed,
    sure_match,
    unnamed_heads,
)

from rcc_desktop.api import OpenHours, Opening

ZONE = ZoneInfo("America/New_York")
WEEK = {weekday: OpenHours(time(9), time(20)) for weekday in range(1, 7)}
OPENING = Opening(ZONE, WEEK)
DOOR = Door(1, OPENING)
MOMENTS = st.integers(1_577_836_800, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC))
"""Any second from 2020 to 2029."""


def at(hour: int, minute: int = 0, day: int = 21) -> datetime:
    """A moment of Saturday 21 November 2026, local time."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("last", "now", "is_what"),
    [
        (None, at(9), "new"),
        (Stay(at(9), None), at(9, 1), "here"),
        (Stay(at(9), None), at(23, 59), "here"),
        (Stay(at(9, day=20), None), at(9), "forgotten"),
        (Stay(at(23), None), at(3, 59, day=22), "here"),
        (Stay(at(23), None), at(4, day=22), "forgotten"),
        (Stay(at(9), at(10), "said"), at(10, 40), "back"),
        (Stay(at(9), at(10), "said"), at(11), "back"),
        (Stay(at(9), at(10), "said"), at(11, 1), "new"),
        (Stay(at(9), at(20), "estimated"), at(20, 30), "reopens"),
        (Stay(at(9), at(20), "estimated"), at(21, 1), "new"),
    ],
)
def test_that_an_arrival_is_told_from_a_return(last: Stay | None, now: datetime, is_what: str) -> None:
    assert arriving(last, now, DOOR) == is_what


@given(MOMENTS, st.integers(0, 720), st.integers(-120, 2000))
def test_that_a_return_goes_on_with_the_visit_exactly_within_the_minutes_set(
    left: datetime, within: int, after: int
) -> None:
    door = Door(1, OPENING, reentry_minutes=within)
    last = Stay(left - timedelta(hours=1), left, "said")
    back = left + timedelta(minutes=after)
    same_day = OPENING.local_day(last.arrived_at) == OPENING.local_day(back)
    assert arriving(last, back, door) == ("back" if after <= within and same_day else "new")


@pytest.mark.parametrize("how", ["said", "estimated"])
def test_that_a_return_after_the_day_has_turned_is_a_new_visit(how: LeftHow) -> None:
    late = Stay(at(23), at(3, 50, day=22), how)
    assert arriving(late, at(3, 59, day=22), DOOR) != "new"
    assert arriving(late, at(4, 10, day=22), DOOR) == "new"


def test_that_a_gap_is_never_negative_when_a_clock_was_set_back() -> None:
    assert gap(at(10), at(10, 40)) == timedelta(minutes=40)
    assert gap(at(10), at(9, 50)) == timedelta()


@pytest.mark.parametrize(
    ("moment", "day", "weekday", "hour"),
    [
        (at(9, 10), date(2026, 11, 21), 6, 9),
        (at(3, 59, day=22), date(2026, 11, 21), 6, 3),
        (at(4, 0, day=22), date(2026, 11, 22), 7, 4),
        (at(0, 0, day=23), date(2026, 11, 22), 7, 0),
        (datetime(2026, 11, 22, 1, 30, tzinfo=UTC), date(2026, 11, 21), 6, 20),
    ],
)
def test_that_the_small_hours_belong_to_the_evening_before(
    moment: datetime, day: date, weekday: int, hour: int
) -> None:
    where = placed(moment, OPENING)
    assert (where.on_day, where.weekday, where.hour) == (day, weekday, hour)


@pytest.mark.parametrize(
    ("arrived", "end"),
    [
        (at(9), at(20)),
        (at(19, 59), at(20)),
        (at(20), at(4, day=22)),
        (at(2, day=22), at(4, day=22)),
        (at(12, day=22), at(4, day=23)),  # a Sunday, when this center stays closed
    ],
)
def test_that_a_forgotten_visit_ends_at_closing_time_or_when_the_day_turns(arrived: datetime, end: datetime) -> None:
    assert estimated_end(arrived, OPENING) == end
    assert not is_forgotten(arrived, end - timedelta(seconds=1), OPENING)
    assert is_forgotten(arrived, end, OPENING)


def test_that_an_evening_past_midnight_ends_at_its_own_closing_time() -> None:
    late = Opening(ZONE, {6: OpenHours(time(18), time(2))})
    assert estimated_end(at(23), late) == at(2, day=22)


@given(MOMENTS)
def test_that_an_estimated_end_is_always_after_the_arrival_and_within_a_day_and_an_hour(arrived: datetime) -> None:
    assert timedelta() < estimated_end(arrived, OPENING) - arrived <= timedelta(hours=25)


def test_that_two_stretches_with_a_short_absence_last_their_sum() -> None:
    # ORACLE 10.2: 09:00-10:00 and 10:40-12:00 are one visit of 60 + 80 minutes; 15:00-16:00 is another: 200 in all
    first = length(Stay(at(9), at(12), "said", away=timedelta(minutes=40)))
    second = length(Stay(at(15), at(16), "said"))
    assert first is not None
    assert second is not None
    assert (minutes(first), minutes(second), minutes(first + second)) == (140, 60, 200)
    assert arriving(Stay(at(9), at(10), "said"), at(10, 40), DOOR) == "back"
    assert arriving(Stay(at(9), at(12), "said"), at(15), DOOR) == "new"
    assert person_days([(1, date(2026, 11, 21)), (1, date(2026, 11, 21))]) == 1


def test_that_open_and_estimated_visits_have_no_length_and_do_not_count_in_the_mean() -> None:
    stays = [
        Stay(at(9), at(10), "said"),
        Stay(at(9), at(11), "said"),
        Stay(at(9), at(20), "estimated"),
        Stay(at(9), None),
    ]
    assert mean_minutes(length(stay) for stay in stays) == 90
    assert mean_minutes([None]) is None


def test_that_the_mean_is_exact() -> None:
    assert mean_minutes([timedelta(minutes=1), timedelta(minutes=1), timedelta(minutes=2)]) == Fraction(4, 3)


def test_that_minutes_round_down() -> None:
    assert minutes(timedelta(minutes=59, seconds=59)) == 59


def test_that_the_night_the_clocks_go_forward_is_an_hour_shorter() -> None:
    # 2026-03-08 in New York: 2:00 becomes 3:00, so 1:00 to 4:00 on the wall is two hours
    stay = Stay(datetime(2026, 3, 8, 1, 0, tzinfo=ZONE), datetime(2026, 3, 8, 4, 0, tzinfo=ZONE), "said")
    assert length(stay) == timedelta(hours=2)


def test_that_the_night_the_clocks_go_back_is_an_hour_longer() -> None:
    # 2026-11-01 in New York: 2:00 becomes 1:00, so 0:30 to 3:30 on the wall is four hours
    stay = Stay(datetime(2026, 11, 1, 0, 30, tzinfo=ZONE), datetime(2026, 11, 1, 3, 30, tzinfo=ZONE), "said")
    assert length(stay) == timedelta(hours=4)


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 11, 21), time(9, 10), at(9, 10)),
        (date(2026, 11, 21), time(1, 30), at(1, 30, day=22)),
        (date(2026, 3, 7), time(2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # skipped: 3:30 EDT
        (date(2026, 10, 31), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # the first 1:30, EDT
    ],
)
def test_that_a_time_on_paper_becomes_a_moment(day: date, clock: time, moment: datetime) -> None:
    assert moment_on(day, clock, OPENING) == moment


def test_that_leaving_in_the_repeated_hour_is_later_than_arriving_in_it() -> None:
    arrived = moment_on(date(2026, 10, 31), time(1, 45), OPENING)
    left = moment_on(date(2026, 10, 31), time(1, 15), OPENING, after=arrived)
    assert left == datetime(2026, 11, 1, 6, 15, tzinfo=UTC)  # the second 1:15, EST
    assert left - arrived == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("stay", "away", "fault"),
    [
        (Stay(at(9), at(10), "said"), [], None),
        (Stay(at(9), None), [], None),
        (Stay(at(12, 1), None), [], "arrived_later_than_now"),
        (Stay(at(9), at(12, 1), "said"), [], "left_later_than_now"),
        (Stay(at(9), at(8, 59), "said"), [], "left_before_arrived"),
        (Stay(at(9), at(11), "said"), [(at(9, 30), at(10))], None),
        (Stay(at(9, 45), at(11), "said"), [(at(9, 30), at(10))], "away_outside"),
        (Stay(at(9), at(9, 50), "said"), [(at(9, 30), at(10))], "away_outside"),
        (Stay(at(9), None), [(at(9, 30), at(10))], None),
    ],
)
def test_that_times_that_cannot_be_are_found(
    stay: Stay, away: list[tuple[datetime, datetime]], fault: str | None
) -> None:
    assert fault_in_times(stay, at(12), away) == fault


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        (Stay(at(9), at(10), "said"), Stay(at(9, 30), at(11), "said"), True),
        (Stay(at(9), at(10), "said"), Stay(at(10, 1), at(11), "said"), False),
        (Stay(at(9), None), Stay(at(13), at(14), "said"), True),
        (Stay(at(15), None), Stay(at(13), at(14), "said"), False),
        (Stay(at(9), at(10), "said"), Stay(at(9), None), True),
    ],
)
def test_that_visits_written_down_twice_are_noticed(one: Stay, other: Stay, do: bool) -> None:
    assert overlap(one, other) is do
    assert overlap(other, one) is do


@given(MOMENTS, st.integers(0, 600), MOMENTS, st.integers(0, 600))
def test_that_overlapping_does_not_depend_on_who_is_asked(a: datetime, long: int, b: datetime, short: int) -> None:
    one = Stay(a, a + timedelta(minutes=long), "said")
    other = Stay(b, b + timedelta(minutes=short), "said")
    assert overlap(one, other) == overlap(other, one)


@pytest.mark.parametrize(("in_all", "named", "others"), [(12, 3, 9), (3, 3, 0), (0, 2, 0), (5, 0, 5)])
def test_that_a_group_counts_those_without_a_name(in_all: int, named: int, others: int) -> None:
    assert unnamed_heads(in_all, named) == others


def test_that_anonymous_visits_are_nobodys_day() -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert person_days([(1, monday), (1, monday), (1, tuesday), (2, monday), (None, monday)]) == 3


@pytest.mark.parametrize(
    ("typed", "names", "place"),
    [
        ("nune", ["Maria Nunez"], 0),
        ("nune", ["Maria Nunez", "Mario Nunez"], None),
        (" maria nunez ", ["Mario Nunez", "Maria Nunez"], 1),
        ("maria nunez", ["Maria Nunez", "Maria Nunez"], None),
        ("x", [], None),
    ],
)
def test_that_only_somebody_meant_beyond_doubt_is_taken_unseen(typed: str, names: list[str], place: int | None) -> None:
    assert sure_match(typed, names) == place
