"""The register of decisions over the years: what motions settled, and what was brought in from before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peewee import DoesNotExist

from rcc_council.bodies.records import Body
from rcc_council.meetings.records import Meeting
from rcc_council.motions.records import Ballot, Motion, Vote
from rcc_council.register.records import PastDecision
from rcc_council.register.rows import DecisionRow, DecisionsFound
from rcc_council.register.rules import has_all, terms_of
from rcc_council.register.sealed import sealed_motions, sees_sealed
from rcc_council.register.wording import outcome_words
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from typing import Any

_, ngettext = words("rcc_council")

DECIDING = ("main", "amend_adopted", "election", "other")
"""Kinds of motions that decide something lasting; the others serve the meeting itself."""

MOST = 500
"""So many are shown at once; a search finds the others."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every word of ``text``, a body, an outcome (adopted or lost), days, votes by name alone.

    ``is_open`` leaves executive session out, also for those who may see it: for what is handed over.
    """

    text: str = ""
    body: int | None = None
    outcome: str = ""
    first: date | None = None
    last: date | None = None
    by_name: bool = False
    is_open: bool = False
    most: int = MOST


@needs("council.see")
def decisions(sought: Sought) -> DecisionsFound:
    """The decisions that fit, the newest first and no more than ``most``; accents and capitals make no difference.

    Words are looked for in what was decided, its title, and the body's name. Sealed decisions are left out for those
    who may not see them.
    """
    terms = terms_of(sought.text)
    bodies = dict(fetch(Body.select(Body.id, Body.name)))
    by_name = set(_by_name()) if sought.by_name else None
    found = [
        (day, is_past, row)
        for day, is_past, row, body, title, told in (*_settled(sought), *(() if sought.by_name else _past(sought)))
        if (by_name is None or row in by_name) and has_all(terms, told, title, bodies[body])
    ]
    found.sort(reverse=True)
    shown = found[: sought.most]
    rows = {
        **_of_motions([row for _day, is_past, row in shown if not is_past], bodies),
        **_of_past([row for _day, is_past, row in shown if is_past], bodies),
    }
    return DecisionsFound(tuple(rows[is_past, row] for _day, is_past, row in shown), len(found))


@needs("council.record")
def add_past_decision(body: int, on_day: date, words: str, outcome: str, note: str = "") -> int:
    """Write down a decision from before the program; its id. Raises ``Problem`` (field ``words``)."""
    if not words.strip():
        raise Problem(_("What was decided?"), _("Write it as it was written then."), field="words")
    return PastDecision.add(body=body, on_day=on_day, words=words.strip(), outcome=outcome, note=note.strip())


@needs("council.record")
def take_back_past_decision(decision: int) -> None:
    """Undo a past decision that was written down by mistake."""
    try:
        PastDecision.remove(decision)
    except DoesNotExist as cause:
        raise Problem(
            _("This decision is no longer here."), _("Look at the register again."), code="council.decision_gone"
        ) from cause


def _settled(sought: Sought) -> Sequence[tuple[int, bool, int, int, str, str]]:
    query = Motion.select(Meeting.on_day, Motion.id, Meeting.body, Motion.title, Motion.final_words, Motion.words).join(
        Meeting
    )
    query = query.where(Motion.state.in_((sought.outcome,) if sought.outcome else ("adopted", "lost")))
    query = query.where(Motion.kind.in_(DECIDING), *_where(sought, Meeting.body, Meeting.on_day))
    if sought.is_open or not sees_sealed():
        query = query.where(Motion.id.not_in(sealed_motions()))
    return [(day, False, row, body, title, final or told) for day, row, body, title, final, told in fetch(query)]


def _past(sought: Sought) -> Sequence[tuple[int, bool, int, int, str, str]]:
    query = PastDecision.select(PastDecision.on_day, PastDecision.id, PastDecision.body, PastDecision.words)
    query = query.where(*_where(sought, PastDecision.body, PastDecision.on_day))
    if sought.outcome:
        query = query.where(PastDecision.outcome == sought.outcome)
    return [(day, True, row, body, "", told) for day, row, body, told in fetch(query)]


def _where(sought: Sought, body: Any, day: Any) -> list[Any]:
    asked = [body.is_null(False)]
    if sought.body is not None:
        asked.append(body == sought.body)
    if sought.first is not None:
        asked.append(day >= to_day(sought.first))
    if sought.last is not None:
        asked.append(day <= to_day(sought.last))
    return asked


def _by_name() -> Collection[int]:
    query = Ballot.select(Vote.motion).join(Vote).where(~Vote.is_void)
    return {motion for (motion,) in fetch(query.distinct())}


def _of_motions(motions: Sequence[int], bodies: dict[int, str]) -> dict[tuple[bool, int], DecisionRow]:
    query = (
        Motion.select(
            Motion.id,
            Meeting.body,
            Meeting.on_day,
            Motion.meeting,
            Motion.number,
            Motion.title,
            Motion.final_words,
            Motion.words,
            Motion.state,
        )
        .join(Meeting)
        .where(Motion.id.in_(motions))
    )
    votes = Vote.select(Vote.motion, Vote.arithmetic).where(Vote.motion.in_(motions), ~Vote.is_void)
    proofs = dict(fetch(votes.order_by(Vote.id)))
    named = set(_by_name())
    changed = _changed(motions)
    sealed = {row for (row,) in fetch(sealed_motions())}
    return {
        (False, row): DecisionRow(
            motion=row,
            past=None,
            body=body,
            body_name=bodies[body],
            day=from_day(day),
            meeting=meeting,
            number=number,
            title=title,
            words=final or told,
            outcome=state,
            outcome_words=outcome_words(state),
            arithmetic=proofs.get(row, ""),
            is_by_name=row in named,
            is_sealed=row in sealed,
            changed_on=changed.get(row),
        )
        for row, body, day, meeting, number, title, final, told, state in fetch(query)
    }


def _changed(motions: Sequence[int]) -> dict[int, date]:
    """By motion, the latest day on which another changed it or took it back; what is sealed does not tell."""
    query = Motion.select(Motion.rescinds, Meeting.on_day).join(Meeting)
    query = query.where(Motion.rescinds.in_(motions), Motion.state == "adopted")
    if not sees_sealed():
        query = query.where(Motion.id.not_in(sealed_motions()))
    return {motion: from_day(day) for motion, day in fetch(query.order_by(Meeting.on_day))}


def _of_past(rows: Sequence[int], bodies: dict[int, str]) -> dict[tuple[bool, int], DecisionRow]:
    columns = (PastDecision.id, PastDecision.body, PastDecision.on_day, PastDecision.words, PastDecision.outcome)
    query = PastDecision.select(*columns, PastDecision.note).where(PastDecision.id.in_(rows))
    return {
        (True, row): DecisionRow(
            motion=None,
            past=row,
            body=body,
            body_name=bodies[body],
            day=from_day(day),
            meeting=None,
            number="",
            title="",
            words=told,
            outcome=outcome,
            outcome_words=outcome_words(outcome),
            arithmetic=note,
            is_by_name=False,
            is_sealed=False,
            changed_on=None,
        )
        for row, body, day, told, outcome, note in fetch(query)
    }
