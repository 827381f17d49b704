"""What an open center needs done for it while people work: its backups, and an eye on the disk.

The window calls ``tick`` a few times a minute. A command without a window does none of this: it is over in a moment,
and a backup after each of many would push out those of other days. Only a large import is preceded by a backup there
too (``copies.before_import``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.acting import PROGRAM
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import audit
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.database.survey import room_warnings
from rcc_desktop.host import copies
from rcc_desktop.logs import log
from rcc_desktop.staff import at_desk

if TYPE_CHECKING:
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

QUIET = 20.0
"""Seconds without a write in which a backup, which may take a few, is in nobody's way."""

BACKUP_EVERY = 30 * 60.0
LATEST_BACKUP = 40 * 60.0
"""Seconds after which a backup is made even while people are being checked in."""

DISK_EVERY = 60.0


class Caretaker:
    """Looks after one open center. ``tick`` and ``at_close`` are called on the writing lane; times are seconds of any
    clock that only goes forward.
    """

    def __init__(self, session: Session, now: float) -> None:
        self._session = session
        self._head = self._newest()
        self._wrote_at = now
        self._backup_from = now
        self._disk_from = now + DISK_EVERY
        self._is_filling = bool(self._room_warnings())

    def tick(self, now: float) -> tuple[str, ...]:
        """Do what is due; sentences to be told, usually none."""
        head = self._newest()
        if head != self._head:
            self._head, self._wrote_at = head, now
        return (*self._look_at_disk(now), *self._back_up_if_due(now))

    def at_close(self) -> None:
        """Make the last backup, if anything was written since the one before; a full disk keeps nobody from leaving."""
        try:
            if self._has_changed():
                copies.back_up(self._session, PROGRAM)
        except Problem as problem:
            log.warning("no backup at closing: %s", problem.code)

    def _newest(self) -> int:
        """The number of the newest kept entry: moves with every write, and asking costs nothing."""
        head = self._session.store.center.anchor.read()
        return head.seq if head else 0

    def _has_changed(self) -> bool:
        """Whether anything is in the record since the last backup but people coming and going, or a check."""
        latest = copies.last_backup(self._session)
        with self._session.store.connected() as database:
            return audit.newest_besides(database, (*at_desk.VERBS, copies.PROVEN)) > (latest.seq if latest else 0)

    def _look_at_disk(self, now: float) -> tuple[str, ...]:
        """Said when it begins to fill up, not each minute; opening has said what was so then."""
        if now < self._disk_from:
            return ()
        self._disk_from = now + DISK_EVERY
        was_filling, warnings = self._is_filling, self._room_warnings()
        self._is_filling = bool(warnings)
        return () if was_filling else tuple(warnings)

    def _room_warnings(self) -> list[str]:
        return room_warnings(CenterFolder(self._session.store.center.folder))

    def _back_up_if_due(self, now: float) -> tuple[str, ...]:
        since, quiet = now - self._backup_from, now - self._wrote_at >= QUIET
        if since < BACKUP_EVERY or not (quiet or since >= LATEST_BACKUP):
            return ()
        self._backup_from = now  # after trouble as well: it is tried again in half an hour
        try:
            if self._has_changed():
                copies.back_up(self._session, PROGRAM)
                self._head = self._newest()
        except Problem as problem:
            return (_("No backup was made. {why}").format(why=problem),)
        return ()
