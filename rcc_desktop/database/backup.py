"""Copies of the whole center that are known to open."""

from __future__ import annotations

import json
import re
import shutil
import uuid
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import engine
from rcc_desktop.database.backup_file import (
    DATABASE,
    KEYS,
    Manifest,
    manifest_of,
    pack,
    prove,
    read_manifest,
    unpack,
)
from rcc_desktop.database.pruning import is_suspicious, kept_moments
from rcc_desktop.whole_file import put_in_place, sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rcc_desktop.database.connection import CenterDatabase
    from rcc_desktop.database.folder import CenterFolder
    from rcc_desktop.database.head import Head
    from rcc_desktop.database.keyring import Keyring
    from rcc_desktop.database.keyslots import Secrets

_, ngettext = words("rcc_desktop")

NAME = re.compile(r"^center-(\d{8}T\d{6}Z)(-\d+)?\.rcbak$")
_STAMP = "%Y%m%dT%H%M%SZ"
_LIST = "verified.json"


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup we made, as the list of backups shows it. ``verified``: read back whole, and of the same size since."""

    path: Path
    made_at: datetime
    size: int
    epoch: int
    seq: int
    verified: bool


def make_backup(
    folder: CenterFolder, keyring: Keyring, database: CenterDatabase, now: datetime, head: Head | None
) -> Path:
    """Copy the center while it is in use, read the copy back, list it, and prune older ones."""
    need_room(folder)
    folder.backups.mkdir(mode=0o700, exist_ok=True)
    with _scratch(folder) as scratch:
        copy, keys = scratch / DATABASE, scratch / KEYS
        secrets = database.secrets
        keys.write_bytes(folder.keys.read_bytes())
        _copy_database(database, copy, secrets)
        manifest = _describe(copy, keys, keyring, secrets, now, head)
        finished = scratch / "finished.rcbak"
        pack(finished, manifest, secrets, {DATABASE: copy, KEYS: keys})
        target = _free_name(folder, now)
        put_in_place(finished, target)
    verify(folder, target, secrets)
    _enlist(folder, target, manifest)
    prune(folder, manifest.center, now)
    return target


def verify(folder: CenterFolder, path: Path, secrets: Secrets) -> Manifest:
    """Read a backup back whole; a Problem when a single bit is not as it was made."""
    manifest = read_manifest(path)
    with _scratch(folder) as scratch:
        unpack(path, manifest, scratch)
        prove(manifest, scratch / DATABASE, secrets)
    return manifest


def list_backups(folder: CenterFolder) -> list[BackupRow]:
    """Our backups in the folder, newest first."""
    listed = _listed(folder)
    rows = []
    for path in folder.backups.glob("*.rcbak") if folder.backups.is_dir() else ():
        if not (name := NAME.match(path.name)):
            continue
        size, entry = path.stat().st_size, listed.get(path.name, {})
        made_at = datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC)
        verified = entry.get("size") == size
        rows.append(BackupRow(path, made_at, size, entry.get("epoch", 0), entry.get("seq", 0), verified))
    return sorted(rows, key=lambda row: (row.made_at, row.seq, row.path.stem), reverse=True)


def prune(folder: CenterFolder, center: str, now: datetime) -> list[Path]:
    """Remove what the rule no longer keeps: only verified backups of this center that we made; the removed ones."""
    listed = _listed(folder)
    rows = [row for row in list_backups(folder) if row.verified]
    if is_suspicious(len(listed) - len(rows), len(listed)):
        return []
    kept = kept_moments([row.made_at for row in rows], now)
    removed = []
    for row in rows:
        if row.made_at not in kept and _is_of(row.path, center):
            row.path.unlink()
            removed.append(row.path)
    if removed:
        sync_folder(folder.backups)
        names = {path.name for path in removed}
        _write_list(folder, {name: entry for name, entry in listed.items() if name not in names})
    return removed


def need_room(folder: CenterFolder) -> None:
    """A Problem when the disk has no room for a copy and for reading it back."""
    needed = 2 * folder.database.stat().st_size
    if shutil.disk_usage(folder.path).free < needed:
        raise Problem(
            _("There is too little room on this drive for a backup."),
            _("Free {needed} MB, or make the backup on a stick.").format(needed=needed // (1024 * 1024) + 1),
            code="store.backup_no_room",
        )


def _copy_database(database: CenterDatabase, copy: Path, secrets: Secrets) -> None:
    """In one step: a copy in small steps starts over with every write elsewhere. Both sides need the same key."""
    with closing(engine.keyed(copy, secrets)) as target:
        source = database.second_connection()
        try:
            source.backup(target, pages=-1)
        finally:
            database.give_back(source)
        target.execute("PRAGMA journal_mode=WAL").fetchall()
        engine.checkpointed(target)


def _describe(copy: Path, keys: Path, keyring: Keyring, secrets: Secrets, now: datetime, head: Head | None) -> Manifest:
    with closing(engine.keyed(copy, secrets)) as connection:
        return manifest_of(
            connection,
            center=keyring.keyfile.center,
            epoch=keyring.epoch_of(secrets),
            made_at=now.astimezone(UTC),
            head=head,
            parts={DATABASE: copy, KEYS: keys},
        )


@contextmanager
def _scratch(folder: CenterFolder) -> Iterator[Path]:
    """A private folder on the same disk, gone afterwards; all that lies in it is encrypted."""
    path = folder.backups / f".making-{uuid.uuid4().hex}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def clear_scratch(folder: CenterFolder) -> None:
    """Remove what an interrupted backup left; nobody else has the center open."""
    for path in folder.backups.glob(".making-*"):
        shutil.rmtree(path, ignore_errors=True)


def _free_name(folder: CenterFolder, now: datetime) -> Path:
    stem = f"center-{now.astimezone(UTC).strftime(_STAMP)}"
    names = [stem, *(f"{stem}-{count}" for count in range(2, 100))]
    return next(path for name in names if not (path := folder.backups / f"{name}.rcbak").exists())


def _is_of(path: Path, center: str) -> bool:
    with suppress(Problem):
        return read_manifest(path).center == center
    return False


def _enlist(folder: CenterFolder, path: Path, manifest: Manifest) -> None:
    seq = manifest.head.seq if manifest.head else 0
    entry = {"size": path.stat().st_size, "epoch": manifest.epoch, "seq": seq}
    _write_list(folder, {**_listed(folder), path.name: entry})


def _listed(folder: CenterFolder) -> dict[str, dict[str, Any]]:
    """By name; a damaged list is an empty one, and what it does not name is not verified and never pruned."""
    try:
        listed = json.loads((folder.backups / _LIST).read_bytes())
        return {name: entry for name, entry in listed.items() if isinstance(entry, dict)}
    except (FileNotFoundError, ValueError, AttributeError):
        return {}


def _write_list(folder: CenterFolder, listed: dict[str, dict[str, Any]]) -> None:
    write_whole(folder.backups / _LIST, json.dumps(listed, sort_keys=True, indent=1).encode("ascii"))
