"""Shifts as an iCalendar file (RFC 5545), by the library ``icalendar``: it folds, escapes and ends lines.

Local times carry their zone (TZID with a VTIMEZONE), so that a series keeps its hour when the clocks change. A shift
over such a change, or that begins in an hour the clock shows twice, is told in UTC, which all calendars read alike.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from rcc_mentors.calendars.rules import is_plain, plan_of, wall_times
from rcc_mentors.calendars.zones import zone_between

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from rcc_mentors.calendars.rows import SeriesTimes, ShiftTime

PRODUCT = "-//RCC Desktop//Mentors//EN"
DOMAIN = "@mentors.rcc-desktop"
"""How every UID of ours ends, by which our own shifts are known when they come back in somebody's calendar."""


def calendar_of(
    title: str, series: Iterable[SeriesTimes], shifts: Iterable[ShiftTime], zone: ZoneInfo, now: datetime
) -> bytes:
    """A whole calendar. ``now`` is the DTSTAMP of all its events."""
    events: list[Event] = []
    for each in series:
        events += _events_of(each, zone, now)
    events += (_single(shift, now) for shift in shifts)
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", title)
    years = [event.start.year for event in events if _is_local(event)]
    if years:
        calendar.add_component(zone_between(zone, min(years), max(*years, now.year) + 1))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _is_local(event: Event) -> bool:
    return isinstance(event.start, datetime) and event.start.tzinfo is not UTC


def uid_of(shift: ShiftTime) -> str:
    """The UID of a shift that stands alone: its own, or its series' with its day."""
    return f"{shift.uid}{DOMAIN}" if shift.set_for is None else f"{shift.uid}-{shift.set_for:%Y%m%d}{DOMAIN}"


def _events_of(series: SeriesTimes, zone: ZoneInfo, now: datetime) -> list[Event]:
    plan = plan_of(series, zone)
    if plan is None:
        return [_single(shift, now) for shift in series.shifts]
    starts, ends = wall_times(series, plan.first, zone)
    repeating = _event(f"{series.uid}{DOMAIN}", series.title, series.site, series.place, now)
    repeating.add("DTSTART", starts)
    repeating.add("DTEND", ends)
    repeating.add("RRULE", _rule(series, wall_times(series, plan.last, zone)[0]))
    if plan.left_out:
        repeating.add("EXDATE", [wall_times(series, day, zone)[0] for day in plan.left_out])
    repeating.add("STATUS", "CONFIRMED")
    repeating.add("SEQUENCE", len(series.shifts) + sum(shift.sequence for shift in series.shifts))
    return [
        repeating,
        *(_instead(series, shift, zone, now) for shift in plan.changed),
        *(_single(shift, now) for shift in plan.apart),
    ]


def _rule(series: SeriesTimes, last: datetime) -> dict[str, list[str] | datetime]:
    """The rule with its end, which RFC 5545 wants in UTC where the start has a zone."""
    parts = dict(part.split("=", 1) for part in series.rule.split(";") if "=" in part)
    kept = {name.upper(): value.split(",") for name, value in parts.items() if name.upper() not in {"UNTIL", "COUNT"}}
    return {**kept, "UNTIL": last.astimezone(UTC)}


def _instead(series: SeriesTimes, shift: ShiftTime, zone: ZoneInfo, now: datetime) -> Event:
    """A shift that takes the place of what the rule says for its day."""
    event = _shift_event(f"{series.uid}{DOMAIN}", shift, now)
    if shift.set_for is not None:
        event.add("RECURRENCE-ID", wall_times(series, shift.set_for, zone)[0])
    return event


def _single(shift: ShiftTime, now: datetime) -> Event:
    return _shift_event(uid_of(shift), shift, now)


def _shift_event(uid: str, shift: ShiftTime, now: datetime) -> Event:
    event = _event(uid, shift.title, shift.site, shift.place, now)
    local = is_plain(shift.starts, shift.ends)
    event.add("DTSTART", shift.starts if local else shift.starts.astimezone(UTC))
    event.add("DTEND", shift.ends if local else shift.ends.astimezone(UTC))
    event.add("STATUS", shift.status)
    event.add("SEQUENCE", shift.sequence)
    return event


def _event(uid: str, title: str, site: str, place: str, now: datetime) -> Event:
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", now.astimezone(UTC) - timedelta(microseconds=now.microsecond))
    event.add("SUMMARY", title)
    event.add("LOCATION", ", ".join(part for part in (place, site) if part))
    return event
