"""What rows would do, doing it, and the rows to mend."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcc_desktop.api.imports import Import, ImportField, Values, Verdict
from rcc_desktop.api.problems import Problem
from rcc_desktop.imports.limits import clean
from rcc_desktop.imports.mapping import suggest
from rcc_desktop.imports.mending import write_problem_rows
from rcc_desktop.imports.plan import Plan, apply, plan_import
from rcc_desktop.imports.reading import read
from rcc_desktop.imports.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIELDS = (
    ImportField("name", "Name", required=True),
    ImportField("born", "Birth date", "date or year"),
    ImportField("phone", "Phone", "phone"),
)
HEADERS = ("Name", "Birth date", "Phone")


class Center:
    """Remembers what was taken; whoever is called Same is already here, Look may be."""

    def __init__(self) -> None:
        self.taken: list[Values] = []
        self.judged = 0

    def judge(self, rows: Sequence[Values]) -> list[Verdict]:
        self.judged += 1
        kinds = {"Same": "same", "Look": "look", "Change": "change", "Bad": "problem"}
        return [Verdict(kinds.get(str(row["name"]), "new"), f"{row['name']}.") for row in rows]  # type: ignore[arg-type]

    def take(self, rows: Sequence[Values]) -> int:
        self.taken += rows
        return len(rows)

    def wanted(self) -> Import:
        return Import("people", "People", "", FIELDS, self.judge, self.take, "people.add")


@pytest.fixture
def center() -> Center:
    return Center()


def plan_of(center: Center, *rows: tuple[str, str, str], today: date = date(2026, 11, 21)) -> Plan:
    source = Rows(HEADERS, rows, tuple(range(2, len(rows) + 2)))
    return plan_import(center.wanted(), source, {0: "name", 1: "born", 2: "phone"}, today=today)


def test_that_every_row_says_what_it_would_do_and_nothing_is_written(center: Center) -> None:
    plan = plan_of(center, ("Ana", "", ""), ("Same", "", ""), ("Look", "", ""), ("", "", ""), ("Change", "x", ""))
    assert [(row.number, row.verdict.kind) for row in plan.rows] == [
        (2, "new"),
        (3, "same"),
        (4, "look"),
        (5, "problem"),
        (6, "problem"),
    ]
    assert plan.counts == {"new": 1, "change": 0, "look": 1, "same": 1, "problem": 2}
    assert plan.rows[4].verdict.field == "born"
    assert plan.rows[4].verdict.words.startswith("Birth date: ")
    assert (center.judged, center.taken) == (1, [])


def test_that_what_is_new_changed_or_to_look_at_is_taken_and_what_is_the_same_is_not(center: Center) -> None:
    plan = plan_of(center, ("Ana", "1980", ""), ("Same", "", ""), ("Look", "", ""), ("Change", "", ""))
    assert apply(plan) == 3
    assert center.taken == [{"name": "Ana", "born": 1980}, {"name": "Look"}, {"name": "Change"}]


@pytest.mark.parametrize("bad", [("Bad", "", ""), ("Bo", "soon", "")])
def test_that_one_problem_keeps_the_whole_file_out_unless_somebody_says_otherwise(
    center: Center, bad: tuple[str, str, str]
) -> None:
    plan = plan_of(center, ("Ana", "", ""), bad)
    with pytest.raises(Problem, match="1 row has a problem") as problem:
        apply(plan)
    assert problem.value.way_out.startswith("Nothing was changed.")
    assert center.taken == []
    assert apply(plan, leave_out_problems=True) == 1
    assert center.taken == [{"name": "Ana"}]


def test_that_nothing_to_take_calls_nobody(center: Center) -> None:
    assert apply(plan_of(center, ("Same", "", ""))) == 0


def test_that_a_judge_who_skips_a_row_is_a_bug_and_not_a_shift_of_rows(center: Center) -> None:
    wanted = Import("people", "People", "", FIELDS, lambda rows: [], center.take, "people.add")
    with pytest.raises(ValueError, match="zip"):
        plan_import(wanted, Rows(HEADERS, (("Ana", "", ""),), (2,)), {0: "name"}, today=date(2026, 11, 21))


def test_that_a_phone_number_kept_as_typed_is_told(center: Center) -> None:
    row = plan_of(center, ("Ana", "", "555-0123")).rows[0]
    assert row.verdict.kind == "new"
    assert row.values["phone"] == "555-0123"
    assert row.remarks == ("Phone: This does not look like a whole phone number; it is kept as typed.",)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_that_rows_to_mend_come_back_when_mended(center: Center, tmp_path: Path, ending: str) -> None:
    plan = plan_of(center, ("Ana", "", ""), ("Bo, Jr.", "soon", "=1+1"), ("", "1980", "+1 410 555 0123"))
    to = tmp_path / f"mend{ending}"
    assert write_problem_rows(plan, to) == 2
    again = read(to)
    assert again.headers == (*HEADERS, "What to mend")
    assert [row[:3] for row in again.rows] == [("Bo, Jr.", "soon", "=1+1"), ("", "1980", "+1 410 555 0123")]
    assert again.rows[0][3].startswith("Birth date: This is not a date")
    assert suggest(again.headers, again.rows, FIELDS) == {0: "name", 1: "born", 2: "phone"}
    assert [path.name for path in tmp_path.iterdir()] == [to.name]


def test_that_no_cell_of_the_rows_to_mend_runs(center: Center, tmp_path: Path) -> None:
    starts = ("=1+1", "+1", "-1", "@SUM(A1)")
    plan = plan_of(center, *(("", "", start) for start in starts))
    text, book = tmp_path / "mend.csv", tmp_path / "mend.xlsx"
    write_problem_rows(plan, text)
    write_problem_rows(plan, book)
    written = text.read_text("utf-8-sig")
    assert all(f'"\'{start}"' in written for start in starts)
    cells = [row[2] for row in openpyxl.load_workbook(book).worksheets[0].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(start, "s") for start in starts]


def test_that_a_file_that_cannot_be_written_leaves_the_old_one_whole(
    center: Center, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(center, ("", "", "x"))
    to = tmp_path / "mend.csv"
    to.write_text("old")

    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(Problem, match="could not be written"):
        write_problem_rows(plan, to)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("mend.csv", "old")]


def test_that_rows_to_mend_go_to_known_kinds_of_files_only(center: Center, tmp_path: Path) -> None:
    for name in ("mend.ods", "no_folder/mend.csv"):
        with pytest.raises(Problem):
            write_problem_rows(plan_of(center, ("", "", "x")), tmp_path / name)


CELL = st.text(max_size=30).map(clean)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(phone=CELL, born=CELL)
def test_that_what_is_written_to_be_mended_reads_back_as_it_was(tmp_path: Path, phone: str, born: str) -> None:
    plan = plan_of(Center(), ("", born, phone))
    to = tmp_path / "mend.csv"
    write_problem_rows(plan, to)
    assert read(to, has_titles=True).rows[0][:3] == ("", born, phone)


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(CELL.filter(bool), min_size=3, max_size=3))
def test_that_any_cell_can_stand_in_a_workbook(cells: list[str]) -> None:
    from rcc_desktop.imports.mending import _as_workbook
    from rcc_desktop.imports.workbook import read_workbook

    assert read_workbook(_as_workbook([cells])).rows == [(1, tuple(cells))]
    assert io.BytesIO(_as_workbook([cells])).read(2) == b"PK"
