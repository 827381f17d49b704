"""From the street to the desk: first start, sign-in, the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rcc_desktop.shell.center_view import CenterView
from rcc_desktop.shell.first_start import FirstStart
from rcc_desktop.staff.views.sign_in import SignInPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors

LOGIN, PASSWORD, NAME = "maria", "seven kind herons wade slowly", "Maria Reyes"
CENTER = "Main Street Recovery"


def test_that_with_no_center_yet_the_three_ways_to_begin_are_offered(doors: Doors) -> None:
    doors.start(None)
    assert isinstance(doors.window.scene(), FirstStart)


def test_that_the_center_opened_here_last_is_asked_for_again(doors: Doors, sign_in: Callable[..., AtWork]) -> None:
    sign_in()
    doors.sign_out()
    doors.start(None)
    assert isinstance(doors.window.scene(), SignInPage)


def test_that_the_right_password_and_enter_lead_to_the_desk(doors: Doors, folder: Path, qtbot: QtBot) -> None:
    page = doors.show_sign_in(folder)
    QTest.keyClicks(page.login, LOGIN)
    QTest.keyClicks(page.password, PASSWORD)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert isinstance(doors.window.scene(), CenterView)
    assert doors.work is not None
    assert doors.work.opened.signed.member.name == NAME


def test_that_a_wrong_password_is_told_beside_it_and_can_be_typed_over(doors: Doors, folder: Path) -> None:
    page = doors.show_sign_in(folder, LOGIN)
    page.password.setText("six kind herons wade slowly")
    page.submit()
    assert doors.window.scene() is page
    assert "do not open" in page.told()
    assert page.enter.isEnabled()
    assert page.password.selectedText() == "six kind herons wade slowly"


def test_that_wrong_passwords_are_told_to_that_person_at_their_next_sign_in(doors: Doors, folder: Path) -> None:
    page = doors.show_sign_in(folder, LOGIN)
    for _time in range(2):
        page.password.setText("not the password at all")
        page.submit()
    page.password.setText(PASSWORD)
    page.submit()
    assert doors.work is not None
    assert any("2 times" in text for text in doors.work.view.notices.texts())


def test_that_nothing_is_asked_of_the_store_while_a_field_is_empty(doors: Doors, folder: Path, qtbot: QtBot) -> None:
    page = doors.show_sign_in(folder)
    with qtbot.assertNotEmitted(page.entered):
        page.submit()
        page.login.setText(LOGIN)
        page.submit()


def test_that_the_recovery_code_gives_a_new_password(doors: Doors, folder: Path, code: str) -> None:
    page = doors.show_sign_in(folder, LOGIN)
    form = page.show_recovery().form
    new = "nine calm otters float along"
    form.fill({"code": code.lower().replace("-", " "), "password": new, "again": new})
    form.submit()
    assert doors.work is not None
    doors.sign_out()
    page = doors.show_sign_in(folder, LOGIN)
    page.password.setText(PASSWORD)
    page.submit()
    assert doors.work is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "ABCD"}, "code"),
        ({"password": "short", "again": "short"}, "password"),
        ({"login": "nobody"}, "login"),
    ],
)
def test_that_what_is_wrong_with_a_recovery_is_told_beside_it(
    doors: Doors, folder: Path, code: str, typed: dict[str, str], field: str
) -> None:
    form = doors.show_sign_in(folder, LOGIN).show_recovery().form
    good = "nine calm otters float along"
    form.fill({"code": code, "login": LOGIN, "password": good, "again": good, **typed})
    form.submit()
    assert doors.work is None
    assert form.row(field).problem()


def test_that_the_title_names_the_center_once_it_is_open_and_nobody_ever(doors: Doors, work: AtWork) -> None:
    assert CENTER in doors.window.windowTitle()
    assert NAME not in doors.window.windowTitle()
    doors.sign_out()
    assert CENTER not in doors.window.windowTitle()


def test_that_signing_out_closes_the_center_so_that_another_program_may_open_it(
    doors: Doors, work: AtWork, sign_in: Callable[..., AtWork]
) -> None:
    doors.sign_out()
    assert isinstance(doors.window.scene(), SignInPage)
    assert sign_in().opened.signed.member.name == NAME


def test_that_a_folder_without_a_center_is_refused_in_words(doors: Doors, tmp_path: Path) -> None:
    doors.show_first_start()
    page = doors.window.scene()
    assert isinstance(page, FirstStart)
    page.take_folder(tmp_path)
    assert page.three.banner.isVisible()
    assert doors.window.scene() is page


def test_that_a_folder_with_a_center_leads_to_its_sign_in(doors: Doors, folder: Path) -> None:
    doors.show_first_start()
    page = doors.window.scene()
    assert isinstance(page, FirstStart)
    page.take_folder(folder)
    assert isinstance(doors.window.scene(), SignInPage)
    assert doors.folder == folder


def test_that_a_damaged_key_file_is_told_with_a_way_out(doors: Doors, folder: Path) -> None:
    for name in ("center.keys", "center.keys.1"):
        (folder / name).write_bytes(b"nothing of use")
    page = doors.show_sign_in(folder, LOGIN)
    page.password.setText(PASSWORD)
    page.submit()
    assert doors.work is None
    assert page.banner.isVisible()
    assert "backup" in page.banner.accessibleDescription()


def test_that_a_made_up_center_is_not_the_one_opened_next_time(doors: Doors, folder: Path) -> None:
    page = doors.show_sign_in(folder, LOGIN, PASSWORD)
    page.submit()
    assert doors.work is not None, page.told()
    doors.sign_out()
    doors.start(None)
    assert isinstance(doors.window.scene(), FirstStart)
