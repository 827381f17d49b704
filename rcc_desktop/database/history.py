"""What each verb changed, kept apart from the audit inside the encrypted file: for undo, and for who-changed-what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peewee import Database

    from rcc_desktop.api.ledger import RowChange
    from rcc_desktop.api.record import Record

_, ngettext = words("rcc_desktop")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_INSERT = (
    'INSERT INTO "history" ("entry", "table_name", "kind", "first_row", "last_row", "before", "after") '
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One kept change: the audit entry it belongs to, and stored values before and after (None: not that kind)."""

    entry: int
    table: str
    kind: str
    first: int
    last: int
    before: dict[str, object] | None
    after: dict[str, object] | None


def keep(database: Database, entry: int, changes: Sequence[RowChange]) -> None:
    """Write what moved under audit entry ``entry``."""
    rows = [
        (entry, change.table, change.kind, change.first, change.last, _json(change.before), _json(change.after))
        for change in changes
    ]
    database.cursor().executemany(_INSERT.replace("?", database.param), rows)


def steps_of(database: Database, entry: int) -> list[Step]:
    """What audit entry ``entry`` changed, in the order it did."""
    return _read(database, '"entry" = ?', [entry])


def steps_on(database: Database, table: str, row: int) -> list[Step]:
    """Every change of one row, oldest first."""
    return _read(database, '"table_name" = ? AND "first_row" <= ? AND "last_row" >= ?', [table, row, row])


def undo(database: Database, entry: int, records: Sequence[type[Record]]) -> None:
    """Put back what audit entry ``entry`` changed, as a change of its own.

    Raises ``Problem`` when something it touched has moved since: then nothing is put back.
    """
    by_table = {record._meta.table_name: record for record in records}
    for step in reversed(steps_of(database, entry)):
        record = by_table[step.table]
        if step.kind == "add":
            for row in range(step.last, step.first - 1, -1):
                record.remove(row)
        elif step.kind == "change":
            _put_back(record, step)
        else:
            _put_row(database, record, step)


def _put_back(record: type[Record], step: Step) -> None:
    fields = {field.column_name: field.name for field in record._meta.sorted_fields}
    now = record.stored_row(step.first)
    if any(now[column] != value for column, value in (step.after or {}).items()):
        raise Problem(
            _("This was changed again since, so it cannot be undone by itself."),
            _("Nothing was changed. Open it and correct it by hand."),
            code="changed_elsewhere",
        )
    values: dict[str, Any] = {
        fields[column]: value for column, value in (step.before or {}).items() if column != "version"
    }
    record.change(step.first, **values)


def _put_row(database: Database, record: type[Record], step: Step) -> None:
    values = step.before or {}
    columns = ", ".join(f'"{column}"' for column in values)
    places = ", ".join(database.param for _column in values)
    sql = f'INSERT INTO "{step.table}" ({columns}) VALUES ({places})'
    database.execute_sql(sql, list(values.values()))
    record.note_addition(step.first, values)


def _read(database: Database, where: str, parameters: list[object]) -> list[Step]:
    sql = (
        'SELECT "entry", "table_name", "kind", "first_row", "last_row", "before", "after" FROM "history" '
        f'WHERE {where} ORDER BY "id"'
    )
    rows = database.execute_sql(sql.replace("?", database.param), parameters).fetchall()
    return [
        Step(entry, table, kind, first, last, _value(before), _value(after))
        for entry, table, kind, first, last, before, after in rows
    ]


def _json(value: object) -> str | None:
    return None if value is None else _encode(value)


def _value(text: str | None) -> dict[str, object] | None:
    return None if text is None else json.loads(text)
