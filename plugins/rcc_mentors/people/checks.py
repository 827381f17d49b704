"""A background check, step by step, so that nobody is looked into unasked or turned down unheard."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch
from rcc_mentors.people.credentials import add_credential, correct_credential, remove_credential
from rcc_mentors.people.records import BackgroundCheck, Credential
from rcc_mentors.people.rules import CheckSteps, earliest_final, fault_in_check
from rcc_mentors.people.service import mark_item
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
    _tell_the_file(mentor, steps, now)
    return check


@needs("mentors.keep")
def change_check(
    check: int, steps: CheckSteps, now: datetime, standards: Standards, *, expected: int | None = None
) -> None:
    """Write down the next steps of a check. A check that clears somebody is kept among their credentials as well.

    Raises ``Problem`` beside the step that is wrong: a final notice sooner than five business days after the first one,
    a check that was ordered before somebody agreed, and the like.
    """
    _refuse_faults(steps, now, standards)
    BackgroundCheck.change(check, expected=expected, **asdict(steps))
    _tell_the_file(int(str(BackgroundCheck.stored_row(check)["mentor_id"])), steps, now)


@needs("mentors.keep")
def remove_check(check: int) -> None:
    """Take back a check that was opened by mistake."""
    BackgroundCheck.remove(check)


def _refuse_faults(steps: CheckSteps, now: datetime, standards: Standards) -> None:
    today = now.date()
    first = steps.pre_adverse_on
    closed = standards.closed_days(first) if first else frozenset()
    if fault := fault_in_check(steps, today, closed):
        field, code = fault
        may_be = earliest_final(first, closed) if code == "too_soon" and first else None
        what, way_out = fault_words(code, may_be)
        raise Problem(what, way_out, field=field, code=f"mentors.check.{code}")


def _tell_the_file(mentor: int, steps: CheckSteps, now: datetime) -> None:
    """Tick what these steps prove, and keep what a cleared check gives."""
    ticks = {
        "disclosure": steps.disclosed_on,
        "authorization": steps.authorized_on,
        "check_decided": steps.result_on if steps.decision else None,
    }
    for item, day in ticks.items():
        if day is not None:
            mark_item(mentor, item, now, done_on=day)
    if steps.result_on is not None:
        _keep_what_it_gives(mentor, steps, steps.result_on)


def _keep_what_it_gives(mentor: int, steps: CheckSteps, issued_on: date) -> None:
    """A cleared check is a credential from the day its result came; one that is not cleared any more is none."""
    same = (Credential.mentor == mentor) & (Credential.kind == KIND) & (Credential.issued_on == issued_on)
    found = fetch(Credential.select(Credential.id, Credential.expires_on).where(same))
    if steps.decision != "cleared":
        for row, _ends in found:
            remove_credential(row)
    elif not found:
        add_credential(mentor, KIND, issued_on, steps.recheck_on)
    elif (from_day(found[0][1]) if found[0][1] else None) != steps.recheck_on:
        correct_credential(found[0][0], issued_on, steps.recheck_on)
