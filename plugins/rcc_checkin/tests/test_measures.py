"""What visits come to."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import measures, service
from rcc_checkin.past_day import PaperLine, enter_past_day
from rcc_checkin.rules import Door

from rcc_desktop.api import Period, ReportingYear, needs
from rcc_desktop.api.center import OPENED_ON
from rcc_desktop.api.records import SettingValue

if TYPE_CHECKING:
    from collections.abc import Callable

Run = Any
Clock = Any
Desk = Any
NOVEMBER = Period.month(2026, 11)


@pytest.fixture
def count(desk: Desk, ask: Run) -> Callable[..., Any]:
    """Count one of the measures as the shell does."""

    def counted(key: str, period: Period = NOVEMBER, by: str | None = None) -> Any:
        return ask(lambda: desk.tally(f"checkin.{key}", period, by))

    return counted


@pytest.fixture
def typed(run: Run, door: Door, clock: Clock) -> Callable[..., None]:
    """Write visits of a past day down: a person or None, times, and what else a line says."""

    def write(day: date, *lines: PaperLine, site: int = 1) -> None:
        at = Door(site, door.opening)
        run(lambda: enter_past_day(day, list(lines), at, clock.now))

    return write


def test_that_anonymous_visits_are_never_turned_into_people(
    typed: Any, count: Any, person: Callable[[str], int]
) -> None:
    # ORACLE 1.5: p1 three visits, p2 two visits at two sites, 4 anonymous: 9 visits, 2 people, 4 anonymous
    p1, p2 = person("P One"), person("P Two")
    for day in (2, 3, 4):
        typed(date(2026, 11, day), PaperLine(p1, time(9), time(10)))
    typed(date(2026, 11, 2), PaperLine(p2, time(9), time(10)))
    typed(date(2026, 11, 2), PaperLine(p2, time(11), time(12)), site=2)
    typed(date(2026, 11, 5), PaperLine(None, time(9), time(10), heads=3), PaperLine(None, time(9), time(10)))
    visits = count("visits")
    assert (visits.amount, visits.identified, visits.anonymous) == (9, 5, 4)
    assert count("people").amount == 2
    assert count("anonymous").amount == 4
    assert count("person_days").amount == 4
    by_site = {row.title: row.amount for row in count("visits", by="site").rows}
    assert by_site == {"Main Street": 8, "River House": 1}


def test_that_people_are_counted_anew_for_a_longer_period_and_visits_add_up(
    typed: Any, count: Any, person: Callable[[str], int]
) -> None:
    # ORACLE 1.4 in small: 4 in October, 3 in November, 2 of them in both: 5 people, 7 visits
    people = [person(f"P {number}") for number in range(5)]
    for number, p in enumerate(people):
        if number < 4:
            typed(date(2026, 10, 5), PaperLine(p, time(9), time(10)))
        if number >= 2:
            typed(date(2026, 11, 5), PaperLine(p, time(9), time(10)))
    both = Period.parse("2026-10-01..2026-11-30", ReportingYear())
    assert (count("people", Period.month(2026, 10)).amount, count("people").amount) == (4, 3)
    assert count("people", both).amount == 5
    assert count("visits", both).amount == 7


def test_that_new_means_the_first_visit_ever_and_new_this_year_the_first_in_the_fiscal_year(
    typed: Any, count: Any, person: Callable[[str], int], clock: Clock
) -> None:
    # ORACLE 10.5: first visit 2025-12-31: continuing in January 2026, yet new this fiscal year (from July)
    clock.now = datetime(2026, 2, 1, 12, 0, tzinfo=clock.now.tzinfo)
    p, old = person("P One"), person("P Old")
    typed(date(2025, 6, 30), PaperLine(old, time(9), time(10)))
    typed(date(2025, 12, 31), PaperLine(p, time(9), time(10)))
    for each in (p, old):
        typed(date(2026, 1, 5), PaperLine(each, time(9), time(10)))
    january = Period.month(2026, 1)
    assert count("new_people", january).amount == 0
    assert count("new_people", Period.month(2025, 12)).amount == 1
    assert count("new_this_year", january).amount == 1
    assert count("people", january).amount == 2


def test_that_an_undone_first_visit_makes_the_next_one_the_first(
    run: Run, count: Any, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p = person("P One")
    first = run(lambda: service.check_in(p, door, clock.at(9)))
    run(lambda: service.undo_check_in(first.visit, "Wrong person", clock.at(9, 1)))
    assert (count("new_people").amount, count("visits").amount) == (0, 0)
    run(lambda: service.check_in(p, door, clock.at(10)))
    assert (count("new_people").amount, count("visits").amount) == (1, 1)


def test_that_somebody_who_says_they_were_here_before_is_not_new(
    run: Run, count: Any, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    p, q = person("P One"), person("P Two")
    run(lambda: service.check_in(p, door, clock.at(9), first_visit=False))
    run(lambda: service.check_in(q, door, clock.at(9), first_visit=True))
    assert count("new_people").amount == 1


def test_that_hours_leave_out_ends_nobody_saw_and_time_away(
    run: Run, typed: Any, count: Any, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    # 60 + 80 minutes with 40 away in between, 30 minutes of two anonymous; the open end at closing time is left out
    p = person("P One")
    first = run(lambda: service.check_in(p, door, clock.at(9)))
    run(lambda: service.check_out([first.visit], clock.at(10)))
    run(lambda: service.check_in(p, door, clock.at(10, 40)))
    run(lambda: service.check_out([first.visit], clock.at(12)))
    typed(date(2026, 11, 20), PaperLine(None, time(9), time(9, 30), heads=2), PaperLine(None, time(9)))
    hours = count("hours")
    assert hours.amount == pytest.approx((60 + 80 + 2 * 30) / 60)
    assert hours.anonymous == pytest.approx(1)


def test_that_a_visit_for_two_reasons_stands_under_both_and_counts_once(
    typed: Any, count: Any, person: Callable[[str], int]
) -> None:
    p = person("P One")
    typed(
        date(2026, 11, 2),
        PaperLine(p, time(9), time(10), reasons=("meeting", "food")),
        PaperLine(None, time(9), time(10), heads=2, reasons=("food",), kind="guest"),
        PaperLine(None, time(18), time(19), kind="guest"),
    )
    by_reason = count("visits", by="reason")
    assert by_reason.amount == 4
    assert [(row.title, row.amount) for row in by_reason.rows] == [
        ("Meeting", 1),
        ("Food or clothing", 3),
        ("Not said", 1),
    ]
    assert {row.title: row.amount for row in count("visits", by="kind").rows} == {"Member": 1, "Guest": 3}
    assert {row.title: row.amount for row in count("visits", by="hour").rows} == {"9 am": 3, "6 pm": 1}
    assert {row.title: row.amount for row in count("visits", by="weekday").rows} == {"Monday": 4}


def test_that_the_average_divides_by_the_days_the_center_was_open(typed: Any, count: Any, clock: Clock) -> None:
    # ORACLE 10.4 in small: 400 visits in a month of 30 open days are 13.3 a day
    clock.now = clock.now.replace(month=12, day=1)
    typed(date(2026, 11, 2), PaperLine(None, time(9), time(10), heads=400))
    visits = count("visits")
    assert visits.days_open == 30
    assert round(visits.per_day_open, 1) == 13.3


@needs("center.change")
def open_on(day: date) -> None:
    """Remember the center's first day, as making a center does."""
    SettingValue.add(key=OPENED_ON.key, value=f'"{day}"')


def test_that_a_center_opened_today_was_open_one_day_of_its_year(
    typed: Any, count: Any, run: Run, clock: Clock
) -> None:
    today = clock.now.date()
    run(lambda: open_on(today))
    typed(today, PaperLine(None, time(8), time(8, 30), heads=3))
    visits = count("visits", Period(date(today.year, 1, 1), date(today.year, 12, 31), "this year"))
    assert (visits.days_open, visits.per_day_open) == (1, 3)


def test_that_days_open_begin_sooner_where_older_days_were_typed_in(
    typed: Any, count: Any, run: Run, clock: Clock
) -> None:
    # November 18 to 21 is 4 days, on all of which this center opens
    clock.now = clock.now.replace(month=11, day=21)
    run(lambda: open_on(date(2026, 11, 21)))
    typed(date(2026, 11, 18), PaperLine(None, time(9), time(10), heads=8))
    assert (count("visits").days_open, count("visits").per_day_open) == (4, 2)


def test_that_the_figures_of_the_desk_are_those_of_the_measures(
    typed: Any, count: Any, ask: Run, person: Callable[[str], int]
) -> None:
    for day in (2, 3):
        typed(
            date(2026, 11, day),
            PaperLine(person(f"P {day}"), time(9), time(10)),
            PaperLine(None, time(9), time(10), heads=day),
        )
    shown = ask(lambda: measures.figures(NOVEMBER))
    assert shown.visits == count("visits").amount == 7
    assert shown.people == count("people").amount == 2
    assert shown.person_days == count("person_days").amount == 2
    assert shown.anonymous == count("anonymous").amount == 5
    assert shown.new_people == count("new_people").amount == 2
