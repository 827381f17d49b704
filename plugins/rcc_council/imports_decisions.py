"""Decisions from before the program, brought in from a spreadsheet: the register shows them beside the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rcc_council.bodies.records import Body
from rcc_council.register.decisions import add_past_decision
from rcc_council.register.records import PastDecision
from rcc_council.register.rules import folded
from rcc_council.register.wording import OUTCOMES
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.imports import Import, ImportField, Values, Verdict
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")

_Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a row would do, and the decision that it is."""

    verdict: Verdict
    body: int = 0
    on_day: date = date.min
    said: str = ""
    outcome: str = "adopted"
    note: str = ""


def decisions_import(desk: Desk) -> Import:
    """The import of past decisions; their bodies are here already."""
    return Import(
        key="council.past_decisions",
        title=_("Past decisions of councils"),
        summary=_("What was decided before this program: body, day, words and outcome. It is searched like the rest."),
        fields=_FIELDS,
        judge=lambda rows: judge_decisions(rows, desk.now()),
        take=lambda rows: take_decisions(rows, desk.now()),
        needs="council.record",
    )


@needs("council.record")
def judge_decisions(rows: Sequence[Values], now: datetime) -> list[Verdict]:
    """What each row would do. The same body, day and words are the same decision."""
    return [each.verdict for each in _judged(rows, now.date())]


@needs("council.record")
def take_decisions(rows: Sequence[Values], now: datetime) -> int:
    """Write them in one go and give how many were new. Raises ``Problem`` if one of them cannot be taken."""
    judged = _judged(rows, now.date())
    problem = next((each for each in judged if each.verdict.kind == "problem"), None)
    if problem is not None:
        raise Problem(problem.verdict.words, _("Nothing was changed. Look at the file again."), code="council.import")
    new = [each for each in judged if each.verdict.kind == "new"]
    for each in new:
        add_past_decision(each.body, each.on_day, each.said, each.outcome, each.note)
    return len(new)


def _judged(rows: Sequence[Values], today: date) -> list[_Judged]:
    bodies = {_plain(name): body for body, name in fetch(Body.select(Body.id, Body.name))}
    known = {
        (body, day, _plain(said))
        for body, day, said in fetch(PastDecision.select(PastDecision.body, PastDecision.on_day, PastDecision.words))
    }
    return [_judge(row, bodies, known, today) for row in rows]


def _judge(row: Values, bodies: Mapping[str, int], known: set[_Key], today: date) -> _Judged:
    body = bodies.get(_plain(str(row.get("body", ""))))
    if body is None:
        return _problem(_("There is no such body here. Add it first."), "body")
    day, said = row.get("day"), str(row.get("words", "")).strip()
    if not isinstance(day, date):
        return _problem(_("This row does not say when."), "day")
    if day > today:
        return _problem(_("This day lies in the future."), "day")
    if not said:
        return _problem(_("This row does not say what was decided."), "words")
    key = (body, to_day(day), _plain(said))
    if key in known:
        return _Judged(Verdict("same", _("It is in the register already.")))
    known.add(key)
    outcome, note = str(row.get("outcome") or "adopted"), str(row.get("note", "")).strip()
    return _Judged(Verdict("new"), body, day, said, outcome, note)


def _problem(what: str, field: str) -> _Judged:
    return _Judged(Verdict("problem", what, field))


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


_FIELDS = (
    ImportField(
        "body",
        _("Body"),
        required=True,
        also_called=("council", "committee", "board", "group", "consejo", "comité", "junta"),
        example="Main Street Council",
    ),
    ImportField(
        "day",
        _("Day"),
        "date",
        required=True,
        also_called=("date", "meeting date", "decided on", "on", "fecha", "día", "fecha de la reunión"),
    ),
    ImportField(
        "words",
        _("Decision"),
        required=True,
        also_called=("motion", "text", "resolution", "what was decided", "decisión", "moción", "acuerdo", "resolución"),
        example="Send two members to the advisory board.",
    ),
    ImportField(
        "outcome",
        _("Outcome"),
        "choice",
        also_called=("result", "vote", "status", "disposition", "resultado", "votación", "estado"),
        choices=OUTCOMES,
        choices_also_called={
            **dict.fromkeys(("carried", "passed", "approved", "yes", "aprobada", "aprobado", "sí"), "adopted"),
            **dict.fromkeys(("failed", "defeated", "rejected", "not adopted", "no", "rechazada"), "lost"),
        },
        help=_("Adopted, where the file does not say."),
    ),
    ImportField("note", _("Note"), also_called=("notes", "comment", "comments", "nota", "comentario")),
)
