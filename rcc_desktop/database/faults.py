"""What the engine says went wrong, in words a person can act on: the one place where that is decided."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

import peewee
from sqlcipher3 import dbapi2 as sqlcipher

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database.engine import CORRUPT, NOT_A_DATABASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_, ngettext = words("rcc_desktop")

BUSY, LOCKED, READ_ONLY, IO_ERROR, FULL, CANNOT_OPEN = 5, 6, 8, 10, 13, 14  # the engine's result codes

_BY_WORDS = {
    "database is locked": BUSY,
    "database table is locked": LOCKED,
    "readonly database": READ_ONLY,
    "disk i/o error": IO_ERROR,
    "disk image is malformed": CORRUPT,
    "disk is full": FULL,
    "unable to open database file": CANNOT_OPEN,
    "file is not a database": NOT_A_DATABASE,
}


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn the engine's and the disk's errors inside into a ``Problem``.

    Whatever is our own mistake (a broken constraint, wrong SQL) passes as it is. The first error is not named as
    the cause: its words may hold what was being written.
    """
    try:
        yield
    except (peewee.DatabaseError, sqlcipher.DatabaseError, OSError) as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise problem from None


def problem_of(error: BaseException) -> Problem | None:
    """The Problem this error means, or None where it is no fault of the disk or the file."""
    known = _OF_SYSTEM.get(error.errno or 0) if isinstance(error, OSError) else _OF_ENGINE.get(engine_code(error) or 0)
    return known() if known else None


def engine_code(error: BaseException) -> int | None:
    """SQLite's primary result code behind an error of the driver or of peewee, or None."""
    for each in (error, getattr(error, "orig", None), error.__cause__, error.__context__):
        code = getattr(each, "sqlite_errorcode", None)
        if isinstance(code, int):
            return code & 0xFF
    said = str(error).lower()
    return next((code for text, code in _BY_WORDS.items() if text in said), None)


def disk_full() -> Problem:
    """No room left."""
    return Problem(
        _("The disk is full. Everything saved before is safe; the last entry was not saved."),
        _("Free some space on this drive, then save again."),
        code="store.disk_full",
    )


def open_elsewhere() -> Problem:
    """Someone else holds the lock."""
    return Problem(
        _("This center is open in another window or program."),
        _("Close it there first. Nothing was changed."),
        code="store.open_elsewhere",
    )


def damaged() -> Problem:
    """Pages of the database do not read as they were written."""
    return Problem(
        _("Part of the center's file is damaged. Your backups are not touched by this."),
        _("Restore the newest backup; the damaged file is kept beside it."),
        code="store.database_damaged",
    )


def key_unchanged() -> Problem:
    """The engine could not encrypt the file anew."""
    return Problem(
        _("The center's key could not be changed yet, most likely because the drive is full. Nothing was lost."),
        _("Free some space, then close the center and open it again: the change is finished then."),
        code="store.key_unchanged",
    )


def read_only() -> Problem:
    """Writing is not allowed here."""
    return Problem(
        _("The center's folder can be read but not written. Nothing was lost."),
        _("Ask whoever looks after this computer for the right to write there, or move the folder."),
        code="store.read_only",
    )


def busy() -> Problem:
    """Another statement is at it."""
    return Problem(
        _("The center's file is busy with something else. Nothing was lost."),
        _("Wait a moment, then try again."),
        code="store.busy",
    )


def _disk_error() -> Problem:
    return Problem(
        _("The disk did not answer as it should. Everything saved before is safe; the last entry may not be saved."),
        _("Close RCC Desktop, make sure the drive is connected, then open it again."),
        code="store.disk_error",
    )


_OF_ENGINE: dict[int, Callable[[], Problem]] = {
    BUSY: busy,
    LOCKED: busy,
    READ_ONLY: read_only,
    IO_ERROR: _disk_error,
    CORRUPT: damaged,
    FULL: disk_full,
    CANNOT_OPEN: _disk_error,
    NOT_A_DATABASE: damaged,
}

_OF_SYSTEM: dict[int, Callable[[], Problem]] = {
    errno.ENOSPC: disk_full,
    errno.EDQUOT: disk_full,
    errno.EROFS: read_only,
    errno.EACCES: read_only,
    errno.EPERM: read_only,
    errno.EIO: _disk_error,
}
