"""The engine itself: the right one, keyed before anything else, every setting read back."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as sqlcipher

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.database.keyslots import Secrets

_, ngettext = words("rcc_desktop")

CORRUPT, NOT_A_DATABASE = 11, 26  # the engine's result codes
STATEMENTS_KEPT = 1024
"""Statements the driver keeps ready. Once its places are taken it forgets new ones at once, and opening alone takes
most of its usual 128; a check-in whose statements are made anew each time costs twice as much."""
OLDEST_SQLITE = (3, 51, 3)  # older ones can lose commits when the write-ahead log starts over

# The name, what we ask for, and what must be read back.
SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("synchronous", "FULL", 2),
    ("wal_autocheckpoint", "200", 200),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cell_size_check", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("busy_timeout", "5000", 5000),
    ("mmap_size", "0", 0),
    ("cache_size", "-65536", -65536),
    ("journal_size_limit", "0", 0),
    *((("fullfsync", "ON", 1), ("checkpoint_fullfsync", "ON", 1)) if sys.platform == "darwin" else ()),
)


LetGo = sqlcipher.ProgrammingError
"""What the driver says of a connection that was closed already."""


class WrongEngine(Exception):
    """This program would write a file that is not encrypted, or loses commits; it must not start."""


def check_engine() -> None:
    """Refuse to work with an engine that does not encrypt or is too old."""
    connection = sqlcipher.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
        version = connection.execute("SELECT sqlite_version()").fetchone()[0]
    finally:
        connection.close()
    if not cipher or not cipher[0] or tuple(int(part) for part in version.split(".")) < OLDEST_SQLITE:
        raise Problem(
            _("The database engine on this computer is not the one RCC Desktop was made for."),
            _("Install RCC Desktop again. The center's files were not touched."),
            code="store.wrong_engine",
        )


def keyed(path: Path, secrets: Secrets, *, timeout: float = 5.0, frozen: bool = False) -> Any:
    """A driver connection to ``path`` with the key given; the key is not tried yet. Usable from any thread.

    ``frozen`` reads the main file as it lies there and leaves it and its journals alone.
    """
    connection = sqlcipher.connect(
        address(path, frozen=frozen),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=timeout,
        cached_statements=STATEMENTS_KEPT,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # first: the engine would print to stderr
        connection.execute(f"PRAGMA key=\"x'{secrets.dek.hex()}{secrets.salt.hex()}'\"")
        connection.execute("PRAGMA cipher_memory_security=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def first_read(connection: Any) -> None:
    """Try the key and take the lock: a wrong key is "file is not a database", a lock held elsewhere is "locked"."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def settle(connection: Any, journal: str) -> None:
    """Make every setting of ours, and read each back; WrongEngine when one did not take."""
    _must_be("journal_mode", connection.execute(f"PRAGMA journal_mode={journal}").fetchone()[0], journal)
    for name, asked, expected in SETTINGS:
        connection.execute(f"PRAGMA {name}={asked}").fetchall()
        _must_be(name, connection.execute(f"PRAGMA {name}").fetchone()[0], expected)
    _must_be("cipher_memory_security", connection.execute("PRAGMA cipher_memory_security").fetchone()[0], "1")


def address(path: Path, *, frozen: bool = False) -> str:
    """The URI of a database; Linux and macOS lock the whole file for this process, and need no shared memory for it."""
    name = quote(str(path.absolute()).replace("\\", "/"))
    start, locking = ("file:/", "") if os.name == "nt" else ("file:", "vfs=unix-excl")
    return f"{start}{name}?{'immutable=1' if frozen else locking}"


def checkpointed(connection: Any) -> bool:
    """Bring the write-ahead log home and empty it; False when someone was still reading, which only delays it."""
    busy, *_sizes = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def faults_in(connection: Any, *, thorough: bool = False) -> list[str]:
    """Every fault the engine finds: pages not as they were sealed, then structure, then rows that point nowhere.

    The connection must be fresh, as a page already read is not read again, and the write-ahead log at home, as seals
    are read in the main file only. ``thorough`` takes ten times as long.
    """
    found: list[str] = []
    try:
        found += [row[0] for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
        found += faults_of_structure(connection, thorough=thorough)
    except sqlcipher.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (CORRUPT, NOT_A_DATABASE):
            raise
        found.append(str(error))
    return found


def faults_of_structure(connection: Any, *, thorough: bool = False) -> list[str]:
    """Faults in what is read through the write-ahead log: fit for a database that was not closed well."""
    check = "integrity_check" if thorough else "quick_check"
    built = [row[0] for row in connection.execute(f"PRAGMA {check}").fetchall() if row[0] != "ok"]
    pointless = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [*built, *(f"{row[0]} row {row[1]} -> {row[2]}" for row in pointless)]


def _must_be(name: str, found: object, expected: object) -> None:
    if found != expected:
        raise WrongEngine(f"{name} is {found}, not {expected}")
