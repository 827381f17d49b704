"""Who sits in which body, brought in from a spreadsheet."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of_bodies
from rcc_council.bodies.records import Body, Seat, Term
from rcc_council.bodies.rules import term_end
from rcc_council.bodies.seats import add_seat, begin_term
from rcc_council.bodies.wording import SEAT_KINDS
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.imports import Import, ImportField, Values, Verdict
from rcc_desktop.api.known_people import known_people
from rcc_desktop.api.records import Person, PersonName, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rcc_council.bodies.facts import BodyFacts
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")


@dataclass(frozen=True, slots=True)
class _Sat:
    """A term that is known: by whom and when; ``last`` is None for open."""

    person: int
    first: date
    last: date | None

    def meets(self, first: date, last: date | None) -> bool:
        """Whether the two have a day in common."""
        return (self.last is None or first <= self.last) and (last is None or self.first <= last)


@dataclass(slots=True)
class _Place:
    """A seat and who sat in it, also by the rows before."""

    seat: int | None
    kind: str
    first: date
    sat: list[_Sat] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """Bodies by name, seats by body, and people by name."""

    bodies: Mapping[str, int]
    founded: Mapping[int, date]
    facts: Mapping[int, BodyFacts]
    places: dict[int, list[_Place]]
    people: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a row would do; ``place`` is where it would seat the person, unless it does nothing."""

    verdict: Verdict
    body: int = 0
    person: int = 0
    first: date = date.min
    last: date | None = None
    place: _Place | None = None


def imports_for(desk: Desk) -> list[Import]:
    """What the councils take in from outside of their bodies."""
    return [_roster_import(desk)]


@needs("council.keep")
def judge_roster(rows: Sequence[Values]) -> list[Verdict]:
    """What each row would do. Nobody is guessed: of two people of one name neither is taken."""
    return [each.verdict for each in _judged(rows)]


@needs("council.keep")
def take_roster(rows: Sequence[Values]) -> int:
    """Seat everybody in one go, in vacant seats and in new ones where there is none; how many rows changed anything.

    Rows to look at are left out. Raises ``Problem`` if one of them cannot be taken.
    """
    judged = _judged(rows)
    problem = next((each for each in judged if each.verdict.kind == "problem"), None)
    if problem is not None:
        raise Problem(problem.verdict.words, _("Nothing was changed. Look at the file again."), code="council.import")
    taken = 0
    for each in judged:
        place = each.place
        if place is None:
            continue
        if place.seat is None:
            place.seat = add_seat(each.body, place.kind, place.first)
        begin_term(place.seat, each.person, each.first, until=each.last)
        taken += 1
    return taken


def _roster_import(_desk: Desk) -> Import:
    return Import(
        key="council.roster",
        title=_("Members of councils"),
        summary=_(
            "Who sits in which body, in what kind of seat, from when until when. The bodies must be here already."
        ),
        fields=_FIELDS,
        judge=judge_roster,
        take=take_roster,
        needs="council.keep",
    )


def _judged(rows: Sequence[Values]) -> list[_Judged]:
    known = _known()
    return [_judge(row, known) for row in rows]


def _judge(row: Values, known: _Known) -> _Judged:
    body = known.bodies.get(_key(str(row.get("body", ""))))
    if body is None:
        return _Judged(Verdict("problem", _("There is no such body here. Add it first."), "body"))
    people = known.people.get(_key(str(row.get("name", ""))), ())
    if len(people) != 1:
        return _Judged(_whose(row, people))
    first = row.get("from")
    if not isinstance(first, date):
        return _Judged(Verdict("problem", _("This row does not say from when."), "from"))
    until = row.get("until")
    months = known.facts[body].laws_on(first).term_months
    by_bylaws = term_end(first, months) if months else None
    last = until if isinstance(until, date) else by_bylaws
    if last is not None and last < first:
        return _Judged(Verdict("problem", _("It ends before it begins."), "until"))
    return _seated(str(row.get("kind", "peer")), body, _Sat(people[0], first, last), known)


def _whose(row: Values, people: tuple[int, ...]) -> Verdict:
    name = str(row.get("name", "")).strip()
    if not name:
        return Verdict("problem", _("This row has no name."), "name")
    if people:
        told = _("{count} people here have this name. Seat the one who is meant by hand; this row is left out.")
        return Verdict("look", told.format(count=len(people)), "name")
    return Verdict("look", _("Nobody here has this name. Add them first; this row is left out."), "name")


def _seated(kind: str, body: int, wanted: _Sat, known: _Known) -> _Judged:
    """Where somebody would sit: in a seat of the kind that is vacant all the while, else in a new one."""
    places = known.places.setdefault(body, [])
    own = [each for place in places for each in place.sat if each.person == wanted.person]
    if any(each.first == wanted.first for each in own):
        return _Judged(Verdict("same", _("They sit there already.")))
    if any(each.meets(wanted.first, wanted.last) for each in own):
        return _Judged(Verdict("problem", _("They sit in this body already in part of that time."), "from"))
    vacant = (
        place
        for place in places
        if place.kind == kind
        and place.first <= wanted.first
        and not any(each.meets(wanted.first, wanted.last) for each in place.sat)
    )
    place = next(vacant, None)
    if place is None:
        place = _Place(None, kind, min(wanted.first, known.founded[body]))
        places.append(place)
        told = _("In a new seat.")
    else:
        told = _("In a vacant seat.")
    place.sat.append(wanted)
    return _Judged(Verdict("new", told), body, wanted.person, wanted.first, wanted.last, place)


def _known() -> _Known:
    stored = fetch(Body.select(Body.id, Body.name, Body.first_day))
    return _Known(
        bodies={_key(name): body for body, name, _first in stored},
        founded={body: from_day(first) for body, _name, first in stored},
        facts=facts_of_bodies([body for body, _name, _first in stored]),
        places=_places(),
        people=_people(),
    )


def _places() -> dict[int, list[_Place]]:
    found: dict[int, list[_Place]] = defaultdict(list)
    seats: dict[int, _Place] = {}
    usual = Seat.last_day.is_null() & Seat.alternate_for.is_null() & Seat.delegated_by.is_null()
    query = Seat.select(Seat.id, Seat.body, Seat.kind, Seat.first_day)
    for seat, body, kind, first in fetch(query.where(usual).order_by(Seat.id)):
        seats[seat] = _Place(seat, kind, from_day(first))
        found[body].append(seats[seat])
    terms = Term.select(Seat.body, Term.seat, Term.person, Term.first_day, Term.until, Term.ended_on).join(Seat)
    for body, seat, person, first, until, ended in fetch(terms):
        last = min((each for each in (until, ended) if each is not None), default=None)
        sat = _Sat(person, from_day(first), None if last is None else from_day(last))
        if seat not in seats:
            seats[seat] = _Place(seat, NOT_OFFERED, sat.first)
            found[body].append(seats[seat])
        seats[seat].sat.append(sat)
    return found


def _people() -> Mapping[str, tuple[int, ...]]:
    """Everybody the acting person may know of, by each of their names."""
    found: dict[str, set[int]] = defaultdict(set)
    columns = (Person.id, Person.shown_name, Person.first_name, Person.last_name)
    for person, shown, first, last in fetch(Person.select(*columns).where(Person.id.in_(known_people()))):
        for name in {_key(shown), _key(f"{first} {last}")} - {""}:
            found[name].add(person)
    others = PersonName.select(PersonName.person, PersonName.name).where(PersonName.person.in_(known_people()))
    for person, name in fetch(others):
        found[_key(name)].add(person)
    return {name: tuple(sorted(people)) for name, people in found.items()}


def _key(name: str) -> str:
    """A name without accents, case and doubled spaces; ``Nuñez, María`` as ``maria nunez``."""
    last, comma, first = name.partition(",")
    plain = unicodedata.normalize("NFKD", (f"{first} {last}" if comma else name).casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


NOT_OFFERED = ""
"""The kind of a place in which the import seats nobody: of alternates, delegates, and seats that are no more."""
_FIELDS = (
    ImportField(
        "body",
        _("Body"),
        required=True,
        also_called=("council", "committee", "board", "group", "consejo", "comité", "junta"),
        example="Main Street Council",
    ),
    ImportField(
        "name",
        _("Name"),
        required=True,
        also_called=("member", "full name", "member name", "nombre", "nombre completo", "miembro"),
        example="Nuñez, María",
    ),
    ImportField(
        "kind",
        _("Kind of seat"),
        "choice",
        also_called=("seat", "seat kind", "seat type", "type", "tipo", "tipo de puesto", "puesto"),
        choices=SEAT_KINDS,
        choices_also_called={
            "consumer": "peer",
            "peer": "peer",
            "family member": "family",
            "provider": "professional",
            "par": "peer",
            "familia": "family",
            "profesional": "professional",
            "comunidad": "community",
        },
        help=_("For a person in recovery, where the file does not say."),
    ),
    ImportField(
        "from",
        _("From"),
        "date",
        required=True,
        also_called=("start", "start date", "since", "term start", "term begins", "desde", "inicio"),
    ),
    ImportField(
        "until",
        _("Until"),
        "date",
        also_called=("end", "end date", "term end", "term ends", "expires", "hasta", "fin"),
        help=_("As long as the bylaws say, where the file does not."),
    ),
)
