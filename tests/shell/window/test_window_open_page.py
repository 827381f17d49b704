"""A page that sends to another, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.ui import PageWidget
from rcc_desktop.shell.center_view import CenterView
from rcc_desktop.shell.open_center import OpenCenter
from rcc_desktop.shell.window_shell import WindowShell
from rcc_desktop.staff.service import MemberRow, SignedIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk


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


def test_that_a_page_sends_to_one_thing_of_another(
    desk: TryOutDesk, view: CenterView, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[PageWidget, int]] = []
    monkeypatch.setattr(PageWidget, "show_one", lambda page, one: shown.append((page, one)))
    desk.open_page("checkin.day", 7)
    assert shown == [(view.stack.current_page(), 7)]
    desk.open_page("checkin.desk")
    assert len(shown) == 1
    assert view.stack.current_page() is not shown[0][0]


def test_that_a_page_that_is_not_there_is_not_opened(desk: TryOutDesk, view: CenterView) -> None:
    desk.open_page("checkin.day")
    before = view.stack.current_page()
    desk.open_page("nobody.knows", 1)
    assert view.stack.current_page() is before
