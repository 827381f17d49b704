"""Seats and who sits in them: terms that end by the bylaws, vacancies, and delegates that one body sends to another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from peewee import JOIN, DoesNotExist

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.records import Body, Seat, Term
from rcc_council.bodies.rows import SeatRow, TermRow
from rcc_council.bodies.rules import is_in_term, term_end
from rcc_council.bodies.standing import roster_on
from rcc_council.bodies.wording import SEAT_KINDS
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.known_people import require_known, shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rcc_desktop.api.records import Record

_, ngettext = words("rcc_council")

Stored = dict[str, Any]
LAST_OF_ALL = 99991231
"""A day after every other, as stored."""


@needs("council.see")
def seats_of(body: int, day: date) -> tuple[SeatRow, ...]:
    """Every seat of a body, also those that are no more, with all who sat in them; ``sitting`` is as of the day."""
    facts_of(body)
    terms = _terms(body)
    by = Body.alias()
    names = ("id", "title", "kind", "votes", "first_day", "last_day", "delegated_by", "alternate_for", "version")
    query = Seat.select(*(getattr(Seat, name) for name in names), by.name)
    joined = query.join(by, JOIN.LEFT_OUTER, on=(by.id == Seat.delegated_by)).where(Seat.body == body)
    rows = []
    for values in fetch(joined.order_by(Seat.id)):
        stored = dict(zip((*names, "by"), values, strict=True))
        held = terms.get(stored["id"], [])
        sitting = (each for each in held if is_in_term(day, each.first_day, each.until, each.ended_on))
        rows.append(
            SeatRow(
                id=stored["id"],
                title=stored["title"],
                kind=stored["kind"],
                kind_words=SEAT_KINDS.get(stored["kind"], stored["kind"]),
                votes=bool(stored["votes"]),
                first_day=from_day(stored["first_day"]),
                last_day=_day(stored["last_day"]),
                delegated_by=stored["delegated_by"],
                delegated_by_name=stored["by"] or "",
                alternate_for=stored["alternate_for"],
                sitting=next(sitting, None),
                terms=tuple(held),
                version=stored["version"],
            )
        )
    return tuple(rows)


@needs("council.keep")
def add_seat(
    body: int,
    kind: str,
    first_day: date,
    *,
    title: str = "",
    votes: bool = True,
    delegated_by: int | None = None,
    alternate_for: int | None = None,
) -> int:
    """Add a seat to a body; vacant at first. Its id.

    ``alternate_for`` is the seat of the same body whose member it stands in for. Raises ``Problem``.
    """
    facts_of(body)
    if kind not in SEAT_KINDS:
        raise ValueError(f"{kind} is no kind of seat")
    if alternate_for is not None:
        stood_for = _seat(alternate_for)
        if stood_for["body_id"] != body or stood_for["alternate_for_id"] is not None:
            raise ValueError("an alternate stands in for a member of the same body")
    return Seat.add(
        body=body,
        kind=kind,
        first_day=first_day,
        title=title.strip(),
        votes=votes,
        delegated_by=delegated_by,
        alternate_for=alternate_for,
    )


@needs("council.keep")
def add_delegates(board: int, council: int, count: int, first_day: date, *, alternates: int = 0) -> tuple[int, ...]:
    """Give a council so many seats on a board, and alternates for the first of them; the seats, alternates last.

    Where the council has delegates there already, the numbers go on after theirs.
    """
    name = facts_of(council).name
    before = fetch(Seat.select(Seat.alternate_for).where(Seat.body == board, Seat.delegated_by == council))
    stand_ins = sum(stood_for is not None for (stood_for,) in before)
    first, first_alternate = len(before) - stand_ins + 1, stand_ins + 1
    seats = [
        add_seat(
            board,
            "peer",
            first_day,
            title=_("{council}, delegate {number}").format(council=name, number=number),
            delegated_by=council,
        )
        for number in range(first, first + count)
    ]
    for number, seat in enumerate(seats[:alternates], first_alternate):
        title = _("{council}, alternate {number}").format(council=name, number=number)
        seats.append(add_seat(board, "peer", first_day, title=title, delegated_by=council, alternate_for=seat))
    return tuple(seats)


@needs("council.keep")
def change_seat(seat: int, *, title: str, kind: str, votes: bool, expected: int) -> None:
    """Change what a seat is called, whom it is for, and whether it votes."""
    _seat(seat)
    if kind not in SEAT_KINDS:
        raise ValueError(f"{kind} is no kind of seat")
    Seat.change(seat, expected=expected, title=title.strip(), kind=kind, votes=votes)


@needs("council.keep")
def end_seat(seat: int, last_day: date | None) -> None:
    """Let a seat be no more after a day; None takes it back. Raises ``Problem`` while somebody sits in it then."""
    stored = _seat(seat)
    if last_day is not None and to_day(last_day) < stored["first_day"]:
        raise Problem(_("It cannot end before it began."), _("Look at the day again."), field="last_day")
    if last_day is not None and any(_ends(each) > to_day(last_day) for each in _stored_terms(seat)):
        raise Problem(
            _("Somebody sits in this seat after that day."),
            _("End their term first."),
            field="last_day",
            code="council.seated",
        )
    Seat.change(seat, last_day=last_day)


@needs("council.keep")
def remove_seat(seat: int) -> None:
    """Take back a seat that was added by mistake. Raises ``Problem`` once somebody sat in it, or stands in for it."""
    _seat(seat)
    if _stored_terms(seat) or fetch(Seat.select(Seat.id).where(Seat.alternate_for == seat)):
        raise Problem(
            _("Somebody sat in this seat, or it has an alternate."),
            _("Let it end on a day instead."),
            code="council.seated",
        )
    Seat.remove(seat)


@needs("council.keep")
def begin_term(seat: int, person: int, first_day: date, *, until: date | None = None) -> int:
    """Seat somebody from a day on; without ``until`` for as long as the bylaws of that day say. The term.

    A delegate's term ends no later than their own in the body that sends them. Raises ``Problem`` (field ``person`` or
    ``first_day``): the seat is taken, they sit in this body already, or are no member of the body that sends them.
    """
    require_known([person])
    stored = _seat(seat)
    ends = until or _end_by_bylaws(stored["body_id"], first_day)
    if stored["delegated_by_id"] is not None:
        own = _own_end(stored["delegated_by_id"], person, first_day)
        ends = min((each for each in (ends, own) if each is not None), default=None)
    _require_free(stored, person, first_day, ends)
    return Term.add(seat=seat, person=person, first_day=first_day, until=ends)


@needs("council.keep")
def change_term(term: int, first_day: date, until: date | None, *, expected: int) -> None:
    """Write down other days of a term. Raises ``Problem`` (field ``first_day`` or ``until``)."""
    stored = _term(term)
    _require_free(_seat(stored["seat_id"]), stored["person_id"], first_day, until, but=term)
    Term.change(term, expected=expected, first_day=first_day, until=until)


@needs("council.keep")
def end_term(term: int, ended_on: date | None, why: str = "") -> None:
    """Let a term end sooner; its last day is still in it. None takes that back.

    Whoever leaves a body leaves the seats to which it sent them. Raises ``Problem`` (field ``ended_on``).
    """
    stored = _term(term)
    if ended_on is not None and to_day(ended_on) < stored["first_day"]:
        raise Problem(_("It cannot end before it began."), _("Look at the day again."), field="ended_on")
    Term.change(term, ended_on=ended_on, ended_why="" if ended_on is None else why.strip())
    if ended_on is None:
        return
    body = _seat(stored["seat_id"])["body_id"]
    sent = Term.select(Term.id).join(Seat).where(Seat.delegated_by == body, Term.person == stored["person_id"])
    for (row,) in fetch(sent):
        delegate = _term(row)
        if delegate["first_day"] <= to_day(ended_on) < _ends(delegate):
            Term.change(row, ended_on=ended_on, ended_why=why.strip())


@needs("council.keep")
def remove_term(term: int) -> None:
    """Take back a term that was typed in by mistake."""
    _term(term)
    Term.remove(term)


def _require_free(seat: Stored, person: int, first_day: date, until: date | None, but: int | None = None) -> None:
    """Raise ``Problem`` unless the person may sit in the seat from day to day."""
    last = LAST_OF_ALL if until is None else to_day(until)
    if last < to_day(first_day):
        raise Problem(_("It cannot end before it began."), _("Look at the day again."), field="until")
    if to_day(first_day) < seat["first_day"] or (seat["last_day"] is not None and last > seat["last_day"]):
        raise Problem(
            _("There is no such seat for the whole of this term."), _("Look at the days again."), field="first_day"
        )
    query = Term.select(Term.id, Term.seat, Term.person, Term.first_day, Term.until, Term.ended_on).join(Seat)
    for row, where, who, *days in fetch(query.where(Seat.body == seat["body_id"])):
        if row == but or days[0] > last or _last_of(days[1], days[2]) < to_day(first_day):
            continue
        if where == seat["id"]:
            raise Problem(
                _("Somebody sits in this seat then."),
                _("End their term first, or choose another seat."),
                field="first_day",
                code="council.seated",
            )
        if who == person:
            raise Problem(
                _("They sit in this body already."),
                _("End that term first, or choose somebody else."),
                field="person",
                code="council.seated",
            )


def _own_end(council: int, person: int, day: date) -> date | None:
    """When a delegate's own term ends. Raises ``Problem`` for somebody who is no member of the body that sends them."""
    members = [each for each in roster_on(facts_of(council), day).members if each.person == person]
    own = next((each for each in members if each.capacity == "member"), None)
    if own is None:
        raise Problem(
            _("This seat is for a member of the body that sends them."),
            _("Choose one of its members, or write down their term there first."),
            field="person",
            code="council.no_delegate",
        )
    return own.until


def _end_by_bylaws(body: int, first_day: date) -> date | None:
    months = facts_of(body).laws_on(first_day).term_months
    return term_end(first_day, months) if months else None


def _terms(body: int) -> Mapping[int, list[TermRow]]:
    names = ("id", "seat", "person", "first_day", "until", "ended_on", "ended_why", "version")
    query = Term.select(*(getattr(Term, name) for name in names), shown_name_of()).join(Person)
    of_body = query.switch(Term).join(Seat).where(Seat.body == body)
    found: dict[int, list[TermRow]] = defaultdict(list)
    for row, seat, person, first, until, ended, why, version, name in fetch(of_body.order_by(Term.first_day.desc())):
        found[seat].append(TermRow(row, seat, person, name, from_day(first), _day(until), _day(ended), why, version))
    return found


def _stored_terms(seat: int) -> list[Stored]:
    return [Term.stored_row(row) for (row,) in fetch(Term.select(Term.id).where(Term.seat == seat))]


def _ends(term: Stored) -> int:
    return _last_of(term["until"], term["ended_on"])


def _last_of(until: int | None, ended_on: int | None) -> int:
    return min(until or LAST_OF_ALL, ended_on or LAST_OF_ALL)


def _seat(seat: int) -> Stored:
    return _row(Seat, seat, _("This seat is no longer here."))


def _term(term: int) -> Stored:
    return _row(Term, term, _("This term is no longer here."))


def _row(record: type[Record], row: int, gone: str) -> Stored:
    try:
        return record.stored_row(row)
    except DoesNotExist as cause:
        raise Problem(gone, _("Look at the body again."), code="council.seat_gone") from cause


def _day(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
