"""Which pages somebody sees, and what stands in the place of one that cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rcc_checkin.views.day_page import DayPage

from rcc_desktop.host.failures import failure_of
from rcc_desktop.shell import choices
from rcc_desktop.shell.navigation import Place, allowed_places
from rcc_desktop.shell.rail import RailButton
from rcc_desktop.shell.set_aside_page import SetAsidePage
from tests.window import everything_readable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors


def place(key: str, *, needs: str | None = None, order: int = 50, foot: bool = False) -> Place:
    return Place(
        key, key.title(), "circle", lambda: pytest.fail("not to be built"), needs=needs, order=order, foot=foot
    )


def test_that_the_rail_shows_what_somebody_may_open_in_its_order_and_the_foot_last() -> None:
    places = [
        place("settings", order=1, foot=True),
        place("zoo", order=10),
        place("staff", needs="x"),
        place("ant", order=10),
    ]
    assert [each.key for each in allowed_places(places, lambda _permission: False)] == ["ant", "zoo", "settings"]


def test_that_a_director_has_every_page(work: AtWork) -> None:
    assert {"checkin.desk", "people", "papers", "imports", "settings"} <= set(work.view.rail.keys())


@pytest.mark.parametrize(("role", "offered"), [("administrator", False), ("front_desk", False), ("supervisor", True)])
def test_that_the_numbers_are_offered_to_those_who_report_them(
    add_staff: Callable[..., None], sign_in: Callable[..., AtWork], role: str, *, offered: bool
) -> None:
    add_staff("sam", role)
    keys = sign_in("sam").view.rail.keys()
    assert ("numbers" in keys) == offered


def test_that_a_peer_mentor_brings_in_no_files(add_staff: Callable[..., None], sign_in: Callable[..., AtWork]) -> None:
    add_staff("nia", "peer_mentor")
    keys = sign_in("nia").view.rail.keys()
    assert "imports" not in keys
    assert "settings" in keys


def test_that_a_key_opens_the_page_of_its_number(work: AtWork, doors: Doors, qtbot: QtBot) -> None:
    work.view.open_number(2)
    assert work.view.stack.current_key() == work.view.rail.keys()[1]
    work.view.open_number(len(work.view.rail.keys()) + 1)
    assert work.view.stack.current_key() == work.view.rail.keys()[1]


def test_that_a_page_is_built_once_and_kept(work: AtWork) -> None:
    first = work.view.open_place("people")
    work.view.open_place("settings")
    assert work.view.open_place("people") is first


def test_that_the_page_of_last_time_is_opened_again(doors: Doors, sign_in: Callable[..., AtWork]) -> None:
    sign_in().view.open_place("settings")
    doors.sign_out()
    assert sign_in().view.stack.current_key() == "settings"


def test_that_somebody_else_begins_at_the_first_page(
    doors: Doors, add_staff: Callable[..., None], sign_in: Callable[..., AtWork]
) -> None:
    add_staff("lou", "front_desk")
    sign_in().view.open_place("settings")
    doors.sign_out()
    view = sign_in("lou").view
    assert view.stack.current_key() == view.rail.keys()[0]
    assert "lou" not in doors.settings.get(choices.LAST_PAGE)


def test_that_a_page_that_cannot_be_built_says_so_in_its_place_and_the_others_work(
    work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> PageWidget:
        raise RuntimeError("on purpose")

    broken = Place("broken", "Broken", "circle", fails)
    page = work.view.stack.open(broken)
    assert isinstance(page, SetAsidePage)
    assert work.view.open_place("people") is not None


def test_that_a_plugin_that_is_set_aside_keeps_its_place_and_says_what_happened(work: AtWork) -> None:
    work.view.session.host.set_aside("checkin", RuntimeError("on purpose"))
    work.view.desk.read(work.view, lambda: None, lambda _answer: None)  # what was posted comes with the next answer
    keys = work.view.rail.keys()
    assert "aside:checkin" in keys
    assert "checkin.desk" not in keys
    page = work.view.open_place("aside:checkin")
    assert isinstance(page, SetAsidePage)
    assert work.view.open_place("people") is not None


def test_that_what_was_set_aside_comes_after_every_page_that_works(work: AtWork) -> None:
    before = work.view.rail.keys()
    work.view.session.host.set_aside("checkin", RuntimeError("on purpose"))
    work.view.show_places()
    after = [key for key in before if not key.startswith("checkin.")]
    assert work.view.rail.keys() == [*after[:-1], "aside:checkin", "settings"]


def test_that_a_mistake_as_a_plugins_page_is_filled_is_told_by_the_plugins_name_and_the_center_stays_open(
    sign_in: Callable[..., AtWork], doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DayPage, "_day", None)  # which its refresh calls
    work = sign_in()
    assert work.view.open_place("checkin.day") is not None
    assert "Visits" in {button.text() for button in work.view.rail.findChildren(RailButton) if button.isChecked()}
    assert "Check-in made a mistake." in everything_readable(doors.window)
    assert work.view.open_place("people") is not None


def test_that_what_happened_to_a_plugin_can_be_answered_only_by_those_who_may(
    add_staff: Callable[..., None], sign_in: Callable[..., AtWork]
) -> None:
    add_staff("lou", "front_desk")
    work = sign_in("lou")
    failure = failure_of("rides", "Rides", ImportError("no", name="maps"), loading=True)
    from rcc_desktop.shell.own_pages import set_aside_page

    page = set_aside_page(work.view, failure)
    assert "ImportError" in failure.report
    assert "ImportError" not in everything_readable(page), "only in the report that can be copied"
    labels = [each.accessibleName() or each.text() for each in page.findChildren(type(work.view.foot.lock))]
    assert "Try again" not in labels


def test_that_up_and_down_walk_the_rail(work: AtWork, qtbot: QtBot) -> None:
    keys = work.view.rail.keys()
    assert len(keys) > 3
    work.view.open_number(1)
    work.doors.window.activateWindow()
    first = work.view.rail.button(keys[0])
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert work.view.rail.button(keys[1]).hasFocus() or work.doors.window.focusWidget() is not first


def test_that_the_size_of_the_window_is_remembered_and_nothing_about_anybody(
    doors: Doors, work: AtWork, folder: Path
) -> None:
    doors.window.resize(1111, 777)
    work.view.open_place("people")
    doors.close()
    kept = doors.settings.file.read_text(encoding="utf-8")
    assert "1111x777" in kept
    assert "maria" not in kept.casefold()
    assert "reyes" not in kept.casefold()


def test_that_nothing_is_wider_than_a_small_screen(work: AtWork) -> None:
    work.doors.window.resize(1366, 768)
    keys = work.view.rail.keys()
    for key in keys:
        page = work.view.open_place(key)
        assert page is not None
        room = work.view.stack.width()
        assert page.minimumSizeHint().width() <= room, key
