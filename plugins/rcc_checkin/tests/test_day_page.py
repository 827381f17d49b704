"""The visits of a day and of a person, and what can be put right there."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rcc_checkin import service, visits
from rcc_checkin.views.asking import AskWhy
from rcc_checkin.views.day_page import DayPage
from rcc_checkin.views.past_day_panel import PastDayPanel
from rcc_checkin.views.person_page import VisitsPage
from rcc_checkin.views.visit_panel import VisitPanel

from rcc_desktop.api.ui import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
Desk = Any
Qtbot = Any
Panel = TypeVar("Panel", bound=Overlay)


@pytest.fixture
def maria(run: Run, person: Callable[[str], int], door: Door, clock: Clock) -> int:
    """Somebody who came at ten past nine and is still here."""
    somebody = person("Maria Nunez")
    run(lambda: service.check_in(somebody, door, clock.at(9, 10), reasons=("food",)))
    clock.at(12)
    return somebody


@pytest.fixture
def page(qtbot: Qtbot, desk: Desk, maria: int) -> Iterator[DayPage]:
    made = DayPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 720)
    made.show()
    made.refresh()
    made.table.selectRow(0)
    yield made
    made.hide()


def opened(page: DayPage, kind: type[Panel]) -> Panel:
    found = page.window().findChild(kind)
    assert found is not None
    return found


def shown(page: DayPage | VisitsPage) -> list[list[str]]:
    return [[column.text(row) for column in page.model.columns] for row in page.model.rows]


def test_that_the_day_shows_who_came_when_and_what_for(page: DayPage) -> None:
    assert shown(page) == [["Maria Nunez", "9:10 am", "still here", "", "1", "Member", "Food or clothing", ""]]
    assert page.visits.accessibleName() == "Visits: 1"


def test_that_a_corrected_time_is_shown_with_the_earlier_one_kept(
    page: DayPage, ask: Run, door: Door, desk: Desk
) -> None:
    page._correct.click()
    panel = opened(page, VisitPanel)
    panel.form.fill({"arrived": time(9, 0), "left": time(11, 30), "why": "Forgot to check out", "reasons": ("jobs",)})
    panel.form.submit()
    assert shown(page)[0][1:4] == ["9:00 am", "11:30 am", "2 h 30 min"]
    assert shown(page)[0][6:] == ["Job help", "corrected"]
    (before,) = ask(lambda: visits.corrections_of(page.model.rows[0].id, door.opening.zone))
    assert before.why == "Forgot to check out"
    assert desk.notes[-1].startswith("The visit is corrected.")


def test_that_a_time_that_cannot_be_is_said_beside_its_field_and_stays_typed(page: DayPage) -> None:
    page._correct.click()
    panel = opened(page, VisitPanel)
    panel.form.fill({"left": time(8, 0), "why": "Typed wrong"})
    panel.form.submit()
    assert "cannot have left before" in panel.form.row("left").problem()
    assert panel.form.values()["left"] == time(8, 0)
    assert shown(page)[0][2] == "still here"


def test_that_taking_back_asks_why_and_keeps_the_row(page: DayPage, desk: Desk) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    question = opened(page, AskWhy)
    question.form.submit()
    assert shown(page)[0][7] == ""
    question.form.fill({"why": "Wrong Maria"})
    question.form.submit()
    assert shown(page)[0][7] == "taken back"
    assert page.visits.accessibleName() == "Visits: 0"


def test_that_the_keys_stay_with_the_visits_after_one_was_taken_back(page: DayPage) -> None:
    page._undo.setFocus()
    page._undo.click()
    question = opened(page, AskWhy)
    question.form.fill({"why": "Wrong Maria"})
    question.form.submit()
    assert page.window().focusWidget() is page.table


def test_that_several_can_be_checked_out_at_once(
    page: DayPage, run: Run, door: Door, clock: Clock, person: Callable[[str], int], desk: Desk
) -> None:
    bo = person("Bo Ruiz")
    run(lambda: service.check_in(bo, door, clock.now))
    page.refresh()
    page.table.selectAll()
    page._out.click()
    assert [row[2] for row in shown(page)] == ["12:00 pm", "12:00 pm"]
    desk.undo_latest()
    page.refresh()
    assert [row[2] for row in shown(page)] == ["still here", "still here"]


def test_that_the_day_before_is_one_key_away(page: DayPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.day.value() == date(2026, 11, 20)
    assert shown(page) == []
    QTest.keyClick(page.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert len(shown(page)) == 1


def test_that_a_paper_sheet_is_typed_in_line_by_line(page: DayPage, desk: Desk) -> None:
    page.day.set_value(date(2026, 11, 20))
    page.refresh()
    page._paper.click()
    panel = opened(page, PastDayPanel)
    QTest.keyClicks(panel.picker.field, "maria")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Return)
    assert panel.who.text() == "Maria Nunez:"
    panel.form.fill({"arrived": time(9, 0), "left": time(10, 0), "reason": "food"})
    panel.form.submit()
    panel.form.fill({"arrived": time(13, 0), "heads": 4})
    panel.form.submit()
    panel.form.fill({"arrived": time(13, 0)})
    panel.form.submit()
    panel._take_away()
    assert [line.heads for line in panel.lines] == [1, 4]
    panel._save_button.click()
    assert [row[0] for row in shown(page)] == ["Maria Nunez", "Anonymous"]
    assert {row[7] for row in shown(page)} == {"from paper"}
    assert desk.notes[-1] == "2 visits written down."
    desk.undo_latest()
    page.refresh()
    assert {row[7] for row in shown(page)} == {"taken back"}


def test_that_a_paper_sheet_with_a_wrong_time_writes_nothing(page: DayPage) -> None:
    page._paper.click()
    panel = opened(page, PastDayPanel)
    panel.form.fill({"arrived": time(11, 0), "left": time(10, 0)})
    panel.form.submit()
    panel._save_button.click()
    assert "Nothing was written" in panel.form.row("arrived").problem()
    assert len(panel.lines) == 1
    assert len(shown(page)) == 1


def test_that_a_persons_file_shows_their_visits(
    qtbot: Qtbot, desk: Desk, run: Run, maria: int, ask: Run, door: Door, clock: Clock
) -> None:
    (row,) = ask(lambda: visits.here_now(door))
    run(lambda: service.check_out([row.id], clock.now))
    tab = VisitsPage(desk, maria)
    qtbot.addWidget(tab)
    tab.refresh()
    assert shown(tab) == [
        ["Saturday, November 21, 2026", "9:10 am", "12:00 pm", "2 h 50 min", "Member", "Food or clothing"]
    ]
    run(lambda: service.undo_check_in(row.id, "Wrong Maria", clock.now))
    tab.refresh()
    assert shown(tab)[0][5] == "Taken back: Wrong Maria"


def test_that_those_who_may_only_look_can_change_nothing(qtbot: Qtbot, desk: Desk, maria: int) -> None:
    desk.acting_as("peer_specialist")
    page = DayPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    page.table.selectRow(0)
    assert not any(button.isEnabled() for button in (page._correct, page._out, page._undo))
    assert page._paper.isHidden()
    assert page._print.isHidden()
