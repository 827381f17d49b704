"""A roster from a spreadsheet: judged row by row, nobody guessed, taken all or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rcc_council.bodies.seats import end_term
from rcc_council.imports import judge_roster, take_roster

from rcc_desktop.api import Problem

DAY = date(2026, 3, 4)
FROM = date(2026, 2, 1)


def row(name: str, **more: Any) -> dict[str, object]:
    return {"body": "Main Street Council", "name": name, "from": FROM, **more}


def judged(desk: Any, *rows: Any) -> list[tuple[str, str | None]]:
    return [(each.kind, each.field) for each in desk.ask(lambda: judge_roster(rows))]


def test_that_members_take_vacant_seats_of_their_kind_and_new_ones_where_there_is_none(
    council: Any, desk: Any, person: Any
) -> None:
    body = council(2, seats=3)
    person("María Nuñez")
    person("Fay Family")
    rows = [row("Nunez, Maria", kind="peer"), row("fay family", kind="family", until=date(2026, 6, 30))]
    assert judged(desk, *rows) == [("new", None), ("new", None)]
    assert desk.do(lambda: take_roster(rows)) == 2
    roster = body.roster(DAY)
    assert [(each.name, each.kind, each.until) for each in roster.members[2:]] == [
        ("María Nuñez", "peer", date(2027, 1, 31)),
        ("Fay Family", "family", date(2026, 6, 30)),
    ], "by the bylaws twelve months, where the file does not say"
    assert (roster.seats, roster.vacancies) == (4, ())


def test_that_the_same_file_a_second_time_changes_nothing(council: Any, desk: Any, person: Any) -> None:
    council(2, seats=3)
    person("Maria Nuñez")
    rows = [row("Maria Nuñez")]
    desk.do(lambda: take_roster(rows))
    assert judged(desk, *rows) == [("same", None)]
    assert desk.do(lambda: take_roster(rows)) == 0


def test_that_of_two_marias_neither_is_seated(council: Any, desk: Any, person: Any) -> None:
    body = council(2, seats=3)
    person("Maria Nuñez")
    person("Maria Nuñez")
    rows = [row("Maria Nuñez"), row("Nobody Known")]
    assert judged(desk, *rows) == [("look", "name"), ("look", "name")]
    assert desk.do(lambda: take_roster(rows)) == 0
    assert body.roster(DAY).in_office == 2


def test_that_a_restricted_file_is_nobody_to_those_who_may_not_know_of_it(council: Any, desk: Any, person: Any) -> None:
    council(2, seats=3)
    person("Zenobia Quillfeather", restricted=True)
    assert judged(desk, row("Zenobia Quillfeather")) == [("new", None)]
    desk.acting_as("coordinator")
    assert judged(desk, row("Zenobia Quillfeather")) == judged(desk, row("Nobody Known")) == [("look", "name")]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"body": "Garden Club"}, "body"),
        ({"name": " "}, "name"),
        ({"from": ""}, "from"),
        ({"until": date(2026, 1, 1)}, "until"),
    ],
    ids=str,
)
def test_that_a_row_that_cannot_be_is_refused_with_everything_else(
    council: Any, desk: Any, person: Any, more: dict[str, Any], field: str
) -> None:
    body = council(2, seats=4)
    person("Maria Nuñez")
    person("Fay Family")
    rows = [row("Fay Family"), {**row("Maria Nuñez"), **more}]
    assert judged(desk, *rows) == [("new", None), ("problem", field)]
    with pytest.raises(Problem):
        desk.do(lambda: take_roster(rows))
    assert body.roster(DAY).in_office == 2


def test_that_somebody_who_sits_there_already_is_not_seated_twice(council: Any, desk: Any) -> None:
    body = council(2, seats=3)
    assert judged(desk, row("Main00 Member")) == [("problem", "from")]
    body.do(end_term, body.terms[0], date(2026, 1, 31))
    assert judged(desk, row("Main00 Member"), row("Main00 Member")) == [("new", None), ("same", None)]


def test_that_a_seat_is_given_to_one_row_only(council: Any, desk: Any, person: Any) -> None:
    body = council(2, seats=3)
    names = ["Ann One", "Bob Two"]
    for each in names:
        person(each)
    assert desk.do(lambda: take_roster([row(each) for each in names])) == 2
    assert (body.roster(DAY).seats, body.roster(DAY).in_office) == (4, 4)
