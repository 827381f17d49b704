"""A body as it stands on a day, made of what is known of it: who is in office, which seats are vacant, the quorum."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.bodies.rows import MemberRow, Roster, VacancyRow
from rcc_council.bodies.rules import is_in_term, quorum_needed
from rcc_council.bodies.wording import OFFICES, SEAT_KINDS, office_words, quorum_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rcc_council.bodies.facts import BodyFacts, SeatFact, TermFact


def roster_on(facts: BodyFacts, day: date) -> Roster:
    """The body on that day. Nobody is counted twice, and alternates are not members in office."""
    seats = [seat for seat in facts.seats if seat.first_day <= day and (seat.last_day is None or day <= seat.last_day)]
    sitting = _sitting(facts, day)
    members = tuple(_member(facts, seat, sitting[seat.id], day) for seat in seats if seat.id in sitting)
    places = [seat for seat in seats if seat.alternate_for is None]
    laws = facts.laws_on(day)
    in_office = len({each.person for each in members if is_in_office(each)})
    needed = quorum_needed(laws.quorum_rule, in_office, laws.quorum_over, laws.quorum_under)
    return Roster(
        body=facts.body,
        body_name=facts.name,
        day=day,
        members=members,
        vacancies=tuple(_vacancy(facts, seat, day) for seat in places if seat.id not in sitting),
        bylaws=laws,
        seats=len(places),
        in_office=in_office,
        needed=needed,
        quorum_words=quorum_words(laws, in_office, needed),
    )


def is_in_office(member: MemberRow) -> bool:
    """Whether somebody is one of the members of whom a quorum is reckoned."""
    return member.capacity == "member" and member.votes and not member.on_leave


def counting_of(roster: Roster, here: set[int]) -> tuple[int, ...]:
    """Who of those in the room counts toward the quorum, each once, in the order of their seats.

    Members in office; and for a member in office who is not there, one alternate who does not count already. Nobody
    stands in for a vacant seat or for a member on leave, because those are not among the members in office.
    """
    counting = [each.person for each in roster.members if is_in_office(each) and each.person in here]
    holder = {each.seat: each.person for each in roster.members if is_in_office(each)}
    stood_for = set(counting)
    for each in _alternates(roster):
        absent = holder.get(each.stands_in_for or 0)
        if absent is not None and absent not in stood_for and each.person in here and each.person not in counting:
            counting.append(each.person)
            stood_for.add(absent)
    return tuple(dict.fromkeys(counting))


def _alternates(roster: Roster) -> Iterator[MemberRow]:
    return (each for each in roster.members if each.capacity == "alternate" and each.votes and not each.on_leave)


def _sitting(facts: BodyFacts, day: date) -> dict[int, TermFact]:
    """Who sits in each seat: where terms overlap by mistake, the one that began last."""
    held = (term for term in facts.terms if is_in_term(day, term.first_day, term.until, term.ended_on))
    return {term.seat: term for term in held}


def _member(facts: BodyFacts, seat: SeatFact, term: TermFact, day: date) -> MemberRow:
    office = _office(facts, term.person, day)
    return MemberRow(
        person=term.person,
        name=term.name,
        seat=seat.id,
        seat_title=seat.title,
        kind=seat.kind,
        kind_words=SEAT_KINDS.get(seat.kind, seat.kind),
        capacity="member" if seat.alternate_for is None else "alternate",
        votes=seat.votes,
        office=office,
        office_words=office_words(office),
        on_leave=any(each.person == term.person and each.holds(day) for each in facts.leaves),
        stands_in_for=seat.alternate_for,
        first_day=term.first_day,
        until=term.until,
    )


def _office(facts: BodyFacts, person: int, day: date) -> str:
    """The first in rank of the offices somebody holds."""
    held = [each.office for each in facts.offices if each.person == person and each.holds(day)]
    ranks = list(OFFICES)
    return min(held, key=lambda office: ranks.index(office) if office in ranks else len(ranks), default="")


def _vacancy(facts: BodyFacts, seat: SeatFact, day: date) -> VacancyRow:
    ends = (
        min(each for each in (term.until, term.ended_on) if each is not None)
        for term in facts.terms
        if term.seat == seat.id and (term.until is not None or term.ended_on is not None)
    )
    since = max((end + timedelta(days=1) for end in ends if end < day), default=seat.first_day)
    return VacancyRow(
        seat=seat.id,
        title=seat.title,
        kind_words=SEAT_KINDS.get(seat.kind, seat.kind),
        since=max(since, seat.first_day),
        delegated_by=seat.delegated_by,
    )
