"""What is typed in the notes: kept by itself, never lost, and never written over somebody else's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rcc_council.meetings.live import begin_item, note_words
from rcc_council.views import live_notes

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_council.views.live_notes import NotesPart

Town = Any
Open = Any
MOST_LOST_MS = 2000


def notes_of(page: Any) -> NotesPart:
    found: NotesPart = page.live.item.notes
    found.text.setFocus()
    return found


def elsewhere(town: Town, said: str) -> None:
    """Somebody at another desk writes on the budget."""
    item = town.item("Budget")
    town.do(note_words, item.id, said, expected=item.version)


def test_that_words_are_kept_when_the_keys_rest(open_page: Open, town: Town, qtbot: Any) -> None:
    town.open()
    notes = notes_of(open_page())
    QTest.keyClicks(notes.text, "Three offers were looked at.")
    qtbot.waitUntil(lambda: town.item("Budget").words == "Three offers were looked at.", timeout=MOST_LOST_MS)
    assert notes.state.text().startswith("Kept at ")


def test_that_whoever_types_without_a_rest_loses_at_most_two_seconds(open_page: Open, town: Town) -> None:
    assert live_notes.REST_MS < live_notes.MOST_MS < MOST_LOST_MS
    town.open()
    notes = notes_of(open_page())
    QTest.keyClicks(notes.text, "a")
    first = notes._most.remainingTime()
    QTest.keyClicks(notes.text, "b")
    assert notes._most.remainingTime() <= first <= live_notes.MOST_MS


def test_that_the_next_item_takes_nothing_of_what_was_typed_away(open_page: Open, town: Town) -> None:
    town.open()
    page = open_page()
    QTest.keyClicks(notes_of(page).text, "Half a sent")
    page.live.next_item()
    assert town.item("Budget").words == "Half a sent"
    assert page.live.item.notes.text.toPlainText() == ""


def test_that_leaving_the_page_keeps_what_was_typed(open_page: Open, town: Town) -> None:
    town.open()
    page = open_page()
    QTest.keyClicks(notes_of(page).text, "Almost gone")
    page.hide()
    assert town.item("Budget").words == "Almost gone"


def test_that_words_from_another_desk_appear_where_nothing_is_typed_here(open_page: Open, town: Town) -> None:
    town.open()
    page = open_page()
    elsewhere(town, "From the other desk.")
    page.refresh()
    assert notes_of(page).text.toPlainText() == "From the other desk."
    assert page.live.item.notes.both.isHidden()


def test_that_two_who_write_at_once_are_shown_both_texts_and_asked(open_page: Open, town: Town) -> None:
    town.open()
    page = open_page()
    notes = notes_of(page)
    QTest.keyClicks(notes.text, "Mine.")
    elsewhere(town, "Theirs.")
    notes.keep_now()
    assert notes.both.isVisible()
    assert (notes.both.mine.toPlainText(), notes.both.theirs.toPlainText()) == ("Mine.", "Theirs.")
    assert town.item("Budget").words == "Theirs."
    QTest.keyClick(notes.both.keep_both, Qt.Key.Key_Return)
    assert town.item("Budget").words == "Theirs.\nMine."
    assert notes.text.toPlainText() == "Theirs.\nMine."


def test_that_either_text_may_be_kept_alone(open_page: Open, town: Town) -> None:
    town.open()
    page = open_page()
    notes = notes_of(page)
    for keep, stays in (("keep_mine", "Mine."), ("keep_theirs", "Theirs.")):
        elsewhere(town, "")
        page.refresh()
        notes.text.setPlainText("Mine.")
        elsewhere(town, "Theirs.")
        notes.keep_now()
        getattr(notes.both, keep).click()
        assert town.item("Budget").words == stays


def test_that_a_change_of_the_item_itself_stops_nobody_from_writing(open_page: Open, town: Town, desk: Any) -> None:
    town.open()
    page = open_page()
    notes = notes_of(page)
    QTest.keyClicks(notes.text, "Still mine.")
    town.do(begin_item, town.items["Van"], desk.now())
    town.do(begin_item, town.items["Budget"], desk.now())
    notes.keep_now()
    assert notes.both.isHidden()
    assert town.item("Budget").words == "Still mine."


def test_that_keys_pressed_while_words_are_on_their_way_are_kept_as_well(
    open_page: Open, town: Town, desk: Any
) -> None:
    town.open()
    page = open_page()
    notes = notes_of(page)
    QTest.keyClicks(notes.text, "First")
    desk.hold()
    notes.keep_now()
    QTest.keyClicks(notes.text, ", then second")
    page.live.next_item()
    desk.let_go()
    assert town.item("Budget").words == "First, then second"


def test_that_words_refused_after_the_item_was_left_wait_there(open_page: Open, town: Town, desk: Any) -> None:
    town.open()
    page = open_page()
    notes = notes_of(page)
    QTest.keyClicks(notes.text, "Mine.")
    elsewhere(town, "Theirs.")
    page.live.next_item()
    assert town.item("Budget").words == "Theirs."
    page.live.take_up(town.item("Budget"))
    assert notes.both.isVisible()
    assert notes.both.mine.toPlainText() == "Mine."


def test_that_a_process_killed_while_typing_loses_at_most_two_seconds(turns: Any, tmp_path: Path) -> None:
    script = tmp_path / "typing.py"
    script.write_text(_TYPING, encoding="utf-8")
    said = turns.killed(script, 4.0)
    typed = [line.split() for line in said]
    last, at_last = int(typed[-1][0]), float(typed[-1][1])
    with turns.here() as desk:
        kept = desk.ask(_words)
    assert last > 20
    stored = len(kept)
    when = next(float(moment) for count, moment in typed if int(count) >= stored)
    assert at_last - when <= MOST_LOST_MS / 1000


def _words() -> str:
    from rcc_council.meetings.records import AgendaItem

    from rcc_desktop.api.records import fetch

    return str(fetch(AgendaItem.select(AgendaItem.words))[0][0])


_TYPING = """
import os
import time
from datetime import timedelta

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def work(desk, say):
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from rcc_council.bodies.service import add_body
    from rcc_council.meetings.agenda import add_item
    from rcc_council.meetings.live import begin_item, open_meeting
    from rcc_council.meetings.rows import ItemWish
    from rcc_council.meetings.service import add_meeting
    from rcc_council.views.meetings_page import MeetingsPage

    app = QApplication.instance() or QApplication([])
    now = desk.now()
    body = desk.do(lambda: add_body("Council", "council", now.date()))
    meeting = desk.do(lambda: add_meeting(body, now, now + timedelta(hours=1), now))
    item = desk.do(lambda: add_item(meeting, ItemWish("Budget")))
    desk.do(lambda: open_meeting(meeting, now))
    desk.do(lambda: begin_item(item, now))
    page = MeetingsPage(desk)
    page.show()
    page.open_meeting_of(meeting)
    text = page.live.item.notes.text
    text.setFocus()
    count = 0
    while True:
        QTest.keyClicks(text, "a")
        count += 1
        say(f"{count} {time.monotonic()}")
        QTest.qWait(30)
"""
