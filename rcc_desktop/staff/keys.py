"""Prove a password while the center stays open, and change the keys it opens with. No transaction may be open here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.database.center import open_with_recovery_code
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.database.keyfile import read_keys
from rcc_desktop.database.keyring import ByPassword, unlock
from rcc_desktop.database.tries import Tries

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.database.center import Center

WRONG = "store.wrong_password"


def prove(center: Center, login: str, password: str) -> int:
    """Check that ``password`` is that of ``login``, whose key the center was opened with; as slow as signing in.

    Gives the wrong tries since the last right one. Raises ``Problem``, and counts the try, when it is not.
    """
    with mapped_errors():
        folder = CenterFolder(center.folder)
        keyfile, _is_former = read_keys(folder)
        way = ByPassword(login, password)
        tries = Tries(folder.tries)
        who = way.who(keyfile)
        tries.check(who)
        try:
            unlocked = unlock(keyfile, way)
        except Problem as problem:
            if problem.code == WRONG:
                tries.failed(who)
            raise
        if unlocked.slot.uid != center.slot_uid:
            raise way.refused()
        return tries.succeeded(who)


def reset_password(folder: Path, code: str, login: str, password: str) -> None:
    """Give ``login`` a new password on the strength of the recovery code; the center is closed again after."""
    center = open_with_recovery_code(folder, code)
    try:
        center.set_password_with_recovery(code, login, password)
    finally:
        center.close()
