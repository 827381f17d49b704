"""Periods and fiscal years."""

from datetime import date

import pytest

from rcc_desktop.api import Period, Problem, ReportingYear

STATE = ReportingYear(first_month=7)
FEDERAL = ReportingYear(first_month=10)


def test_that_a_state_year_from_july_is_named_by_the_year_it_ends_in() -> None:
    assert STATE.of(date(2026, 6, 30)) == 2026
    assert STATE.of(date(2026, 7, 1)) == 2027


def test_that_federal_fy2026_ends_on_the_last_of_september() -> None:
    assert FEDERAL.period(2026).last == date(2026, 9, 30)
    assert FEDERAL.period(2026).first == date(2025, 10, 1)


def test_that_a_year_from_january_is_the_calendar_year() -> None:
    assert ReportingYear(1).of(date(2026, 12, 31)) == 2026
    assert ReportingYear(1).period(2026) == Period(date(2026, 1, 1), date(2026, 12, 31), "FY2026")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-11-21", date(2026, 11, 21), date(2026, 11, 21)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("FY2026", date(2025, 7, 1), date(2026, 6, 30)),
        (" 2026-01-01 .. 2026-06-30 ", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_that_a_period_is_read_as_it_is_typed(typed: str, first: date, last: date) -> None:
    period = Period.parse(typed, STATE)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "soon", "2026-13", "2026-02-30", "2026Q5", "2026-06-30..2026-01-01", "0000", "FY0"]
)
def test_that_what_is_no_period_is_refused_with_a_way_out(typed: str) -> None:
    with pytest.raises(Problem) as refused:
        Period.parse(typed, STATE)
    assert refused.value.field == "period"
    assert refused.value.way_out


def test_that_both_ends_belong_to_a_period() -> None:
    period = Period.parse("2026-01-01..2026-01-03", STATE)
    assert list(period.days()) == [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    assert date(2026, 1, 3) in period
    assert date(2026, 1, 4) not in period
