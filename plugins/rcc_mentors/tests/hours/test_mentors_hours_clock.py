"""Clocking in and out: at the desk, by the mentor, at the kiosk, and by nobody."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.hours import at_clock
from rcc_mentors.hours import clock as clocking
from rcc_mentors.hours.rules import Terms

from rcc_desktop.api import Period, Problem, needs
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.records import PersonCode, StaffMember
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
Clock = Any
TERMS = Terms(site=1)
Kept = Any
Add = Any


@pytest.fixture
def press(desk: Desk, clock: Clock) -> Callable[..., Any]:
    return lambda mentor, how="desk": desk.do(lambda: clocking.press(mentor, TERMS, clock.now, how))


def test_that_in_and_out_come_to_the_minutes_in_between(mentor: Add, press: Any, clock: Clock, kept: Kept) -> None:
    maria = mentor("Maria Nunez")
    first = press(maria)
    clock.advance(hours=2, minutes=20)
    last = press(maria)
    assert (first.how, last.how, last.minutes) == ("in", "out", 140)
    stored = kept(first.entry)
    assert (stored["minutes"], stored["source"], stored["entered"], stored["state"]) == (
        140, "clocked", "desk", "waiting",
    )  # fmt: skip


@pytest.mark.parametrize("seconds", [0, 3, 90])
def test_that_a_second_press_does_not_make_a_second_entry(
    mentor: Add, press: Any, clock: Clock, entries: Any, seconds: int
) -> None:
    maria = mentor("Maria Nunez")
    first = press(maria)
    clock.advance(seconds=seconds)
    again = press(maria)
    assert (again.how, again.entry) == ("in_already", first.entry)
    clock.advance(hours=1)
    out = press(maria)
    clock.advance(seconds=seconds)
    over = press(maria)
    assert (out.how, over.how, over.entry) == ("out", "out_already", first.entry)
    assert entries() == [first.entry]


def test_that_the_entry_hangs_on_the_shift_and_the_booking_is_marked(
    mentor: Add, shift: Add, press: Any, clock: Clock, kept: Kept, state_of: Any
) -> None:
    maria = mentor("Maria Nunez")
    booked = shift(maria, 10.5, 13)
    pressed = press(maria)
    assert kept(pressed.entry)["assignment_id"] == booked
    assert kept(pressed.entry)["role"] == "front_desk"
    assert pressed.shift_at == datetime(2026, 11, 21, 10, 30, tzinfo=ZONE)
    assert state_of(booked) == "checked_in"
    clock.at(13)
    press(maria)
    assert state_of(booked) == "completed"


def test_that_a_break_goes_on_with_the_same_shift(
    mentor: Add, shift: Add, press: Any, clock: Clock, kept: Kept, state_of: Any
) -> None:
    maria = mentor("Maria Nunez")
    booked = shift(maria, 10, 18)
    press(maria)
    clock.at(12)
    press(maria)
    clock.at(15)
    back = press(maria)
    assert back.how == "in"
    assert kept(back.entry)["assignment_id"] == booked
    assert state_of(booked) == "checked_in"


def test_that_far_from_every_shift_the_hours_stand_on_their_own(
    mentor: Add, shift: Add, press: Any, kept: Kept, state_of: Any
) -> None:
    maria = mentor("Maria Nunez")
    booked = shift(maria, 14, 18)
    assert kept(press(maria).entry)["assignment_id"] is None
    assert state_of(booked) == "confirmed"


def test_that_a_declined_shift_is_nobodys(mentor: Add, shift: Add, press: Any, kept: Kept) -> None:
    maria = mentor("Maria Nunez")
    shift(maria, 10, 13, state="declined")
    shift(maria, 10, 13)
    pressed = press(maria)
    assert kept(pressed.entry)["assignment_id"] == 2


def test_that_a_press_can_be_taken_back(
    desk: Desk, mentor: Add, shift: Add, press: Any, clock: Clock, entries: Any, kept: Kept, state_of: Any
) -> None:
    maria = mentor("Maria Nunez")
    booked = shift(maria, 10, 13)
    came = press(maria)
    desk.do(lambda: clocking.undo_press(came, clock.now))
    assert entries() == []
    assert state_of(booked) == "confirmed"
    press(maria)
    clock.at(13)
    left = press(maria)
    desk.do(lambda: clocking.undo_press(left, clock.now))
    assert kept(left.entry)["state"] == "open"
    assert state_of(booked) == "checked_in"


def test_that_a_forgotten_end_is_the_end_of_the_shift_marked_as_estimated(
    desk: Desk, mentor: Add, shift: Add, press: Any, clock: Clock, kept: Kept, state_of: Any
) -> None:
    maria = mentor("Maria Nunez")
    booked = shift(maria, 10.5, 13)
    pressed = press(maria)
    clock.at(14, 29)
    assert desk.do(lambda: clocking.close_forgotten(TERMS, clock.now)) == 0
    clock.at(14, 30)
    assert desk.ask(lambda: at_clock.around_the_clock(TERMS, clock.now)).forgotten
    assert desk.do(lambda: clocking.close_forgotten(TERMS, clock.now)) == 1
    stored = kept(pressed.entry)
    assert (stored["source"], stored["minutes"], stored["state"]) == ("estimated", 150, "waiting")
    assert from_millis(stored["clock_out"]) == datetime(2026, 11, 21, 13, tzinfo=ZONE)
    assert state_of(booked) == "completed"
    assert desk.do(lambda: clocking.close_forgotten(TERMS, clock.now)) == 0


def test_that_the_next_press_after_a_forgotten_end_is_a_new_entry(
    mentor: Add, shift: Add, press: Any, clock: Clock, kept: Kept, entries: Any
) -> None:
    maria = mentor("Maria Nunez")
    shift(maria, 10, 13)
    yesterday = press(maria)
    clock.advance(days=1)
    today = press(maria)
    assert (today.how, today.forgot) == ("in", date(2026, 11, 21))
    assert kept(yesterday.entry)["source"] == "estimated"
    assert len(entries()) == 2


def test_that_a_night_on_which_the_clocks_change_counts_real_minutes(mentor: Add, press: Any, clock: Clock) -> None:
    # ORACLE 8.3: from 22:00 on 2026-03-07 to 08:00 are nine real hours
    maria = mentor("Maria Nunez")
    clock.set(datetime(2026, 3, 7, 22, tzinfo=ZONE))
    press(maria)
    clock.set(datetime(2026, 3, 8, 8, tzinfo=ZONE))
    assert press(maria).minutes == 9 * 60


def test_that_nobody_clocks_in_who_serves_no_longer(desk: Desk, mentor: Add, press: Any) -> None:
    from rcc_mentors.people.records import Mentor

    maria = mentor("Maria Nunez")

    @needs("testing")
    def leave() -> None:
        Mentor.change(maria, stage="left")

    desk.do(leave)
    with pytest.raises(Problem):
        press(maria)


@pytest.fixture
def signed_in(desk: Desk) -> Callable[[int], None]:
    """Join the sign-in that is used with somebody's file."""

    def join(person: int) -> None:
        @needs("testing")
        def write() -> None:
            StaffMember.change(desk.session.actor.staff, person=person)

        desk.do(write)

    return join


def test_that_a_mentor_clocks_only_themselves(
    desk: Desk, mentor: Add, person: Any, clock: Clock, signed_in: Any, kept: Kept
) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    signed_in(_person_of(desk, maria))
    desk.acting_as("peer_mentor")
    with pytest.raises(Problem):
        desk.do(lambda: clocking.press(bo, TERMS, clock.now))
    pressed = desk.do(lambda: clocking.press_mine(TERMS, clock.now))
    assert (pressed.mentor, kept(pressed.entry)["entered"]) == (maria, "mentor")
    mine = desk.ask(lambda: at_clock.my_hours(Period.month(2026, 11), clock.now))
    assert mine.me.since == clock.now


def test_that_a_mentor_takes_back_nobody_elses_press(
    desk: Desk, mentor: Add, press: Any, clock: Clock, signed_in: Any
) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    pressed = press(bo)
    signed_in(_person_of(desk, maria))
    desk.acting_as("peer_mentor")
    with pytest.raises(Problem):
        desk.do(lambda: clocking.undo_press_mine(pressed, clock.now))


def test_that_staff_without_the_hat_have_no_hours_of_their_own(desk: Desk, clock: Clock) -> None:
    with pytest.raises(Problem, match="not on file as a mentor"):
        desk.do(lambda: clocking.press_mine(TERMS, clock.now))


def _person_of(desk: Desk, mentor: int) -> int:
    from rcc_mentors.people.records import Mentor

    return int(desk.ask(lambda: Mentor.stored_row(mentor))["person_id"])


@pytest.mark.parametrize("typed", ["Maria Nuñez", "  maria   nunez ", "CARD-77"])
def test_that_the_kiosk_knows_a_whole_name_or_a_card(desk: Desk, mentor: Add, typed: str) -> None:
    maria = mentor("Maria Nuñez")
    mentor("Mario Nunezo")
    who = _person_of(desk, maria)

    @needs("testing")
    def give_card() -> None:
        PersonCode.add(person=who, kind="card", code="CARD-77")

    desk.do(give_card)
    assert desk.ask(lambda: at_clock.mentor_at_kiosk(desk, typed)) == maria


@pytest.mark.parametrize("typed", ["", "Maria", "Nunez", "Maria N", "CARD-7", "Visitor Only"])
def test_that_the_kiosk_tells_nobody_who_serves_here(desk: Desk, mentor: Add, person: Any, typed: str) -> None:
    mentor("Maria Nunez")
    person("Visitor Only")
    with pytest.raises(Problem, match="could not tell"):
        desk.ask(lambda: at_clock.mentor_at_kiosk(desk, typed))


def test_that_two_of_one_name_must_use_their_cards(desk: Desk, mentor: Add) -> None:
    mentor("Maria Nunez")
    mentor("Maria Nunez")
    with pytest.raises(Problem, match="could not tell"):
        desk.ask(lambda: at_clock.mentor_at_kiosk(desk, "Maria Nunez"))


def test_that_the_clock_shows_who_is_here_and_who_is_expected(
    desk: Desk, mentor: Add, shift: Add, press: Any, clock: Clock
) -> None:
    maria, bo, ann = mentor("Maria Nunez"), mentor("Bo Ruiz"), mentor("Ann Lee")
    shift(maria, 9, 13)
    shift(bo, 11.5, 13)
    shift(ann, 13, 15)
    press(maria)
    around = desk.ask(lambda: at_clock.around_the_clock(TERMS, clock.now))
    assert [each.name for each in around.here] == ["Maria Nunez"]
    assert [each.name for each in around.expected] == ["Bo Ruiz"]
    assert not around.forgotten
    (found,) = desk.ask(lambda: at_clock.look_for_mentor(desk, "mar", TERMS, clock.now))
    assert found.since == clock.now
