"""A center with real visits, written by check-in's own verbs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from rcc_checkin import service
from rcc_checkin.door import door_of

from rcc_desktop.shell.papers_page import PapersPage
from rcc_desktop.shell.theme import apply_theme
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from rcc_desktop.host.session import Session
    from rcc_desktop.testing import Clock
    from rcc_desktop.testing_desk import TryOutDesk


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, in the center's time."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def visits(desk: TryOutDesk, person: Callable[..., int], clock: Clock) -> None:
    """Friday, November 20: Maria for an hour, three without a name. Saturday: Maria, José, two without a name.

    So November 21 has 4 visits (2 with a name, 2 anonymous) of 2 people, and November 8 visits (3 with a name,
    5 anonymous) of 2 people.
    """
    maria, jose = person("Maria Nuñez"), person("José Ortega")

    def write() -> None:
        door = door_of(desk)
        first = service.check_in(maria, door, at(20, 9, 5), kind="member", reasons=["meeting"])
        service.check_out([first.visit], at(20, 10, 5))
        service.check_in_anonymous(3, door, at(20, 10))
        service.check_in(maria, door, at(21, 9, 30))
        service.check_in(jose, door, at(21, 9, 45))
        service.check_in_anonymous(2, door, at(21, 9, 50))

    clock.set(at(21, 10))
    desk.do(write)


@pytest.fixture
def page(visits: None, desk: TryOutDesk, session: Session, qtbot: QtBot, qapp: QApplication) -> PapersPage:
    """The papers page in a window, showing the first paper."""
    apply_theme(qapp, "light")
    opened = PapersPage(desk, session)
    qtbot.addWidget(opened)
    opened.resize(1200, 900)
    opened.refresh()
    opened.show()
    return opened
