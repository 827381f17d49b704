"""The week and the day board, with the mouse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from rcc_mentors.views.refused_box import RefusedBox
from rcc_mentors.views.shift_panel import NewShiftPanel, ShiftPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from rcc_mentors.views.block import Block
    from rcc_mentors.views.schedule_page import SchedulePage

Town = Any
Desk = Any
LEFT = Qt.MouseButton.LeftButton
DAYS = [date(2026, 11, day) for day in range(16, 23)]


def block_of(page: SchedulePage, shift: int) -> Block:
    return next(b for b in page.boards.view.canvas.blocks() if b.piece is not None and b.piece.shift.id == shift)


def drag(source: QWidget, start: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    """Press, move in two steps, let go; spots are of the widget that was pressed."""
    QTest.mousePress(source, LEFT, pos=start)
    QTest.mouseMove(source, start + (end - start) / 2)
    QTest.mouseMove(source, end)
    if let_go:
        QTest.mouseRelease(source, LEFT, pos=end)


def body_of(block: Block) -> QPoint:
    """A spot of a block that is neither an edge nor a name."""
    return QPoint(block.width() // 2, block.height() - 14)


def hours(page: SchedulePage, count: float) -> int:
    return round(count * page.boards.view.row_height())


def across(page: SchedulePage, columns: int) -> int:
    geometry = page.boards.view.canvas.geometry_now
    return geometry.column(columns).left() - geometry.column(0).left()


def test_that_a_shift_is_dragged_to_another_day_and_hour(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[1], 13, 2)
    page = open_page()
    block = block_of(page, shift)
    start = body_of(block)
    drag(block, start, start + QPoint(across(page, 1), -hours(page, 3)))
    assert town.hours(shift) == ("2026-11-18", "10:00", "12:00")


def test_that_a_drag_snaps_to_a_quarter_of_an_hour(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[1], 13, 2)
    page = open_page()
    block = block_of(page, shift)
    drag(block, body_of(block), body_of(block) + QPoint(0, hours(page, 0.55)))
    assert town.hours(shift) == ("2026-11-17", "13:30", "15:30")


def test_that_the_foot_is_dragged_to_end_later_and_the_top_to_begin_earlier(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[1], 13, 2)
    page = open_page()
    block = block_of(page, shift)
    foot = QPoint(block.width() // 2, block.height() - 2)
    drag(block, foot, foot + QPoint(0, hours(page, 1)))
    assert town.hours(shift) == ("2026-11-17", "13:00", "16:00")
    block = block_of(page, shift)
    top = QPoint(block.width() // 2, 2)
    drag(block, top, top - QPoint(0, hours(page, 0.5)))
    assert town.hours(shift) == ("2026-11-17", "12:30", "16:00")


def test_that_esc_cancels_a_drag_and_letting_go_then_does_nothing(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[1], 13, 2)
    page = open_page()
    block = block_of(page, shift)
    start = body_of(block)
    end = start + QPoint(0, hours(page, 2))
    drag(block, start, end, let_go=False)
    assert page.boards.view.canvas.ghost.isVisible()
    QTest.keyClick(block, Qt.Key.Key_Escape)
    assert not page.boards.view.canvas.ghost.isVisible()
    QTest.mouseRelease(block, LEFT, pos=end)
    assert town.hours(shift) == ("2026-11-17", "13:00", "15:00")
    assert page.window().findChildren(ShiftPanel) == []


def test_that_a_click_without_a_drag_opens_the_shift(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[1], 13, 2)
    page = open_page()
    QTest.mouseClick(block_of(page, shift), LEFT)
    assert page.window().findChild(ShiftPanel).isVisible()


def test_that_a_mentor_is_dragged_from_the_list_onto_a_shift(open_page: Any, town: Town, desk: Desk) -> None:
    shift = town.shift(DAYS[1], 13, 2)
    page = open_page()
    page.side.show_list("mentors")
    page.side.field.setText("tom")
    people = page.side.people
    source = people.viewport()
    start = people.visualRect(people.model().index(0, 0)).center()
    block = block_of(page, shift)
    end = source.mapFromGlobal(block.mapToGlobal(body_of(block)))
    drag(source, start, end)
    assert town.who(shift) == ["Tomás Reyes"]
    desk.undo_latest()
    assert town.who(shift) == []


def test_that_a_mentor_let_go_beside_every_shift_goes_nowhere(open_page: Any, town: Town, desk: Desk) -> None:
    town.shift(DAYS[1], 13, 2)
    page = open_page()
    page.side.show_list("mentors")
    people = page.side.people
    source = people.viewport()
    start = people.visualRect(people.model().index(0, 0)).center()
    drag(source, start, start - QPoint(40, 0))
    assert desk.notes == []


def test_that_a_name_is_dragged_from_one_shift_to_another(open_page: Any, town: Town, desk: Desk) -> None:
    old, new = town.shift(DAYS[1], 9, 2), town.shift(DAYS[2], 9, 2)
    town.book(old, "Aisha")
    page = open_page()
    page.grab()
    block = block_of(page, old)
    name = QPoint(30, 27)
    assert block.grip_at(name.toPointF()).part == "name"
    end = block.mapFromGlobal(block_of(page, new).mapToGlobal(QPoint(30, 60)))
    drag(block, name, end)
    assert (town.who(old), town.who(new)) == ([], ["Aisha Khan"])
    desk.undo_latest()
    assert (town.who(old), town.who(new)) == (["Aisha Khan"], [])


def test_that_a_drop_that_is_refused_says_why_beside_the_shift_and_may_be_insisted_on(
    open_page: Any, town: Town
) -> None:
    busy, shift = town.shift(DAYS[1], 12, 2), town.shift(DAYS[1], 13, 2)
    town.book(busy, "Aisha")
    page = open_page()
    page.side.show_list("mentors")
    page.side.field.setText("ais")
    people = page.side.people
    source = people.viewport()
    start = people.visualRect(people.model().index(0, 0)).center()
    block = block_of(page, shift)
    drag(source, start, source.mapFromGlobal(block.mapToGlobal(body_of(block))))
    assert town.who(shift) == []
    box = page.findChild(RefusedBox)
    assert box.isVisible()
    assert "Already booked" in box.accessibleName()
    beside = block_of(page, shift).mapTo(page, QPoint(0, 0))
    assert abs(box.y() - beside.y()) < page.height() // 2
    QTest.keyClicks(box.why, "She asked for both")
    QTest.mouseClick(box.anyway, LEFT)
    assert town.who(shift) == ["Aisha Khan"]


def test_that_on_the_day_a_shift_is_dragged_to_another_site(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[0], 9, 2)
    page = open_page()
    page.bar.site.set_value(0)
    page.show_day(DAYS[0])
    block = block_of(page, shift)
    drag(block, body_of(block), body_of(block) + QPoint(across(page, 1), 0))
    assert town.row(shift).site == 2
    assert town.hours(shift) == ("2026-11-16", "09:00", "11:00")


@pytest.fixture
def by_mentor(open_page: Any, town: Town) -> SchedulePage:
    """Monday with a column for each mentor, and an open shift at nine."""
    town.shift(DAYS[0], 9, 2)
    page: SchedulePage = open_page()
    page.show_day(DAYS[0])
    page.bar.by.choose(("mentor",))
    page.bar.by.changed.emit()
    return page


def test_that_an_open_shift_is_dragged_into_a_mentors_column(by_mentor: SchedulePage, town: Town) -> None:
    columns = list(by_mentor.boards.view.canvas.columns)
    assert columns[0].title == "Open slots"
    to = next(at for at, column in enumerate(columns) if column.title == "Devon Park")
    block = block_of(by_mentor, 1)
    drag(block, body_of(block), body_of(block) + QPoint(across(by_mentor, to), 0))
    assert town.who(1) == ["Devon Park"]


def test_that_a_shift_changes_hands_between_two_columns_with_one_undo(
    by_mentor: SchedulePage, town: Town, desk: Desk
) -> None:
    town.book(1, "Aisha")
    by_mentor.refresh()
    titles = [column.title for column in by_mentor.boards.view.canvas.columns]
    move = titles.index("Bo Ruiz") - titles.index("Aisha Khan")
    block = block_of(by_mentor, 1)
    drag(block, body_of(block), body_of(block) + QPoint(across(by_mentor, move), 0))
    assert town.who(1) == ["Bo Ruiz"]
    desk.undo_latest()
    assert town.who(1) == ["Aisha Khan"]


def test_that_a_double_click_on_an_empty_place_begins_a_shift_there(open_page: Any, town: Town) -> None:
    town.shift(DAYS[1], 13, 2)
    page = open_page()
    canvas = page.boards.view.canvas
    spot = QPoint(canvas.geometry_now.column(2).center().x(), hours(page, 14.1))
    QTest.mouseDClick(canvas, LEFT, pos=spot)
    form = page.window().findChild(NewShiftPanel).form
    assert form.values()["day"] == DAYS[2]
    assert (form.values()["starts"].hour, form.values()["starts"].minute) == (14, 0)
