"""A mentor's own file, as a coordinator works in it: ticks, steps, credentials, all with undo."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from rcc_mentors.people.file import file_of, mentor_of
from rcc_mentors.people.service import add_mentor, change_details, details_of, mark_item
from rcc_mentors.people.standards import Standards
from rcc_mentors.shifts.absences import absences_of
from rcc_mentors.shifts.booking import book
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.series import add_shift
from rcc_mentors.shifts.times import Free, Taste, times_of
from rcc_mentors.views.busy_panel import BusyPanel
from rcc_mentors.views.mentor_file.check_panel import CheckPanel
from rcc_mentors.views.mentor_file.credential_panel import CredentialPanel
from rcc_mentors.views.mentor_file.ethics_card import SigningPanel
from rcc_mentors.views.mentor_file.limits_panel import LimitsPanel
from rcc_mentors.views.mentor_file.move_panel import MovePanel
from rcc_mentors.views.mentor_file.training_panel import TrainingPanel
from rcc_mentors.views.mentor_tab import MentorTab

from rcc_desktop.api.ui import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Desk = Any
Qtbot = Any
Made = Any
Panel = TypeVar("Panel", bound=Overlay)
TODAY = date(2026, 11, 21)


@pytest.fixture
def ana(person: Any) -> int:
    made: int = person("Ana Vega")
    return made


@pytest.fixture
def shown(qtbot: Qtbot, desk: Desk, ana: int) -> Iterator[Callable[[], MentorTab]]:
    """Open the tab."""
    tabs: list[MentorTab] = []

    def show() -> MentorTab:
        tab = MentorTab(desk, ana)
        qtbot.addWidget(tab)
        tab.resize(1200, 1400)
        tab.show()
        tab.refresh()
        tabs.append(tab)
        return tab

    yield show
    for tab in tabs:
        tab.hide()


@pytest.fixture
def tab(shown: Callable[[], MentorTab], made_mentor: Made, ana: int) -> MentorTab:
    """The tab of an active mentor."""
    made_mentor(ana)
    return shown()


def panel(tab: MentorTab, kind: type[Panel]) -> Panel:
    found = [each for each in tab.window().findChildren(kind) if each.isVisible()]
    assert found
    return found[-1]


def file(desk: Desk, person: int) -> Any:
    now = desk.now()
    return desk.ask(lambda: file_of(person, now, Standards()))


def test_that_anybody_else_can_be_made_a_mentor_from_their_file(
    shown: Callable[[], MentorTab], desk: Desk, ana: int
) -> None:
    tab = shown()
    assert tab.room.currentIndex() == 1
    tab.make_mentor()
    assert tab.room.currentIndex() == 0
    assert tab.stage.badge.text() == "Applied"
    desk.undo_latest()
    assert desk.ask(lambda: mentor_of(ana)) is None


def test_that_items_are_ticked_and_the_tick_is_taken_back(shown: Callable[[], MentorTab], desk: Desk, ana: int) -> None:
    now = desk.now()
    desk.do(lambda: add_mentor(ana, now))
    tab = shown()
    assert set(tab.stage.ticks) == {"form_received", "talked_together"}
    tab.stage.ticks["form_received"].click()
    assert desk.notes[-1] == "Done: The application is here."
    assert tab.stage.ticks["form_received"].text() == "The application is here (11/21/2026 · Director)"
    tab.stage.ticks["form_received"].click()
    assert file(desk, ana).marks == {}
    desk.undo_latest()
    assert "form_received" in file(desk, ana).marks


def test_that_space_ticks_and_the_keys_stay_on_the_item(
    shown: Callable[[], MentorTab], desk: Desk, ana: int, qtbot: Qtbot
) -> None:
    now = desk.now()
    desk.do(lambda: add_mentor(ana, now))
    tab = shown()
    tick = tab.stage.ticks["form_received"]
    qtbot.waitUntil(tick.isVisible)
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tab.stage.ticks["form_received"].isChecked()
    assert tab.window().focusWidget() is tick


def test_that_a_finished_list_needs_one_press_for_the_next_step_and_one_to_undo(
    shown: Callable[[], MentorTab], desk: Desk, ana: int
) -> None:
    now = desk.now()
    mentor = desk.do(lambda: add_mentor(ana, now))
    for item in ("form_received", "talked_together"):
        desk.do(lambda item=item: mark_item(mentor, item, now))
    tab = shown()
    assert tab.stage.next_step.text() == "Go on to: References"
    tab.stage.next_step.click()
    assert tab.stage.badge.text() == "References"
    assert desk.notes[-1] == "Ana Vega: References."
    desk.undo_latest()
    assert file(desk, ana).stage == "applied"


def test_that_an_open_list_asks_why_it_goes_on(shown: Callable[[], MentorTab], desk: Desk, ana: int) -> None:
    now = desk.now()
    desk.do(lambda: add_mentor(ana, now))
    tab = shown()
    tab.stage.next_step.click()
    moving = panel(tab, MovePanel)
    assert moving.form.values()["stage"] == ("references",)
    moving.form.submit()
    assert "Not everything on the list is done" in moving.form.row("why").problem()
    moving.form.fill({"why": "Known for years"})
    moving.form.submit()
    assert file(desk, ana).moves[0].why == "Known for years"
    assert "Known for years" in tab.moves.lines.text()


def test_that_leaving_asks_for_a_reason_from_the_list_and_can_be_taken_back(
    tab: MentorTab, desk: Desk, ana: int
) -> None:
    tab.stage.ask_step("left")
    moving = panel(tab, MovePanel)
    assert moving.form.row("left_why").isVisible()
    assert not moving.form.row("why").isVisible()
    moving.form.submit()
    assert moving.form.row("left_why").problem()
    moving.form.fill({"left_why": "moved"})
    moving.form.submit()
    assert tab.stage.badge.text() == "Left"
    assert tab.stage.next_step.text() == "They come back"
    assert "Moved away" in tab.moves.lines.text()
    desk.undo_latest()
    assert file(desk, ana).stage == "active"


def test_that_whoever_leaves_with_shifts_ahead_is_said_to_hold_them(tab: MentorTab, desk: Desk, ana: int) -> None:
    mentor, now = file(desk, ana).id, desk.now()
    for day in (date(2026, 11, 24), date(2026, 12, 1)):
        wish = ShiftWish(site=1, role="front_desk", day=day, starts=9 * 60, length=120)
        shift = desk.do(lambda wish=wish: add_shift(wish, now))
        desk.do(lambda shift=shift: book(shift, mentor, now, override_why="Known for years"))
    tab.stage.ask_step("left")
    moving = panel(tab, MovePanel)
    moving.form.fill({"left_why": "moved"})
    moving.form.submit()
    held = "They still hold 2 coming shifts. The call list shows those of the next four weeks."
    assert desk.notes[-1] == f"Ana Vega: Left. {held}"


def test_that_a_leave_ends_with_one_press(tab: MentorTab, desk: Desk, ana: int) -> None:
    tab.stage.ask_step("on_leave")
    panel(tab, MovePanel).form.submit()
    assert tab.stage.next_step.text() == "Back from leave"
    tab.stage.next_step.click()
    assert file(desk, ana).stage == "active"


def test_that_a_chip_is_kept_as_it_is_pressed_and_taken_back(tab: MentorTab, desk: Desk, ana: int) -> None:
    tab.brings.chips["language"].chip("spanish").click()
    tab.brings.sites.chip(1).click()
    made = file(desk, ana)
    assert (made.traits["language"], made.sites) == (("spanish",), (1,))
    desk.undo_latest()
    desk.undo_latest()
    made = file(desk, ana)
    assert (made.traits, made.sites) == ({}, ())


def test_that_limits_are_typed_in_hours_and_kept_in_minutes(tab: MentorTab, desk: Desk, ana: int) -> None:
    tab.asks.form.fill({"most_shifts_week": 2, "most_minutes_week": 10, "rest_minutes": 12, "best_times": "Mornings"})
    tab.asks.save.setEnabled(True)
    tab.asks.save.click()
    asked = file(desk, ana).details
    assert (asked.most_shifts_week, asked.most_minutes_week, asked.rest_minutes) == (2, 600, 720)
    assert not tab.asks.save.isEnabled()
    desk.undo_latest()
    assert file(desk, ana).details.most_shifts_week is None


def test_that_what_is_being_typed_stays_when_something_else_is_kept(tab: MentorTab) -> None:
    best = tab.asks.form.row("best_times").control
    QTest.keyClicks(best, "After 4")
    tab.brings.chips["language"].chip("spanish").click()
    assert tab.asks.form.values()["best_times"] == "After 4"


def test_that_a_change_made_elsewhere_is_not_overwritten(tab: MentorTab, desk: Desk, ana: int) -> None:
    mentor = desk.ask(lambda: mentor_of(ana))
    before = desk.ask(lambda: details_of(mentor))
    desk.do(lambda: change_details(mentor, type(before)(pay="paid")))
    tab.asks.form.fill({"note": "Mine"})
    tab.asks.form.submit()
    assert "Somebody changed this" in tab.asks.form.row("note").problem()
    assert tab.asks.form.values()["note"] == "Mine"


def test_that_the_last_day_is_worked_out_and_may_be_typed_over(tab: MentorTab, desk: Desk, ana: int) -> None:
    tab.credentials.add.click()
    adding = panel(tab, CredentialPanel)
    adding.form.fill({"kind": "cpr", "issued_on": date(2024, 2, 29)})
    assert adding.form.values()["expires_on"] == date(2026, 2, 28)
    adding.form.fill({"expires_on": date(2026, 6, 30)})
    adding.form.fill({"issued_on": date(2024, 3, 5)})
    assert adding.form.values()["expires_on"] == date(2026, 6, 30)
    adding.form.submit()
    assert [(row.kind, row.expires_on) for row in file(desk, ana).credentials] == [("cpr", date(2026, 6, 30))]
    assert tab.credentials.model.columns[3].text(tab.credentials.model.rows[0]) == "Expired"
    desk.undo_latest()
    assert file(desk, ana).credentials == ()


def test_that_an_expired_credential_is_said_with_what_it_closes_and_renewed_with_two_presses(
    tab: MentorTab, desk: Desk, ana: int, certified: Made
) -> None:
    mentor = desk.ask(lambda: mentor_of(ana))
    certified(mentor, "cpr", date(2024, 11, 20), date(2026, 11, 20))
    tab.refresh()
    assert tab.owed.isVisible()
    assert "CPR expired on 11/20/2026" in tab.owed.accessibleDescription()
    assert "Shifts that ask for it are closed" in tab.owed.accessibleDescription()
    tab.credentials.table.selectRow(0)
    tab.credentials.renew.click()
    renewing = panel(tab, CredentialPanel)
    assert renewing.form.values()["expires_on"] == date(2028, 11, 21)
    renewing.form.submit()
    assert [row.issued_on for row in file(desk, ana).credentials] == [TODAY, date(2024, 11, 20)]
    assert "CPR" not in tab.owed.accessibleDescription()


def test_that_a_credential_is_corrected_with_enter_and_taken_off_with_undo(
    tab: MentorTab, desk: Desk, ana: int, certified: Made
) -> None:
    mentor = desk.ask(lambda: mentor_of(ana))
    certified(mentor, "cpr", date(2026, 1, 5), None)
    tab.refresh()
    tab.credentials.table.selectRow(0)
    QTest.keyClick(tab.credentials.table, Qt.Key.Key_Return)
    correcting = panel(tab, CredentialPanel)
    correcting.form.fill({"expires_on": date(2026, 1, 4)})
    correcting.form.submit()
    assert "would end before it begins" in correcting.form.row("expires_on").problem()
    correcting.form.fill({"expires_on": date(2028, 1, 5), "number": "A-7"})
    correcting.form.submit()
    assert file(desk, ana).credentials[0].number == "A-7"
    QTest.keyClick(tab.credentials.table, Qt.Key.Key_Return)
    panel(tab, CredentialPanel)._remove()
    assert file(desk, ana).credentials == ()
    desk.undo_latest()
    assert file(desk, ana).credentials[0].number == "A-7"


def test_that_training_is_added_counted_toward_the_certificate_and_taken_off(
    tab: MentorTab, desk: Desk, ana: int
) -> None:
    assert tab.training.progress.text() == "Peer certificate: 0 min of 20 h; Ethics and boundaries 0 min of 6 h"
    tab.training.add.click()
    adding = panel(tab, TrainingPanel)
    adding.form.fill({"topic": ("ethics",), "minutes": 90, "title": "Boundaries"})
    adding.form.submit()
    assert tab.training.progress.text().startswith("Peer certificate: 1 h 30 min of 20 h")
    tab.training.table.selectRow(0)
    tab.training.remove.click()
    assert file(desk, ana).trainings == ()
    desk.undo_latest()
    assert file(desk, ana).trainings[0].title == "Boundaries"


def test_that_the_ethics_code_is_signed_with_one_press_or_on_another_day(tab: MentorTab, desk: Desk, ana: int) -> None:
    assert tab.ethics.badge.text() == "To be signed"
    tab.ethics.today.click()
    assert tab.ethics.badge.text() == "Signed"
    desk.undo_latest()
    tab.refresh()
    tab.ethics.other.click()
    signing = panel(tab, SigningPanel)
    signing.form.fill({"signed_on": date(2026, 11, 30)})
    signing.form.submit()
    assert "has not come yet" in signing.form.row("signed_on").problem()
    signing.form.fill({"signed_on": date(2026, 11, 2)})
    signing.form.submit()
    assert [row.signed_on for row in file(desk, ana).signings] == [date(2026, 11, 2)]


def test_that_a_credential_is_added_and_renewed_with_a_key(tab: MentorTab, desk: Desk, ana: int, qtbot: Qtbot) -> None:
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    tab.credentials.table.setFocus()
    QTest.keyClick(tab.credentials.table, Qt.Key.Key_Insert)
    adding = panel(tab, CredentialPanel)
    adding.form.fill({"issued_on": date(2026, 1, 5)})
    adding.form.row("kind").control.set_value("cpr")  # type: ignore[attr-defined]
    adding.form.submit()
    assert [row.kind for row in file(desk, ana).credentials] == ["cpr"]
    tab.refresh()
    tab.credentials.table.selectRow(0)
    tab.credentials.table.setFocus()
    QTest.keyClick(tab.credentials.table, Qt.Key.Key_R)
    renewing = panel(tab, CredentialPanel)
    renewing.form.submit()
    assert [row.kind for row in file(desk, ana).credentials] == ["cpr", "cpr"]


def test_that_a_coordinator_writes_an_absence_down_changes_it_and_takes_it_back(
    tab: MentorTab, desk: Desk, ana: int
) -> None:
    mentor = file(desk, ana).id
    rows: Any = lambda: desk.ask(lambda: absences_of(mentor, desk.now()))  # noqa: E731 (asked often)
    tab.away.form.fill({"starts": date(2026, 11, 30), "ends": date(2026, 12, 4), "kind": ("leave",), "why": "Family"})
    tab.away.form.submit()
    assert [(row.kind, row.starts.date(), row.ends.date()) for row in rows()] == [
        ("leave", date(2026, 11, 30), date(2026, 12, 5))
    ]
    tab.away._change(rows()[0])
    tab.away.form.fill({"ends": date(2026, 12, 11)})
    tab.away.form.submit()
    assert [(row.kind, row.ends.date()) for row in rows()] == [("leave", date(2026, 12, 12))]
    desk.undo_latest()
    assert [row.ends.date() for row in rows()] == [date(2026, 12, 5)]
    tab.away._remove(rows()[0])
    assert rows() == ()
    desk.undo_latest()
    assert [row.kind for row in rows()] == ["leave"]


def test_that_a_background_check_goes_step_by_step_and_gives_a_credential(tab: MentorTab, desk: Desk, ana: int) -> None:
    tab.check.next_step.click()
    checking = panel(tab, CheckPanel)
    checking.form.fill({"authorized_on": date(2026, 10, 1)})
    checking.form.submit()
    assert "were not told yet" in checking.form.row("authorized_on").problem()
    checking.form.fill({"disclosed_on": date(2026, 10, 1)})
    checking.form.submit()
    tab.check.next_step.click()
    checking = panel(tab, CheckPanel)
    checking.form.fill({"ordered_on": date(2026, 10, 2), "result_on": date(2026, 10, 8)})
    checking.form.row("result").control.chip("clear").click()  # type: ignore[attr-defined]
    assert not checking.form.row("pre_adverse_on").isVisible()
    checking.form.row("decision").control.chip("cleared").click()  # type: ignore[attr-defined]
    assert checking.form.values()["recheck_on"] == date(2028, 10, 8)
    checking.form.submit()
    assert tab.check.badge.text() == "May serve"
    assert [(row.kind, row.expires_on) for row in file(desk, ana).credentials] == [
        ("background_check", date(2028, 10, 8))
    ]


def test_that_the_first_day_of_a_final_notice_is_told_while_the_first_one_is_typed(tab: MentorTab, clock: Any) -> None:
    tab.check.next_step.click()
    checking = panel(tab, CheckPanel)
    checking.form.row("result").control.chip("concern").click()  # type: ignore[attr-defined]
    checking.form.fill({"pre_adverse_on": date(2026, 7, 2)})
    checking._fit()
    assert checking._wait.isVisible()
    assert "07/10/2026" in checking._wait.text()


def test_that_what_a_mentor_does_not_do_can_be_read_with_them(tab: MentorTab) -> None:
    tab.stage._show_limits()
    assert panel(tab, LimitsPanel).isVisible()


def test_that_whoever_may_only_look_changes_nothing(
    shown: Callable[[], MentorTab], made_mentor: Made, desk: Desk, ana: int
) -> None:
    made_mentor(ana)
    desk.acting_as("supervisor")
    tab = shown()
    assert not tab.stage.other_step.isVisible()
    assert not tab.asks.save.isVisible()
    assert not tab.brings.chips["role"].isEnabled()
    assert not hasattr(tab.credentials, "add")


def test_that_a_coordinator_writes_down_when_a_mentor_can_serve_and_takes_it_back(
    tab: MentorTab, desk: Desk, ana: int
) -> None:
    mentor = file(desk, ana).id
    tab.asks.form.fill({"most_shifts_week": 2})
    tab.asks.form.submit()
    tab.times.form.fill({"free_2": "9 am to 1 pm", "days": [7]})
    tab.times.form.submit()
    kept = desk.ask(lambda: times_of(mentor))
    assert (kept.free, kept.tastes) == ((Free(2, 540, 780),), (Taste(-1, weekday=7),))
    assert kept.most_shifts_week == 2
    desk.undo_latest()
    assert desk.ask(lambda: times_of(mentor)).free == ()


def test_that_times_that_are_being_typed_outlast_a_save_beside_them(tab: MentorTab) -> None:
    tab.times.form.fill({"free_2": "9 am to"})
    tab.asks.form.fill({"most_shifts_week": 2})
    tab.asks.form.submit()
    assert tab.times.form.values()["free_2"] == "9 am to"


def test_that_a_supervisor_does_not_see_a_form_they_may_not_save(
    shown: Callable[[], MentorTab], made_mentor: Made, desk: Desk, ana: int
) -> None:
    made_mentor(ana)
    desk.acting_as("supervisor")
    tab = shown()
    assert (tab.times.isVisible(), tab.away.isVisible()) == (False, False)


BUSY = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//a phone//EN
BEGIN:VEVENT
UID:dentist
DTSTAMP:20261101T000000Z
DTSTART:20261130T140000Z
DTEND:20261130T150000Z
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def test_that_busy_times_are_looked_at_before_they_are_kept_and_go_in_one_press(
    tab: MentorTab, desk: Desk, ana: int, tmp_path: Path
) -> None:
    mentor = file(desk, ana).id
    rows: Any = lambda: desk.ask(lambda: absences_of(mentor, desk.now()))  # noqa: E731 (asked often)
    (tmp_path / "own.ics").write_bytes(BUSY)
    tab.away.read(tmp_path / "own.ics")
    assert rows() == ()
    told = " ".join(each.text() for each in panel(tab, BusyPanel).findChildren(QLabel))
    assert "1 new busy time" in told
    assert "Dentist" not in told
    panel(tab, BusyPanel).take.click()
    assert [(row.kind, row.why) for row in rows()] == [("busy", "")]
    assert desk.notes[-1] == "1 busy time added."
    tab.away._remove_busy()
    assert rows() == ()


def test_that_a_file_that_is_no_calendar_is_told_on_the_page(tab: MentorTab, tmp_path: Path) -> None:
    (tmp_path / "own.ics").write_bytes(b"hello")
    tab.away.read(tmp_path / "own.ics")
    assert tab._banner.isVisible()
    assert not [each for each in tab.window().findChildren(BusyPanel) if each.isVisible()]


def test_that_the_name_of_a_calendar_is_told_and_changed(tab: MentorTab) -> None:
    assert tab.calendar.name.text() == ""
    tab.calendar.ask.click()
    first = tab.calendar.name.text()
    assert re.fullmatch(r"[0-9a-f]{32}\.ics", first)
    tab.calendar.rename.click()
    assert re.fullmatch(r"[0-9a-f]{32}\.ics", tab.calendar.name.text())
    assert tab.calendar.name.text() != first


def test_that_an_absence_of_a_few_hours_is_written_down_and_changed(tab: MentorTab, desk: Desk, ana: int) -> None:
    mentor = file(desk, ana).id
    hours: Any = lambda: [  # noqa: E731 (asked often)
        f"{row.starts:%d %H:%M} {row.ends:%d %H:%M}" for row in desk.ask(lambda: absences_of(mentor, desk.now()))
    ]
    tab.away.form.fill({"starts": date(2026, 11, 30), "from_time": time(14), "until_time": time(16)})
    tab.away.form.submit()
    assert hours() == ["30 14:00 30 16:00"]
    row = desk.ask(lambda: absences_of(mentor, desk.now()))[0]
    tab.away._change(row)
    assert tab.away.form.values()["from_time"] == time(14)
    tab.away.form.fill({"until_time": None})
    tab.away.form.submit()
    assert hours() == ["30 14:00 01 00:00"]
