"""What became of a person's file over time, and putting back the last of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from peewee import DoesNotExist, IntegrityError

from rcc_desktop.api.acting import acting, require
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.hats import require_participant_side
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import (
    ContactWay,
    DeskAlert,
    Person,
    PersonAnswer,
    PersonCode,
    PersonName,
    StaffMember,
)
from rcc_desktop.api.words import words
from rcc_desktop.database import history
from rcc_desktop.people import files
from rcc_desktop.people.rows import HistoryLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rcc_desktop.api.records import Record
    from rcc_desktop.database.history import Step

_, ngettext = words("rcc_desktop")

_OF_A_PERSON: tuple[type[Record], ...] = (PersonName, ContactWay, PersonCode, PersonAnswer, DeskAlert)
_OURS: tuple[type[Record], ...] = (Person, *_OF_A_PERSON)
_ANSWERS = "person_answer"
_ALERTS = "person_alert"


def put_back(entry: int) -> None:
    """Undo one entry that changed one person's file; or nothing of it."""
    steps = history.steps_of(files.center, entry)
    _refuse_others(steps)
    asked = _questions_in(steps) - {files.LANGUAGES}
    for person in _people_in(steps):
        files.stored(person)
        if asked or any(step.table == _ALERTS for step in steps):
            require_participant_side(person)
    if asked:
        require("people.demographics")
    try:
        history.undo(files.center, entry, _OURS)
    except (IntegrityError, DoesNotExist) as error:
        raise Problem(
            _("This cannot be taken back any more, because something was built on it since."),
            _("Nothing was changed. Open the person's file and correct it by hand."),
            code="people.built_upon",
        ) from error


def lines_of(person: int) -> tuple[HistoryLine, ...]:
    """Every change of one file, newest first."""
    steps = _told_whole(Person, person)
    for record in _OF_A_PERSON:
        if not _may_see(record):
            continue
        for row in sorted(_rows_of(record, person)):
            steps.extend(_told_whole(record, row))
    entries = _entries(sorted({step.entry for step in steps}))
    ordered = sorted(steps, key=lambda step: step.entry, reverse=True)
    lines = (_line(step, entries[step.entry]) for step in ordered)
    if files.sees_contact():
        return tuple(lines)
    return tuple(line for line in map(_without_address, lines) if line.before or line.after)


def _may_see(record: type[Record]) -> bool:
    if record is PersonAnswer:
        return acting().may("people.demographics")
    return record is not ContactWay or files.sees_contact()


def _without_address(line: HistoryLine) -> HistoryLine:
    def kept(values: Mapping[str, object]) -> dict[str, object]:
        return {column: value for column, value in values.items() if column not in files.ADDRESS}

    return replace(line, before=kept(line.before), after=kept(line.after)) if line.table == "person" else line


def _refuse_others(steps: Sequence[Step]) -> None:
    added = [step for step in steps if step.table == "person" and step.kind == "add"]
    ours = {record._meta.table_name for record in _OURS}
    if not steps or any(step.table not in ours for step in steps) or any(step.last > step.first for step in added):
        raise Problem(
            _("This cannot be undone here."),
            _("Nothing was changed. Open the person's file and correct it by hand."),
            code="people.not_ours",
        )


def _people_in(steps: Sequence[Step]) -> set[int]:
    """The people whose file the steps are about, who are still here."""
    people = {step.first for step in steps if step.table == "person"}
    for record in _OF_A_PERSON:
        people |= {int(str(person)) for person in _held(steps, record, "person_id")}
    return {person for (person,) in fetch(Person.select(Person.id).where(Person.id.in_(people)))}


def _questions_in(steps: Sequence[Step]) -> set[object]:
    """The optional questions whose answers the steps are about."""
    return _held(steps, PersonAnswer, "question")


def _held(steps: Sequence[Step], record: type[Record], column: str) -> set[object]:
    """What the rows of ``record`` that the steps are about hold in a column: those removed as they were, others now."""
    found: set[object] = set()
    for step in steps:
        if step.table == record._meta.table_name:
            found |= {held[column] for held in (step.before or {}, step.after or {}) if column in held}
            rows = record.select(record._meta.columns[column]).where(record.id.between(step.first, step.last))
            found |= {value for (value,) in fetch(rows)}
    return found


def _rows_of(record: type[Record], person: int) -> set[int]:
    """The rows that hang on a person, also those that are gone."""
    table = record._meta.table_name
    here = {row for (row,) in fetch(record.select(record.id).where(record.person == person))}  # type: ignore[attr-defined]
    sql = 'SELECT "first_row", "before" FROM "history" WHERE "table_name" = ? AND "kind" = \'remove\''
    gone = files.center.execute_sql(sql.replace("?", files.center.param), [table]).fetchall()
    return here | {row for row, before in gone if json.loads(before)["person_id"] == person}


def _told_whole(record: type[Record], row: int) -> list[Step]:
    """The changes of one row, oldest first, each addition with what was added.

    That is not stored a second time: it is what the row holds now, or held when it was removed, with every change since
    taken back.
    """
    steps = history.steps_on(files.center, record._meta.table_name, row)
    held = _held_now(record, row)
    told = []
    for step in reversed(steps):
        if step.kind == "add":
            told.append(replace(step, after={column: held[column] for column in held if column != "version"}))
        else:
            held = {**held, **(step.before or {})}
            told.append(step)
    return told[::-1]


def _held_now(record: type[Record], row: int) -> dict[str, object]:
    try:
        return record.stored_row(row)
    except DoesNotExist:
        return {}


def _entries(numbers: list[int]) -> dict[int, tuple[Any, ...]]:
    """When, who and which verb, by entry."""
    if not numbers:
        return {}
    sql = (
        f'SELECT e."seq", e."at", e."actor", s."name", e."verb" FROM "audit_entry" e '
        f'LEFT JOIN "{StaffMember._meta.table_name}" s ON s."id" = e."actor" '
        f'WHERE e."seq" IN ({", ".join(map(str, numbers))})'
    )
    return {row[0]: row[1:] for row in files.center.execute_sql(sql).fetchall()}


def _line(step: Step, entry: tuple[Any, ...]) -> HistoryLine:
    at, staff, by, verb = entry
    return HistoryLine(
        entry=step.entry,
        at=from_millis(at),
        staff=staff,
        by=by or "",
        verb=verb,
        table=step.table,
        kind=step.kind,
        before=step.before or {},
        after=step.after or {},
    )
