"""The week board, through its keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from rcc_mentors.shifts.series import move_shift
from rcc_mentors.views.block import Block
from rcc_mentors.views.cover_panel import CoverPanel
from rcc_mentors.views.refused_box import RefusedBox
from rcc_mentors.views.shift_panel import NewShiftPanel, ShiftPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_mentors.views.schedule_page import SchedulePage

    from rcc_desktop.api.ui import Overlay

Town = Any
Desk = Any
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (f"2026-11-{day}" for day in (16, 17, 18, 19))
ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip


def focused() -> Block:
    widget = QApplication.focusWidget()
    assert isinstance(widget, Block)
    return widget


def here() -> int:
    """The shift the keys are on."""
    piece = focused().piece
    assert piece is not None
    return piece.shift.id


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def hold(key: Qt.Key, modifiers: Qt.KeyboardModifier = ALT) -> None:
    """Press a key while Alt is held down, which ``keyClick`` would let go of."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focused(), QKeyEvent(kind, key, modifiers))


def let_go_of_alt() -> None:
    QTest.keyRelease(focused(), Qt.Key.Key_Alt)


def opened(page: SchedulePage, kind: type[Overlay]) -> Any:
    found = [panel for panel in page.window().findChildren(kind) if panel.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def week(town: Town) -> list[int]:
    """Four shifts: two on Monday at once, one on Tuesday, one on Thursday."""
    days = [date(2026, 11, day) for day in (16, 16, 17, 19)]
    return [town.shift(day, start, 2) for day, start in zip(days, (9, 10, 13, 9), strict=True)]


@pytest.fixture
def mirrored() -> Iterator[None]:
    """Everything from right to left, as for Arabic."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_that_down_walks_in_reading_order_and_up_back(open_page: Any, week: list[int]) -> None:
    open_page()
    walked = [here()]
    for _step in range(3):
        press(Qt.Key.Key_Down)
        walked.append(here())
    assert walked == week
    press(Qt.Key.Key_Up)
    assert here() == week[2]


def test_that_left_and_right_go_beside_and_then_to_the_next_day_that_has_shifts(
    open_page: Any, week: list[int]
) -> None:
    open_page()
    walked = []
    for _step in range(3):
        press(Qt.Key.Key_Right)
        walked.append(here())
    assert walked == week[1:]
    press(Qt.Key.Key_Left)
    assert here() == week[2]


def test_that_from_right_to_left_the_keys_follow_the_eye(mirrored: None, open_page: Any, week: list[int]) -> None:
    page = open_page()
    blocks = {block.piece.shift.id: block for block in page.boards.view.canvas.blocks()}
    assert blocks[week[0]].x() > blocks[week[1]].x() > blocks[week[2]].x() > blocks[week[3]].x()
    assert page.boards.view.canvas.blocks()[0] is blocks[week[0]]
    press(Qt.Key.Key_Left)
    assert here() == week[1]
    press(Qt.Key.Key_Left)
    assert here() == week[2]
    press(Qt.Key.Key_Right)
    assert here() in week[:2]


def test_that_only_one_block_is_a_stop_of_tab(open_page: Any, week: list[int]) -> None:
    page = open_page()
    press(Qt.Key.Key_Down)
    stops = [b for b in page.boards.view.canvas.blocks() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [block.piece.shift.id for block in stops] == [week[1]]


def test_that_alt_and_arrows_move_a_shift_once_alt_is_let_go(open_page: Any, week: list[int], town: Town) -> None:
    open_page()
    hold(Qt.Key.Key_Down)
    hold(Qt.Key.Key_Down)
    hold(Qt.Key.Key_Right)
    assert town.hours(week[0]) == (MONDAY, "09:00", "11:00")
    let_go_of_alt()
    assert town.hours(week[0]) == (TUESDAY, "09:30", "11:30")
    assert here() == week[0]


def test_that_from_right_to_left_alt_and_left_is_the_day_after(
    mirrored: None, open_page: Any, week: list[int], town: Town
) -> None:
    open_page()
    hold(Qt.Key.Key_Left)
    let_go_of_alt()
    assert town.hours(week[0]) == (TUESDAY, "09:00", "11:00")


def test_that_enter_keeps_a_move_as_well_and_opens_nothing(open_page: Any, week: list[int], town: Town) -> None:
    page = open_page()
    hold(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert town.hours(week[0]) == (MONDAY, "08:45", "10:45")
    assert page.window().findChildren(ShiftPanel) == []


def test_that_esc_leaves_a_shift_where_it_was(open_page: Any, week: list[int], town: Town) -> None:
    page = open_page()
    hold(Qt.Key.Key_Down)
    assert page.boards.view.canvas.ghost.isVisible()
    assert "9:15 am – 11:15 am" in page.line.text()
    press(Qt.Key.Key_Escape)
    let_go_of_alt()
    assert not page.boards.view.canvas.ghost.isVisible()
    assert town.hours(week[0]) == (MONDAY, "09:00", "11:00")


def test_that_alt_shift_and_arrows_stretch_both_ends(open_page: Any, week: list[int], town: Town) -> None:
    open_page()
    hold(Qt.Key.Key_Down, ALT | SHIFT)
    hold(Qt.Key.Key_Left, ALT | SHIFT)
    let_go_of_alt()
    assert town.hours(week[0]) == (MONDAY, "08:45", "11:15")


def test_that_a_move_onto_another_shift_of_the_same_mentor_is_said_with_the_reason(
    open_page: Any, week: list[int], town: Town, desk: Desk
) -> None:
    touching = town.shift(date(2026, 11, 16), 11, 2)
    town.book(week[0], "Devon")
    town.book(touching, "Devon")
    open_page()
    hold(Qt.Key.Key_Down)
    let_go_of_alt()
    assert "Against a rule now: Devon Park." in desk.notes[-1]
    assert "Already booked" in desk.notes[-1]


def test_that_no_end_passes_the_other(open_page: Any, week: list[int], town: Town) -> None:
    open_page()
    for _press in range(12):
        hold(Qt.Key.Key_Up, ALT | SHIFT)
    let_go_of_alt()
    assert town.hours(week[0]) == (MONDAY, "09:00", "09:15")


def test_that_a_move_is_undone_by_undo(open_page: Any, week: list[int], town: Town, desk: Desk) -> None:
    open_page()
    hold(Qt.Key.Key_Down)
    let_go_of_alt()
    assert desk.notes[-1] == "Front desk is now Monday, November 16, 9:15 am to 11:15 am."
    desk.undo_latest()
    assert town.hours(week[0]) == (MONDAY, "09:00", "11:00")


def test_that_enter_opens_the_shift(open_page: Any, week: list[int]) -> None:
    page = open_page()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert opened(page, ShiftPanel).shift.id == week[1]


def test_that_delete_takes_the_one_in_it_out_and_then_calls_the_shift_off(
    open_page: Any, week: list[int], town: Town, desk: Desk
) -> None:
    town.book(week[0], "Tomás")
    open_page()
    press(Qt.Key.Key_Delete)
    assert town.who(week[0]) == []
    desk.undo_latest()
    assert town.who(week[0]) == ["Tomás Reyes"]


def test_that_delete_calls_an_empty_shift_off_with_a_way_back(
    open_page: Any, week: list[int], town: Town, desk: Desk
) -> None:
    page = open_page()
    press(Qt.Key.Key_Delete)
    assert town.row(week[0]).state == "cancelled"
    assert len(page.boards.view.canvas.blocks()) == 3
    assert here() in week[1:]
    desk.undo_latest()
    assert town.row(week[0]).state == "planned"


def test_that_delete_with_two_in_it_asks_which(open_page: Any, week: list[int], town: Town) -> None:
    both = town.shift(date(2026, 11, 16), 8, 1, least=2, most=2)
    town.book(both, "Tomás")
    town.book(both, "Aisha")
    page = open_page()
    assert here() == both
    press(Qt.Key.Key_Delete)
    assert opened(page, ShiftPanel).shift.id == both
    assert len(town.who(both)) == 2


def test_that_a_finds_somebody_and_enter_books_them(open_page: Any, week: list[int], town: Town, desk: Desk) -> None:
    page = open_page()
    press(Qt.Key.Key_A)
    panel = opened(page, CoverPanel)
    assert panel.picker.field.hasFocus()
    QTest.keyClicks(panel.picker.field, "ais")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Return)
    assert town.who(week[0]) == ["Aisha Khan"]
    assert not panel.isVisible()
    assert desk.notes[-1] == "Aisha Khan takes Front desk, Monday, November 16, 9 am to 11 am."
    desk.undo_latest()
    assert town.who(week[0]) == []


def test_that_a_name_is_found_with_and_without_its_accents(open_page: Any, week: list[int], town: Town) -> None:
    page = open_page()
    press(Qt.Key.Key_A)
    panel = opened(page, CoverPanel)
    panel.picker.field.setText("áis")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Return)
    assert town.who(week[0]) == ["Aisha Khan"]


def test_that_a_refused_booking_says_why_and_books_with_a_reason(open_page: Any, week: list[int], town: Town) -> None:
    town.book(week[1], "Devon")
    page = open_page()
    press(Qt.Key.Key_A)
    panel = opened(page, CoverPanel)
    QTest.keyClicks(panel.picker.field, "dev")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Return)
    box = panel.findChild(RefusedBox)
    assert "Already booked" in box.accessibleName()
    assert town.who(week[0]) == []
    QTest.keyClick(box.why, Qt.Key.Key_Return)
    assert town.who(week[0]) == []
    assert "say why" in box.row.problem()
    assert box.height() >= box.sizeHint().height(), "the box has room for what it says"
    QTest.keyClicks(box.why, "Both desks are in one room")
    QTest.keyClick(box.why, Qt.Key.Key_Return)
    assert town.who(week[0]) == ["Devon Park"]
    assert "Both desks are in one room" in town.row(week[0]).places[0].overrode_words


def test_that_those_who_may_not_override_are_offered_no_reason(
    open_page: Any, week: list[int], town: Town, monkeypatch: pytest.MonkeyPatch, desk: Desk
) -> None:
    town.book(week[1], "Devon")
    page = open_page()
    monkeypatch.setattr(desk, "may", lambda permission: permission != "mentors.override")
    shift = town.row(week[0])
    page.deeds.book(shift, town.mentors["Devon"], "Devon Park", page.hands.spot_of(shift))
    assert page.deeds.box is not None
    assert page.deeds.box.anyway.isHidden()
    press(Qt.Key.Key_Escape)
    assert page.deeds.box is None
    assert here() == week[0]


def test_that_n_opens_the_form_on_the_day_the_keys_are_on(open_page: Any, week: list[int]) -> None:
    page = open_page()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_N)
    assert opened(page, NewShiftPanel).form.values()["day"].isoformat() == TUESDAY


def test_that_page_keys_turn_weeks_and_t_comes_back(open_page: Any, week: list[int]) -> None:
    page = open_page()
    press(Qt.Key.Key_PageDown)
    assert page.bar.range.text() == "Nov 23 – 29, 2026"
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    assert page.bar.range.text() == "Nov 9 – 15, 2026"
    press(Qt.Key.Key_T)
    assert page.bar.range.text() == "Nov 16 – 22, 2026"


def test_that_one_two_three_are_day_week_and_month(open_page: Any, week: list[int]) -> None:
    page = open_page()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_1)
    assert page.bar.range.text() == "Tue, Nov 17, 2026"
    press(Qt.Key.Key_3)
    assert page.bar.range.text() == "November 2026"
    press(Qt.Key.Key_2)
    assert page.bar.range.text() == "Nov 16 – 22, 2026"


def test_that_letters_typed_into_a_field_are_letters(open_page: Any, week: list[int]) -> None:
    page = open_page()
    page.side.show_list("mentors")
    page.side.field.setFocus()
    QTest.keyClicks(page.side.field, "ant2")
    assert page.side.field.text() == "ant2"
    assert page.kind == "week"
    assert page.window().findChildren(NewShiftPanel) == []


def test_that_somebody_who_may_only_look_moves_nothing(open_page: Any, week: list[int], town: Town, desk: Desk) -> None:
    desk.acting_as("front_desk")
    page = open_page()
    hold(Qt.Key.Key_Down)
    let_go_of_alt()
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_N)
    assert town.hours(week[0]) == (MONDAY, "09:00", "11:00")
    assert page.new.isHidden()
    assert page.window().findChildren(NewShiftPanel) == []


def test_that_a_change_made_elsewhere_is_not_written_over(
    open_page: Any, week: list[int], town: Town, desk: Desk
) -> None:
    page = open_page()
    row = town.row(week[0])
    later = timedelta(hours=3)
    desk.do(lambda: move_shift(row.id, row.starts + later, row.ends + later, desk.now(), expected=row.version))
    hold(Qt.Key.Key_Down)
    let_go_of_alt()
    assert town.hours(week[0]) == (MONDAY, "12:00", "14:00")
    assert page._banner.isVisible()


def test_that_plus_and_minus_zoom_and_leave_the_size_of_the_text_to_the_window(open_page: Any, week: list[int]) -> None:
    page = open_page()
    before = page.boards.view.canvas.height()
    press(Qt.Key.Key_Plus)
    assert page.boards.view.canvas.height() > before
    press(Qt.Key.Key_Minus)
    assert page.boards.view.canvas.height() == before
    keys = {each.key().toString() for each in page.findChildren(QShortcut)}
    assert keys.isdisjoint({"Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0"})
