"""Who could swap what, and which swaps wait for an answer. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.board import board, shift_row
from rcc_mentors.shifts.facts import Scene, facts_of, scene
from rcc_mentors.shifts.judging import booking_of, known_mentors, require_own
from rcc_mentors.shifts.records import Assignment, Shift, Swap
from rcc_mentors.shifts.rules import one_freed, stopping
from rcc_mentors.shifts.timing import real_minutes

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_mentors.shifts.rows import ShiftRow

NEAR = timedelta(days=14)
"""How far from a shift those lie that may be given for it."""
SWAPPABLE = frozenset({"accepted", "confirmed"})


@dataclass(frozen=True, slots=True)
class SwapChoice:
    """Somebody who may take a shift over: for nothing (``takes`` is None), or for a booking of theirs."""

    mentor: int
    person: int
    name: str
    takes: int | None
    takes_shift: ShiftRow | None


@dataclass(frozen=True, slots=True)
class SwapRow:
    """A swap that waits. ``giver_noted`` and ``taker_noted``: the yes was given by telephone and written down."""

    id: int
    giver: int
    giver_name: str
    gives: ShiftRow
    taker: int
    taker_name: str
    takes: ShiftRow | None
    giver_agreed: bool
    taker_agreed: bool
    giver_noted: bool
    taker_noted: bool
    asked_at: datetime
    version: int


@needs("mentors.schedule_see")
def swap_choices(assignment: int, now: datetime) -> tuple[SwapChoice, ...]:
    """Who may take this booking over: free, qualified and under their limits; then swaps both sides may make.

    By name; swaps for a shift near this one first.
    """
    stored = booking_of(assignment)
    giver = stored["mentor_id"]
    require_own(giver)
    given = shift_row(stored["shift_id"], now)
    days = (max(now.date(), given.day - NEAR), given.day + NEAR)
    judged = scene(min(days[0], given.day), days[1], now)
    on_it = {each.mentor for each in given.places}
    takers = [mentor for mentor in known_mentors() if mentor in judged.known and mentor not in on_it]
    free = [SwapChoice(each, *_named(judged, each), None, None) for each in takers if _may(judged, given, each, now)]
    return (*free, *_exchanges(given, giver, set(takers), judged, now, board(*days, now).shifts))


@needs("mentors.schedule_see")
def swap_rows(now: datetime, mentor: int | None) -> tuple[SwapRow, ...]:
    """The swaps that wait, of shifts that have not begun; of one mentor where asked for."""
    to = Mentor.alias()
    columns = (
        *(Swap.id, Assignment.mentor, Assignment.shift, Swap.to_mentor, Swap.takes, Swap.giver_agreed_at),
        *(Swap.taker_agreed_at, Swap.giver_noted_by, Swap.taker_noted_by, Swap.asked_at, Swap.version),
    )
    query = (
        Swap.select(*columns)
        .join(Assignment, on=Swap.gives == Assignment.id)
        .join(Shift)
        .switch(Swap)
        .join(to, on=Swap.to_mentor == to.id)
        .where(Swap.state == "asked", Shift.starts_at > now)
        .order_by(Shift.starts_at, Swap.id)
    )
    if mentor is not None:
        query = query.where((Assignment.mentor == mentor) | (Swap.to_mentor == mentor))
    names = dict(fetch(Mentor.select(Mentor.id, shown_name_of()).join(Person)))
    return tuple(_swap_row(row, names, now) for row in fetch(query))


def _swap_row(row: tuple[Any, ...], names: dict[int, str], now: datetime) -> SwapRow:
    swap, giver, shift, taker, takes, giver_agreed, taker_agreed, giver_noted, taker_noted, asked_at, version = row
    return SwapRow(
        id=swap,
        giver=giver,
        giver_name=names[giver],
        gives=shift_row(shift, now),
        taker=taker,
        taker_name=names[taker],
        takes=None if takes is None else shift_row(booking_of(takes)["shift_id"], now),
        giver_agreed=giver_agreed is not None,
        taker_agreed=taker_agreed is not None,
        giver_noted=giver_noted is not None,
        taker_noted=taker_noted is not None,
        asked_at=from_millis(asked_at).astimezone(now.tzinfo),
        version=version,
    )


def _exchanges(
    given: ShiftRow, giver: int, takers: set[int], judged: Scene, now: datetime, rows: tuple[ShiftRow, ...]
) -> list[SwapChoice]:
    found = []
    for row in sorted(rows, key=lambda each: abs(each.starts - given.starts)):
        if row.state != "planned" or row.starts <= now or any(each.mentor == giver for each in row.places):
            continue
        if not _may(judged, row, giver, now, given.id):
            continue
        for place in row.places:
            offered = place.mentor in takers and place.state in SWAPPABLE
            if offered and _may(judged, given, place.mentor, now, row.id):
                found.append(SwapChoice(place.mentor, place.person, place.name, place.assignment, row))
    return found


def _may(judged: Scene, row: ShiftRow, mentor: int, now: datetime, *leaving_out: int) -> bool:
    facts = one_freed(facts_of(row, row.covered))
    return not stopping(judged.judge(mentor, facts, *leaving_out, now=real_minutes(now)))


def _named(judged: Scene, mentor: int) -> tuple[int, str]:
    known = judged.known[mentor]
    return known.person, known.name
