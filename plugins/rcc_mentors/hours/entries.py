"""Entries as rows, with what cannot be right about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peewee import JOIN, fn

from rcc_desktop.api.fields import from_day, from_millis, to_day
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, Site, StaffMember, fetch
from rcc_mentors.hours.counting import approved_minutes, shift_minutes
from rcc_mentors.hours.records import HoursAddendum, HoursEntry
from rcc_mentors.hours.rows import EntryRow
from rcc_mentors.hours.rules import Given, flags_in
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.records import Assignment, Shift

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime, tzinfo

    from rcc_desktop.api import Period


def rows_of(which: Any, now: datetime) -> list[EntryRow]:
    """Entries that ``which`` picks, by day and time, in the zone of ``now``; without their flags."""
    columns = (
        *(HoursEntry.id, HoursEntry.mentor, Mentor.person, shown_name_of(), HoursEntry.site, Site.name),
        *(HoursEntry.role, HoursEntry.pay, HoursEntry.on_day, HoursEntry.clock_in, HoursEntry.clock_out),
        *(HoursEntry.minutes, HoursEntry.source, HoursEntry.entered, HoursEntry.state, approved_minutes()),
        *(StaffMember.name, HoursEntry.approved_at, HoursEntry.approved_why, shift_minutes(), Shift.starts_at),
        *(HoursEntry.claimed_for, HoursEntry.note, _addenda(), HoursEntry.version),
    )
    query = (
        HoursEntry.select(*columns)
        .join(Mentor)
        .join(Person)
        .switch(HoursEntry)
        .join(Site)
        .switch(HoursEntry)
        .join(Assignment, JOIN.LEFT_OUTER)
        .join(Shift, JOIN.LEFT_OUTER)
        .join(StaffMember, JOIN.LEFT_OUTER, on=StaffMember.id == HoursEntry.approved_by)
        .where(which)
        .order_by(HoursEntry.on_day, HoursEntry.clock_in, HoursEntry.id)
    )
    return [_row(found, now.tzinfo) for found in fetch(query)]


def flagged_rows(which: Any, period: Period, now: datetime) -> list[EntryRow]:
    """Entries of ``period`` that ``which`` picks, each with its flags."""
    inside = HoursEntry.on_day.between(to_day(period.first), to_day(period.last))
    rows = rows_of(inside & which, now)
    flags = flags_between({row.mentor for row in rows}, period.first, period.last, now)
    return [replace(row, flags=flags[row.id]) if row.id in flags else row for row in rows]


def flags_between(mentors: Iterable[int], first: date, last: date, now: datetime) -> dict[int, tuple[Any, ...]]:
    """The flags of these mentors' entries between two days, by entry; the days around them are looked at as well."""
    asked = set(mentors)
    around = HoursEntry.on_day.between(to_day(first - timedelta(days=1)), to_day(last + timedelta(days=1)))
    by_mentor: dict[int, list[Given]] = defaultdict(list)
    for mentor, given in given_where(around & HoursEntry.state.in_(("waiting", "approved"))):
        if mentor in asked:
            by_mentor[mentor].append(given)
    found: dict[int, tuple[Any, ...]] = {}
    for entries in by_mentor.values():
        found.update(flags_in(entries, now))
    return found


def given_where(which: Any) -> list[tuple[int, Given]]:
    """Entries as the rules look at them, each with its mentor; approved ones with the minutes that count."""
    columns = (
        *(HoursEntry.mentor, HoursEntry.id, HoursEntry.on_day, HoursEntry.minutes, approved_minutes()),
        *(HoursEntry.clock_in, HoursEntry.clock_out, HoursEntry.assignment, shift_minutes()),
    )
    query = HoursEntry.select(*columns).join(Assignment, JOIN.LEFT_OUTER).join(Shift, JOIN.LEFT_OUTER).where(which)
    return [
        (mentor, Given(row, from_day(day), _known(approved, minutes), _moment(begins), _moment(ends), shift, long))
        for mentor, row, day, minutes, approved, begins, ends, shift, long in fetch(query)
    ]


def _addenda() -> Any:
    return HoursAddendum.select(fn.COUNT(HoursAddendum.id)).where(HoursAddendum.entry == HoursEntry.id)


def _row(found: Sequence[Any], zone: tzinfo | None) -> EntryRow:
    values = list(found)
    values[8] = from_day(values[8])
    for place in (9, 10, 17, 20):
        values[place] = None if values[place] is None else from_millis(values[place]).astimezone(zone)
    values[16] = values[16] or ""
    return EntryRow(*values)


def _known(approved: int | None, minutes: int) -> int:
    return minutes if approved is None else approved


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else from_millis(stored)
