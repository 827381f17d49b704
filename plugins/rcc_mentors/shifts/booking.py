"""Put mentors on shifts and take them off: refused with the reason where a rule says no, and then only on purpose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, acting, needs, words
from rcc_desktop.api.fields import to_millis
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.board import shift_row
from rcc_mentors.shifts.judging import (
    booking_of,
    is_late,
    let_in,
    refused,
    require_move,
    require_open,
    require_own,
    rules_broken,
)
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rows import COVERING, STANDING
from rcc_mentors.shifts.rules import Broken, stopping

if TYPE_CHECKING:
    from datetime import date, datetime

_, ngettext = words("rcc_mentors")

MARKS = frozenset({"checked_in", "completed", "no_show", "excused"})


@needs("mentors.schedule")
def book(
    shift: int,
    mentor: int,
    now: datetime,
    *,
    override_why: str = "",
    state: str = "confirmed",
    is_cover: bool = False,
    was_filled: bool = False,
) -> int:
    """Give ``mentor`` a place and give its id; ``state`` is confirmed or offered.

    Raises ``Problem`` (code ``refused``, the reasons in its words) when a rule says no. With ``override_why`` it is
    done nevertheless, by those who hold ``mentors.override``; who, why and which rules stay with the booking.
    """
    row = shift_row(shift, now)
    broken = rules_broken(row, mentor, now)
    require_known(person for (person,) in fetch(Mentor.select(Mentor.person).where(Mentor.id == mentor)))
    require_open(row, mentor)
    return Assignment.add(
        shift=shift,
        mentor=mentor,
        state=state,
        is_cover=is_cover,
        was_filled=was_filled,
        changed_at=now,
        changed_by=acting().staff,
        **let_in(broken, override_why, now),
    )


@needs("mentors.schedule")
def move_booking(
    assignment: int, shift: int, now: datetime, *, expected: int | None = None, override_why: str = ""
) -> int:
    """Give a mentor's place on one shift up for one on another, judged as if the first were free; the new booking.

    To take it back, move the new booking to the old shift. Raises ``Problem`` as ``book`` does.
    """
    stored = booking_of(assignment)
    mentor, row = stored["mentor_id"], shift_row(shift, now)
    require_open(row, mentor)
    values = let_in(rules_broken(row, mentor, now, stored["shift_id"]), override_why, now)
    _come_to(assignment, "cancelled", now, expected=expected, why=_("Moved to another shift."))
    return Assignment.add(
        shift=shift,
        mentor=mentor,
        state="offered" if stored["state"] == "offered" else "confirmed",
        is_locked=bool(stored["is_locked"]),
        is_cover=bool(stored["is_cover"]),
        changed_at=now,
        changed_by=acting().staff,
        **values,
    )


@needs("mentors.schedule")
def unbook(assignment: int, now: datetime, why: str = "", *, expected: int | None = None) -> None:
    """Take somebody off a shift. The booking stays as cancelled, with who did it and why."""
    _come_to(assignment, "cancelled", now, expected=expected, why=why.strip())


@needs("mentors.schedule_see")
def book_again(assignment: int, now: datetime, *, expected: int | None = None) -> None:
    """Take back that somebody was taken off, excused, called off or marked: the booking stands as confirmed again.

    Nothing is asked of the rules but that there is room, for it stood before; what it breaks now, the board shows.
    Coordinators do so for anybody, mentors for what they called off themselves.
    """
    stored = booking_of(assignment)
    if not acting().may("mentors.schedule"):
        _require_called_off_by_self(stored)
    if stored["state"] not in STANDING:
        row = shift_row(stored["shift_id"], now)
        require_open(row, stored["mentor_id"])
        if row.covered >= row.most:
            raise refused((Broken("full", row.covered + 1, row.most),), now)
    _come_to(assignment, "confirmed", now, expected=expected, why="", was_late=False)


@needs("mentors.schedule_see")
def call_off(assignment: int, now: datetime, why: str = "", *, expected: int | None = None) -> bool:
    """A mentor cannot come after all; coordinators for anybody, mentors for themselves. The hole opens.

    Says whether it was late: within the center's hours before the shift. Those go on the call list.
    """
    stored = booking_of(assignment)
    require_own(stored["mentor_id"])
    was_late = is_late(stored["shift_id"], now)
    _come_to(assignment, "cancelled", now, expected=expected, why=why.strip(), was_late=was_late)
    return was_late


@needs("mentors.schedule")
def mark(assignment: int, state: str, now: datetime, *, expected: int | None = None) -> None:
    """Say what became of a booking: ``checked_in``, ``completed``, ``no_show`` or ``excused``.

    ``book_again`` takes it back. Raises ``Problem`` (code ``shifts.state``) from a state it cannot come from, and
    (code ``shifts.early``) for a no-show before the shift has begun.
    """
    if state not in MARKS:
        raise ValueError(f"nobody is marked {state}")
    stored = booking_of(assignment)
    begins = Shift.stored_row(stored["shift_id"])["starts_at"]
    if state == "no_show" and to_millis(now) < int(str(begins)):
        raise Problem(
            _("This shift has not begun."),
            _("Nothing was changed. Call the booking off if they cannot come."),
            code="shifts.early",
        )
    _come_to(assignment, state, now, expected=expected)


@needs("mentors.schedule_see")
def say_yes(assignment: int, now: datetime, *, state: str = "accepted", expected: int | None = None) -> int:
    """Take a shift that was offered; coordinators for anybody, mentors for themselves. How many offers that closed.

    The first yes wins: once the shift is full, whoever else was asked is told so by their booking. Rules that were set
    aside for the offer stay so; a rule broken since refuses it (``Problem``, code ``refused``).
    """
    stored = booking_of(assignment)
    mentor = stored["mentor_id"]
    require_own(mentor)
    require_move(stored, state)
    row = shift_row(stored["shift_id"], now)
    others = [each for each in row.places if each.assignment != assignment]
    if stored["state"] not in COVERING:
        require_open(replace(row, places=tuple(others)), mentor)
        aside = str(stored["overrode"]).split()
        broken = stopping(each for each in rules_broken(row, mentor, now) if each.code not in aside)
        if broken:
            raise refused(broken, now)
    Assignment.settle(assignment, state, now, expected=expected, why="")
    if sum(each.state in COVERING for each in others) + 1 < row.most:
        return 0
    waiting = [each for each in others if each.state == "offered"]
    for each in waiting:
        Assignment.settle(each.assignment, "cancelled", now, why=_("Somebody else said yes first."))
    return len(waiting)


@needs("mentors.schedule")
def confirm(assignment: int, now: datetime, *, expected: int | None = None) -> int:
    """Note that a mentor who was offered a shift said yes by telephone or in person; how many offers that closed."""
    return say_yes(assignment, now, state="confirmed", expected=expected)


@needs("mentors.schedule")
def lock(assignment: int, locked: bool, *, expected: int | None = None) -> None:
    """Keep a booking where it is when open slots are filled, or let it go again."""
    Assignment.change(assignment, expected=expected, is_locked=locked)


@needs("mentors.schedule")
def publish(first: date, last: date, now: datetime, site: int | None = None) -> int:
    """Make the shifts of these days known as they stand; how many were new or had changed since.

    A shift that was known before and whose bookings have moved since counts one more in its calendar ``sequence``.
    """
    which = Shift.on_day.between(first, last)
    if site is not None:
        which &= Shift.site == site
    moved = {
        shift
        for (shift,) in fetch(
            Assignment.select(Assignment.shift).join(Shift).where(which, Assignment.changed_at > Shift.published_at)
        )
    }
    published = 0
    columns = (Shift.id, Shift.published_at, Shift.state, Shift.sequence)
    for row, at, state, sequence in fetch(Shift.select(*columns).where(which)):
        if at is None and state != "cancelled":
            published += Shift.change(row, published_at=now)
        elif row in moved:
            published += Shift.change(row, published_at=now, sequence=sequence + 1)
    return published


def _require_called_off_by_self(stored: dict[str, Any]) -> None:
    """Raise ``Problem`` unless the signed-in mentor called this booking of their own off."""
    require_own(stored["mentor_id"])
    if stored["state"] != "cancelled" or stored["changed_by_id"] != acting().staff:
        raise Problem(
            _("Somebody changed this since."),
            _("Nothing was taken back. Ask the coordinator."),
            code="changed_elsewhere",
        )


def _come_to(assignment: int, state: str, now: datetime, *, expected: int | None, **values: object) -> None:
    """Bring a booking to a state it may come to."""
    require_move(booking_of(assignment), state)
    Assignment.settle(assignment, state, now, expected=expected, **values)
