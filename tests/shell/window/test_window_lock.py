"""The lock: nothing to read while it is on, everything there when it is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from rcc_desktop.shell.lock import HARD_LOCK_SECONDS, IdleWatch, has_typed
from rcc_desktop.staff.rules import IdleLimits
from rcc_desktop.staff.views.sign_in import SignInPage
from tests.window import everything_readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors

PASSWORD, CENTER, SECRET = "seven kind herons wade slowly", "Main Street Recovery", "Quill Abernathy"


def put_on_screen(work: AtWork) -> QLineEdit:
    """Somebody's name as a heading of the page in sight, and in a field where it was just typed."""
    page = work.view.stack.current_page()
    assert page is not None
    page.set_title(SECRET)
    field = QLineEdit()
    field.setText(SECRET)
    field.setModified(True)
    page.body.addWidget(field)
    field.show()
    return field


def test_that_nothing_that_was_on_screen_can_be_read_while_it_is_locked(doors: Doors, work: AtWork) -> None:
    put_on_screen(work)
    work.view.notices.note(f"{SECRET} is checked in.")
    assert SECRET in everything_readable(doors.window)
    work.lock()
    assert SECRET not in everything_readable(doors.window)
    assert CENTER not in everything_readable(doors.window)


def test_that_a_panel_that_was_open_is_hidden_too_and_open_again_after(doors: Doors, work: AtWork) -> None:
    work.open_palette()
    work.palette.field.setText(SECRET)
    work.lock()
    assert SECRET not in everything_readable(doors.window)
    unlock(work)
    assert work.palette.field.isVisible()
    assert work.palette.field.text() == SECRET


def test_that_what_was_typed_is_there_again_after_the_password(doors: Doors, work: AtWork) -> None:
    field = put_on_screen(work)
    work.lock()
    unlock(work)
    assert doors.window.scene() is work.view
    assert field.isVisible()
    assert field.text() == SECRET


def test_that_the_keys_are_where_they_were_after_the_password(work: AtWork, qtbot: QtBot) -> None:
    field = put_on_screen(work)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    work.lock()
    unlock(work)
    assert field.hasFocus()


def unlock(work: AtWork, password: str = PASSWORD) -> None:
    assert work.lock_screen is not None
    work.lock_screen.form.fill({"password": password})
    work.lock_screen.form.submit()


def test_that_a_wrong_password_opens_nothing_and_is_told(work: AtWork) -> None:
    work.lock()
    unlock(work, "not the password at all")
    assert work.is_locked()
    assert work.lock_screen is not None
    assert work.lock_screen.banner.isVisible()
    unlock(work)
    assert not work.is_locked()


def test_that_wrong_passwords_while_locked_are_told_after(work: AtWork) -> None:
    work.lock()
    unlock(work, "not the password at all")
    unlock(work)
    assert any("1 time" in text for text in work.view.notices.texts())


def test_that_another_person_may_sign_in_at_a_locked_desk(doors: Doors, work: AtWork) -> None:
    work.lock()
    assert work.lock_screen is not None
    work.lock_screen.someone_else.emit()
    assert isinstance(doors.window.scene(), SignInPage)
    assert doors.work is None


def test_that_the_keys_of_the_desk_do_nothing_while_it_is_locked(doors: Doors, work: AtWork, qtbot: QtBot) -> None:
    work.lock()
    doors.window.activateWindow()
    for key in (Qt.Key.Key_K, Qt.Key.Key_Z, Qt.Key.Key_1):
        QTest.keyClick(doors.window, key, Qt.KeyboardModifier.ControlModifier)
    assert work.is_locked()
    assert not work.palette.isVisible()


def test_that_locking_twice_is_locking_once(work: AtWork) -> None:
    work.lock()
    first = work.lock_screen
    work.lock()
    assert work.lock_screen is first


def test_that_a_cover_hides_everything_and_any_key_brings_it_back(doors: Doors, work: AtWork, qtbot: QtBot) -> None:
    put_on_screen(work)
    work.cover()
    assert SECRET not in everything_readable(doors.window)
    assert work.privacy_screen is not None
    QTest.keyClick(work.privacy_screen, Qt.Key.Key_Space)
    assert doors.window.scene() is work.view
    assert SECRET in everything_readable(doors.window)


def test_that_a_covered_desk_can_still_lock(work: AtWork) -> None:
    work.cover()
    work.lock()
    assert work.is_locked()
    unlock(work)
    assert work.view.isVisible()


def test_that_a_front_desk_is_locked_sooner_than_an_office(
    add_staff: Callable[..., None], sign_in: Callable[..., AtWork]
) -> None:
    add_staff("lou", "front_desk")
    assert sign_in("lou").limits() == IdleLimits(90, 180)


def test_that_the_program_is_not_started_anew_while_something_typed_would_be_lost(
    doors: Doors, work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr("os.execv", lambda *call: started.append(call))
    put_on_screen(work)
    work.lock_hard()
    assert not started
    assert work.is_locked()


def test_that_after_the_longest_wait_the_center_is_closed_and_the_program_started_anew(
    doors: Doors, work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr("os.execv", lambda *call: started.append(call))
    database = work.opened.center.database
    work.lock_hard()
    assert len(started) == 1
    assert database.is_closed()


class Clocks:
    """A monotonic clock and a wall clock that are moved by hand."""

    def __init__(self) -> None:
        self.steady = 1000.0
        self.wall = 5_000_000.0

    def go(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def watch(qapp: QApplication, clocks: Clocks) -> Iterator[IdleWatch]:
    made = IdleWatch(qapp, lambda: clocks.steady, lambda: clocks.wall)
    made.start(IdleLimits(cover=90, lock=180))
    yield made
    made.stop()


@pytest.mark.parametrize(
    ("seconds", "due"),
    [
        (89, []),
        (90, ["cover"]),
        (179, ["cover"]),
        (180, ["lock"]),
        (HARD_LOCK_SECONDS - 1, ["lock"]),
        (HARD_LOCK_SECONDS, ["lock", "hard"]),
    ],
)
def test_that_each_limit_comes_when_it_is_due(watch: IdleWatch, clocks: Clocks, seconds: int, due: list[str]) -> None:
    heard = listen(watch)
    clocks.go(seconds)
    watch.tick()
    assert heard == due


def listen(watch: IdleWatch) -> list[str]:
    heard: list[str] = []
    watch.cover_due.connect(lambda: heard.append("cover"))
    watch.lock_due.connect(lambda: heard.append("lock"))
    watch.hard_lock_due.connect(lambda: heard.append("hard"))
    return heard


def test_that_each_thing_is_told_once_until_somebody_is_there_again(watch: IdleWatch, clocks: Clocks) -> None:
    heard = listen(watch)
    clocks.go(100)
    watch.tick()
    clocks.go(1)
    watch.tick()
    watch.touch()
    clocks.go(100)
    watch.tick()
    assert heard == ["cover", "cover"]


def test_that_a_key_anywhere_in_the_program_is_a_sign_of_life(watch: IdleWatch, clocks: Clocks, qtbot: QtBot) -> None:
    heard = listen(watch)
    field = QLineEdit()
    qtbot.addWidget(field)
    clocks.go(89)
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(field, press)
    clocks.go(89)
    watch.tick()
    assert heard == []


def test_that_a_computer_that_slept_is_locked_at_once(watch: IdleWatch, clocks: Clocks) -> None:
    heard = listen(watch)
    clocks.go(1)
    clocks.wall += 3600
    watch.tick()
    assert heard == ["lock"]


def test_that_a_wall_clock_set_back_locks_nobody_out_and_hides_nothing(watch: IdleWatch, clocks: Clocks) -> None:
    heard = listen(watch)
    clocks.wall -= 7200
    clocks.steady += 180
    watch.tick()
    assert heard == ["lock"]


def test_that_the_seconds_left_are_told(watch: IdleWatch, clocks: Clocks, qtbot: QtBot) -> None:
    clocks.go(30)
    with qtbot.waitSignal(watch.ticked) as told:
        watch.tick()
    assert told.args == [150]


def test_that_only_what_was_typed_and_is_still_there_counts_as_typed(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    filled, empty, long = QLineEdit("from the store"), QLineEdit(), QPlainTextEdit("from the store")
    for part in (QLabel("words"), filled, empty, long):
        column.addWidget(part)
    qtbot.addWidget(page)
    assert not has_typed(page)
    QTest.keyClicks(empty, "M")
    assert has_typed(page)
    empty.clear()
    assert not has_typed(page)
    QTest.keyClicks(long, "a note")
    assert has_typed(page)
