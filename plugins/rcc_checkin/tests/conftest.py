"""The center of these tests: two sites, open every day from 9 to 20, one person on staff; Saturday, nine o'clock."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from rcc_checkin.rules import Door

from rcc_desktop.api import OpenHours, Opening, needs
from rcc_desktop.api.records import OpenOn, Site, StaffMember
from rcc_desktop.testing import ZONE, Clock
from rcc_desktop.testing_desk import TryOutDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.host.session import Session

T = TypeVar("T")


class DoorClock(Clock):
    """A clock that is set to times of the same day."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=ZONE)

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Set it, and say what it is now."""
        self.now = self.now.replace(hour=hour, minute=minute)
        return self.now

    def move(self, minutes: int) -> datetime:
        """Let time pass."""
        self.advance(minutes=minutes)
        return self.now


class SlowDesk(TryOutDesk):
    """A desk that can be told to ``hold`` its answers, as a slow store would."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.asked_to_add: list[tuple[str, Callable[[int], None]]] = []
        self._held: list[Callable[[], None]] | None = None

    def read(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._soon(lambda: super(SlowDesk, self).read(owner, work, then))

    def write(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._soon(lambda: super(SlowDesk, self).write(owner, work, then))

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        self.asked_to_add.append((typed, then))

    def hold(self) -> None:
        """Keep what is asked from here on."""
        self._held = []

    def let_go(self) -> None:
        """Answer everything that was held, and whatever those answers ask for."""
        while self._held:
            self._held.pop(0)()
        self._held = None

    def _soon(self, answer: Callable[[], None]) -> None:
        if self._held is None:
            answer()
        else:
            self._held.append(answer)


@needs("testing")
def _set_up(staff: str) -> None:
    Site.add(name="River House")
    OpenOn.delete().execute()
    for weekday in range(1, 8):
        OpenOn.add(site=1, weekday=weekday, opens=9 * 60, closes=20 * 60)
    StaffMember.update(name=staff).where(StaffMember.id == 1).execute()


@pytest.fixture
def clock() -> DoorClock:
    """The clock of the center."""
    return DoorClock()


@pytest.fixture
def desk(session: Session) -> SlowDesk:
    """The desk of somebody who may do everything."""
    made = SlowDesk(session)
    made.do(lambda: _set_up("Jo Kim"))
    return made


@pytest.fixture
def door() -> Door:
    """The first site's door."""
    hours = {weekday: OpenHours(time(9), time(20)) for weekday in range(1, 8)}
    return Door(1, Opening(ZONE, hours))


@pytest.fixture
def run(desk: SlowDesk) -> Callable[..., Any]:
    """Call verbs in one transaction and give what they give."""
    return desk.do


@pytest.fixture
def ask(desk: SlowDesk) -> Callable[..., Any]:
    """Read, as the desk does."""
    return desk.ask
