"""Mentors, shifts and time given, for the tests of hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.hours.rules import Terms
from rcc_mentors.people.records import Mentor, StageMove
from rcc_mentors.shifts.records import Assignment, Shift

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import Site, StaffMember
from rcc_desktop.testing import ZONE, Clock

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
TODAY = date(2026, 11, 21)
TERMS = Terms(site=1)
_numbers = count(1)


@needs("testing")
def _set_up() -> None:
    Site.add(name="River House")
    StaffMember.update(name="Jo Kim").where(StaffMember.id == 1).execute()


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk of Jo Kim, who may do everything; the center has two sites."""
    desk.do(_set_up)
    return desk


@pytest.fixture
def mentor(desk: Desk, person: Callable[..., int]) -> Callable[..., int]:
    """``mentor("Maria Nuñez")`` adds an active mentor and gives the hat's id."""

    def add(name: str, *, pay: str = "volunteer", since: date = date(2026, 1, 5), **known: Any) -> int:
        who = person(name, **known)

        @needs("testing")
        def write() -> int:
            row = Mentor.add(person=who, stage="active", stage_on=since, applied_on=since, active_on=since, pay=pay)
            StageMove.add(mentor=row, stage="active", on_day=since)
            return row

        return int(desk.do(write))

    return add


@pytest.fixture
def shift(desk: Desk) -> Callable[..., int]:
    """``shift(mentor, 9, 13)`` books a mentor on a day from hour to hour, and gives the assignment."""

    def add(mentor: int | None, starts: float, ends: float, *, day: date = TODAY, **more: Any) -> int:
        begins = datetime.combine(day, time(), tzinfo=ZONE) + timedelta(hours=starts)
        over = datetime.combine(day, time(), tzinfo=ZONE) + timedelta(hours=ends)
        booking = {name: more.pop(name) for name in ("state", "is_cover") if name in more}
        values = {"site": 1, "role": "front_desk", "on_day": day, "starts_at": begins, "ends_at": over} | more

        @needs("testing")
        def write() -> int:
            row = Shift.add(uid=f"u{next(_numbers)}", **values)
            if mentor is None:
                return row
            return Assignment.add(shift=row, mentor=mentor, changed_at=begins, **booking)

        return int(desk.do(write))

    return add


@pytest.fixture
def entry(desk: Desk) -> Callable[..., int]:
    """``entry(mentor, 9, 12)`` writes time given on a day, from hour to hour, that waits for approval."""

    def add(mentor: int, starts: float, ends: float, *, day: date = TODAY, **more: Any) -> int:
        begins = datetime.combine(day, time(), tzinfo=ZONE) + timedelta(hours=starts)
        over = datetime.combine(day, time(), tzinfo=ZONE) + timedelta(hours=ends)
        values = {
            "mentor": mentor, "site": 1, "role": "peer_mentor", "on_day": day, "clock_in": begins, "clock_out": over,
            "minutes": round((ends - starts) * 60), "source": "clocked", "entered": "desk",
        } | more  # fmt: skip

        @needs("testing")
        def write() -> int:
            return HoursEntry.add(**values)

        return int(desk.do(write))

    return add


@pytest.fixture
def kept(desk: Desk) -> Callable[[int], dict[str, Any]]:
    """What an entry holds, as stored."""

    def read(row: int) -> dict[str, Any]:
        stored: dict[str, Any] = desk.ask(lambda: HoursEntry.stored_row(row))
        return stored | {"on_day": from_day(stored["on_day"])}

    return read


@pytest.fixture
def entries(desk: Desk) -> Callable[[], list[int]]:
    """The ids of all entries."""
    return lambda: [row for (row,) in desk.ask(lambda: list(HoursEntry.select(HoursEntry.id).tuples()))]


@pytest.fixture
def state_of(desk: Desk) -> Callable[[int], str]:
    """How an assignment stands."""
    return lambda row: str(desk.ask(lambda: Assignment.stored_row(row))["state"])


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """The clock of the center, at ten on a Saturday morning."""
    return clock
