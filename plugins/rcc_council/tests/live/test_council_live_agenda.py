"""The agenda written with the keys, and the meetings planned around it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from rcc_council.bodies.offices import declare_conflict
from rcc_council.meetings.agenda import paper
from rcc_council.meetings.service import add_meeting, all_meetings
from rcc_council.register.actions import add_action
from rcc_council.register.rows import ActionWish
from rcc_council.views.agenda_panel import ItemPanel
from rcc_council.views.live_plan import CancelPanel, PlanPanel, rule_of

if TYPE_CHECKING:
    from pathlib import Path

Town = Any
Press = Any
Open = Any
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
ENTER = Qt.Key.Key_Return


@pytest.fixture
def on_van(open_page: Open, town: Town) -> Any:
    """The agenda, with the keys on the van."""
    page = open_page()
    page.agenda.lines.setFocus()
    page.agenda.lines.go_to(town.items["Van"])
    return page


def test_that_alt_and_the_arrows_move_an_item(on_van: Any, town: Town, press: Press) -> None:
    press(UP, alt=True)
    assert town.titles() == ["1 Welcome", "2 Van", "3 Budget", "4 Closing"]
    press(DOWN, DOWN, alt=True)
    assert town.titles() == ["1 Welcome", "2 Budget", "3 Closing", "4 Van"]


def test_that_alt_and_right_puts_an_item_under_the_one_before_and_left_takes_it_out(
    on_van: Any, town: Town, press: Press
) -> None:
    press(RIGHT, alt=True)
    assert town.titles() == ["1 Welcome", "2 Budget / 2.1 Van", "3 Closing"]
    press(LEFT, alt=True)
    assert town.titles() == ["1 Welcome", "2 Budget", "3 Van", "4 Closing"]


def test_that_insert_adds_an_item_after_the_one_the_keys_are_on(
    on_van: Any, town: Town, press: Press, panel: Any
) -> None:
    press(Qt.Key.Key_Insert, "Newsletter", ENTER, "10")
    panel(on_van, ItemPanel).form.submit()
    assert town.titles() == ["1 Welcome", "2 Budget", "3 Van", "4 Newsletter", "5 Closing"]
    assert on_van.agenda.lines.current().title == "Newsletter"


def test_that_enter_changes_an_item(on_van: Any, town: Town, press: Press, panel: Any, desk: Any) -> None:
    press(ENTER)
    form = panel(on_van, ItemPanel).form
    form.fill({"title": "The van", "minutes": 30, "owner": town.people["Bo"]})
    form.submit()
    item = town.item("The van")
    assert (item.minutes, item.owner) == (30, "Bo Ruiz")
    desk.undo_latest()
    assert town.item("Van").minutes == 15


def test_that_delete_takes_an_item_off_and_undo_brings_it_back_whole(
    on_van: Any, town: Town, press: Press, desk: Any, tmp_path: Path
) -> None:
    file = tmp_path / "offer.txt"
    file.write_bytes(b"A van for 9,000")
    on_van.agenda.papers.take(str(file))
    press(Qt.Key.Key_Delete)
    assert town.titles() == ["1 Welcome", "2 Budget", "3 Closing"]
    desk.undo_latest()
    assert town.titles() == ["1 Welcome", "2 Budget", "3 Van", "4 Closing"]
    (kept,) = town.item("Van").papers
    assert desk.ask(lambda: paper(kept.id)).content == b"A van for 9,000"


def test_that_the_time_boxes_are_held_against_the_length_of_the_meeting(on_van: Any, press: Press, panel: Any) -> None:
    assert on_van.agenda.sum.text() == "45 min of 1 h"
    press(ENTER)
    form = panel(on_van, ItemPanel).form
    form.fill({"minutes": 40})
    form.submit()
    assert on_van.agenda.sum.text() == "1 h 10 min of 1 h: 10 min too long"


def test_that_what_is_owed_is_brought_in_and_marked(on_van: Any, town: Town, desk: Any) -> None:
    wish = ActionWish("Ask for two more offers", town.people["Rosa"])
    desk.do(lambda: add_action(town.body, wish, desk.now()))
    on_van.agenda.deeds.bring_in()
    lines = [(item.title, item.carried_words) for _depth, item in on_van.agenda.lines.items]
    assert ("Ask for two more offers", "Still open") in lines
    on_van.agenda.deeds.bring_in()
    assert desk.notes[-1] == "Nothing is owed that is not on the agenda."


def test_that_a_declared_interest_is_shown_with_the_item_it_touches(on_van: Any, town: Town, desk: Any) -> None:
    desk.do(lambda: declare_conflict(town.people["Sam"], "van", desk.now().date()))
    on_van.refresh()
    assert on_van.agenda.conflicts.isVisible()
    assert "Sam Whitehorse" in on_van.agenda.conflicts.accessibleDescription()


def test_that_an_item_goes_on_the_consent_agenda(on_van: Any, town: Town, desk: Any) -> None:
    on_van.agenda.consent.click()
    assert town.item("Van").is_consent
    desk.undo_latest()
    assert not town.item("Van").is_consent


def test_that_whoever_may_only_look_cannot_move_an_item(open_page: Open, town: Town, press: Press, desk: Any) -> None:
    desk.acting_as("supervisor")
    page = open_page()
    page.agenda.lines.setFocus()
    press(DOWN, alt=True)
    press(Qt.Key.Key_Delete, Qt.Key.Key_Insert, ENTER)
    assert town.titles() == ["1 Welcome", "2 Budget", "3 Van", "4 Closing"]
    assert not page.agenda.tools.isVisible()


def test_that_weekly_meetings_are_planned_from_one_form(open_page: Open, town: Town, panel: Any, desk: Any) -> None:
    page = open_page(on_meeting=False)
    page.plan()
    form = panel(page, PlanPanel).form
    form.fill({"day": date(2026, 12, 2), "starts": time(17, 30), "ends": time(19), "repeat": ("weekly",)})
    form.submit()
    rows = desk.ask(lambda: all_meetings(date(2026, 12, 1), date(2026, 12, 16), desk.now()))
    assert [(row.day, row.starts.time(), row.ends.time()) for row in rows] == [
        (day, time(17, 30), time(19)) for day in (date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16))
    ]


@pytest.mark.parametrize(
    ("repeat", "day", "rule"),
    [
        ("weekly", date(2026, 12, 2), "FREQ=WEEKLY;BYDAY=WE"),
        ("fortnightly", date(2026, 12, 1), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("monthly", date(2026, 12, 8), "FREQ=MONTHLY;BYDAY=2TU"),
        ("monthly", date(2026, 12, 29), "FREQ=MONTHLY;BYDAY=-1TU"),
    ],
)
def test_that_how_often_becomes_a_rule(repeat: str, day: date, rule: str) -> None:
    assert rule_of(repeat, day) == rule


def test_that_a_meeting_called_off_keeps_its_stub_and_comes_back_by_undo(
    open_page: Open, town: Town, panel: Any, desk: Any
) -> None:
    page = open_page()
    page._call_off()
    form = panel(page, CancelPanel).form
    form.fill({"why": "Snow"})
    form.submit()
    assert (town.now().meeting.state, page.shown) == ("cancelled", "over")
    desk.undo_latest()
    assert town.now().meeting.state == "planned"


def test_that_the_list_tells_what_is_to_come_from_what_was(open_page: Open, town: Town) -> None:
    town.open()
    page = open_page(on_meeting=False)
    assert [row.state for row in page.list.model.rows] == ["open"]
    page.open_meeting_of(town.meeting)
    page.close_now()
    page.show_all()
    assert page.list.model.rows == []
    page.list.which.chip("owed").click()
    assert [row.minutes_words for row in page.list.model.rows] == ["Not written yet"]


def test_that_the_agenda_printed_is_the_one_of_this_meeting_of_the_day(open_page: Open, town: Town, desk: Any) -> None:
    later = town.clock.now + timedelta(hours=3)
    second = town.do(add_meeting, town.body, later, later + timedelta(hours=1), desk.now())
    page = open_page()
    page.open_meeting_of(second)
    page.print_agenda()
    ((key, answers),) = desk.shell.handed_over
    assert (key, answers.one, answers.period) == ("council.agenda", second, None)
