"""People found, and the list of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import Tuple

from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.hats import closed_people
from rcc_desktop.api.people_found import PersonFound
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import ContactWay, DeskAlert, Person, PersonAnswer, PersonName
from rcc_desktop.api.words import words
from rcc_desktop.database.search import Hit, SearchIndex
from rcc_desktop.database.search_words import words_of_name, words_typed
from rcc_desktop.people import codes, files
from rcc_desktop.people.rules import birth_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from rcc_desktop.people.rows import PersonRow

_, ngettext = words("rcc_desktop")

_NAMES = ("id", "shown_name", "goes_by", "pronouns", "birth_on", "birth_year", "added_on")


def find(text: str, limit: int, today: date) -> tuple[PersonFound, ...]:
    """People who fit, best first, with what fit where it is not the name shown."""
    hits = SearchIndex(files.center).find(text, limit, restricted=files.sees_restricted())
    fitting = [(hit.person, hit.matched_on) for hit in hits if files.sees_contact() or not _by_phone(hit, text)]
    said = _what_fit(fitting, text)
    return as_found(said, today)


def as_found(people: Sequence[tuple[int, str]], today: date) -> tuple[PersonFound, ...]:
    """People as the desk sees them, in this order, each with what it was found by.

    Of somebody whose participant side is closed, no more than whether they were here today.
    """
    ids = [person for person, _said in people]
    if not ids:
        return ()
    chosen = Person.select(*(getattr(Person, name) for name in _NAMES)).where(Person.id.in_(ids))
    if not files.sees_restricted():
        chosen = chosen.where(~Person.restricted)
    rows = {row[0]: row for row in fetch(chosen)}
    closed, now = closed_people(), to_day(today)
    seen = {who: day for who, day in files.days_last_here(ids).items() if day == now or who not in closed}
    alerts = _alerts([who for who in ids if who not in closed], today)
    languages = _languages(ids)
    return tuple(
        _found(rows[person], seen.get(person), alerts.get(person, []), languages.get(person, []), said)
        for person, said in people
        if person in rows
    )


def people_after(sort_name: str, person: int, limit: int) -> tuple[PersonRow, ...]:
    """One page of the list; asking by key costs the same on the last page as on the first."""
    chosen = Person.select().order_by(Person.sort_name, Person.id).limit(limit)
    if sort_name or person:
        chosen = chosen.where(Tuple(Person.sort_name, Person.id) > Tuple(sort_name, person))
    if not files.sees_restricted():
        chosen = chosen.where(~Person.restricted)
    return tuple(files.as_row(row) for row in files.dicts(chosen))


def count() -> int:
    """How many there are to be seen."""
    chosen = Person.select()
    if not files.sees_restricted():
        chosen = chosen.where(~Person.restricted)
    return int(chosen.count())


def _found(row: tuple[Any, ...], seen: int | None, alerts: list[str], languages: list[str], said: str) -> PersonFound:
    person, name, goes_by, pronouns, birth_on, birth_year, added_on = row
    return PersonFound(
        id=person,
        name=name,
        goes_by=goes_by,
        pronouns=pronouns,
        born=birth_words(None if birth_on is None else from_day(birth_on), birth_year),
        last_seen=from_day(seen) if seen else None,
        added_on=from_day(added_on),
        alert=" · ".join(alerts),
        languages=tuple(languages),
        matched=said,
    )


def _by_phone(hit: Hit, text: str) -> bool:
    """Whether a phone number may be what somebody was found by: alone, or beside a name."""
    return hit.matched_on == "phone" or (not hit.matched_on and any(word.isdigit() for word in words_typed(text)))


def _what_fit(hits: Sequence[tuple[int, str]], text: str) -> list[tuple[int, str]]:
    """What each hit was found by, in words; a legal or former name that nobody goes by is not spelled out."""
    ids = [person for person, _part in hits]
    typed = words_typed(text)
    shown = dict(fetch(Person.select(Person.id, Person.shown_name).where(Person.id.in_(ids))))
    others = files.grouped(
        (person, (kind, name))
        for person, kind, name in fetch(
            PersonName.select(PersonName.person, PersonName.kind, PersonName.name).where(PersonName.person.in_(ids))
        )
    )
    numbers = files.grouped(
        fetch(
            ContactWay.select(ContactWay.person, ContactWay.digits).where(
                ContactWay.person.in_(ids) & (ContactWay.digits != "")
            )
        )
    )
    said: dict[str, Callable[[int], str]] = {
        "name": lambda person: "" if _fits(shown[person], typed) else _("legal name"),
        "other_name": lambda person: _other_name(others.get(person, []), typed),
        "phone": lambda person: _number(numbers.get(person, []), typed),
        "code": lambda _person: _("card"),
        "alike": lambda _person: _("similar spelling"),
    }
    return [(person, said[part](person) if part else "") for person, part in hits]


def _fits(name: str, typed: list[str]) -> bool:
    known = words_of_name(name)
    return all(any(word.startswith(piece) for word in known) for piece in typed)


def _other_name(names: list[tuple[str, str]], typed: list[str]) -> str:
    for kind, name in names:
        if any(word.startswith(piece) for word in words_of_name(name) for piece in typed):
            return name if kind == "alias" else _("a former name")
    return ""


def _number(numbers: list[str], typed: list[str]) -> str:
    fitting = next((digits for digits in numbers if all(piece in digits for piece in typed)), "")
    return _("phone ending in {digits}").format(digits=fitting[-4:]) if fitting else ""


def _alerts(people: list[int], today: date) -> dict[int, list[str]]:
    if not files.sees_presence():
        return {}
    still = DeskAlert.until.is_null() | (DeskAlert.until >= to_day(today))
    rows = DeskAlert.select(DeskAlert.person, DeskAlert.words).where(DeskAlert.person.in_(people) & still)
    return files.grouped(fetch(rows.order_by(DeskAlert.id)))


def _languages(people: list[int]) -> dict[int, list[str]]:
    asked = codes.question(files.LANGUAGES)
    mine = PersonAnswer.person.in_(people) & (PersonAnswer.question == files.LANGUAGES)
    rows = PersonAnswer.select(PersonAnswer.person, PersonAnswer.code).where(mine).order_by(PersonAnswer.id)
    return files.grouped((person, asked.title_of(code)) for person, code in fetch(rows))
