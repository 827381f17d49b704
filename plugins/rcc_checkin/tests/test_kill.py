"""A desk that is killed at any moment of a check-in."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin.records import Visit, VisitReason

from rcc_desktop.api import needs
from rcc_desktop.api.records import Person, fetch
from rcc_desktop.database.center import open_center
from rcc_desktop.testing import LOGIN, PASSWORD
from rcc_desktop.testing_desk import TryOutDesk, begin_session

if TYPE_CHECKING:
    from rcc_desktop.database.center import Center

KILLS = 4
PEOPLE = 400
CHILD = Path(__file__).with_name("checking_in.py")


@needs("people.add")
def add_people() -> None:
    names = ((f"P {n}", f"P {n}", 20261121) for n in range(PEOPLE))
    Person.add_many(("shown_name", "sort_name", "added_on"), names)


def killed_after(folder: Path, first: int, seconds: float) -> list[int]:
    """Let a desk check people in, kill it, and give the visits it said were kept."""
    command = [sys.executable, str(CHILD), str(folder), str(first), str(PEOPLE + 1)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own script)
    assert child.stdout is not None
    with child, child.stdout:
        assert child.stdout.readline() == "open\n"
        time.sleep(seconds)
        child.kill()
        lines = child.stdout.read().splitlines(keepends=True)
    return [int(row) for line in lines if line.endswith("\n") for row in line.split()]


@pytest.mark.slow
def test_that_a_kill_at_any_moment_loses_no_visit_that_was_kept_and_leaves_no_half_of_one(
    center: Center, clock: Any
) -> None:
    folder, chance = center.folder, Random(20261121)
    session = begin_session(center, clock, {})
    TryOutDesk(session).do(add_people)
    session.close()
    center.close()
    kept: list[int] = []
    for _kill in range(KILLS):
        kept += killed_after(folder, len(kept) // 2 + 2, chance.uniform(0.02, 0.5))
        again = open_center(folder, login=LOGIN, password=PASSWORD)
        session = begin_session(again, clock, {})
        desk = TryOutDesk(session)
        visits = {row for (row,) in desk.ask(lambda: fetch(Visit.select(Visit.id)))}
        reasons = desk.ask(lambda: fetch(VisitReason.select(VisitReason.visit)))
        session.close()
        again.close()
        assert visits.issuperset(kept)
        assert sorted(row for (row,) in reasons) == sorted([*visits, *visits])
        assert len(visits) <= len(kept) + 2 * (_kill + 1)
    assert kept
