"""Somebody new at the desk: one name, Enter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rcc_desktop.people import service
from rcc_desktop.people.rows import Contact, NewPerson
from rcc_desktop.people.views.add_form import AddForm

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk


class Adding:
    """The form, and whoever came out of it."""

    def __init__(self, desk: TryOutDesk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.form = AddForm(desk)
        qtbot.addWidget(self.form)
        self.got: list[int] = []
        self.form.added.connect(self.got.append)
        with qtbot.waitExposed(self.form):
            self.form.show()

    def field(self, name: str) -> QLineEdit:
        return cast("QLineEdit", self.form.form.row(name).control)

    def type(self, name: str, text: str) -> None:
        self.field(name).clear()
        QTest.keyClicks(self.field(name), text)

    def enter(self, name: str = "name") -> None:
        QTest.keyClick(self.field(name), Qt.Key.Key_Return)

    def likely(self) -> list[str]:
        self.form.look_for_them()
        return [line.name for line in self.form.likely.lines()]


@pytest.fixture
def adding(desk: TryOutDesk, qtbot: QtBot) -> Adding:
    return Adding(desk, qtbot)


def test_that_a_name_and_enter_are_enough(adding: Adding) -> None:
    adding.type("name", "Maria de la Cruz Ibarra")
    adding.enter()
    (person,) = adding.got
    file = adding.desk.ask(lambda: service.file_of(person))
    assert (file.first_name, file.last_name, file.birth_on, file.birth_year) == (
        "Maria de la Cruz",
        "Ibarra",
        None,
        None,
    )
    assert file.contacts == ()


def test_that_a_nickname_alone_is_a_name(adding: Adding) -> None:
    adding.type("goes_by", "Bear")
    adding.enter("goes_by")
    (person,) = adding.got
    assert adding.desk.ask(lambda: service.file_of(person)).name == "Bear"


def test_that_no_name_at_all_is_said_beside_the_field(adding: Adding) -> None:
    adding.enter()
    assert adding.got == []
    assert adding.form.form.row("name").problem() == "Write any name they like to go by."


@pytest.mark.parametrize(
    ("typed", "born", "year"),
    [
        ("3/4/1980", date(1980, 3, 4), None),
        ("1980", None, 1980),
        ("03-04-80", date(1980, 3, 4), None),
        ("", None, None),
    ],
)
def test_that_a_birth_date_or_a_year_or_nothing_is_taken(
    adding: Adding, typed: str, born: date | None, year: int | None
) -> None:
    adding.type("name", "Ana Ruiz")
    adding.type("born", typed)
    adding.enter("born")
    (person,) = adding.got
    file = adding.desk.ask(lambda: service.file_of(person))
    assert (file.birth_on, file.birth_year) == (born, year)


def test_that_a_day_to_come_is_refused_and_nothing_typed_is_lost(adding: Adding) -> None:
    adding.type("name", "Ana Ruiz")
    adding.type("born", "12/31/2026")
    adding.enter("born")
    assert adding.got == []
    assert "has not come yet" in adding.form.form.row("born").problem()
    assert adding.field("name").text() == "Ana Ruiz"
    adding.type("born", "1990")
    adding.enter("born")
    assert len(adding.got) == 1


@pytest.mark.parametrize(("answer", "stored"), [("yes", True), ("no", False), ("not_asked", None)])
def test_that_whether_a_message_is_ok_is_kept_with_the_phone(adding: Adding, answer: str, stored: bool | None) -> None:
    adding.type("name", "Ana Ruiz")
    adding.type("phone", "410 555 0188")
    adding.form.form.fill({"message": (answer,)})
    adding.enter("phone")
    (person,) = adding.got
    assert adding.desk.ask(lambda: service.file_of(person)).contacts == (Contact("phone", "410 555 0188", stored),)


def test_that_whoever_is_here_already_is_shown_while_typing(adding: Adding) -> None:
    new = NewPerson(first_name="Devon", last_name="Price", birth_on=date(1973, 2, 6))
    adding.desk.do(lambda: service.add(new, adding.desk.now()))
    adding.type("name", "Devon Pryce")
    adding.type("born", "2/6/1973")
    assert adding.likely() == ["Devon Price"]
    adding.type("born", "")
    adding.type("name", "Somebody Else")
    assert adding.likely() == []


def test_that_the_same_person_is_used_and_nobody_is_added(adding: Adding) -> None:
    new = NewPerson(first_name="Devon", last_name="Price", birth_on=date(1973, 2, 6))
    devon = adding.desk.do(lambda: service.add(new, adding.desk.now())).id
    adding.type("name", "Devon Price")
    adding.type("born", "2/6/1973")
    adding.likely()
    adding.form.likely.acted.emit(devon)
    assert adding.got == [devon]
    assert adding.desk.ask(service.count) == 1
    assert not adding.form.has_words()


def test_that_adding_can_be_taken_back(adding: Adding) -> None:
    adding.type("name", "Ana Ruiz")
    adding.enter()
    assert adding.desk.notes == ["Ana Ruiz is added."]
    adding.desk.undo_latest()
    assert adding.desk.ask(service.count) == 0


def test_that_somebody_who_may_not_add_is_told_and_keeps_their_words(adding: Adding) -> None:
    adding.desk.acting_as("council_secretary")
    adding.type("name", "Ana Ruiz")
    adding.enter()
    assert adding.got == []
    assert not adding.form._banner.isHidden()
    assert adding.field("name").text() == "Ana Ruiz"
