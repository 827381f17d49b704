"""The new user's first day, through the window alone: from a new center to the day's sheet, the lock and back."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from rcc_checkin.views.asking import Question
from rcc_checkin.views.counting import AnonymousPanel
from rcc_checkin.views.desk_page import DeskPage

from rcc_desktop import main
from rcc_desktop.people import service as people
from rcc_desktop.shell.first_start import FirstStart
from rcc_desktop.shell.imports_page import COLUMNS, DONE, ROWS, ImportsPage
from rcc_desktop.shell.papers_page import PapersPage
from tests.window import everything_readable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors

FEBRL = Path(__file__).resolve().parents[3] / "shared" / "data" / "febrl" / "dataset1.csv"
FRIDAY_MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("America/Denver"))
LOGIN, PASSWORD = "dee", "nine calm otters float along"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The one clock of the program, standing still; put another moment into the list to move it."""
    moments = [FRIDAY_MORNING]
    monkeypatch.setattr(main, "clock", lambda: moments[-1].astimezone(UTC))
    return moments


def ten_strangers() -> list[str]:
    """Ten full names whose last name stands nowhere else in the strangers' file, where some names are swapped."""
    with FEBRL.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source, skipinitialspace=True))
    full = [(row["given_name"].strip(), row["surname"].strip()) for row in rows]
    borne = Counter(name for both in full for name in both)
    alone = [f"{first} {last}" for first, last in full if first and borne[last] == 1 and " " not in first + last]
    return alone[:10]


def open_new_center(doors: Doors, folder: Path) -> AtWork:
    doors.start(None)
    page = doors.window.scene()
    assert isinstance(page, FirstStart)
    steps = page.show_steps()
    steps.center.form.fill({"name": "Harbor Light", "zone": "America/Denver", "folder": str(folder)})
    steps.sites.form.fill({"sites": "Main Street"})
    steps.director.form.fill({"name": "Dee Ortiz", "login": LOGIN, "password": PASSWORD, "again": PASSWORD})
    for _step in steps.steps:
        steps.go_on()
    steps.recovery.typed.setText(steps.recovery.shown.text().replace("\n", ""))
    assert steps.recovery.check()
    assert doors.work is not None
    return doors.work


def bring_in_strangers(work: AtWork) -> None:
    page = work.view.open_place("imports")
    assert isinstance(page, ImportsPage)
    page.file.path.setText(str(FEBRL))
    QTest.keyClick(page.file.path, Qt.Key.Key_Return)
    assert page.steps.current == COLUMNS
    QTest.keyClick(page.columns.on, Qt.Key.Key_Return)
    assert page.steps.current == ROWS
    QTest.keyClick(page.rows.on, Qt.Key.Key_Return)
    assert page.steps.current == DONE


def front_desk(work: AtWork, qtbot: QtBot) -> DeskPage:
    page = work.view.open_place("checkin.desk")
    assert isinstance(page, DeskPage)
    work.doors.window.activateWindow()
    page.picker.field.setFocus()
    qtbot.waitUntil(page.picker.field.hasFocus)
    return page


def look_for(page: DeskPage, name: str, qtbot: QtBot) -> None:
    """Type a name until its owner, and nobody before them, is in the list."""
    QTest.keyClicks(page.picker.field, name)
    qtbot.waitUntil(lambda: [line.name for line in page.picker.people.lines()][:1] == [name])


def check_in(work: AtWork, page: DeskPage, name: str, qtbot: QtBot) -> None:
    look_for(page, name, qtbot)
    QTest.keyClick(page.picker.field, Qt.Key.Key_Return)
    assert work.view.notices.texts()[-1] == f"{name} is checked in."


def panel_over(window: QWidget, kind: type[QWidget]) -> QWidget:
    found = window.findChild(kind)
    assert found is not None
    return found


def count_two_without_names(work: AtWork, page: DeskPage) -> None:
    QTest.keyClick(page.picker.field, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    panel = panel_over(work.doors.window, AnonymousPanel)
    assert isinstance(panel, AnonymousPanel)
    QTest.keyClicks(panel.heads, "2")
    QTest.keyClick(panel.heads, Qt.Key.Key_Return)


def close_the_day(work: AtWork, page: DeskPage) -> None:
    QTest.keyClick(page.picker.field, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    question = panel_over(work.doors.window, Question)
    assert isinstance(question, Question)
    QTest.keyClick(question.yes, Qt.Key.Key_Return)


def save_sheet(work: AtWork, to: Path) -> None:
    page = work.view.open_place("papers")
    assert isinstance(page, PapersPage)
    page.show_paper("checkin.sign_in_sheet")
    page.buttons[to.suffix].click()
    (asked,) = (each for each in page.window().findChildren(QFileDialog) if each.isVisible())
    asked.fileSelected.emit(str(to))
    asked.reject()


def unlock(work: AtWork) -> None:
    assert work.lock_screen is not None
    work.lock_screen.form.fill({"password": PASSWORD})
    QTest.keyClick(work.lock_screen.first_focus(), Qt.Key.Key_Return)
    assert not work.is_locked()


def figures(page: DeskPage) -> tuple[str, str]:
    """Who is here, and the visits of today, as the front desk shows them."""
    return page.who_is_here.here.accessibleName(), page.who_is_here.visits.accessibleName()


@pytest.mark.skipif(not FEBRL.exists(), reason="the strangers' file lies beside the project, not in it")
def test_that_a_new_center_spends_its_first_day_in_the_window(
    doors: Doors, tmp_path: Path, clock: list[datetime], qtbot: QtBot
) -> None:
    work = open_new_center(doors, tmp_path / "center")
    bring_in_strangers(work)
    session = work.opened.session
    # 1,000 records, of which three have a birth date that no calendar knows.
    assert session.store.read(people.count, session.actor) == 1000 - 3

    names = ten_strangers()
    assert len(set(names)) == 10
    page = front_desk(work, qtbot)
    count_two_without_names(work, page)
    for name in names:
        clock.append(clock[-1] + timedelta(minutes=5))
        check_in(work, page, name, qtbot)
    assert figures(page) == ("Here now: 12", "Visits today: 12")
    QTest.keyClick(page.picker.field, Qt.Key.Key_Z, CONTROL)
    assert figures(page) == ("Here now: 11", "Visits today: 11"), "one of twelve was taken back: 9 + 2"

    clock.append(FRIDAY_MORNING + timedelta(hours=6))
    close_the_day(work, page)
    assert figures(page) == ("Here now: 0", "Visits today: 11")

    check_spreadsheet(work, tmp_path / "sheet.xlsx", names)
    check_pdf(work, tmp_path / "sheet.pdf", names)
    check_lock(work, names, qtbot)

    page = front_desk(work, qtbot)
    for name in names:
        look_for(page, name, qtbot)
        QTest.keyClick(page.picker.field, Qt.Key.Key_Escape)
    check_next_sign_in(doors, names)


def check_spreadsheet(work: AtWork, to: Path, names: list[str]) -> None:
    """Nine with a name, one line of two people without; the total is a formula over exactly those ten lines."""
    save_sheet(work, to)
    book = openpyxl.load_workbook(to)
    titles, *lines, total = book["Who came"].iter_rows(values_only=True)
    heads = titles.index("People")
    came = {line[0]: line[heads] for line in lines}
    assert came == {"Anonymous": 2} | dict.fromkeys(names[:9], 1)
    assert total[heads] == "=SUBTOTAL(109,F2:F11)"
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert (summary["Visits"], summary["People"], summary["Anonymous visits"]) == (9 + 2, 9, 2)


def check_pdf(work: AtWork, to: Path, names: list[str]) -> None:
    save_sheet(work, to)
    paper = pypdfium2.PdfDocument(to)
    try:
        text = " ".join("\n".join(page.get_textpage().get_text_range() for page in paper).split())
    finally:
        paper.close()
    assert [name for name in names if name in text] == names[:9]
    assert "Harbor Light" in text
    assert f"Visits {9 + 2} People 9 Anonymous visits 2" in text


def check_lock(work: AtWork, names: list[str], qtbot: QtBot) -> None:
    window = work.doors.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert names[0] in everything_readable(window)
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    assert work.is_locked()
    readable = everything_readable(window).casefold()
    assert [name for name in names if name.casefold() in readable] == []
    assert "harbor light" not in readable
    unlock(work)
    assert names[0] in everything_readable(window)


def check_next_sign_in(doors: Doors, names: list[str]) -> None:
    """Another day begins: everybody is still there."""
    doors.sign_out()
    assert doors.folder is not None
    page = doors.show_sign_in(doors.folder, LOGIN)
    page.password.setText(PASSWORD)
    page.submit()
    assert doors.work is not None
    session = doors.work.opened.session
    for name in names:
        found = session.store.read(partial(people.find, name, 5, session.now()), session.actor)
        assert found[0].name == name
    assert session.store.read(people.count, session.actor) == 997
