"""How shifts and their bookings stand, row by row: before a verb and after it is what taking back needs. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.records import Record, fetch
from rcc_mentors.shifts.records import Absence, Assignment, Shift, ShiftSeries, Swap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLES: tuple[type[Record], ...] = (ShiftSeries, Shift, Assignment, Swap, Absence)
"""Parents before their children."""
_MANY = 400


@dataclass(frozen=True, slots=True)
class Was:
    """A row of the table at this place of ``TABLES`` before a verb (empty: there was none), and its version after."""

    table: int
    row: int
    before: tuple[tuple[str, object], ...]
    version: int | None


@dataclass(frozen=True, slots=True)
class Undo:
    """Everything that ``take_back`` needs to take one verb back. It may be kept for as long as the page is open."""

    rows: tuple[Was, ...] = ()


Stand = dict[tuple[int, int], dict[str, object]]
"""Rows by table and id, as stored."""


def stand_of(shifts: Iterable[int] = (), series: Iterable[int] = (), absences: Iterable[int] = ()) -> Stand:
    """How shifts (those of the series as well), their bookings and swaps, and absences stand now."""
    stand = rows_of(0, list(series), ShiftSeries.id)
    stand |= rows_of(1, list(series), Shift.series) | rows_of(1, list(shifts), Shift.id)
    bookings = rows_of(2, [row for table, row in stand if table == 1], Assignment.shift)
    swaps = rows_of(3, [row for _table, row in bookings], Swap.gives)
    return {**stand, **bookings, **swaps, **rows_of(4, list(absences), Absence.id)}


def undo_between(before: Stand, after: Stand) -> Undo:
    """What leads from ``after`` back to ``before``."""
    moved = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return Undo(tuple(_was(*key, before.get(key), after.get(key)) for key in sorted(moved)))


def _was(table: int, row: int, before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> Was:
    kept = tuple((name, value) for name, value in (before or {}).items() if name not in {"id", "version"})
    version = None if after is None else int(str(after["version"]))
    return Was(table, row, kept, version)


def rows_of(place: int, ids: list[int], column: Any) -> Stand:
    """The rows of one of ``TABLES`` whose ``column`` is among ``ids``, some at a time: a list in SQL has a limit."""
    record = TABLES[place]
    names = [field.column_name for field in record._meta.sorted_fields]
    found: Stand = {}
    for begin in range(0, len(ids), _MANY):
        for stored in fetch(record.select().where(column.in_(ids[begin : begin + _MANY]))):
            row = dict(zip(names, stored, strict=True))
            found[place, int(str(row["id"]))] = row
    return found
