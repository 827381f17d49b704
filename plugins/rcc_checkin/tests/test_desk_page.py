"""The front desk, through its keys."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from rcc_checkin import service, visits
from rcc_checkin.views.asking import Question
from rcc_checkin.views.counting import AnonymousPanel, GroupPanel
from rcc_checkin.views.desk_page import DeskPage

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import DeskAlert
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
def page(qtbot: Qtbot, desk: Desk, clock: Clock) -> Iterator[DeskPage]:
    """The desk page in a window, at ten past nine."""
    clock.at(9, 10)
    made = DeskPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 720)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.refresh()
    made.picker.field.setFocus()
    yield made
    made.hide()


def type_in(page: DeskPage, text: str, enters: int = 0) -> None:
    """Type as a person does: key by key, then Enter so many times."""
    QTest.keyClicks(page.picker.field, text)
    for _press in range(enters):
        QTest.keyClick(page.picker.field, Qt.Key.Key_Return)


def wait_for_answer(qtbot: Qtbot, page: DeskPage, count: int) -> None:
    """Until the list shows so many people."""
    qtbot.waitUntil(lambda: len(page.picker.people.lines()) == count, timeout=2000)


def opened(page: DeskPage, kind: type[Panel]) -> Panel:
    """The panel that lies over the page."""
    found = page.window().findChild(kind)
    assert found is not None
    return found


def here(ask: Run, door: Door) -> list[str]:
    return [row.name for row in ask(lambda: visits.here_now(door))]


@needs("people.change")
def warn_about(person: int, words: str) -> None:
    DeskAlert.add(person=person, words=words)


def test_that_three_letters_and_enter_check_a_returning_person_in(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    type_in(page, "mar", enters=1)
    assert here(ask, door) == ["Maria Nunez"]
    assert desk.notes[-1] == "Maria Nunez is checked in."
    assert page.picker.text() == ""
    assert page.focusWidget() is page.picker.field


def test_that_a_second_enter_does_not_make_a_second_visit(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    type_in(page, "maria", enters=3)
    type_in(page, "maria", enters=1)
    assert here(ask, door) == ["Maria Nunez"]
    assert desk.notes[-1] == "Maria Nunez is already here since 9:10 am."
    assert len(desk.shell.undos) == 1


def test_that_an_early_enter_waits_and_checks_in_only_who_is_meant_beyond_doubt(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int], qtbot: Qtbot
) -> None:
    person("Maria Nunez")
    person("Mario Nunez")
    type_in(page, "mari", enters=1)
    assert here(ask, door) == []
    wait_for_answer(qtbot, page, 2)
    first, second = (line.name for line in page.picker.people.lines())
    QTest.keyClick(page.picker.field, Qt.Key.Key_Down)
    QTest.keyClick(page.picker.field, Qt.Key.Key_Return)
    assert here(ask, door) == [second]
    type_in(page, first.casefold(), enters=1)
    assert here(ask, door) == [second, first]


def test_that_keys_typed_while_the_store_is_slow_are_not_lost(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    person("Bo Ruiz")
    desk.hold()
    type_in(page, "maria", enters=1)
    desk.let_go()
    desk.hold()
    type_in(page, "bo")
    desk.let_go()
    assert page.picker.text() == "bo"
    QTest.keyClick(page.picker.field, Qt.Key.Key_Return)
    assert here(ask, door) == ["Maria Nunez", "Bo Ruiz"]


def test_that_a_slow_answer_to_an_older_text_checks_nobody_in(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    person("Bo Ruiz")
    desk.hold()
    type_in(page, "maria", enters=1)
    page.picker.field.selectAll()
    type_in(page, "bo")
    desk.let_go()
    assert here(ask, door) == []
    assert page.picker.text() == "bo"


def test_that_reasons_chosen_by_number_are_kept_and_start_over_for_the_next(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int], qtbot: Qtbot
) -> None:
    person("Maria Nunez")
    assert page.here_for.reasons() == ("drop_in",)
    QTest.keyClick(page.picker.field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page.picker.field, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    type_in(page, "maria", enters=1)
    (row,) = ask(lambda: visits.here_now(door))
    assert row.reasons == ("meeting",)
    assert page.here_for.reasons() == ("drop_in",)


def test_that_the_kind_of_visitor_is_kept(page: DeskPage, ask: Run, door: Door, person: Callable[[str], int]) -> None:
    person("Maria Nunez")
    page.here_for.kind.set_value("volunteer")
    type_in(page, "maria", enters=1)
    (row,) = ask(lambda: visits.here_now(door))
    assert row.kind == "volunteer"


def test_that_undo_takes_the_check_in_back(
    page: DeskPage, desk: Desk, ask: Run, door: Door, clock: Clock, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    type_in(page, "maria", enters=1)
    desk.undo_latest()
    assert here(ask, door) == []
    (kept,) = ask(lambda: visits.visits_on(clock.now.date(), 1, door.opening.zone, today=clock.now.date(), undone=True))
    assert kept.undone_why == "Taken back at once, at the desk"


def test_that_a_return_is_welcomed_and_can_be_taken_back(
    page: DeskPage, desk: Desk, ask: Run, run: Run, door: Door, clock: Clock, person: Callable[[str], int]
) -> None:
    maria = person("Maria Nunez")
    arrival = run(lambda: service.check_in(maria, door, clock.at(9, 10)))
    run(lambda: service.check_out([arrival.visit], clock.at(10)))
    clock.at(10, 30)
    type_in(page, "maria", enters=1)
    assert desk.notes[-1] == "Welcome back: Maria Nunez goes on with the visit from 9:10 am."
    assert here(ask, door) == ["Maria Nunez"]
    desk.undo_latest()
    assert here(ask, door) == []


def test_that_an_alert_is_seen_before_enter_and_stays_after(
    page: DeskPage, desk: Desk, run: Run, person: Callable[[str], int], qtbot: Qtbot
) -> None:
    maria = person("Maria Nunez")
    run(lambda: warn_about(maria, "A letter is waiting"))
    type_in(page, "maria")
    wait_for_answer(qtbot, page, 1)
    assert page.picker.people.lines()[0].alert == "A letter is waiting"
    QTest.keyClick(page.picker.field, Qt.Key.Key_Return)
    assert page.alert.isVisible()


def test_that_people_who_are_here_are_shown_as_such(
    page: DeskPage, run: Run, door: Door, clock: Clock, person: Callable[[str], int], qtbot: Qtbot
) -> None:
    maria = person("Maria Nunez")
    run(lambda: service.check_in(maria, door, clock.at(9, 10)))
    type_in(page, "maria")
    wait_for_answer(qtbot, page, 1)
    (line,) = page.picker.people.lines()
    assert [badge.text for badge in line.badges] == ["Here since 9:10 am"]
    assert line.hint == ""


def test_that_the_figures_and_the_list_follow_each_arrival(page: DeskPage, person: Callable[[str], int]) -> None:
    person("Maria Nunez")
    person("Bo Ruiz")
    type_in(page, "maria", enters=1)
    type_in(page, "bo", enters=1)
    assert [line.name for line in page.who_is_here.people.lines()] == ["Maria Nunez", "Bo Ruiz"]
    assert page.who_is_here.here.accessibleName() == "Here now: 2"
    assert page.who_is_here.visits.accessibleName() == "Visits today: 2"
    assert page.who_is_here.first.accessibleName() == "First visits: 2"


def test_that_checking_out_from_the_list_can_be_undone(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    type_in(page, "maria", enters=1)
    people = page.who_is_here.people
    QTest.keyClick(people, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert here(ask, door) == []
    assert desk.notes[-1] == "Maria Nunez is checked out."
    desk.undo_latest()
    assert here(ask, door) == ["Maria Nunez"]


def test_that_checking_out_everyone_is_asked_first(
    page: DeskPage, desk: Desk, ask: Run, run: Run, door: Door, person: Callable[[str], int]
) -> None:
    for name in ("Maria Nunez", "Bo Ruiz"):
        person(name)
        type_in(page, name, enters=1)
    run(lambda: service.check_in_anonymous(3, door, desk.now()))
    page.refresh()
    QTest.keyClick(page.picker.field, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    question = opened(page, Question)
    assert len(here(ask, door)) == 3
    question.yes.click()
    assert here(ask, door) == []
    assert desk.notes[-1] == "5 people are checked out."


def test_that_anonymous_people_are_counted_by_two_keys(page: DeskPage, desk: Desk, ask: Run, door: Door) -> None:
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.picker.field, Qt.Key.Key_A, ctrl_shift)
    panel = opened(page, AnonymousPanel)
    QTest.keyClick(panel.heads, Qt.Key.Key_Up)
    QTest.keyClick(panel.heads, Qt.Key.Key_Return)
    (row,) = ask(lambda: visits.here_now(door))
    assert (row.person, row.heads, row.reasons, row.kind) == (None, 2, ("drop_in",), "guest")
    assert desk.notes[-1] == "2 anonymous visits counted."
    desk.undo_latest()
    assert ask(lambda: visits.here_now(door)) == []


def test_that_a_group_arrives_in_one_go(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    QTest.keyClick(page.picker.field, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    panel = opened(page, GroupPanel)
    panel.form.fill({"group": "Oxford House", "heads": 5})
    QTest.keyClicks(panel.picker.field, "maria")
    QTest.keyClick(panel.picker.field, Qt.Key.Key_Return)
    assert panel.names.text() == "Maria Nunez"
    panel.form.submit()
    rows = ask(lambda: visits.here_now(door))
    assert sorted((row.name, row.heads, row.group_name) for row in rows) == [
        ("", 4, "Oxford House"),
        ("Maria Nunez", 1, "Oxford House"),
    ]
    desk.undo_latest()
    assert ask(lambda: visits.here_now(door)) == []


def test_that_somebody_new_is_checked_in_without_leaving_the_page(
    page: DeskPage, desk: Desk, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    page.picker.field.setText("Zoë Quinn")
    QTest.keyClick(page.picker.field, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    ((typed, then),) = desk.shell.asked_to_add
    assert typed == "Zoë Quinn"
    then(person("Zoë Quinn"))
    assert here(ask, door) == ["Zoë Quinn"]


def test_that_somebody_without_a_visit_can_be_said_to_have_been_here_before(
    page: DeskPage, ask: Run, door: Door, person: Callable[[str], int], qtbot: Qtbot
) -> None:
    person("Maria Nunez")
    type_in(page, "maria")
    wait_for_answer(qtbot, page, 1)
    assert page.here_for.first_visit() is True
    box = page.here_for._been_before
    box.setChecked(True)
    QTest.keyClick(page.picker.field, Qt.Key.Key_Return)
    (row,) = ask(lambda: visits.here_now(door))
    assert row.first_visit is False
    assert page.who_is_here.first.accessibleName() == "First visits: 0"


def test_that_escape_empties_the_field(page: DeskPage) -> None:
    type_in(page, "maria")
    QTest.keyClick(page.picker.field, Qt.Key.Key_Escape)
    assert page.picker.text() == ""


def test_that_what_was_typed_comes_back_when_it_could_not_be_recorded(
    page: DeskPage, desk: Desk, person: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise Problem("The disk is full.", "Make room, then try again.")

    person("Maria Nunez")
    monkeypatch.setattr("rcc_checkin.views.desk_page.check_in", refuse)
    type_in(page, "maria", enters=1)
    assert page.picker.text() == "maria"
    assert desk.notes == []


def test_that_the_page_ends_forgotten_visits_at_closing_time_while_it_is_seen(
    page: DeskPage, run: Run, ask: Run, door: Door, clock: Clock, person: Callable[[str], int]
) -> None:
    maria = person("Maria Nunez")
    run(lambda: service.check_in(maria, door, clock.at(9, 10)))
    clock.now = clock.at(20) + timedelta(minutes=1)
    page._minute.timeout.emit()
    (row,) = ask(lambda: visits.visits_on(clock.now.date(), 1, door.opening.zone, today=clock.now.date()))
    assert row.left_how == "estimated"
    assert page.who_is_here.people.lines() == ()


def test_that_the_page_asks_nothing_while_it_is_hidden(page: DeskPage) -> None:
    assert page._minute.isActive()
    page.hide()
    assert not page._minute.isActive()


def test_that_every_button_says_its_keys(page: DeskPage) -> None:
    tips = {button.text().strip(): button.toolTip() for button in page.findChildren(QPushButton)}
    assert tips["Anonymous"].endswith("(Alt+A)")
    assert tips["New person"].endswith("(Alt+N)")
    assert tips["Group…"].endswith("(Alt+G)")


def test_that_the_sign_in_sheet_of_today_is_handed_over(page: DeskPage, desk: Desk, clock: Clock) -> None:
    page.who_is_here._print.click()
    ((key, answers),) = desk.shell.handed_over
    assert (key, answers.period.first, answers.site) == ("checkin.sign_in_sheet", clock.now.date(), 1)


@pytest.mark.parametrize("width", [1176, 960])
def test_that_the_words_beside_who_is_here_are_never_cut(
    page: DeskPage, run: Run, door: Door, clock: Clock, person: Callable[[str], int], qtbot: Qtbot, width: int
) -> None:
    """1176 is what the rail leaves of a window of 1280."""
    maria = person("Maria Nunez")
    run(lambda: service.check_in(maria, door, clock.now))
    page.resize(width, 720)
    page.refresh()
    room = page.who_is_here
    for each in (room._everyone, room._print):
        qtbot.waitUntil(each.isVisible)
        qtbot.waitUntil(lambda each=each: each.width() >= each.sizeHint().width())
        assert room.rect().contains(each.mapTo(room, each.rect().bottomRight()))


def test_that_an_empty_room_says_whether_the_center_is_open(page: DeskPage, clock: Clock) -> None:
    assert page.who_is_here.people._empty[0] == "Nobody is here yet"
    clock.at(20, 30)
    page.refresh()
    assert page.who_is_here.people._empty == ("Nobody is here", "The center closed at 8 pm.")
