"""Columns to fields, and each row checked cell by cell before anything is judged or written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.imports.cells import Asked, read_cell
from rcc_desktop.imports.dates import order_of_days
from rcc_desktop.imports.guessing import left_alone, suggest
from rcc_desktop.imports.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from rcc_desktop.api.imports import ImportField, Values
    from rcc_desktop.imports.rows import Rows

__all__ = ["CellNote", "CheckedRow", "DaysRead", "convert", "days_read", "left_alone", "suggest"]

_, ngettext = words("rcc_desktop")

_DATES = frozenset({"date", "date or year"})


@dataclass(frozen=True, slots=True)
class CellNote:
    """What is to be said of one cell. ``value`` is for the person at the screen only, never for a log."""

    header: str
    field: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row of the file as values for the fields; ``problems`` keep it from being taken, ``marks`` do not."""

    number: int
    cells: tuple[str, ...]
    values: Values
    problems: tuple[CellNote, ...] = ()
    marks: tuple[CellNote, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysRead:
    """How 3/4/1980 is read in one column, and whether a person or the column itself said so."""

    header: str
    day_first: bool
    was_said: bool

    @property
    def words(self) -> str:
        """For whoever looks at the rows before they are taken."""
        if self.day_first:
            return _("Dates in “{column}” are read as day/month/year.").format(column=self.header)
        return _("Dates in “{column}” are read as month/day/year.").format(column=self.header)


def days_read(
    rows: Rows, mapping: Mapping[int, str], fields: Sequence[ImportField], day_first: bool | None = None
) -> dict[str, DaysRead]:
    """By field, for each column with dates like 3/4/1980: ``day_first`` if a person said it, else what the column says.

    A column that does not say is read as m/d/y.
    """
    found = {}
    of_days = {wanted.key for wanted in fields if wanted.kind in _DATES}
    for at, key in mapping.items():
        if key in of_days and 0 <= at < len(rows.headers):
            order = order_of_days(row[at] for row in rows.rows)
            said = order.says if day_first is None else day_first
            if order.dates:
                found[key] = DaysRead(rows.headers[at], bool(said), said is not None)
    return found


def convert(
    rows: Rows,
    mapping: Mapping[int, str],
    fields: Sequence[ImportField],
    *,
    today: date,
    days: Mapping[str, DaysRead] | None = None,
) -> list[CheckedRow]:
    """Every row, in the file's order; ``days`` as ``days_read`` gives them, which is asked where they are None."""
    columns = _columns(rows, mapping, fields)
    read = days_read(rows, mapping, fields) if days is None else days
    asked = {wanted.key: Asked(wanted, today, wanted.key in read and read[wanted.key].day_first) for wanted in fields}
    return [
        _check(number, cells, columns, rows.headers, asked)
        for number, cells in zip(rows.numbers, rows.rows, strict=True)
    ]


def _columns(rows: Rows, mapping: Mapping[int, str], fields: Sequence[ImportField]) -> dict[str, list[int]]:
    """Field -> its columns in the file's order; refuses a mapping that cannot be followed."""
    known = {wanted.key: wanted for wanted in fields}
    columns: dict[str, list[int]] = {}
    for at, key in sorted(mapping.items()):
        if key not in known or not 0 <= at < len(rows.headers):
            raise refusal("odd_mapping")
        columns.setdefault(key, []).append(at)
    for key, places in columns.items():
        if len(places) > 1 and known[key].kind != "text":
            raise refusal("field_twice", field=known[key].title)
    missing = [wanted.title for wanted in fields if wanted.required and wanted.key not in columns]
    if missing:
        raise refusal("field_missing", fields=", ".join(missing))
    return columns


def _check(
    number: int,
    cells: tuple[str, ...],
    columns: Mapping[str, Sequence[int]],
    headers: Sequence[str],
    asked: Mapping[str, Asked],
) -> CheckedRow:
    values: dict[str, object] = {}
    problems: list[CellNote] = []
    marks: list[CellNote] = []
    for key, places in columns.items():
        said = " ".join(cells[at] for at in places if cells[at])
        found = read_cell(said, asked[key])
        note = CellNote(" + ".join(headers[at] for at in places), key, said, found.problem or found.mark)
        if found.problem:
            problems.append(note)
        elif found.value is not None:
            values[key] = found.value
        elif asked[key].field.required:
            problems.append(CellNote(note.header, key, said, _("This is needed and is blank.")))
        if found.mark:
            marks.append(note)
    if not values and not problems:
        problems.append(CellNote("", "", "", _("This row is blank in every column you chose.")))
    return CheckedRow(number, cells, values, tuple(problems), tuple(marks))
