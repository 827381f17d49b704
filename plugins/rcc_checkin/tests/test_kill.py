"""A desk that is killed at any moment of a check-in; ``RCC_KILLS`` says how often."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from rcc_checkin.records import Visit, VisitReason

from rcc_desktop.api import needs
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from rcc_desktop.testing import Turns

KILLS = int(os.environ.get("RCC_KILLS", "4"))
PEOPLE = 400
CHILD = Path(__file__).with_name("checking_in.py")


@needs("people.add")
def add_people() -> None:
    names = ((f"P {n}", f"P {n}", 20261121) for n in range(PEOPLE))
    Person.add_many(("shown_name", "sort_name", "added_on"), names)


@pytest.mark.slow
def test_that_a_kill_at_any_moment_loses_no_visit_that_was_kept_and_leaves_no_half_of_one(turns: Turns) -> None:
    chance = Random(20261121)
    with turns.here() as desk:
        desk.do(add_people)
    kept: list[int] = []
    for kill in range(1, KILLS + 1):
        said = turns.killed(CHILD, chance.uniform(0.02, 0.5), len(kept) // 2 + kill, PEOPLE + 1)
        kept += [int(visit) for line in said for visit in line.split()]
        with turns.here() as desk:
            visits = {row for (row,) in desk.ask(lambda: fetch(Visit.select(Visit.id)))}
            reasons = desk.ask(lambda: fetch(VisitReason.select(VisitReason.visit)))
        assert visits.issuperset(kept)
        assert sorted(row for (row,) in reasons) == sorted([*visits, *visits])
        assert len(visits) <= len(kept) + 2 * kill
    assert kept
