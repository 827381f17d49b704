"""What tests of the register need: a council of nine, and meetings with decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council.bodies.records import Body, Seat, Term
from rcc_council.meetings.records import AgendaItem, InRoom, Meeting
from rcc_council.motions.records import Motion

from rcc_desktop.api import needs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Desk = Any
BEGUN = date(2026, 1, 5)
NINE = ("peer",) * 5 + ("family",) * 2 + ("professional", "community")
"""Seven of nine are people in recovery or family: 77.8 percent."""


@dataclass(slots=True)
class Council:
    """A body of nine and its members, in the order of their seats."""

    id: int
    members: list[int] = field(default_factory=list)
    seats: list[int] = field(default_factory=list)


@needs("testing")
def _found(name: str, people: Sequence[int], kinds: Sequence[str], site: int | None) -> Council:
    council = Council(Body.add(name=name, kind="council", site=site, first_day=BEGUN), list(people))
    for person, kind in zip(people, kinds, strict=True):
        council.seats.append(Seat.add(body=council.id, kind=kind, first_day=BEGUN))
        Term.add(seat=council.seats[-1], person=person, first_day=BEGUN, until=date(2027, 1, 4))
    return council


@pytest.fixture
def council(desk: Desk, person: Callable[[str], int]) -> Council:
    """A council of nine at the first site."""
    people = [person(f"{letter}nna Member") for letter in "ABCDEFGHI"]
    made: Council = desk.do(lambda: _found("Main Street Council", people, NINE, 1))
    return made


@pytest.fixture
def board(desk: Desk) -> int:
    """Another body, which is asked and answers."""
    made: Council = desk.do(lambda: _found("Advisory Board", (), (), None))
    return made.id


@needs("testing")
def _meet(body: int, day: date, now: datetime, here: Sequence[int], state: str) -> int:
    starts = datetime.combine(day, now.timetz()).replace(hour=17, minute=0)
    ends = starts + timedelta(hours=1)
    meeting = Meeting.add(body=body, uid=f"m{day}", on_day=day, starts_at=starts, ends_at=ends, state=state)
    for person in here:
        InRoom.add(meeting=meeting, person=person, capacity="member", came_at=starts, left_at=ends)
    return meeting


@pytest.fixture
def meet(desk: Desk) -> Callable[..., int]:
    """A meeting on a day, with who came."""

    def made(body: int, day: date, here: Sequence[int] = (), state: str = "closed") -> int:
        row: int = desk.do(lambda: _meet(body, day, desk.now(), here, state))
        return row

    return made


@needs("testing")
def _decide(meeting: int, words: str, state: str, now: datetime, more: dict[str, Any]) -> int:
    item = AgendaItem.add(meeting=meeting, place=0, title="A topic", is_sealed=more.pop("item_sealed", False))
    return Motion.add(meeting=meeting, item=item, number="M1", words=words, state=state, moved_at=now, **more)


@pytest.fixture
def decide(desk: Desk) -> Callable[..., int]:
    """A motion that was settled."""

    def made(meeting: int, words: str, state: str = "adopted", **more: Any) -> int:
        row: int = desk.do(lambda: _decide(meeting, words, state, desk.now(), more))
        return row

    return made
