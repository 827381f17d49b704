"""Who may take which shift, with values in and values out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_mentors.shifts.rules import (
    MOVES,
    STATES,
    Away,
    Held,
    Limits,
    MentorFacts,
    ShiftFacts,
    broken,
    days_running,
    least_needed,
    likes,
    may_move,
    overlap,
    stopping,
)
from rcc_mentors.shifts.timing import clock_parts, moment, real_minutes

ZONE = ZoneInfo("America/New_York")
MENTOR = MentorFacts(1)
POLICY = Limits()
MINUTES = st.integers(0, 3 * 24 * 60)


def local(*parts: int) -> datetime:
    """A moment by New York's clock."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def shift(starts: datetime, ends: datetime, number: int = 1, **more: object) -> ShiftFacts:
    """A shift between two times that New York's clock shows."""
    begins, finishes = (each.replace(tzinfo=ZONE) for each in (starts, ends))
    return ShiftFacts(
        number,
        1,
        "front_desk",
        begins.toordinal(),
        begins.year * 100 + begins.month,
        real_minutes(begins),
        real_minutes(finishes),
        clock_parts(begins, finishes),
        **more,  # type: ignore[arg-type]
    )


def at(day: int, begins: float, finishes: float, number: int = 1, **more: object) -> ShiftFacts:
    """A shift on a day of June 2026 (the 1st is a Monday), in hours of the day."""
    midnight = local(2026, 6, day)
    return shift(midnight + timedelta(hours=begins), midnight + timedelta(hours=finishes), number, **more)


def codes(mentor: MentorFacts, wanted: ShiftFacts, *others: ShiftFacts, limits: Limits = POLICY) -> list[str]:
    return [each.code for each in broken(mentor, wanted, others, limits)]


def test_that_a_shift_may_begin_in_the_minute_another_ends() -> None:
    assert codes(MENTOR, at(1, 12, 15, 2), at(1, 9, 12)) == []


def test_that_a_shift_that_begins_a_minute_before_another_ends_is_refused() -> None:
    assert codes(MENTOR, at(1, 11 + 59 / 60, 15, 2), at(1, 9, 12)) == ["overlap"]


def test_that_two_shifts_on_one_day_with_a_gap_are_normal() -> None:
    assert codes(MENTOR, at(1, 13, 16, 2), at(1, 9, 12)) == []


@pytest.mark.parametrize(
    ("ends", "starts", "is_refused"),
    [
        (local(2026, 6, 5, 22), local(2026, 6, 6, 7), True),
        (local(2026, 6, 5, 22), local(2026, 6, 6, 8), False),
        (local(2026, 3, 7, 22), local(2026, 3, 8, 8), True),
        (local(2026, 3, 7, 22), local(2026, 3, 8, 9), False),
        (local(2026, 10, 31, 22), local(2026, 11, 1, 7), False),
        (local(2026, 10, 31, 22), local(2026, 11, 1, 6, 59), True),
    ],
    ids=[
        "nine hours",
        "ten",
        "spring: ten by the clock are nine",
        "spring: ten",
        "autumn: nine are ten",
        "a minute less",
    ],
)
def test_that_rest_is_counted_in_real_hours(ends: datetime, starts: datetime, is_refused: bool) -> None:
    evening = shift(ends - timedelta(hours=3), ends, 1)
    morning = shift(starts, starts + timedelta(hours=3), 2)
    expected = ["rest"] if is_refused else []
    assert codes(MENTOR, morning, evening) == expected
    assert codes(MENTOR, evening, morning) == expected


def test_that_the_rest_that_is_missing_is_said_in_real_minutes() -> None:
    evening = shift(local(2026, 3, 7, 19), local(2026, 3, 7, 22))
    morning = shift(local(2026, 3, 8, 8), local(2026, 3, 8, 11), 2)
    (rest,) = broken(MENTOR, morning, [evening], POLICY)
    assert (rest.amount, rest.most, rest.other) == (9 * 60, 10 * 60, evening)


def test_that_a_mentors_own_rest_only_ever_lengthens_the_centers() -> None:
    evening, morning = at(1, 19, 22), at(2, 9, 12, 2)
    assert codes(MentorFacts(1, rest_minutes=12 * 60), morning, evening) == ["rest"]
    assert codes(MentorFacts(1, rest_minutes=60), at(2, 7, 10, 2), evening) == ["rest"]


def test_that_the_hours_of_a_day_count_by_the_day_a_shift_begins() -> None:
    assert codes(MENTOR, at(1, 13, 17, 2), at(1, 9, 13)) == []
    assert codes(MENTOR, at(1, 13, 17.5, 2), at(1, 9, 13)) == ["day_limit"]
    assert codes(MENTOR, at(1, 14, 23, 2)) == ["day_limit"]


def test_that_the_hours_of_a_week_count_from_monday_to_sunday() -> None:
    week = [at(day, 9, 14, day) for day in (1, 2, 3)]
    assert codes(MENTOR, at(7, 9, 14, 9), *week) == []
    assert codes(MENTOR, at(7, 9, 14.5, 9), *week) == ["week_limit"]
    assert codes(MENTOR, at(8, 9, 14.5, 9), *week) == []


def test_that_the_seventh_day_in_a_row_is_refused_wherever_it_lies() -> None:
    six = [at(day, 9, 10, day) for day in (1, 2, 3, 5, 6, 7)]
    assert codes(MENTOR, at(8, 9, 10, 9), *six) == []
    assert codes(MENTOR, at(4, 9, 10, 9), *six) == ["days_running"]


def test_that_a_mentors_own_limits_count_shifts() -> None:
    mentor = MentorFacts(1, most_shifts_week=1, most_shifts_month=2)
    assert codes(mentor, at(2, 9, 10, 2), at(1, 9, 10)) == ["own_week_limit"]
    assert codes(mentor, at(8, 9, 10, 2), at(1, 9, 10)) == []
    assert codes(mentor, at(15, 9, 10, 3), at(1, 9, 10), at(8, 9, 10, 2)) == ["own_month_limit"]
    july = shift(local(2026, 7, 1, 9), local(2026, 7, 1, 10), 4)
    assert codes(mentor, july, at(1, 9, 10), at(8, 9, 10, 2)) == []


def test_that_a_mentors_own_hours_narrow_the_centers() -> None:
    mentor = MentorFacts(1, most_minutes_week=5 * 60)
    assert codes(mentor, at(3, 9, 12, 2), at(1, 9, 11)) == []
    assert codes(mentor, at(3, 9, 12.5, 2), at(1, 9, 11)) == ["own_week_limit"]


def test_that_a_credential_counts_on_its_last_day_and_not_after() -> None:
    last = date(2026, 6, 2).toordinal()
    mentor = MentorFacts(1, held=(Held("cpr", date(2025, 6, 3).toordinal(), last),))
    needs = frozenset({"cpr"})
    assert codes(mentor, at(2, 9, 10, credentials=needs)) == []
    assert codes(mentor, at(3, 9, 10, credentials=needs)) == ["credential"]
    renewed = MentorFacts(1, held=(*mentor.held, Held("cpr", last + 1, last + 365)))
    assert codes(renewed, at(3, 9, 10, credentials=needs)) == []


def test_that_every_skill_that_is_missing_is_named() -> None:
    mentor = MentorFacts(1, skills=frozenset({"spanish"}))
    (lacking,) = broken(mentor, at(1, 9, 10, skills=frozenset({"spanish", "keys", "first_aid"})), [], POLICY)
    assert (lacking.code, lacking.codes) == ("skill", ("first_aid", "keys"))


@pytest.mark.parametrize(
    ("mentor", "code"),
    [
        (MentorFacts(1, roles=frozenset({"driver"})), "role"),
        (MentorFacts(1, sites=frozenset({2})), "site"),
        (MentorFacts(1, stage="on_leave"), "leave"),
        (MentorFacts(1, stage="left"), "stage"),
        (MentorFacts(1, stage="applied"), "stage"),
    ],
)
def test_that_who_they_are_can_refuse_a_shift(mentor: MentorFacts, code: str) -> None:
    assert codes(mentor, at(1, 9, 12)) == [code]


def test_that_no_roles_and_no_sites_mean_any() -> None:
    assert codes(MentorFacts(1), at(1, 9, 12)) == []


def test_that_somebody_who_left_is_not_judged_for_the_time_before() -> None:
    left = MentorFacts(1, stage="left", stage_day=date(2026, 6, 3).toordinal())
    assert codes(left, at(2, 9, 12)) == []
    assert codes(left, at(3, 9, 12)) == ["stage"]


@pytest.mark.parametrize(("kind", "code"), [("away", "absent"), ("busy", "absent"), ("leave", "leave")])
def test_that_an_absence_refuses_what_it_overlaps_and_nothing_it_touches(kind: str, code: str) -> None:
    away = at(1, 9, 12)
    mentor = MentorFacts(1, away=(Away(away.begins, away.finishes, kind),))
    assert codes(mentor, at(1, 11, 13)) == [code]
    assert codes(mentor, at(1, 12, 13)) == []
    assert codes(mentor, at(1, 8, 9)) == []


def test_that_times_that_touch_make_one_stretch_to_serve_in() -> None:
    mentor = MentorFacts(1, available={1: ((540, 720), (720, 900))})
    assert codes(mentor, at(1, 10, 15)) == []
    assert codes(mentor, at(1, 10, 15.5)) == ["unavailable"]
    assert codes(mentor, at(2, 10, 15)) == ["unavailable"]


def test_that_a_shift_over_midnight_needs_both_days() -> None:
    late_only = MentorFacts(1, available={1: ((1200, 1440),)})
    both = MentorFacts(1, available={1: ((1200, 1440),), 2: ((0, 180),)})
    assert codes(late_only, at(1, 22, 26)) == ["unavailable"]
    assert codes(both, at(1, 22, 26)) == []


def test_that_a_full_shift_takes_nobody_more() -> None:
    assert codes(MENTOR, at(1, 9, 12, most=2, taken=1)) == []
    assert codes(MENTOR, at(1, 9, 12, most=2, taken=2)) == ["full"]


def test_that_a_shift_is_over_once_it_has_ended() -> None:
    wanted = at(1, 9, 12)
    assert broken(MENTOR, wanted, [], POLICY, wanted.finishes - 1) == ()
    assert [each.code for each in broken(MENTOR, wanted, [], POLICY, wanted.finishes)] == ["past"]


def test_that_paid_work_unpaid_is_said_and_does_not_stop() -> None:
    paid = MentorFacts(1, pay="paid")
    found = broken(paid, at(1, 9, 12), [], POLICY)
    assert [each.code for each in found] == ["pay"]
    assert stopping(found) == ()
    assert codes(paid, at(1, 9, 12, pay="paid")) == []
    assert codes(MentorFacts(1, pay="paid", roles=frozenset({"driver"})), at(1, 9, 12)) == ["role"]


def test_that_every_broken_rule_is_said_at_once() -> None:
    mentor = MentorFacts(1, stage="on_leave", sites=frozenset({2}))
    assert codes(mentor, at(1, 11, 13, 2, most=1, taken=1), at(1, 9, 12)) == ["leave", "site", "overlap", "full"]


def test_that_opening_and_closing_take_two_where_the_center_says_so() -> None:
    assert least_needed(1, "open", POLICY) == 2
    assert least_needed(3, "close", POLICY) == 3
    assert least_needed(1, "", POLICY) == 1
    assert least_needed(1, "open", Limits(two_to_open=False)) == 1


def test_that_likes_and_dislikes_add_up_where_they_fit() -> None:
    tuesdays, evenings, driving = (1, 2, 0, 1440, ""), (-1, None, 1020, 1440, ""), (1, None, 0, 1440, "driver")
    tastes = [tuesdays, evenings, driving]
    assert likes(at(2, 9, 12), tastes) == 1
    assert likes(at(2, 16, 18), tastes) == 0
    assert likes(at(3, 17, 18), tastes) == -1
    assert likes(at(3, 9, 12), tastes) == 0


def test_that_every_state_has_its_moves_and_none_leads_nowhere() -> None:
    assert set(MOVES) == set(STATES)
    assert {to for moves in MOVES.values() for to in moves} == set(STATES)
    assert not may_move("declined", "checked_in")
    assert not may_move("offered", "no_show")
    assert may_move("no_show", "completed")
    assert all(state not in moves for state, moves in MOVES.items())


@given(MINUTES, MINUTES, MINUTES, MINUTES)
def test_that_overlap_is_a_minute_both_have(one: int, two: int, three: int, four: int) -> None:
    (begins, finishes), (other_begins, other_finishes) = sorted((one, two)), sorted((three, four))
    share = set(range(begins, finishes)) & set(range(other_begins, other_finishes))
    if begins < finishes and other_begins < other_finishes:
        assert overlap(begins, finishes, other_begins, other_finishes) == bool(share)
        assert overlap(other_begins, other_finishes, begins, finishes) == bool(share)


@given(st.sets(st.integers(1, 25), max_size=25), st.integers(1, 25))
def test_that_days_in_a_row_are_the_stretch_around_the_day(worked: set[int], day: int) -> None:
    longest = max(
        last - first + 1
        for first in range(1, day + 1)
        for last in range(day, 26)
        if all(each in worked | {day} for each in range(first, last + 1))
    )
    assert days_running(day, worked) == longest


NIGHTS = (date(2026, 3, 7), date(2026, 6, 5), date(2026, 10, 31))


@given(st.sampled_from(NIGHTS), st.integers(12 * 60, 24 * 60 - 1), st.integers(0, 12 * 60), st.integers(1, 600))
def test_that_rest_is_refused_exactly_when_it_is_shorter_in_real_time(
    night: date, evening_ends: int, morning_starts: int, length: int
) -> None:
    ends = moment(night, evening_ends, ZONE)
    starts = moment(night + timedelta(days=1), morning_starts, ZONE)
    evening = shift(ends - timedelta(minutes=30), ends)
    begins = real_minutes(starts)
    morning = ShiftFacts(2, 1, "front_desk", starts.toordinal(), 202606, begins, begins + min(length, 480))
    elapsed = (starts.timestamp() - ends.timestamp()) / 60
    found = [each.code for each in broken(MENTOR, morning, [evening], POLICY)]
    assert ("rest" in found) == (elapsed < POLICY.rest_minutes)
