"""What councils come to in numbers, and IPP indicator A4."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from rcc_council.bodies.records import MemberLeave, Seat, Term
from rcc_council.measures import TITLES, measures_for
from rcc_council.register.actions import add_action, set_action
from rcc_council.register.recommendations import answer, recommend
from rcc_council.register.rows import ActionWish

from rcc_desktop.api import Period, needs

Desk = Any
TODAY = date(2026, 11, 21)
QUARTER = Period.quarter(2026, 4)
DAY = date(2026, 11, 4)


def counted(desk: Desk, key: str, by: str | None = None, period: Period = QUARTER) -> Any:
    return desk.ask(lambda: desk.tally(f"council.{key}", period, by))


def amount(desk: Desk, key: str, period: Period = QUARTER) -> float:
    return float(counted(desk, key, period=period).amount)


@pytest.mark.usefixtures("council")
def test_that_seven_of_nine_members_are_consumers_or_family(desk: Desk) -> None:
    consumers, members = amount(desk, "consumers"), amount(desk, "members")
    assert (consumers, members) == (7, 9)
    assert f"{float(Fraction(int(consumers), int(members))):.1%}" == "77.8%"


def test_that_members_are_those_of_the_last_day_each_once(desk: Desk, council: Any) -> None:
    @needs("testing")
    def change() -> None:
        seat = council.seats[-1]
        term = Term.get(Term.seat == seat)
        Term.change(term.id, ended_on=date(2026, 10, 31))
        Term.add(seat=seat, person=council.members[0], first_day=date(2026, 11, 1))  # holds a second seat
        stands_in = Seat.add(body=council.id, kind="peer", first_day=DAY, alternate_for=council.seats[0])
        Term.add(seat=stands_in, person=term.person.id, first_day=DAY)
        MemberLeave.add(body=council.id, person=council.members[1], first_day=DAY)

    desk.do(change)
    assert amount(desk, "members", Period.day(date(2026, 10, 31))) == 9
    assert amount(desk, "members") == 8
    kinds = {row.key: row.amount for row in counted(desk, "members", "seat_kind").rows}
    assert kinds == {"peer": 5, "family": 2, "professional": 1, "community": 1}


def test_that_meetings_are_held_called_off_and_with_a_quorum(desk: Desk, council: Any, meet: Any) -> None:
    for week, state in enumerate(("closed", "closed", "no_quorum", "cancelled", "planned")):
        meet(council.id, DAY + timedelta(weeks=week), (), state)
    meet(council.id, date(2026, 9, 30))  # another quarter
    assert [amount(desk, f"meetings_{key}") for key in ("held", "with_quorum", "cancelled")] == [3, 2, 1]
    assert [(row.title, row.amount) for row in counted(desk, "meetings_held", "body").rows] == [
        ("Main Street Council", 3)
    ]
    assert [(row.title, row.amount) for row in counted(desk, "meetings_held", "body_kind").rows] == [("Council", 3)]


def test_that_attendance_is_members_present_of_members_expected(desk: Desk, council: Any, meet: Any) -> None:
    anna, bnna, *_rest = council.members
    stranger = 10_000

    @needs("testing")
    def away() -> None:
        MemberLeave.add(body=council.id, person=bnna, first_day=DAY + timedelta(days=1))
        Seat.change(council.seats[8], votes=False)

    desk.do(away)
    meet(council.id, DAY, council.members[:6])  # 6 of 8 who vote
    meet(council.id, DAY + timedelta(weeks=1), [anna, bnna])  # 1 of 7: who is on leave is not expected
    meet(council.id, DAY + timedelta(weeks=2))  # typed in without who was there
    assert stranger not in council.members
    assert (amount(desk, "members_present"), amount(desk, "places_at_meetings")) == (7, 15)


def test_that_recommendations_count_on_the_day_they_are_made_and_answered(
    desk: Desk, council: Any, meet: Any, decide: Any
) -> None:
    def made(day: date, answered: date | None) -> None:
        motion = decide(meet(council.id, day), "Buy passes.")
        row = desk.do(lambda: recommend(council.id, "", desk.now(), to_whom="X", motion=motion, answer_days=30))
        if answered is not None:
            desk.do(lambda: answer(row, "accepted", "", answered, desk.now()))

    made(date(2026, 9, 2), date(2026, 10, 2))  # in time, to the day
    made(date(2026, 9, 9), date(2026, 10, 20))  # late
    made(date(2026, 10, 7), None)
    made(date(2026, 11, 4), date(2026, 11, 20))
    keys = ("recommendations", "recommendations_answered", "recommendations_in_time")
    assert [amount(desk, key) for key in keys] == [2, 3, 2]


def test_that_actions_count_when_they_are_done(desk: Desk, council: Any) -> None:
    for state in ("done", "dropped", "open"):
        wish = ActionWish("Ask", owner=council.members[0])
        row = desk.do(lambda wish=wish: add_action(council.id, wish, desk.now()))
        desk.do(lambda row=row, state=state: set_action(row, state, desk.now()))
    assert amount(desk, "actions_done") == 1


def test_that_every_measure_has_a_definition_and_needs_a_permission() -> None:
    measures = measures_for()
    assert [each.key.removeprefix("council.") for each in measures] == list(TITLES)
    assert all(each.definition.endswith(".") and each.needs == "council.report" for each in measures)
