"""What bringing in a file does off the window's thread: reading it, and what a person still has to settle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.work.lanes import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from rcc_desktop.api.imports import Import
    from rcc_desktop.imports.rows import Rows

SAMPLE = 200
"""Rows that are looked at to tell what a column holds."""

_DATES = frozenset({"date", "date or year"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file, and what a person said of how it is to be read; what they left open is settled by looking."""

    path: Path
    encoding: str | None = None
    sheet: int | None = None
    has_titles: bool | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it was read, with what its columns seem to hold and those that are left alone."""

    chosen: Chosen
    rows: Rows
    suggested: Mapping[int, str]
    left_alone: Mapping[int, str]


def read_table(chosen: Chosen, wanted: Import, told: Callable[[float], None]) -> Table:
    """Read a file. Raises ``Problem`` for one that cannot be taken, and ``Cancelled`` once nobody wants it."""
    from rcc_desktop.imports.mapping import left_alone, suggest
    from rcc_desktop.imports.reading import read

    stopped = False

    def cancelled() -> bool:
        nonlocal stopped
        try:
            told(0.5)
        except Cancelled:
            stopped = True
        return stopped

    try:
        rows = read(
            chosen.path,
            encoding=chosen.encoding,
            sheet=chosen.sheet,
            has_titles=chosen.has_titles,
            cancelled=cancelled,
        )
    except Problem:
        if stopped:
            raise Cancelled from None
        raise
    sample = rows.rows[:SAMPLE]
    chosen = replace(chosen, has_titles=rows.has_titles)
    return Table(chosen, rows, suggest(rows.headers, sample, wanted.fields), left_alone(rows.headers, sample))


def order_of_days_is_open(table: Table, mapping: Mapping[int, str], wanted: Import, today: date) -> bool:
    """True when a column of dates reads differently with the day first and does not itself tell which it is."""
    from rcc_desktop.imports.dates import order_of_days

    days = {field.key for field in wanted.fields if field.kind in _DATES}
    columns = [[row[at] for row in table.rows.rows if row[at]] for at, key in mapping.items() if key in days]
    return any(order_of_days(column).says is None and _reads_both_ways(column, today) for column in columns)


def samples(rows: Rows, at: int, most: int = 3) -> str:
    """A few different values of a column, as they stand in the file."""
    values = dict.fromkeys(row[at] for row in rows.rows[:SAMPLE] if row[at])
    return "  ·  ".join(_short(value) for value in list(values)[:most])


def _reads_both_ways(column: Iterable[str], today: date) -> bool:
    from rcc_desktop.imports.dates import read_date

    return any(
        read_date(said, today=today, day_first=True) != read_date(said, today=today, day_first=False) for said in column
    )


def _short(value: str, most: int = 28) -> str:
    line = " ".join(value.split())
    return line if len(line) <= most else line[: most - 1] + "…"
