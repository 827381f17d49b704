"""The register of decisions: found by words, quick over years, and how often members came."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from rcc_council.bodies.records import MemberLeave
from rcc_council.motions.records import Ballot, Vote
from rcc_council.register.attendance import attendance
from rcc_council.register.decisions import Sought, add_past_decision, decisions, take_back_past_decision
from rcc_council.register.records import PastDecision

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.fields import to_day

Desk = Any
DAY = date(2026, 11, 4)


def found(desk: Desk, **sought: Any) -> list[str]:
    return [row.words for row in desk.ask(lambda: decisions(Sought(**sought))).rows]


@pytest.fixture
def register(desk: Desk, council: Any, meet: Any, decide: Any) -> None:
    """Three motions of one meeting and a decision from before."""
    meeting = meet(council.id, DAY)
    decide(meeting, "Thank Ana Nuñez for the garden.")
    decide(meeting, "Buy paint for no more than $180.", "lost")
    decide(meeting, "Something is still open.", "tabled")
    decide(meeting, "Strike 20.", kind="amendment")
    desk.do(lambda: add_past_decision(council.id, date(2019, 5, 1), "Found a council.", "adopted"))


@pytest.mark.usefixtures("register")
def test_that_what_was_adopted_or_lost_is_found_the_newest_first(desk: Desk) -> None:
    thanks, paint, founded = "Thank Ana Nuñez for the garden.", "Buy paint for no more than $180.", "Found a council."
    assert found(desk) == [paint, thanks, founded]
    assert found(desk, text="nunez GARDEN") == [thanks]
    assert found(desk, text="main street") == [paint, thanks, founded]  # the name of the body
    assert found(desk, outcome="lost") == [paint]
    assert found(desk, last=date(2020, 1, 1)) == [founded]
    assert found(desk, text="motorcycle") == []


@needs("testing")
def _vote_by_name(motion: int, person: int, now: Any) -> None:
    vote = Vote.add(
        motion=motion, taken_at=now, method="roll_call", threshold="majority", outcome="adopted", arithmetic="2 yes"
    )
    Ballot.add(vote=vote, person=person, choice="yes")


@pytest.mark.usefixtures("register")
def test_that_votes_by_name_can_be_looked_for_alone(desk: Desk, council: Any, meet: Any, decide: Any) -> None:
    motion = decide(meet(council.id, date(2026, 11, 11)), "Open on Sundays.")
    desk.do(lambda: _vote_by_name(motion, council.members[0], desk.now()))
    (row,) = desk.ask(lambda: decisions(Sought(by_name=True))).rows
    assert (row.words, row.is_by_name, row.arithmetic) == ("Open on Sundays.", True, "2 yes")


def test_that_a_decision_tells_when_it_was_changed(desk: Desk, council: Any, meet: Any, decide: Any) -> None:
    first = decide(meet(council.id, DAY), "Coffee from 10 to 11.")
    later = meet(council.id, DAY + timedelta(days=7))
    decide(later, "Coffee from 9 to 11.", kind="amend_adopted", rescinds=first)
    rows = desk.ask(lambda: decisions(Sought(text="10"))).rows
    assert [row.changed_on for row in rows] == [DAY + timedelta(days=7)]


def test_that_sealed_decisions_are_found_only_by_those_who_may_see_them(
    desk: Desk, council: Any, meet: Any, decide: Any
) -> None:
    meeting = meet(council.id, DAY)
    decide(meeting, "Sealed itself.", is_sealed=True)
    decide(meeting, "Sealed by its item.", item_sealed=True)
    assert len(found(desk)) == 2
    desk.acting_as("coordinator")
    assert found(desk) == []


def test_that_a_past_decision_needs_words_and_is_taken_back(desk: Desk, council: Any) -> None:
    with pytest.raises(Problem):
        desk.do(lambda: add_past_decision(council.id, DAY, " ", "adopted"))
    row = desk.do(lambda: add_past_decision(council.id, DAY, "Found a council.", "adopted"))
    desk.do(lambda: take_back_past_decision(row))
    assert found(desk) == []
    with pytest.raises(Problem):
        desk.do(lambda: take_back_past_decision(row))


@needs("testing")
def _twenty_thousand(body: int) -> None:
    """Ten years of four bodies with fifty meetings a year, and ten decisions each."""
    first = date(2016, 11, 1)
    rows = [
        (body, to_day(first + timedelta(days=number % 3650)), f"Decision {number} on the garden and señales", "adopted")
        for number in range(20_000)
    ]
    PastDecision.add_many(("body", "on_day", "words", "outcome"), rows)


def test_that_twenty_thousand_decisions_are_searched_in_half_a_second(desk: Desk, council: Any) -> None:
    desk.do(lambda: _twenty_thousand(council.id))
    begun = perf_counter()
    result = desk.ask(lambda: decisions(Sought(text="SENALES 1999")))
    took = perf_counter() - begun
    # 1999, 11999, and 19990 to 19999
    assert result.count == 12
    assert took < 0.5, took
    assert desk.ask(lambda: decisions(Sought())).count == 20_000


def test_that_attendance_counts_meetings_in_a_row_while_in_office_and_not_on_leave(
    desk: Desk, council: Any, meet: Any
) -> None:
    anna, bnna, cnna, *_rest = council.members
    for week, here in enumerate(([anna, bnna], [anna], [anna, bnna, cnna], [anna, bnna, cnna])):
        meet(council.id, DAY + timedelta(weeks=week), here)
    meet(council.id, DAY + timedelta(weeks=4), (), "cancelled")

    @needs("testing")
    def away() -> None:
        MemberLeave.add(body=council.id, person=cnna, first_day=DAY, last_day=DAY + timedelta(weeks=1))

    desk.do(away)
    rows = {row.person: row for row in desk.ask(lambda: attendance(council.id, DAY, DAY + timedelta(weeks=9)))}
    assert [(rows[each].came, rows[each].held, rows[each].in_a_row) for each in (anna, bnna, cnna)] == [
        (4, 4, 4),
        (3, 4, 2),
        (2, 2, 2),
    ]
    assert list(rows) == council.members  # by name, nobody is ranked
