"""The center of these tests: two sites, open every day from 9 to 20, one person on staff; Saturday, nine o'clock."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from rcc_checkin.rules import Door

from rcc_desktop.api import OpenHours, Opening, needs
from rcc_desktop.api.records import OpenOn, Site, StaffMember
from rcc_desktop.testing import ZONE, Clock

Desk = Any


@needs("testing")
def _set_up(staff: str) -> None:
    Site.add(name="River House")
    OpenOn.delete().execute()
    for weekday in range(1, 8):
        OpenOn.add(site=1, weekday=weekday, opens=9 * 60, closes=20 * 60)
    StaffMember.update(name=staff).where(StaffMember.id == 1).execute()


@pytest.fixture
def clock(clock: Clock) -> Clock:
    """The clock of the center."""
    clock.at(9)
    return clock


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk of somebody who may do everything."""
    desk.do(lambda: _set_up("Jo Kim"))
    return desk


@pytest.fixture
def door() -> Door:
    """The first site's door."""
    hours = {weekday: OpenHours(time(9), time(20)) for weekday in range(1, 8)}
    return Door(1, Opening(ZONE, hours))


@pytest.fixture
def run(desk: Desk) -> Any:
    """Call verbs in one transaction and give what they give."""
    return desk.do


@pytest.fixture
def ask(desk: Desk) -> Any:
    """Read, as the desk does."""
    return desk.ask
