"""Approving hours: some without the others, with fewer or more minutes and why; then locked, with dated addenda."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peewee import fn

from rcc_desktop.api import Period, Problem, acting, needs, words
from rcc_desktop.api.fields import from_day, from_millis, to_day
from rcc_desktop.api.records import StaffMember, fetch
from rcc_mentors.hours.entries import flagged_rows, given_where
from rcc_mentors.hours.records import HoursAddendum, HoursEntry
from rcc_mentors.hours.rules import DAY_MINUTES, UNDO_WITHIN, Given, minutes_left
from rcc_mentors.hours.wording import flag_words, hours_words
from rcc_mentors.people.records import Mentor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rcc_mentors.hours.rows import EntryRow

_, ngettext = words("rcc_mentors")


@needs("mentors.approve")
def approve(entries: Iterable[int], now: datetime, why: str = "") -> tuple[int, ...]:
    """Approve these entries with the minutes they come to, all or none; those that wait no longer are passed over.

    Raises ``Problem`` for one's own hours, and for entries with a flag unless ``why`` says why they are right.
    """
    rows = _waiting(HoursEntry.id.in_(list(entries)), now)
    flagged = [row for row in rows if row.flags]
    if flagged and not why.strip():
        raise Problem(
            _("{name}, {hours}: {flag}.").format(
                name=flagged[0].name, hours=hours_words(flagged[0].minutes), flag=flag_words(flagged[0].flags[0])
            ),
            _("Nothing was approved yet. Leave it out, change its minutes, or say why it is right."),
            field="why",
            code="mentors.flagged",
        )
    for row in rows:
        _approve(row, row.minutes, why, now)
    return tuple(row.id for row in rows)


@needs("mentors.approve")
def approve_without_flags(period: Period, site: int | None, now: datetime) -> tuple[int, ...]:
    """Approve everything of these days that waits and has no flag; one's own hours are left to somebody else."""
    which = HoursEntry.state == "waiting"
    if site is not None:
        which &= HoursEntry.site == site
    own = _own()
    rows = [row for row in flagged_rows(which, period, now) if not row.flags and row.mentor != own and row.minutes]
    for row in rows:
        _approve(row, row.minutes, "", now)
    return tuple(row.id for row in rows)


@needs("mentors.approve")
def approve_as(entry: int, minutes: int, why: str, now: datetime, *, expected: int | None = None) -> None:
    """Approve an entry with other minutes than it comes to, and keep why.

    ``expected`` is the version that was looked at. Raises ``Problem`` (fields ``minutes``, ``why``).
    """
    _need_why(why)
    if not 0 <= minutes <= DAY_MINUTES:
        raise Problem(_("A day has 24 hours."), _("Type up to 24 hours."), field="minutes", code="mentors.minutes")
    rows = _waiting(HoursEntry.id == entry, now)
    if not rows:
        raise _settled()
    _approve(rows[0], minutes, why, now, expected=expected)


@needs("mentors.approve")
def refuse(entries: Iterable[int], why: str, now: datetime) -> tuple[int, ...]:
    """These hours do not count, and why; they stay on file. Those that wait no longer are passed over."""
    _need_why(why)
    rows = _waiting(HoursEntry.id.in_(list(entries)), now)
    for row in rows:
        _settle(row, "refused", None, why, now)
    return tuple(row.id for row in rows)


@needs("mentors.approve")
def undo_approval(entries: Iterable[int], now: datetime) -> None:
    """Let entries wait again that were approved or refused just now.

    Raises ``Problem`` once ``UNDO_WITHIN`` has passed, where somebody else did it, or where an addendum stands.
    """
    for entry in entries:
        stored = HoursEntry.stored_row(entry)
        at, by = stored["approved_at"], stored["approved_by_id"]
        is_late = at is None or now - from_millis(int(str(at))) > UNDO_WITHIN
        if is_late or by != acting().staff or _addenda(entry):
            raise Problem(
                _("These hours are locked."), _("Nothing was changed. Add an addendum instead."), code="mentors.locked"
            )
        HoursEntry.change(
            entry, state="waiting", approved_minutes=None, approved_by=None, approved_at=None, approved_why=""
        )


@needs("mentors.approve")
def add_addendum(entry: int, minutes: int, why: str, now: datetime, *, expected: int | None = None) -> int:
    """Correct approved hours from today on: what they come to now, why, and who said so. The approval stays as it was.

    Raises ``Problem`` (fields ``minutes``, ``why``), also for one's own hours and for entries that are not approved.
    """
    _need_why(why)
    if not 0 <= minutes <= DAY_MINUTES:
        raise Problem(_("A day has 24 hours."), _("Type up to 24 hours."), field="minutes", code="mentors.minutes")
    stored = HoursEntry.stored_row(entry)
    if stored["state"] != "approved":
        raise Problem(
            _("Only approved hours have addenda."), _("Approve them, or change their times."), code="mentors.waiting"
        )
    _refuse_own(int(str(stored["mentor_id"])))
    HoursEntry.change(entry, expected=expected)
    return HoursAddendum.add(entry=entry, on_day=now.date(), minutes=minutes, why=why.strip(), by=acting().staff)


def _approve(row: EntryRow, minutes: int, why: str, now: datetime, *, expected: int | None = None) -> None:
    _refuse_own(row.mentor)
    if "future" in row.flags:
        raise Problem(
            _("These hours lie in the future."), _("Nothing was approved. They can be approved once they are over."),
            code="mentors.future",
        )  # fmt: skip
    most = _most(row)
    if minutes > most:
        raise Problem(
            _("{name}: hours of these were approved already in another entry, or the day is full.").format(
                name=row.name
            ),
            _("Nothing was approved. An hour counts once: approve {hours} at most, or leave this entry out.").format(
                hours=hours_words(most)
            ),
            field="minutes",
            code="mentors.counted_once",
        )
    _settle(row, "approved", minutes, why, now, expected=expected)


def _most(row: EntryRow) -> int:
    """How many minutes may be approved: a day has 24 hours, and no hour is counted twice."""
    others = [
        given
        for _mentor, given in given_where(
            (HoursEntry.mentor == row.mentor)
            & (HoursEntry.state == "approved")
            & HoursEntry.on_day.between(*_days(row))
        )
    ]
    left = DAY_MINUTES - sum(other.minutes for other in others if other.day == row.day)
    free = minutes_left(_given(row), others)
    return max(min(left, DAY_MINUTES if free == row.minutes else free), 0)


def _settle(
    row: EntryRow, state: str, minutes: int | None, why: str, now: datetime, *, expected: int | None = None
) -> None:
    HoursEntry.change(
        row.id,
        expected=expected,
        state=state,
        approved_minutes=minutes,
        approved_by=acting().staff,
        approved_at=now,
        approved_why=why.strip(),
    )


def _waiting(which: Any, now: datetime) -> list[EntryRow]:
    """Those that wait, with their flags."""
    days = fetch(HoursEntry.select(fn.MIN(HoursEntry.on_day), fn.MAX(HoursEntry.on_day)).where(which))
    if days[0][0] is None:
        return []
    period = Period(from_day(days[0][0]), from_day(days[0][1]), "")
    return flagged_rows(which & (HoursEntry.state == "waiting"), period, now)


def _given(row: EntryRow) -> Given:
    return Given(row.id, row.day, row.minutes, row.clock_in, row.clock_out)


def _days(row: EntryRow) -> tuple[int, int]:
    """The day before, of, and after an entry: whatever could share time with it."""
    return to_day(row.day - timedelta(days=1)), to_day(row.day + timedelta(days=1))


def _addenda(entry: int) -> bool:
    return bool(fetch(HoursAddendum.select(HoursAddendum.id).where(HoursAddendum.entry == entry).limit(1)))


def _own() -> int | None:
    """The hat of whoever approves, if they wear one."""
    query = Mentor.select(Mentor.id).join(StaffMember, on=StaffMember.person == Mentor.person)
    found = fetch(query.where(StaffMember.id == acting().staff))
    return int(found[0][0]) if found else None


def _refuse_own(mentor: int) -> None:
    if mentor == _own():
        raise Problem(
            _("These are your own hours."),
            _("Nothing was changed. Ask somebody else who approves hours to look at them."),
            code="mentors.own_hours",
        )


def _need_why(why: str) -> None:
    if not why.strip():
        raise Problem(_("Please say why."), _("A few words are enough. They stay with the hours."), field="why")


def _settled() -> Problem:
    return Problem(_("These hours do not wait any longer."), _("Nothing was changed. Look at the newest list."))
