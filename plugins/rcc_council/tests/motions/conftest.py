"""What tests of motions need: a council that is meeting, in one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council.bodies.records import Body, Bylaws, MemberLeave, Office, Seat, Term
from rcc_council.meetings.records import AgendaItem, InRoom, Meeting
from rcc_council.motions.reading import motion_now, motions_of
from rcc_council.motions.service import move

from rcc_desktop.api import needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.meetings.rows import MotionRow

DAY = date(2026, 3, 4)
SINCE = date(2026, 1, 1)


@dataclass
class Council:
    """A council in its meeting; ``people`` are its members in the order of their seats, ``here`` those in the room."""

    desk: Any
    body: int
    meeting: int
    item: int
    people: tuple[int, ...]
    here: tuple[int, ...]

    @property
    def now(self) -> datetime:
        """A moment in the meeting."""
        moment: datetime = self.desk.now()
        return moment

    def move(self, words: str = "Buy a coffee machine", **more: Any) -> int:
        """Somebody moves something; the motion."""
        item = more.pop("item", self.item)
        motion: int = self.desk.do(lambda: move(item, words, self.now, **more))
        return motion

    def do(self, verb: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """Let the secretary do something now."""
        return self.desk.do(lambda: verb(*given, self.now, **more))

    def seen(self, motion: int) -> MotionRow:
        """A motion as it stands."""
        row: MotionRow = self.desk.ask(lambda: motion_now(motion, self.now))
        return row

    def all(self) -> tuple[MotionRow, ...]:
        """The motions of the meeting."""
        rows: tuple[MotionRow, ...] = self.desk.ask(lambda: motions_of(self.meeting, self.now))
        return rows

    def leaves(self, *people: int) -> None:
        """Members go home."""
        self.desk.do(lambda: _leave(self.meeting, people, self.now))

    def write(self, record: Any, row: int, **values: Any) -> None:
        """Write straight into the store."""
        self.desk.do(lambda: _change(record, row, values))

    def add(self, record: Any, **values: Any) -> int:
        """Add straight to the store."""
        row: int = self.desk.do(lambda: _add(record, values))
        return row


@needs("testing")
def _add(record: Any, values: dict[str, Any]) -> int:
    row: int = record.add(**values)
    return row


@needs("testing")
def _change(record: Any, row: int, values: dict[str, Any]) -> None:
    record.change(row, **values)


@needs("testing")
def _leave(meeting: int, people: tuple[int, ...], now: datetime) -> None:
    gone = fetch(InRoom.select(InRoom.id).where(InRoom.meeting == meeting, InRoom.person.in_(people)))
    for (row,) in gone:
        InRoom.change(row, left_at=now)


@needs("testing")
def _convene(people: tuple[int, ...], here: int, laws: dict[str, Any], about: dict[str, Any], now: datetime) -> Any:
    body = Body.add(name="Council of Main Street", kind="council", first_day=SINCE)
    Bylaws.add(body=body, from_day=SINCE, **laws)
    for each in people:
        seat = Seat.add(body=body, kind="peer", first_day=SINCE)
        Term.add(seat=seat, person=each, first_day=SINCE)
    if people:
        Office.add(body=body, person=people[0], office="chair", first_day=SINCE)
    meeting = Meeting.add(
        body=body,
        uid="meeting",
        on_day=now.date(),
        starts_at=now - timedelta(minutes=30),
        ends_at=now + timedelta(minutes=60),
        **{"state": "open", "opened_at": now, "chair": people[0] if people else None, **about},
    )
    for each in people[:here]:
        InRoom.add(meeting=meeting, person=each, capacity="member", came_at=now - timedelta(minutes=30))
    return body, meeting, AgendaItem.add(meeting=meeting, place=1, title="Coffee")


@pytest.fixture
def council(desk: Any, clock: Any, person: Callable[..., int]) -> Callable[..., Council]:
    """``council(10, here=7, proxies=True)`` is a council of ten that meets, seven of them in the room.

    The first member chairs. ``meeting`` are columns of the meeting, everything else is its bylaws.
    """

    def made(members: int = 10, *, here: int | None = None, meeting: dict[str, Any] | None = None, **laws: Any) -> Any:
        clock.set(datetime(2026, 3, 4, 18, 0, tzinfo=desk.now().tzinfo))
        people = tuple(person(f"Member{each:02} Council") for each in range(members))
        count = members if here is None else here
        body, held, item = desk.do(lambda: _convene(people, count, laws, meeting or {}, desk.now()))
        return Council(desk, body, held, item, people, people[:count])

    return made


@pytest.fixture
def on_leave(desk: Any) -> Callable[[Council, int], None]:
    """A member of a council is on leave."""

    def made(council: Council, person: int) -> None:
        council.add(MemberLeave, body=council.body, person=person, first_day=SINCE)

    return made
