"""Busy times out of a calendar file that a stranger's program wrote: hostile until read, and only times come out.

It runs in a process of its own (`calendars.child`): a rule that never ends costs that process its time, not the center.
Times without a zone, whole days, and times whose zone nobody knows are taken by the center's clock.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import recurring_ical_events
from icalendar import Calendar, Event

from rcc_mentors.calendars.rows import BusyRead, BusyTime
from rcc_mentors.calendars.writing import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 1_000_000
MOST_EVENTS, MOST_TIMES = 5_000, 2_000
WEEKS = timedelta(weeks=13)
LONGEST = timedelta(days=366)
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MATTERS = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE"})
_MISTAKES = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError, OSError)
"""What the libraries raise over a file that is not what it says it is (OSError: a zone by the name of a folder)."""


class Unreadable(Exception):
    """Not a calendar, or one that is too large; ``code`` says which: size, events, times or format."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_busy(content: bytes, zone: ZoneInfo, now: datetime) -> BusyRead:
    """The times of the next 13 weeks in which the calendar's owner is busy, by their start. Raises ``Unreadable``.

    Left out are events that were called off, that leave the time free (TRANSP), and those this program wrote itself.
    What cannot be understood, or repeats within the hour, is counted as ``unread``.
    """
    calendar = _calendar(content)
    events = calendar.walk("VEVENT")
    if len(events) > MOST_EVENTS:
        raise Unreadable("events")
    kept = [event for event in events if isinstance(event, Event) and _is_understood(event)]
    foreign = [event for event in kept if not str(event.get("UID", "")).endswith(DOMAIN)]
    zones = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
    calendar.subcomponents = [*zones, *foreign]
    try:
        found = list(islice(_times(calendar, zone, now), MOST_TIMES + 1))
    except _MISTAKES as cause:
        raise Unreadable("format") from cause
    if len(found) > MOST_TIMES:
        raise Unreadable("times")
    times = {each.uid: each for each in found}
    guessed = sum(_has_unknown_zone(event) for event in foreign)
    return BusyRead(
        tuple(sorted(times.values(), key=lambda each: (each.starts, each.uid))), guessed, len(events) - len(kept)
    )


def _calendar(content: bytes) -> Calendar:
    """The file, parsed; without a zone of its own where nobody knows that zone."""
    if len(content) > MOST_BYTES:
        raise Unreadable("size")
    if content.upper().count(b"BEGIN:") > MOST_EVENTS * 3:
        raise Unreadable("events")
    try:
        read = Calendar.from_ical(content, multiple=True)
    except _MISTAKES as cause:
        raise Unreadable("format") from cause
    calendars = [each for each in read if isinstance(each, Calendar)]
    if not calendars:
        raise Unreadable("format")
    whole = calendars[0]
    for more in calendars[1:]:
        whole.subcomponents += more.subcomponents
    if not _is_known(str(whole.get("X-WR-TIMEZONE", ""))):
        whole.pop("X-WR-TIMEZONE", None)
    whole.pop("CALSCALE", None)
    return whole


def _is_known(key: str) -> bool:
    try:
        ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_understood(event: Event) -> bool:
    """Whether it has a start, an end that is not before it, and repeats by days at the most."""
    if {name for name, _why in event.errors} & _MATTERS or not _begins_before_it_ends(event):
        return False
    rules: Any = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        often = {str(each).upper() for each in rule.get("FREQ", ())}
        if not often or often & _TOO_OFTEN or any(len(rule.get(part, ())) > 1 for part in _WITHIN_A_DAY):
            return False
        if any(each < 1 for each in rule.get("INTERVAL", ())):
            return False
    return True


def _begins_before_it_ends(event: Event) -> bool:
    begins, ends = (getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND"))
    if not isinstance(begins, date):
        return False
    if ends is None:
        return True
    return isinstance(ends, date) and _moment(begins, UTC) <= _moment(ends, UTC)


def _has_unknown_zone(event: Event) -> bool:
    begins: Any = event["DTSTART"]
    return isinstance(begins.dt, datetime) and begins.dt.tzinfo is None and "TZID" in begins.params


def _times(calendar: Calendar, zone: ZoneInfo, now: datetime) -> Iterator[BusyTime]:
    """Every stretch, as it is found."""
    last = now + WEEKS
    occurring = recurring_ical_events.of(calendar, skip_bad_series=True)
    for event in occurring.between(now.astimezone(zone), last.astimezone(zone)):
        if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
            continue
        starts, ends = _moment(event.start, zone), _moment(event.end, zone)
        ends = min(ends, starts + LONGEST)
        if starts < ends and now < ends and starts < last:
            yield BusyTime(_uid(event, starts, ends), starts, ends)


def _moment(when: Any, zone: tzinfo) -> datetime:
    if isinstance(when, datetime):
        return when.astimezone(zone) if when.tzinfo else when.replace(tzinfo=zone)
    return datetime.combine(when, time(), tzinfo=zone)


def _uid(event: Event, starts: datetime, ends: datetime) -> str:
    """The same for the same event and time, and nothing of the event can be read out of it."""
    known = f"{event.get('UID', '')}|{starts.timestamp()}|{ends.timestamp()}"
    return hashlib.sha256(known.encode()).hexdigest()[:32]
