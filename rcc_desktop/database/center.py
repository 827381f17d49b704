"""A center is a folder: made here, opened here, and let go of here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.database.backup import BackupRow
    from rcc_desktop.database.connection import CenterDatabase
    from rcc_desktop.database.head import Anchor, Head
    from rcc_desktop.database.stretch import Stretch


class Center:
    """An open center. The thread that opened it is connected; every other thread calls ``database.connect()``."""

    folder: Path
    database: CenterDatabase
    audit_key: bytes
    anchor: Anchor
    slot_uid: str
    warnings: tuple[str, ...]
    failed_tries: int  # wrong passwords for this login since it last opened the center

    @property
    def key_epoch(self) -> int:
        """How many times the center's key has been changed, counted from 1."""
        raise NotImplementedError

    @property
    def keyfile_seq(self) -> int:
        """The number of the key file, one more with every change; the database remembers the highest it has seen."""
        raise NotImplementedError

    def close(self) -> None:
        """Bring the write-ahead log home, close every connection and let go of the folder."""
        raise NotImplementedError

    def add_member(self, login: str, password: str) -> str:
        """Give someone a key of their own; the uid of their slot. Problem when the login is taken or the password weak."""
        raise NotImplementedError

    def change_password(self, login: str, old: str, new: str) -> None:
        """Change one password; older copies of the key file still open with the old one."""
        raise NotImplementedError

    def remove_member(self, slot_uid: str) -> None:
        """Take someone's key away and change the center's own key, so that their copy of the key file opens nothing."""
        raise NotImplementedError

    def set_password_with_recovery(self, code: str, login: str, new_password: str) -> None:
        """Give ``login`` a new password on the strength of the recovery code."""
        raise NotImplementedError

    def new_recovery_code(self) -> str:
        """Print a new recovery code; the old one stops working."""
        raise NotImplementedError

    def backup(self, now: datetime, audit_head: Head | None) -> Path:
        """Make a backup, read it back, and only then list it; older ones are pruned."""
        raise NotImplementedError

    def backups(self) -> list[BackupRow]:
        """The backups of this center in its folder, newest first."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Created:
    """A new center, and the recovery code that is shown this once."""

    center: Center
    recovery_code: str


def create_center(folder: Path, *, login: str, password: str, stretch: Stretch | None = None) -> Created:
    """Make a center in an empty or new folder; the stretch is measured on this computer unless given."""
    raise NotImplementedError


def open_center(folder: Path, *, login: str, password: str) -> Center:
    """Open the center in ``folder``; a Problem says which of the many things that can be wrong is."""
    raise NotImplementedError


def open_with_recovery_code(folder: Path, code: str) -> Center:
    """Open the center with the printed recovery code, typed with or without dashes, in any case."""
    raise NotImplementedError
