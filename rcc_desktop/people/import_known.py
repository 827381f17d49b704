"""Everybody who is here already, as far as the rows of a file need them for comparing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.fields import from_day
from rcc_desktop.api.hats import closed_people
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import ContactWay, Person, PersonAnswer, PersonCode, PersonName
from rcc_desktop.api.written import write_birth
from rcc_desktop.database.search_words import folded
from rcc_desktop.people import files
from rcc_desktop.people.import_said import NAMES, TEXTS, NameKey, Said, Way
from rcc_desktop.people.rules import birth_words

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Known:
    """Somebody here. ``hidden``: whoever imports may not know of them; ``closed``: not what they are as a visitor."""

    id: int
    name: str
    texts: dict[str, str]
    born: date | int | None
    hidden: bool
    names: set[str] = field(default_factory=set)
    ways: set[tuple[str, str]] = field(default_factory=set)
    codes: set[tuple[str, str, str]] = field(default_factory=set)
    answers: dict[str, set[str]] = field(default_factory=dict)
    closed: bool = False

    @property
    def day(self) -> date | None:
        """Their birth day, if more than the year is known."""
        return self.born if isinstance(self.born, date) else None

    @property
    def year(self) -> int | None:
        """Their birth year."""
        return self.born.year if isinstance(self.born, date) else self.born

    @property
    def shown(self) -> str:
        """What they are called, and when they were born, if known."""
        born = write_birth(birth_words(self.day, self.year))
        return f"{self.name} ({born})" if born else self.name


@dataclass(slots=True)
class Center:
    """People here by the numbers, cards and names that a file's rows may have too."""

    people: dict[int, Known]
    by_code: dict[tuple[str, str, str], Known]
    by_name: dict[NameKey, list[Known]]


def people_named(rows: Sequence[Said]) -> Center:
    """The people whom any row may be about, with all that is known of them."""
    wanted_keys = {row.key for row in rows}
    wanted_codes = {("other", *row.number) for row in rows if row.number}
    wanted_codes |= {("card", "", row.card) for row in rows if row.card}
    codes = PersonCode.select(PersonCode.kind, PersonCode.source, PersonCode.code, PersonCode.person)
    owners = {(kind, source, code): person for kind, source, code, person in fetch(codes)} if wanted_codes else {}
    owners = {code: person for code, person in owners.items() if code in wanted_codes}
    numbered = set(owners.values())
    people: dict[int, Known] = {}
    by_name: dict[NameKey, list[Known]] = defaultdict(list)
    columns = [getattr(Person, name) for name in ("id", "shown_name", "birth_on", "birth_year", "restricted", *TEXTS)]
    sees = files.sees_restricted()
    for row in fetch(Person.select(*columns)):
        key = _key(row)
        if key not in wanted_keys and row[0] not in numbered:
            continue
        people[row[0]] = known = _known(row, sees)
        if key in wanted_keys and not known.hidden:
            by_name[key].append(known)
    _details(people)
    return Center(people, {code: people[person] for code, person in owners.items()}, by_name)


def news_in(said: Said, known: Known) -> list[str]:
    """The keys of the fields in which a row says something that is not known yet. What it leaves blank is not news.

    Nor are answers of somebody whose participant side is closed: a row neither learns nor changes them.
    """
    news = [name for name, text in said.texts.items() if _differ(text, known.texts[name])]
    if said.born is not None and said.born not in {known.born, known.year}:
        news.append("born")
    if any(folded(name) not in known.names for _kind, name in said.names):
        news.append("aliases")
    news += [way.kind if way.kind != "other" else "phone" for way in said.ways if way.key not in known.ways]
    if said.number and ("other", *said.number) not in known.codes:
        news.append("number")
    if said.card and ("card", "", said.card) not in known.codes:
        news.append("card")
    if not known.closed:
        news += [key for key, codes in said.answers.items() if set(codes) != known.answers.get(key)]
    return news


def _differ(text: str, stored: str) -> bool:
    """Accents and case are not news; anything is, where nothing stood."""
    return not stored or (text != stored and folded(text) != folded(stored))


def _key(row: tuple[Any, ...]) -> NameKey:
    _id, _shown, birth_on, birth_year, _restricted, first, _middle, last, goes_by, *_rest = row
    born = birth_year if birth_on is None else from_day(birth_on)
    return folded(first), folded(last), folded(goes_by), born


def _known(row: tuple[Any, ...], sees: bool) -> Known:
    person, shown, birth_on, birth_year, restricted, *texts = row
    day = None if birth_on is None else from_day(birth_on)
    known = Known(person, shown, dict(zip(TEXTS, texts, strict=True)), day or birth_year, bool(restricted) and not sees)
    known.names = {folded(known.texts[name]) for name in NAMES} | {folded(shown)}
    return known


def _details(people: dict[int, Known]) -> None:
    for known, name in _of(people, PersonName.select(PersonName.person, PersonName.name)):
        known.names.add(folded(name))
    ways = ContactWay.select(ContactWay.person, ContactWay.kind, ContactWay.value, ContactWay.digits)
    for known, kind, value, digits in _of(people, ways):
        known.ways.add(Way(kind, value, digits, None).key)
    codes = PersonCode.select(PersonCode.person, PersonCode.kind, PersonCode.source, PersonCode.code)
    for known, kind, source, code in _of(people, codes):
        known.codes.add((kind, source, code))
    for person in closed_people() & people.keys():
        people[person].closed = True
    answers = PersonAnswer.select(PersonAnswer.person, PersonAnswer.question, PersonAnswer.code)
    for known, asked, code in _of(people, answers):
        known.answers.setdefault(asked, set()).add(code)


def _of(people: dict[int, Known], query: Any) -> list[tuple[Any, ...]]:
    """The rows of ``query`` about these people, with the person for the id."""
    return [(people[person], *row) for person, *row in fetch(query) if person in people]
