"""A made-up center is the same each time by its seed, in every row that is not a key or a seal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.database.center import open_center
from rcc_desktop.host.made_up import PASSWORD, STAFF, Wanted, login_of, make_up

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
THEIR_OWN = ("audit_entry", "staff_member", "history", "schema_steps_", "search_")
"""Tables with seals, with the keys that staff sign in with, and with when the file was made: no two centers share them;
and the index, which is made from the others."""

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path / "desk"))


def rows_of_center(folder: Path, seed: int) -> Rows:
    made = make_up(folder, Wanted(people=60, visits=400, years=1, seed=seed), lambda: NOON)
    center = open_center(made.folder, login=made.director, password=PASSWORD).database
    try:
        tables = [table for table in center.get_tables() if not table.startswith(THEIR_OWN)]
        return {table: center.execute_sql(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall() for table in tables}
    finally:
        center.close_everywhere()


def test_that_everybody_on_the_made_up_staff_is_found_by_their_role_and_nobody_else() -> None:
    assert {login_of(role) for _login, _name, role in STAFF} == {login for login, _name, _role in STAFF}
    with pytest.raises(Problem, match="peer_mentor"):
        login_of("gardener")


def test_that_the_same_seed_and_clock_make_the_same_center(tmp_path: Path) -> None:
    first, second = (rows_of_center(tmp_path / name, seed=7) for name in ("first", "second"))
    assert {len(first["person"]), len(second["person"])} == {60}
    assert 300 <= len(first["checkin_visit"]) <= 400
    assert {table: rows for table, rows in first.items() if rows != second[table]} == {}


def test_that_another_seed_makes_other_people(tmp_path: Path) -> None:
    first, second = (rows_of_center(tmp_path / str(seed), seed=seed) for seed in (7, 8))
    assert first["person"] != second["person"]


def test_that_the_peer_mentor_on_the_staff_is_one_of_the_mentors_and_has_a_file(tmp_path: Path) -> None:
    made = make_up(tmp_path / "center", Wanted(people=60, visits=400, years=1, seed=7), lambda: NOON)
    center = open_center(made.folder, login=made.director, password=PASSWORD).database
    try:
        found = center.execute_sql(
            'SELECT s."name", p."shown_name", m."stage" FROM "staff_member" s '
            'JOIN "person" p ON p."id" = s."person_id" '
            'LEFT JOIN "mentors_mentor" m ON m."person_id" = p."id"'
        ).fetchall()
    finally:
        center.close_everywhere()
    assert found == [("Nia Brooks", "Nia Brooks", "active")]
