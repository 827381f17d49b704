"""Dates as strangers write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_YEAR = 1850
LAST_YEAR = 2199
_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's count (with its leap day of 1900 that never was), as in ECMA-376 part 1, 18.17.4.1."""
_SERIALS = range(10_000, 80_000)

_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp]\.?[Mm]\.?)?(Z|[+-]\d{2}:?\d{2})?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -](?:de )?([a-z]{3,10})\.?,?[ -](?:del? )?(\d{4}|\d{2})")
_MONTH_IN_WORDS = re.compile(r"([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (?:del? )?(\d{4}|\d{2})")
_YEAR_ALONE = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?")

_MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)


@dataclass(frozen=True, slots=True)
class DayOrder:
    """What a whole column says of 3/4/1980: how many of its dates can be d/m/y only, m/d/y only, or either."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    @property
    def dates(self) -> int:
        """The dates that have such an order at all: 1980-03-04 has none."""
        return self.day_first + self.month_first + self.either

    @property
    def says(self) -> bool | None:
        """True for d/m/y, False for m/d/y, None when it does not say.

        One odd row must not turn every other date of a center in the United States around: the day comes first only
        where no date contradicts it and most of them can be read no other way. (Of all days 19 in 31 are past the
        12th, so a column that was written that way shows it.)
        """
        if self.month_first:
            return None if self.day_first else False
        return True if 2 * self.day_first > self.dates else None


def order_of_days(values: Iterable[str]) -> DayOrder:
    """Counts what the dates of a column can be."""
    found = (_YEAR_LAST.fullmatch(_without_time(value)) for value in values)
    pairs = [(int(match[1]), int(match[3])) for match in found if match]
    day_first = sum(first > 12 >= second for first, second in pairs)
    month_first = sum(second > 12 >= first for first, second in pairs)
    return DayOrder(day_first, month_first, sum(first <= 12 and second <= 12 for first, second in pairs))


def read_date(text: str, *, today: date, day_first: bool = False) -> date | None:
    """The day ``text`` names, or None. A year of two digits never lies in the future: "47" read in 2026 is 1947."""
    said = _without_time(text)
    if said.isascii() and said.isdigit() and len(said) == 5 and int(said) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(said))
    if match := _COMPACT.fullmatch(said) or _YEAR_FIRST.fullmatch(said):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(said):
        first, second = int(match[1]), int(match[3])
        month, day = (second, first) if day_first else (first, second)
        return _with_year(match[4], month, day, today)
    return _from_words(said, today)


def read_year(text: str) -> int | None:
    """The year when no more than the year, or year and month, is known."""
    match = _YEAR_ALONE.fullmatch(text.strip())
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    return int(match[1]) if match[2] is None or 1 <= int(match[2]) <= 12 else None


def _without_time(text: str) -> str:
    return _TIME.sub("", text.strip())


def _from_words(said: str, today: date) -> date | None:
    plain = unicodedata.normalize("NFKC", said).casefold()
    plain = re.sub(r"^[a-z]{3,9}day,? ", "", plain)
    if match := _DAY_IN_WORDS.fullmatch(plain):
        day, word, year = match.groups()
    elif match := _MONTH_IN_WORDS.fullmatch(plain):
        word, day, year = match.groups()
    else:
        return None
    month = _month(word)
    return _with_year(year, month, int(day), today) if month else None


def _month(word: str) -> int | None:
    for number, names in enumerate(_MONTHS, 1):
        if any(name == word or (len(word) <= 4 and name.startswith(word)) for name in names):
            return number
    return None


def _with_year(digits: str, month: int, day: int, today: date) -> date | None:
    if len(digits) == 4:
        return _day(int(digits), month, day)
    this_century = today.year - today.year % 100 + int(digits)
    found = _day(this_century, month, day)
    if found is None or found > today:
        return _day(this_century - 100, month, day)
    return found


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
