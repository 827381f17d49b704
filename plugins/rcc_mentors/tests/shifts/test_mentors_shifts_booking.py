"""Booked by the rules, refused with the reason, set aside on purpose; what becomes of a booking; what is made known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_mentors.people.records import Credential
from rcc_mentors.shifts.booking import (
    book,
    book_again,
    call_off,
    confirm,
    lock,
    mark,
    move_booking,
    publish,
    unbook,
)
from rcc_mentors.shifts.policy import limits_on, policies, remove_policy, set_policy
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rules import Limits

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import SettingValue

ZONE = ZoneInfo("America/New_York")
TUESDAY = date(2026, 11, 24)
"""The clock of the tests stands at Saturday, 21 November 2026, ten in the morning."""


@pytest.fixture
def maria(mentor: Any) -> int:
    """A mentor."""
    row: int = mentor("Maria Nuñez")
    return row


@pytest.fixture
def booked(desk: Any) -> Any:
    """``booked(shift, mentor)`` is the booking."""
    return lambda shift, mentor, **more: desk.do(lambda: book(shift, mentor, desk.now(), **more))


@pytest.fixture
def refused(desk: Any) -> Any:
    """The problem of a booking that is refused."""

    def told(shift: int, mentor: int, **more: Any) -> Problem:
        with pytest.raises(Problem) as problem:
            desk.do(lambda: book(shift, mentor, desk.now(), **more))
        return problem.value

    return told


def stored(desk: Any, assignment: int) -> Any:
    return desk.ask(lambda: Assignment.get_by_id(assignment))


def test_that_nine_to_twelve_and_twelve_to_three_is_allowed(need: Any, maria: int, booked: Any, seen: Any) -> None:
    morning, afternoon = need(TUESDAY, 9, 12), need(TUESDAY, 12, 15)
    booked(morning, maria)
    booked(afternoon, maria)
    assert [seen(shift).places[0].refusals for shift in (morning, afternoon)] == [(), ()]


def test_that_a_minute_before_twelve_is_refused_with_the_reason(
    need: Any, maria: int, booked: Any, refused: Any, seen: Any
) -> None:
    booked(need(TUESDAY, 9, 12), maria)
    afternoon = need(TUESDAY, 11 + 59 / 60, 15)
    problem = refused(afternoon, maria)
    assert (problem.code, problem.what) == ("refused", "Already booked Tue, Nov 24, 9:00 am to 12:00 pm.")
    assert seen(afternoon).places == ()


def test_that_a_rule_set_aside_keeps_which_who_and_why(
    desk: Any, need: Any, maria: int, booked: Any, seen: Any, entries: Any
) -> None:
    booked(need(TUESDAY, 9, 12), maria)
    afternoon, before = need(TUESDAY, 11, 15), entries()
    booking = booked(afternoon, maria, override_why="  She leaves the first early. ")
    assert entries() == before + 1
    kept = stored(desk, booking)
    assert (kept.overrode, kept.override_why) == ("overlap", "She leaves the first early.")
    assert kept.overrode_by_id == desk.session.actor.staff
    (place,) = seen(afternoon).places
    assert place.overrode_words == "Set aside: two shifts at once. Reason: She leaves the first early."
    assert [refusal.code for refusal in place.refusals] == ["overlap"]


def test_that_only_those_who_may_set_rules_aside(desk: Any, need: Any, maria: int, booked: Any, refused: Any) -> None:
    booked(need(TUESDAY, 9, 12), maria)
    afternoon = need(TUESDAY, 11, 15)
    actor = desk.session.actor
    everything = frozenset({"mentors.schedule", "mentors.schedule_see"})
    desk.session.sign_in(type(actor)(actor.staff, everything))
    assert refused(afternoon, maria, override_why="She asked").code == "permission"
    assert "say why" not in refused(afternoon, maria).way_out


def test_that_a_reason_where_nothing_is_broken_is_not_kept(desk: Any, need: Any, maria: int, booked: Any) -> None:
    kept = stored(desk, booked(need(TUESDAY, 9, 12), maria, override_why="In case"))
    assert (kept.overrode, kept.override_why, kept.overrode_by_id) == ("", "", None)


def test_that_nobody_stands_on_a_shift_twice_even_on_purpose(need: Any, maria: int, booked: Any, refused: Any) -> None:
    shift = need(TUESDAY, 9, 12, most=3)
    booked(shift, maria)
    assert refused(shift, maria, override_why="Twice").code == "shifts.twice"


def test_that_the_dst_night_of_the_oracle_is_refused(
    desk: Any, need: Any, maria: int, booked: Any, refused: Any, clock: Any
) -> None:
    clock.set(datetime(2026, 3, 2, 10, tzinfo=ZONE))
    booked(need(date(2026, 3, 7), 19, 22), maria)
    told = refused(need(date(2026, 3, 8), 8, 11), maria)
    assert told.what == "Only 9 h of rest beside Sat, Mar 7, 7:00 pm to 10:00 pm; 10 h are needed."
    booked(need(date(2026, 3, 8), 9, 11), maria)


def test_that_a_credential_that_is_not_there_closes_the_shift_and_says_which(
    desk: Any, need: Any, maria: int, booked: Any, refused: Any
) -> None:
    shift = need(TUESDAY, 9, 12, credentials=("cpr",))
    assert refused(shift, maria).what == "Not valid on this day: CPR."
    desk.do(lambda: _certify(maria, TUESDAY))
    booked(shift, maria)


@needs("testing")
def _certify(mentor: int, until: date) -> None:
    Credential.add(mentor=mentor, kind="cpr", issued_on=date(2025, 11, 25), expires_on=until)


def test_that_a_closed_day_and_a_shift_that_is_over_take_nobody(
    need: Any, maria: int, refused: Any, close: Any, clock: Any
) -> None:
    shift = need(TUESDAY, 9, 12, rule="FREQ=WEEKLY;COUNT=2")
    close(TUESDAY)
    assert refused(shift, maria).what == "The site is closed on this day."
    yesterday = need(date(2026, 11, 20), 9, 12)
    assert refused(yesterday, maria).what == "The shift is over."
    assert clock.now.date() == date(2026, 11, 21)


def test_that_a_full_shift_is_refused_and_a_place_that_is_freed_is_not(
    desk: Any, need: Any, maria: int, mentor: Any, booked: Any, refused: Any
) -> None:
    shift, lou = need(TUESDAY, 9, 12), mentor("Lou Park")
    first = booked(shift, maria)
    assert refused(shift, lou).what == "The shift is full."
    desk.do(lambda: unbook(first, desk.now(), "Asked to"))
    booked(shift, lou)
    with pytest.raises(Problem):
        desk.do(lambda: book_again(first, desk.now()))


def test_that_somebody_whose_file_is_restricted_is_booked_by_those_who_may_know(
    desk: Any, need: Any, mentor: Any, booked: Any, seen: Any, refused: Any
) -> None:
    hidden = mentor("Zenobia Quill", restricted=True)
    shift = need(TUESDAY, 9, 12, most=2)
    booked(shift, hidden)
    desk.acting_as("coordinator")
    other = need(TUESDAY, 15, 18)
    assert refused(other, hidden).code == "people.not_here"
    assert "Zenobia" not in str(seen(shift))


def test_that_no_such_mentor_and_no_such_shift_are_problems(need: Any, maria: int, refused: Any) -> None:
    assert refused(need(TUESDAY, 9, 12), 999).code == "people.not_here"
    assert refused(999, maria).code == "shifts.gone"


def test_that_moving_a_booking_is_judged_as_if_the_old_place_were_free(
    desk: Any, need: Any, maria: int, booked: Any, seen: Any
) -> None:
    morning, overlapping = need(TUESDAY, 9, 12), need(TUESDAY, 11, 14)
    booking = booked(morning, maria)
    moved = desk.do(lambda: move_booking(booking, overlapping, desk.now()))
    assert (seen(morning).covered, seen(overlapping).covered) == (0, 1)
    desk.do(lambda: move_booking(moved, morning, desk.now()))
    assert (seen(morning).covered, seen(overlapping).covered) == (1, 0)


def test_that_of_two_coordinators_the_second_is_told(desk: Any, need: Any, maria: int, booked: Any) -> None:
    booking = booked(need(TUESDAY, 9, 12), maria)
    desk.do(lambda: lock(booking, True, expected=1))
    with pytest.raises(Problem) as problem:
        desk.do(lambda: unbook(booking, desk.now(), expected=1))
    assert problem.value.code == "changed_elsewhere"
    assert stored(desk, booking).state == "confirmed"


@pytest.mark.parametrize(("hours", "was_late"), [(25, False), (24, False), (23, True)])
def test_that_calling_off_within_a_day_is_late(
    desk: Any, need: Any, maria: int, booked: Any, clock: Any, hours: int, was_late: bool
) -> None:
    booking = booked(need(TUESDAY, 9, 12), maria)
    clock.set(datetime(2026, 11, 24, 9, tzinfo=ZONE) - timedelta(hours=hours))
    assert desk.do(lambda: call_off(booking, desk.now(), "Flu")) is was_late
    kept = stored(desk, booking)
    assert (kept.state, kept.was_late, kept.why) == ("cancelled", was_late, "Flu")
    desk.do(lambda: book_again(booking, desk.now()))
    kept = stored(desk, booking)
    assert (kept.state, kept.was_late, kept.why) == ("confirmed", False, "")


def test_that_the_center_says_what_is_late(desk: Any, need: Any, maria: int, booked: Any) -> None:
    desk.do(lambda: _choose("mentors.late_hours", "72"))
    booking = booked(need(TUESDAY, 9, 12), maria)
    assert desk.do(lambda: call_off(booking, desk.now())) is True


@needs("testing")
def _choose(key: str, value: str) -> None:
    SettingValue.add(key=key, value=value)


def test_that_a_no_show_is_a_state_that_opens_the_hole_and_can_be_taken_back(
    desk: Any, need: Any, maria: int, booked: Any, seen: Any, clock: Any
) -> None:
    shift = need(TUESDAY, 9, 12)
    booking = booked(shift, maria)
    with pytest.raises(Problem) as problem:
        desk.do(lambda: mark(booking, "no_show", desk.now()))
    assert problem.value.code == "shifts.early"
    clock.set(datetime(2026, 11, 24, 9, 30, tzinfo=ZONE))
    desk.do(lambda: mark(booking, "no_show", desk.now()))
    row = seen(shift)
    assert (row.missing, [place.state_words for place in row.places]) == (1, ["Did not come"])
    desk.do(lambda: book_again(booking, desk.now()))
    assert seen(shift).missing == 0


def test_that_a_booking_comes_only_to_states_it_can_come_to(desk: Any, need: Any, maria: int, booked: Any) -> None:
    booking = booked(need(TUESDAY, 9, 12), maria)
    desk.do(lambda: unbook(booking, desk.now()))
    with pytest.raises(Problem) as problem:
        desk.do(lambda: mark(booking, "completed", desk.now()))
    assert (problem.value.code, problem.value.what) == ("shifts.state", "This booking stands as: Taken off.")


def test_that_coming_and_serving_are_said_in_turn(desk: Any, need: Any, maria: int, booked: Any, seen: Any) -> None:
    shift = need(TUESDAY, 9, 12)
    booking = booked(shift, maria)
    for state, words in (("checked_in", "Here"), ("completed", "Served")):
        desk.do(lambda: mark(booking, state, desk.now()))  # noqa: B023
        assert [place.state_words for place in seen(shift).places] == [words]


def test_that_what_has_changed_since_it_was_known_is_made_known_again(
    desk: Any, need: Any, maria: int, booked: Any, clock: Any
) -> None:
    shift, other = need(TUESDAY, 9, 12), need(TUESDAY, 13, 16)
    published: Any = lambda: desk.do(lambda: publish(TUESDAY, TUESDAY, desk.now()))  # noqa: E731 (asked often)
    assert published() == 2
    assert published() == 0
    clock.advance(minutes=1)
    booked(shift, maria)
    clock.advance(minutes=1)
    assert published() == 1
    found = dict(desk.ask(lambda: list(Shift.select(Shift.id, Shift.sequence).tuples())))
    assert found == {shift: 1, other: 0}
    assert published() == 0


def test_that_only_one_site_is_made_known_where_only_one_is_asked_for(desk: Any, need: Any, site: Any) -> None:
    need(TUESDAY, 9, 12)
    need(TUESDAY, 9, 12, site=site("River House"))
    assert desk.do(lambda: publish(TUESDAY, TUESDAY, desk.now(), 1)) == 1


def test_that_the_limits_of_the_day_count_whatever_they_are_later(
    desk: Any, need: Any, maria: int, booked: Any, refused: Any, seen: Any
) -> None:
    long_one = need(TUESDAY, 9, 15)
    booked(long_one, maria)
    wednesday = date(2026, 11, 25)
    desk.do(lambda: set_policy(wednesday, Limits(most_minutes_day=5 * 60, two_to_open=False), desk.now()))
    assert desk.ask(lambda: limits_on(TUESDAY)) == Limits()
    assert seen(long_one).places[0].refusals == ()
    other = need(wednesday, 9, 15)
    assert refused(other, maria).what == "That would be 6 h on this day; 5 h is the most."
    booked(need(wednesday, 9, 14), maria)


def test_that_a_policy_begins_today_at_the_earliest_and_can_be_taken_out_until_then(desk: Any, clock: Any) -> None:
    today = clock.now.date()
    with pytest.raises(Problem) as problem:
        desk.do(lambda: set_policy(today - timedelta(days=1), Limits(), desk.now()))
    assert problem.value.field == "from_day"
    with pytest.raises(Problem) as problem:
        desk.do(lambda: set_policy(today, Limits(most_days_running=0), desk.now()))
    assert problem.value.field == "most_days_running"
    row = desk.do(lambda: set_policy(today, Limits(rest_minutes=660), desk.now()))
    assert desk.do(lambda: set_policy(today, Limits(rest_minutes=720), desk.now(), expected=1)) == row
    assert [each.limits.rest_minutes for each in desk.ask(policies)] == [720]
    desk.do(lambda: remove_policy(row, desk.now()))
    assert desk.ask(policies) == ()
    row = desk.do(lambda: set_policy(today, Limits(), desk.now()))
    clock.advance(days=1)
    with pytest.raises(Problem):
        desk.do(lambda: remove_policy(row, desk.now()))


def test_that_opening_takes_two_until_the_center_says_otherwise(desk: Any, need: Any, seen: Any, clock: Any) -> None:
    shift = need(TUESDAY, 9, 12, door="open")
    assert (seen(shift).least, seen(shift).most, seen(shift).missing) == (2, 2, 2)
    assert seen(shift).needs == ("Opens the center", "2 people")
    desk.do(lambda: set_policy(clock.now.date(), Limits(two_to_open=False), desk.now()))
    assert (seen(shift).least, seen(shift).most) == (1, 1)


def test_that_paid_work_unpaid_is_booked_and_said(need: Any, mentor: Any, booked: Any, seen: Any) -> None:
    shift = need(TUESDAY, 9, 12)
    booked(shift, mentor("Maria Nuñez", pay="paid"))
    assert [refusal.code for refusal in seen(shift).places[0].refusals] == ["pay"]


def test_that_a_yes_noted_by_a_coordinator_confirms(desk: Any, need: Any, maria: int, booked: Any) -> None:
    booking = booked(need(TUESDAY, 9, 12), maria, state="offered")
    desk.do(lambda: confirm(booking, desk.now()))
    assert stored(desk, booking).state == "confirmed"
