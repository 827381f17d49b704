"""What hours come to, as expressions of a query: approved minutes as of a day, and how long a shift is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import fn

from rcc_desktop.api.fields import to_day
from rcc_mentors.hours.records import HoursAddendum, HoursEntry
from rcc_mentors.shifts.records import Shift

if TYPE_CHECKING:
    from datetime import date

    from rcc_desktop.api import Period


def approved_minutes(as_of: date | None = None) -> Any:
    """The minutes of an entry that count: by its newest addendum (of ``as_of`` or before), else as approved."""
    newest = HoursAddendum.select(HoursAddendum.minutes).where(HoursAddendum.entry == HoursEntry.id)
    if as_of is not None:
        newest = newest.where(HoursAddendum.on_day <= to_day(as_of))
    newest = newest.order_by(HoursAddendum.on_day.desc(), HoursAddendum.id.desc()).limit(1)
    return fn.COALESCE(newest, HoursEntry.approved_minutes)


def shift_minutes() -> Any:
    """Real minutes of a shift."""
    return (Shift.ends_at - Shift.starts_at) / 60_000


def within(field: Any, period: Period) -> Any:
    """Whether a day lies in a period."""
    return field.between(to_day(period.first), to_day(period.last))
