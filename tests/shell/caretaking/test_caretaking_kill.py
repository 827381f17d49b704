"""A desk is killed at any moment, even while opening: what it said was kept is there, whole, and the record proves it.

``RCC_KILLS`` says how often; the moments differ from run to run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.database import audit
from rcc_desktop.database.center import open_center
from rcc_desktop.testing import LOGIN, PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.database.center import Center

KILLS = int(os.environ.get("RCC_KILLS", "12"))
LONGEST = 0.4  # seconds of writing
WHILE_OPENING = 1.5  # seconds from the start of the process, for every third kill

DESK = """
import sys
from pathlib import Path
from rcc_desktop.api import Actor, needs
from rcc_desktop.api.records import Person, PersonName
from rcc_desktop.database.center import open_center
from rcc_desktop.database.store import Store
from rcc_desktop.testing import LOGIN, PASSWORD, Clock

clock = Clock()
store = Store(open_center(Path(sys.argv[1]), login=LOGIN, password=PASSWORD), clock, lambda changes: None)
actor = Actor(staff=1, permissions=frozenset({"people.add"}))

@needs("people.add")
def arrive():
    person = Person.add(shown_name="Ana", sort_name="Ana", added_on=clock().date())
    for kind in ("alias", "former"):
        PersonName.add(person=person, kind=kind, name="Nita")
    return person

print("open", flush=True)
while True:
    print(store.write(arrive, actor), flush=True)
"""


def killed(folder: Path, chance: Random, *, while_opening: bool) -> list[int]:
    """Let a desk write until it is killed; the people it said were kept."""
    desk = subprocess.Popen([sys.executable, "-c", DESK, str(folder)], stdout=subprocess.PIPE, text=True)
    assert desk.stdout is not None
    with desk, desk.stdout:
        if while_opening:
            time.sleep(chance.uniform(0, WHILE_OPENING))
        else:
            assert desk.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0, LONGEST))
        desk.kill()
        lines = desk.stdout.read().splitlines(keepends=True)
    return [int(line) for line in lines if line.endswith("\n") and line != "open\n"]


def look_at(center: Center, kept: list[int]) -> None:
    """Everything that was acknowledged is there; what is there is whole and in the record."""
    database = center.database
    people = {row for (row,) in database.execute_sql("SELECT id FROM person").fetchall()}
    assert people.issuperset(kept)
    names = Counter(row for (row,) in database.execute_sql("SELECT person_id FROM person_name").fetchall())
    assert names == dict.fromkeys(people, 2)
    entries = database.execute_sql("SELECT rows FROM audit_entry WHERE verb LIKE '%.arrive' ORDER BY seq").fetchall()
    recorded = [rows for (rows,) in entries]
    assert len(recorded) == len(people)
    assert all(any(f'"person":[[{person},{person}]]' in rows for rows in recorded) for person in kept[-3:])
    moved = database.execute_sql("SELECT count(*) FROM history WHERE table_name = 'person' AND kind = 'add'").fetchone()
    assert moved == (len(people),)
    anchor = center.anchor.read()
    newest = audit.newest(database).seq
    assert audit.verify(database, center.audit_key, anchor) is None
    if anchor is not None:
        assert newest - 1 <= anchor.seq <= newest
    assert newest >= len(kept)
    assert center.faults() == []


@pytest.mark.slow
def test_that_a_kill_at_any_moment_loses_nothing_that_was_kept_and_leaves_no_half(center: Center) -> None:
    folder, chance = center.folder, Random()
    center.close()
    kept: list[int] = []
    for number in range(KILLS):
        kept += killed(folder, chance, while_opening=number % 3 == 2)
        again = open_center(folder, login=LOGIN, password=PASSWORD)
        try:
            look_at(again, kept)
        finally:
            again.close()
    assert kept
