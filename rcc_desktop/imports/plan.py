"""What each row would do before it does it; then all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from rcc_desktop.api.imports import Verdict, VerdictKind
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.imports.mapping import CheckedRow, DaysRead, convert, days_read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rcc_desktop.api.imports import Import, Values
    from rcc_desktop.imports.rows import Rows

_, ngettext = words("rcc_desktop")

_TAKEN = frozenset({"new", "change", "look"})


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file and what it would do."""

    number: int
    values: Values
    verdict: Verdict
    shown: tuple[str, ...]
    """The row as the file has it."""
    remarks: tuple[str, ...] = ()
    """All that is to be said of single cells, with the title of their column."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An import as it would run, for a person to look at first."""

    wanted: Import
    source: Rows
    mapping: Mapping[int, str]
    rows: tuple[PlannedRow, ...]
    days: Mapping[str, DaysRead]
    """By field, how dates like 3/4/1980 are read."""

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what they would do; every kind is there, at 0 if no row does it."""
        found = Counter(row.verdict.kind for row in self.rows)
        return {kind: found[kind] for kind in get_args(VerdictKind)}

    @property
    def problem_rows(self) -> tuple[PlannedRow, ...]:
        """The rows that cannot be taken as they are."""
        return tuple(row for row in self.rows if row.verdict.kind == "problem")


def plan_import(
    wanted: Import, rows: Rows, mapping: Mapping[int, str], *, today: date, day_first: bool | None = None
) -> Plan:
    """Checks every cell and lets the importer judge the rows that passed. Reads only.

    ``day_first`` is what a person said of 3/4/1980; None leaves it to each column.
    """
    days = days_read(rows, mapping, wanted.fields, day_first)
    checked = convert(rows, mapping, wanted.fields, today=today, days=days)
    sound = [row for row in checked if not row.problems]
    verdicts = wanted.judge([row.values for row in sound])
    judged = {row.number: verdict for row, verdict in zip(sound, verdicts, strict=True)}
    planned = tuple(_planned(row, judged.get(row.number)) for row in checked)
    return Plan(wanted, rows, dict(mapping), planned, days)


def apply(plan: Plan, *, leave_out_problems: bool = False) -> int:
    """Writes the plan in the caller's transaction; how many rows changed anything.

    Raises a Problem, before anything is written, when rows have problems and nobody said to leave them out.
    """
    problems = len(plan.problem_rows)
    if problems and not leave_out_problems:
        raise Problem(
            ngettext(
                "{count} row has a problem, so the file was not taken in.",
                "{count} rows have problems, so the file was not taken in.",
                problems,
            ).format(count=problems),
            _("Nothing was changed. Mend those rows, or leave them out and save them to a file of their own."),
            code="imports.rows_with_problems",
        )
    taken = [row.values for row in plan.rows if row.verdict.kind in _TAKEN]
    return plan.wanted.take(taken) if taken else 0


def _planned(row: CheckedRow, verdict: Verdict | None) -> PlannedRow:
    remarks = tuple(_remark(note.header, note.words) for note in (*row.problems, *row.marks))
    if verdict is None:
        first = row.problems[0]
        verdict = Verdict("problem", remarks[0], first.field or None)
    return PlannedRow(row.number, row.values, verdict, row.cells, remarks)


def _remark(header: str, said: str) -> str:
    return f"{header}: {said}" if header else said
