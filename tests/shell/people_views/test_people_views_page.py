"""The list of people, by its keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from rcc_desktop.api import needs
from rcc_desktop.api.records import DeskAlert, Person
from rcc_desktop.people import service
from rcc_desktop.people.rows import Alert, NewPerson
from rcc_desktop.people.views.people_page import PeoplePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk


def add(desk: TryOutDesk, first: str, last: str, **known: object) -> int:
    new = NewPerson(first_name=first, last_name=last, **known)  # type: ignore[arg-type]
    return desk.do(lambda: service.add(new, desk.now())).id


@pytest.fixture
def page(desk: TryOutDesk, qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(desk)
    qtbot.addWidget(made)
    return made


def shown(page: PeoplePage) -> list[str]:
    return [row.found.name for row in page.model.rows]


def type_and_wait(page: PeoplePage, qtbot: QtBot, typed: str) -> None:
    QTest.keyClicks(page.field, typed)
    qtbot.waitUntil(lambda: not page._pause.isActive())


def test_that_people_stand_by_last_name_with_what_the_desk_needs(page: PeoplePage, desk: TryOutDesk) -> None:
    add(desk, "Maria", "Zapata", birth_on=date(1980, 3, 4), pronouns="she/her")
    add(desk, "Devon", "Price", birth_year=1975)
    page.refresh()
    texts = [[column.text(row) for column in page.model.columns] for row in page.model.rows]
    assert texts == [
        ["Devon Price", "1975", "", "", "11/21/2026", ""],
        ["Maria Zapata", "03/04/1980", "she/her", "", "11/21/2026", ""],
    ]


def test_that_an_empty_center_says_what_to_do_first(page: PeoplePage) -> None:
    page.refresh()
    assert page._room.currentIndex() == 1


def test_that_the_empty_page_gives_way_once_somebody_is_here(page: PeoplePage, desk: TryOutDesk) -> None:
    page.refresh()
    add(desk, "Ana", "Ruiz")
    page.refresh()
    assert page._room.currentIndex() == 0
    assert shown(page) == ["Ana Ruiz"]


def test_that_typing_finds_and_enter_opens_the_file(page: PeoplePage, desk: TryOutDesk, qtbot: QtBot) -> None:
    add(desk, "Devon", "Price")
    maria = add(desk, "María", "Nuñez")
    page.refresh()
    type_and_wait(page, qtbot, "nunez mar")
    assert shown(page) == ["María Nuñez"]
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert desk.shell.opened == [(maria, None)]


def test_that_enter_before_the_answer_opens_who_was_typed(page: PeoplePage, desk: TryOutDesk, qtbot: QtBot) -> None:
    add(desk, "Aaron", "Able")
    zoe = add(desk, "Zoe", "Zimmer")
    page.refresh()
    QTest.keyClicks(page.field, "zoe")
    assert page._pause.isActive()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert desk.shell.opened == [(zoe, None)]


def test_that_down_walks_the_list_while_the_field_keeps_the_keys(
    page: PeoplePage, desk: TryOutDesk, qtbot: QtBot
) -> None:
    add(desk, "Ana", "Alba")
    bea = add(desk, "Bea", "Bravo")
    page.refresh()
    for _press in range(2):
        QTest.keyClick(page.field, Qt.Key.Key_Down)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert desk.shell.opened == [(bea, None)]


def test_that_emptying_the_field_brings_everybody_back(page: PeoplePage, desk: TryOutDesk, qtbot: QtBot) -> None:
    add(desk, "Ana", "Alba")
    add(desk, "Bea", "Bravo")
    page.refresh()
    type_and_wait(page, qtbot, "bea")
    assert shown(page) == ["Bea Bravo"]
    page.field.clear()
    qtbot.waitUntil(lambda: not page._pause.isActive())
    assert shown(page) == ["Ana Alba", "Bea Bravo"]


def test_that_ten_thousand_people_are_fetched_as_far_as_they_are_scrolled(
    page: PeoplePage, desk: TryOutDesk, qtbot: QtBot
) -> None:
    names = ("shown_name", "sort_name", "first_name", "last_name", "added_on")

    def many() -> None:
        rows = [(f"First Last{at:05}", f"last{at:05} first", "First", f"Last{at:05}", 20261121) for at in range(10_000)]
        needs("people.add")(lambda: Person.add_many(names, rows))()

    desk.do(many)
    page.refresh()
    page.resize(1200, 700)
    with qtbot.waitExposed(page):
        page.show()
    assert 0 < page.model.rowCount() <= 400
    for _page in range(60):
        page.table.scrollToBottom()
        if page.model.canFetchMore():
            page.model.fetchMore()
    assert page.model.rowCount() == 10_000
    assert shown(page)[0] == "First Last00000"
    assert shown(page)[-1] == "First Last09999"
    assert len({row.found.id for row in page.model.rows}) == 10_000


def test_that_an_alert_is_seen_in_the_list(page: PeoplePage, desk: TryOutDesk) -> None:
    ana = add(desk, "Ana", "Alba")
    desk.do(lambda: service.set_alerts(ana, [Alert("A letter is waiting")]))
    assert desk.ask(lambda: DeskAlert.select().count()) == 1
    page.refresh()
    note = page.model.columns[-1]
    assert note.text(page.model.rows[0]) == "A letter is waiting"
    assert note.tone is not None
    assert note.tone(page.model.rows[0]) == "warn"


def test_that_restricted_people_are_not_listed_for_the_front_desk(desk: TryOutDesk, qtbot: QtBot) -> None:
    add(desk, "Ana", "Alba")
    add(desk, "Bea", "Bravo", restricted=True)
    desk.acting_as("front_desk")
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.refresh()
    assert shown(page) == ["Ana Alba"]
    assert "1 person" in page._subtitle.text()


@pytest.mark.parametrize(("role", "offered"), [("front_desk", False), ("coordinator", True)])
def test_that_files_are_brought_in_by_those_who_may(desk: TryOutDesk, qtbot: QtBot, role: str, offered: bool) -> None:
    desk.acting_as(role)
    pressed: list[bool] = []
    page = PeoplePage(desk, lambda: pressed.append(True))
    qtbot.addWidget(page)
    buttons = [each for each in page.findChildren(QPushButton) if each.accessibleName() == "Bring in a spreadsheet"]
    assert bool(buttons) is offered
    for each in buttons:
        each.click()
    assert pressed == [True] * len(buttons)


def test_that_a_name_nobody_has_goes_into_the_form_for_somebody_new(
    page: PeoplePage, desk: TryOutDesk, qtbot: QtBot
) -> None:
    page.refresh()
    type_and_wait(page, qtbot, "Xiomara Quist")
    page.add_person()
    assert [typed for typed, _then in desk.shell.asked_to_add] == ["Xiomara Quist"]
