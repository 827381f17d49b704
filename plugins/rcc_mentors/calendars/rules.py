"""How a series is told to a calendar: one rule, the days left out, and the shifts that stand for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from rcc_mentors.shifts.repeating import days

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rcc_mentors.calendars.rows import SeriesTimes, ShiftTime


@dataclass(frozen=True, slots=True)
class Plan:
    """A series as RFC 5545 tells it.

    ``first`` to ``last`` are the rule's own days; on ``left_out`` days there is no shift (EXDATE). ``changed`` shifts
    are on a day of the rule, but not as the rule says (RECURRENCE-ID); ``apart`` ones are on none of its days.
    """

    first: date
    last: date
    left_out: tuple[date, ...]
    changed: tuple[ShiftTime, ...]
    apart: tuple[ShiftTime, ...]


def plan_of(series: SeriesTimes, zone: ZoneInfo) -> Plan | None:
    """How to tell ``series`` up to its last published shift; None where no day of the rule has one."""
    by_day = {shift.set_for: shift for shift in series.shifts if shift.set_for is not None}
    if not by_day or not series.rule:
        return None
    found = days(series.rule, series.first_day, series.first_day, max(by_day))
    known = frozenset(found)
    kept = [day for day in found if day in by_day]
    if not kept:
        return None
    return Plan(
        first=found[0],
        last=kept[-1],
        left_out=tuple(day for day in found if day not in by_day and day <= kept[-1]),
        changed=tuple(by_day[day] for day in kept if not _is_as_planned(series, by_day[day], day, zone)),
        apart=tuple(shift for shift in series.shifts if shift.set_for not in known),
    )


def wall_times(series: SeriesTimes, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the shift of ``day`` begins and ends by the local clock."""
    midnight = datetime.combine(day, time(), tzinfo=zone)
    return midnight + timedelta(minutes=series.starts), midnight + timedelta(minutes=series.starts + series.length)


def is_plain(starts: datetime, ends: datetime) -> bool:
    """Whether no clock changes between the two, and both are times that every calendar reads alike."""
    return starts.utcoffset() == ends.utcoffset() and all(_is_certain(moment) for moment in (starts, ends))


def _is_certain(moment: datetime) -> bool:
    """Whether the local clock shows ``moment`` exactly once: neither jumped over nor shown twice."""
    return moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()


def _is_as_planned(series: SeriesTimes, shift: ShiftTime, day: date, zone: ZoneInfo) -> bool:
    starts, ends = wall_times(series, day, zone)
    return (
        shift.status == "CONFIRMED"
        and is_plain(starts, ends)
        and (shift.starts.astimezone(UTC), shift.ends.astimezone(UTC)) == (starts.astimezone(UTC), ends.astimezone(UTC))
        and (shift.title, shift.site, shift.place) == (series.title, series.site, series.place)
    )
