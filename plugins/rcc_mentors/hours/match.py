"""In-kind match by the center's own pay, budget lines, hours other awards use, and worth for impact statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch
from rcc_mentors.hours.counting import approved_minutes, within
from rcc_mentors.hours.entries import rows_of
from rcc_mentors.hours.money import (
    PUBLISHED,
    Line,
    Work,
    line_for,
    match_value,
    minutes_by_line,
    newest_rate,
    worth,
)
from rcc_mentors.hours.records import HoursEntry, MatchLine, WorthRate
from rcc_mentors.hours.rows import LineRow, MatchRows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from rcc_desktop.api import Period
    from rcc_mentors.hours.rows import EntryRow

_, ngettext = words("rcc_mentors")

MOST_CENTS = 50_000


@needs("mentors.match")
def match_of(period: Period, place: str = "US", as_of: date | None = None) -> MatchRows:
    """What approved volunteer hours of a period may be counted for, line by line; each hour once.

    ``as_of`` leaves later addenda out. ``place`` is whose published value stands in the impact statement.
    """
    lines, works = budget_lines(), _works(period, as_of)
    under = minutes_by_line(works, lines)
    given = sum(work.minutes for work in works if work.pay == "volunteer")
    versions = dict(fetch(MatchLine.select(MatchLine.id, MatchLine.version)))
    rows = tuple(_row(line, under.get(line.id, 0), versions[line.id]) for line in lines)
    rate = newest_rate(_rates(), place, period.last.year)
    return MatchRows(
        rows,
        given - sum(under.values()),
        worth(given, rate[1]) if rate else None,
        (place, *rate) if rate else None,
    )


@needs("mentors.match")
def entries_by_line(period: Period, as_of: date | None = None) -> dict[int, int]:
    """The budget line each approved entry of the period is counted under, by entry; those under none are left out."""
    lines = budget_lines()
    found = ((work.id, line_for(work, lines)) for work in _works(period, as_of))
    return {entry: line.id for entry, line in found if line is not None}


@needs("mentors.match")
def entries_to_match(period: Period, now: datetime) -> list[EntryRow]:
    """Approved volunteer time of the period, by day, whatever it counts for."""
    which = within(HoursEntry.on_day, period) & (HoursEntry.state == "approved") & (HoursEntry.pay == "volunteer")
    return rows_of(which, now)


@needs("mentors.match")
def budget_lines() -> list[Line]:
    """Every line, in the order in which hours are looked at."""
    query = MatchLine.select(
        MatchLine.id, MatchLine.award, MatchLine.role, MatchLine.first_day, MatchLine.last_day,
        MatchLine.rate_cents, MatchLine.fringe_hundredths,
    ).order_by(MatchLine.id)  # fmt: skip
    return [
        Line(row, award, role, from_day(first), from_day(last), *rate)
        for row, award, role, first, last, *rate in fetch(query)
    ]


@needs("mentors.match")
def keep_line(line: Line, *, expected: int | None = None) -> int:
    """Add a budget line (id 0) or change one; its id. Raises ``Problem`` (fields ``award``, ``last``, ``rate``)."""
    if not line.award.strip():
        raise Problem(_("Which award is it?"), _("Type its name or number."), field="award")
    if line.last < line.first:
        raise Problem(_("The line ends before it begins."), _("Put the earlier day first."), field="last")
    if not 0 < line.rate_cents <= MOST_CENTS or not 0 <= line.fringe_hundredths <= 10_000:
        raise Problem(
            _("This rate cannot be."), _("Type what the center pays for such work by the hour."), field="rate"
        )
    values: dict[str, Any] = {
        "award": line.award.strip(), "role": line.role, "first_day": line.first, "last_day": line.last,
        "rate_cents": line.rate_cents, "fringe_hundredths": line.fringe_hundredths,
    }  # fmt: skip
    if not line.id:
        return MatchLine.add(**values)
    MatchLine.change(line.id, expected=expected, **values)
    return line.id


@needs("mentors.match")
def drop_line(line: int) -> None:
    """Take a budget line away; hours under it stand under none, or under the next that fits."""
    MatchLine.remove(line)


@needs("mentors.match")
def claim(entries: Iterable[int], award: str) -> None:
    """Say that an award uses these hours already: they count for it alone. Empty: for none any longer."""
    for entry in entries:
        HoursEntry.change(entry, claimed_for=award.strip())


@needs("mentors.match")
def worth_rates() -> dict[tuple[str, int], int]:
    """Cents an hour is worth in impact statements, by place and year: the published ones, and the center's own."""
    return _rates()


@needs("mentors.match")
def keep_worth_rate(place: str, year: int, cents: int, now: datetime) -> None:
    """Type in a value that was published, for statements only. Raises ``Problem`` (fields ``year``, ``rate``)."""
    if not 1990 <= year <= now.year:
        raise Problem(_("No value is published for this year yet."), _("Type a year that is over."), field="year")
    if not 0 < cents <= MOST_CENTS:
        raise Problem(_("This rate cannot be."), _("Type dollars for one hour."), field="rate")
    code = place.strip().upper() or "US"
    known = fetch(WorthRate.select(WorthRate.id).where((WorthRate.place == code) & (WorthRate.year == year)))
    if known:
        WorthRate.change(known[0][0], cents=cents)
    else:
        WorthRate.add(place=code, year=year, cents=cents)


def _rates() -> dict[tuple[str, int], int]:
    own = fetch(WorthRate.select(WorthRate.place, WorthRate.year, WorthRate.cents))
    return dict(PUBLISHED) | {(place, year): cents for place, year, cents in own}


def _works(period: Period, as_of: date | None) -> list[Work]:
    columns = (
        *(HoursEntry.id, HoursEntry.role, HoursEntry.on_day, approved_minutes(as_of), HoursEntry.pay),
        HoursEntry.claimed_for,
    )
    query = HoursEntry.select(*columns).where(within(HoursEntry.on_day, period) & (HoursEntry.state == "approved"))
    return [
        Work(row, role, from_day(day), minutes, pay, claimed) for row, role, day, minutes, pay, claimed in fetch(query)
    ]


def _row(line: Line, minutes: int, version: int) -> LineRow:
    value = match_value(minutes, line.rate_cents, line.fringe_hundredths)
    kept = (line.id, line.award, line.role, line.first, line.last, line.rate_cents, line.fringe_hundredths)
    return LineRow(*kept, minutes, value, version)
