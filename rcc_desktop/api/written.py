"""Days and times of day as they are written everywhere: at the desk, on paper, on the command line."""

from __future__ import annotations

from datetime import date, time


def write_date(day: date | None) -> str:
    """A day the way it is written at the desk, ``03/04/1980``; nothing for None."""
    return f"{day.month:02}/{day.day:02}/{day.year:04}" if day else ""


def write_birth(born: str) -> str:
    """A birth date or year as the desk writes it, from ``1980-03-04`` or ``1980``; nothing for nothing."""
    return write_date(date.fromisoformat(born)) if "-" in born else born


def write_time(moment: time | None) -> str:
    """A time the way it is written at the desk, ``9:30 am``; nothing for None."""
    if moment is None:
        return ""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'pm' if moment.hour >= 12 else 'am'}"
