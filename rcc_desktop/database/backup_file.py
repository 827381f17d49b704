"""A backup on disk: a stored zip of the database, the keys of its day and a manifest, sealed under the center's key."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rcc_desktop import __version__
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import engine
from rcc_desktop.database.head import Head
from rcc_desktop.whole_file import PRIVATE, sync_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rcc_desktop.database.keyslots import Secrets

_, ngettext = words("rcc_desktop")

FORMAT = 1
DATABASE, KEYS, MANIFEST = "center.db", "center.keys", "manifest.json"
LARGEST_MANIFEST = 256 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    center: str
    app: str
    schema: int
    epoch: int
    made_at: datetime
    rows: Mapping[str, int]
    head: Head | None
    sums: Mapping[str, str]
    seal: str = ""

    def sealed_text(self) -> bytes:
        """What the seal covers, and what the file holds beside it."""
        return json.dumps(self._plain(), sort_keys=True, separators=(",", ":")).encode("ascii")

    def _plain(self) -> dict[str, Any]:
        head = {"seq": self.head.seq, "mac": self.head.mac.hex()} if self.head else None
        return {
            "format": FORMAT,
            "center": self.center,
            "app": self.app,
            "schema": self.schema,
            "epoch": self.epoch,
            "made_at": self.made_at.isoformat(),
            "rows": dict(self.rows),
            "head": head,
            "sha256": dict(self.sums),
        }

    def seal_under(self, secrets: Secrets) -> str:
        """The seal of this manifest under the key of its epoch."""
        return hmac.new(secrets.derived("backup"), self.sealed_text(), "sha256").hexdigest()


def backup_damaged() -> Problem:
    """The backup is not as it was made."""
    return Problem(
        _("This backup is damaged or was changed. It was not used, and nothing else was touched."),
        _("Use another one, from this computer or from a stick."),
        code="store.backup_damaged",
    )


def manifest_of(
    connection: Any, *, center: str, epoch: int, made_at: datetime, head: Head | None, parts: Mapping[str, Path]
) -> Manifest:
    """The manifest of the copy that ``connection`` is open on, with the sums of ``parts``."""
    return Manifest(
        center=center,
        app=__version__,
        schema=connection.execute("PRAGMA user_version").fetchone()[0],
        epoch=epoch,
        made_at=made_at,
        rows=count_rows(connection),
        head=head,
        sums={name: sum_of(path) for name, path in parts.items()},
    )


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table has; the tables are the file's own."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
        "AND rootpage > 0 ORDER BY name"
    ).fetchall()
    quoted = {name: '"' + name.replace('"', '""') + '"' for (name,) in tables}
    return {name: connection.execute(f"SELECT count(*) FROM {quoted[name]}").fetchone()[0] for name in quoted}


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def pack(target: Path, manifest: Manifest, secrets: Secrets, parts: Mapping[str, Path]) -> None:
    """Write the zip to a new private file, on disk when this returns."""
    text = json.dumps({**json.loads(manifest.sealed_text()), "hmac": manifest.seal_under(secrets)}, indent=1)
    stamp = manifest.made_at.timetuple()[:6]
    descriptor = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            archive.writestr(zipfile.ZipInfo(MANIFEST, stamp), text)
            for name, path in parts.items():
                entry = zipfile.ZipInfo(name, stamp)
                with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as part:
                    shutil.copyfileobj(source, part, _CHUNK)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(path: Path) -> Manifest:
    """What the backup says of itself, not yet believed; a Problem when it is no backup of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            _must_be_ours(archive)
            plain = json.loads(archive.read(MANIFEST))
        head = plain["head"]
        return Manifest(
            center=str(plain["center"]),
            app=str(plain["app"]),
            schema=int(plain["schema"]),
            epoch=int(plain["epoch"]),
            made_at=datetime.fromisoformat(plain["made_at"]),
            rows={str(name): int(count) for name, count in plain["rows"].items()},
            head=Head(int(head["seq"]), bytes.fromhex(head["mac"])) if head else None,
            sums={str(name): str(digest) for name, digest in plain["sha256"].items()},
            seal=str(plain["hmac"]),
        )
    except (zipfile.BadZipFile, ValueError, TypeError, KeyError, AttributeError, NotImplementedError, EOFError):
        raise backup_damaged() from None


def unpack(path: Path, manifest: Manifest, into: Path) -> None:
    """Write the backup's database and keys into ``into``, on disk when this returns; a Problem when a sum is wrong."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in (DATABASE, KEYS):
                descriptor = os.open(into / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
                with os.fdopen(descriptor, "wb") as target, archive.open(name) as part:
                    shutil.copyfileobj(part, target, _CHUNK)
                sync_file(into / name)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        raise backup_damaged() from None
    if any(manifest.sums.get(name) != sum_of(into / name) for name in (DATABASE, KEYS)):
        raise backup_damaged()


def is_sealed_by(manifest: Manifest, secrets: Secrets) -> bool:
    """Whether this manifest was written by someone with these secrets, and not changed since."""
    return hmac.compare_digest(manifest.seal.encode(), manifest.seal_under(secrets).encode())


def prove(manifest: Manifest, database: Path, secrets: Secrets) -> None:
    """Open the unpacked database and read all of it; a Problem when it is not what the manifest says."""
    if not is_sealed_by(manifest, secrets):
        raise backup_damaged()
    with closing(engine.keyed(database, secrets)) as connection:
        if engine.faults_in(connection):
            raise backup_damaged()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != manifest.schema or count_rows(connection) != dict(manifest.rows):
            raise backup_damaged()


def _must_be_ours(archive: zipfile.ZipFile) -> None:
    members = {member.filename: member for member in archive.infolist()}
    if (
        sorted(members) != sorted((DATABASE, KEYS, MANIFEST))
        or len(archive.infolist()) != len(members)
        or any(member.compress_type != zipfile.ZIP_STORED for member in members.values())
        or members[MANIFEST].file_size > LARGEST_MANIFEST
    ):
        raise ValueError("not a backup")
