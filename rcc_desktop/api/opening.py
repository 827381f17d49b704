"""When a site is open: hours by weekday, and days it stays closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from rcc_desktop.api.periods import Period


@dataclass(frozen=True, slots=True)
class OpenHours:
    """The opening hours of one weekday, local time; ``closes`` at or before ``opens`` means past midnight."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Opening:
    """The calendar of one site: ``hours`` by ISO weekday (1 Monday to 7 Sunday), and ``closed`` days."""

    zone: ZoneInfo
    hours: Mapping[int, OpenHours] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    day_turns: time = time(4, 0)
    opened_on: date = date.min
    """The day the center was made here."""

    def is_open_on(self, day: date) -> bool:
        """True when the site opens on ``day``."""
        return day.isoweekday() in self.hours and day not in self.closed

    def days_open(self, period: Period, *, today: date = date.max, first_fact: date = date.max) -> int:
        """How many days of ``period`` the site was open, up to ``today``: what an average by day divides by.

        The calendar begins with ``opened_on``, or sooner with ``first_fact``, where older days were typed in.
        """
        first = min(self.opened_on, first_fact)
        return sum(self.is_open_on(day) for day in period.days() if first <= day <= today)

    def closing(self, day: date) -> datetime | None:
        """The moment the site closes on ``day`` (aware), or None when it does not open."""
        if not self.is_open_on(day):
            return None
        hours = self.hours[day.isoweekday()]
        after_midnight = timedelta(days=1) if hours.closes <= hours.opens else timedelta()
        return datetime.combine(day + after_midnight, hours.closes, tzinfo=self.zone)

    def local_day(self, moment: datetime) -> date:
        """The day of business that an aware ``moment`` belongs to: the small hours count for the evening before."""
        local = moment.astimezone(self.zone)
        return local.date() - timedelta(days=1) if local.time() < self.day_turns else local.date()
