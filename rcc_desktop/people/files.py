"""Reading people's rows into what the rest of the program holds of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from rcc_desktop.api.acting import acting
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.hats import why_closed
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import ContactWay, DeskAlert, Person, PersonAnswer, PersonCode, PersonName, database
from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_birth
from rcc_desktop.database.search_seen import last_seen
from rcc_desktop.people.rows import Alert, Code, Contact, OtherName, PersonFile, PersonRow
from rcc_desktop.people.rules import birth_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peewee import Database

_, ngettext = words("rcc_desktop")

center = cast("Database", database)
"""The open center's database; which one that is, is settled when it is opened."""

LANGUAGES = "language"
"""The question whose answers everybody at the desk may see."""

ADDRESS = ("street", "city", "state", "zip", "tract")
"""The columns of a person that say where they live."""


def sees_restricted() -> bool:
    """Whether the acting person may see restricted files."""
    return acting().may("people.restricted")


def sees_contact() -> bool:
    """Whether the acting person may see addresses and ways to reach people."""
    return acting().may("people.contact")


def sees_presence() -> bool:
    """Whether the acting person may see when people were here, and what the desk is to tell them when they come."""
    return acting().may("people.presence")


def days_last_here(people: Iterable[int]) -> dict[int, int]:
    """The day (YYYYMMDD) each was last here; of nobody for those who may not see it."""
    return last_seen(center, people) if sees_presence() else {}


def stored(person: int) -> Mapping[str, Any]:
    """The person's own row as stored. ``Problem`` when there is none, or none for the eyes of whoever asks."""
    found = next(iter(dicts(Person.select().where(Person.id == person))), None)
    if found is None or (found["restricted"] and not sees_restricted()):
        # The same words for both, so that nobody learns of a restricted file by asking.
        raise Problem(
            _("There is no such person here."),
            _("Nothing was changed. Look for them by name again."),
            code="people.not_here",
        )
    return found


def hidden_people() -> frozenset[int]:
    """The people whom whoever asks may not know of."""
    if sees_restricted():
        return frozenset()
    return frozenset(person for (person,) in fetch(Person.select(Person.id).where(Person.restricted)))


def shown_names(people: Iterable[int]) -> dict[int, str]:
    """What people are called and when they were born, by id."""
    chosen = Person.select(Person.id, Person.shown_name, Person.birth_on, Person.birth_year)
    names = {}
    for person, name, day, year in fetch(chosen.where(Person.id.in_(list(people)))):
        born = write_birth(birth_words(None if day is None else from_day(day), year))
        names[person] = f"{name} ({born})" if born else name
    return names


def as_row(found: Mapping[str, Any]) -> PersonRow:
    """A stored row, with days as ``date``, as a line of the list."""
    return PersonRow(
        id=found["id"],
        version=found["version"],
        name=found["shown_name"],
        sort_name=found["sort_name"],
        goes_by=found["goes_by"],
        pronouns=found["pronouns"],
        born=birth_words(found["birth_on"], found["birth_year"]),
        city=found["city"] if sees_contact() else "",
        restricted=found["restricted"],
        added_on=found["added_on"],
    )


def read_file(person: int) -> PersonFile:
    """All of one person, as far as whoever asks may see it."""
    found = dict(stored(person))
    answers, closed = answers_of(person), why_closed(person)
    seen = None if closed else days_last_here([person]).get(person)
    if not sees_contact():
        found |= dict.fromkeys(ADDRESS, "")
    return PersonFile(
        name=found.pop("shown_name"),
        **found,
        last_seen=from_day(seen) if seen else None,
        names=names_of(person),
        contacts=contacts_of(person) if sees_contact() else None,
        codes=codes_of(person),
        languages=answers.get(LANGUAGES, ()),
        answers=answers if acting().may("people.demographics") and not closed else None,
        alerts=() if closed else alerts_of(person),
        closed=closed,
    )


def names_of(person: int) -> tuple[OtherName, ...]:
    """Former names and aliases, in the order they were told."""
    rows = PersonName.select(PersonName.name, PersonName.kind).where(PersonName.person == person)
    return tuple(OtherName(*row) for row in fetch(rows.order_by(PersonName.id)))


def contacts_of(person: int) -> tuple[Contact, ...]:
    """Ways to reach them, in the order they were told."""
    rows = ContactWay.select(ContactWay.kind, ContactWay.value, ContactWay.ok_to_message, ContactWay.note)
    found = fetch(rows.where(ContactWay.person == person).order_by(ContactWay.id))
    return tuple(Contact(kind, value, None if ok is None else bool(ok), note) for kind, value, ok, note in found)


def codes_of(person: int) -> tuple[Code, ...]:
    """Cards and other systems' numbers."""
    rows = PersonCode.select(PersonCode.kind, PersonCode.code, PersonCode.source).where(PersonCode.person == person)
    return tuple(Code(*row) for row in fetch(rows.order_by(PersonCode.id)))


def answers_of(person: int) -> dict[str, tuple[str, ...]]:
    """Answers by question; a question that was never asked is not in it."""
    rows = PersonAnswer.select(PersonAnswer.question, PersonAnswer.code).where(PersonAnswer.person == person)
    answers: dict[str, tuple[str, ...]] = {}
    for question, code in fetch(rows.order_by(PersonAnswer.id)):
        answers[question] = (*answers.get(question, ()), code)
    return answers


def alerts_of(person: int) -> tuple[Alert, ...]:
    """Every alert, also those whose day has passed; none for those who do not see people come."""
    if not sees_presence():
        return ()
    rows = DeskAlert.select(DeskAlert.words, DeskAlert.until).where(DeskAlert.person == person).order_by(DeskAlert.id)
    return tuple(Alert(said, None if until is None else from_day(until)) for said, until in fetch(rows))


def dicts(query: Any) -> list[dict[str, Any]]:
    """The rows of a query by field, days as ``date``."""
    return list(query.dicts())


def grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    """Pairs of (person, something) by person."""
    found: dict[int, list[Any]] = {}
    for person, thing in rows:
        found.setdefault(person, []).append(thing)
    return found
