"""Pairs as they are shown: who walks beside whom, who asks for a mentor, and which mentors would fit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import JOIN, fn

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.hats import own_person, require_participant_side
from rcc_desktop.api.known_people import known_people, shown_name_of
from rcc_desktop.api.presence import here_on
from rcc_desktop.api.records import Person, fetch
from rcc_mentors.people.pairing_rules import Against, Standing, against, days_quiet, fits, preference
from rcc_mentors.people.records import (
    Mentor,
    MentorTrait,
    MentorWanted,
    Pairing,
    PairingContact,
    PairingWish,
    WantedTrait,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

TRAITS = ("language", "pathway", "lived")
"""The kinds that somebody may ask of a mentor."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pairing. ``quiet`` is the days without contact, None once it ended; ``is_here``: the person came today."""

    id: int
    version: int
    mentor: int
    mentor_name: str
    person: int
    person_name: str
    since: date
    until: date | None
    ended_why: str
    note: str
    contacts: int
    last_contact: date | None
    quiet: int | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who asked for a mentor and has none yet. ``wanted`` are (kind, code)."""

    id: int
    person: int
    name: str
    asked_on: date
    wanted: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mentor who could walk beside somebody: what fits of what was asked, and all that speaks against it."""

    mentor: int
    name: str
    fitting: tuple[tuple[str, str], ...]
    person_likes: int
    mentor_likes: int
    walks_with: int
    against: tuple[Against, ...]


@needs("mentors.pair")
def pairs(today: date, *, ended: bool = False) -> list[PairRow]:
    """Everybody who walks together now; or who once did, the newest end first."""
    if ended:
        return _rows(Pairing.until.is_null(is_null=False), today)[::-1]
    return _rows(Pairing.until.is_null(), today)


@needs("mentors.pair")
def pairs_of(person: int, today: date) -> list[PairRow]:
    """Who walks beside somebody, now and before. Raises ``Problem`` where that is closed to whoever asks."""
    require_participant_side(person)
    return _rows((Pairing.person == person) & Pairing.person.in_(known_people()), today)[::-1]


@needs("mentors.mine")
def my_pairs(today: date) -> list[PairRow]:
    """Whom the mentor who is signed in walks beside now; nobody for somebody who is no mentor."""
    me = own_person()
    return [] if me is None else _rows(Pairing.until.is_null() & (Mentor.person == me), today)


@needs("mentors.pair")
def asking() -> list[AskedRow]:
    """Those who asked for a mentor and have none yet, the longest waiting first."""
    query = (
        MentorWanted.select(MentorWanted.id, MentorWanted.person, shown_name_of(), MentorWanted.asked_on)
        .join(Person)
        .where(MentorWanted.closed_on.is_null())
        .order_by(MentorWanted.asked_on, MentorWanted.id)
    )
    wanted = _pairs_by_row(WantedTrait.select(WantedTrait.wanted, WantedTrait.kind, WantedTrait.code))
    return [
        AskedRow(row, person, name, from_day(day), tuple(wanted.get(row, ())))
        for row, person, name, day in fetch(query)
    ]


@needs("mentors.pair")
def suggestions(person: int, most: int) -> list[Suggestion]:
    """Every mentor who serves, the best fit first; whoever something speaks against comes last, with what it is.

    What fits is what somebody asked for and a mentor said of themselves. ``most`` is how many people a mentor takes.
    """
    asked = _by_kind(next((row.wanted for row in asking() if row.person == person), ()))
    brought = _pairs_by_row(MentorTrait.select(MentorTrait.mentor, MentorTrait.kind, MentorTrait.code))
    likes = _likes(person)
    beside = _beside()
    found = []
    for mentor, who, name in fetch(_serving()):
        stands = Standing(
            is_self=who == person,
            is_paired=person in beside.get(mentor, ()),
            serves=True,
            person_likes=likes.get((mentor, "person"), 0),
            mentor_likes=likes.get((mentor, "mentor"), 0),
            walks_with=len(beside.get(mentor, ())),
        )
        fitting = fits(asked, _by_kind(brought.get(mentor, ())))
        row = Suggestion(
            mentor, name, fitting, stands.person_likes, stands.mentor_likes, stands.walks_with, against(stands, most)
        )
        if not stands.is_self:
            found.append((bool(row.against), *preference(stands, len(fitting)), name.casefold(), mentor, row))
    return [each[-1] for each in sorted(found, key=lambda each: each[:-1])]


def _serving() -> Any:
    query = Mentor.select(Mentor.id, Mentor.person, shown_name_of()).join(Person)
    return query.where((Mentor.stage == "active") & Mentor.person.in_(known_people()))


def _beside() -> dict[int, list[int]]:
    """Whom each mentor walks beside now."""
    found: dict[int, list[int]] = {}
    for mentor, person in fetch(Pairing.select(Pairing.mentor, Pairing.person).where(Pairing.until.is_null())):
        found.setdefault(mentor, []).append(person)
    return found


def _likes(person: int) -> Counter[tuple[int, str]]:
    said = PairingWish.select(PairingWish.mentor, PairingWish.said_by, PairingWish.liking)
    rows = fetch(said.where(PairingWish.person == person))
    return Counter({(mentor, side): liking for mentor, side, liking in rows})


def _by_kind(traits: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, code in traits:
        found.setdefault(kind, []).append(code)
    return found


def _pairs_by_row(query: Any) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for row, kind, code in fetch(query):
        found.setdefault(row, []).append((kind, code))
    return found


def _rows(where: Any, today: date) -> list[PairRow]:
    mentors = Person.alias()
    query = (
        Pairing.select(
            Pairing.id,
            Pairing.version,
            Pairing.mentor,
            shown_name_of(mentors),
            Pairing.person,
            shown_name_of(),
            Pairing.since,
            Pairing.until,
            Pairing.ended_why,
            Pairing.note,
            fn.COUNT(PairingContact.id),
            fn.MAX(PairingContact.on_day, coerce=False),
        )
        .join(Mentor)
        .join(mentors, on=Mentor.person == mentors.id)
        .switch(Pairing)
        .join(Person, on=Pairing.person == Person.id)
        .switch(Pairing)
        .join(PairingContact, JOIN.LEFT_OUTER, on=PairingContact.pairing == Pairing.id)
        .where(where)
        .group_by(Pairing.id)
        .order_by(Pairing.until, Pairing.since, Pairing.id)
    )
    found = fetch(query)
    here = here_on((row[4] for row in found if row[7] is None), today)
    return [_row(columns, here, today) for columns in found]


def _row(columns: tuple[Any, ...], here: frozenset[int], today: date) -> PairRow:
    row, version, mentor, mentor_name, person, name, began, ended, why, note, contacts, newest = columns
    since, until = from_day(began), None if ended is None else from_day(ended)
    last = None if newest is None else from_day(newest)
    quiet = days_quiet(since, last, today) if until is None else None
    return PairRow(
        row, version, mentor, mentor_name, person, name, since, until, why, note, contacts, last, quiet, person in here
    )
