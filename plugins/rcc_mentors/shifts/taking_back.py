"""Take back what one verb did to shifts and bookings, row by row, unless somebody has changed one of them since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.records import Record, fetch
from rcc_mentors.shifts.records import Absence, Assignment, Shift, ShiftSeries, Swap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_, ngettext = words("rcc_mentors")

_TABLES: tuple[type[Record], ...] = (ShiftSeries, Shift, Assignment, Swap, Absence)
"""Parents before their children."""
_MANY = 400


@dataclass(frozen=True, slots=True)
class Was:
    """A row of the table at this place of ``_TABLES`` before a verb (empty: there was none), and its version after."""

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
    stand = _read(0, list(series), ShiftSeries.id)
    stand |= _read(1, list(series), Shift.series) | _read(1, list(shifts), Shift.id)
    bookings = _read(2, [row for table, row in stand if table == 1], Assignment.shift)
    swaps = _read(3, [row for _table, row in bookings], Swap.gives)
    return {**stand, **bookings, **swaps, **_read(4, list(absences), Absence.id)}


def undo_between(before: Stand, after: Stand) -> Undo:
    """What leads from ``after`` back to ``before``."""
    moved = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return Undo(tuple(_was(*key, before.get(key), after.get(key)) for key in sorted(moved)))


@needs("mentors.schedule")
def take_back(undo: Undo) -> None:
    """Put every row back as it was. Raises ``Problem`` (code ``changed_elsewhere``) when one has moved on since."""
    _require_unmoved(undo)
    added = [was for was in reversed(undo.rows) if not was.before]
    for was in added:
        if was.table:
            _TABLES[was.table].remove(was.row)
    for was in undo.rows:
        if was.before and was.version is None:
            _TABLES[was.table].add(**{**dict(was.before), "id": was.row})
        elif was.before:
            _TABLES[was.table].change(was.row, expected=was.version, **dict(was.before))
    for was in added:
        if not was.table:  # a series last: shifts that were moved to it have gone back by now
            _TABLES[was.table].remove(was.row)


def _require_unmoved(undo: Undo) -> None:
    for place, record in enumerate(_TABLES):
        wanted = {was.row: was.version for was in undo.rows if was.table == place}
        found = {row: kept["version"] for (_table, row), kept in _read(place, list(wanted), record.id).items()}
        if any(found.get(row) != version for row, version in wanted.items()):
            raise Problem(
                _("Somebody changed this since."),
                _("Nothing was taken back. Look at the board and change it by hand."),
                code="changed_elsewhere",
            )


def _was(table: int, row: int, before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> Was:
    kept = tuple((name, value) for name, value in (before or {}).items() if name not in {"id", "version"})
    version = None if after is None else int(str(after["version"]))
    return Was(table, row, kept, version)


def _read(place: int, ids: list[int], column: Any) -> Stand:
    """The rows of one table whose ``column`` is among ``ids``, a stretch at a time: a list in SQL has a limit."""
    record = _TABLES[place]
    names = [field.column_name for field in record._meta.sorted_fields]
    found: Stand = {}
    for begin in range(0, len(ids), _MANY):
        for stored in fetch(record.select().where(column.in_(ids[begin : begin + _MANY]))):
            row = dict(zip(names, stored, strict=True))
            found[place, int(str(row["id"]))] = row
    return found
