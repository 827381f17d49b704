"""What volunteer hours may be counted for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_mentors.hours.money import (
    PUBLISHED,
    Line,
    Work,
    hourly_cents,
    hours_a_month,
    line_for,
    match_value,
    minutes_by_line,
    money_words,
    newest_rate,
    required_match,
    worth,
)

FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)
PEERS = Line(1, "State grant", "peer_mentor", FIRST, LAST, 1900, 1000)
DAY = date(2026, 11, 20)


def test_that_match_is_hours_times_the_centers_own_pay_with_fringe() -> None:
    # ORACLE 8.2: 600 h, $19.00 + 10 % fringe = $20.90, match $12,540.00
    assert hourly_cents(1900, 1000) == 2090
    assert match_value(600 * 60, 1900, 1000) == Decimal("12540.00")
    assert money_words(match_value(600 * 60, 1900, 1000)) == "$12,540.00"


def test_that_the_independent_sector_rate_would_give_another_figure_and_is_no_match() -> None:
    # TRAP 8: 600 x $31.80 = $19,080.00 is worth in a statement, never match
    assert worth(600 * 60, PUBLISHED["US", 2022]) == Decimal("19080.00")
    assert match_value(600 * 60, 1900, 1000) != worth(600 * 60, PUBLISHED["US", 2022])


def test_that_a_week_and_a_quarter_are_worth_what_turning_point_reported() -> None:
    # ORACLE 8.1: 145 h a week x $31.80 = $4,611.00; 1,740 h = $55,332.00
    assert worth(145 * 60, 3180) == Decimal("4611.00")
    assert worth(1740 * 60, 3180) == Decimal("55332.00")


def test_that_a_month_of_the_calendar_is_more_than_four_weeks() -> None:
    # ORACLE 8.1: 145 x 52 / 12 = 628.33, not 580
    assert hours_a_month(Fraction(145)) == Fraction(145 * 52, 12)
    assert round(float(hours_a_month(Fraction(145))), 2) == 628.33


def test_that_the_match_asked_for_is_a_share_of_the_whole_project() -> None:
    # ORACLE 1.7: $300,000 federal at 85 %: project $352,941.18, match $52,941.18 (not 15 % of the grant, $45,000)
    assert required_match(30_000_000, 8500) == (Decimal("352941.18"), Decimal("52941.18"))


@pytest.mark.parametrize("share", [0, -1, 10_001])
def test_that_a_federal_share_outside_a_hundred_percent_is_refused(share: int) -> None:
    with pytest.raises(ValueError, match="share"):
        required_match(100, share)


@pytest.mark.parametrize(
    "work",
    [
        Work(1, "front_desk", DAY, 60),
        Work(1, "peer_mentor", date(2026, 6, 30), 60),
        Work(1, "peer_mentor", date(2027, 7, 1), 60),
        Work(1, "peer_mentor", DAY, 60, claimed_for="County grant"),
        Work(1, "peer_mentor", DAY, 60, pay="paid"),
    ],
    ids=["another role", "a day before", "a day after", "used by another award", "paid"],
)
def test_that_hours_outside_the_line_or_used_already_count_nothing(work: Work) -> None:
    assert line_for(work, [PEERS]) is None
    assert minutes_by_line([work], [PEERS]) == {}


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_that_the_first_and_the_last_day_of_a_line_belong_to_it(day: date) -> None:
    assert line_for(Work(1, "peer_mentor", day, 60, claimed_for="State grant"), [PEERS]) is PEERS


def test_that_hours_count_once_where_two_lines_fit() -> None:
    second = Line(2, "County grant", "peer_mentor", FIRST, LAST, 2200, 0)
    work = Work(1, "peer_mentor", DAY, 600)
    assert minutes_by_line([work], [second, PEERS]) == {1: 600}
    claimed = Work(1, "peer_mentor", DAY, 600, claimed_for="County grant")
    assert minutes_by_line([claimed], [PEERS, second]) == {2: 600}


@given(st.integers(0, 600_000), st.integers(1, 50_000), st.integers(0, 10_000))
def test_that_a_value_is_the_exact_one_to_the_nearest_cent(minutes: int, rate: int, fringe: int) -> None:
    exact = Fraction(minutes * rate * (10_000 + fringe), 60 * 10_000 * 100)
    assert abs(Fraction(match_value(minutes, rate, fringe)) - exact) <= Fraction(1, 200)


def test_that_half_a_cent_goes_up() -> None:
    assert match_value(30, 1, 0) == Decimal("0.01")  # half an hour at one cent


def test_that_published_values_are_those_of_their_year_and_place() -> None:
    assert (PUBLISHED["US", 2018], PUBLISHED["US", 2020], PUBLISHED["US", 2021]) == (2543, 2854, 2995)
    assert (PUBLISHED["MA", 2022], PUBLISHED["PR", 2022], PUBLISHED["DC", 2022]) == (3916, 1487, 5000)
    assert newest_rate(PUBLISHED, "US", 2026) == (2022, 3180)
    assert newest_rate(PUBLISHED, "US", 2019) == (2018, 2543)
    assert newest_rate(PUBLISHED, "US", 2017) is None
