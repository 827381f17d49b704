"""The clock, the hours to approve, fair load, match and a mentor's own page, by the keys."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from rcc_mentors.hours.choices import KIOSK
from rcc_mentors.people.records import Mentor
from rcc_mentors.views.clock_page import ClockPage
from rcc_mentors.views.hours_asking import AskWhy
from rcc_mentors.views.hours_page import HoursPage
from rcc_mentors.views.hours_panel import EntryPanel
from rcc_mentors.views.hours_write import WriteDownPanel
from rcc_mentors.views.match_panels import LinePanel, WorthPanel, hundredths_of
from rcc_mentors.views.my_hours_page import MyHoursPage

from rcc_desktop.api import needs
from rcc_desktop.api.records import StaffMember
from rcc_desktop.api.ui import Overlay, PageWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Desk = Any
Clock = Any
Qtbot = Any
Add = Any
Panel = TypeVar("Panel", bound=Overlay)
Shown = TypeVar("Shown", bound=PageWidget)
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def open_page(qtbot: Qtbot, desk: Desk) -> Iterator[Callable[[type[Any]], Any]]:
    made: list[PageWidget] = []

    def build(kind: type[Shown]) -> Shown:
        page = kind(desk)  # type: ignore[call-arg]
        qtbot.addWidget(page)
        page.resize(1240, 760)
        page.show()
        page.refresh()
        made.append(page)
        return page

    yield build
    for page in made:
        page.hide()


def panel_over(page: PageWidget, kind: type[Panel]) -> Panel:
    found = [panel for panel in page.window().findChildren(kind) if panel.isVisible()]
    assert found
    return found[-1]


def shown(table: Any) -> list[list[str]]:
    return [[column.text(row) for column in table.rows_model.columns] for row in table.rows_model.rows]


def press_enter(page: ClockPage, typed: str) -> None:
    QTest.keyClicks(page.picker.field, typed)
    QTest.keyClick(page.picker.field, Qt.Key.Key_Return)


def test_that_a_name_and_enter_clock_in_and_later_out(open_page: Any, desk: Desk, mentor: Add, clock: Clock) -> None:
    mentor("Maria Nunez")
    page = open_page(ClockPage)
    press_enter(page, "mar")
    assert desk.notes[-1] == "Maria Nunez is clocked in since 10:00 am."
    assert [line.name for line in page.here.lines()] == ["Maria Nunez"]
    assert page.picker.text() == ""
    press_enter(page, "mar")
    assert desk.notes[-1] == "Maria Nunez is already clocked in since 10:00 am."
    clock.advance(hours=2)
    press_enter(page, "mar")
    assert desk.notes[-1] == "Maria Nunez is clocked out at 12:00 pm: 2 h."
    assert page.here.lines() == ()
    desk.undo_latest()
    page.refresh()
    assert len(page.here.lines()) == 1


def test_that_whoever_is_expected_is_one_enter_away(open_page: Any, desk: Desk, mentor: Add, shift: Add) -> None:
    shift(mentor("Maria Nunez"), 11, 13)
    page = open_page(ClockPage)
    (line,) = page.picker.people.lines()
    assert line.below == "11:00 am to 1:00 pm · Front desk"
    QTest.keyClick(page.picker.people, Qt.Key.Key_Return)
    assert desk.notes[-1].startswith("Maria Nunez is clocked in")
    assert page.picker.people.lines() == ()


def test_that_a_forgotten_end_is_closed_when_the_clock_is_looked_at(
    open_page: Any, desk: Desk, mentor: Add, shift: Add, clock: Clock
) -> None:
    shift(mentor("Maria Nunez"), 10, 12)
    page = open_page(ClockPage)
    press_enter(page, "mar")
    clock.at(15)
    page.refresh()
    assert desk.notes[-1].startswith("1 mentor forgot to clock out.")
    assert page.here.lines() == ()


def test_that_a_time_clock_names_nobody_but_who_pressed(
    open_page: Any, desk: Desk, mentor: Add, shift: Add, entry: Add, monkeypatch: Any
) -> None:
    for name in ("Maria Nunez", "Bo Ruiz"):
        row = mentor(name)
        shift(row, 10, 13)
    entry(row, 9, 9, clock_out=None, minutes=0, state="open")
    setting = desk.setting
    monkeypatch.setattr(type(desk), "setting", lambda _desk, which: True if which is KIOSK else setting(which))
    page = open_page(ClockPage)
    assert "Nunez" not in _texts(page)
    assert "Ruiz" not in _texts(page)
    QTest.keyClicks(page.kiosk.field, "Maria N")
    QTest.keyClick(page.kiosk.field, Qt.Key.Key_Return)
    assert page.kiosk.said.text().startswith("We could not tell who you are.")
    QTest.keyClicks(page.kiosk.field, "maria nunez")
    QTest.keyClick(page.kiosk.field, Qt.Key.Key_Return)
    assert page.kiosk.said.text() == "Maria Nunez is clocked in since 10:00 am."
    assert page.kiosk.field.text() == ""
    assert "Ruiz" not in _texts(page)
    page.kiosk._reading.timeout.emit()
    assert "Nunez" not in _texts(page)


def _texts(page: ClockPage) -> str:
    lines = [line.name for line in (*page.here.lines(), *page.picker.people.lines())]
    return " ".join([*lines, *(label.text() for label in page.findChildren(QLabel))])


def test_that_hours_are_written_down_line_by_line(open_page: Any, desk: Desk, mentor: Add) -> None:
    mentor("Maria Nunez")
    page = open_page(ClockPage)
    page.write_down()
    panel = panel_over(page, WriteDownPanel)
    panel.form.fill({"came": time(9)})
    panel.form.submit()
    assert "Choose a mentor" in panel.form.row("day").problem()
    QTest.keyClicks(panel.picker.field, "mar")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Return)
    panel.form.submit()
    assert "both times" in panel.form.row("left").problem()
    panel.form.fill({"day": FRIDAY, "came": time(22), "left": time(1)})
    panel.form.submit()
    panel.form.fill({"day": FRIDAY, "hours": 2, "minutes": 30})
    panel.form.submit()
    assert [row[1:] for row in shown(panel.table)] == [
        ["Fri, Nov 20, 2026", "10:00 pm", "1:00 am", ""],
        ["Fri, Nov 20, 2026", "", "", "2 h 30 min"],
    ]
    panel._save_button.click()
    assert desk.notes[-1] == "2 entries written down."
    hours = open_page(HoursPage)
    assert [row[4] for row in shown(hours.hours.table)] == ["3 h", "2 h 30 min"]
    desk.undo_latest()
    hours.refresh()
    assert shown(hours.hours.table) == []


def test_that_a_wrong_line_says_so_and_keeps_what_was_typed(open_page: Any, mentor: Add) -> None:
    mentor("Maria Nunez")
    page = open_page(ClockPage)
    page.write_down()
    panel = panel_over(page, WriteDownPanel)
    QTest.keyClicks(panel.picker.field, "mar")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Return)
    panel.form.fill({"came": time(9), "left": time(23)})
    panel.form.submit()
    panel._save_button.click()
    assert "future" in panel.form.row("left").problem()
    assert len(panel.lines) == 1


@pytest.fixture
def hours(open_page: Any, mentor: Add, entry: Add, shift: Add) -> HoursPage:
    """Two entries that share time, one without a flag, one that is approved already."""
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    entry(maria, 9, 12, day=FRIDAY)
    entry(maria, 11, 13, day=FRIDAY)
    entry(bo, 9, 10.5, day=FRIDAY, assignment=shift(bo, 9, 10, day=FRIDAY))
    entry(bo, 14, 15, day=FRIDAY, state="approved", approved_minutes=60, source="estimated")
    page: HoursPage = open_page(HoursPage)
    return page


def choose(page: HoursPage, *names: str) -> None:
    for at, row in enumerate(page.hours.table.rows_model.rows):
        if row.name in names:
            page.hours.table.selectRow(at)


def test_that_what_waits_is_shown_with_its_figures_and_flags(hours: HoursPage) -> None:
    rows = shown(hours.hours.table)
    assert [row[2] for row in rows] == ["Maria Nunez", "Bo Ruiz", "Maria Nunez"]
    assert {row[8] for row in rows} == {"Overlap", ""}
    assert rows[1][1:8] == ["Fri, Nov 20", "Bo Ruiz", "9:00 am – 10:30 am", "1 h 30 min", "1 h", "–", "clocked"]
    figures = [each.accessibleName() for each in hours.hours.figures.values()]
    assert figures == [
        "Clocked: 6 h 30 min",
        "Written down: 0 min",
        "Estimated: 1 h",
        "Scheduled: 1 h",
        "Approved: 1 h",
    ]
    assert [hours.hours.filter.chip(key).text() for key in ("waiting", "flagged", "estimated")] == [
        "Waiting · 3",
        "With a flag · 2",
        "End forgotten · 1",
    ]


def test_that_marked_entries_are_approved_and_the_others_wait(hours: HoursPage, desk: Desk) -> None:
    choose(hours, "Bo Ruiz")
    assert shown(hours.hours.table)[1][0] == "yes"
    assert hours.hours._approve_button.text().strip() == "Approve 1 entry"
    hours.hours.table.setFocus()
    QTest.keyClick(hours.hours.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.notes[-1] == "1 entry approved and locked."
    assert [row[2] for row in shown(hours.hours.table)] == ["Maria Nunez", "Maria Nunez"]
    desk.undo_latest()
    hours.refresh()
    assert len(shown(hours.hours.table)) == 3


def test_that_space_marks_the_row_the_keys_are_on(hours: HoursPage) -> None:
    table = hours.hours.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [row[0] for row in shown(table)] == ["yes", "yes", "–"]


def test_that_everything_without_a_flag_goes_at_one_press(hours: HoursPage, desk: Desk) -> None:
    hours.hours._rest.click()
    assert desk.notes[-1] == "1 entry approved and locked."
    assert [row[8] for row in shown(hours.hours.table)] == ["Overlap", "Overlap"]


def test_that_a_flag_asks_why_and_an_hour_counts_once_all_the_same(hours: HoursPage, desk: Desk) -> None:
    choose(hours, "Maria Nunez")
    hours.hours._approve_button.click()
    question = panel_over(hours, AskWhy)
    question.form.fill({"why": "Both are right"})
    question.form.submit()
    assert "approved already" in hours._banner._what.text()
    assert len(shown(hours.hours.table)) == 3


def test_that_refusing_asks_why(hours: HoursPage, desk: Desk) -> None:
    choose(hours, "Bo Ruiz")
    hours.hours._refuse_button.click()
    question = panel_over(hours, AskWhy)
    question.form.submit()
    assert question.form.row("why").problem()
    question.form.fill({"why": "Was at home"})
    question.form.submit()
    assert desk.notes[-1] == "1 entry does not count."
    hours.hours.filter.choose(("refused",))
    hours.hours._narrow()
    assert "Was at home" in shown(hours.hours.table)[0][8]


def test_that_other_minutes_are_approved_with_a_reason(hours: HoursPage, desk: Desk) -> None:
    hours.hours._open(hours.hours.table.rows_model.rows[1])
    panel = panel_over(hours, EntryPanel)
    panel.form.fill({"hours": 1, "minutes": 0})
    panel._approve()
    assert "say why" in panel.form.row("why").problem()
    panel.form.fill({"why": "The rest was a break"})
    panel._approve()
    assert desk.notes[-1] == "Approved and locked."
    assert [row[2] for row in shown(hours.hours.table)] == ["Maria Nunez", "Maria Nunez"]


def test_that_times_are_put_right_before_approval(hours: HoursPage, desk: Desk) -> None:
    hours.hours._open(hours.hours.table.rows_model.rows[0])
    panel = panel_over(hours, EntryPanel)
    panel.form.fill({"came": time(12), "left": time(13), "why": "Came at noon"})
    panel._correct()
    assert desk.notes[-1].startswith("The times are put right.")
    assert {row[8].split(" · ")[0] for row in shown(hours.hours.table)} != {"Overlap"}


def test_that_locked_hours_take_an_addendum_only(hours: HoursPage, desk: Desk) -> None:
    hours.hours.filter.choose(("approved",))
    hours.hours._narrow()
    hours.hours._open(hours.hours.table.rows_model.rows[0])
    panel = panel_over(hours, EntryPanel)
    assert set(panel.form.values()) == {"hours", "minutes", "why"}
    panel._add_addendum()
    assert panel.form.row("why").problem()
    panel.form.fill({"hours": 0, "minutes": 30, "why": "Left early"})
    panel._add_addendum()
    assert desk.notes[-1].startswith("The addendum stands from today on.")
    assert shown(hours.hours.table)[0][6] == "30 min"
    hours.hours._open(hours.hours.table.rows_model.rows[0])
    assert "Left early" in panel_over(hours, EntryPanel)._earlier.text()


def test_that_booked_shifts_are_counted_as_planned(hours: HoursPage, desk: Desk, mentor: Add, shift: Add) -> None:
    shift(mentor("Ann Lee"), 9, 11, day=FRIDAY)
    hours.hours._planned.click()
    assert desk.notes[-1] == "1 shift counted as planned. It waits for approval."
    assert any(row[7] == "scheduled" for row in shown(hours.hours.table))
    hours.hours._planned.click()
    assert desk.notes[-1] == "Every booked shift of these days has its hours."


def test_that_the_week_before_is_one_key_away(hours: HoursPage) -> None:
    hours.bar.chips.choose(("week",))
    hours.bar._turn_to_kind()
    assert hours.bar.told.text() == "Mon, Nov 16, 2026 to Sun, Nov 22, 2026"
    QTest.keyClick(hours.hours.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hours.bar.told.text() == "Mon, Nov 9, 2026 to Sun, Nov 15, 2026"
    assert shown(hours.hours.table) == []


def turn_to(page: HoursPage, section: str) -> None:
    page.sections.chip(section).click()


def test_that_fair_load_is_told_in_words_and_cannot_be_sorted(hours: HoursPage, mentor: Add, entry: Add) -> None:
    zoe = mentor("Zoe Adams")
    for day in range(9, 15):
        entry(zoe, 9, 20, day=date(2026, 11, day))
    turn_to(hours, "load")
    rows = shown(hours.load.table)
    assert [row[0] for row in rows] == ["Zoe Adams", "Maria Nunez", "Bo Ruiz"]
    assert rows[0][6] == "Gave 66 h this month. Served 6 days in a row, up to Sat, Nov 14, 2026."
    assert hours.load.care.text() == "1 mentor may need a rest. Ask how they are."
    assert not hours.load.table.isSortingEnabled()
    assert shown(hours.load.paid)[0][0] == "Peer mentoring"


def test_that_a_budget_line_turns_approved_hours_into_match(hours: HoursPage, desk: Desk, entry: Add) -> None:
    turn_to(hours, "match")
    assert hours.match.value.accessibleName() == "Value of match: $0.00"
    assert hours.match.outside.accessibleName() == "Approved, outside every line: 1 h"
    hours.match._add()
    panel = panel_over(hours, LinePanel)
    panel.form.fill(
        {
            "award": "State grant", "role": "peer_mentor", "first": date(2026, 7, 1), "last": date(2027, 6, 30),
            "rate": "nineteen", "fringe": "10",
        }
    )  # fmt: skip
    panel.form.submit()
    assert "number" in panel.form.row("rate").problem()
    panel.form.fill({"rate": "$19.00"})
    panel.form.submit()
    assert hours.match.value.accessibleName() == "Value of match: $20.90"
    assert shown(hours.match.table)[0][4:] == ["$19.00 + 10 %", "$20.90", "1 h", "$20.90"]
    hours.match.table.setCurrentIndex(hours.match.model.index(0, 0))
    hours.match._drop.click()
    assert hours.match.value.accessibleName() == "Value of match: $0.00"
    desk.undo_latest()
    hours.refresh()
    assert hours.match.value.accessibleName() == "Value of match: $20.90"


def test_that_hours_another_award_uses_are_marked_in_the_list_and_freed_again(hours: HoursPage, desk: Desk) -> None:
    of_hours = hours.hours
    assert not of_hours._claim_button.isVisible()
    of_hours.filter.choose(("approved",))
    of_hours.filter.changed.emit()
    choose(hours, "Bo Ruiz")
    of_hours._claim_button.click()
    question = panel_over(hours, AskWhy)
    question.form.fill({"why": "County grant"})
    question.form.submit()
    assert desk.notes[-1] == "1 entry counts for County grant."
    assert shown(of_hours.table)[0][8] == "nobody saw the end · counts for County grant"
    turn_to(hours, "match")
    hours.match._add()
    panel = panel_over(hours, LinePanel)
    panel.form.fill(
        {
            "award": "State block grant", "role": "peer_mentor", "first": date(2026, 7, 1), "last": date(2027, 6, 30),
            "rate": "$19.00", "fringe": "10",
        }
    )  # fmt: skip
    panel.form.submit()
    assert hours.match.value.accessibleName() == "Value of match: $0.00"
    turn_to(hours, "hours")
    choose(hours, "Bo Ruiz")
    of_hours._ask_award()
    panel_over(hours, AskWhy).form.submit()
    assert desk.notes[-1] == "1 entry is free for any award."
    turn_to(hours, "match")
    assert hours.match.value.accessibleName() == "Value of match: $20.90"


def test_that_only_whoever_counts_match_is_asked_for_an_award(hours: HoursPage, desk: Desk) -> None:
    desk.acting_as("coordinator")
    hours.hours.filter.choose(("approved",))
    hours.hours.filter.changed.emit()
    assert not hours.hours._claim_button.isVisible()


def test_that_the_published_value_stands_apart_and_says_what_it_is_for(hours: HoursPage, desk: Desk) -> None:
    turn_to(hours, "match")
    assert hours.match.worth.text() == "$31.80, at $31.80 an hour (US, 2022)."
    hours.match._show_rates()
    panel = panel_over(hours, WorthPanel)
    panel.form.fill({"place": "US", "year": 2024, "rate": "34.79"})
    panel.form.submit()
    assert hours.match.worth.text() == "$34.79, at $34.79 an hour (US, 2024)."
    assert hours.match.value.accessibleName() == "Value of match: $0.00"


def test_that_what_an_award_asks_for_is_worked_out(hours: HoursPage) -> None:
    # ORACLE 1.7
    turn_to(hours, "match")
    hours.match.form.fill({"federal": 300_000, "share": 85})
    assert hours.match.asked.text() == ("The project costs $352,941.18; $52,941.18 of it must come from elsewhere.")


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("19", 1900), ("$1,019.50", 101_950), ("7.65 %", 765), ("7.655", None), ("-1", None), ("x", None), ("nan", None)],
)
def test_that_dollars_and_percent_are_read_to_the_hundredth(typed: str, hundredths: int | None) -> None:
    assert hundredths_of(typed) == hundredths
    assert hundredths is None or Decimal(hundredths) == hundredths


def test_that_only_who_may_sees_match(qtbot: Qtbot, desk: Desk) -> None:
    desk.acting_as("coordinator")
    page = HoursPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    with pytest.raises(KeyError):
        page.sections.chip("match")


def test_that_a_mentor_sees_and_clocks_only_their_own_time(
    open_page: Any, desk: Desk, mentor: Add, entry: Add, clock: Clock
) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    entry(bo, 9, 12, day=FRIDAY)
    entry(maria, 9, 11, day=FRIDAY)

    @needs("testing")
    def join() -> None:
        StaffMember.change(desk.session.actor.staff, person=Mentor.stored_row(maria)["person_id"])

    desk.do(join)
    desk.acting_as("peer_mentor")
    page = open_page(MyHoursPage)
    assert page.state.text() == "You are not clocked in."
    assert len(shown(page.table)) == 1
    page.press.click()
    assert page.state.text() == "You are clocked in since 10:00 am (0 min)."
    clock.advance(hours=1)
    page.press.click()
    assert page.given.accessibleName() == "Given: 3 h"
    assert [row[6] for row in shown(page.table)] == ["waiting", "waiting"]
