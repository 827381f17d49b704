"""Mentors from a spreadsheet. The hours they gave are beside, in ``imports_hours``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, require, words
from rcc_desktop.api.imports import Import, ImportField, Values, Verdict
from rcc_desktop.api.records import ContactWay, Person, fetch
from rcc_mentors.import_files import people_on_file
from rcc_mentors.import_matching import Match, OnFile, Said, email_key, name_key, phone_key, said_by
from rcc_mentors.imports_hours import hours_import
from rcc_mentors.people.records import MentorTrait
from rcc_mentors.people.service import add_mentor, change_details, details_of, set_traits
from rcc_mentors.settings import ROLES, SKILLS, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from rcc_desktop.api import Choice, Desk, Setting

_, ngettext = words("rcc_mentors")

_KINDS = {"roles": "role", "skills": "skill", "languages": "language"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a row would do, and to whom: nobody yet for somebody new."""

    row: Values
    said: Said
    verdict: Verdict
    known: OnFile | None = None


def imports_for(desk: Desk) -> list[Import]:
    """What the mentors take in from outside."""
    return [_mentors_import(desk), hours_import(desk)]


@needs("mentors.keep")
def judge_mentors(rows: Sequence[Values]) -> list[Verdict]:
    """What each row would do. Nobody is guessed: who may be somebody here already is taken in as new, to look at."""
    return [each.verdict for each in _judged(rows)]


@needs("mentors.keep")
def take_mentors(rows: Sequence[Values], now: datetime) -> int:
    """Write them in one go and give how many changed anything. Raises ``Problem`` if one of them cannot be taken."""
    judged = _judged(rows)
    problem = next((each for each in judged if each.verdict.kind == "problem"), None)
    if problem is not None:
        raise Problem(problem.verdict.words, _("Nothing was changed. Look at the file again."), code="mentors.import")
    changing = [each for each in judged if each.verdict.kind != "same"]
    if any(each.known is None for each in changing):
        require("people.add")
    for each in changing:
        _take(each, now)
    return len(changing)


def _mentors_import(desk: Desk) -> Import:
    return Import(
        key="mentors.people",
        title=_("Mentors"),
        summary=_("Who mentors, what they do and speak, and since when. People who are new are added."),
        fields=(*_WHO, *_choices_of(desk), *_TERMS),
        judge=judge_mentors,
        take=lambda rows: take_mentors(rows, desk.now()),
        needs="mentors.keep",
    )


def _judged(rows: Sequence[Values]) -> list[_Judged]:
    files = people_on_file()
    traits = _traits()
    met: dict[tuple[str, frozenset[str]], Values] = {}
    judged = []
    for row in rows:
        said = said_by(row)
        key = (name_key(said.shown), said.ways)
        earlier = met.setdefault(key, row)
        if not said.shown:
            verdict = _Judged(row, said, Verdict("problem", _("This row has no name."), "full_name"))
        elif earlier is not row:
            verdict = _Judged(row, said, _met_before(earlier == row))
        else:
            verdict = _judge(row, said, files.match(said), traits)
        judged.append(verdict)
    return judged


def _met_before(is_same: bool) -> Verdict:
    if is_same:
        return Verdict("same", _("The same row stands earlier in this file."))
    return Verdict(
        "problem", _("This name stands earlier in this file. Add a phone or an email to tell them apart."), "email"
    )


def _judge(row: Values, said: Said, match: Match, traits: Mapping[int, Mapping[str, set[str]]]) -> _Judged:
    known = match.found
    if known is None:
        if not match.alike:
            return _Judged(row, said, Verdict("new", _("New here, and a mentor.")))
        names = ", ".join(sorted({one.name for one in match.alike}))
        told = _("May be somebody here already: {names}. They are added as somebody new.").format(names=names)
        return _Judged(row, said, Verdict("look", told))
    if known.mentor is None:
        return _Judged(row, said, Verdict("new", _("{name} becomes a mentor.").format(name=known.name)), known)
    news = _news(row, said, known, traits.get(known.mentor, {}))
    if not news:
        return _Judged(row, said, Verdict("same"), known)
    return _Judged(row, said, Verdict("change", _("New: {fields}").format(fields=", ".join(news))), known)


def _news(row: Values, said: Said, known: OnFile, traits: Mapping[str, set[str]]) -> list[str]:
    """The titles of what a row says that is not known. What it leaves blank is no news, and nothing is taken away."""
    news = [_TITLES[key] for key, kind in _KINDS.items() if set(_codes(row, key)) - traits.get(kind, set())]
    if not said.ways <= known.ways:
        news.append(_("how to reach them"))
    if known.mentor is not None:
        now = details_of(known.mentor)
        news += [_TITLES[key] for key in ("pay", "best_times") if key in row and str(row[key]) != getattr(now, key)]
    return news


def _take(judged: _Judged, now: datetime) -> None:
    row, known = judged.row, judged.known
    person = known.person if known else _add_person(judged.said, now)
    _add_ways(person, judged.said, known)
    mentor = known.mentor if known else None
    if mentor is None:
        since = row.get("since")
        on_day = since if isinstance(since, date) else None
        stage = str(row.get("stage", "active"))
        mentor = add_mentor(person, now, stage=stage, why=_("Brought in from a file."), on_day=on_day)
    known_codes = _traits().get(mentor, {})
    for key, kind in _KINDS.items():
        if codes := _codes(row, key):
            set_traits(mentor, kind, sorted(known_codes.get(kind, set()) | set(codes)))
    now_asks = details_of(mentor)
    pay, best_times = str(row.get("pay", now_asks.pay)), str(row.get("best_times", now_asks.best_times))
    change_details(mentor, replace(now_asks, pay=pay, best_times=best_times))


def _add_person(said: Said, now: datetime) -> int:
    return Person.add(
        shown_name=said.shown,
        sort_name=name_key(f"{said.last} {said.first}"),
        first_name=said.first,
        last_name=said.last,
        added_on=now.date(),
    )


def _add_ways(person: int, said: Said, known: OnFile | None) -> None:
    """What is not known yet of how to reach them."""
    have = known.ways if known else set()
    for kind, value in (("email", said.email), ("phone", said.phone)):
        way = email_key(value) if kind == "email" else phone_key(value)
        if way and way not in have:
            digits = "".join(letter for letter in value if letter.isdecimal()) if kind == "phone" else ""
            ContactWay.add(person=person, kind=kind, value=value, digits=digits)


def _traits() -> dict[int, dict[str, set[str]]]:
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mentor, kind, code in fetch(MentorTrait.select(MentorTrait.mentor, MentorTrait.kind, MentorTrait.code)):
        found[mentor][kind].add(code)
    return found


def _codes(row: Values, key: str) -> tuple[str, ...]:
    given = row.get(key, ())
    return tuple(str(code) for code in given) if isinstance(given, tuple) else ()


def _choices_of(desk: Desk) -> tuple[ImportField, ...]:
    said: tuple[tuple[str, str, Setting[tuple[Choice, ...]], tuple[str, ...]], ...] = (
        ("roles", _("What they do"), ROLES, ("role", "roles", "position", "tasks", "rol", "función", "tareas")),
        ("skills", _("Skills"), SKILLS, ("skill", "abilities", "habilidades")),
        ("languages", _("Languages"), SPOKEN, ("language", "speaks", "idiomas", "idioma", "lenguas")),
    )
    return tuple(
        ImportField(key, title, "choices", also_called=called, choices=_titles(desk.setting(setting)))
        for key, title, setting, called in said
    )


def _titles(choices: tuple[Choice, ...]) -> dict[str, str]:
    return {choice.key: choice.title for choice in choices if choice.active}


_WHO = (
    ImportField(
        "full_name",
        _("Full name"),
        also_called=("name", "display name", "volunteer", "volunteer name", "mentor", "mentor name")
        + ("nombre completo", "nombre y apellido", "voluntario", "voluntaria", "mentora"),
        example="Nuñez, María",
    ),
    ImportField("first_name", _("First name"), also_called=("given name", "first", "nombre", "nombres")),
    ImportField("last_name", _("Last name"), also_called=("surname", "family name", "last", "apellido", "apellidos")),
    ImportField("email", _("Email"), also_called=("e-mail", "email address", "correo", "correo electrónico")),
    ImportField("phone", _("Phone"), "phone", also_called=("phone number", "telephone", "cell", "mobile", "teléfono")),
)
_TERMS = (
    ImportField(
        "stage",
        _("Stage"),
        "choice",
        also_called=("status", "estado", "etapa"),
        choices={
            "applied": _("Applied"),
            "references": _("References"),
            "background_check": _("Background check"),
            "orientation": _("Orientation"),
            "council": _("Approval by the council"),
            "active": _("Active"),
        },
        help=_("For those who are new as mentors; active, where the file does not say."),
    ),
    ImportField(
        "since", _("Since"), "date", also_called=("start date", "started", "active since", "desde", "fecha de inicio")
    ),
    ImportField(
        "pay",
        _("Paid or volunteer"),
        "choice",
        also_called=("pay", "pay status", "pago"),
        choices={"volunteer": _("Volunteer"), "paid": _("Paid")},
    ),
    ImportField("best_times", _("Best times"), also_called=("best time to call", "availability", "disponibilidad")),
)
_TITLES = {
    "roles": _("What they do"),
    "skills": _("Skills"),
    "languages": _("Languages"),
    **{each.key: each.title for each in _TERMS},
}
