"""Peewee's writing queries, noted in the open ledger as they run."""

from __future__ import annotations

from typing import Any

from peewee import Database, ModelDelete, ModelInsert, ModelUpdate

from rcc_desktop.api.ledger import RowChange, writing_ledger


class NotedInsert(ModelInsert):
    """An INSERT that notes the rows it added; one that only replaces rows notes the table."""

    def _execute(self, database: Database) -> Any:
        table = self.model._meta.table_name
        last = _last_id(database, table)
        result = super()._execute(database)  # type: ignore[misc]
        added = _ids_after(database, table, last)
        for row in added or [0]:
            writing_ledger().note(RowChange(table, "add" if added else "change", row, row))
        _touch_rows(self.model, database, added)
        return result


class NotedUpdate(ModelUpdate):
    """An UPDATE that notes the rows it moves, before and after, and counts their versions on."""

    def _execute(self, database: Database) -> Any:
        before = _images(self, database)
        self._update[self.model.version] = self.model.version + 1  # type: ignore[attr-defined]
        result = super()._execute(database)  # type: ignore[misc]
        table = self.model._meta.table_name
        after = _rows_by_id(self.model, database, list(before))
        for row, was in before.items():
            moved = {name: new for name, new in after[row].items() if was[name] != new and name != "version"}
            if moved:
                writing_ledger().note(RowChange(table, "change", row, row, {name: was[name] for name in moved}, moved))
        _touch_rows(self.model, database, list(before))
        return result


class NotedDelete(ModelDelete):
    """A DELETE that notes what the rows held."""

    def _execute(self, database: Database) -> Any:
        before = _images(self, database)
        _touch_rows(self.model, database, list(before))
        result = super()._execute(database)  # type: ignore[misc]
        for row, was in before.items():
            writing_ledger().note(RowChange(self.model._meta.table_name, "remove", row, row, before=was))
        return result


def _last_id(database: Database, table: str) -> int:
    return int(database.execute_sql(f'SELECT COALESCE(MAX("id"), 0) FROM "{table}"').fetchone()[0])


def _ids_after(database: Database, table: str, last: int) -> list[int]:
    return [row for (row,) in database.execute_sql(f'SELECT "id" FROM "{table}" WHERE "id" > {last} ORDER BY "id"')]


def _images(query: Any, database: Database) -> dict[int, dict[str, object]]:
    model = query.model
    fields = model._meta.sorted_fields
    chosen = model.select(*fields)
    if query._where is not None:
        chosen = chosen.where(query._where)
    sql, parameters = chosen.sql()
    return _by_id(fields, database.execute_sql(sql, parameters).fetchall())


def _rows_by_id(model: Any, database: Database, ids: list[int]) -> dict[int, dict[str, object]]:
    if not ids:
        return {}
    fields = model._meta.sorted_fields
    sql, parameters = model.select(*fields).where(model.id.in_(ids)).sql()
    return _by_id(fields, database.execute_sql(sql, parameters).fetchall())


def _by_id(fields: Any, rows: Any) -> dict[int, dict[str, object]]:
    names = [field.column_name for field in fields]
    images = [dict(zip(names, row, strict=True)) for row in rows]
    return {int(image["id"]): image for image in images}


def _touch_rows(model: Any, database: Database, ids: list[int]) -> None:
    for row, image in _rows_by_id(model, database, ids).items():
        model.touch([image], row)
