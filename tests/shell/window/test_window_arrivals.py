"""Somebody comes in at the door, and the page about pairs hears of it without knowing who keeps the door."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin.door import door_of
from rcc_checkin.service import check_in
from rcc_mentors.people.pairings import pair
from rcc_mentors.people.records import Mentor
from rcc_mentors.views.pairings_page import PairingsPage

from rcc_desktop.api import needs
from rcc_desktop.shell.center_view import CenterView
from rcc_desktop.shell.open_center import OpenCenter
from rcc_desktop.shell.window_shell import WindowShell
from rcc_desktop.staff.service import MemberRow, SignedIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk

TODAY = date(2026, 11, 21)


@pytest.fixture
def view(desk: TryOutDesk, qtbot: QtBot) -> Iterator[CenterView]:
    session = desk.session
    member = MemberRow(1, "director", "Director", ("director",), True, "", 1)
    made = CenterView(OpenCenter(session.store.center, session, SignedIn(member, session.actor)))
    session.shell = WindowShell(made)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.notices.clear()


@needs("testing")
def _hat(person: int) -> int:
    return Mentor.add(person=person, stage="active", stage_on=TODAY, applied_on=TODAY)


def test_that_a_check_in_reaches_the_pairs_and_no_title_says_who_came(
    desk: TryOutDesk, view: CenterView, person: Callable[..., int]
) -> None:
    nia, maria = person("Nia Brooks"), person("Maria Nuñez")
    mentor = desk.do(lambda: _hat(nia))
    desk.do(lambda: pair(mentor, maria, desk.now(), 4))
    view.open_place("mentors.pairings")
    page: Any = view.stack.current_page()
    assert isinstance(page, PairingsPage)
    assert [row.is_here for row in page.model.rows] == [False]
    desk.write(view, lambda: check_in(maria, door_of(desk), desk.now()), lambda _arrival: None)
    assert [row.is_here for row in page.model.rows] == [True]
    assert not page.here.isHidden()
    assert "Maria" not in view.window().windowTitle()
