"""Settings drawn from what is declared; the sections behind them."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api.center import CENTER_NAME
from rcc_desktop.api.contributions import Choice, Setting
from rcc_desktop.api.problems import Problem
from rcc_desktop.shell import choices
from rcc_desktop.shell.about_section import parts_inside
from rcc_desktop.shell.backups_section import BackupsSection
from rcc_desktop.shell.choice_list import ChoiceList, new_key
from rcc_desktop.shell.recovery_section import RecoverySection
from rcc_desktop.shell.setting_cards import CenterSettings, DeskSettings
from rcc_desktop.shell.settings_form import SettingsForm
from rcc_desktop.shell.settings_page import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from rcc_desktop.shell.at_work import AtWork

DECLARED: tuple[Setting[Any], ...] = (
    Setting("try.flag", "A flag", False),
    Setting("try.count", "A count", 5, least=1, most=9, unit="minutes"),
    Setting("try.words", "Words", "as they are"),
    Setting("try.at", "A time", time(4, 0)),
    Setting("try.month", "A month", 7, choices={1: "January", 7: "July"}),
    Setting("try.list", "A list", (Choice("meal", "Meal"), Choice("talk", "Talk"))),
)


@pytest.fixture
def form(qtbot: QtBot) -> SettingsForm:
    made = SettingsForm(DECLARED, lambda setting: setting.default)
    qtbot.addWidget(made)
    return made


def test_that_every_type_of_setting_is_drawn_and_read_back_as_its_type(form: SettingsForm) -> None:
    for setting in DECLARED:
        assert form.value(setting.key) == setting.default
    assert form.changed_values() == {}


def test_that_only_what_was_changed_is_saved(form: SettingsForm, qtbot: QtBot) -> None:
    form.form.fill({"try.flag": True, "try.at": time(5, 30)})
    with qtbot.waitSignal(form.saved) as told:
        form.form.submit()
    assert [(setting.key, value) for setting, value in told.args[0]] == [("try.flag", True), ("try.at", time(5, 30))]


def test_that_a_number_out_of_bounds_is_told_and_not_saved(form: SettingsForm, qtbot: QtBot) -> None:
    form.form.row("try.count").control.setText("12")  # type: ignore[attr-defined]
    with qtbot.assertNotEmitted(form.saved):
        form.form.submit()
    assert form.form.row("try.count").problem()


def test_that_a_problem_stands_beside_the_setting_it_is_about(form: SettingsForm) -> None:
    assert form.show_problem(Problem("Not this.", field="try.words"))
    assert form.form.row("try.words").problem() == "Not this."
    assert form.show_problem(Problem("Two lines have the same key.", field="try.list"))
    assert not form.show_problem(Problem("Elsewhere.", field="nowhere"))


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("Peer group", [], "peer_group"),
        ("Café", [], "cafe"),
        ("Peer group", ["peer_group", "peer_group_2"], "peer_group_3"),
        ("…", [], "choice"),
    ],
)
def test_that_a_new_line_gets_a_key_of_its_own(title: str, taken: list[str], key: str) -> None:
    assert new_key(title, taken) == key


def test_that_the_words_of_a_line_change_and_its_key_never_does(qtbot: QtBot) -> None:
    edited = ChoiceList("Why they came", (Choice("meal", "Meal"), Choice("talk", "Talk")))
    qtbot.addWidget(edited)
    first = edited.line(0)
    first.words.setText("A meal")
    first.offered.setChecked(False)
    edited.add_line()
    edited.line(2).words.setText("Meal")
    edited.move_line(first, 1)
    assert edited.value() == (Choice("talk", "Talk"), Choice("meal", "A meal", active=False), Choice("meal_2", "Meal"))


def test_that_an_empty_new_line_is_left_out_and_an_emptied_old_one_is_kept_to_be_told(qtbot: QtBot) -> None:
    edited = ChoiceList("Why they came", (Choice("meal", "Meal"),))
    qtbot.addWidget(edited)
    edited.add_line()
    edited.line(0).words.setText("")
    assert edited.value() == (Choice("meal", ""),)


@pytest.fixture
def settings(work: AtWork) -> SettingsPage:
    page = work.view.open_place("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_that_the_centers_name_is_changed_for_every_desk(work: AtWork, settings: SettingsPage) -> None:
    section = settings.open_section("center")
    assert isinstance(section, CenterSettings)
    section.form.form.fill({CENTER_NAME.key: "Harbor Light"})
    section.form.form.submit()
    assert work.opened.session.settings.get(CENTER_NAME) == "Harbor Light"
    assert any("every desk" in text for text in work.view.notices.texts())


def test_that_what_a_setting_does_not_take_is_told_beside_it_and_stays_typed(
    work: AtWork, settings: SettingsPage
) -> None:
    section = settings.open_section("plugin:checkin")
    assert isinstance(section, CenterSettings)
    lists = section.findChildren(ChoiceList)
    lists[0].line(0).words.setText("")
    section.form.form.submit()
    assert lists[0].line(0).words.text() == ""
    assert any("no words" in label for label in _notes(lists[0]))


def _notes(edited: ChoiceList) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in edited.findChildren(QLabel)]


def test_that_the_desks_own_choices_stay_on_this_computer(work: AtWork, settings: SettingsPage) -> None:
    section = settings.open_section("desk")
    assert isinstance(section, DeskSettings)
    section.form.form.fill({choices.TEXT_SIZE.key: 150})
    section.form.form.submit()
    assert work.doors.settings.get(choices.TEXT_SIZE) == 150
    assert "150" in work.doors.settings.file.read_text(encoding="utf-8")


def test_that_the_front_desk_sees_its_own_sections_and_no_others(
    add_staff: Callable[..., None], sign_in: Callable[..., AtWork]
) -> None:
    add_staff("lou", "front_desk")
    page = sign_in("lou").view.open_place("settings")
    assert isinstance(page, SettingsPage)
    assert page.section_keys() == ["desk", "password", "about"]


def test_that_a_backup_is_made_and_listed_with_its_day(work: AtWork, settings: SettingsPage) -> None:
    section = settings.open_section("backups")
    assert isinstance(section, BackupsSection)
    section.back_up()
    assert len(section.rows()) == 1
    assert section.rows()[0].verified
    assert section.rows()[0].path.parent == work.opened.center.folder / "backups"


def test_that_checking_the_whole_file_tells_what_was_found_and_is_remembered(
    work: AtWork, settings: SettingsPage
) -> None:
    section = settings.open_section("backups")
    assert isinstance(section, BackupsSection)
    assert section.proof() == "The whole file has not been checked yet."
    section.prove()
    assert "whole" in section.proof()
    session = work.opened.session
    again = BackupsSection(settings, session, lambda _backup: None)
    again.ask()
    assert re.fullmatch(r"The whole file was last checked on .+, and was sound\.", again.proof())
    assert again.proof().count(str(session.now().year)) == 1


def test_that_a_new_recovery_code_ends_the_old_one(
    work: AtWork, settings: SettingsPage, folder: Path, code: str
) -> None:
    section = settings.open_section("recovery")
    assert isinstance(section, RecoverySection)
    section.make_new()
    new = section.shown.shown.text().replace("\n", "")
    section.shown.typed.setText(new)
    assert section.shown.check()
    work.doors.sign_out()
    from rcc_desktop.database.center import open_with_recovery_code

    with pytest.raises(Problem):
        open_with_recovery_code(folder, code)
    open_with_recovery_code(folder, new).close()


def test_that_everything_the_program_brings_is_named_with_its_license() -> None:
    parts = {part.name.casefold(): part for part in parts_inside()}
    assert {"peewee", "pluggy", "inter", "lucide"} <= set(parts)
    assert all(part.license.strip(" –") for part in parts.values())
    # As their projects say: peewee is MIT; sqlcipher3 is under pysqlite's license, which is zlib's.
    assert (parts["peewee"].license, parts["sqlcipher3"].license) == ("MIT", "Zlib")
    assert not any(name in parts for name in ("pytest", "mypy", "ruff"))


def test_that_every_shipped_typeface_has_its_license_beside_it() -> None:
    from rcc_desktop.resources import resource

    fonts = [path.name for path in resource("fonts").iterdir()]
    assert {"OFL-Inter.txt", "OFL-Noto.txt", "LICENSE-Droid.txt"} <= set(fonts)
    assert Path(resource("icons", "LICENSE-Lucide.txt")).exists()


def test_that_the_text_size_shown_follows_the_keys_that_change_it(work: AtWork) -> None:
    page = work.view.open_place("settings")
    assert isinstance(page, SettingsPage)
    desk = page.open_section("desk")
    assert isinstance(desk, DeskSettings)
    assert desk.form.value(choices.TEXT_SIZE.key) == 100
    work.change_text_size(1)
    try:
        assert desk.form.value(choices.TEXT_SIZE.key) == 110
        assert desk.form.changed_values() == {}
    finally:
        work.change_text_size(0)
