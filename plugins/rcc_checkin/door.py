"""What the desk knows when it looks up: its hours, who is here, how the day stands, who is being looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rcc_desktop.api import Period, needs
from rcc_desktop.api.center import DAY_TURNS, TIME_ZONE, opening_of
from rcc_desktop.api.hats import closed_people

from .measures import Figures, figures
from .rules import Door
from .settings import KINDS, REENTRY_MINUTES, offered
from .visits import Seen, VisitRow, anyone_forgotten, here_now, seen_before

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_desktop.api import Desk, PersonFound


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """How things stand at a site. ``forgotten`` says that closing time should have ended a visit."""

    door: Door
    day: date
    closes: datetime | None
    here: tuple[VisitRow, ...]
    figures: Figures
    forgotten: bool

    @property
    def heads_here(self) -> int:
        """How many people are here, with or without a name."""
        return sum(row.heads for row in self.here)


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody who was looked for, and when they were here; ``seen`` is None for somebody who never was.

    Of a ``colleague`` it says only whether they were here today.
    """

    person: PersonFound
    seen: Seen | None
    colleague: bool = False


def door_of(desk: Desk) -> Door:
    """The door of this desk as the center has set it. Reads the store."""
    zone = ZoneInfo(desk.setting(TIME_ZONE))
    every_kind = desk.setting(KINDS)
    kinds = offered(every_kind)
    return Door(
        desk.site(),
        opening_of(desk.site(), zone, desk.setting(DAY_TURNS)),
        desk.setting(REENTRY_MINUTES),
        kinds[0].key if kinds else "member",
    )


@needs("checkin.see")
def look_around(desk: Desk, now: datetime) -> AtTheDoor:
    """How things stand at this desk's site."""
    door = door_of(desk)
    day = door.opening.local_day(now)
    return AtTheDoor(
        door,
        day,
        door.opening.closing(day),
        tuple(here_now(door)),
        figures(Period.day(day), door.site),
        anyone_forgotten(door, now),
    )


@needs("checkin.see")
def look_for(desk: Desk, text: str, door: Door) -> tuple[Looked, ...]:
    """Who fits what was typed or scanned, best first, each with when they were here."""
    found = desk.find_people(text) if text else ()
    today = door.opening.local_day(desk.now())
    seen = seen_before([person.id for person in found], door, today)
    colleagues = closed_people()
    return tuple(Looked(person, seen.get(person.id), person.id in colleagues) for person in found)
