"""The shifts that calendars tell of: those that are published, without anybody's name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day, from_millis, to_day
from rcc_desktop.api.records import fetch
from rcc_mentors.calendars.rows import SeriesTimes, ShiftTime, Status
from rcc_mentors.calendars.zones import zone_of
from rcc_mentors.shifts.chosen import Titles, titles
from rcc_mentors.shifts.facts import closed_days
from rcc_mentors.shifts.records import Assignment, Shift, ShiftSeries
from rcc_mentors.shifts.rows import COVERING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

KEPT = timedelta(days=31)
"""How long a shift that is over stays in a mentor's calendar."""

_GIVEN_UP = frozenset({"cancelled", "declined", "excused", "swapped"})


@dataclass(frozen=True, slots=True)
class Published:
    """What one site's calendar tells of."""

    series: list[SeriesTimes] = field(default_factory=list)
    single: list[ShiftTime] = field(default_factory=list)


@needs("mentors.report")
def published_by_site(now: datetime) -> dict[int, Published]:
    """Series with their published shifts, and published shifts of no series, by site."""
    names = titles()
    found: dict[int, Published] = defaultdict(Published)
    of_series: dict[int, list[ShiftTime]] = defaultdict(list)
    for site, series, _shift, told in _shifts(names, now):
        if series is None:
            found[site].single.append(told)
        else:
            of_series[series].append(told)
    for row, site, rest in _series():
        if row in of_series:
            found[site].series.append(_told_series(rest, site, names, of_series[row]))
    return found


@needs("mentors.report")
def published_by_mentor(now: datetime) -> dict[int, list[ShiftTime]]:
    """The published shifts each mentor holds or held, from a month ago on.

    One that was given up, or called off, is told as cancelled, so that it goes from the calendars that have it. Its
    sequence counts what happened to the shift and to the booking.
    """
    first = to_day((now - KEPT).date())
    shifts = {shift: told for _site, _series, shift, told in _shifts(titles(), now, first)}
    bookings: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    query = Assignment.select(Assignment.mentor, Assignment.shift, Assignment.state, Assignment.version).join(Shift)
    for mentor, shift, state, version in fetch(query.where(Shift.on_day >= first).order_by(Assignment.id)):
        bookings[mentor, shift].append((state, version))
    found: dict[int, list[ShiftTime]] = defaultdict(list)
    for (mentor, shift), states in bookings.items():
        if shift in shifts:
            found[mentor].append(_told_booking(shifts[shift], states))
    return found


def _told_booking(shift: ShiftTime, states: Sequence[tuple[str, int]]) -> ShiftTime:
    standing = {state for state, _version in states} - _GIVEN_UP
    status: Status = "CANCELLED"
    if standing and shift.status != "CANCELLED":
        status = "CONFIRMED" if standing & (COVERING | {"no_show"}) else "TENTATIVE"
    return replace(shift, status=status, sequence=shift.sequence + sum(version for _state, version in states) - 1)


def _shifts(names: Titles, now: datetime, first: int = 0) -> list[tuple[int, int | None, int, ShiftTime]]:
    """Site, series, shift, and what is told of it."""
    zone = zone_of(now)
    columns = (
        *(Shift.site, Shift.series, Shift.id, Shift.uid, Shift.first_set_for, Shift.on_day, Shift.starts_at),
        *(Shift.ends_at, Shift.role, Shift.place, Shift.state, Shift.sequence),
    )
    which = Shift.published_at.is_null(False) & (Shift.on_day >= first)
    rows = fetch(Shift.select(*columns).where(which).order_by(Shift.on_day, Shift.starts_at, Shift.id))
    if not rows:
        return []
    closed = closed_days(from_day(rows[0][5]), from_day(rows[-1][5]))
    return [(row[0], row[1], row[2], _told(row, names, zone, closed)) for row in rows]


def _told(row: tuple[Any, ...], names: Titles, zone: ZoneInfo, closed: Mapping[tuple[int, date], str]) -> ShiftTime:
    site, _series, _shift, uid, set_for, on_day, starts_at, ends_at, role, place, state, sequence = row
    day = from_day(on_day)
    is_off = state == "cancelled" or (site, day) in closed or (0, day) in closed
    return ShiftTime(
        uid=uid,
        set_for=None if set_for is None else from_day(set_for),
        starts=from_millis(starts_at).astimezone(zone),
        ends=from_millis(ends_at).astimezone(zone),
        title=names.role(role),
        site=names.sites.get(site, ""),
        place=place,
        status="CANCELLED" if is_off else "CONFIRMED",
        sequence=sequence + (is_off and state != "cancelled"),
    )


def _series() -> list[tuple[int, int, tuple[Any, ...]]]:
    """Number, site, and the rest of each series."""
    columns = (ShiftSeries.uid, ShiftSeries.first_day, ShiftSeries.starts, ShiftSeries.length, ShiftSeries.rule)
    query = ShiftSeries.select(ShiftSeries.id, ShiftSeries.site, *columns, ShiftSeries.role, ShiftSeries.place)
    return [(row, site, tuple(rest)) for row, site, *rest in fetch(query.order_by(ShiftSeries.id))]


def _told_series(rest: tuple[Any, ...], site: int, names: Titles, shifts: Sequence[ShiftTime]) -> SeriesTimes:
    uid, first_day, starts, length, rule, role, place = rest
    return SeriesTimes(
        uid=uid,
        first_day=from_day(first_day),
        starts=starts,
        length=length,
        rule=rule,
        title=names.role(role),
        site=names.sites.get(site, ""),
        place=place,
        shifts=tuple(shifts),
    )
