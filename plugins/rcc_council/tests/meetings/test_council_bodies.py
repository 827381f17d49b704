"""Bodies and who sits in them: terms by the bylaws, vacancies, delegates, officers, bylaws by their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from rcc_council.bodies.facts import USUAL
from rcc_council.bodies.offices import (
    begin_leave,
    conflicts_of,
    declare_conflict,
    end_leave,
    leaves_of,
    offices_of,
    set_officer,
)
from rcc_council.bodies.seats import (
    add_delegates,
    add_seat,
    begin_term,
    change_seat,
    change_term,
    end_seat,
    end_term,
    remove_term,
    seats_of,
)
from rcc_council.bodies.service import (
    add_body,
    body_list,
    bylaws_of,
    change_body,
    close_body,
    remove_bylaws,
    set_bylaws,
)

from rcc_desktop.api import Problem

SINCE = date(2026, 1, 1)
DAY = date(2026, 3, 4)


def refused(work: Any) -> tuple[str | None, str | None]:
    with pytest.raises(Problem) as problem:
        work()
    return problem.value.field, problem.value.code


def test_that_a_term_lasts_as_long_as_the_bylaws_of_its_first_day_say(council: Any, desk: Any, person: Any) -> None:
    """Twelve months from 2026-01-01 end on 2026-12-31; six months from 2026-08-31 on 2027-02-28."""
    body = council(1, seats=2)
    body.do(set_bylaws, body.body, date(2026, 6, 1), replace(USUAL, term_months=6))
    body.do(begin_term, body.seats[1], person("New Member"), date(2026, 8, 31))
    told = [each.sitting for each in desk.ask(lambda: seats_of(body.body, date(2026, 9, 1)))]
    assert [each.until for each in told] == [date(2026, 12, 31), date(2027, 2, 28)]


def test_that_a_seat_is_vacant_from_the_day_after_its_term_ended(council: Any) -> None:
    body = council(3)
    body.do(end_term, body.terms[1], date(2026, 2, 10), "Moved away")
    assert body.roster(date(2026, 2, 10)).vacancies == ()
    (vacancy,) = body.roster(DAY).vacancies
    assert (vacancy.seat, vacancy.since) == (body.seats[1], date(2026, 2, 11))
    body.do(end_term, body.terms[1], None)
    assert body.roster(DAY).vacancies == ()


def test_that_a_term_that_ran_out_leaves_a_vacancy_without_anybody_ending_it(council: Any) -> None:
    body = council(3)
    assert body.roster(date(2026, 12, 31)).in_office == 3
    after = body.roster(date(2027, 1, 1))
    assert (after.in_office, len(after.vacancies), after.needed) == (0, 3, 1)


def test_that_a_seat_holds_one_person_and_a_person_one_seat(council: Any, person: Any) -> None:
    body = council(2, seats=3)
    somebody = person("New Member")
    assert refused(lambda: body.do(begin_term, body.seats[0], somebody, DAY)) == ("first_day", "council.seated")
    assert refused(lambda: body.do(begin_term, body.seats[2], body.people[0], DAY)) == ("person", "council.seated")
    assert refused(lambda: body.do(begin_term, body.seats[2], somebody, date(2025, 1, 1)))[0] == "first_day"
    assert refused(lambda: body.do(begin_term, body.seats[2], somebody, DAY, until=SINCE))[0] == "until"
    body.do(end_term, body.terms[0], DAY - timedelta(days=1))
    body.do(begin_term, body.seats[0], somebody, DAY)
    assert [each.name for each in body.roster(DAY).members][0] == "New Member"


def test_that_terms_are_put_right_and_taken_back(council: Any, desk: Any) -> None:
    body = council(2)
    row = desk.ask(lambda: seats_of(body.body, DAY))[0].sitting
    body.do(change_term, row.id, SINCE, date(2026, 3, 3), expected=row.version)
    assert body.roster(DAY).in_office == 1
    assert refused(lambda: body.do(change_term, row.id, SINCE, None, expected=row.version))[1] == "changed_elsewhere"
    body.do(remove_term, body.terms[1])
    assert body.roster(DAY).in_office == 0


def test_that_a_seat_ends_only_when_nobody_sits_in_it(council: Any, desk: Any) -> None:
    body = council(1, seats=2)
    assert refused(lambda: body.do(end_seat, body.seats[0], DAY)) == ("last_day", "council.seated")
    body.do(end_seat, body.seats[1], DAY)
    assert (body.roster(DAY).seats, body.roster(DAY + timedelta(days=1)).seats) == (2, 1)
    seat = desk.ask(lambda: seats_of(body.body, DAY))[0]
    body.do(change_seat, seat.id, title="Peer seat", kind="family", votes=False, expected=seat.version)
    assert body.roster(DAY).in_office == 0, "a seat without a vote is no member of whom a quorum is reckoned"


@pytest.fixture
def board(council: Any) -> Any:
    """A council of three, and a board with a seat of its own to which the council sends two, and an alternate."""
    sends, sits = council(3), council(1, name="Advisory Board", kind="advisory_board", term_months=24)
    seats = sits.do(add_delegates, sits.body, sends.body, 2, SINCE, alternates=1)
    return sends, sits, seats


def test_that_a_council_sends_its_own_members_and_their_alternates(board: Any, person: Any) -> None:
    sends, sits, seats = board
    outside = person("Victor Visitor")
    assert refused(lambda: sits.do(begin_term, seats[0], outside, DAY)) == ("person", "council.no_delegate")
    for seat, somebody in zip(seats, sends.people, strict=True):
        sits.do(begin_term, seat, somebody, DAY)
    members = [(each.seat_title, each.capacity, each.until) for each in sits.roster(DAY).members[1:]]
    ends = date(2026, 12, 31)
    assert members == [
        ("Main Street Council, delegate 1", "member", ends),
        ("Main Street Council, delegate 2", "member", ends),
        ("Main Street Council, alternate 1", "alternate", ends),
    ], "no longer than their own term in the council, though the board's are two years"
    assert sits.roster(DAY).in_office == 3


def test_that_who_leaves_the_council_leaves_the_board_it_sent_them_to(board: Any) -> None:
    sends, sits, seats = board
    sits.do(begin_term, seats[0], sends.people[0], DAY)
    sends.do(end_term, sends.terms[0], DAY + timedelta(days=9), "Gave it up")
    assert sits.roster(DAY + timedelta(days=9)).in_office == 2
    (first, _second) = sits.roster(DAY + timedelta(days=10)).vacancies
    assert (first.seat, first.delegated_by) == (seats[0], "Main Street Council")


def test_that_bylaws_hold_from_their_day_on(council: Any, desk: Any) -> None:
    body = council(5)
    body.do(set_bylaws, body.body, DAY, replace(USUAL, quorum_rule="number", quorum_over=2))
    needed = [body.roster(day).needed for day in (DAY - timedelta(days=1), DAY)]
    assert needed == [3, 2]
    assert [each.from_day for each in desk.ask(lambda: bylaws_of(body.body))] == [DAY, SINCE]
    body.do(set_bylaws, body.body, DAY, replace(USUAL, quorum_rule="number", quorum_over=4))
    assert body.roster(DAY).needed == 4
    body.do(remove_bylaws, body.body, DAY)
    assert body.roster(DAY).needed == 3


@pytest.mark.parametrize(
    ("laws", "field"),
    [
        ({"quorum_rule": "share", "quorum_over": 3, "quorum_under": 2}, "quorum_over"),
        ({"quorum_rule": "number", "quorum_over": 0}, "quorum_over"),
        ({"fallback_over": 4, "fallback_under": 3}, "fallback_over"),
        ({"notice_days": -1}, "notice_days"),
        ({"minutes_days": 1000}, "minutes_days"),
    ],
    ids=str,
)
def test_that_bylaws_that_cannot_be_are_refused_beside_their_field(
    council: Any, laws: dict[str, Any], field: str
) -> None:
    body = council(1)
    assert refused(lambda: body.do(set_bylaws, body.body, DAY, replace(USUAL, **laws)))[0] == field


def test_that_officers_follow_each_other(council: Any, desk: Any) -> None:
    body = council(3)
    body.do(set_officer, body.body, "chair", body.people[0], SINCE)
    body.do(set_officer, body.body, "chair", body.people[1], DAY)
    body.do(set_officer, body.body, "chair", body.people[2], DAY)
    told = [(each.person, each.first_day, each.last_day) for each in desk.ask(lambda: offices_of(body.body))]
    assert told == [(body.people[2], DAY, None), (body.people[0], SINCE, DAY - timedelta(days=1))]
    offices = [each.office for each in body.roster(DAY).members]
    assert offices == ["", "", "chair"]


def test_that_leave_begins_and_ends(council: Any, desk: Any) -> None:
    body = council(3)
    leave = body.do(begin_leave, body.body, body.people[0], DAY)
    body.do(end_leave, leave, DAY + timedelta(days=6))
    on_leave = [body.roster(DAY + timedelta(days=each)).members[0].on_leave for each in (-1, 0, 6, 7)]
    assert on_leave == [False, True, True, False]
    assert refused(lambda: body.do(end_leave, leave, DAY - timedelta(days=1)))[0] == "last_day"
    assert [each.person for each in desk.ask(lambda: leaves_of(body.body))] == [body.people[0]]


def test_that_the_list_shows_bodies_as_they_stand_today(council: Any, desk: Any, clock: Any) -> None:
    body = council(3, seats=4)
    body.do(set_officer, body.body, "chair", body.people[0], SINCE)
    committee = body.do(add_body, "Newsletter", "committee", SINCE, part_of=body.body)
    over = body.do(add_body, "Garden", "council", SINCE)
    body.do(close_body, over, date(2026, 2, 1))
    meeting = body.plan()
    rows = desk.ask(lambda: body_list(desk.now()))
    assert [each.name for each in rows] == ["Main Street Council", "Newsletter", "Garden"]
    first = rows[0]
    assert (first.seats, first.in_office, first.vacancies, first.needed, first.chair) == (4, 3, 1, 2, "Main00 Member")
    assert (first.next_meeting, rows[1].part_of_name) == (body.now(meeting).meeting.starts, "Main Street Council")
    change = lambda: body.do(  # noqa: E731 (said once)
        change_body, body.body, "Council", site=None, part_of=committee, expected=first.version
    )
    assert refused(change)[0] == "part_of"
    assert refused(lambda: body.do(add_body, "  ", "council", SINCE))[0] == "name"


def test_that_a_declared_interest_of_a_restricted_file_is_not_told(council: Any, desk: Any, person: Any) -> None:
    body, hidden = council(1), person("Zenobia Quillfeather", restricted=True)
    body.do(declare_conflict, hidden, "Harbor House", SINCE)
    body.do(declare_conflict, body.people[0], "The van", SINCE, note="Owns it")
    assert len(desk.ask(lambda: conflicts_of(hidden))) == 1
    desk.acting_as("coordinator")
    assert desk.ask(lambda: conflicts_of(hidden)) == ()
    assert [each.words for each in desk.ask(lambda: conflicts_of(body.people[0]))] == ["The van"]
    assert refused(lambda: body.do(declare_conflict, body.people[0], " ", SINCE))[0] == "words"


def test_that_an_alternate_stands_in_for_a_member_and_for_no_alternate(council: Any) -> None:
    body = council(1)
    alternate = body.do(add_seat, body.body, "peer", SINCE, alternate_for=body.seats[0])
    with pytest.raises(ValueError, match="alternate"):
        body.do(add_seat, body.body, "peer", SINCE, alternate_for=alternate)
