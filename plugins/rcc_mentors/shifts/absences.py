"""Absences: entered over a booked shift they free it, and say so; a leave that ends is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from peewee import DoesNotExist

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.judging import is_late, require_own
from rcc_mentors.shifts.records import Absence, Assignment, Shift
from rcc_mentors.shifts.rows import AbsenceRow
from rcc_mentors.shifts.standing import Undo, stand_of, undo_between
from rcc_mentors.shifts.wording import span_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rcc_mentors.shifts.standing import Stand

_, ngettext = words("rcc_mentors")

KINDS = ("away", "leave", "busy")
LONGEST = timedelta(days=2 * 366)
REVIEW_BEFORE = timedelta(days=7)
FREED = ("offered", "accepted", "confirmed")


@dataclass(frozen=True, slots=True)
class Freed:
    """A booking that an absence freed; ``words`` say when the shift is."""

    assignment: int
    shift: int
    words: str
    was_late: bool


@dataclass(frozen=True, slots=True)
class AbsenceDone:
    """An absence that was entered, the bookings it freed, and what ``take_back`` takes to undo all of it."""

    absence: int
    freed: tuple[Freed, ...]
    undo: Undo


@needs("mentors.schedule_see")
def add_absence(mentor: int, starts: datetime, ends: datetime, kind: str, why: str, now: datetime) -> AbsenceDone:
    """A mentor cannot come between two moments; coordinators for anybody, mentors for themselves.

    Bookings in it that are still to come are freed (``excused``), also locked ones, and the holes open; within the
    center's hours before a shift that is late. ``busy`` frees nothing, for a calendar may hold the shift itself: the
    board shows the clash. Raises ``Problem`` (fields ``starts``, ``ends``).
    """
    require_own(mentor)
    _check(starts, ends, kind, now)
    caught = [] if kind == "busy" else _caught(mentor, starts, ends, now)
    before = stand_of([shift for _row, shift, _starts, _ends in caught])
    absence = Absence.add(mentor=mentor, starts_at=starts, ends_at=ends, kind=kind, why=why.strip())
    return _done(absence, _free(caught, why, now), before)


@needs("mentors.schedule_see")
def change_absence(
    absence: int, starts: datetime, ends: datetime, why: str, now: datetime, *, expected: int | None = None
) -> AbsenceDone:
    """Give an absence other times or other words; bookings that lie in it now are freed as by a new one.

    Those it had freed before stay free. Raises ``Problem`` (fields ``starts``, ``ends``).
    """
    stored = _stored(absence)
    require_own(stored["mentor_id"])
    _check(starts, ends, stored["kind"], now)
    caught = [] if stored["kind"] == "busy" else _caught(stored["mentor_id"], starts, ends, now)
    before = stand_of([shift for _row, shift, _starts, _ends in caught], (), [absence])
    Absence.change(absence, expected=expected, starts_at=starts, ends_at=ends, why=why.strip())
    return _done(absence, _free(caught, why, now), before)


@needs("mentors.schedule_see")
def remove_absence(absence: int, now: datetime) -> tuple[Freed, ...]:
    """Take an absence out. Nobody is put back by that: the bookings to come that it had freed, to look at."""
    stored = _stored(absence)
    require_own(stored["mentor_id"])
    starts, ends = (from_millis(stored[name]) for name in ("starts_at", "ends_at"))
    Absence.remove(absence)
    return tuple(
        Freed(row, shift, span_words(*(from_millis(each).astimezone(now.tzinfo) for each in (begins, finishes))), False)
        for row, shift, begins, finishes in _caught(stored["mentor_id"], starts, ends, now, ("excused",))
    )


@needs("mentors.schedule_see")
def absences_of(mentor: int, now: datetime) -> tuple[AbsenceRow, ...]:
    """A mentor's absences that are not over, the soonest first."""
    return _rows((Absence.mentor == mentor) & (Absence.ends_at > now), now)


@needs("mentors.schedule")
def leaves_to_review(now: datetime) -> tuple[AbsenceRow, ...]:
    """Leaves of absence that end within a week, or have ended while the mentor is still marked as on leave."""
    ends_soon = Absence.ends_at.between(now, now + REVIEW_BEFORE)
    is_over = (Absence.ends_at <= now) & (Mentor.stage == "on_leave")
    goes_on = Absence.alias()
    later = goes_on.select(goes_on.mentor).where(goes_on.kind == "leave", goes_on.ends_at > now + REVIEW_BEFORE)
    return _rows((Absence.kind == "leave") & (ends_soon | is_over) & Absence.mentor.not_in(later), now)


def _free(caught: Iterable[tuple[Any, ...]], why: str, now: datetime) -> tuple[Freed, ...]:
    """Excuse somebody from the bookings that were caught."""
    freed = []
    for row, shift, begins, finishes in caught:
        was_late = is_late(shift, now)
        Assignment.settle(row, "excused", now, why=why.strip() or _("Away."), was_late=was_late)
        local = (from_millis(each).astimezone(now.tzinfo) for each in (begins, finishes))
        freed.append(Freed(row, shift, span_words(*local), was_late))
    return tuple(freed)


def _done(absence: int, freed: tuple[Freed, ...], before: Stand) -> AbsenceDone:
    after = stand_of([each.shift for each in freed], (), [absence])
    return AbsenceDone(absence, freed, undo_between(before, after))


def _caught(
    mentor: int, starts: datetime, ends: datetime, now: datetime, states: Iterable[str] = FREED
) -> list[tuple[Any, ...]]:
    """A mentor's bookings to come that lie in a stretch of time, by time: booking, shift, its start and end."""
    query = (
        Assignment.select(Assignment.id, Shift.id, Shift.starts_at, Shift.ends_at)
        .join(Shift)
        .where(
            Assignment.mentor == mentor,
            Assignment.state.in_(tuple(states)),
            Shift.starts_at < ends,
            Shift.ends_at > max(starts, now),
        )
    )
    return fetch(query.order_by(Shift.starts_at))


def _rows(which: Any, now: datetime) -> tuple[AbsenceRow, ...]:
    columns = (
        *(Absence.id, Absence.mentor, Mentor.person, shown_name_of(), Absence.starts_at, Absence.ends_at),
        *(Absence.kind, Absence.why, Absence.version),
    )
    query = Absence.select(*columns).join(Mentor).join(Person).where(which)
    found = fetch(query.order_by(Absence.starts_at, Absence.id))
    return tuple(
        AbsenceRow(row, of, name, _local(starts, now), _local(ends, now), kind, why, person, version)
        for row, of, person, name, starts, ends, kind, why, version in found
    )


def _local(stored: int, now: datetime) -> datetime:
    return from_millis(stored).astimezone(now.tzinfo)


def _check(starts: datetime, ends: datetime, kind: str, now: datetime) -> None:
    if kind not in KINDS:
        raise ValueError(f"{kind} is no kind of absence")
    if not starts < ends:
        raise Problem(_("The absence does not end after it starts."), _("Change one of the two times."), field="ends")
    if ends - starts > LONGEST:
        raise Problem(
            _("That is longer than two years."), _("Look at the year once more."), field="ends", code="shifts.absence"
        )
    if not now - LONGEST < ends or not starts < now + LONGEST:
        raise Problem(
            _("This day is too far away."), _("Look at the year once more."), field="starts", code="shifts.absence"
        )


def _stored(absence: int) -> dict[str, Any]:
    try:
        return Absence.stored_row(absence)
    except DoesNotExist as cause:
        raise Problem(
            _("This absence is no longer here."), _("Look at the board again."), code="shifts.gone"
        ) from cause
