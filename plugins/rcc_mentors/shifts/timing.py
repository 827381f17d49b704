"""Local clock and real time: what a wall clock means, also in the nights when it jumps. Values in, values out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

MINUTES_OF_DAY = 24 * 60


def moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    """The moment when the local clock shows ``minutes`` after midnight of ``day``; more than a day leads on.

    A time that the clocks jump over in spring is the moment they would have shown it (2:30 is 3:30); one that comes
    twice in autumn is the first.
    """
    ahead, minute = divmod(minutes, MINUTES_OF_DAY)
    wall = datetime.combine(day + timedelta(days=ahead), time(minute // 60, minute % 60), tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)


def real_minutes(when: datetime) -> int:
    """Whole minutes of UTC since 1970."""
    return int(when.timestamp()) // 60


def from_real(minutes: int, zone: tzinfo) -> datetime:
    """The local moment that ``minutes`` of UTC since 1970 mean."""
    return datetime.fromtimestamp(minutes * 60, zone)


def clock_minutes(when: datetime) -> int:
    """Minutes after midnight that the local clock shows."""
    return when.hour * 60 + when.minute


def wall_length(starts: datetime, ends: datetime) -> int:
    """Minutes from start to end by the local clock, which in the nights of the change is not the real time."""
    return round((ends.replace(tzinfo=None) - starts.replace(tzinfo=None)).total_seconds() / 60)


def clock_parts(starts: datetime, ends: datetime) -> tuple[tuple[int, int, int], ...]:
    """The local time between two moments, day by day: (ISO weekday, from minute, to minute)."""
    if ends.date() == starts.date():
        return ((starts.isoweekday(), clock_minutes(starts), clock_minutes(ends)),)
    parts = [(starts.isoweekday(), clock_minutes(starts), MINUTES_OF_DAY)]
    day = starts.date() + timedelta(days=1)
    while day < ends.date():
        parts.append((day.isoweekday(), 0, MINUTES_OF_DAY))
        day += timedelta(days=1)
    if clock_minutes(ends):
        parts.append((day.isoweekday(), 0, clock_minutes(ends)))
    return tuple(parts)


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
