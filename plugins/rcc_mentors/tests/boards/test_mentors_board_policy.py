"""What the center allows, from a day on; and leaves that are looked at again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from rcc_mentors.people.service import move_stage
from rcc_mentors.shifts.absences import add_absence
from rcc_mentors.shifts.policy import limits_on, policies
from rcc_mentors.shifts.rules import Limits
from rcc_mentors.views.call_list import CallListPanel
from rcc_mentors.views.policy_panel import PolicyPanel

from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from rcc_mentors.views.schedule_page import SchedulePage

Town = Any
Desk = Any
MONDAY = date(2026, 11, 16)


def opened(page: SchedulePage) -> PolicyPanel:
    QTest.keyClick(page.boards.view.canvas, Qt.Key.Key_L)
    (panel,) = page.window().findChildren(PolicyPanel)
    return panel


def test_that_the_limits_are_typed_in_hours_and_hold_from_their_day(open_page: Any, desk: Desk) -> None:
    panel = opened(open_page())
    assert panel.form.values() == {
        "from_day": MONDAY, "most_minutes_day": 8, "most_minutes_week": 20, "rest_minutes": 10,
        "most_days_running": 6, "two_to_open": True,
    }  # fmt: skip
    panel.form.fill({"from_day": date(2026, 12, 1), "most_minutes_week": 12, "two_to_open": False})
    panel.form.submit()
    assert desk.ask(lambda: limits_on(date(2026, 11, 30))) == Limits()
    assert desk.ask(lambda: limits_on(date(2026, 12, 1))) == Limits(480, 720, 600, 6, two_to_open=False)
    desk.undo_latest()
    assert desk.ask(policies) == ()


def test_that_a_change_of_the_same_day_is_taken_back_to_what_it_was(open_page: Any, desk: Desk) -> None:
    panel = opened(open_page())
    panel.form.fill({"most_minutes_week": 12})
    panel.form.submit()
    panel.form.fill({"most_minutes_week": 15})
    panel.form.submit()
    desk.undo_latest()
    assert [row.limits.most_minutes_week for row in desk.ask(policies)] == [12 * 60]


def test_that_limits_of_a_day_that_is_over_are_refused_beside_the_day(open_page: Any, desk: Desk) -> None:
    panel = opened(open_page())
    panel.form.fill({"from_day": date(2026, 11, 15)})
    panel.form.submit()
    assert "today at the earliest" in panel.form.row("from_day").problem()
    assert desk.ask(policies) == ()


def test_that_only_those_who_schedule_see_the_limits(open_page: Any, desk: Desk) -> None:
    desk.acting_as("front_desk")
    page = open_page()
    assert page.bar.limits.isHidden()
    QTest.keyClick(page.boards.view.canvas, Qt.Key.Key_L)
    assert page.window().findChildren(PolicyPanel) == []


def test_that_a_leave_that_ends_is_on_the_call_list_with_the_way_to_the_file(
    open_page: Any, town: Town, desk: Desk, monkeypatch: Any
) -> None:
    starts = datetime(2026, 11, 1, tzinfo=ZONE)
    desk.do(lambda: move_stage(town.mentors["Aisha"], "on_leave", desk.now()))
    desk.do(
        lambda: add_absence(town.mentors["Aisha"], starts, starts + timedelta(days=19), "leave", "Family", desk.now())
    )
    gone: list[str] = []
    monkeypatch.setattr(type(desk), "open_person", lambda _desk, _person, tab=None: gone.append(tab), raising=False)
    page = open_page()
    page.call_list.click()
    (panel,) = page.window().findChildren(CallListPanel)
    said = [each.text() for each in panel.leaves.findChildren(QLabel) if each.isVisibleTo(panel)]
    assert {"Aisha Khan", "Leave ends soon"} <= set(said)
    (go,) = [each for each in panel.leaves.findChildren(QPushButton) if each.text() == "Open their file"]
    go.click()
    assert gone == ["mentors.file"]
