"""What mentors do for themselves: see their shifts, answer offers, call off, say when they cannot come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, words
from rcc_mentors.shifts import absences, booking, offers, times
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.judging import booking_of, own_mentor
from rcc_mentors.shifts.swap_reading import swap_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_mentors.shifts.absences import AbsenceDone, Freed
    from rcc_mentors.shifts.rows import AbsenceRow, ShiftRow
    from rcc_mentors.shifts.swap_reading import SwapRow
    from rcc_mentors.shifts.times import MentorTimes

_, ngettext = words("rcc_mentors")


@needs("mentors.mine")
def my_mentor() -> int:
    """The mentor who is signed in. Raises ``Problem`` (code ``mentors.nobody``) for somebody who wears no such hat."""
    own = own_mentor()
    if own is None:
        raise Problem(
            _("No mentor belongs to your sign-in."),
            _("Ask the coordinator to connect your sign-in to your own file."),
            code="mentors.nobody",
        )
    return own


@needs("mentors.mine")
def my_shifts(first: date, last: date, now: datetime) -> tuple[ShiftRow, ...]:
    """One's own shifts between two days, offers among them."""
    return board(first, last, now, mentor=my_mentor()).shifts


@needs("mentors.mine")
def accept_mine(assignment: int, now: datetime, *, expected: int | None = None) -> int:
    """Say yes to an offer of one's own; how many other offers that closed."""
    _require_mine(assignment)
    return offers.accept(assignment, now, expected=expected)


@needs("mentors.mine")
def decline_mine(assignment: int, now: datetime, why: str = "", *, expected: int | None = None) -> None:
    """Say no to an offer of one's own."""
    _require_mine(assignment)
    offers.decline(assignment, now, why, expected=expected)


@needs("mentors.mine")
def call_off_mine(assignment: int, now: datetime, why: str = "", *, expected: int | None = None) -> bool:
    """Say that one cannot come after all; whether it was late."""
    _require_mine(assignment)
    return booking.call_off(assignment, now, why, expected=expected)


@needs("mentors.mine")
def come_after_all(assignment: int, now: datetime) -> None:
    """Take back that one called off. Raises ``Problem`` when the place has gone, or somebody else changed it."""
    _require_mine(assignment)
    booking.book_again(assignment, now)


@needs("mentors.mine")
def my_swaps(now: datetime) -> tuple[SwapRow, ...]:
    """The swaps one gives or takes in that wait for a yes, the soonest shift first."""
    return swap_rows(now, my_mentor())


@needs("mentors.mine")
def my_absences(now: datetime) -> tuple[AbsenceRow, ...]:
    """One's own absences that are not over."""
    return absences.absences_of(my_mentor(), now)


@needs("mentors.mine")
def add_my_absence(starts: datetime, ends: datetime, why: str, now: datetime) -> AbsenceDone:
    """Say that one cannot come between two moments; what was booked in it is freed."""
    return absences.add_absence(my_mentor(), starts, ends, "away", why, now)


@needs("mentors.mine")
def change_my_absence(absence: AbsenceRow, starts: datetime, ends: datetime, why: str, now: datetime) -> AbsenceDone:
    """Say other times for when one cannot come."""
    return absences.change_absence(absence.id, starts, ends, why, now, expected=absence.version)


@needs("mentors.mine")
def remove_my_absence(absence: int, now: datetime) -> tuple[Freed, ...]:
    """Take an absence of one's own out; the bookings it had freed stay free."""
    return absences.remove_absence(absence, now)


@needs("mentors.mine")
def my_times() -> MentorTimes:
    """When one can serve, what one likes, and one's own limits."""
    return times.times_of(my_mentor())


@needs("mentors.mine")
def change_my_times(new: MentorTimes, *, expected: int | None = None) -> MentorTimes:
    """Say anew when one can serve, what one likes, and one's own limits; what was said before."""
    return times.change_times(my_mentor(), new, expected=expected)


def _require_mine(assignment: int) -> None:
    """Whoever may also schedule answers here for themselves alone."""
    if booking_of(assignment)["mentor_id"] != my_mentor():
        raise Problem(
            _("This belongs to another mentor."), _("Nothing was changed. Ask the coordinator."), code="permission"
        )
