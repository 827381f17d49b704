"""A time zone as a VTIMEZONE: when its clocks changed and will change, in the years a calendar tells of.

Each onset is the local time by the clock *before* the change (RFC 5545, 3.6.5: interpreted with TZOFFSETFROM); a reader
that takes the zone from the file would otherwise be an hour late on that day.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the clocks change to."""

    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def zone_of(now: datetime) -> ZoneInfo:
    """The center's zone. Raises TypeError for a moment that is not in one."""
    if not isinstance(now.tzinfo, ZoneInfo):
        raise TypeError("calendars need a moment in the center's zone")
    return now.tzinfo


@lru_cache(maxsize=8)
def zone_between(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """The component for the years ``first`` to ``last``, both included. It is shared: nobody may change it."""
    made = Timezone()
    made.add("TZID", zone.key)
    begins = datetime(first - 1, 12, 31, tzinfo=UTC)  # west of Greenwich the year begins later, and east of it sooner
    onsets: dict[_Kind, list[datetime]] = defaultdict(list)
    start = begins.astimezone(zone)
    offset = start.utcoffset() or timedelta()
    onsets[_Kind(offset, offset, start.tzname() or "", bool(start.dst()))].append(begins)
    for moment, kind in _changes(zone, begins, datetime(last + 1, 1, 2, tzinfo=UTC)):
        onsets[kind].append(moment)
    for kind, moments in onsets.items():
        part = TimezoneDaylight() if kind.is_summer else TimezoneStandard()
        local = [(moment + kind.before).replace(tzinfo=None) for moment in moments]
        part.add("DTSTART", local[0])
        if local[1:]:
            part.add("RDATE", local[1:])
        part.add("TZNAME", kind.name)
        part.add("TZOFFSETFROM", kind.before)
        part.add("TZOFFSETTO", kind.after)
        made.add_component(part)
    return made


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, _Kind]]:
    """The moments at which the offset changes, each to the minute."""
    day = begins
    while day < ends:
        before = _offset(zone, day)
        if before != _offset(zone, day + _DAY):
            low, high = day, day + _DAY
            while high - low > _MINUTE:
                middle = low + (high - low) // 2
                middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
                low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
            after = high.astimezone(zone)
            yield high, _Kind(before, _offset(zone, high), after.tzname() or "", bool(after.dst()))
        day += _DAY


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
