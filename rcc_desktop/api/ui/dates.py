"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rcc_desktop.api.written import write_date

__all__ = ["read_date", "write_date"]

_NUMBERS = re.compile(r"^(\d{1,4})[\s/.\-]+(\d{1,2})(?:[\s/.\-]+(\d{1,4}))?$")
_RUN_TOGETHER = re.compile(r"^(\d{2})(\d{2})(\d{4})$")


def read_date(text: str, today: date) -> date | None:
    """The day that was typed, or None where it cannot be told.

    Month comes first, as in the United States: ``3/4/1980``, ``3-4-80``, ``3.4`` (this year), ``03041980``; or the
    year, in four digits: ``1980-03-04``. ``t`` is today, ``+2`` and ``-1`` count days from today. A year in two digits
    is the latest one that is not after this year: in 2026, 26 means 2026 and 27 means 1927.
    """
    typed = text.strip().casefold()
    if typed in {"t", "h"}:
        return today
    if re.fullmatch(r"[+-]\d{1,4}", typed):
        return today + timedelta(days=int(typed))
    found = _RUN_TOGETHER.match(typed) or _NUMBERS.match(typed)
    return _from_parts(found[1], found[2], found[3], today) if found else None


def _from_parts(first: str, second: str, third: str | None, today: date) -> date | None:
    if len(first) == 4 and third is not None:
        return _day(int(first), int(second), int(third))
    if third is None:
        return _day(today.year, int(first), int(second))
    return _day(_year(third, today), int(first), int(second))


def _year(typed: str, today: date) -> int:
    if len(typed) != 2:
        return int(typed)
    century = today.year // 100 * 100
    year = century + int(typed)
    return year if year <= today.year else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    if not 1000 <= year <= 9999:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
