"""Changing the center's own key, so that a key somebody took along opens nothing from now on.

The key file says both keys before the database is touched and one key after it was read back; whenever the computer
stops in between, one of the two opens it, and the next opening finishes the change.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from rcc_desktop.database.connection import CenterDatabase
    from rcc_desktop.database.keyring import Keyring

_, ngettext = words("rcc_desktop")

NEEDED_ROOM = 1.2  # the write-ahead log grows to the size of the database


def change_key(keyring: Keyring, database: CenterDatabase, *, without: str | None = None) -> None:
    """Give the center a new key, sealed for everybody but the slot ``without``."""
    need_room(database)
    fresh = keyring.begin_epoch(without)
    database.rekey_to(fresh)
    keyring.finish_epoch()


def finish_change(keyring: Keyring, database: CenterDatabase, found_epoch: int) -> None:
    """Finish a change that was interrupted; the database was found in ``found_epoch``."""
    newest = keyring.keyfile.epochs[0]
    if found_epoch != newest:
        need_room(database)
        database.rekey_to(keyring.secrets_of(newest))
    keyring.finish_epoch()


def need_room(database: CenterDatabase) -> None:
    """A Problem when the disk has no room for the change."""
    needed = int(database.path.stat().st_size * NEEDED_ROOM)
    if shutil.disk_usage(database.path.parent).free < needed:
        raise Problem(
            _("There is too little room on this drive to change the center's key. Nothing was changed."),
            _("Free {needed} MB, then try again.").format(needed=needed // (1024 * 1024) + 1),
            code="store.rotation_no_room",
        )
