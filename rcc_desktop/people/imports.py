"""People from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api.acting import needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.imports import Import, Values, Verdict
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.records import ContactWay, Person, PersonAnswer, PersonCode, PersonName
from rcc_desktop.api.words import words
from rcc_desktop.database.search_words import folded
from rcc_desktop.people import changes
from rcc_desktop.people.import_fields import FIELDS
from rcc_desktop.people.import_judging import Judged, judge_rows
from rcc_desktop.people.import_said import TEXTS, Said, said_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from rcc_desktop.people.import_known import Known

_, ngettext = words("rcc_desktop")

_COLUMNS = (*TEXTS, "birth_on", "birth_year", "added_on", "shown_name", "sort_name")


def people_import(now: Callable[[], datetime]) -> Import:
    """The import of people; ``now`` tells the day on which those came whose row does not say."""
    return Import(
        key="people",
        title=_("People"),
        summary=_("Names, birth dates, ways to reach them, other systems' numbers and optional answers."),
        fields=FIELDS,
        judge=judge_people,
        take=lambda rows: take_people(rows, now()),
        needs="people.import",
    )


@needs("people.import")
def judge_people(rows: Sequence[Values]) -> list[Verdict]:
    """What each row would do; nobody is refused for being like somebody else."""
    return [judged.verdict for judged in judge_rows([said_by(row) for row in rows])]


@needs("people.import")
def take_people(rows: Sequence[Values], now: datetime) -> int:
    """Write the rows in one go and give how many changed anything. ``Problem`` if one of them cannot be taken."""
    judged = judge_rows([said_by(row) for row in rows], look=False)
    problem = next((one for one in judged if one.verdict.kind == "problem"), None)
    if problem is not None:
        raise Problem(problem.verdict.words, _("Nothing was changed. Look at the file again."), code="people.import")
    new = [one.said for one in judged if one.known is None and one.verdict.kind == "new"]
    _add(new, now.date())
    changed = [one for one in judged if one.verdict.kind == "change"]
    for one in changed:
        _change(one)
    return len(new) + len(changed)


def _add(new: Sequence[Said], today: date) -> None:
    ids = Person.add_many(_COLUMNS, [_person(said, today) for said in new])
    pairs = list(zip(ids, new, strict=True))
    names = [(person, kind, name) for person, said in pairs for kind, name in dict.fromkeys(said.names)]
    PersonName.add_many(("person", "kind", "name"), names)
    ContactWay.add_many(
        ("person", "kind", "value", "digits", "ok_to_message"),
        [(person, way.kind, way.value, way.digits, way.ok_to_message) for person, said in pairs for way in said.ways],
    )
    PersonCode.add_many(
        ("person", "kind", "source", "code"), [(person, *code) for person, said in pairs for code in said.codes]
    )
    answers = [
        (person, asked, code)
        for person, said in pairs
        for asked, codes in said.answers.items()
        for code in dict.fromkeys(codes)
    ]
    PersonAnswer.add_many(("person", "question", "code"), answers)


def _person(said: Said, today: date) -> tuple[Any, ...]:
    """One row of ``_COLUMNS``, as stored."""
    texts = {name: said.texts.get(name, "") for name in TEXTS}
    made = changes.made_names(texts)
    day, year = (None, said.born) if isinstance(said.born, int) else (changes.stored_day(said.born), None)
    added_on = to_day(said.added_on or today)
    return (*texts.values(), day, year, added_on, made["shown_name"], made["sort_name"])


def _change(judged: Judged) -> None:
    """Write what is news about somebody here."""
    said, known, news = judged.said, judged.known, set(judged.news)
    if known is None:
        return
    parts: dict[str, Any] = {**known.texts, **{name: text for name, text in said.texts.items() if name in news}}
    parts.update(changes.made_names(parts))
    if "born" in news:
        year = isinstance(said.born, int)
        parts.update(birth_on=None if year else said.born, birth_year=said.born if year else None)
    Person.change(known.id, **parts)
    _add_ways(said, known)
    for kind, source, code in said.codes:
        if (kind, source, code) not in known.codes:
            PersonCode.add(person=known.id, kind=kind, source=source, code=code)
    for asked, answered in said.answers.items():
        if asked in news:
            changes.replace_answers(known.id, asked, answered)


def _add_ways(said: Said, known: Known) -> None:
    """Names and ways to reach them that are not known yet."""
    for kind, name in said.names:
        if folded(name) not in known.names:
            PersonName.add(person=known.id, kind=kind, name=name)
    for way in said.ways:
        if way.key not in known.ways:
            ContactWay.add(
                person=known.id, kind=way.kind, value=way.value, digits=way.digits, ok_to_message=way.ok_to_message
            )
