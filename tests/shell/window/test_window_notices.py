"""The quiet lines at the foot, the palette, the keys, and what is said when something broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from rcc_desktop.api.people_found import PersonFound
from rcc_desktop.api.problems import Problem
from rcc_desktop.logs import report_of
from rcc_desktop.shell.choices import TEXT_SIZES, next_size
from rcc_desktop.shell.notices import AT_MOST, Notices
from rcc_desktop.shell.palette import Entry, Palette
from rcc_desktop.shell.problem_dialog import ProblemCard, report_to_send
from rcc_desktop.shell.ranking import best_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from rcc_desktop.shell.at_work import AtWork


@pytest.fixture
def notices(qtbot: QtBot) -> Iterator[Notices]:
    over = QWidget()
    over.resize(800, 600)
    qtbot.addWidget(over)
    over.show()
    made = Notices(over)
    yield made
    made.clear()


def test_that_undo_takes_back_the_newest_thing_that_can_be_taken_back(notices: Notices) -> None:
    undone: list[str] = []
    notices.note("first", lambda: undone.append("first"))
    notices.note("second", lambda: undone.append("second"))
    notices.note("third")
    assert notices.undo_newest()
    assert undone == ["second"]
    assert notices.texts() == ["first", "third"]


def test_that_with_nothing_to_take_back_undo_says_so(notices: Notices) -> None:
    notices.note("only words")
    assert not notices.undo_newest()


def test_that_a_second_undo_does_not_undo_the_same_thing_twice(notices: Notices) -> None:
    undone: list[str] = []
    notice = notices.note("once", lambda: undone.append("once"))
    notice.take_back()
    notice.take_back()
    assert undone == ["once"]


def test_that_old_lines_make_room_for_new_ones(notices: Notices) -> None:
    for number in range(AT_MOST + 2):
        notices.note(f"line {number}")
    assert notices.texts() == ["line 2", "line 3", "line 4"]


def test_that_a_problem_stays_while_lines_come_and_go(notices: Notices) -> None:
    notices.problem(Problem("The disk is full.", "Make room.", code="store.full"))
    for number in range(AT_MOST + 1):
        notices.note(f"line {number}")
    assert notices.texts()[0] == "The disk is full. Make room."
    notices.solved("store.full")
    assert "The disk is full. Make room." not in notices.texts()


def test_that_the_same_problem_is_not_told_twice(notices: Notices) -> None:
    for _time in range(3):
        notices.problem(Problem("The disk is full.", code="store.full"))
    assert len(notices.texts()) == 1


def test_that_notices_take_no_clicks_from_the_page_when_there_are_none(notices: Notices) -> None:
    assert notices.isHidden()
    notice = notices.note("here")
    assert notices.isVisible()
    notice.leave()
    assert notices.isHidden()


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    entries = [Entry("Check-in", "log-in", lambda: None), Entry("Settings", "settings", lambda: None)]
    made = Palette(lambda: entries, lambda _typed: None)
    qtbot.addWidget(made)
    return made


def test_that_an_answer_to_an_older_text_is_dropped(palette: Palette) -> None:
    palette.field.setText("ma")
    palette.show_people("m", [PersonFound(1, "Mateo Silva")])
    assert "Mateo Silva" not in palette.titles()
    palette.show_people("ma", [PersonFound(2, "Maria Nunez")])
    assert palette.titles()[0] == "Maria Nunez"


def test_that_people_stand_before_pages_and_the_first_is_chosen(palette: Palette) -> None:
    palette.field.setText("set")
    palette.show_people("set", [PersonFound(1, "Seth Low")])
    assert palette.titles() == ["Seth Low", "Settings"]
    assert palette.list.currentRow() == 0


@pytest.mark.parametrize(
    ("typed", "best"),
    [("ch", "Check-in"), ("sign sheet", "Sign-in sheet"), ("setings", "Settings"), ("SETTINGS", "Settings")],
)
def test_that_beginnings_and_small_slips_find_the_page(typed: str, best: str) -> None:
    titles = ["Settings", "Check-in", "People", "Sign-in sheet", "Attendance"]
    assert best_first(typed, titles, str)[0] == best


def test_that_nonsense_finds_nothing_and_nothing_typed_shows_what_there_is() -> None:
    assert best_first("zzqx", ["Settings", "People"], str) == []
    assert best_first("", ["Settings", "People"], str) == ["Settings", "People"]
    assert best_first("…", ["Settings"], str) == []


def test_that_enter_in_the_palette_opens_the_page(work: AtWork, qtbot: QtBot) -> None:
    work.open_palette()
    work.palette.field.setText("settings")
    QTest.keyClick(work.palette.field, Qt.Key.Key_Return)
    assert work.view.stack.current_key() == "settings"
    assert not work.palette.isVisible()


def test_that_the_palette_offers_only_what_somebody_may_open(
    add_staff: Callable[..., None], sign_in: Callable[..., AtWork]
) -> None:
    add_staff("lou", "peer_mentor")
    work = sign_in("lou")
    work.open_palette()
    work.palette.field.setText("bring")
    assert "Bring in" not in work.palette.titles()


def test_that_a_person_is_found_and_opened_by_name(work: AtWork, qtbot: QtBot) -> None:
    from rcc_desktop.people import service
    from rcc_desktop.people.rows import NewPerson

    session = work.opened.session
    row = session.store.write(
        lambda: service.add(NewPerson(first_name="Quill", last_name="Abernathy"), session.now()), session.actor
    )
    work.open_palette()
    work.palette.field.setText("abern")
    work.palette.ask_now()
    assert work.palette.titles()[0] == "Quill Abernathy"
    QTest.keyClick(work.palette.field, Qt.Key.Key_Return)
    assert getattr(work.view.stack.current_page(), "person", None) == row.id


def test_that_ctrl_z_in_an_empty_field_takes_back_what_was_done_and_in_a_typed_one_what_was_typed(
    work: AtWork, qtbot: QtBot
) -> None:
    undone: list[str] = []
    work.view.open_place("people")
    field = QLineEdit()
    page = work.view.stack.current_page()
    assert page is not None
    page.body.addWidget(field)
    field.show()
    work.doors.window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    work.view.notices.note("Checked in.", lambda: undone.append("check-in"))
    QTest.keyClicks(field, "ma")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), undone) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["check-in"]


def test_that_a_report_holds_no_word_of_the_error(qtbot: QtBot) -> None:
    try:
        raise ValueError("Quill Abernathy")
    except ValueError as error:
        report = report_of(error)
    card = ProblemCard(report)
    qtbot.addWidget(card)
    card.copy_report()
    assert "Quill" not in report_to_send(report)
    assert "Quill" not in QGuiApplication.clipboard().text()
    assert report.number in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(("now", "steps", "after"), [(100, 1, 110), (110, -1, 100), (100, -1, 100), (200, 1, 200)])
def test_that_the_text_grows_and_shrinks_within_what_is_offered(now: int, steps: int, after: int) -> None:
    assert next_size(now, steps) == after
    assert after in TEXT_SIZES
