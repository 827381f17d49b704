"""Past decisions from a spreadsheet: judged row by row, and the same file twice is the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rcc_council.imports_decisions import judge_decisions, take_decisions
from rcc_council.register.decisions import Sought, decisions

from rcc_desktop.api import Problem

Desk = Any
FOUNDED = {"body": "main street COUNCIL", "day": date(2019, 5, 1), "words": "Found a council."}
LOST = {"body": "Main Street Council", "day": date(2020, 2, 5), "words": "Charge for coffee.", "outcome": "lost"}
pytestmark = pytest.mark.usefixtures("council")


def judged(desk: Desk, *rows: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each.kind, each.field) for each in desk.ask(lambda: judge_decisions(rows, desk.now()))]


def test_that_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    assert judged(desk, FOUNDED, LOST) == [("new", None), ("new", None)]
    assert desk.do(lambda: take_decisions([FOUNDED, LOST], desk.now())) == 2
    assert {kind for kind, _field in judged(desk, FOUNDED, LOST)} == {"same"}
    assert desk.do(lambda: take_decisions([FOUNDED, LOST], desk.now())) == 0
    rows = desk.ask(lambda: decisions(Sought())).rows
    assert [(row.words, row.outcome) for row in rows] == [
        ("Charge for coffee.", "lost"),
        ("Found a council.", "adopted"),
    ]


def test_that_a_row_twice_in_one_file_is_taken_once(desk: Desk) -> None:
    again = {**FOUNDED, "words": "  Found  a Council. "}
    assert [kind for kind, _field in judged(desk, FOUNDED, again)] == ["new", "same"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": "No Such Council"}, "body"),
        ({"day": None}, "day"),
        ({"day": date(2026, 11, 22)}, "day"),  # tomorrow
        ({"words": " "}, "words"),
    ],
)
def test_that_a_row_that_cannot_be_says_why_and_nothing_is_taken(
    desk: Desk, change: dict[str, Any], field: str
) -> None:
    wrong = {**FOUNDED, **change}
    assert judged(desk, wrong) == [("problem", field)]
    with pytest.raises(Problem):
        desk.do(lambda: take_decisions([LOST, wrong], desk.now()))
    assert desk.ask(lambda: decisions(Sought())).count == 0
