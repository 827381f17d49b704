"""The register and the recommendations through the window: keys, search, answers at the side, undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from rcc_council.register.actions import add_action, open_actions
from rcc_council.register.recommendations import all_recommendations, recommend
from rcc_council.register.rows import ActionWish
from rcc_council.views.actions_panels import ActionForm, CarryForm
from rcc_council.views.recommendations_page import ALL, RecommendationsPage
from rcc_council.views.recommendations_panels import AnswerPanel, RecommendForm
from rcc_council.views.register_page import ACTIONS, COMINGS, MINUTES, RegisterPage

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
TODAY = date(2026, 11, 21)


def shown(qtbot: Any, page: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    page.refresh()
    return page


@pytest.fixture
def decided(desk: Desk, council: Any, meet: Any, decide: Any) -> int:
    meeting = meet(council.id, date(2026, 11, 4), council.members)
    decide(meeting, "Open on Sundays.", "lost")
    motion: int = decide(meeting, "Thank Ana Nuñez for the garden.")
    return motion


@pytest.fixture
def register(desk: Desk, qtbot: Any, decided: int) -> RegisterPage:
    page: RegisterPage = shown(qtbot, RegisterPage(desk))
    return page


@pytest.fixture
def asked(desk: Desk, council: Any, decided: int) -> int:
    row: int = desk.do(
        lambda: recommend(council.id, "", desk.now(), to_whom="The board", motion=decided, answer_days=10)
    )
    return row


@pytest.fixture
def page(desk: Desk, qtbot: Any, asked: int) -> RecommendationsPage:
    made: RecommendationsPage = shown(qtbot, RecommendationsPage(desk))
    return made


def panel_of(page: Any) -> Any:
    return page.panel


def words_in(table: Any, column: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_that_typing_finds_a_decision_whatever_its_accents(register: RegisterPage, qtbot: Any) -> None:
    assert register.first_focus() is register.search
    qtbot.keyClicks(register.search, "nunez")
    table = register.decisions.table
    assert words_in(table, 2) == ["Thank Ana Nuñez for the garden."]
    assert register.decisions.words.text() == "Thank Ana Nuñez for the garden."
    register.search.setText("motorcycle")
    assert words_in(table, 2) == []
    assert not register.decisions.card.isVisible()


def test_that_only_the_newest_question_is_asked_while_an_answer_is_awaited(
    desk: Desk, register: RegisterPage, qtbot: Any
) -> None:
    desk.hold()
    qtbot.keyClicks(register.search, "nunez")
    desk.let_go()
    assert words_in(register.decisions.table, 2) == ["Thank Ana Nuñez for the garden."]


def test_that_what_was_adopted_becomes_a_recommendation_with_undo(desk: Desk, register: RegisterPage) -> None:
    register.decisions.which.choose(["adopted"])
    register.decisions.moved.emit()
    register.decisions.make_recommendation()
    panel = register.decisions.panel
    assert isinstance(panel, RecommendForm)
    panel.form.submit()
    (row,) = desk.ask(lambda: all_recommendations(TODAY))
    assert (row.words, row.to_whom, row.made_on) == (
        "Thank Ana Nuñez for the garden.", "The organization", date(2026, 11, 4),
    )  # fmt: skip
    desk.undo_latest()
    assert desk.ask(lambda: all_recommendations(TODAY)) == ()


def test_that_an_action_is_noted_with_a_key_and_undone(desk: Desk, register: RegisterPage, council: Any) -> None:
    register.setFocus()
    register.note_action()
    panel = register.actions_.panel
    assert isinstance(panel, ActionForm)
    panel.form.submit()
    assert panel.form.row("words").problem()
    panel.form.fill({"body": council.id, "words": "Ask about the van", "owner": council.members[2]})
    panel.form.submit()
    assert words_in(register.actions_.table, 1) == ["Ask about the van"]
    assert words_in(register.actions_.table, 2) == ["Cnna Member"]
    desk.undo_latest()
    assert desk.ask(lambda: open_actions(council.id, TODAY)) == ()


@pytest.fixture
def action(desk: Desk, council: Any) -> Callable[[str], int]:
    def made(words: str) -> int:
        wish = ActionWish(words, owner=council.members[0], due_on=TODAY)
        row: int = desk.do(lambda: add_action(council.id, wish, desk.now()))
        return row

    return made


def test_that_control_d_says_it_is_done_and_undo_takes_it_back(
    desk: Desk, register: RegisterPage, council: Any, action: Any
) -> None:
    action("Ask about the van")
    register.sections.choose([ACTIONS])
    register.sections.changed.emit()
    register.actions_.table.setFocus()
    QTest.keySequence(register.actions_.table, QKeySequence("Ctrl+D"))
    assert words_in(register.actions_.table, 1) == []
    assert desk.notes[-1] == "It is done."
    desk.undo_latest()
    register.refresh()
    assert words_in(register.actions_.table, 1) == ["Ask about the van"]


def test_that_carrying_on_asks_for_a_day_a_week_on(
    desk: Desk, register: RegisterPage, council: Any, action: Any
) -> None:
    action("Ask about the van")
    register.sections.choose([ACTIONS])
    register.sections.changed.emit()
    register.actions_.carry_on()
    panel = register.actions_.panel
    assert isinstance(panel, CarryForm)
    panel.form.submit()
    (row,) = desk.ask(lambda: open_actions(council.id, TODAY))
    assert (row.state, row.due_on) == ("carried", date(2026, 11, 28))


def test_that_who_may_not_record_sees_no_button_that_would(desk: Desk, qtbot: Any, decided: int, action: Any) -> None:
    action("Ask about the van")
    desk.acting_as("director")
    page = shown(qtbot, RegisterPage(desk))
    page.sections.choose([ACTIONS])
    page.sections.changed.emit()
    assert not page.actions_.done.isVisible()
    page.actions_.set_state("done")
    assert words_in(page.actions_.table, 1) == ["Ask about the van"]


def test_that_members_are_listed_with_how_often_they_came(register: RegisterPage) -> None:
    register.sections.choose([COMINGS])
    register.sections.changed.emit()
    assert words_in(register.comings.table, 1) == ["1 of 1"] * 9
    register.sections.choose([MINUTES])
    register.sections.changed.emit()
    assert words_in(register.minutes.table, 2) == ["Main Street Council"]


def test_that_enter_opens_what_waits_and_the_answer_is_given_at_the_side(
    desk: Desk, page: RecommendationsPage, qtbot: Any
) -> None:
    assert [figure._number.text() for figure in page.figures[:2]] == ["1", "1"]  # due November 14
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    panel = page.panel
    assert isinstance(panel, AnswerPanel)
    panel.form.submit()
    assert panel.form.row("kind").problem()
    panel.form.fill({"kind": ("declined",), "said": ""})
    panel.form.submit()
    assert panel.form.row("said").problem()  # no needs words
    panel.form.fill({"said": "There is no money for it."})
    panel.form.submit()
    assert words_in(page.table, 1) == []
    page.which.choose([ALL])
    page.which.changed.emit()
    assert words_in(page.table, 6) == ["Declined"]
    desk.undo_latest()
    page.refresh()
    assert words_in(page.table, 6) == ["Answer is late"]


def test_that_what_was_accepted_is_done_later(desk: Desk, page: RecommendationsPage) -> None:
    for fill in ({"kind": ("accepted",)}, {}):
        page.which.choose([ALL])
        page.which.changed.emit()
        page.open_answer(page.model.row_at(page.model.index(0, 0)))  # type: ignore[arg-type]
        panel_of(page).form.fill(fill)
        panel_of(page).form.submit()
        panel_of(page).close()
    assert words_in(page.table, 6) == ["Done"]


def test_that_who_may_not_answer_reads_the_answer_only(desk: Desk, qtbot: Any, asked: int) -> None:
    desk.acting_as("council_secretary")
    page = shown(qtbot, RecommendationsPage(desk))
    page.open_answer(page.model.row_at(page.model.index(0, 0)))
    assert panel_of(page).form.values() == {}
    panel_of(page).close()


def test_that_a_recommendation_is_made_from_the_page(
    desk: Desk, page: RecommendationsPage, council: Any, board: int
) -> None:
    page.refresh()
    page.recommend()
    panel_of(page).form.fill({"body": council.id, "words": "Hang a lamp.", "to_body": board})
    panel_of(page).form.submit()
    assert words_in(page.table, 1) == ["Thank Ana Nuñez for the garden.", "Hang a lamp."]
    page.whose.set_value(f"to:{board}")
    assert words_in(page.table, 1) == ["Hang a lamp."]
    page.whose.set_value("")
    page.search.setText("LAMP")
    assert words_in(page.table, 1) == ["Hang a lamp."]
