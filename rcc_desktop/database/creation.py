"""Making a center: its folder, its first member, its recovery code."""

from __future__ import annotations

import secrets as randomness
from contextlib import suppress
from typing import TYPE_CHECKING

from rcc_desktop.database import engine, recovery_code, schema, survey
from rcc_desktop.database.connection import CenterDatabase
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.head import Anchor
from rcc_desktop.database.keyfile import KeyFile, login_tag, sealed_by, write_keys
from rcc_desktop.database.keyring import Keyring, Unlocked, check_login
from rcc_desktop.database.keyslots import new_secrets, new_slot, password_secret
from rcc_desktop.database.lock import FolderLock
from rcc_desktop.database.opening import Opened
from rcc_desktop.database.passwords import check_password
from rcc_desktop.database.reserve import keep_reserve
from rcc_desktop.database.stretch import Stretch, calibrate
from rcc_desktop.whole_file import sync_folder

if TYPE_CHECKING:
    from rcc_desktop.database.folder import CenterFolder
    from rcc_desktop.database.keyslots import Secrets


def create_folder(folder: CenterFolder, login: str, password: str, stretch: Stretch | None) -> tuple[Opened, str]:
    """A new center, open, and its recovery code; where something fails, nothing of it stays behind."""
    with mapped_errors():
        place = survey.look_where_to_create(folder)
        check_login(login)
        check_password(password, login)
        engine.check_engine()
        cost = stretch or calibrate()
        was_there = folder.path.exists()
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FolderLock(folder.lock)
        try:
            lock.take()
            survey.need_working_locks(folder.path)
            keyring, code = _first_keys(folder, login, password, cost)
            database = _new_database(folder, keyring.secrets, place.journal)
            keep_reserve(folder.reserve)
            folder.backups.mkdir(mode=0o700)
            anchor = Anchor(folder.head)
        except BaseException:
            lock.release()
            _remove_again(folder, was_there)
            raise
    warnings = survey.warnings_about(folder.path, place)
    return Opened(folder, lock, keyring, database, anchor, tuple(warnings)), code


def _first_keys(folder: CenterFolder, login: str, password: str, cost: Stretch) -> tuple[Keyring, str]:
    center, by_epoch, secret = randomness.token_hex(16), {1: new_secrets()}, recovery_code.new_secret()
    tag = login_tag(center, login)
    member = new_slot(center, "password", tag, password_secret(password), cost, by_epoch)
    recovery = new_slot(center, "recovery", "", secret, cost, by_epoch)
    keyfile = KeyFile(center=center, seq=1, epoch=1, salt=by_epoch[1].salt, slots=(member, recovery))
    keyfile = sealed_by(keyfile, by_epoch[1])
    write_keys(folder, keyfile)
    return Keyring(folder, keyfile, Unlocked(member, by_epoch)), recovery_code.printed(secret)


def _new_database(folder: CenterFolder, secrets: Secrets, journal: str) -> CenterDatabase:
    database = CenterDatabase(folder.database, secrets, journal=journal, reserve=folder.reserve)
    try:
        database.connect()
        database.execute_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
        database.checkpoint()
        folder.database.chmod(0o600)
        sync_folder(folder.path)
    except BaseException:
        database.close_everywhere()
        raise
    return database


def _remove_again(folder: CenterFolder, was_there: bool) -> None:
    """The folder was empty before, so all that is in it now is ours."""
    ours = (folder.database, *folder.journals, folder.keys, folder.former_keys, folder.reserve, folder.head)
    for path in ours:
        with suppress(FileNotFoundError):
            path.unlink()
    with suppress(OSError):  # something else appeared in the meantime: leave it
        if folder.backups.exists():
            folder.backups.rmdir()
        if not was_there:
            folder.path.rmdir()
