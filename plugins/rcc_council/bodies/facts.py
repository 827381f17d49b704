"""What is known of bodies, read once for as many days as are asked about: seats, terms, officers, leave, bylaws."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from peewee import JOIN

from rcc_council.bodies.records import Body, Bylaws, MemberLeave, Office, Seat, Term
from rcc_council.bodies.rows import BylawsRow
from rcc_desktop.api import Problem, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Any

_, ngettext = words("rcc_council")

USUAL = BylawsRow(
    **{each.name: Bylaws._meta.fields[each.name].default for each in fields(BylawsRow)},
)
"""What holds for a body that has no bylaws yet."""


@dataclass(frozen=True, slots=True)
class SeatFact:
    """A seat, and the name of the body that fills it."""

    id: int
    title: str
    kind: str
    votes: bool
    first_day: date
    last_day: date | None
    delegated_by: str
    alternate_for: int | None


@dataclass(frozen=True, slots=True)
class TermFact:
    """A term in a seat, with the name of whoever serves it."""

    id: int
    seat: int
    person: int
    name: str
    first_day: date
    until: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """Somebody from a day on, and until a day where that is known; ``office`` is empty for leave."""

    person: int
    first_day: date
    last_day: date | None
    office: str = ""

    def holds(self, day: date) -> bool:
        """Whether the day lies in it, its ends too."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """All of one body, whatever the day. ``laws`` are oldest first, offices and terms in the order they began."""

    body: int
    name: str
    laws: tuple[tuple[date, BylawsRow], ...]
    seats: tuple[SeatFact, ...]
    terms: tuple[TermFact, ...]
    offices: tuple[Span, ...]
    leaves: tuple[Span, ...]

    def laws_on(self, day: date) -> BylawsRow:
        """The newest bylaws that have begun; the usual ones before the first."""
        return next((row for since, row in reversed(self.laws) if since <= day), USUAL)

    def officer_on(self, office: str, day: date) -> int | None:
        """Who held an office on a day, member or not; the newest of several."""
        held = [each.person for each in self.offices if each.office == office and each.holds(day)]
        return held[-1] if held else None


def facts_of(body: int) -> BodyFacts:
    """All of one body. Raises ``Problem`` when there is none."""
    found = facts_of_bodies([body]).get(body)
    if found is None:
        raise Problem(_("This body is no longer here."), _("Look at the list again."), code="council.body_gone")
    return found


def facts_of_bodies(bodies: Iterable[int]) -> Mapping[int, BodyFacts]:
    """All of several bodies, in six questions."""
    asked = list(bodies)
    names = dict(fetch(Body.select(Body.id, Body.name).where(Body.id.in_(asked))))
    laws, seats, terms = _laws(asked), _seats(asked), _terms(asked)
    offices, leaves = _offices(asked), _leaves(asked)
    return {
        body: BodyFacts(
            body,
            name,
            tuple(laws[body]),
            tuple(seats[body]),
            tuple(terms[body]),
            tuple(offices[body]),
            tuple(leaves[body]),
        )
        for body, name in names.items()
    }


def _laws(bodies: list[int]) -> Mapping[int, list[tuple[date, BylawsRow]]]:
    names = [each.name for each in fields(BylawsRow)]
    columns = (getattr(Bylaws, name) for name in names)
    query = Bylaws.select(Bylaws.body, Bylaws.from_day, *columns).where(Bylaws.body.in_(bodies))
    found: dict[int, list[tuple[date, BylawsRow]]] = defaultdict(list)
    for body, since, *values in fetch(query.order_by(Bylaws.from_day)):
        said = dict(zip(names, values, strict=True))
        said |= {name: bool(said[name]) for name in ("proxies", "seconds")}
        found[body].append((from_day(since), BylawsRow(**said)))
    return found


def _seats(bodies: list[int]) -> Mapping[int, list[SeatFact]]:
    by = Body.alias()
    query = (
        Seat.select(
            Seat.body,
            Seat.id,
            Seat.title,
            Seat.kind,
            Seat.votes,
            Seat.first_day,
            Seat.last_day,
            by.name,
            Seat.alternate_for,
        )
        .join(by, JOIN.LEFT_OUTER, on=(by.id == Seat.delegated_by))
        .where(Seat.body.in_(bodies))
    )
    found: dict[int, list[SeatFact]] = defaultdict(list)
    for body, seat, title, kind, votes, first, last, name, alternate in fetch(query.order_by(Seat.id)):
        found[body].append(SeatFact(seat, title, kind, bool(votes), from_day(first), _day(last), name or "", alternate))
    return found


def _terms(bodies: list[int]) -> Mapping[int, list[TermFact]]:
    query = (
        Term.select(
            Seat.body, Term.id, Term.seat, Term.person, shown_name_of(), Term.first_day, Term.until, Term.ended_on
        )
        .join(Seat)
        .switch(Term)
        .join(Person)
        .where(Seat.body.in_(bodies))
    )
    found: dict[int, list[TermFact]] = defaultdict(list)
    for body, term, seat, person, name, first, until, ended in fetch(query.order_by(Term.first_day, Term.id)):
        found[body].append(TermFact(term, seat, person, name, from_day(first), _day(until), _day(ended)))
    return found


def _offices(bodies: list[int]) -> Mapping[int, list[Span]]:
    query = Office.select(Office.body, Office.person, Office.first_day, Office.last_day, Office.office)
    return _spans(query.where(Office.body.in_(bodies)).order_by(Office.first_day, Office.id))


def _leaves(bodies: list[int]) -> Mapping[int, list[Span]]:
    query = MemberLeave.select(MemberLeave.body, MemberLeave.person, MemberLeave.first_day, MemberLeave.last_day)
    return _spans(query.where(MemberLeave.body.in_(bodies)).order_by(MemberLeave.first_day, MemberLeave.id))


def _spans(query: Any) -> Mapping[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for body, person, first, last, *office in fetch(query):
        found[body].append(Span(person, from_day(first), _day(last), *office))
    return found


def _day(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
