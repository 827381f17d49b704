"""The minutes on screen: what is owed first, writing that keeps itself, and the way to adoption with the keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rcc_council.minutes.adopting import adopt
from rcc_council.minutes.drafting import save_part
from rcc_council.minutes.names import names_in
from rcc_council.views.minutes_editor import MOST_MS
from rcc_council.views.minutes_page import MinutesPage

if TYPE_CHECKING:
    from collections.abc import Callable

Evening = Any


@pytest.fixture
def page(evening: Evening, qtbot: Any) -> MinutesPage:
    made = MinutesPage(evening.desk)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.refresh()
    return made


def choose(page: MinutesPage, start: str) -> int:
    """Put the keys on the part whose heading begins like this; its id."""
    now = page.view.now
    assert now is not None
    at = next(at for at, part in enumerate(now.parts) if part.heading.startswith(start))
    page.view.parts.selectRow(at)
    return now.parts[at].id


def words(page: MinutesPage) -> str:
    return page.view.editor.text.toPlainText()


def test_that_what_is_owed_stands_first_and_enter_opens_it(page: MinutesPage, evening: Evening) -> None:
    row = page.model.rows[0]
    assert (row.meeting, row.state) == (evening.meeting, "draft")
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.minutes == evening.minutes
    assert page.view.model.rows == list(evening.seen().parts)
    page.show_all()
    assert page.minutes is None


def test_that_another_page_leads_to_the_minutes_of_its_meeting(page: MinutesPage, evening: Evening) -> None:
    page.show_one(evening.meeting)
    assert page.minutes == evening.minutes
    page.show_one(evening.meeting + 99)
    assert page.minutes is None, "a meeting without minutes leads to all of them"


def test_that_enter_begins_minutes_that_nobody_began(council: Evening, qtbot: Any) -> None:
    from rcc_council.meetings.live import close_meeting

    council.plan(date(2026, 3, 4))
    council.open_with("Ana", "Ben", "Cleo", "Dario")
    council.clock.at(19)
    council.now(close_meeting, council.meeting)
    page = MinutesPage(council.desk)
    qtbot.addWidget(page)
    page.refresh()
    assert page.model.rows[0].minutes is None
    page.open_row(page.model.rows[0])
    assert page.view.now is not None
    assert [part.heading for part in page.view.now.parts][1:3] == ["Attendance", "Quorum"]


def test_that_what_is_typed_is_kept_within_two_seconds_by_itself(
    page: MinutesPage, evening: Evening, qtbot: Any
) -> None:
    assert MOST_MS < 2000
    page.open_minutes(evening.minutes)
    choose(page, "1. Coffee")
    QTest.keyClicks(page.view.editor.text, "Really. ")
    assert page.view.editor.has_unkept()
    qtbot.waitUntil(lambda: evening.part("1. Coffee").words.startswith("Really. Three"), timeout=2000)
    assert evening.part("1. Coffee").is_edited


def test_that_leaving_a_part_or_the_page_keeps_what_was_typed(page: MinutesPage, evening: Evening) -> None:
    page.open_minutes(evening.minutes)
    choose(page, "1. Coffee")
    page.view.editor.text.setPlainText("Typed and left.")
    choose(page, "Quorum")
    assert evening.part("1. Coffee").words == "Typed and left."
    page.view.editor.text.setPlainText("Four of seven.")
    page.show_all()
    assert evening.part("quorum").words == "Four of seven."


def test_that_words_of_another_desk_are_never_overwritten(page: MinutesPage, evening: Evening) -> None:
    page.open_minutes(evening.minutes)
    part = choose(page, "1. Coffee")
    page.view.editor.text.setPlainText("Mine.")
    there = evening.part("1. Coffee")
    evening.do(save_part, part, there.heading, "Theirs.", expected=there.version)
    page.refresh()
    assert words(page) == "Mine."
    page.view.editor.keep_now()
    assert "Mine." in words(page)
    assert "Theirs." in words(page)
    assert evening.part("1. Coffee").words == words(page)


def test_that_what_another_desk_wrote_appears_where_nothing_is_typed(page: MinutesPage, evening: Evening) -> None:
    page.open_minutes(evening.minutes)
    part = choose(page, "1. Coffee")
    there = evening.part("1. Coffee")
    evening.do(save_part, part, there.heading, "Theirs.", expected=there.version)
    page.refresh()
    assert words(page) == "Theirs."


def test_that_a_name_is_shown_where_it_stands_and_left_for_a_reason(
    page: MinutesPage, evening: Evening, person: Callable[..., int], qtbot: Any
) -> None:
    person("Bettina Krüger")
    page.open_minutes(evening.minutes)
    choose(page, "1. Coffee")
    page.view.editor.text.setPlainText("😀 Bettina Krüger came.")
    page.view.editor.keep_now()
    qtbot.waitUntil(lambda: bool(page.view.names.model.rows), timeout=4000)
    row = page.view.names.model.rows[0]
    page.view.go_to(row)
    assert page.view.editor.text.textCursor().selectedText() == "Bettina Krüger"
    page.view.names.left.emit(row)
    assert page.panel is not None
    page.panel.form.fill({"why": "She reported."})
    page.panel.form.submit()
    assert [each.kept_why for each in evening.do(names_in, evening.minutes)] == ["She reported."]
    qtbot.waitUntil(lambda: page.view.names.model.rows[0].kept_why == "She reported.", timeout=4000)


def test_that_a_name_that_is_not_settled_keeps_the_draft_here(
    page: MinutesPage, evening: Evening, person: Callable[..., int]
) -> None:
    person("Bettina Krüger")
    page.open_minutes(evening.minutes)
    choose(page, "1. Coffee")
    page.view.editor.text.setPlainText("Bettina Krüger came.")
    page.send_around()
    assert evening.desk.problems == [] or evening.desk.problems[-1].code == "council.names"
    assert evening.seen().state == "draft"


def test_that_minutes_go_the_whole_way_on_the_page(page: MinutesPage, evening: Evening) -> None:
    page.open_minutes(evening.minutes)
    page.send_around()
    assert evening.seen().state == "circulated"
    part = choose(page, "1. Coffee")
    page.ask_for_correction()
    assert page.panel is not None
    page.panel.form.fill({"asked_by": evening.people["Dario"], "part": part, "words": "Four offers."})
    page.panel.form.submit()
    row = page.view.corrections.model.rows[0]
    page.view.corrections.make_asked.emit(row)
    page.panel.form.fill({"words": "Four offers were looked at."})
    page.panel.form.submit()
    assert evening.part("1. Coffee").words == "Four offers were looked at."
    motion = evening.adopting_motion(date(2026, 3, 11))
    page.adopt()
    assert page.panel.form.values()["motion"] == motion
    page.panel.form.submit()
    seen = evening.seen()
    assert (seen.state, seen.adopted_words) == ("adopted", "Adopted as corrected on March 11, 2026 by motion M1.")
    assert page.view.editor.text.isReadOnly()
    assert not page.view.names.isVisible()
    assert seen.digest[:8] in page.view.frozen.digest.text()
    motion = evening.adopting_motion(date(2026, 3, 18), motion_kind="amend_adopted")
    page.amend()
    page.panel.form.fill({"motion": motion, "words": "It cost 380 dollars."})
    page.panel.form.submit()
    assert [each.words for each in evening.seen().addenda] == ["It cost 380 dollars."]


def test_that_who_may_only_see_reads_and_changes_nothing(sent: Evening, qtbot: Any) -> None:
    sent.do(adopt, sent.minutes, sent.adopting_motion(date(2026, 3, 11)))
    sent.desk.acting_as("supervisor")
    page = MinutesPage(sent.desk)
    qtbot.addWidget(page)
    page.show()
    page.open_minutes(sent.minutes)
    assert "Quorum" in [part.heading for part in page.view.model.rows]
    assert not any(part.is_sealed for part in page.view.model.rows)
    for each in (page.anew, page.add, page.send, page.correct, page.adopted, page.amended):
        assert not each.isVisible()
    assert page.paper.isVisible()


def test_that_the_record_that_changed_is_shown_beside_what_was_edited(page: MinutesPage, evening: Evening) -> None:
    from rcc_council.meetings.records import AgendaItem

    item = evening.desk.ask(lambda: AgendaItem.get(AgendaItem.title == "Coffee machine").id)
    page.open_minutes(evening.minutes)
    choose(page, "1. Coffee")
    page.view.editor.text.setPlainText("My words.")
    page.view.editor.keep_now()
    evening.change(AgendaItem, item, words="Four offers.")
    page.refresh()
    assert page.view.editor.moved.isVisible()
    page.view.editor.take.click()
    assert words(page) == "Four offers."
    assert not page.view.editor.moved.isVisible()
