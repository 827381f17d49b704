"""A council of seven and one evening of it, for the tests of minutes and papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council.bodies.records import Body, Bylaws, Office, Seat, Term
from rcc_council.meetings.agenda import add_item
from rcc_council.meetings.live import (
    begin_item,
    close_meeting,
    enter_executive,
    leave_executive,
    note_words,
    open_meeting,
)
from rcc_council.meetings.records import AgendaItem, InRoom
from rcc_council.meetings.room import arrive, excuse, leave
from rcc_council.meetings.rows import ItemWish
from rcc_council.meetings.service import add_meeting
from rcc_council.minutes.circulating import circulate
from rcc_council.minutes.drafting import begin_minutes
from rcc_council.minutes.reading import minutes_now
from rcc_council.motions.service import move, recuse
from rcc_council.motions.voting import take_consensus, take_roll_call, take_vote
from rcc_council.register.records import ActionItem, Recommendation

from rcc_desktop.api import needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.minutes.rows import MinutesNow, PartRow

    from rcc_desktop.testing import Clock

HELD = date(2026, 3, 4)
SINCE = date(2026, 1, 1)
NAMES = (
    *("Ana Reyes", "Ben Okafor", "Cleo Marsh", "Dario Fontaine", "Esi Mensah", "Finn Halloran"),
    "Gita Rao",
)


@dataclass
class Evening:
    """A council and its evenings; ``people`` are its members by first name."""

    desk: Any
    clock: Clock
    body: int
    people: dict[str, int]
    meeting: int = 0
    minutes: int = 0

    def do(self, verb: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """The secretary does something that takes no time."""
        return self.desk.do(lambda: verb(*given, **more))

    def now(self, verb: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """The secretary does something at this moment."""
        return self.desk.do(lambda: verb(*given, self.clock.now, **more))

    def add(self, record: Any, **values: Any) -> int:
        """Write straight into the store."""
        return int(self.desk.do(lambda: _add(record, values)))

    def change(self, record: Any, row: int, **values: Any) -> None:
        """Change straight in the store."""
        self.desk.do(lambda: _change(record, row, values))

    def plan(self, day: date, **more: Any) -> int:
        """Plan a meeting at six in the evening; it becomes the one the others are about."""
        starts = datetime(day.year, day.month, day.day, 18, tzinfo=self.clock.now.tzinfo)
        self.clock.set(starts - timedelta(minutes=10))
        given: dict[str, Any] = {"place": "Main Street 12", **more}
        self.meeting = self.now(add_meeting, self.body, starts, starts + timedelta(hours=1), **given)
        return self.meeting

    def open_with(self, *names: str, hour: int = 18, minute: int = 0) -> None:
        """These members are there and the meeting is called to order."""
        for name in names:
            self.now(arrive, self.meeting, self.people[name])
        self.clock.at(hour, minute)
        self.now(open_meeting, self.meeting)

    def item(self, title: str, **more: Any) -> int:
        """An item is put on the agenda and taken up."""
        row: int = self.do(add_item, self.meeting, ItemWish(title, **more))
        self.now(begin_item, row)
        return row

    def close(self, hour: int = 19, minute: int = 5) -> None:
        """The meeting ends, and its minutes are begun."""
        self.clock.at(hour, minute)
        self.now(close_meeting, self.meeting)
        self.minutes = self.now(begin_minutes, self.meeting)

    def seen(self, minutes: int | None = None) -> MinutesNow:
        """The minutes as they stand."""
        row: MinutesNow = self.desk.ask(lambda: minutes_now(minutes or self.minutes, self.clock.now))
        return row

    def part(self, start: str) -> PartRow:
        """The part whose source or heading begins like this."""
        return next(
            each for each in self.seen().parts if each.made_of.startswith(start) or each.heading.startswith(start)
        )

    def adopting_motion(self, day: date, **more: Any) -> int:
        """A later meeting adopts minutes; the motion. The evening is about the earlier meeting afterwards."""
        kept = self.meeting
        kind = more.pop("motion_kind", "adopt_minutes")
        self.plan(day, **more)
        self.open_with("Ana", "Ben", "Cleo", "Dario")
        item = self.item("Minutes of the last meeting", kind="minutes")
        motion: int = self.now(move, item, "Adopt the minutes", kind=kind, mover=self.people["Ben"])
        self.clock.at(18, 20)
        self.now(take_vote, motion, "hands", yes=3, no=0)
        self.clock.at(19, 0)
        self.now(close_meeting, self.meeting)
        self.meeting = kept
        return motion


@needs("testing")
def _add(record: Any, values: dict[str, Any]) -> int:
    return int(record.add(**values))


@needs("testing")
def _change(record: Any, row: int, values: dict[str, Any]) -> None:
    record.change(row, **values)


@needs("testing")
def _found(people: list[int]) -> int:
    body = Body.add(name="Main Street Council", kind="council", first_day=SINCE)
    Bylaws.add(body=body, from_day=SINCE)
    for each in people:
        seat = Seat.add(body=body, kind="peer", first_day=SINCE)
        Term.add(seat=seat, person=each, first_day=SINCE)
    Seat.add(body=body, kind="family", first_day=SINCE)
    Office.add(body=body, person=people[0], office="chair", first_day=SINCE)
    Office.add(body=body, person=people[1], office="secretary", first_day=SINCE)
    return body


@pytest.fixture
def council(desk: Any, clock: Clock, person: Callable[..., int]) -> Evening:
    """A council of seven with one vacant seat, Ana in the chair and Ben at the minutes. A quorum is four."""
    clock.set(datetime(2026, 3, 1, 12, tzinfo=clock.now.tzinfo))
    people = [person(name) for name in NAMES]
    body = desk.do(lambda: _found(people))
    return Evening(desk, clock, body, {name.split()[0]: each for name, each in zip(NAMES, people, strict=True)})


@pytest.fixture
def evening(council: Evening) -> Evening:
    """March 4: a guest, somebody late, votes of three kinds, a recusal, executive session, and the quorum lost."""
    _first_half(council)
    _second_half(council)
    council.close()
    return council


def _first_half(of: Evening) -> None:
    people = of.people
    of.plan(HELD)
    of.now(_excuse, of.meeting, people["Gita"])
    of.open_with("Ana", "Ben", "Cleo", "Dario", minute=2)
    of.clock.at(18, 10)
    of.now(arrive, of.meeting, people["Esi"])
    of.now(arrive, of.meeting, None, guest_name="Quentin Blackwood")
    coffee = of.item("Coffee machine")
    of.do(_note, coffee, "Three offers were looked at.")
    motion = of.now(
        move, coffee, "Buy a coffee machine for 400 dollars", mover=people["Cleo"], seconder=people["Dario"]
    )
    of.now(recuse, motion, people["Esi"], "her sister sells them")
    of.clock.at(18, 15)
    of.now(_leave_person, of.meeting, people["Esi"])
    choices = {people["Ben"]: "yes", people["Cleo"]: "yes", people["Dario"]: "no"}
    of.now(take_roll_call, motion, choices)
    of.clock.at(18, 16)
    of.now(arrive, of.meeting, people["Esi"])
    walk = of.item("Recovery walk")
    motion = of.now(move, walk, "Hold the walk in May", mover=people["Ben"])
    views = {people["Cleo"]: "aside"}
    of.now(take_consensus, motion, views, rest="agree", why={people["Cleo"]: "away that day"})
    of.add(ActionItem, body=of.body, meeting=of.meeting, item=walk, words="Ask the city for a permit",
           owner=people["Dario"], made_on=HELD, due_on=date(2026, 3, 18))  # fmt: skip
    of.add(Recommendation, body=of.body, meeting=of.meeting, words="Open on Sundays", to_whom="the director",
           made_on=HELD, answer_due=date(2026, 4, 3))  # fmt: skip


def _second_half(of: Evening) -> None:
    people = of.people
    of.clock.at(18, 30)
    closed = of.now(enter_executive, of.meeting)
    of.do(_note, closed, "The lease was talked over with the landlord's letter.")
    motion = of.now(move, closed, "Offer two years", mover=people["Ana"])
    of.now(take_vote, motion, "voice", yes=1)
    of.clock.at(18, 45)
    of.now(leave_executive, of.meeting)
    music = of.item("Music night")
    of.now(move, music, "Hold a music night", mover=people["Ben"])
    of.clock.at(18, 50)
    for name in ("Cleo", "Dario"):
        of.now(_leave_person, of.meeting, people[name])


@needs("council.record")
def _excuse(meeting: int, person: int, now: datetime) -> None:
    excuse(meeting, person, "work")


@needs("council.record")
def _note(item: int, text: str) -> None:
    note_words(item, text, expected=AgendaItem.get_by_id(item).version)


@needs("council.record")
def _leave_person(meeting: int, person: int, now: datetime) -> None:
    query = InRoom.select(InRoom.id).where(InRoom.meeting == meeting, InRoom.person == person, InRoom.left_at.is_null())
    for (row,) in fetch(query):
        leave(row, now)


@pytest.fixture
def sent(evening: Evening) -> Evening:
    """The minutes of March 4, sent around."""
    evening.clock.set(datetime(2026, 3, 5, 9, tzinfo=evening.clock.now.tzinfo))
    evening.now(circulate, evening.minutes)
    return evening
