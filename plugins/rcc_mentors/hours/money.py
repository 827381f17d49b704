"""What volunteer hours may be counted for: federal match by the center's own pay, and worth for impact statements.

Money is whole cents or exact fractions of them, rounded once, half up, where it is shown. Nothing here is a float.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

FULL = 10_000
"""A hundred percent, in hundredths of a percent."""

NATION = "US"
"""The place of a rate that holds for the whole country."""

PUBLISHED: Mapping[tuple[str, int], int] = {
    (NATION, 2018): 2543,
    (NATION, 2020): 2854,
    (NATION, 2021): 2995,
    (NATION, 2022): 3180,
    ("DC", 2022): 5000,
    ("MA", 2022): 3916,
    ("WA", 2022): 3763,
    ("CA", 2022): 3732,
    ("NY", 2022): 3571,
    ("MS", 2022): 2390,
    ("PR", 2022): 1487,
}
"""Independent Sector's value of a volunteer hour, in cents, by place and year, as published in April of the year after.

For impact statements only: 2 CFR 200.306(e) asks for what the organization itself pays for similar work.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an approved budget: hours of ``role`` from ``first`` to ``last`` (inclusive) may be counted under it.

    ``rate_cents`` is the center's own pay by the hour for similar work, ``fringe_hundredths`` a share of it in
    hundredths of a percent.
    """

    id: int
    award: str
    role: str
    first: date
    last: date
    rate_cents: int
    fringe_hundredths: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """Approved time: ``claimed_for`` names the award that uses it already, empty for none."""

    id: int
    role: str
    day: date
    minutes: int
    pay: str = "volunteer"
    claimed_for: str = ""


def hourly_cents(rate_cents: int, fringe_hundredths: int) -> Fraction:
    """An hour with its fringe, in cents, exactly: $19.00 and 10 % are 2,090."""
    return Fraction(rate_cents * (FULL + fringe_hundredths), FULL)


def match_value(minutes: int, rate_cents: int, fringe_hundredths: int) -> Decimal:
    """Dollars of match by 2 CFR 200.306(e): hours times the center's own pay for similar work, with fringe."""
    return dollars(hourly_cents(rate_cents, fringe_hundredths) * minutes / 60)


def worth(minutes: int, rate_cents: int) -> Decimal:
    """Dollars for an impact statement, by a published value of an hour. Never match."""
    return dollars(Fraction(rate_cents * minutes, 60))


def line_for(work: Work, lines: Sequence[Line]) -> Line | None:
    """The one line that hours are counted under: the first that fits in role and days, or none.

    Paid hours are no contribution. Hours that an award uses already count for that award alone (2 CFR 200.306(b)).
    """
    if work.pay != "volunteer":
        return None
    return next((line for line in sorted(lines, key=lambda line: line.id) if _fits(work, line)), None)


def minutes_by_line(works: Iterable[Work], lines: Sequence[Line]) -> dict[int, int]:
    """Minutes under each line, by its id; every hour stands under one line at most."""
    found: dict[int, int] = defaultdict(int)
    for work in works:
        line = line_for(work, lines)
        if line is not None:
            found[line.id] += work.minutes
    return dict(found)


def required_match(federal_cents: int, federal_hundredths: int) -> tuple[Decimal, Decimal]:
    """What a project costs in all, and the part that is not federal, where ``federal_cents`` are a share of the whole.

    $300,000 at 85 % is a project of $352,941.18 and a match of $52,941.18: the share is of the project, not of the
    grant. Raises ValueError for a share that is not above nothing and at most all.
    """
    if not 0 < federal_hundredths <= FULL:
        raise ValueError("the federal share must be above 0 % and at most 100 %")
    whole = Fraction(federal_cents * FULL, federal_hundredths)
    return dollars(whole), dollars(whole - federal_cents)


def hours_a_month(hours_a_week: Fraction) -> Fraction:
    """Hours in a month of the calendar, 52 weeks shared among 12 months: 145 a week are 628.33, not 4 times 145."""
    return hours_a_week * 52 / 12


def newest_rate(rates: Mapping[tuple[str, int], int], place: str, year: int) -> tuple[int, int] | None:
    """The year and the cents of the newest rate for ``place`` that was published for ``year`` or before."""
    known = [(of_year, cents) for (at, of_year), cents in rates.items() if at == place and of_year <= year]
    return max(known, default=None)


def dollars(cents: Fraction) -> Decimal:
    """Cents as dollars with two places, half a cent up."""
    whole = (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
    return Decimal(whole).scaleb(-2)


def money_words(amount: Decimal) -> str:
    """Dollars the way they are written here: ``$12,540.00``."""
    return f"${amount:,.2f}"


def _fits(work: Work, line: Line) -> bool:
    return work.role == line.role and line.first <= work.day <= line.last and work.claimed_for in {"", line.award}
