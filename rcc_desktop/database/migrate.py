"""Moves a center's file forward: the shell's steps first, then each plugin's, all of an owner's or none.

Each owner has numbered steps and a history of its own (``playhouse.migrations``). A file whose history knows steps that
are not here was last opened by a newer program, and is refused before anything is written.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playhouse.migrations import Runner

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peewee import SqliteDatabase

_, ngettext = words("rcc_desktop")


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
    runner = _runner(database, steps)
    status = runner.status()
    if any(step.path is None for step in status):
        raise Problem(
            _("This center was last opened with a newer version of the program."),
            _("Nothing was changed. Please update RCC Desktop on this computer, then open the center again."),
            code="store.newer_schema",
        )
    return [step.name for step in status if not step.applied]


def migrate(database: SqliteDatabase, owners: Sequence[Steps], backup: Callable[[], object]) -> list[str]:
    """Take every pending step of ``owners`` in one transaction, after a verified ``backup`` if the file has rows."""
    todo = [f"{steps.owner}/{name}" for steps in owners for name in pending(database, steps)]
    if not todo:
        return []
    if _has_history(database):
        backup()
    # SQLite rebuilds tables to change them, and cannot switch the check of foreign keys off inside a transaction.
    database.pragma("foreign_keys", 0)
    try:
        with database.atomic("IMMEDIATE"):
            for steps in owners:
                _runner(database, steps).up()
            _check_foreign_keys(database)
            database.pragma("user_version", SCHEMA_VERSION)
    finally:
        database.pragma("foreign_keys", 1)
    return todo


def _runner(database: SqliteDatabase, steps: Steps) -> Runner:
    return Runner(database, str(steps.folder()), table_name=f"schema_steps_{steps.owner}")


def _has_history(database: SqliteDatabase) -> bool:
    return "schema_steps_shell" in database.get_tables()


def _check_foreign_keys(database: SqliteDatabase) -> None:
    if database.execute_sql("PRAGMA foreign_key_check").fetchone() is not None:
        raise RuntimeError("a migration left a row that points nowhere")
