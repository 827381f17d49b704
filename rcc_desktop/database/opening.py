"""Opening a center, in an order where nothing is written before everything is known to be well."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as sqlcipher

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import engine, faults, schema, survey
from rcc_desktop.database.backup import clear_scratch
from rcc_desktop.database.connection import CenterDatabase
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.head import Anchor
from rcc_desktop.database.keyfile import read_keys
from rcc_desktop.database.keyring import Keyring, Unlocked, Way, unlock_counted
from rcc_desktop.database.lock import FolderLock
from rcc_desktop.database.reserve import keep_reserve
from rcc_desktop.database.restore_steps import finish_interrupted
from rcc_desktop.database.rotate import finish_change

if TYPE_CHECKING:
    from rcc_desktop.database.folder import CenterFolder
    from rcc_desktop.database.keyfile import KeyFile

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of an open center."""

    folder: CenterFolder
    lock: FolderLock
    keyring: Keyring
    database: CenterDatabase
    anchor: Anchor
    warnings: tuple[str, ...] = ()
    failed_tries: int = 0


def open_folder(folder: CenterFolder, way: Way) -> Opened:
    """Open an existing center; the Problem that is raised otherwise says what is wrong."""
    with mapped_errors():
        place, warnings = survey.look_at(folder)
        engine.check_engine()
        lock = FolderLock(folder.lock)
        lock.take()
        try:
            return _open_locked(folder, lock, way, place.journal, warnings)
        except BaseException:
            if lock.was_left_behind:
                lock.abandon()  # still not closed well: the next opening must know
            else:
                lock.release()
            raise


def _open_locked(folder: CenterFolder, lock: FolderLock, way: Way, journal: str, warnings: list[str]) -> Opened:
    finish_interrupted(folder)
    survey.need_sound_header(folder)
    keyfile, is_former = read_keys(folder)
    unlocked, failed_tries = unlock_counted(folder, keyfile, way)
    with ExitStack() as on_failure, ExitStack() as probing:
        epoch, probe = _first_that_opens(folder, keyfile, unlocked, is_former)
        probing.callback(probe.close)
        _need_ours(probe)
        if lock.was_left_behind and engine.faults_of_structure(probe):
            raise faults.damaged()
        engine.settle(probe, journal)  # while it is alone: the journal's kind can only be changed then
        database = CenterDatabase(folder.database, unlocked.by_epoch[epoch], journal=journal, reserve=folder.reserve)
        on_failure.callback(database.close_everywhere)
        database.connect()
        keyring = Keyring(folder, keyfile, unlocked)
        warnings += _tidy_keys(keyring, is_former)
        probing.close()
        warnings += _finish_key_change(keyring, database, epoch)
        keep_reserve(folder.reserve)
        folder.backups.mkdir(mode=0o700, exist_ok=True)
        clear_scratch(folder)
        anchor = Anchor(folder.head)
        on_failure.pop_all()
        return Opened(folder, lock, keyring, database, anchor, tuple(warnings), failed_tries)


def _first_that_opens(folder: CenterFolder, keyfile: KeyFile, unlocked: Unlocked, is_former: bool) -> tuple[int, Any]:
    """The epoch the database is in, and a connection that has read its first page."""
    for epoch in keyfile.epochs:
        connection = engine.keyed(folder.database, unlocked.by_epoch[epoch], timeout=0)
        try:
            engine.first_read(connection)
        except sqlcipher.DatabaseError as error:
            connection.close()
            code = faults.engine_code(error)
            if code == faults.BUSY:
                raise faults.open_elsewhere() from None
            if code != engine.NOT_A_DATABASE:
                raise
        else:
            return epoch, connection
    raise _does_not_open(is_former)


def _does_not_open(is_former: bool) -> Problem:
    if is_former:
        return Problem(
            _("The key file is damaged, and its former copy is too old for this database."),
            _("Restore the newest backup: every backup holds the keys. The database is kept beside it."),
            code="store.keys_outdated",
        )
    return Problem(
        _("The password is right, but the database does not open: its beginning is damaged, or its keys are older."),
        _("Restore the newest backup; the damaged file is kept beside it."),
        code="store.database_damaged",
    )


def _need_ours(connection: Any) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.SCHEMA_VERSION:
        raise Problem(
            _("This center was last opened with a newer version of RCC Desktop. Nothing was changed."),
            _("Update RCC Desktop on this computer, then open the center again."),
            code="store.newer_schema",
        )
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise Problem(
            _("The database in this folder was not written by RCC Desktop."),
            _("Choose the folder of your center, or restore its newest backup."),
            code="store.not_a_center",
        )


def _tidy_keys(keyring: Keyring, is_former: bool) -> list[str]:
    if not is_former:
        return []
    keyring.heal()
    return [
        _(
            "The key file was damaged and its former copy was used. A password or recovery code changed last time may "
            "be the one from before; change it once more."
        )
    ]


def _finish_key_change(keyring: Keyring, database: CenterDatabase, epoch: int) -> list[str]:
    if keyring.keyfile.pending is None:
        return []
    try:
        with mapped_errors():
            finish_change(keyring, database, epoch)
    except Problem as problem:
        still = _("A change of the center's key was interrupted and could not be finished yet.")
        return [f"{still} {problem}"]
    return [_("A change of the center's key that was interrupted is finished now.")]
