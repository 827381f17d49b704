"""A mentor's busy times out of their own calendar: shown first, then kept as absences; only times, never what for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_millis
from rcc_desktop.api.records import fetch
from rcc_mentors.calendars.reading import WEEKS
from rcc_mentors.calendars.rows import BusyPreview, BusyRead, BusyTaken, BusyTime
from rcc_mentors.shifts.judging import require_own
from rcc_mentors.shifts.records import Absence, Assignment, Shift
from rcc_mentors.shifts.rows import COVERING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

KIND = "busy"


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a file says that is not known, and what is known and it no longer says (absences by id)."""

    new: tuple[BusyTime, ...]
    same: int
    gone: tuple[int, ...]


@needs("mentors.schedule_see")
def preview_busy(mentor: int, read: BusyRead, now: datetime) -> BusyPreview:
    """What taking these times would do; coordinators for anybody, mentors for themselves."""
    require_own(mentor)
    found = _difference(mentor, read, now)
    clashes = _clashes(mentor, found.new, now)
    return BusyPreview(found.new, found.same, len(found.gone), clashes, read.guessed, read.unread)


@needs("mentors.schedule_see")
def take_busy(mentor: int, read: BusyRead, now: datetime) -> BusyTaken:
    """Keep the new times, and take away those of the weeks ahead that the calendar no longer has.

    The same file a second time changes nothing. No booking is freed, for the calendar may hold the shift itself: the
    board shows the clash.
    """
    require_own(mentor)
    found = _difference(mentor, read, now)
    for absence in found.gone:
        Absence.remove(absence)
    columns = ("mentor", "starts_at", "ends_at", "kind", "uid")
    rows = [(mentor, to_millis(each.starts), to_millis(each.ends), KIND, each.uid) for each in found.new]
    Absence.add_many(columns, rows)
    return BusyTaken(len(rows), len(found.gone), _clashes(mentor, found.new, now))


def _difference(mentor: int, read: BusyRead, now: datetime) -> _Difference:
    which = (Absence.mentor == mentor) & (Absence.kind == KIND) & (Absence.uid != "")
    ahead = (Absence.ends_at > now) & (Absence.starts_at < now + WEEKS)
    known = {uid: row for row, uid in fetch(Absence.select(Absence.id, Absence.uid).where(which & ahead))}
    named = {each.uid for each in read.times}
    new = tuple(each for each in read.times if each.uid not in known)
    gone = tuple(row for uid, row in known.items() if uid not in named)
    return _Difference(new, len(read.times) - len(new), gone)


def _clashes(mentor: int, times: Sequence[BusyTime], now: datetime) -> int:
    """How many of the mentor's bookings to come lie in these times."""
    query = (
        Assignment.select(Shift.starts_at, Shift.ends_at)
        .join(Shift)
        .where(Assignment.mentor == mentor, Assignment.state.in_(sorted(COVERING)), Shift.ends_at > now)
    )
    spans = [(to_millis(each.starts), to_millis(each.ends)) for each in times]
    return sum(any(starts < until and since < ends for since, until in spans) for starts, ends in fetch(query))
