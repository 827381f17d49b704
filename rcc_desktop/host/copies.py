"""Backups of an open center, and the proof that its file is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import needs
from rcc_desktop.api.ledger import remark
from rcc_desktop.api.words import words
from rcc_desktop.database import audit

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class Proof:
    """What checking the whole file found, in words for the person who asked."""

    sound: bool
    entries: int
    words: str
    way_out: str = ""


def back_up(session: Session) -> Path:
    """Make a backup that was read back, and keep in the audit that it was made; takes a few seconds per 100 MB."""
    store = session.store
    store.write(note_backup, session.actor)
    with store.connected() as database:
        return store.center.backup(session.now(), audit.newest(database))


def prove(session: Session) -> Proof:
    """Check every page of the file and every entry of the audit; takes a few seconds per 100 MB."""
    store = session.store
    with store.connected() as database:
        faults = store.center.faults(thorough=True)
        broken = audit.verify(database, store.audit_key, store.center.anchor.read())
        entries = audit.newest(database).seq
    if faults:
        return Proof(
            False,
            entries,
            ngettext(
                "{count} place in the center's file is damaged.",
                "{count} places in the center's file are damaged.",
                len(faults),
            ).format(count=len(faults)),
            _("Nothing was changed. Put the newest backup in its place: rcc-desktop restore."),
        )
    if broken is not None:
        return Proof(
            False,
            entries,
            _("The record of who did what was changed from outside, from entry {seq} on.").format(seq=broken.seq),
            _("Nothing was changed. Keep the file as it is and call whoever looks after your data."),
        )
    told = _("The file is whole. All {entries} entries of who did what are as they were written.")
    return Proof(True, entries, told.format(entries=entries))


@needs("center.back_up")
def note_backup() -> None:
    """Keep in the audit that a backup was made."""
    remark(backup="made")
