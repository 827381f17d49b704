"""Who did what, written in the same transaction, each entry chained to the one before by a keyed hash.

An entry holds ids, table names and column names, never values or names. ``mac = HMAC-SHA256(key, prev_mac || entry)``
over canonical JSON, with a key that never lies in the database; the newest (number, mac) also lies outside it, in the
head anchor, because a cut tail leaves no trace in a chain.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.fields import to_day, to_millis
from rcc_desktop.database.head import Head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from peewee import Database

    from rcc_desktop.api.acting import Actor
    from rcc_desktop.api.ledger import Ledger, RowChange

_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode

GENESIS = Head(0, bytes(32))
"""The head of a center without any entry; the first one is chained to it."""

COLUMNS = ("seq", "at", "on_day", "actor", "device", "verb", "rows", "fields", "remarks", "request", "prev_mac", "mac")

_INSERT = 'INSERT INTO "audit_entry" ({}) VALUES ({})'.format(
    ", ".join(f'"{name}"' for name in COLUMNS), ", ".join("?" for _name in COLUMNS)
)
_NEWEST = 'SELECT "seq", "mac" FROM "audit_entry" ORDER BY "seq" DESC LIMIT 1'


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is not as it was written: its number, and what is wrong (``mac``, ``gap``, ``cut``)."""

    seq: int
    how: str


def newest(database: Database) -> Head:
    """The head of the chain as the database has it."""
    row = database.execute_sql(_NEWEST).fetchone()
    return Head(row[0], bytes.fromhex(row[1])) if row else GENESIS


def newest_besides(database: Database, verbs: Sequence[str]) -> int:
    """The number of the newest entry that is none of ``verbs``; 0 without any."""
    places = ", ".join(database.param for _verb in verbs)
    sql = f'SELECT "seq" FROM "audit_entry" WHERE "verb" NOT IN ({places}) ORDER BY "seq" DESC LIMIT 1'
    row = database.execute_sql(sql, list(verbs)).fetchone()
    return int(row[0]) if row else 0


def newest_moment(database: Database, verb: str) -> int:
    """When the newest entry of ``verb`` was kept, in milliseconds since 1970; 0 without any."""
    sql = f'SELECT "at" FROM "audit_entry" WHERE "verb" = {database.param} ORDER BY "seq" DESC LIMIT 1'
    row = database.execute_sql(sql, [verb]).fetchone()
    return int(row[0]) if row else 0


def append(database: Database, key: bytes, ledger: Ledger, *, actor: Actor, at: datetime, request: str) -> Head:
    """Write the entry of ``ledger`` and give the new head. ``at`` is aware and in the center's time zone."""
    last = newest(database)
    entry = {
        "seq": last.seq + 1,
        "at": to_millis(at),
        "on_day": to_day(at.date()),
        "actor": actor.staff,
        "device": actor.device,
        "verb": ledger.verbs[0] if ledger.verbs else "",
        "rows": _json(_rows_by_table(ledger.rows)),
        "fields": _json(_fields_by_table(ledger.rows)),
        "remarks": _json(ledger.remarks),
        "request": request,
        "prev_mac": last.mac.hex(),
    }
    mac = seal(key, entry)
    places = _INSERT.replace("?", database.param)
    database.execute_sql(places, [*entry.values(), mac])
    return Head(last.seq + 1, bytes.fromhex(mac))


def seal(key: bytes, entry: Mapping[str, object]) -> str:
    """The keyed hash of an entry (without its own ``mac``), as hex."""
    body = {name: value for name, value in entry.items() if name != "mac"}
    return hmac.digest(key, _json(body).encode(), "sha256").hex()


def verify(database: Database, key: bytes, anchor: Head | None, *, last: int | None = None) -> Broken | None:
    """Check the chain (or its ``last`` entries) and that it reaches the anchor; give the first break, or None."""
    head = newest(database)
    since = max(1, head.seq - last + 1) if last else 1
    previous = _mac_before(database, since)
    expected = since
    for entry in _entries(database, since):
        if entry["seq"] != expected:
            return Broken(expected, "gap")
        if entry["prev_mac"] != previous or not hmac.compare_digest(str(entry["mac"]), seal(key, entry)):
            return Broken(expected, "mac")
        previous = str(entry["mac"])
        expected += 1
    return _against_anchor(database, head, anchor)


def _against_anchor(database: Database, head: Head, anchor: Head | None) -> Broken | None:
    if anchor is None or anchor.seq == 0:
        return None
    if head.seq < anchor.seq:
        return Broken(head.seq + 1, "cut")
    sql = 'SELECT "mac" FROM "audit_entry" WHERE "seq" = ?'.replace("?", database.param)
    (mac,) = database.execute_sql(sql, [anchor.seq]).fetchone() or ("",)
    return None if mac == anchor.mac.hex() else Broken(anchor.seq, "mac")


def _mac_before(database: Database, seq: int) -> str:
    if seq == 1:
        return GENESIS.mac.hex()
    sql = 'SELECT "mac" FROM "audit_entry" WHERE "seq" = ?'.replace("?", database.param)
    row = database.execute_sql(sql, [seq - 1]).fetchone()
    return row[0] if row else ""


def _entries(database: Database, since: int) -> Iterator[dict[str, object]]:
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    sql = f'SELECT {columns} FROM "audit_entry" WHERE "seq" >= {since} ORDER BY "seq"'
    for row in database.execute_sql(sql):
        yield dict(zip(COLUMNS, row, strict=True))


def _rows_by_table(changes: list[RowChange]) -> dict[str, list[list[int]]]:
    """Each table's changed rows as [first, last] ranges."""
    rows: dict[str, list[list[int]]] = {}
    for change in changes:
        rows.setdefault(change.table, []).append([change.first, change.last])
    return rows


def _fields_by_table(changes: list[RowChange]) -> dict[str, list[str]]:
    fields: dict[str, set[str]] = {}
    for change in changes:
        if change.after:
            fields.setdefault(change.table, set()).update(change.after)
    return {table: sorted(names) for table, names in fields.items()}
