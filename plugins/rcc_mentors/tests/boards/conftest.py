"""The center of these tests: two sites, four mentors, a week of shifts; Monday morning, eight o'clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.people.service import add_mentor, set_traits
from rcc_mentors.shifts.board import shift_row
from rcc_mentors.shifts.booking import book
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.series import add_shift
from rcc_mentors.views.schedule_page import SchedulePage

from rcc_desktop.api import needs
from rcc_desktop.api.records import OpenOn, Site
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rcc_mentors.shifts.rows import ShiftRow

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (16, 17, 18, 19))


@needs("testing")
def _furnish() -> None:
    Site.add(name="River House")
    OpenOn.delete().execute()
    for site in (1, 2):
        for weekday in range(1, 8):
            OpenOn.add(site=site, weekday=weekday, opens=8 * 60, closes=21 * 60)


@dataclass
class Town:
    """Mentors by first name, and shifts as they are made."""

    desk: Any
    mentors: dict[str, int] = field(default_factory=dict)

    def shift(self, day: date, starts: int, hours: int, role: str = "front_desk", **known: Any) -> int:
        """Add a shift; ``starts`` is an hour of the clock."""
        wish = ShiftWish(**{"site": 1, "role": role, "day": day, "starts": starts * 60, "length": hours * 60, **known})
        made: int = self.desk.do(lambda: add_shift(wish, self.desk.now()))
        return made

    def book(self, shift: int, name: str, **known: Any) -> int:
        """Put a mentor into a shift."""
        made: int = self.desk.do(lambda: book(shift, self.mentors[name], self.desk.now(), **known))
        return made

    def row(self, shift: int) -> ShiftRow:
        """The shift as it stands in the store."""
        found: ShiftRow = self.desk.ask(lambda: shift_row(shift, self.desk.now()))
        return found

    def hours(self, shift: int) -> tuple[str, str, str]:
        """Day, start and end of a shift, to compare with what a test expects."""
        row = self.row(shift)
        return row.day.isoformat(), f"{row.starts:%H:%M}", f"{row.ends:%H:%M}"

    def who(self, shift: int) -> list[str]:
        """The names of those who stand in a shift."""
        standing = {"offered", "accepted", "confirmed", "checked_in", "completed"}
        return [place.name for place in self.row(shift).places if place.state in standing]


@pytest.fixture
def town(desk: Any, clock: Any, person: Callable[..., int]) -> Town:
    """Two sites and four mentors, of whom only Bo speaks Spanish; Monday, eight o'clock."""
    clock.set(datetime(2026, 11, 16, 8, 0, tzinfo=ZONE))
    desk.do(_furnish)
    made = Town(desk)
    for name in ("Tomás Reyes", "Aisha Khan", "Devon Park", "Bo Ruiz"):
        who = person(name)

        def add(who: int = who, name: str = name) -> int:
            mentor = add_mentor(who, desk.now(), stage="active", why="Served before", on_day=date(2026, 3, 2))
            set_traits(mentor, "role", ("front_desk", "peer_mentor", "meeting"))
            if name == "Bo Ruiz":
                set_traits(mentor, "language", ("spanish",))
            return mentor

        made.mentors[name.split()[0]] = desk.do(add)
    return made


@pytest.fixture
def open_page(qtbot: Any, desk: Any, town: Town) -> Iterator[Callable[..., SchedulePage]]:
    """Opens the schedule in a window of the smallest screen we promise, with the keys on the board."""
    opened: list[SchedulePage] = []

    def made(width: int = 1278, height: int = 700) -> SchedulePage:
        page = SchedulePage(desk)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.refresh()
        page.boards.focus_current()
        opened.append(page)
        return page

    yield made
    for page in opened:
        page.hide()
