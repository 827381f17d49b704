"""The councils of a made-up center: every kind of body, vote and outcome, the same by seed."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council import demo
from rcc_council.bodies.records import Body, MemberLeave, Seat, Term
from rcc_council.bodies.roster import roster
from rcc_council.meetings.records import AgendaItem, InRoom, Meeting
from rcc_council.minutes.adopting import verify
from rcc_council.minutes.names import names_in
from rcc_council.minutes.reading import owed
from rcc_council.minutes.records import Addendum, Minutes
from rcc_council.motions.records import Ballot, Motion, Vote
from rcc_council.motions.rules import METHODS, THRESHOLDS, Counts, Room, settle
from rcc_council.records import RECORDS
from rcc_council.register.records import ActionItem, Recommendation

from rcc_desktop.api import OpenHours, Opening, needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.made_up import MadeUpCenter, MadeUpPerson
from rcc_desktop.api.records import Person, Site, fetch
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
FIRST = date(2025, 11, 23)
NOW = datetime(2026, 11, 23, 14, 20, tzinfo=ZONE)
TODAY = NOW.date()
OPENING = Opening(ZONE, {weekday: OpenHours(time(9), time(20)) for weekday in range(1, 7)})


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")


@needs("testing")
def _furnish(people: int) -> range:
    Site.add(name="River House")
    called = [(f"Pam{_letters(n)}", f"Quill{_letters(n)}") for n in range(people)]
    names = [(f"{first} {last}", f"{last} {first}", first, last, 20260501) for first, last in called]
    return Person.add_many(("shown_name", "sort_name", "first_name", "last_name", "added_on"), names)


@pytest.fixture
def filled(desk: Desk) -> Callable[..., list[float]]:
    """Fill the councils of a center of 400 people and two sites, now being Monday afternoon."""

    def fill(people: int = 400, seed: int = 1, now: datetime = NOW) -> list[float]:
        told: list[float] = []
        known = [MadeUpPerson(row, FIRST, 4) for row in desk.do(lambda: _furnish(people))]
        made_up = MadeUpCenter(Random(f"{seed}/council"), known, [1, 2], [1], OPENING, FIRST, now, 100, told.append)
        desk.do(lambda: demo.fill(made_up))
        return told

    return fill


def rows(desk: Desk, *columns: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = desk.ask(lambda: fetch(columns[0].model.select(*columns)))
    return found


def test_that_every_site_has_a_council_beside_a_committee_and_a_board(desk: Desk, filled: Any) -> None:
    told = filled()
    kinds = Counter(kind for (kind,) in rows(desk, Body.kind))
    assert kinds == {"council": 2, "committee": 1, "advisory_board": 1}
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_that_seats_are_vacant_delegated_and_held_by_alternates(desk: Desk, filled: Any) -> None:
    filled()
    council = roster_of(desk, 1)
    assert (council.seats, len(council.vacancies)) == (11, 2)  # one never filled, one given up
    assert council.in_office == 8  # nine sit, one of them on leave
    assert len(rows(desk, MemberLeave.id)) == 1
    seats = rows(desk, Seat.delegated_by, Seat.alternate_for)
    assert sum(body is not None and alternate is None for body, alternate in seats) == 4
    assert sum(alternate is not None for _body, alternate in seats) == 2
    assert all(until is not None for (until,) in rows(desk, Term.until))


def roster_of(desk: Desk, body: int) -> Any:
    return desk.ask(lambda: roster(body, TODAY))


def test_that_meetings_were_held_cancelled_without_quorum_and_one_comes_this_week(desk: Desk, filled: Any) -> None:
    filled()
    states = Counter(state for body, state, day in rows(desk, Meeting.body, Meeting.state, Meeting.on_day) if body == 1)
    assert (states["closed"], states["cancelled"], states["no_quorum"]) == (8, 1, 1)
    found = rows(desk, Meeting.id, Meeting.body, Meeting.on_day)
    coming = [row for row, body, day in found if (body, day) == (1, to_day(TODAY + timedelta(days=2)))]
    assert len(coming) == 1
    titles = {
        title: inside
        for meeting, title, inside in rows(desk, AgendaItem.meeting, AgendaItem.title, AgendaItem.inside)
        if meeting == coming[0]
    }
    assert "A price for bus passes" in titles
    assert any(inside for inside in titles.values())  # promises and recommendations come by themselves


def test_that_every_way_to_vote_and_every_outcome_of_a_motion_is_there(desk: Desk, filled: Any) -> None:
    filled()
    assert {method for (method,) in rows(desk, Vote.method)} == set(METHODS)
    states = {state for (state,) in rows(desk, Motion.state)}
    assert states == {"adopted", "lost", "tabled", "postponed", "referred", "withdrawn"}
    assert {"block", "aside", "agree", "yes", "no", "abstain", "recused"} - {"recused"} <= {
        choice for (choice,) in rows(desk, Ballot.choice)
    }


def test_that_every_counted_vote_came_out_as_its_numbers_say(desk: Desk, filled: Any) -> None:
    filled()
    columns = (Vote.threshold, Vote.yes, Vote.no, Vote.abstain, Vote.blank, Vote.present, Vote.in_office, Vote.outcome)
    checked = 0
    for threshold, yes, no, abstain, blank, present, in_office, outcome in rows(desk, *columns):
        if threshold in THRESHOLDS and outcome in {"adopted", "lost"} and yes:
            settled = settle(THRESHOLDS[threshold], Counts(yes, no, abstain, blank), Room(present, in_office, 0))
            assert settled.is_adopted == (outcome == "adopted")
            checked += 1
    assert checked >= 8


def test_that_promises_are_done_open_and_overdue_and_answers_given_waiting_and_late(desk: Desk, filled: Any) -> None:
    filled()
    actions = rows(desk, ActionItem.state, ActionItem.due_on)
    assert {state for state, _due in actions} == {"open", "done", "carried", "dropped"}
    assert any(state == "open" and due < to_day(TODAY) for state, due in actions)
    asked = rows(desk, Recommendation.answer, Recommendation.answer_due, Recommendation.answered_on)
    assert any(answer and on > due for answer, due, on in asked)  # an answer that came late
    assert any(not answer and due < to_day(TODAY) for answer, due, _on in asked)
    assert any(not answer and due >= to_day(TODAY) for answer, due, _on in asked)


def test_that_minutes_stand_at_every_state_and_the_adopted_ones_are_sound(desk: Desk, filled: Any) -> None:
    filled()
    minutes = rows(desk, Minutes.id, Minutes.state)
    assert {state for _row, state in minutes} == {"draft", "circulated", "corrected", "adopted"}
    adopted = [row for row, state in minutes if state == "adopted"]
    assert len(adopted) >= 15
    assert all(desk.ask(lambda row=row: verify(row)) for row in adopted)
    assert len(rows(desk, Addendum.id)) == 1
    assert len(desk.ask(lambda: owed(NOW))) >= 2  # the committee's newest, and a draft
    (draft,) = [row for row, state in minutes if state == "draft"]
    assert len(desk.ask(lambda: names_in(draft))) == 1


def test_that_somebody_left_before_the_end_and_the_quorum_with_them(desk: Desk, filled: Any) -> None:
    filled()
    stays = rows(desk, InRoom.meeting, InRoom.left_at)
    ends: dict[int, int] = {}
    for meeting, left in stays:
        ends[meeting] = max(ends.get(meeting, 0), left)
    assert any(left < ends[meeting] for meeting, left in stays)


@pytest.mark.parametrize("people", [1, 3, 12])
def test_that_a_tiny_center_is_filled_too(desk: Desk, filled: Any, people: int) -> None:
    filled(people)
    assert len(rows(desk, Body.id)) == 4


def test_that_there_is_something_in_every_table(desk: Desk, filled: Any) -> None:
    filled()
    empty = {record.__name__ for record in RECORDS if not desk.ask(lambda table=record: table.select().count())}
    assert empty == {"Speaker"}  # nobody waits to speak


@pytest.mark.parametrize("seed", range(6))
def test_that_it_holds_whatever_the_chance_and_the_weekday(desk: Desk, filled: Any, seed: int) -> None:
    filled(60 + seed, seed=seed, now=NOW + timedelta(days=seed, hours=seed))
    assert {method for (method,) in rows(desk, Vote.method)} == set(METHODS)
