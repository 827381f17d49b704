"""A row that notes its own writes, so that one verb makes one audit entry, one history and one ``Changes``.

``add``, ``add_many``, ``change`` and ``remove`` are the quick roads (their SQL is made once); peewee's own ``create``,
``save``, ``insert``, ``insert_many``, ``update``, ``delete`` and what is built on them are noted as well.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from peewee import AutoField, DatabaseProxy, DoesNotExist, Field, ForeignKeyField, IntegerField, Model

from rcc_desktop.api.ledger import RowChange, writing_ledger
from rcc_desktop.api.noted_queries import NotedDelete, NotedInsert, NotedUpdate
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from peewee import SelectQuery

_, ngettext = words("rcc_desktop")

database = DatabaseProxy()
"""The open center's database; pointed at one when a center is opened."""


class Record(Model):
    """One stored row. ``version`` counts its changes, so that two desks never overwrite each other in silence."""

    id = AutoField()
    version = IntegerField(default=1)

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def add(cls, **values: object) -> int:
        """Insert one row and give its id."""
        connection = cls._meta.database
        sql, fields = _insert_statement(cls, tuple(values), returning=connection.returning_clause)
        cursor = connection.execute_sql(sql, [_stored(field, values) for field in fields])
        row = int(cursor.fetchone()[0] if connection.returning_clause else cursor.lastrowid)
        writing_ledger().note(RowChange(cls._meta.table_name, "add", row, row))
        cls.touch([values], row)
        return row

    @classmethod
    def add_many(cls, names: Sequence[str], rows: Iterable[Sequence[object]]) -> range:
        """Insert many rows of ``names`` columns and give the range of their ids; stored values, unconverted, go in."""
        ledger = writing_ledger()
        connection = cls._meta.database
        table = cls._meta.table_name
        first = connection.execute_sql(f'SELECT COALESCE(MAX(id), 0) + 1 FROM "{table}"').fetchone()[0]
        sql, fields = _insert_statement(cls, ("id", *names), returning=False)
        constants = [_stored(field, {}) for field in fields[len(names) + 1 :]]
        taken = list(rows)
        cursor = connection.cursor()
        cursor.executemany(sql, ((row_id, *row, *constants) for row_id, row in enumerate(taken, first)))
        if taken:
            ledger.note(RowChange(table, "add", first, first + len(taken) - 1))
        if table == "person":
            ledger.people.update(range(first, first + len(taken)))
        for name in cls._person_fields():
            if name in names:
                at = list(names).index(name)
                ledger.people.update(int(row[at]) for row in taken if row[at] is not None)  # type: ignore[call-overload]
        return range(first, first + len(taken))

    @classmethod
    def change(cls, row: int, *, expected: int | None = None, **values: object) -> bool:
        """Change columns of one row and say whether anything moved.

        ``expected`` is the version that was looked at. Raises ``Problem`` (code ``changed_elsewhere``) when the row has
        moved on since, and ``DoesNotExist`` when there is no such row.
        """
        new = {name: _stored(cls._meta.combined[name], values) for name in values}
        before = cls.stored_row(row)
        if expected is not None and before["version"] != expected:
            raise Problem(
                _("Somebody changed this since you opened it."),
                _("Your words are still here. Look at the newer version, then save again."),
                code="changed_elsewhere",
            )
        columns = {cls._meta.combined[name].column_name: value for name, value in new.items()}
        moved = {column: value for column, value in columns.items() if before[column] != value}
        if not moved:
            return False
        places = ", ".join(f'"{column}" = ?' for column in moved)
        sql = f'UPDATE "{cls._meta.table_name}" SET {places}, "version" = "version" + 1 WHERE "id" = ?'
        cls._meta.database.execute_sql(_parameters(cls, sql), [*moved.values(), row])
        was = {column: before[column] for column in moved}
        writing_ledger().note(RowChange(cls._meta.table_name, "change", row, row, was, moved))
        cls.touch([before, columns], row)
        return True

    @classmethod
    def remove(cls, row: int) -> None:
        """Delete one row; what it held stays in the history. Raises ``DoesNotExist`` when there is no such row."""
        before = cls.stored_row(row)
        sql = f'DELETE FROM "{cls._meta.table_name}" WHERE "id" = ?'
        cls._meta.database.execute_sql(_parameters(cls, sql), [row])
        writing_ledger().note(RowChange(cls._meta.table_name, "remove", row, row, before=before))
        cls.touch([before], row)

    @classmethod
    def insert(cls, __data: Any = None, **insert: Any) -> NotedInsert:
        return NotedInsert(cls, cls._normalize_data(__data, insert))  # type: ignore[attr-defined]

    @classmethod
    def insert_many(cls, rows: Any, fields: Any = None) -> NotedInsert:
        return NotedInsert(cls, insert=rows, columns=fields)

    @classmethod
    def update(cls, __data: Any = None, **update: Any) -> NotedUpdate:
        return NotedUpdate(cls, cls._normalize_data(__data, update))  # type: ignore[attr-defined]

    @classmethod
    def delete(cls) -> NotedDelete:
        return NotedDelete(cls)

    @classmethod
    def note_addition(cls, row: int, image: Mapping[str, object]) -> None:
        """Note a row that was written by hand, with what it holds by column."""
        writing_ledger().note(RowChange(cls._meta.table_name, "add", row, row))
        cls.touch([image], row)

    @classmethod
    def stored_row(cls, row: int) -> dict[str, object]:
        """What one row holds, by column, as stored. Raises ``DoesNotExist``."""
        columns = [field.column_name for field in cls._meta.sorted_fields]
        found = cls._meta.database.execute_sql(_select_statement(cls), [row]).fetchone()
        if found is None:
            raise DoesNotExist(f"{cls._meta.table_name} has no row {row}")
        return dict(zip(columns, found, strict=True))

    @classmethod
    def touch(cls, images: Sequence[Mapping[str, object]], row: int) -> None:
        """Note the people that rows hang on; ``images`` are keyed by field or column name."""
        people = writing_ledger().people
        if cls._meta.table_name == "person":
            people.add(row)
        for name in cls._person_fields():
            column = cls._meta.combined[name].column_name
            for image in images:
                value = image.get(name, image.get(column))
                if value is not None:
                    people.add(value.id if isinstance(value, Record) else int(value))  # type: ignore[call-overload]

    @classmethod
    def _person_fields(cls) -> tuple[str, ...]:
        return _person_fields(cls)


def fetch(query: SelectQuery) -> list[tuple[Any, ...]]:
    """The rows of ``query`` as plain tuples of stored values (days and moments as numbers): the quick way to read."""
    sql, parameters = query.sql()
    rows: list[tuple[Any, ...]] = database.execute_sql(sql, parameters).fetchall()
    return rows


@cache
def _person_fields(record: type[Record]) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in record._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and field.rel_model._meta.table_name == "person"
    )


@cache
def _insert_statement(
    record: type[Record], names: tuple[str, ...], *, returning: bool
) -> tuple[str, tuple[Field, ...]]:
    """The INSERT of ``names`` and every other column that has a default, and its fields in order.

    SQLite knows the id without being asked to return it, which costs it a table in memory each time.
    """
    given = tuple(record._meta.combined[name] for name in names)
    known = {field.name for field in given}  # by name, because fields compare into SQL
    defaults = tuple(f for f in record._meta.sorted_fields if f.name not in known and f.default is not None)
    fields = given + defaults
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    places = ", ".join("?" for _field in fields)
    asking = ' RETURNING "id"' if returning else ""
    sql = f'INSERT INTO "{record._meta.table_name}" ({columns}) VALUES ({places}){asking}'
    return _parameters(record, sql), fields


@cache
def _select_statement(record: type[Record]) -> str:
    columns = ", ".join(f'"{field.column_name}"' for field in record._meta.sorted_fields)
    return _parameters(record, f'SELECT {columns} FROM "{record._meta.table_name}" WHERE "id" = ?')


def _parameters(record: type[Record], sql: str) -> str:
    return sql.replace("?", record._meta.database.param)


def _stored(field: Field, values: Mapping[str, object]) -> object:
    """What the column of ``field`` gets: the value given, by field or column name, or the default."""
    if field.name in values or field.column_name in values:
        value = values[field.name] if field.name in values else values[field.column_name]
        value = value.id if isinstance(value, Record) else value
    else:
        value = field.default() if callable(field.default) else field.default
    return field.db_value(value)
