"""What is stored, and what the database keeps by itself."""

from __future__ import annotations

import re
from typing import Any

from peewee import SqliteDatabase
from rcc_checkin.records import RECORDS

from rcc_desktop.api.records import database

Run = Any


def shape(stored: Any) -> set[str]:
    """Every table and index of check-in, as the database would make it again."""
    found = stored.execute_sql("SELECT sql FROM sqlite_master WHERE tbl_name LIKE 'checkin_%' AND sql IS NOT NULL")
    return {re.sub(r"IF NOT EXISTS |\\s+", " ", sql).strip() for (sql,) in found.fetchall()}


def test_that_the_migrations_end_where_the_records_begin(ask: Run) -> None:
    migrated = ask(lambda: shape(database))
    fresh = SqliteDatabase(":memory:")
    with fresh.bind_ctx(RECORDS, bind_refs=False, bind_backrefs=False):
        fresh.create_tables(RECORDS, safe=False)
    assert {_columns(sql) for sql in shape(fresh)} == {_columns(sql) for sql in migrated}
    fresh.close()


def _columns(sql: str) -> frozenset[str]:
    """The parts of a statement in any order: a column added later stands last in one and in its place in the other."""
    head, _open, body = sql.partition("(")
    return frozenset({head.strip(), *(part.strip() for part in body.rstrip(")").split(", "))})
