"""Backups of an open center, and the proof that its file is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import PROGRAM, needs
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.ledger import remark, writing_ledger
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import audit
from rcc_desktop.logs import log

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.api.acting import Actor
    from rcc_desktop.database.backup import BackupRow
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class Proof:
    """What checking the whole file found, in words for the person who asked."""

    sound: bool
    entries: int
    words: str
    way_out: str = ""


PROVEN = "center.proven"
"""The name of the entry that keeps a check of the whole file."""

MANY_ROWS = 100
"""An import of more rows than this has a backup made before it."""


def back_up(session: Session, actor: Actor | None = None) -> Path:
    """Make a backup that was read back, on the account of whoever is signed in unless of ``actor``.

    The record says so before it is made, so that the backup holds that entry too. Takes a few seconds per 100 MB.
    """
    store = session.store
    store.write(note_backup, actor or session.actor)
    with store.connected() as database:
        return store.center.backup(session.now(), audit.newest(database))


def before_import(session: Session, rows: int) -> None:
    """Make a backup where many ``rows`` are about to come in; called on the writing lane, outside a transaction."""
    if rows > MANY_ROWS:
        back_up(session, PROGRAM)


def last_backup(session: Session) -> BackupRow | None:
    """The newest backup that was read back and is of the same size since."""
    return next((row for row in session.store.center.backups() if row.verified), None)


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
            _("Nothing was changed. Put the newest backup in its place: Settings, Backups, “Restore…”."),
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


def keep_proof(session: Session, proof: Proof) -> None:
    """Keep in the record that the whole file was sound just now; into one that is not, nothing is written.

    On the account of whoever is signed in where they may see backups, else on the program's own.
    """
    actor = session.actor if session.actor.may("center.back_up") else PROGRAM
    try:
        if proof.sound:
            session.store.write(note_proof, actor)
    except Problem as problem:  # a full disk does not make what was found less true
        log.warning("the check was not kept: %s", problem.code)


def last_proven(session: Session) -> datetime | None:
    """When the whole file was last found sound; None when nobody has looked."""
    with session.store.connected() as database:
        at = audit.newest_moment(database, PROVEN)
    return from_millis(at) if at else None


@needs("center.back_up")
def note_proof() -> None:
    """Keep in the audit that every page and every entry was found sound."""
    ledger = writing_ledger()
    ledger.entitle(PROVEN)
    ledger.remark(whole="yes")


@needs("center.back_up")
def note_backup() -> None:
    """Keep in the audit that a backup is being made."""
    remark(backup="begun")
