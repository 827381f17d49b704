"""Forms: nothing typed is lost, what is wrong stands beside its field, and the keys suffice."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui import ChoiceField, Form, Overlay, PageWidget, PasswordField, SidePanel, button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TODAY = date(2026, 11, 21)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.text("name", "Name", required=True)
    made.date("born", "Born", today=lambda: TODAY)
    made.number("children", "Children", high=20)
    made.show()
    return made


def focused(form: Form) -> str:
    return next((name for name in form.values() if form.row(name).control.hasFocus()), "")


def test_that_enter_moves_on_and_submits_from_the_last_field(qtbot: QtBot, form: Form) -> None:
    sent: list[dict[str, Any]] = []
    form.submitted.connect(lambda: sent.append(form.values()))
    form.row("name").control.setFocus()
    for field, typed in (("name", "Ana"), ("born", "3/4/80"), ("children", "2")):
        assert focused(form) == field
        QTest.keyClicks(form.row(field).control, typed)
        QTest.keyClick(form.row(field).control, Qt.Key.Key_Return)
    assert sent == [{"name": "Ana", "born": date(1980, 3, 4), "children": 2}]


def test_that_ctrl_enter_submits_from_anywhere(qtbot: QtBot, form: Form) -> None:
    form.text("note", "Note", lines=3)
    form.fill({"name": "Ana"})
    for field in ("name", "note"):
        control = form.row(field).control
        control.setFocus()
        with qtbot.waitSignal(form.submitted, timeout=100):
            QTest.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_that_enter_in_a_long_text_starts_a_line(qtbot: QtBot, form: Form) -> None:
    note = form.text("note", "Note", lines=3)
    note.setFocus()
    QTest.keyClicks(note, "one")
    QTest.keyClick(note, Qt.Key.Key_Return)
    QTest.keyClicks(note, "two")
    assert form.values()["note"] == "one\ntwo"


def test_that_a_form_with_something_wrong_is_not_submitted_and_loses_nothing(qtbot: QtBot, form: Form) -> None:
    form.row("born").control.setFocus()
    QTest.keyClicks(form.row("born").control, "13/45/80")
    with qtbot.assertNotEmitted(form.submitted):
        assert not form.submit()
    assert form.row("name").problem()
    assert form.row("born").problem()
    assert focused(form) == "name"
    born = form.row("born").control
    assert isinstance(born, QLineEdit)
    assert born.text() == "13/45/80"


def test_that_words_of_what_is_wrong_go_as_soon_as_it_is_right(qtbot: QtBot, form: Form) -> None:
    form.submit()
    assert form.row("name").problem()
    QTest.keyClicks(form.row("name").control, "A")
    assert not form.row("name").problem()


def test_that_nobody_is_scolded_while_typing_for_the_first_time(qtbot: QtBot, form: Form) -> None:
    QTest.keyClicks(form.row("born").control, "3")
    assert not form.row("born").problem()


def test_that_what_is_wrong_is_told_to_screen_readers_too(form: Form) -> None:
    form.problem("name", "Somebody has that name already.")
    assert form.row("name").control.accessibleDescription() == "Somebody has that name already."
    assert form.row("name").control.accessibleName() == "Name"


def test_that_a_check_of_ones_own_is_asked(form: Form) -> None:
    form.text("zip", "ZIP", value="123", check=lambda value: None if len(value) == 5 else "Five digits, please.")
    form.fill({"name": "Ana"})
    assert not form.submit()
    assert form.row("zip").problem() == "Five digits, please."


def test_that_scrolling_over_a_choice_changes_nothing(qtbot: QtBot) -> None:
    field = ChoiceField([("a", "A"), ("b", "B")], "a")
    qtbot.addWidget(field)
    field.show()
    field.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turn)
    assert field.value() == "a"


def test_that_a_choice_keeps_what_was_chosen_when_offered_again(qtbot: QtBot) -> None:
    field = ChoiceField([("a", "A"), ("b", "B")], "b")
    qtbot.addWidget(field)
    field.offer([("z", "Z"), ("b", "B")])
    assert field.value() == "b"
    field.offer([("z", "Z")])
    assert field.value() is None


def test_that_a_password_is_hidden_until_asked(qtbot: QtBot) -> None:
    field = PasswordField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, " secret ")
    assert field.displayText() == "●" * 8
    assert field.value() == " secret "
    field._eye.click()
    assert field.displayText() == " secret "


class _Page(PageWidget):
    """A page with one form."""

    def __init__(self) -> None:
        super().__init__(None, "Front desk", "Saturday")  # type: ignore[arg-type]
        self.form = Form()
        self.form.text("name", "Name", value="Ana")
        self.body.addWidget(self.form)
        self.register_form(self.form)


@pytest.fixture
def page(qtbot: QtBot) -> _Page:
    made = _Page()
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_a_problem_with_a_field_is_shown_beside_it(page: _Page) -> None:
    page.show_problem(Problem("That name is taken.", "Add a middle name.", field="name"))
    assert page.form.row("name").problem() == "That name is taken. Add a middle name."
    assert page._banner.isHidden()
    assert page.form.values() == {"name": "Ana"}


def test_that_any_other_problem_is_shown_under_the_title(page: _Page) -> None:
    page.show_problem(Problem("The disk is full.", "Make room and try again.", field="elsewhere"))
    assert page._banner.isVisible()
    assert "The disk is full." in page._banner.accessibleDescription()
    page.clear_problem()
    assert page._banner.isHidden()


def test_that_a_page_opens_with_the_keys_in_its_first_field(page: _Page) -> None:
    assert page.first_focus() is page.form.row("name").control


def test_that_esc_closes_a_panel_and_the_keys_go_back(qtbot: QtBot, page: _Page) -> None:
    inside = Form()
    inside.text("first", "First name")
    inside.text("last", "Last name")
    panel = SidePanel(page, inside, "New person")
    before = page.form.row("name").control
    before.setFocus()
    panel.open()
    assert inside.row("first").control.hasFocus()
    with qtbot.waitSignal(panel.closed, timeout=100):
        QTest.keyClick(inside.row("first").control, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert before.hasFocus()


def test_that_a_panel_puts_the_keys_on_the_first_field_that_can_be_seen(page: _Page) -> None:
    inside = Form()
    inside.text("likely", "May be the same person")
    inside.text("name", "Name")
    inside.row("likely").hide()
    SidePanel(page, inside, "New person").open()
    assert inside.row("name").control.hasFocus()


def test_that_tab_stays_inside_an_open_panel(qtbot: QtBot, page: _Page) -> None:
    inside = Form()
    inside.text("first", "First name")
    panel = SidePanel(page, inside, "New person")
    panel.open()
    visited: set[QWidget | None] = set()
    for _turn in range(5):
        visited.add(panel.focusWidget())
        QTest.keyClick(panel.focusWidget() or panel, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        assert panel.isAncestorOf(now)
    assert len(visited) == 2


def test_that_a_click_beside_a_panel_closes_it_unless_it_would_lose_something(qtbot: QtBot, page: _Page) -> None:
    page.resize(900, 600)
    panel = Overlay(page, Form(), "Shifts", place="middle", width=300)
    panel.set_dismissable(False)
    panel.open()
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert panel.isVisible()
    panel.set_dismissable(True)
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert panel.isHidden()


def test_that_a_panel_fills_the_height_of_its_window_when_that_is_resized(page: _Page) -> None:
    panel = SidePanel(page, Form(), "New person")
    page.resize(900, 600)
    panel.open()
    page.resize(1000, 700)
    assert panel.panel.height() == 700
    assert panel.panel.geometry().right() == 999


def test_that_enter_presses_the_button_the_keys_are_on_as_the_space_bar_does(qtbot: QtBot) -> None:
    pressed: list[str] = []
    made = button("Open a new center", "primary", press=lambda: pressed.append("once"))
    qtbot.addWidget(made)
    made.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(made, key)
    assert pressed == ["once"] * 3
