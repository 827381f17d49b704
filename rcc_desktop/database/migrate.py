"""Moves a center's file forward: an owner's steps in one transaction, all of them or none.

Each owner (the shell, each plugin) has numbered steps and a history of its own (``playhouse.migrations``). A history
that knows steps which are not here was written by a newer program, and nothing of that owner is touched.
"""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playhouse.migrations import Runner

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peewee import SqliteDatabase

_, ngettext = words("rcc_desktop")

HISTORY = "schema_steps_"


@dataclass(frozen=True, slots=True)
class Steps:
    """The numbered steps of ``owner``, which lie in the package ``module``."""

    owner: str
    module: str

    def folder(self) -> Path:
        """Where the steps lie as files."""
        return Path(str(importlib.import_module(self.module).__file__)).parent


SHELL = Steps("shell", "rcc_desktop.database.migrations")


def pending(database: SqliteDatabase, steps: Steps) -> list[str]:
    """The steps of an owner that this file has not taken. Raises ``Problem`` when the file knows newer ones."""
    status = _runner(database, steps).status()
    if any(step.path is None for step in status):
        raise Problem(
            _("This center was last opened with a newer version of the program."),
            _("Nothing was changed. Please update RCC Desktop on this computer, then open the center again."),
            code="store.newer_schema",
        )
    return [step.name for step in status if not step.applied]


def take(database: SqliteDatabase, steps: Steps) -> None:
    """Take every pending step of one owner in one transaction; whatever they raise, none was taken."""
    with _foreign_keys_unchecked(database), database.atomic("IMMEDIATE"):
        _runner(database, steps).up()
        _check_foreign_keys(database)
        if steps.owner == SHELL.owner:
            database.pragma("user_version", SCHEMA_VERSION)


def migrate(database: SqliteDatabase, owners: Sequence[Steps], backup: Callable[[], object]) -> list[str]:
    """Take every pending step of ``owners``, one after another, after one ``backup`` if there is anything to lose.

    Stops at the first owner whose steps raise; those before it have taken theirs.
    """
    behind = [(steps, names) for steps in owners if (names := pending(database, steps))]
    if behind and has_rows(database):
        backup()
    for steps, _names in behind:
        take(database, steps)
    return [f"{steps.owner}/{name}" for steps, names in behind for name in names]


def has_rows(database: SqliteDatabase) -> bool:
    """Whether anything was ever entered."""
    tables = (table for table in database.get_tables() if not table.startswith(HISTORY))
    return any(database.execute_sql(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() for table in tables)


def _runner(database: SqliteDatabase, steps: Steps) -> Runner:
    return Runner(database, str(steps.folder()), table_name=f"{HISTORY}{steps.owner}")


@contextmanager
def _foreign_keys_unchecked(database: SqliteDatabase) -> Iterator[None]:
    """SQLite rebuilds tables to change them, and cannot switch the check off inside a transaction."""
    database.pragma("foreign_keys", 0)
    try:
        yield
    finally:
        database.pragma("foreign_keys", 1)


def _check_foreign_keys(database: SqliteDatabase) -> None:
    if database.execute_sql("PRAGMA foreign_key_check").fetchone() is not None:
        raise RuntimeError("a migration left a row that points nowhere")
