"""Offer a shift, and answer an offer: the first yes wins, and a yes can be given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_mentors.shifts.booking import book, say_yes
from rcc_mentors.shifts.judging import booking_of, require_move, require_own
from rcc_mentors.shifts.records import Assignment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@needs("mentors.schedule")
def offer(shift: int, mentors: Iterable[int], now: datetime, *, override_why: str = "") -> tuple[int, ...]:
    """Ask several mentors whether they take a shift; more may be asked than there are places. The bookings, in order.

    Raises ``Problem`` as ``book`` does when one of them may not take it.
    """
    return tuple(book(shift, mentor, now, override_why=override_why, state="offered") for mentor in mentors)


@needs("mentors.schedule_see")
def accept(assignment: int, now: datetime, *, expected: int | None = None) -> int:
    """Say yes to an offer; how many other offers that closed. Raises ``Problem`` as ``say_yes`` does."""
    return say_yes(assignment, now, expected=expected)


@needs("mentors.schedule_see")
def decline(assignment: int, now: datetime, why: str = "", *, expected: int | None = None) -> None:
    """Say no to an offer; coordinators for anybody, mentors for themselves."""
    stored = booking_of(assignment)
    require_own(stored["mentor_id"])
    require_move(stored, "declined")
    Assignment.settle(assignment, "declined", now, expected=expected, why=why.strip())
