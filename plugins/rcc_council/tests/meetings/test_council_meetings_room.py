"""Who is in the room and counts: quorum from the roster as of the day of the meeting, minute by minute (rules.md 7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_council.bodies.offices import begin_leave
from rcc_council.bodies.seats import add_seat, begin_term, end_term
from rcc_council.meetings.live import close_meeting, open_meeting
from rcc_council.meetings.room import arrive, back, correct_stay, excuse, leave, undo_arrival, undo_leave

from rcc_desktop.api import Problem

ZONE = ZoneInfo("America/New_York")
SINCE = date(2026, 1, 1)
MEETS = datetime(2026, 3, 4, 18, 0, tzinfo=ZONE)


@pytest.mark.parametrize(("seats", "members", "needed"), [(11, 10, 6), (11, 11, 6), (12, 12, 7), (5, 5, 3)], ids=str)
def test_that_vacant_seats_are_left_out_of_the_quorum(council: Any, seats: int, members: int, needed: int) -> None:
    """ORACLE 7.1."""
    roster = council(members, seats=seats).roster(MEETS.date())
    assert (roster.seats, roster.in_office, roster.needed) == (seats, members, needed)
    assert len(roster.vacancies) == seats - members


def test_that_the_arithmetic_of_the_quorum_is_printed(council: Any) -> None:
    assert council(10, seats=11).roster(MEETS.date()).quorum_words == "10 members in office: a majority is 6."


def test_that_a_member_on_leave_is_no_member_in_office_and_does_not_count_when_they_come(
    council: Any, clock: Any
) -> None:
    body = council(10, seats=11)
    body.do(begin_leave, body.body, body.people[0], date(2026, 3, 1), date(2026, 3, 31))
    assert (body.roster(MEETS.date()).in_office, body.roster(MEETS.date()).needed) == (9, 5), "9 // 2 + 1"
    assert body.roster(date(2026, 4, 1)).in_office == 10, "the leave is over"
    meeting = body.plan()
    clock.set(MEETS)
    body.come(meeting, *body.people[:5])
    assert body.quorum(meeting).present == 4
    assert body.people[0] not in body.quorum(meeting).counting


def test_that_a_quorum_is_lost_at_the_moment_somebody_leaves_and_found_again_when_they_are_back(
    council: Any, clock: Any
) -> None:
    body = council(10, seats=11)
    meeting = body.plan()
    clock.set(MEETS)
    stays = body.come(meeting, *body.people[:6])
    assert (body.quorum(meeting).present, body.quorum(meeting).has_quorum) == (6, True)
    clock.advance(minutes=20)
    body.go(stays[0])
    quorum = body.quorum(meeting)
    assert (quorum.present, quorum.has_quorum) == (5, False)
    assert quorum.words.endswith("5 are here, 6 needed: there is no quorum.")
    clock.advance(minutes=5)
    body.do(back, stays[0], clock.now)
    assert body.quorum(meeting).has_quorum


def test_that_the_quorum_of_an_earlier_moment_can_be_asked_for(council: Any, clock: Any, desk: Any) -> None:
    from rcc_council.meetings.room import quorum_now

    body = council(5)
    meeting = body.plan()
    clock.set(MEETS)
    stays = body.come(meeting, *body.people[:3])
    clock.advance(minutes=30)
    body.go(*stays)
    assert not body.quorum(meeting).has_quorum
    assert desk.ask(lambda: quorum_now(meeting, MEETS + timedelta(minutes=29))).has_quorum


def test_that_who_left_the_council_the_day_before_does_not_count(council: Any, clock: Any) -> None:
    body = council(5)
    body.do(end_term, body.terms[0], MEETS.date() - timedelta(days=1), "Moved away")
    meeting = body.plan()
    clock.set(MEETS)
    body.come(meeting, *body.people[:3])
    quorum = body.quorum(meeting)
    assert (quorum.present, quorum.in_office, quorum.needed) == (2, 4, 3)


def test_that_the_last_day_of_a_term_still_counts(council: Any) -> None:
    body = council(5)
    body.do(end_term, body.terms[0], MEETS.date(), "Moved away")
    assert body.roster(MEETS.date()).in_office == 5
    assert body.roster(MEETS.date() + timedelta(days=1)).in_office == 4


def test_that_an_alternate_counts_only_while_the_member_is_not_there(council: Any, clock: Any, person: Any) -> None:
    body, stands_in = council(5), person("Rosa Alternate")
    seat = body.do(add_seat, body.body, "peer", SINCE, alternate_for=body.seats[0])
    body.do(begin_term, seat, stands_in, SINCE)
    assert body.roster(MEETS.date()).in_office == 5, "an alternate is no member in office"
    meeting = body.plan()
    clock.set(MEETS)
    body.come(meeting, stands_in, body.people[1])
    assert stands_in in body.quorum(meeting).counting
    (stay,) = body.come(meeting, body.people[0])
    assert set(body.quorum(meeting).counting) == set(body.people[:2])
    body.go(stay)
    assert stands_in in body.quorum(meeting).counting


def test_that_of_two_alternates_for_one_member_only_one_counts(council: Any, clock: Any, person: Any) -> None:
    body = council(5)
    both = [person("Rosa One"), person("Rosa Two")]
    for each in both:
        seat = body.do(add_seat, body.body, "peer", SINCE, alternate_for=body.seats[0])
        body.do(begin_term, seat, each, SINCE)
    meeting = body.plan()
    clock.set(MEETS)
    body.come(meeting, *both)
    assert body.quorum(meeting).present == 1


def test_that_nobody_stands_in_for_a_member_on_leave_or_a_vacant_seat(council: Any, clock: Any, person: Any) -> None:
    body = council(4, seats=5)
    body.do(begin_leave, body.body, body.people[0], date(2026, 3, 1))
    both = [person("Rosa One"), person("Rosa Two")]
    for each, stood_for in zip(both, (body.seats[0], body.seats[4]), strict=True):
        seat = body.do(add_seat, body.body, "peer", SINCE, alternate_for=stood_for)
        body.do(begin_term, seat, each, SINCE)
    meeting = body.plan()
    clock.set(MEETS)
    body.come(meeting, *both)
    assert body.quorum(meeting).counting == ()


def test_that_a_seat_without_a_vote_does_not_count(council: Any, clock: Any, person: Any) -> None:
    body, director = council(5), person("Dana Director")
    seat = body.do(add_seat, body.body, "professional", SINCE, votes=False)
    body.do(begin_term, seat, director, SINCE)
    meeting = body.plan()
    clock.set(MEETS)
    body.come(meeting, director)
    assert (body.quorum(meeting).present, body.quorum(meeting).in_office) == (0, 5)
    assert body.now(meeting).people[-1].capacity == "member"


@pytest.mark.parametrize(
    ("laws", "needed"),
    [
        ({"quorum_rule": "share", "quorum_over": 2, "quorum_under": 3}, 7),
        ({"quorum_rule": "number", "quorum_over": 4}, 4),
        ({"quorum_rule": "present"}, 1),
    ],
    ids=str,
)
def test_that_the_bylaws_may_set_another_quorum(council: Any, laws: dict[str, Any], needed: int) -> None:
    """Of ten: two thirds are at least 6.67, so 7."""
    assert council(10, seats=11, **laws).roster(MEETS.date()).needed == needed


def test_that_a_guest_may_be_only_a_name_and_staff_are_told_by_their_sign_in(
    council: Any, clock: Any, person: Any
) -> None:
    body, visitor = council(3), person("Victor Visitor")
    meeting = body.plan()
    clock.set(MEETS)
    body.do(arrive, meeting, None, clock.now, guest_name="A neighbor")
    body.come(meeting, visitor)
    told = [(each.name, each.capacity, each.counts) for each in body.now(meeting).people[3:]]
    assert told == [("A neighbor", "guest", False), ("Victor Visitor", "guest", False)]


@pytest.mark.parametrize("name", ["", "   "])
def test_that_nobody_at_all_cannot_come(council: Any, name: str) -> None:
    body = council(3)
    meeting = body.plan()
    with pytest.raises(Problem) as problem:
        body.do(arrive, meeting, None, MEETS, guest_name=name)
    assert problem.value.field == "guest_name"


def test_that_nobody_comes_twice(council: Any, clock: Any) -> None:
    body = council(3)
    meeting = body.plan()
    clock.set(MEETS)
    (stay,) = body.come(meeting, body.people[0])
    for verb, given in ((arrive, (meeting, body.people[0])), (back, (stay,))):
        with pytest.raises(Problem) as problem:
            body.do(verb, *given, clock.now)
        assert problem.value.code == "council.here"


def test_that_a_stranger_to_the_roster_is_not_taken_for_a_member(council: Any, person: Any) -> None:
    body, visitor = council(3), person("Victor Visitor")
    meeting = body.plan()
    with pytest.raises(Problem) as problem:
        body.do(arrive, meeting, visitor, MEETS, capacity="member")
    assert problem.value.field == "capacity"


def test_that_arrivals_and_departures_can_be_taken_back_and_put_right(council: Any, clock: Any) -> None:
    body = council(3)
    meeting = body.plan()
    clock.set(MEETS)
    one, two = body.come(meeting, *body.people[:2])
    body.do(undo_arrival, one)
    assert body.quorum(meeting).counting == (body.people[1],)
    clock.advance(minutes=10)
    body.go(two)
    body.do(undo_leave, two)
    assert body.quorum(meeting).present == 1
    body.do(correct_stay, two, MEETS + timedelta(minutes=5), None)
    assert body.now(meeting).people[1].came == MEETS + timedelta(minutes=5)
    with pytest.raises(Problem):
        body.do(leave, two, MEETS)


def test_that_an_excuse_is_shown_beside_the_member(council: Any) -> None:
    body = council(3)
    meeting = body.plan()
    body.do(excuse, meeting, body.people[2], "Works late")
    body.do(excuse, meeting, body.people[2], "Works late, told twice")
    assert [each.is_excused for each in body.now(meeting).people] == [False, False, True]


def test_that_a_meeting_that_never_had_a_quorum_leaves_a_stub(council: Any, clock: Any) -> None:
    body = council(5)
    meeting = body.plan()
    clock.set(MEETS)
    body.do(open_meeting, meeting, clock.now)
    body.come(meeting, *body.people[:2])
    assert body.do(close_meeting, meeting, clock.advance(minutes=15)) == "no_quorum"
    seen = body.now(meeting)
    assert (seen.meeting.state, seen.meeting.present, seen.meeting.needed) == ("no_quorum", 2, 3)


def test_that_a_meeting_that_lost_its_quorum_was_held_all_the_same(council: Any, clock: Any) -> None:
    body = council(5)
    meeting = body.plan()
    clock.set(MEETS)
    body.do(open_meeting, meeting, clock.now)
    stays = body.come(meeting, *body.people[:3])
    clock.advance(minutes=15)
    body.go(stays[2])
    assert body.do(close_meeting, meeting, clock.advance(minutes=15)) == "closed"
    seen = body.now(meeting)
    assert (seen.present, seen.has_quorum, seen.meeting.present) == (2, False, 3)


def test_that_the_room_of_a_meeting_that_is_over_stays_as_it_was_at_the_end(council: Any, clock: Any) -> None:
    body = council(5)
    meeting = body.plan()
    clock.set(MEETS)
    body.do(open_meeting, meeting, clock.now)
    body.come(meeting, *body.people[:4])
    body.do(close_meeting, meeting, clock.advance(minutes=60))
    clock.advance(days=30)
    assert (body.now(meeting).present, body.now(meeting).people[0].is_here) == (4, True)


def test_that_the_times_of_a_meeting_held_before_are_typed_in(council: Any, desk: Any) -> None:
    from rcc_council.meetings.room import quorum_now

    body = council(3)
    then = datetime(2026, 2, 4, 18, 0, tzinfo=ZONE)
    meeting = body.plan(then, was_held=True)
    stays = [body.do(arrive, meeting, each, then) for each in body.people[:2]]
    body.do(leave, stays[0], then + timedelta(minutes=30))
    at = [desk.ask(lambda m=m: quorum_now(meeting, then + timedelta(minutes=m))).present for m in (29, 30)]
    assert at == [2, 1]
