"""The shift at the side, new needs, cover, and the list of holes."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from rcc_mentors.people.service import move_stage
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.series import cancel_shift
from rcc_mentors.views.calendars_panel import CalendarsPanel
from rcc_mentors.views.call_list import CallListPanel
from rcc_mentors.views.cover_panel import CoverPanel
from rcc_mentors.views.shift_panel import NewShiftPanel, ShiftPanel
from rcc_mentors.views.swap_panel import SwapPanel

from rcc_desktop.api.ui import Overlay
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from rcc_mentors.views.schedule_page import SchedulePage

Town = Any
Desk = Any
Panel = TypeVar("Panel", bound=Overlay)
LEFT = Qt.MouseButton.LeftButton
DAYS = [date(2026, 11, day) for day in range(16, 23)]
EVERY_TUESDAY = "FREQ=WEEKLY;BYDAY=TU"


def opened(page: SchedulePage, kind: type[Panel]) -> Panel:
    found = [panel for panel in page.window().findChildren(kind) if panel.isVisible()]
    assert len(found) == 1
    return found[0]


def press(panel: QWidget, text: str) -> None:
    found = [b for b in panel.findChildren(QPushButton) if b.text().strip() == text and b.isVisibleTo(panel)]
    assert len(found) == 1, [b.text() for b in panel.findChildren(QPushButton)]
    found[0].click()


def said_by(panel: QWidget) -> list[str]:
    """The buttons for a yes that can be pressed."""
    return [b.text() for b in panel.findChildren(QPushButton) if b.text().endswith("said yes") and b.isVisible()]


def starts_on_tuesdays(desk: Desk) -> list[str]:
    rows = desk.ask(lambda: board(DAYS[0], date(2026, 12, 6), desk.now()).shifts)
    return [f"{row.starts:%d %H:%M}" for row in rows if row.state == "planned"]


def change_start(page: SchedulePage, town: Town, shift: int, scope: str) -> None:
    page.open_shift(town.row(shift))
    need = opened(page, ShiftPanel).need
    assert need is not None
    need.scope.choose((scope,))
    need.scope.changed.emit()
    need.form.fill({"starts": time(10), "ends": time(12)})
    need.save.click()


def test_that_a_change_of_this_one_leaves_the_others(open_page: Any, town: Town, desk: Desk) -> None:
    town.shift(DAYS[1], 9, 2, rule=EVERY_TUESDAY)
    second = desk.ask(lambda: board(date(2026, 11, 24), date(2026, 11, 24), desk.now()).shifts[0].id)
    change_start(open_page(), town, second, "this")
    assert starts_on_tuesdays(desk) == ["17 09:00", "24 10:00", "01 09:00"]
    desk.undo_latest()
    assert starts_on_tuesdays(desk) == ["17 09:00", "24 09:00", "01 09:00"]


def test_that_a_change_of_this_and_later_leaves_the_earlier(open_page: Any, town: Town, desk: Desk) -> None:
    town.shift(DAYS[1], 9, 2, rule=EVERY_TUESDAY)
    second = desk.ask(lambda: board(date(2026, 11, 24), date(2026, 11, 24), desk.now()).shifts[0].id)
    change_start(open_page(), town, second, "later")
    assert starts_on_tuesdays(desk) == ["17 09:00", "24 10:00", "01 10:00"]


def test_that_a_change_of_all_changes_all_to_come(open_page: Any, town: Town, desk: Desk) -> None:
    town.shift(DAYS[1], 9, 2, rule=EVERY_TUESDAY)
    second = desk.ask(lambda: board(date(2026, 11, 24), date(2026, 11, 24), desk.now()).shifts[0].id)
    change_start(open_page(), town, second, "all")
    assert starts_on_tuesdays(desk) == ["17 10:00", "24 10:00", "01 10:00"]


def test_that_which_ones_are_meant_is_asked_only_of_what_repeats(open_page: Any, town: Town) -> None:
    page = open_page()
    page.open_shift(town.row(town.shift(DAYS[1], 9, 2)))
    need = opened(page, ShiftPanel).need
    assert need is not None
    assert not need.scope.isVisible()


def test_that_a_new_need_shows_the_next_five_days_and_is_added(open_page: Any, town: Town, desk: Desk) -> None:
    page = open_page()
    page.add_shift()
    panel = opened(page, NewShiftPanel)
    form = panel.form
    assert form is not None
    form.fill({"role": "front_desk", "day": DAYS[1], "starts": time(9), "ends": time(11), "repeat": "weekly"})
    assert form.next.text().endswith("Next: Tue, Nov 17 · Tue, Nov 24 · Tue, Dec 1 · Tue, Dec 8 · Tue, Dec 15")
    press(panel, "Add the shift")
    assert starts_on_tuesdays(desk) == ["17 09:00", "24 09:00", "01 09:00"]
    assert not panel.isVisible()


def test_that_what_was_typed_stays_when_it_cannot_be(open_page: Any, town: Town, desk: Desk) -> None:
    page = open_page()
    page.add_shift()
    panel = opened(page, NewShiftPanel)
    assert panel.form is not None
    panel.form.fill({"role": "front_desk", "starts": time(9), "ends": time(11), "place": "Room 2", "repeat": "weekly"})
    panel.form.fill({"day": DAYS[1], "until": date(2026, 11, 1)})
    press(panel, "Add the shift")
    assert panel.isVisible()
    assert panel.form.values()["place"] == "Room 2"
    assert starts_on_tuesdays(desk) == []


def test_that_a_shift_over_midnight_is_typed_as_it_is_said(open_page: Any, town: Town, desk: Desk) -> None:
    page = open_page()
    page.add_shift()
    panel = opened(page, NewShiftPanel)
    assert panel.form is not None
    panel.form.fill({"role": "front_desk", "day": DAYS[1], "starts": time(22), "ends": time(2)})
    press(panel, "Add the shift")
    row = desk.ask(lambda: board(DAYS[1], DAYS[1], desk.now()).shifts[0])
    assert (row.starts, row.ends) == (
        datetime(2026, 11, 17, 22, tzinfo=ZONE),
        datetime(2026, 11, 18, 2, tzinfo=ZONE),
    )
    blocks = [block.piece for block in page.boards.view.canvas.blocks() if block.piece is not None]
    assert [(piece.column, piece.top, piece.bottom) for piece in blocks] == [(1, 22.0, 24.0), (2, 0.0, 2.0)]


def test_that_the_panel_says_what_became_of_somebody(open_page: Any, town: Town, desk: Desk, clock: Any) -> None:
    shift = town.shift(DAYS[0], 9, 2)
    town.book(shift, "Aisha")
    clock.set(datetime(2026, 11, 16, 9, 20, tzinfo=ZONE))
    page = open_page()
    page.open_shift(town.row(shift))
    panel = opened(page, ShiftPanel)
    press(panel, "Did not come")
    assert town.row(shift).places[0].state == "no_show"
    assert desk.notes[-1] == "Aisha Khan did not come."
    desk.undo_latest()
    assert town.row(shift).places[0].state == "confirmed"


def test_that_a_lock_is_set_and_said_on_the_block(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[1], 9, 2)
    town.book(shift, "Aisha")
    page = open_page()
    page.open_shift(town.row(shift))
    press(opened(page, ShiftPanel), "Lock")
    assert town.row(shift).places[0].is_locked
    assert "locked" in page.boards.view.canvas.blocks()[0].accessibleName()


def test_that_candidates_are_ranked_and_the_refused_stand_below_with_the_rule(open_page: Any, town: Town) -> None:
    other, shift = town.shift(DAYS[1], 9, 2), town.shift(DAYS[1], 10, 2)
    town.book(other, "Aisha")
    page = open_page()
    page.find_cover(town.row(shift))
    lines = opened(page, CoverPanel).picker.people.lines()
    assert [line.name for line in lines][-1] == "Aisha Khan"
    assert lines[-1].alert == "Against a rule"
    assert "Already booked" in lines[-1].below
    assert lines[0].below.startswith("free this week")


def test_that_an_answer_is_noted_and_shown(open_page: Any, town: Town, desk: Desk) -> None:
    shift = town.shift(DAYS[1], 10, 2)
    page = open_page()
    page.find_cover(town.row(shift))
    panel = opened(page, CoverPanel)
    QTest.keyClicks(panel.picker.field, "dev")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Down)
    panel.picker._ask()
    panel.no.click()
    assert desk.notes[-1] == "Devon Park: said no."
    assert town.who(shift) == []
    devon = next(line for line in panel.picker.people.lines() if line.name == "Devon Park")
    assert [badge.text for badge in devon.badges] == ["Said no"]


def test_that_the_holes_stand_soonest_first_with_their_number(open_page: Any, town: Town) -> None:
    later = town.shift(DAYS[3], 9, 2, least=2, most=2)
    soon = town.shift(DAYS[1], 9, 2)
    town.book(town.shift(DAYS[2], 9, 2), "Aisha")
    page = open_page()
    assert [line.shift.id for line in page.side.holes.lines()] == [soon, later]
    assert page.side.holes.count.text() == "3 open slots, soonest first"
    page.side.holes.lines()[0].click()
    assert opened(page, CoverPanel).shift.id == soon


def test_that_the_call_list_shows_who_called_off_late(open_page: Any, town: Town) -> None:
    shift = town.shift(DAYS[0], 12, 2)
    town.book(shift, "Aisha")
    page = open_page()
    page.open_shift(town.row(shift))
    press(opened(page, ShiftPanel), "Calls off")
    page.window().findChild(ShiftPanel).close()
    page.call_list.click()
    panel = opened(page, CallListPanel)
    said = [child.text() for child in panel.findChildren(type(page.line))]
    assert "Aisha Khan" in said
    press(panel, "Find somebody")
    assert opened(page, CoverPanel).shift.id == shift


def test_that_the_call_list_leads_to_the_shift_of_whoever_left(open_page: Any, town: Town, desk: Desk) -> None:
    shift = town.shift(DAYS[1], 12, 2)
    town.book(shift, "Aisha")
    desk.do(lambda: move_stage(town.mentors["Aisha"], "left", desk.now(), why="moved"))
    page = open_page()
    page.call_list.click()
    press(opened(page, CallListPanel), "Open the shift")
    assert opened(page, ShiftPanel).shift.id == shift


def test_that_a_shift_that_was_called_off_is_put_back_from_the_call_list(
    open_page: Any, town: Town, desk: Desk
) -> None:
    shift = town.shift(DAYS[1], 12, 2)
    town.book(shift, "Aisha")
    version = town.row(shift).version
    desk.do(lambda: cancel_shift(shift, "this", "Snow", desk.now(), expected=version))
    page = open_page()
    page.call_list.click()
    press(opened(page, CallListPanel), "Put the shift back")
    assert desk.notes[-1] == "The shift is back, with 1 person on it."
    assert (town.row(shift).state, town.who(shift)) == ("planned", ["Aisha Khan"])


def test_that_a_swap_waits_for_two_yeses(open_page: Any, town: Town, qtbot: Any) -> None:
    shift = town.shift(DAYS[1], 9, 2)
    town.book(shift, "Aisha")
    page = open_page()
    page.open_shift(town.row(shift))
    press(opened(page, ShiftPanel), "Swap…")
    panel = opened(page, SwapPanel)
    number = next(line.id for line in panel.picker.people.lines() if line.name == "Devon Park")
    panel.picker.chosen.emit(number)
    assert town.who(shift) == ["Aisha Khan"]
    page.call_list.click()
    calls = opened(page, CallListPanel)
    press(calls, "Aisha Khan said yes")
    qtbot.waitUntil(lambda: said_by(calls) == ["Devon Park said yes"])
    press(calls, "Devon Park said yes")
    assert town.who(shift) == ["Devon Park"]


def test_that_publishing_is_counted_and_done(open_page: Any, town: Town, desk: Desk) -> None:
    town.shift(DAYS[1], 9, 2)
    town.shift(DAYS[2], 9, 2)
    page = open_page()
    assert page.publish_button.accessibleName() == "Publish 2 changes"
    page.publish_button.click()
    assert desk.notes[-1] == "2 shifts are published."
    assert page.publish_button.isHidden()


def test_that_filters_leave_only_what_they_say(open_page: Any, town: Town) -> None:
    desk_shift = town.shift(DAYS[1], 9, 2)
    meeting = town.shift(DAYS[2], 9, 2, "meeting")
    there = town.shift(DAYS[3], 9, 2, site=2)
    town.book(desk_shift, "Aisha")
    page = open_page()

    def shown() -> list[int]:
        return [block.piece.shift.id for block in page.boards.view.canvas.blocks() if block.piece is not None]

    assert shown() == [desk_shift, meeting], "the site of this desk, to begin with"
    page.bar.site.set_value(0)
    assert shown() == [desk_shift, meeting, there]
    page.bar.role.set_value("meeting")
    assert shown() == [meeting]
    page.bar.role.set_value("")
    page.bar.mentor.set_value(town.mentors["Aisha"])
    assert shown() == [desk_shift]
    page.bar.mentor.set_value(0)
    page.bar.only_open.chip("open").click()
    assert shown() == [meeting, there]


def test_that_the_month_counts_each_day_and_enter_opens_it(open_page: Any, town: Town) -> None:
    town.book(town.shift(DAYS[1], 9, 2, least=2, most=2), "Aisha")
    page = open_page()
    page.show_kind("month")
    cell = next(each for each in page.boards.month.cells() if each.cell is not None and each.cell.day == DAYS[1])
    assert cell.accessibleName() == "Tuesday, November 17; 1 open; Main Street: 1 of 2 covered"
    cell.setFocus()
    QTest.keyClick(cell, Qt.Key.Key_Return)
    assert page.bar.range.text() == "Tue, Nov 17, 2026"


def test_that_a_week_at_twice_the_text_shows_fewer_days_and_turns_to_the_others(open_page: Any, town: Town) -> None:
    monday, sunday = town.shift(DAYS[0], 9, 2), town.shift(DAYS[6], 9, 2)
    page = open_page(width=600)
    canvas = page.boards.view.canvas
    assert canvas.geometry_now.count < 7
    assert [block.piece.shift.id for block in canvas.blocks() if block.piece] == [monday]
    QTest.keyClick(canvas.blocks()[0], Qt.Key.Key_Down)
    assert [block.piece.shift.id for block in canvas.blocks() if block.piece] == [sunday]
    assert canvas.has_keys()


def test_that_calendars_are_written_from_the_schedule(open_page: Any, tmp_path: Path) -> None:
    page = open_page()
    page.bar.calendars_asked.emit()
    panel = opened(page, CalendarsPanel)
    assert panel.now.isHidden()
    panel.write(tmp_path)
    # four mentors, two sites, and the whole schedule
    assert panel.said.text() == f"7 calendars written to {tmp_path}."
    assert len(list(tmp_path.glob("*.ics"))) == 7


def test_that_a_folder_that_is_gone_is_told_in_the_panel(open_page: Any, tmp_path: Path) -> None:
    page = open_page()
    page.bar.calendars_asked.emit()
    panel = opened(page, CalendarsPanel)
    panel.write(tmp_path / "gone")
    assert panel._banner.isVisible()
    assert panel.said.text() == ""
