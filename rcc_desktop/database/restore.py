"""Putting a backup in the place of the center's database, all of it or nothing."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlcipher

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import engine, faults, schema, survey
from rcc_desktop.database.backup_file import DATABASE, KEYS, Manifest, is_sealed_by, prove, read_manifest, unpack
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.database.head import Anchor, Head
from rcc_desktop.database.keyfile import KeyFile, KeyFileDamaged, decode, read_keys
from rcc_desktop.database.keyring import ByCode, ByPassword, Unlocked, Way, unlock, unlock_counted
from rcc_desktop.database.lock import FolderLock
from rcc_desktop.database.restore_steps import READY, finish_interrupted
from rcc_desktop.whole_file import sync_folder, write_through

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.database.keyslots import Secrets

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the former database lies now, and the head the backup ends at.

    ``keys_restored``: the center's key was changed since, so those open it again who could when the backup was made.
    """

    set_aside: Path
    made_at: datetime
    head: Head | None
    keys_restored: bool


def restore_center(folder: Path, backup: Path, *, login: str, password: str, now: datetime) -> Restored:
    """Put ``backup`` in the place of the closed center in ``folder``; the former database is moved aside, not deleted.

    The password is today's or, where the center's key was changed since, the one of the day of the backup.
    """
    return _restore(CenterFolder(folder), backup, ByPassword(login, password), now)


def restore_with_recovery_code(folder: Path, backup: Path, *, code: str, now: datetime) -> Restored:
    """The same, with the recovery code of today or of the day of the backup."""
    return _restore(CenterFolder(folder), backup, ByCode(code), now)


def _restore(folder: CenterFolder, backup: Path, way: Way, now: datetime) -> Restored:
    with faults.mapped_errors():
        place = survey.fit_place(folder.path)
        if place.is_read_only:
            raise faults.read_only()
        engine.check_engine()
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FolderLock(folder.lock)
        lock.take()
        try:
            finish_interrupted(folder)
            return _restore_locked(folder, backup, way, now)
        finally:
            lock.release()


def _restore_locked(folder: CenterFolder, backup: Path, way: Way, now: datetime) -> Restored:
    manifest = read_manifest(backup)
    _need_readable(manifest)
    staged = folder.restoring
    staged.mkdir(mode=0o700)
    try:
        unpack(backup, manifest, staged)
        unlocked, keys_restored = _keys_that_open(folder, manifest, way)
        prove(manifest, staged / DATABASE, unlocked.by_epoch[manifest.epoch])
        if not keys_restored:
            (staged / KEYS).unlink()
        _stage_head(folder, manifest)
        _bring_home(folder, way)
        aside = now.strftime("%Y%m%dT%H%M%S")
        while (folder.set_aside / aside).exists():
            aside += "x"
        sync_folder(staged)
        write_through(staged / READY, aside.encode("ascii"))
        sync_folder(staged)
    except BaseException:
        if not (staged / READY).exists():
            finish_interrupted(folder)  # not ready: clears it away
        raise
    finish_interrupted(folder)
    return Restored(folder.set_aside / aside, manifest.made_at, manifest.head, keys_restored)


def _keys_that_open(folder: CenterFolder, manifest: Manifest, way: Way) -> tuple[Unlocked, bool]:
    """Today's keys where they open the backup, else the backup's own; and whether it was the latter.

    Where today's keys are of the backup's epoch, only today's passwords count: an older backup brings none back.
    """
    today = _keys_of_today(folder, manifest)
    if today is not None:
        unlocked, _failed = unlock_counted(folder, today, way)
        if is_sealed_by(manifest, unlocked.by_epoch[manifest.epoch]):
            return unlocked, False
    return _opened_by_backup(folder, manifest, way), True


def _keys_of_today(folder: CenterFolder, manifest: Manifest) -> KeyFile | None:
    with suppress(Problem):  # missing or damaged keys are a reason to restore
        keyfile, _is_former = read_keys(folder)
        if keyfile.center == manifest.center and manifest.epoch in keyfile.epochs:
            return keyfile
    return None


def _opened_by_backup(folder: CenterFolder, manifest: Manifest, way: Way) -> Unlocked:
    try:
        keyfile = decode((folder.restoring / KEYS).read_bytes())
    except KeyFileDamaged:
        raise damaged_keys() from None
    unlocked, _failed = unlock_counted(folder, keyfile, way)
    if manifest.epoch not in unlocked.by_epoch:
        raise damaged_keys()
    return unlocked


def damaged_keys() -> Problem:
    """The keys inside the backup are not as they were."""
    return Problem(
        _("The keys in this backup are damaged. Nothing was changed."),
        _("Use another backup, from this computer or from a stick."),
        code="store.backup_damaged",
    )


def _need_readable(manifest: Manifest) -> None:
    if manifest.schema > schema.SCHEMA_VERSION:
        raise Problem(
            _("This backup was made by version {version} of RCC Desktop, which is newer. Nothing was changed.").format(
                version=manifest.app
            ),
            _("Update RCC Desktop on this computer, then restore it."),
            code="store.newer_schema",
        )


def _stage_head(folder: CenterFolder, manifest: Manifest) -> None:
    with closing(Anchor(folder.restoring / folder.head.name)) as anchor:
        if manifest.head:
            anchor.write(manifest.head.seq, manifest.head.mac)


def _bring_home(folder: CenterFolder, way: Way) -> None:
    """Put what is still in the journal into the former database; where it does not open, the journal goes along as is.

    It is only looked at first: the engine would throw away the journal of a database that it cannot read.
    """
    if not folder.database.exists():
        return
    with suppress(Problem, sqlcipher.DatabaseError):  # a damaged database is why people restore
        keyfile, _is_former = read_keys(folder)
        by_epoch = unlock(keyfile, way).by_epoch
        for epoch in keyfile.epochs:
            with suppress(sqlcipher.DatabaseError):
                _checkpoint(folder.database, by_epoch[epoch])
                return


def _checkpoint(database: Path, secrets: Secrets) -> None:
    with closing(engine.keyed(database, secrets, frozen=True)) as frozen:
        engine.first_read(frozen)
    with closing(engine.keyed(database, secrets)) as former:
        engine.first_read(former)
        engine.checkpointed(former)
