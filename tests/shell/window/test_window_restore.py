"""A backup in the center's place, through the window: when nothing opens, and from the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rcc_desktop.people import service as people
from rcc_desktop.people.rows import NewPerson
from rcc_desktop.shell.backups_section import BackupsSection
from rcc_desktop.shell.center_view import CenterView
from rcc_desktop.shell.first_start import FirstStart
from rcc_desktop.shell.settings_page import SettingsPage
from rcc_desktop.staff.views.sign_in import SignInPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.staff.views.restore_form import RestoreForm

LOGIN, PASSWORD = "maria", "seven kind herons wade slowly"
FORMER = b"nothing of use" * 100


@pytest.fixture
def backup(work: AtWork, doors: Doors) -> Path:
    """A backup that holds Ana, made before Ben was added; the center is closed."""
    session = work.opened.session
    write = session.store.write
    write(lambda: people.add(NewPerson(first_name="Ana", last_name="Lopez"), session.now()), session.actor)
    section = settings_of(work)
    section.back_up()
    made = section.rows()[0].path
    write(lambda: people.add(NewPerson(first_name="Ben", last_name="Ortiz"), session.now()), session.actor)
    doors.sign_out()
    return made


def settings_of(work: AtWork) -> BackupsSection:
    page = work.view.open_place("settings")
    assert isinstance(page, SettingsPage)
    section = page.open_section("backups")
    assert isinstance(section, BackupsSection)
    return section


def names(doors: Doors) -> list[str]:
    assert doors.work is not None
    session = doors.work.opened.session
    found = session.store.read(lambda: [*session.find_people("Ana", 9), *session.find_people("Ben", 9)], session.actor)
    return [person.name for person in found]


def fail_to_open(doors: Doors, folder: Path) -> SignInPage:
    page = doors.show_sign_in(folder, LOGIN)
    page.password.setText(PASSWORD)
    page.submit()
    assert doors.work is None
    return page


def fill(form: RestoreForm) -> None:
    form.by_password.fill({"login": LOGIN, "password": PASSWORD})


@pytest.mark.parametrize("lost", ["center.db", "center.keys"])
@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_that_a_center_that_does_not_open_is_put_back_from_its_newest_backup(
    doors: Doors, folder: Path, backup: Path, lost: str, how: str
) -> None:
    for path in folder.glob(f"{lost}*"):
        path.unlink()
    if how == "damaged":
        (folder / lost).write_bytes(FORMER)
    page = fail_to_open(doors, folder)
    assert page.put_back.isVisible()
    page.put_back.click()
    form = page.restore
    assert form is not None
    assert form.list.count() == len(list((folder / "backups").glob("*.rcbak")))
    form.submit()
    assert isinstance(doors.window.scene(), CenterView)
    assert "Ana Lopez" in names(doors)
    assert doors.work is not None
    assert any("kept in set-aside/" in told for told in doors.work.view.notices.texts())
    if lost == "center.db" and how == "damaged":
        assert [path.read_bytes() for path in (folder / "set-aside").glob("*/center.db")] == [FORMER]


def test_that_a_backup_is_not_offered_where_only_the_password_was_wrong(doors: Doors, folder: Path) -> None:
    page = doors.show_sign_in(folder, LOGIN)
    page.password.setText("six kind herons wade slowly")
    page.submit()
    assert page.told()
    assert not page.put_back.isVisible()


def test_that_a_folder_with_backups_alone_is_asked_for_as_a_center(doors: Doors, folder: Path, backup: Path) -> None:
    for path in folder.glob("center.*"):
        path.unlink()
    doors.start(folder)
    page = fail_to_open(doors, folder)
    form = page.show_restore()
    form.choose(backup)
    fill(form)
    form.submit()
    assert names(doors) == ["Ana Lopez"]


def test_that_a_wrong_password_is_told_beside_it_and_nothing_is_changed(
    doors: Doors, folder: Path, backup: Path
) -> None:
    (folder / "center.db").write_bytes(FORMER)
    form = fail_to_open(doors, folder).show_restore()
    form.by_password.fill({"login": LOGIN, "password": "six kind herons wade slowly"})
    form.submit()
    assert doors.work is None
    assert "do not open" in form.by_password.row("password").problem()
    assert form.isEnabled()
    assert (folder / "center.db").read_bytes() == FORMER


def test_that_the_recovery_code_puts_a_backup_back_and_then_the_password_is_asked_for(
    doors: Doors, folder: Path, backup: Path, code: str
) -> None:
    (folder / "center.db").write_bytes(FORMER)
    page = fail_to_open(doors, folder)
    form = page.show_restore()
    form.choose(backup)
    form.use_code().fill({"code": code})
    form.submit()
    assert doors.work is None
    assert page.banner.isVisible()
    page.password.setText(PASSWORD)
    page.submit()
    assert names(doors) == ["Ana Lopez"]


def test_that_a_file_from_a_stick_is_taken_as_well(doors: Doors, folder: Path, backup: Path, tmp_path: Path) -> None:
    on_stick = tmp_path / "copy of Tuesday.rcbak"
    backup.rename(on_stick)
    for path in (folder / "backups").glob("*.rcbak"):
        path.unlink()
    (folder / "center.db").unlink()
    form = fail_to_open(doors, folder).show_restore()
    assert form.chosen() is None
    form.submit()
    assert doors.work is None
    form.choose(on_stick)
    form.submit()
    assert names(doors) == ["Ana Lopez"]


def test_that_a_file_that_is_no_backup_is_refused_in_words(doors: Doors, folder: Path, tmp_path: Path) -> None:
    (folder / "center.db").write_bytes(FORMER)
    (tmp_path / "letter.rcbak").write_bytes(b"Dear all")
    page = fail_to_open(doors, folder)
    form = page.show_restore()
    form.choose(tmp_path / "letter.rcbak")
    form.submit()
    assert "not used" in page.banner.accessibleDescription()
    assert (folder / "center.db").read_bytes() == FORMER


def test_that_the_settings_close_the_center_put_back_the_backup_that_is_chosen_and_sign_in_again(
    doors: Doors, backup: Path, sign_in: Callable[..., AtWork]
) -> None:
    section = settings_of(sign_in())
    assert names(doors) == ["Ana Lopez", "Ben Ortiz"]
    row = [each.path for each in section.rows()].index(backup)
    section.table.selectRow(row)
    section.restore.click()
    page = doors.window.scene()
    assert isinstance(page, SignInPage)
    assert page.restore is not None
    assert page.restore.chosen() == backup
    page.restore.by_password.fill({"password": PASSWORD})
    page.restore.submit()
    assert names(doors) == ["Ana Lopez"]


def test_that_who_may_not_make_backups_may_not_put_one_back_where_the_center_opens(
    doors: Doors, folder: Path, backup: Path, add_staff: Callable[..., None], sign_in: Callable[..., AtWork]
) -> None:
    add_staff("lou", "front_desk")
    page = doors.show_sign_in(folder, "lou")
    form = page.show_restore()
    form.choose(backup)
    form.by_password.fill({"login": "lou", "password": PASSWORD})
    form.submit()
    assert doors.work is None
    assert page.banner.isVisible()
    sign_in()
    assert names(doors) == ["Ana Lopez", "Ben Ortiz"]


def test_that_the_sign_in_page_names_the_folder_of_the_center(doors: Doors, folder: Path) -> None:
    page = doors.show_sign_in(folder)
    assert folder.name in page.asked()


def test_that_a_center_named_on_the_command_line_is_not_the_one_opened_next_time(doors: Doors, folder: Path) -> None:
    doors.start(folder, LOGIN)
    page = doors.window.scene()
    assert isinstance(page, SignInPage)
    page.password.setText(PASSWORD)
    page.submit()
    assert doors.work is not None
    doors.sign_out()
    doors.start(None)
    assert isinstance(doors.window.scene(), FirstStart)


def test_that_who_asked_for_another_center_can_go_back(doors: Doors, folder: Path) -> None:
    doors.show_sign_in(folder).other_center.emit()
    page = doors.window.scene()
    assert isinstance(page, FirstStart)
    assert page.three.back is not None
    page.three.back.click()
    assert isinstance(doors.window.scene(), SignInPage)
    assert doors.folder == folder
