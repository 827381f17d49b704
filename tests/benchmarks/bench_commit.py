"""What keeping a change costs: a row and its two child rows through ``store.write``, against sqlcipher3 by hand.

By hand once with just those three rows, and once with the audit entry and the history beside them: the same rows. All
three turn by turn in one process, on centers with the same key and settings, ``synchronous=FULL``. Ours waits for the
disk twice, for the commit and for the anchor. The goal is at most 3.0 times the same rows by hand.
Run: ``python tests/benchmarks/bench_commit.py [rounds]``
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from peewee import CharField, ForeignKeyField

from rcc_desktop.api.acting import PROGRAM, needs
from rcc_desktop.api.records import DayField, MomentField, Person, Record
from rcc_desktop.database.center import Center, create_center
from rcc_desktop.database.migrate import SHELL, migrate
from rcc_desktop.database.store import Store
from rcc_desktop.database.stretch import LEAST_READ_KIB, Stretch
from rcc_desktop.testing import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 3.0
WARM_UP = 30
REASONS = ("drop_in", "meeting")
AUDIT = (
    'INSERT INTO "audit_entry" ("seq", "at", "on_day", "actor", "device", "verb", "rows", "fields", "remarks", '
    '"request", "prev_mac", "mac") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)
HISTORY = 'INSERT INTO "history" ("entry", "table_name", "kind", "first_row", "last_row") VALUES (?, ?, ?, ?, ?)'
VISIT = 'INSERT INTO "bench_visit" ("person_id", "on_day", "arrived_at", "version") VALUES (?, ?, ?, 1)'
REASON = 'INSERT INTO "bench_reason" ("visit_id", "reason", "version") VALUES (?, ?, 1)'


class BenchVisit(Record):
    """Like a visit: somebody, and when."""

    person = ForeignKeyField(Person, on_delete="RESTRICT")
    on_day = DayField(index=True)
    arrived_at = MomentField()


class BenchReason(Record):
    """Like what a visit was for."""

    visit = ForeignKeyField(BenchVisit, on_delete="CASCADE")
    reason = CharField(max_length=32)


@needs("bench")
def add_people(count: int) -> None:
    """People to hang the rows on."""
    names = ((f"Person {n}", f"{n}, Person", 20260101) for n in range(count))
    Person.add_many(("shown_name", "sort_name", "added_on"), names)


@needs("bench")
def arrive(person: int, clock: Clock) -> int:
    """The verb: one row and two child rows."""
    visit = BenchVisit.add(person=person, on_day=clock().date(), arrived_at=clock())
    for reason in REASONS:
        BenchReason.add(visit=visit, reason=reason)
    return visit


def open_store(folder: Path, people: int, clock: Clock) -> tuple[Center, Store]:
    """A new center with the two tables."""
    cheapest = Stretch(LEAST_READ_KIB, 1, 1)
    center = create_center(folder, login="bench", password="seven kind herons wade", stretch=cheapest).center
    migrate(center.database, [SHELL], backup=lambda: None)
    store = Store(center, clock, lambda _changes: None)
    center.database.create_tables([BenchVisit, BenchReason])
    store.search_index.prepare()
    store.write(lambda: add_people(people), PROGRAM)
    return center, store


def by_hand(connection: Any, *, recorded: bool) -> Callable[[int], None]:
    """A function that inserts the rows of one person by hand, with what is kept of them if ``recorded``."""

    def insert(person: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        visit = connection.execute(VISIT, (person, 20261121, 1795273200000)).lastrowid
        for reason in REASONS:
            connection.execute(REASON, (visit, reason))
        if recorded:
            entry, mac = person + 1_000_000, os.urandom(32).hex()
            row = (
                entry,
                1795273200000,
                20261121,
                None,
                "program",
                "bench.arrive",
                "{}" * 30,
                "{}",
                "{}",
                mac,
                mac,
                mac,
            )
            connection.execute(AUDIT, row)
            connection.execute(HISTORY, (entry, "bench_visit", "add", visit, visit))
            connection.execute(HISTORY, (entry, "bench_reason", "add", visit * 2 - 1, visit * 2))
        connection.execute("COMMIT")

    return insert


def main(rounds: int) -> float:
    """Measure, print, and give the ratio."""
    clock, people = Clock(), rounds + WARM_UP
    with tempfile.TemporaryDirectory() as scratch:
        opened = [open_store(Path(scratch, name), people, clock) for name in ("rows", "recorded", "ours")]
        (rows, _first), (recorded, _second), (_ours, store) = opened
        ways: list[Callable[[int], object]] = [
            by_hand(rows.database.connection(), recorded=False),
            by_hand(recorded.database.connection(), recorded=True),
            lambda person: store.write(lambda: arrive(person, clock), PROGRAM),
        ]
        took: list[list[float]] = [[], [], []]
        for person in range(1, people + 1):
            for way, times in zip(ways, took, strict=True):
                begun = time.perf_counter()
                way(person)
                times.append(time.perf_counter() - begun)
        for center, _store in opened:
            center.close()
    alone, same, ours = (median(times[WARM_UP:]) * 1000 for times in took)
    print(f"three rows by hand:                        {alone:.2f} ms")
    print(f"with their audit entry and history by hand: {same:.2f} ms")
    print(f"through store.write, anchored:             {ours:.2f} ms")
    print(f"ratio {ours / same:.2f} (goal: at most {GOAL}); to the three rows alone {ours / alone:.2f}")
    return ours / same


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 400) > GOAL)
