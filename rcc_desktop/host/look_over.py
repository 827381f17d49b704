"""What is looked over when a center has been unlocked, before anybody works in it.

What is wrong is said once and kept in the record of who did what. The database remembers what it last saw of the files
beside it, so that an older key file or a restored database is noticed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import PROGRAM, needs
from rcc_desktop.api.ledger import writing_ledger
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import SettingValue
from rcc_desktop.api.words import words
from rcc_desktop.database import audit
from rcc_desktop.database.folder import CenterFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from peewee import Database

    from rcc_desktop.database.audit import Broken
    from rcc_desktop.database.head import Head
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

LATEST = 1000
"""Entries looked at when opening, some 30 ms; the whole record is looked at when somebody asks for it."""

SEEN = "center.seen"
"""A row among the settings that nobody chooses."""

BROKEN = "center.record_broken"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the database remembers. ``broken_at`` is the entry that keeps the last break: what lies before it was told.

    ``restores`` are the names under which former databases were set aside; a new one means that this database was put
    in its place.
    """

    keyfile: int = 0
    epoch: int = 0
    restores: tuple[str, ...] = ()
    broken_at: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be kept in the record as ``verb`` (ids and numbers only), and said unless ``told`` is empty."""

    verb: str
    remarks: dict[str, str]
    told: str = ""


def look_over(session: Session) -> tuple[str, ...]:
    """Look over what was just opened; what is to be said once, each with a way out.

    Called on the thread that opened the center. A disk that takes no more entries does not keep a center from opening.
    """
    try:
        return _look_over(session)
    except Problem as problem:
        return (str(problem),)


def _look_over(session: Session) -> tuple[str, ...]:
    store, center = session.store, session.store.center
    with store.connected() as database, store.errors_in_words():
        seen = _remembered()
        restores = _set_aside(center.folder)
        restored = sorted(set(restores) - set(seen.restores))
        since = seen.broken_at if _keeps_a_break(database, seen.broken_at) else 1
        broken = _first_break(database, center.audit_key, center.anchor.read(), since, restored=bool(restored))
    findings = [Finding("center.restored", {"set_aside": name}) for name in restored]
    findings += _of_keys(seen, center.keyfile_seq, center.key_epoch)
    now_seen = replace(seen, keyfile=center.keyfile_seq, epoch=center.key_epoch, restores=restores)
    if broken is not None:
        entry = _keep(session, _of_record(broken, center.anchor.read()))
        now_seen = replace(now_seen, broken_at=entry)
    for finding in findings:
        _keep(session, finding)
    if now_seen != seen:
        store.write(lambda: keep_seen(now_seen), PROGRAM)
    told = [_of_record(broken, None).told] if broken is not None else []
    return (*told, *(finding.told for finding in findings if finding.told))


def _first_break(database: Database, key: bytes, anchor: Head | None, since: int, *, restored: bool) -> Broken | None:
    """The first break among the latest entries from ``since`` on; a restored database ends where its backup does."""
    newest = audit.newest(database).seq
    broken = audit.verify(database, key, anchor, last=min(LATEST, newest - since + 1))
    if broken is None and anchor is None and newest and not restored:
        return audit.Broken(newest, "anchor")
    return broken


def _keeps_a_break(database: Database, seq: int) -> bool:
    """Whether entry ``seq`` is one of ours that keeps a break; its seal is looked at with the others."""
    if not seq:
        return False
    row = database.execute_sql('SELECT "verb" FROM "audit_entry" WHERE "seq" = ?', [seq]).fetchone()
    return bool(row == (BROKEN,))


def _of_record(broken: Broken, anchor: Head | None) -> Finding:
    remarks = {"how": broken.how, "entry": str(broken.seq), "anchor": str(anchor.seq if anchor else 0)}
    return Finding(BROKEN, remarks, _TOLD[broken.how]().format(entry=broken.seq))


def _ends_early() -> str:
    return _(
        "The record of who did what ends earlier than it should: entry {entry} is missing. An older file may have been "
        "put in place, or the computer lost power. Look whether what was entered last is here; if it is not, enter it "
        "again or restore the newest backup."
    )


def _was_changed() -> str:
    return _(
        "The record of who did what was changed from outside, from entry {entry} on. Nothing was changed now. Make a "
        "backup, keep it on a stick, and call whoever looks after your data."
    )


def _lost_its_end() -> str:
    return _(
        "The note beside the center's file that says where the record of who did what ends is gone, so a missing end "
        "cannot be noticed this once. Look whether what was entered last is here. The note is kept again from now on."
    )


_TOLD: dict[str, Callable[[], str]] = {
    "cut": _ends_early,
    "gap": _was_changed,
    "mac": _was_changed,
    "anchor": _lost_its_end,
}


def _of_keys(seen: Seen, keyfile: int, epoch: int) -> list[Finding]:
    if keyfile >= seen.keyfile and epoch >= seen.epoch:
        return []
    told = _(
        "The key file is older than the one used last. A password changed since, or somebody whose key was taken away, "
        "may open the center again. Change those passwords and take away those keys once more."
    )
    remarks = {"keyfile": f"{seen.keyfile} to {keyfile}", "epoch": f"{seen.epoch} to {epoch}"}
    return [Finding("center.older_keys", remarks, told)]


def _set_aside(folder: Path) -> tuple[str, ...]:
    found = CenterFolder(folder).set_aside
    return tuple(sorted(each.name for each in found.iterdir() if each.is_dir())) if found.is_dir() else ()


def _keep(session: Session, finding: Finding) -> int:
    """Put a finding into the record; the number of its entry. Nobody else is writing yet."""
    session.store.write(lambda: keep_finding(finding), PROGRAM)
    return audit.newest(session.store.database).seq


@needs("center.look_over")
def keep_finding(finding: Finding) -> None:
    """Put a finding into the record under its own name; only the program itself may."""
    ledger = writing_ledger()
    ledger.entitle(finding.verb)
    ledger.remark(**finding.remarks)


@needs("center.look_over")
def keep_seen(seen: Seen) -> None:
    """Have the database remember what it saw; only the program itself may."""
    writing_ledger().entitle(SEEN)
    value = json.dumps(asdict(seen))
    row = fetch(SettingValue.select(SettingValue.id).where(SettingValue.key == SEEN))
    if row:
        SettingValue.change(row[0][0], value=value)
    else:
        SettingValue.add(key=SEEN, value=value)


def _remembered() -> Seen:
    """A row that cannot be read is taken for none: then everything counts as new."""
    rows = fetch(SettingValue.select(SettingValue.value).where(SettingValue.key == SEEN))
    try:
        found = json.loads(rows[0][0])
        restores = tuple(str(name) for name in found["restores"])
        return Seen(int(found["keyfile"]), int(found["epoch"]), restores, int(found["broken_at"]))
    except (IndexError, ValueError, TypeError, KeyError):
        return Seen()
