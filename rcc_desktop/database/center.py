"""A center is a folder: made here, opened here, and let go of here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import peewee

from rcc_desktop.database import backup, creation, engine, opening, rotate
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.database.keyring import ByCode, ByPassword

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.database.backup import BackupRow
    from rcc_desktop.database.backup_file import Manifest
    from rcc_desktop.database.connection import CenterDatabase
    from rcc_desktop.database.head import Anchor, Head
    from rcc_desktop.database.opening import Opened
    from rcc_desktop.database.stretch import Stretch


class Center:
    """An open center. The thread that opened it is connected; every other thread calls ``database.connect()``.

    ``failed_tries`` are the wrong passwords for this login since it last opened the center: to be told, and recorded.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._keyring = opened.keyring
        self.folder: Path = opened.folder.path
        self.database: CenterDatabase = opened.database
        self.anchor: Anchor = opened.anchor
        self.audit_key: bytes = opened.keyring.secrets.audit_key
        self.slot_uid: str = opened.keyring.slot_uid
        self.warnings: tuple[str, ...] = opened.warnings
        self.failed_tries: int = opened.failed_tries

    @property
    def key_epoch(self) -> int:
        """How many times the center's key has been changed, counted from 1."""
        return self._keyring.keyfile.epoch

    @property
    def keyfile_seq(self) -> int:
        """The number of the key file, one more with every change; the database remembers the highest it has seen."""
        return self._keyring.keyfile.seq

    def close(self) -> None:
        """Bring the write-ahead log home, close every connection and let go of the folder. Closing twice is once."""
        try:
            with mapped_errors(), suppress(peewee.DatabaseError):  # on a full disk the log stays, and is read next time
                if not self.database.is_closed():
                    self.database.checkpoint()
        finally:
            self.database.close_everywhere()
            self.anchor.close()
            self._opened.lock.release()

    def check_password(self, login: str, password: str) -> str:
        """Who this is: the uid of the slot the password opens, to unlock the screen or take over the desk.

        Wrong tries are counted as at opening; ``failed_tries`` then says how many came before.
        """
        with mapped_errors():
            uid, self.failed_tries = self._keyring.recognize(login, password)
            return uid

    def add_member(self, login: str, password: str) -> str:
        """Give someone a key of their own; the uid of their slot.

        A Problem when the login is taken or the password is weak.
        """
        with mapped_errors():
            return self._keyring.add(login, password)

    def change_password(self, login: str, old: str, new: str) -> None:
        """Change one password; older copies of the key file still open with the old one."""
        with mapped_errors():
            self._keyring.change_password(login, old, new)

    def remove_member(self, slot_uid: str) -> None:
        """Take someone's key away and change the center's own key, so that their copy of the key file opens nothing.

        Other threads wait meanwhile; none of them may be in a transaction. Older backups keep opening with older keys.
        """
        with mapped_errors():
            rotate.change_key(self._keyring, self.database, without=slot_uid)

    def set_password_with_recovery(self, code: str, login: str, new_password: str) -> None:
        """Give ``login`` a new password on the strength of the recovery code; the slot keeps its uid."""
        with mapped_errors():
            self._keyring.reset_password(code, login, new_password)

    def new_recovery_code(self) -> str:
        """Print a new recovery code; the old one stops working."""
        with mapped_errors():
            return self._keyring.reprint()

    def backup(self, now: datetime, audit_head: Head | None) -> Path:
        """Make a backup, read it back, and only then list it; older ones are pruned."""
        with mapped_errors():
            return backup.make_backup(self._opened.folder, self._keyring, self.database, now, audit_head)

    def verify_backup(self, path: Path) -> Manifest:
        """Read a backup of today's key back whole; a Problem when it is not as it was made."""
        with mapped_errors():
            return backup.verify(self._opened.folder, path, self.database.secrets)

    def faults(self, *, thorough: bool = False) -> list[str]:
        """What is wrong inside the database, in the engine's words; nothing, usually. A few seconds per 100 MB."""
        with mapped_errors():
            self.database.checkpoint()
            connection = self.database.second_connection()
            try:
                return engine.faults_in(connection, thorough=thorough)
            finally:
                self.database.give_back(connection)

    def backups(self) -> list[BackupRow]:
        """The backups of this center in its folder, newest first."""
        return backup.list_backups(self._opened.folder)


@dataclass(frozen=True, slots=True)
class Created:
    """A new center, and the recovery code that is shown this once."""

    center: Center
    recovery_code: str


def create_center(folder: Path, *, login: str, password: str, stretch: Stretch | None = None) -> Created:
    """Make a center in an empty or new folder; the stretch is measured on this computer unless given."""
    opened, code = creation.create_folder(CenterFolder(folder), login, password, stretch)
    return Created(Center(opened), code)


def open_center(folder: Path, *, login: str, password: str) -> Center:
    """Open the center in ``folder``; a Problem says which of the many things that can be wrong is."""
    return Center(opening.open_folder(CenterFolder(folder), ByPassword(login, password)))


def open_with_recovery_code(folder: Path, code: str) -> Center:
    """Open the center with the printed recovery code, typed with or without dashes, in any case."""
    return Center(opening.open_folder(CenterFolder(folder), ByCode(code)))
