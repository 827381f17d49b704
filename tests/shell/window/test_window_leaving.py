"""Closing the window and signing out: the last backup is made, the window says so, and nobody has to wait for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from rcc_desktop import main
from rcc_desktop.host import copies
from rcc_desktop.shell.leaving import LastBackup
from rcc_desktop.staff.views.sign_in import SignInPage
from tests.shell.window.conftest import CENTER, LOGIN, PASSWORD
from tests.window import everything_readable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rcc_desktop.shell.doors import Doors


@pytest.fixture
def backup(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The last backup takes until this is set."""
    finished = threading.Event()
    monkeypatch.setattr(copies, "back_up", lambda *_whose: finished.wait(60))
    yield finished
    finished.set()


@pytest.fixture
def at_work(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, backup: threading.Event, made_look: None
) -> Iterator[Doors]:
    """Somebody signed in at a window whose work is done on its lanes, with something to back up."""
    monkeypatch.setattr("rcc_desktop.shell.application.apply_theme", lambda *_look: None)
    _app, doors = main.put_together()
    qtbot.addWidget(doors.window)
    doors.window.show()
    sign_in(qtbot, doors, folder)
    yield doors
    backup.set()
    if doors._leaving is not None:
        qtbot.waitUntil(doors._leaving.is_closed.is_set, timeout=30_000)
    doors.close()
    qtbot.waitUntil(lambda: doors._is_closed, timeout=30_000)


def sign_in(qtbot: QtBot, doors: Doors, folder: Path) -> None:
    page = doors.show_sign_in(folder, LOGIN)
    page.password.setText(PASSWORD)
    with qtbot.waitSignal(doors.at_desk, timeout=30_000):
        page.submit()


def test_that_closing_the_window_says_that_the_last_backup_is_made_and_goes_once_it_is(
    at_work: Doors, backup: threading.Event, qtbot: QtBot
) -> None:
    window = at_work.window
    assert not window.close()
    assert "Making the last backup…" in everything_readable(window)
    assert CENTER not in window.windowTitle()
    assert not window.close(), "asked again, it waits all the same"
    assert window.isVisible()
    backup.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)


def test_that_nobody_has_to_wait_for_the_last_backup(at_work: Doors, backup: threading.Event) -> None:
    at_work.window.close()
    scene = at_work.window.scene()
    assert isinstance(scene, LastBackup)
    scene.skip.click()
    assert not at_work.window.isVisible()
    assert not backup.is_set()


def test_that_who_signs_in_meanwhile_is_let_in_once_the_center_was_let_go(
    at_work: Doors, backup: threading.Event, qtbot: QtBot, folder: Path
) -> None:
    at_work.sign_out()
    scene = at_work.window.scene()
    assert isinstance(scene, LastBackup)
    scene.skip.click()
    assert isinstance(at_work.window.scene(), SignInPage)
    page = at_work.show_sign_in(folder, LOGIN)
    page.password.setText(PASSWORD)
    with qtbot.waitSignal(at_work.at_desk, timeout=30_000):
        page.submit()
        backup.set()
    assert at_work.work is not None
