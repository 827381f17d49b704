"""Columns that mean the same on SQLite and PostgreSQL: moments, days, and sets of codes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from peewee import BigIntegerField, IntegerField

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_millis(moment: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00Z of an aware ``moment``."""
    return (moment - _EPOCH) // _MILLISECOND


def from_millis(stored: int) -> datetime:
    """The aware UTC moment that ``stored`` milliseconds mean."""
    return _EPOCH + timedelta(milliseconds=stored)


def to_day(day: date) -> int:
    """``day`` as the number YYYYMMDD, so that months and years group by whole division."""
    return day.year * 10000 + day.month * 100 + day.day


def from_day(stored: int) -> date:
    """The day that the number YYYYMMDD means."""
    return date(stored // 10000, stored // 100 % 100, stored % 100)


class MomentField(BigIntegerField):
    """A point in time, kept as milliseconds in UTC; takes and gives aware datetimes, and refuses naive ones."""

    def db_value(self, value: datetime | int | None) -> int | None:
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("a moment needs its time zone")
            return to_millis(value)
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else from_millis(value)


class DayField(IntegerField):
    """A local calendar day, kept as the number YYYYMMDD; takes and gives ``date``."""

    def db_value(self, value: date | int | None) -> int | None:
        if isinstance(value, datetime):
            raise TypeError("a day has no time of day: say which local date is meant")
        if isinstance(value, date):
            return to_day(value)
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> date | None:
        return None if value is None else from_day(value)
