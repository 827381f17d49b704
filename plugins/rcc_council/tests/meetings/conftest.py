"""What tests of bodies and meetings need: a council founded by the verbs, and its meetings, in one line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from rcc_council.bodies.facts import USUAL
from rcc_council.bodies.roster import roster
from rcc_council.bodies.seats import add_seat, begin_term
from rcc_council.bodies.service import add_body
from rcc_council.meetings.live import meeting_now
from rcc_council.meetings.room import arrive, leave, quorum_now
from rcc_council.meetings.service import add_meeting

from rcc_desktop.api import needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.bodies.rows import Roster
    from rcc_council.meetings.rows import MeetingNow, QuorumNow

ZONE = ZoneInfo("America/New_York")
SINCE = date(2026, 1, 1)
MEETS = datetime(2026, 3, 4, 18, 0, tzinfo=ZONE)


@dataclass
class Council:
    """A council at work. ``seats`` and ``terms`` are in order; ``people`` sit in the first of the seats."""

    desk: Any
    body: int
    seats: tuple[int, ...]
    terms: tuple[int, ...]
    people: tuple[int, ...]

    def do(self, verb: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """Let somebody who may do so do something."""
        return self.desk.do(lambda: verb(*given, **more))

    def roster(self, day: date) -> Roster:
        """The council on a day."""
        found: Roster = self.desk.ask(lambda: roster(self.body, day))
        return found

    def plan(self, starts: datetime = MEETS, **more: Any) -> int:
        """A meeting of an hour and a half."""
        meeting: int = self.do(add_meeting, self.body, starts, starts + timedelta(minutes=90), self.desk.now(), **more)
        return meeting

    def come(self, meeting: int, *people: int) -> list[int]:
        """People come into the room now; their stays."""
        return [self.do(arrive, meeting, each, self.desk.now()) for each in people]

    def go(self, *stays: int) -> None:
        """They leave now."""
        for each in stays:
            self.do(leave, each, self.desk.now())

    def quorum(self, meeting: int) -> QuorumNow:
        """The quorum now."""
        found: QuorumNow = self.desk.ask(lambda: quorum_now(meeting, self.desk.now()))
        return found

    def now(self, meeting: int) -> MeetingNow:
        """A meeting as it stands."""
        found: MeetingNow = self.desk.ask(lambda: meeting_now(meeting, self.desk.now()))
        return found


@needs("testing")
def _found(name: str, seats: int, people: tuple[int, ...], laws: dict[str, Any], kind: str) -> Any:
    body = add_body(name, kind, SINCE, laws=replace(USUAL, **laws))
    made = tuple(add_seat(body, "peer", SINCE, title=f"Seat {each}") for each in range(1, seats + 1))
    terms = tuple(begin_term(seat, each, SINCE) for seat, each in zip(made, people, strict=False))
    return body, made, terms


@pytest.fixture
def council(desk: Any, clock: Any, person: Callable[..., int]) -> Callable[..., Council]:
    """``council(10, seats=11, quorum_rule="share")`` has ten members in eleven seats, and bylaws of its own."""

    def made(members: int = 5, *, seats: int | None = None, name: str = "Main Street Council", **laws: Any) -> Council:
        clock.set(datetime(2026, 3, 1, 10, 0, tzinfo=ZONE))
        kind = laws.pop("kind", "council")
        people = tuple(person(f"{name.split(maxsplit=1)[0]}{each:02} Member") for each in range(members))
        body, places, terms = desk.do(lambda: _found(name, seats or members, people, laws, kind))
        return Council(desk, body, places, terms, people)

    return made
