"""Match, load and measures, counted from what is stored."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.hours import approval, load, match, reading
from rcc_mentors.hours.fairness import Thresholds
from rcc_mentors.hours.money import Line
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.people.records import Mentor, Pairing, PairingContact, StageMove, Training

from rcc_desktop.api import Period, Problem, needs
from rcc_desktop.api.fields import to_day, to_millis
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
Clock = Any
Add = Any
NOVEMBER = Period.month(2026, 11)
YEAR = Period(date(2026, 7, 1), date(2027, 6, 30), "FY2027")
FRIDAY = date(2026, 11, 20)
PEERS = Line(0, "State grant", "peer_mentor", YEAR.first, YEAR.last, 1900, 1000)
ASKS = Thresholds(60 * 60, 6, 40, 25)


@pytest.fixture
def given(desk: Desk) -> Callable[..., int]:
    """Approved time without times of day."""

    def add(mentor: int, minutes: int, day: date = FRIDAY, **more: Any) -> int:
        values = {
            "mentor": mentor, "site": 1, "role": "peer_mentor", "on_day": day, "minutes": minutes, "source": "written",
            "entered": "paper", "state": "approved", "approved_minutes": minutes,
        } | more  # fmt: skip

        @needs("testing")
        def write() -> int:
            return HoursEntry.add(**values)

        return int(desk.do(write))

    return add


@pytest.fixture
def count(desk: Desk) -> Callable[..., Any]:
    """Count one of the measures as the shell does."""
    return lambda key, period=NOVEMBER, by=None: desk.ask(lambda: desk.tally(f"mentors.{key}", period, by))


def in_testing(desk: Desk, work: Callable[[], Any]) -> Any:
    return desk.do(needs("testing")(work))


def test_that_600_hours_are_a_match_of_12540_dollars(desk: Desk, mentor: Add, given: Add, count: Any) -> None:
    # ORACLE 8.2, by the page and by the measure
    desk.do(lambda: match.keep_line(PEERS))
    maria = mentor("Maria Nunez")
    for days in range(100):
        given(maria, 6 * 60, YEAR.first + timedelta(days=days))
    rows = desk.ask(lambda: match.match_of(YEAR))
    assert (rows.lines[0].minutes, rows.value, rows.outside) == (36_000, Decimal("12540.00"), 0)
    assert count("match_value", YEAR).amount == pytest.approx(12540.00)
    # the published value is for statements: 600 x $31.80
    assert (rows.worth, rows.worth_of) == (Decimal("19080.00"), ("US", 2022, 3180))


def test_that_hours_count_once_and_only_where_they_may(desk: Desk, mentor: Add, given: Add, count: Any) -> None:
    first = desk.do(lambda: match.keep_line(PEERS))
    second = desk.do(lambda: match.keep_line(Line(0, "County", "peer_mentor", YEAR.first, YEAR.last, 3000)))
    maria = mentor("Maria Nunez")
    twice = given(maria, 60)
    other, foreign = given(maria, 120), given(maria, 240)
    given(maria, 480, role="kitchen")
    given(maria, 960, pay="paid")
    given(maria, 30, date(2026, 6, 30))
    desk.do(lambda: match.claim([other], "County"))
    desk.do(lambda: match.claim([foreign], "Another award"))
    rows = desk.ask(lambda: match.match_of(Period(date(2026, 6, 1), YEAR.last, "")))
    assert {line.id: line.minutes for line in rows.lines} == {first: 60, second: 120}
    assert rows.outside == 240 + 480 + 30
    assert rows.value == Decimal("20.90") + Decimal("60.00")
    assert desk.ask(lambda: match.entries_by_line(YEAR)) == {twice: first, other: second}
    by_award = count("match_value", YEAR, "award")
    assert {row.key: row.amount for row in by_award.rows} == pytest.approx({"State grant": 20.9, "County": 60})


def test_that_hours_that_wait_or_were_refused_are_no_match(desk: Desk, mentor: Add, given: Add, count: Any) -> None:
    desk.do(lambda: match.keep_line(PEERS))
    maria = mentor("Maria Nunez")
    given(maria, 60, state="waiting", approved_minutes=None)
    given(maria, 60, state="refused", approved_minutes=None)
    assert desk.ask(lambda: match.match_of(YEAR)).value == 0
    assert count("match_value", YEAR).amount == 0


def test_that_match_follows_the_newest_addendum_as_of_the_day_asked(
    desk: Desk, mentor: Add, given: Add, clock: Clock, count: Any
) -> None:
    desk.do(lambda: match.keep_line(PEERS))
    row = given(mentor("Maria Nunez"), 600)
    desk.do(lambda: approval.add_addendum(row, 300, "Half of it was a class", clock.now))
    assert desk.ask(lambda: match.match_of(YEAR)).value == Decimal("104.50")
    assert desk.ask(lambda: match.match_of(YEAR, as_of=FRIDAY)).value == Decimal("209.00")
    assert count("hours.approved").amount == 5


def test_that_a_line_without_pay_or_with_days_turned_around_is_refused(desk: Desk) -> None:
    for wrong, field in (
        (Line(0, " ", "peer_mentor", YEAR.first, YEAR.last, 1900), "award"),
        (Line(0, "State", "peer_mentor", YEAR.last, YEAR.first, 1900), "last"),
        (Line(0, "State", "peer_mentor", YEAR.first, YEAR.last, 0), "rate"),
    ):
        with pytest.raises(Problem) as problem:
            desk.do(lambda line=wrong: match.keep_line(line))
        assert problem.value.field == field


def test_that_the_centers_own_statement_values_stand_before_the_published(desk: Desk, clock: Clock) -> None:
    desk.do(lambda: match.keep_worth_rate("us", 2024, 3479, clock.now))
    desk.do(lambda: match.keep_worth_rate("US", 2022, 3181, clock.now))
    rates = desk.ask(match.worth_rates)
    assert (rates["US", 2024], rates["US", 2022], rates["US", 2018]) == (3479, 3181, 2543)
    with pytest.raises(Problem):
        desk.do(lambda: match.keep_worth_rate("US", 2027, 3479, clock.now))


def test_that_a_published_value_never_reaches_match(desk: Desk, mentor: Add, given: Add, clock: Clock) -> None:
    # TRAP 8: claiming the Independent Sector rate as match
    desk.do(lambda: match.keep_worth_rate("US", 2026, 9999, clock.now))
    given(mentor("Maria Nunez"), 600)
    assert desk.ask(lambda: match.match_of(YEAR)).value == 0


def look(desk: Desk, clock: Clock) -> Any:
    return desk.ask(lambda: load.load_of(clock.now, ASKS, (), ()))


def test_that_nobody_is_ranked_those_who_need_care_come_first_by_name(
    desk: Desk, mentor: Add, given: Add, clock: Clock
) -> None:
    zoe, ann, bo = mentor("Zoe Adams"), mentor("Ann Zeller"), mentor("Bo Miller")
    given(zoe, 30 * 60)
    given(zoe, 30 * 60, date(2026, 11, 2))
    given(ann, 59 * 60)
    given(bo, 60)
    rows = look(desk, clock).mentors
    assert [row.name for row in rows] == ["Zoe Adams", "Bo Miller", "Ann Zeller"]
    assert [row.care for row in rows] == [("Gave 60 h this month.",), (), ()]
    assert [row.quarter for row in rows] == [3600, 60, 59 * 60]


def test_that_days_in_a_row_and_stepping_in_are_noticed(
    desk: Desk, mentor: Add, given: Add, shift: Add, clock: Clock
) -> None:
    maria = mentor("Maria Nunez")
    for day in range(15, 21):
        given(maria, 30, date(2026, 11, day))
    for number in range(4):
        shift(maria, 9, 10, day=date(2026, 11, 2 + number), is_cover=number < 3, state="completed")
    (row,) = look(desk, clock).mentors
    assert (row.run, row.run_ended, row.shifts, row.cover) == (6, FRIDAY, 4, 3)
    assert row.care == (
        "Served 6 days in a row, up to Fri, Nov 20, 2026.",
        "Stepped in for others in 3 of 4 shifts this quarter.",
    )


def test_that_paid_hours_that_push_volunteer_hours_aside_are_said(
    desk: Desk, mentor: Add, given: Add, clock: Clock
) -> None:
    maria = mentor("Maria Nunez")
    given(maria, 6000, date(2026, 5, 10))
    given(maria, 600, date(2026, 5, 10), pay="paid")
    given(maria, 3000, date(2026, 8, 10))
    given(maria, 3600, date(2026, 8, 10), pay="paid")
    (row,) = look(desk, clock).functions
    assert (row.volunteer, row.paid) == ((0, 6000, 3000, 0), (0, 600, 3600, 0))
    assert row.warning.startswith("In 2026Q3 paid hours rose while volunteer hours fell.")


def test_that_those_who_left_are_counted_by_reason(desk: Desk, mentor: Add, clock: Clock) -> None:
    mentors = [mentor(name) for name in ("Maria Nunez", "Bo Ruiz")]

    def leave() -> None:
        for row in mentors:
            Mentor.change(row, stage="left", left_on=date(2026, 10, 5), left_why="moved")

    in_testing(desk, leave)
    assert look(desk, clock).left == (("moved", 2),)


def test_that_mentors_are_counted_once_in_whatever_is_asked(desk: Desk, mentor: Add, count: Any) -> None:
    maria = mentor("Maria Nunez", since=date(2026, 1, 5))
    mentor("Bo Ruiz", since=date(2026, 10, 3))
    mentor("Ann Lee", since=date(2026, 12, 1))
    in_testing(desk, lambda: StageMove.add(mentor=maria, stage="left", on_day=date(2026, 10, 20), why="moved"))
    autumn = Period(date(2026, 9, 1), date(2026, 11, 30), "")
    assert count("active", autumn).amount == 2
    assert {row.key: row.amount for row in count("active", autumn, "month").rows} == {
        "202609": 1,
        "202610": 2,
        "202611": 1,
    }
    assert count("new", autumn).amount == 1
    assert count("leaving", autumn, "why").rows[0].amount == 1


def test_that_somebody_on_leave_is_not_active_until_back(desk: Desk, mentor: Add, count: Any) -> None:
    maria = mentor("Maria Nunez")
    in_testing(desk, lambda: StageMove.add(mentor=maria, stage="on_leave", on_day=date(2026, 10, 31)))
    assert count("active").amount == 0
    in_testing(desk, lambda: StageMove.add(mentor=maria, stage="active", on_day=date(2026, 11, 30)))
    assert count("active").amount == 1


def test_that_places_filled_are_never_more_than_places_to_fill(mentor: Add, shift: Add, count: Any) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    shift(maria, 9, 12, day=FRIDAY, least=0)
    shift(bo, 9, 12, day=FRIDAY, least=2)
    shift(bo, 13, 14, day=FRIDAY, state="no_show", role="kitchen")
    shift(None, 15, 16, day=FRIDAY)
    assert count("shifts_needed").amount == 0 + 2 + 1 + 1
    assert count("shifts_covered").amount == 1
    assert count("no_shows").amount == 1
    assert {row.key: row.amount for row in count("no_shows", by="role").rows} == {"kitchen": 1}


def test_that_hours_are_separate_by_where_they_come_from(
    mentor: Add, entry: Add, shift: Add, count: Any, desk: Desk, clock: Clock
) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    clocked = entry(maria, 9, 12, day=FRIDAY)
    entry(maria, 13, 14.25, day=FRIDAY, source="written")
    entry(bo, 9, 11, day=FRIDAY, source="estimated", pay="paid", site=2)
    entry(bo, 12, 13, day=FRIDAY, state="refused")
    shift(maria, 9, 13, day=FRIDAY)
    desk.do(lambda: approval.approve_as(clocked, 150, "A break", clock.now))
    keys = ("hours", "hours.written", "hours.estimated", "hours.scheduled", "hours.approved")
    assert [count(key).amount for key in keys] == [3, 1.25, 2, 4, 2.5]
    assert count("hours").people == 1
    assert {row.title: row.amount for row in count("hours.estimated", by="pay").rows} == {"Paid": 2}
    assert {row.title: row.amount for row in count("hours.estimated", by="site").rows} == {"River House": 2}
    assert count("serving").amount == 2


def test_that_training_pairings_and_contacts_are_counted(desk: Desk, mentor: Add, person: Any, count: Any) -> None:
    maria, lou = mentor("Maria Nunez"), person("Lou Park")

    def write() -> None:
        Training.add(mentor=maria, on_day=FRIDAY, topic="ethics", minutes=90)
        pair = Pairing.add(mentor=maria, person=lou, since=date(2026, 9, 1), until=date(2026, 11, 2))
        Pairing.add(mentor=maria, person=lou, since=date(2026, 11, 10))
        for day in (1, 2):
            PairingContact.add(pairing=pair, on_day=date(2026, 11, day), how="phone")

    in_testing(desk, write)
    assert {row.key: row.amount for row in count("training_hours", by="topic").rows} == {"ethics": 1.5}
    assert (count("pairings").amount, count("contacts").amount) == (1, 2)
    assert count("pairings", Period.month(2026, 8)).amount == 0


def test_that_ten_thousand_entries_are_shown_within_a_second_or_two(desk: Desk, mentor: Add, clock: Clock) -> None:
    mentors = [mentor(f"Mentor Number{number}") for number in range(20)]
    first = datetime(2025, 12, 1, 9, tzinfo=ZONE)

    def write() -> None:
        columns = (
            *("mentor", "site", "role", "on_day", "clock_in", "clock_out", "minutes", "source", "entered"),
            *("state", "approved_minutes"),
        )
        rows = []
        for number in range(10_000):
            begins = first + timedelta(hours=3 * (number // 20 % 4), days=number // 80)
            ends = to_millis(begins) + 2 * 3_600_000
            start = (mentors[number % 20], 1, "peer_mentor", to_day(begins.date()), to_millis(begins), ends, 120)
            rows.append(
                (*start, "clocked", "desk", "approved" if number % 3 else "waiting", 120 if number % 3 else None)
            )
        HoursEntry.add_many(columns, rows)

    in_testing(desk, write)
    began = perf_counter()
    shown = desk.ask(lambda: reading.hours_of(Period(first.date(), date(2026, 11, 30), ""), None, clock.now))
    assert len(shown.entries) == 10_000
    assert perf_counter() - began < 4
