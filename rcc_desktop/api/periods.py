"""Spans of local days that reports ask for, and the center's fiscal year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class ReportingYear:
    """A year that begins on the first of ``first_month`` and is named by the calendar year it ends in.

    2026-06-30 lies in FY2026 and 2026-07-01 in FY2027 where the year begins in July; the federal year begins in
    October (31 U.S.C. 1102).
    """

    first_month: int = 7

    def of(self, day: date) -> int:
        """The fiscal year that ``day`` lies in."""
        return day.year + (self.first_month > 1 and day.month >= self.first_month)

    def first_day(self, year: int) -> date:
        """The day on which fiscal ``year`` begins."""
        return date(year - (self.first_month > 1), self.first_month, 1)

    def period(self, year: int) -> Period:
        """Fiscal ``year`` as a period."""
        return Period(self.first_day(year), self.first_day(year + 1) - timedelta(days=1), f"FY{year}")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included; ``code`` is how it is typed and named in files."""

    first: date
    last: date
    code: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Problem(
                _("The period ends before it begins."), _("Put the earlier day first."), field="period", code="period"
            )

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Each day of the period, in order."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    @classmethod
    def day(cls, day: date) -> Period:
        """One day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def week(cls, day: date) -> Period:
        """The week from Monday to Sunday that ``day`` lies in."""
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=6)
        return cls(monday, sunday, f"{monday}..{sunday}")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]), f"{year:04}-{month:02}")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """One quarter of the calendar year."""
        last = quarter * 3
        return cls(date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]), f"{year:04}Q{quarter}")

    @classmethod
    def parse(cls, text: str, year: ReportingYear) -> Period:
        """Read ``2026-11-21``, ``2026-11``, ``2026``, ``2026Q4``, ``FY2026`` or ``2026-01-01..2026-06-30``.

        Raises ``Problem`` (field ``period``) for anything else, and for days that no calendar has.
        """
        wanted = text.strip().upper()
        try:
            found = _read(wanted, year)
        except ValueError:
            found = None
        if found is None:
            raise Problem(
                _("“{text}” is not a period.").format(text=text.strip() or "–"),
                _(
                    "Write a day (2026-11-21), a month (2026-11), a quarter (2026Q4), a fiscal year (FY2026), "
                    "or two days with two dots between them."
                ),
                field="period",
                code="period",
            )
        return found


def _read(text: str, year: ReportingYear) -> Period | None:
    if ".." in text:
        first, _dots, last = text.partition("..")
        begins, ends = date.fromisoformat(first.strip()), date.fromisoformat(last.strip())
        return Period(begins, ends, f"{begins}..{ends}")
    if match := re.fullmatch(r"FY\s?(\d{4})", text):
        return year.period(int(match[1]))
    if match := re.fullmatch(r"(\d{4})-?Q([1-4])", text):
        return Period.quarter(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return Period.month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"\d{4}", text):
        return Period(date(int(text), 1, 1), date(int(text), 12, 31), text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return Period.day(date.fromisoformat(text))
    return None
