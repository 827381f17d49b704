"""The bodies of a made-up center: a council at each site, a committee, an advisory board, and who sits in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from rcc_council.bodies.records import Body, Bylaws, MemberLeave, Office, Seat, Term
from rcc_council.bodies.rules import is_in_term, term_end
from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.records import Person, Site, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rcc_desktop.api.made_up import MadeUpCenter

BEGUN_BEFORE = 330
"""The bodies began so many days ago, or as the center opened."""

RESIGNED, AWAY, JOINED = 24, 17, 100
"""Days ago on which somebody gave up a seat, somebody went on leave, and the newest members began."""

COUNCIL = ("peer",) * 7 + ("family",) * 2 + ("community",) * 2
CONSENSUS_COUNCIL = ("peer",) * 6 + ("family",) * 2 + ("professional",)
COMMITTEE = ("peer",) * 4 + ("community",)
BOARD = ("professional",) * 3 + ("community", "family")
"""The kinds of seats; the councils fill four more of the board's."""


@dataclass(frozen=True, slots=True)
class MadeUpTerm:
    """Somebody in a seat; ``stands_in`` tells an alternate."""

    person: int
    seat: int
    first_day: date
    until: date
    ended_on: date | None = None
    stands_in: bool = False


@dataclass(slots=True)
class MadeUpBody:
    """A body in the making; ``decides_by`` is vote or consensus."""

    id: int
    name: str
    kind: str
    decides_by: str
    first_day: date
    terms: list[MadeUpTerm] = field(default_factory=list)
    away: list[tuple[int, date]] = field(default_factory=list)
    chair: int | None = None
    vice_chair: int | None = None
    secretary: int | None = None

    def members_on(self, day: date) -> list[int]:
        """The members in office on a day, those on leave left out, in the order of their seats."""
        gone = {person for person, since in self.away if since <= day}
        return [
            term.person
            for term in self.terms
            if not term.stands_in
            and term.person not in gone
            and is_in_term(day, term.first_day, term.until, term.ended_on)
        ]


@needs("council.keep")
def add_bodies(made_up: MadeUpCenter) -> list[MadeUpBody]:
    """Found them: the first council votes, the last decides by consensus; the board comes last of all."""
    begun = max(made_up.first_day, made_up.now.date() - timedelta(days=BEGUN_BEFORE))
    people = _those_who_sit(made_up)
    sites = fetch(Site.select(Site.id, Site.name).where(Site.id.in_(tuple(made_up.sites))).order_by(Site.id))
    councils = []
    for place, (site, name) in enumerate(sites):
        votes = place == 0 or place < len(sites) - 1
        council = _found(begun, f"{name} Council", "council", "vote" if votes else "consensus", site=site)
        _seat(council, COUNCIL if votes else CONSENSUS_COUNCIL, people, made_up.now.date())
        councils.append(council)
    first = councils[0]
    committee = _found(begun, "Newsletter Committee", "committee", "consensus", part_of=first.id)
    _seat(committee, COMMITTEE, iter([*first.members_on(begun)[2:5], *_taken(people, 2)]), made_up.now.date())
    board = _found(begun, "Advisory Board", "advisory_board", "vote")
    _seat(board, BOARD, people, made_up.now.date())
    for council in councils:
        _delegate(council, board)
    _leave_and_resign(first, made_up.now.date())
    bodies = [*councils, committee, board]
    for body in bodies:
        _elect_officers(body)
    return bodies


@needs("council.keep")
def visitor_beside(made_up: MadeUpCenter, bodies: Sequence[MadeUpBody]) -> str:
    """The name of somebody who comes to the center and sits in no body; empty where everybody does."""
    sitting = {term.person for body in bodies for term in body.terms}
    query = Person.select(Person.id, Person.first_name, Person.last_name)
    open_to_all = query.where(~Person.restricted, Person.last_name != "").order_by(Person.id).limit(len(sitting) + 1)
    return next((f"{first} {last}" for person, first, last in fetch(open_to_all) if person not in sitting), "")


def _those_who_sit(made_up: MadeUpCenter) -> Iterator[int]:
    """People whose file is open to all, in an order of their own; those who come often before the others."""
    hidden = {person for (person,) in fetch(Person.select(Person.id).where(Person.restricted))}
    known = [each for each in made_up.people if each.id not in hidden]
    often = sorted(known, key=lambda each: (-each.visits_a_month, each.id))[:60]
    return iter(made_up.chance.sample([each.id for each in often], len(often)))


def _found(
    begun: date, name: str, kind: str, decides_by: str, *, site: int | None = None, part_of: int | None = None
) -> MadeUpBody:
    body = Body.add(name=name, kind=kind, site=site, part_of=part_of, first_day=begun)
    by_consensus = decides_by == "consensus"
    laws: dict[str, object] = {
        "decides_by": decides_by,
        "seconds": kind == "advisory_board",
        "chair_votes": "always" if by_consensus else "deciding",
        "notice_days": 7 if kind == "advisory_board" else 3,
    }
    if by_consensus and kind == "council":
        laws |= {"fallback_over": 3, "fallback_under": 4, "quorum_rule": "share"}
    Bylaws.add(body=body, from_day=begun, **laws)
    return MadeUpBody(body, name, kind, decides_by, begun)


def _seat(body: MadeUpBody, kinds: Sequence[str], people: Iterator[int], today: date) -> None:
    """Fill every seat but the last of a council, which nobody took yet; the newest members began of late."""
    for place, kind in enumerate(kinds):
        title = f"Seat {place + 1}"
        seat = Seat.add(body=body.id, title=title, kind=kind, first_day=body.first_day)
        if body.kind == "council" and place == len(kinds) - 1:
            continue
        since = body.first_day if place % 4 != 3 else max(body.first_day, today - timedelta(days=JOINED))
        for person in _taken(people, 1):
            body.terms.append(_begin(seat, person, since))


def _begin(seat: int, person: int, since: date, *, stands_in: bool = False) -> MadeUpTerm:
    until = term_end(since, 12)
    Term.add(seat=seat, person=person, first_day=since, until=until)
    return MadeUpTerm(person, seat, since, until, stands_in=stands_in)


def _taken(people: Iterator[int], count: int) -> list[int]:
    return list(islice(people, count))


def _delegate(council: MadeUpBody, board: MadeUpBody) -> None:
    """Two members of a council sit on the board, and a third stands in for either."""
    members = council.members_on(council.first_day)
    seats = []
    for place, person in enumerate(members[:2]):
        title = f"{council.name}, delegate {place + 1}"
        seats.append(
            Seat.add(body=board.id, title=title, kind="peer", delegated_by=council.id, first_day=board.first_day)
        )
        board.terms.append(_begin(seats[-1], person, board.first_day))
    for person in members[4:5]:
        seat = Seat.add(
            body=board.id,
            title=f"{council.name}, alternate",
            kind="peer",
            delegated_by=council.id,
            alternate_for=seats[0],
            first_day=board.first_day,
        )
        board.terms.append(_begin(seat, person, board.first_day, stands_in=True))


def _leave_and_resign(council: MadeUpBody, today: date) -> None:
    """One member gave up their seat, and one is on leave until further notice."""
    members = [term for term in council.terms if term.first_day < today - timedelta(days=RESIGNED)]
    if len(members) < 8:
        return
    gone, day = members[-1], today - timedelta(days=RESIGNED)
    at = council.terms.index(gone)
    council.terms[at] = MadeUpTerm(gone.person, gone.seat, gone.first_day, gone.until, ended_on=day)
    stored = Term.select(Term.id).where(Term.seat == gone.seat, Term.person == gone.person)
    Term.change(fetch(stored)[0][0], ended_on=day, ended_why="Moved away")
    away, since = members[5].person, today - timedelta(days=AWAY)
    council.away.append((away, since))
    MemberLeave.add(body=council.id, person=away, first_day=since)


def _elect_officers(body: MadeUpBody) -> None:
    members = [term.person for term in body.terms if not term.stands_in and term.ended_on is None]
    names = ("chair", "secretary") if body.kind == "committee" else ("chair", "secretary", "vice_chair", "treasurer")
    held = dict(zip(names, members, strict=False))
    body.chair, body.secretary = held.get("chair"), held.get("secretary")
    body.vice_chair = held.get("vice_chair")
    rows = [(body.id, person, office, to_day(body.first_day)) for office, person in held.items()]
    Office.add_many(("body", "person", "office", "first_day"), rows)
