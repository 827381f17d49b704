"""The hours of a period as the page of hours and the papers show them: entries, figures, addenda."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import JOIN, Case, fn

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import StaffMember, fetch
from rcc_mentors.hours.counting import approved_minutes, shift_minutes, within
from rcc_mentors.hours.entries import flagged_rows
from rcc_mentors.hours.records import HoursAddendum, HoursEntry
from rcc_mentors.hours.rows import COUNTS, AddendumRow, EntryRow, HourFigures, HoursOfDays
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rows import COVERING

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_desktop.api import Period


@needs("mentors.approve")
def hours_of(period: Period, site: int | None, now: datetime) -> HoursOfDays:
    """Every entry of the period at one site or at all, newest day first, and what they come to."""
    entries = flagged_rows(_at(site), period, now)
    return HoursOfDays(tuple(reversed(entries)), _figures(period, site))


@needs("mentors.approve")
def addenda_of(entry: int) -> list[AddendumRow]:
    """The corrections of an entry since it was approved, oldest first."""
    query = (
        HoursAddendum.select(HoursAddendum.on_day, HoursAddendum.minutes, HoursAddendum.why, StaffMember.name)
        .join(StaffMember, JOIN.LEFT_OUTER)
        .where(HoursAddendum.entry == entry)
        .order_by(HoursAddendum.on_day, HoursAddendum.id)
    )
    return [AddendumRow(from_day(day), minutes, why, by or "") for day, minutes, why, by in fetch(query)]


@needs("mentors.report")
def entries_for_paper(period: Period, site: int | None, now: datetime) -> list[EntryRow]:
    """Entries of the period that count or wait, by day, for papers."""
    return flagged_rows(_at(site) & HoursEntry.state.in_(COUNTS), period, now)


@needs("mentors.report")
def figures_of(period: Period, site: int | None = None) -> HourFigures:
    """What the hours of a period come to, by where they come from."""
    return _figures(period, site)


def _figures(period: Period, site: int | None) -> HourFigures:
    def of(which: Any, amount: Any = HoursEntry.minutes) -> Any:
        return fn.SUM(Case(None, [(which, amount)], 0))

    counts = HoursEntry.state.in_(COUNTS)
    waiting = HoursEntry.state == "waiting"
    columns = (
        of(counts & (HoursEntry.source == "clocked")),
        of(counts & (HoursEntry.source == "written")),
        of(counts & (HoursEntry.source == "estimated")),
        of(HoursEntry.state == "approved", approved_minutes()),
        of(waiting, 1),
    )
    (sums,) = fetch(HoursEntry.select(*columns).where(within(HoursEntry.on_day, period) & _at(site)))
    clocked, written, estimated, approved, count = (int(each or 0) for each in sums)
    return HourFigures(clocked, written, estimated, _scheduled(period, site), approved, count)


def _scheduled(period: Period, site: int | None) -> int:
    query = Assignment.select(fn.SUM(shift_minutes())).join(Shift)
    query = query.where(within(Shift.on_day, period) & Assignment.state.in_(COVERING) & (Shift.state == "planned"))
    if site is not None:
        query = query.where(Shift.site == site)
    return int(fetch(query)[0][0] or 0)


def _at(site: int | None) -> Any:
    return HoursEntry.id.is_null(False) if site is None else HoursEntry.site == site
