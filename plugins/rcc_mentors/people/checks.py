"""A background check, step by step, so that nobody is looked into unasked or turned down unheard."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch
from rcc_mentors.people.credentials import add_credential, correct_credential, remove_credential
from rcc_mentors.people.records import BackgroundCheck, ChecklistMark, Credential
from rcc_mentors.people.rules import CheckSteps, earliest_final, fault_in_check
from rcc_mentors.people.service import mark_item, unmark_item
from rcc_mentors.people.wording import fault_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_mentors.people.standards import Standards

KIND = "background_check"
"""The credential that a cleared check gives."""


@needs("mentors.keep")
def begin_check(mentor: int, steps: CheckSteps, now: datetime, standards: Standards) -> int:
    """Open a background check with the steps taken so far; its id. Raises ``Problem`` beside the step that is wrong."""
    _refuse_faults(steps, now, standards)
    check = BackgroundCheck.add(mentor=mentor, **asdict(steps))
    _keep_in_file(mentor, steps, now)
    _tick(mentor, CheckSteps(), steps, now)
    return check


@needs("mentors.keep")
def change_check(
    check: int, steps: CheckSteps, now: datetime, standards: Standards, *, expected: int | None = None
) -> None:
    """Write down the next steps of a check. A check that clears somebody is kept among their credentials as well.

    What an earlier step had ticked or given, and is no longer so, goes again: taking a change back is a change as well.
    Raises ``Problem`` beside the step that is wrong: a final notice sooner than five business days after the first one,
    a check that was ordered before somebody agreed, and the like.
    """
    _refuse_faults(steps, now, standards)
    mentor, before = _steps_of(check)
    BackgroundCheck.change(check, expected=expected, **asdict(steps))
    _take_from_file(mentor, before, steps)
    _keep_in_file(mentor, steps, now)
    _tick(mentor, before, steps, now)


@needs("mentors.keep")
def remove_check(check: int) -> None:
    """Take back a check that was opened by mistake, with what it had ticked and given."""
    mentor, before = _steps_of(check)
    BackgroundCheck.remove(check)
    _take_from_file(mentor, before, CheckSteps())


def _refuse_faults(steps: CheckSteps, now: datetime, standards: Standards) -> None:
    today = now.date()
    first = steps.pre_adverse_on
    closed = standards.closed_days(first) if first else frozenset()
    if fault := fault_in_check(steps, today, closed):
        field, code = fault
        may_be = earliest_final(first, closed) if code == "too_soon" and first else None
        what, way_out = fault_words(code, may_be)
        raise Problem(what, way_out, field=field, code=f"mentors.check.{code}")


def _steps_of(check: int) -> tuple[int, CheckSteps]:
    """Whose check it is, and the steps taken so far."""
    stored = BackgroundCheck.get_by_id(check)
    return stored.mentor.id, CheckSteps(**{field.name: getattr(stored, field.name) for field in fields(CheckSteps)})


def _ticks(steps: CheckSteps) -> dict[str, date | None]:
    """What these steps prove, and since when."""
    return {
        "disclosure": steps.disclosed_on,
        "authorization": steps.authorized_on,
        "check_decided": steps.result_on if steps.decision else None,
    }


def _tick(mentor: int, before: CheckSteps, steps: CheckSteps, now: datetime) -> None:
    """Tick what these steps prove; what somebody ticked by hand keeps its day."""
    told, marked = _ticks(before), _marked(mentor)
    for item, day in _ticks(steps).items():
        if day is not None and marked.get(item, told[item]) == told[item]:
            mark_item(mentor, item, now, done_on=day)


def _take_from_file(mentor: int, before: CheckSteps, steps: CheckSteps) -> None:
    """Untick what is no longer proved, and take off the list what a result of another day had given."""
    proved, marked = _ticks(steps), _marked(mentor)
    for item, day in _ticks(before).items():
        if day is not None and proved[item] is None and marked.get(item) == day:
            unmark_item(mentor, item)
    if before.result_on is not None and before.result_on != steps.result_on:
        for row, _ends in _given(mentor, before.result_on):
            remove_credential(row)


def _marked(mentor: int) -> dict[str, date]:
    """The items that are ticked, with their days."""
    marks = ChecklistMark.select(ChecklistMark.item, ChecklistMark.done_on).where(ChecklistMark.mentor == mentor)
    return {item: from_day(day) for item, day in fetch(marks)}


def _given(mentor: int, issued_on: date) -> list[tuple[int, date | None]]:
    """What a result of this day has given: the credential and its last day."""
    same = (Credential.mentor == mentor) & (Credential.kind == KIND) & (Credential.issued_on == issued_on)
    rows = fetch(Credential.select(Credential.id, Credential.expires_on).where(same))
    return [(row, None if ends is None else from_day(ends)) for row, ends in rows]


def _keep_in_file(mentor: int, steps: CheckSteps, now: datetime) -> None:
    """A cleared check is a credential from the day its result came; one that is not cleared any more is none."""
    if steps.result_on is None:
        return
    found = _given(mentor, steps.result_on)
    if steps.decision != "cleared":
        for row, _ends in found:
            remove_credential(row)
    elif not found:
        add_credential(mentor, KIND, steps.result_on, steps.recheck_on, now)
    elif found[0][1] != steps.recheck_on:
        correct_credential(found[0][0], steps.result_on, steps.recheck_on, now)
