"""A check-in with its audit entry, against the same rows inserted raw through sqlcipher3 in one transaction.

Both on copies of one center, with the same key and settings, ``synchronous=FULL``, turn by turn in one process. Prints
the medians and their ratio; the goal is at most 3.0. Run: ``python tests/benchmarks/bench_checkin.py [rounds]``
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from rcc_checkin.rules import Door
from rcc_checkin.service import check_in

from rcc_desktop.api.acting import PROGRAM, needs
from rcc_desktop.api.center import opening_of
from rcc_desktop.api.records import OpenOn, Person, Site
from rcc_desktop.database.center import Center, create_center
from rcc_desktop.database.migrate import SHELL, Steps, migrate
from rcc_desktop.database.store import Store
from rcc_desktop.database.stretch import LEAST_READ_KIB, Stretch
from rcc_desktop.testing import Clock

ZONE = ZoneInfo("America/New_York")
GOAL = 3.0
WARM_UP = 30
REASONS = ("drop_in", "meeting")


@needs("bench")
def furnish(people: int) -> None:
    """One site that is open all day, and people to check in."""
    site = Site.add(name="Main Street")
    for weekday in range(1, 8):
        OpenOn.add(site=site, weekday=weekday, opens=9 * 60, closes=20 * 60)
    Person.add_many(
        ("shown_name", "sort_name", "added_on"), ((f"Person {n}", f"{n}, Person", 20260101) for n in range(people))
    )


def open_store(folder: Path, people: int, clock: Clock) -> tuple[Center, Store]:
    """A new center with check-in's tables."""
    center = create_center(folder, login="bench", password="seven kind herons wade", stretch=_cheap()).center
    migrate(center.database, [SHELL, Steps("checkin", "rcc_checkin.migrations")], backup=lambda: None)
    store = Store(center, clock, lambda changes: None)
    store.search_index.prepare()
    store.write(lambda: furnish(people), PROGRAM)
    return center, store


def _cheap() -> Stretch:
    return Stretch(LEAST_READ_KIB, 1, 1)


class RawRows:
    """The rows a check-in leaves behind, copied from one and inserted by hand: visit, reasons, audit entry, history."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._templates = [(table, *self._newest(table, count)) for table, count in _ROWS]
        self._shift = 1_000_000

    def insert(self) -> None:
        """One transaction with all of them."""
        self._shift += 10
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        for table, columns, rows in self._templates:
            places = ", ".join("?" for _column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            sql = f'INSERT INTO "{table}" ({names}) VALUES ({places})'
            for row in rows:
                connection.execute(sql, self._shifted(columns, row))
        connection.execute("COMMIT")

    def _newest(self, table: str, count: int) -> tuple[list[str], list[tuple[Any, ...]]]:
        columns = [row[1] for row in self._connection.execute(f'PRAGMA table_info("{table}")')]
        rows = self._connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid DESC LIMIT {count}').fetchall()
        return columns, rows

    def _shifted(self, columns: list[str], row: tuple[Any, ...]) -> list[Any]:
        """The same row under new numbers, so that no unique index objects."""
        shifted = dict(zip(columns, row, strict=True))
        for column in ("id", "seq", "visit_id", "entry"):
            if column in shifted:
                shifted[column] += self._shift
        if "request" in shifted:
            shifted["request"] = f"{shifted['request'][:20]}{self._shift:012}"
        if "left_at" in shifted:
            shifted["left_at"] = shifted["arrived_at"]
        return list(shifted.values())


_ROWS = (("checkin_visit", 1), ("checkin_reason", 2), ("audit_entry", 1), ("history", 2))


def main(rounds: int = 400) -> list[tuple[str, float, float]]:
    """Measure, print, and give what was measured: its name, the ratio, and the goal."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as scratch:
        other, example = open_store(Path(scratch, "raw"), 2, clock)
        door = Door(1, example.read(lambda: opening_of(1, ZONE), PROGRAM))
        example.write(lambda: check_in(1, door, clock(), reasons=REASONS), PROGRAM)
        raw = RawRows(other.database.connection())
        center, store = open_store(Path(scratch, "ours"), rounds + WARM_UP, clock)
        ours, theirs = [], []
        for person in range(1, rounds + WARM_UP + 1):
            theirs.append(_timed(raw.insert))
            ours.append(
                _timed(
                    lambda person=person: store.write(lambda: check_in(person, door, clock(), reasons=REASONS), PROGRAM)
                )
            )
        center.close()
        other.close()
    verb, rows = median(ours[WARM_UP:]) * 1000, median(theirs[WARM_UP:]) * 1000
    print(f"check-in, committed with its audit entry: {verb:.2f} ms")
    print(f"the same rows inserted raw:               {rows:.2f} ms")
    print(f"ratio {verb / rows:.2f} (goal: at most {GOAL})")
    return [("check-in / the same rows raw", verb / rows, GOAL)]


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    raise SystemExit(any(ratio > goal for _name, ratio, goal in main(*map(int, sys.argv[1:]))))
