"""Hours that no clock saw: written down for a past day, taken over from paper, put right before approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, acting, needs, words
from rcc_desktop.api.fields import from_day, from_millis, to_day, to_millis
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch
from rcc_mentors.hours.counting import shift_minutes, within
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.hours.rows import Written
from rcc_mentors.hours.rules import DAY_MINUTES, real_minutes, to_the_minute
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rows import COVERING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from rcc_desktop.api import Period
    from rcc_mentors.hours.rows import ByHand

_, ngettext = words("rcc_mentors")


@needs("mentors.clock")
def write_down(lines: Sequence[ByHand], now: datetime) -> Written:
    """Write hours of past days down, all or none; they wait for approval. A line that is there already is left out.

    A line fits an entry of the same mentor and day with the same times, or the same minutes where it has no times.
    Raises ``Problem`` (fields ``day``, ``left``, ``minutes``) for time that cannot be.
    """
    require_known(person for (person,) in fetch(_people_of(line.mentor for line in lines)))
    written, already = [], []
    for place, line in enumerate(lines):
        begins, ends, minutes = _times(line, now)
        if _is_there(line, begins, ends, minutes):
            already.append(place)
        else:
            written.append(_add(line, begins, ends, minutes))
    return Written(tuple(written), tuple(already))


@needs("mentors.clock")
def undo_written(entries: Iterable[int]) -> None:
    """Take hours back that were just written down; those that somebody approved since stay."""
    for entry in entries:
        if HoursEntry.stored_row(entry)["state"] == "waiting":
            HoursEntry.remove(entry)


@needs("mentors.approve")
def take_from_schedule(period: Period, site: int | None, now: datetime) -> tuple[int, ...]:
    """Write the booked shifts down that are over and have no entry, as long as they were planned; the new entries.

    For a center where not everybody clocks in. Their source stays “scheduled”, and they wait for approval.
    """
    known = HoursEntry.select(HoursEntry.assignment).where(HoursEntry.assignment.is_null(False))
    columns = (Assignment.id, Assignment.mentor, Shift.site, Shift.role, Shift.pay, Shift.on_day, shift_minutes())
    query = (
        Assignment.select(*columns)
        .join(Shift)
        .where(
            within(Shift.on_day, period)
            & (Shift.ends_at <= to_millis(now))
            & (Shift.state == "planned")
            & Assignment.state.in_(COVERING)
            & Assignment.id.not_in(known)
        )
    )
    if site is not None:
        query = query.where(Shift.site == site)
    return tuple(
        HoursEntry.add(
            mentor=mentor, assignment=row, site=at, role=role, pay=pay, on_day=from_day(day), minutes=minutes,
            source="scheduled", entered="desk",
        )
        for row, mentor, at, role, pay, day, minutes in fetch(query.order_by(Shift.starts_at, Assignment.id))
    )  # fmt: skip


@needs("mentors.approve")
def correct_times(
    entry: int, clock_in: datetime, clock_out: datetime, why: str, now: datetime, *, expected: int | None = None
) -> None:
    """Put the times of an entry right that is not approved yet; what they were stays beside it, with why.

    Time that was only estimated counts as written down from then on: somebody said when it ended. ``expected`` is the
    version that was looked at. Raises ``Problem`` (fields ``why``, ``left``), also for hours that are locked.
    """
    stored = HoursEntry.stored_row(entry)
    if stored["state"] not in {"waiting", "refused", "open"}:
        raise Problem(
            _("These hours are approved and locked."), _("Add an addendum instead."), field="why", code="mentors.locked"
        )
    if not why.strip():
        raise Problem(_("Please say why."), _("A few words are enough."), field="why", code="mentors.why")
    begins, ends = to_the_minute(clock_in), to_the_minute(clock_out)
    _check(begins, ends, now)
    was = _was_words(stored, now)
    note = " · ".join(part for part in (str(stored["note"]), f"{was} {why.strip()}") if part)
    HoursEntry.change(
        entry,
        expected=expected,
        clock_in=begins,
        clock_out=ends,
        minutes=real_minutes(begins, ends),
        source="written" if stored["source"] != "clocked" or stored["clock_out"] is None else "clocked",
        state="waiting",
        note=note,
    )


def _times(line: ByHand, now: datetime) -> tuple[datetime | None, datetime | None, int]:
    if line.clock_in is not None and line.clock_out is not None:
        begins, ends = to_the_minute(line.clock_in), to_the_minute(line.clock_out)
        _check(begins, ends, now)
        return begins, ends, real_minutes(begins, ends)
    if line.day > now.date():
        raise Problem(
            _("This day lies in the future."), _("Nothing was written yet."), field="day", code="mentors.hours"
        )
    if not 0 < line.minutes <= DAY_MINUTES:
        raise Problem(
            _("These hours cannot be."),
            _("Nothing was written yet. Type when they came and left, or hours up to 24."),
            field="minutes",
            code="mentors.hours",
        )
    return None, None, line.minutes


def _check(begins: datetime, ends: datetime, now: datetime) -> None:
    if ends > to_the_minute(now):
        raise Problem(
            _("This time lies in the future."), _("Nothing was written yet."), field="left", code="mentors.hours"
        )
    if not 0 < real_minutes(begins, ends) <= DAY_MINUTES:
        raise Problem(
            _("They cannot have left then."),
            _("Nothing was written yet. They left after they came, and within a day."),
            field="left",
            code="mentors.hours",
        )


def _is_there(line: ByHand, begins: datetime | None, ends: datetime | None, minutes: int) -> bool:
    same = (
        (HoursEntry.mentor == line.mentor) & (HoursEntry.on_day == to_day(line.day)) & (HoursEntry.state != "refused")
    )
    if begins is not None and ends is not None:
        same &= (HoursEntry.clock_in == to_millis(begins)) & (HoursEntry.clock_out == to_millis(ends))
    else:
        same &= HoursEntry.clock_in.is_null() & (HoursEntry.minutes == minutes) & (HoursEntry.role == line.role)
    return bool(fetch(HoursEntry.select(HoursEntry.id).where(same).limit(1)))


def _add(line: ByHand, begins: datetime | None, ends: datetime | None, minutes: int) -> int:
    pay = line.pay or fetch(Mentor.select(Mentor.pay).where(Mentor.id == line.mentor))[0][0]
    return HoursEntry.add(
        mentor=line.mentor,
        site=line.site,
        role=line.role,
        pay=pay,
        on_day=line.day,
        clock_in=begins,
        clock_out=ends,
        minutes=minutes,
        source="written",
        entered=line.entered,
        note=line.note.strip(),
        assignment=_shift_of(line, begins, ends),
    )


def _shift_of(line: ByHand, begins: datetime | None, ends: datetime | None) -> int | None:
    """The booked shift that these times lie in for the most part, so that it is not taken from the schedule as well."""
    if begins is None or ends is None:
        return None
    query = (
        Assignment.select(Assignment.id)
        .join(Shift)
        .where(
            (Assignment.mentor == line.mentor)
            & Assignment.state.in_(COVERING)
            & (Shift.state == "planned")
            & (Shift.starts_at < to_millis(ends))
            & (Shift.ends_at > to_millis(begins))
        )
        .order_by(Shift.starts_at)
        .limit(1)
    )
    found = fetch(query)
    return int(found[0][0]) if found else None


def _people_of(mentors: Iterable[int]) -> Any:
    return Mentor.select(Mentor.person).where(Mentor.id.in_(set(mentors)))


def _was_words(stored: dict[str, object], now: datetime) -> str:
    times = [
        from_millis(int(str(stored[side]))).astimezone(now.tzinfo).strftime("%H:%M") if stored[side] else "–"
        for side in ("clock_in", "clock_out")
    ]
    who = acting().staff
    return _("Before {first} to {last}, changed {day} by staff {who}:").format(
        first=times[0], last=times[1], day=now.date().isoformat(), who=who or "–"
    )
