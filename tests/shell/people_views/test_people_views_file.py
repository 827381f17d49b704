"""A person's file: changed in place, saved on leaving a field, and nothing typed is ever lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from rcc_desktop.api.ui import Chips, ChoiceField, FieldRow, PageWidget, TextField
from rcc_desktop.people import service
from rcc_desktop.people.rows import Alert, Contact, NewPerson, OtherName, PersonFile
from rcc_desktop.people.views.about_tab import AboutTab
from rcc_desktop.people.views.answers_part import AnswerField
from rcc_desktop.people.views.person_file import PersonFilePage, Tab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk


class Open:
    """One person's file, opened."""

    def __init__(self, desk: TryOutDesk, qtbot: QtBot, **known: Any) -> None:
        self.desk, self.qtbot = desk, qtbot
        new = NewPerson(**{"first_name": "Maria", "last_name": "Nuñez", **known})
        self.person = desk.do(lambda: service.add(new, desk.now())).id
        self.page = self.open()

    def open(self, tab: str | None = None, more: tuple[Tab, ...] = ()) -> PersonFilePage:
        self.page = PersonFilePage(self.desk, self.person, more, tab)
        self.qtbot.addWidget(self.page)
        self.page.resize(1200, 800)
        self.page.refresh()
        with self.qtbot.waitExposed(self.page):
            self.page.show()
        return self.page

    def file(self) -> PersonFile:
        return self.desk.ask(lambda: service.file_of(self.person))

    def row(self, title: str) -> FieldRow:
        for row in self.page.findChildren(FieldRow):
            if row.label.text() == title:
                return row
        raise LookupError(title)

    def field(self, title: str) -> QLineEdit:
        control = self.row(title).control
        assert isinstance(control, QLineEdit)
        return control

    def type(self, title: str, text: str, *, leave: bool = True) -> None:
        field = self.field(title)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        if leave:
            QTest.keyClick(field, Qt.Key.Key_Tab)

    def audit(self) -> list[tuple[str, str]]:
        sql = 'SELECT "verb", "remarks" FROM "audit_entry" ORDER BY "seq"'
        rows = self.desk.ask(lambda: self.desk.session.store.database.execute_sql(sql).fetchall())
        return [(verb, remarks) for verb, remarks in rows]


@pytest.fixture
def opened(desk: TryOutDesk, qtbot: QtBot) -> Open:
    return Open(desk, qtbot)


def test_that_leaving_a_field_saves_it_and_the_notice_takes_it_back(opened: Open) -> None:
    opened.type("Pronouns", "she/her")
    assert opened.file().pronouns == "she/her"
    assert opened.desk.notes == ["Saved."]
    opened.desk.undo_latest()
    assert opened.file().pronouns == ""


def test_that_ctrl_s_saves_what_is_still_being_typed(opened: Open) -> None:
    opened.type("Goes by", "Mari", leave=False)
    assert opened.file().goes_by == ""
    QTest.keyClick(opened.field("Goes by"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert opened.file().goes_by == "Mari"
    assert opened.page._title.text() == "Mari Nuñez"


def test_that_leaving_an_unchanged_field_writes_nothing(opened: Open) -> None:
    before = opened.audit()
    QTest.keyClick(opened.field("First name"), Qt.Key.Key_Tab)
    assert opened.audit() == before
    assert opened.desk.notes == []


def test_that_two_fields_one_after_the_other_are_both_kept(opened: Open) -> None:
    opened.type("City", "Baltimore")
    opened.type("State", "MD")
    assert (opened.file().city, opened.file().state) == ("Baltimore", "MD")


def test_that_fast_hands_never_trip_over_their_own_saving(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened.desk.session.lanes, "inline", False)
    for title, text in (("City", "Salem"), ("State", "MA"), ("ZIP code", "01970"), ("City", "Lynn")):
        opened.type(title, text)
    opened.qtbot.waitUntil(lambda: not opened.page.keeper._busy and not opened.page.keeper._waiting)
    monkeypatch.undo()
    file = opened.file()
    assert (file.city, file.state, file.zip) == ("Lynn", "MA", "01970")
    assert opened.page.conflict.isHidden()


def test_that_leaving_the_file_in_the_middle_of_saving_loses_nothing(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched, opened.page = opened.page, PersonFilePage(opened.desk, opened.person)
    watched.close()
    opened.page.refresh()
    with opened.qtbot.waitExposed(opened.page):
        opened.page.show()
    monkeypatch.setattr(opened.desk.session.lanes, "inline", False)
    opened.type("City", "Salem")
    shiboken6.delete(opened.page)
    opened.qtbot.waitUntil(lambda: opened.desk.notes == ["Saved."])
    monkeypatch.undo()
    assert opened.file().city == "Salem"


def test_that_a_birth_date_to_come_is_said_and_not_saved(opened: Open) -> None:
    opened.type("Birth date or year", "11/22/2026")
    assert opened.file().birth_on is None
    assert "not come yet" in opened.row("Birth date or year").problem()


def test_that_a_year_takes_the_place_of_a_day_and_nonsense_stays_in_its_field(opened: Open) -> None:
    opened.type("Birth date or year", "3/4/1980")
    assert opened.file().birth_on == date(1980, 3, 4)
    opened.type("Birth date or year", "1981")
    assert (opened.file().birth_on, opened.file().birth_year) == (None, 1981)
    opened.type("Birth date or year", "soon")
    assert opened.file().birth_year == 1981
    assert opened.field("Birth date or year").text() == "soon"
    assert opened.row("Birth date or year").problem()


def test_that_a_name_is_asked_for_before_the_last_one_goes(desk: TryOutDesk, qtbot: QtBot) -> None:
    opened = Open(desk, qtbot, last_name="")
    opened.field("First name").setFocus()
    opened.field("First name").clear()
    QTest.keyClick(opened.field("First name"), Qt.Key.Key_Tab)
    assert opened.file().first_name == "Maria"
    assert "needs a name" in opened.row("First name").problem()


def test_that_a_change_elsewhere_to_another_field_does_not_stand_in_the_way(opened: Open) -> None:
    opened.type("City", "Baltimore", leave=False)
    version = opened.file().version
    opened.desk.do(lambda: service.change(opened.person, version, opened.desk.now(), zip="21201"))
    QTest.keyClick(opened.field("City"), Qt.Key.Key_Tab)
    assert (opened.file().city, opened.file().zip) == ("Baltimore", "21201")
    assert opened.field("ZIP code").text() == "21201"
    assert opened.page.conflict.isHidden()


@pytest.fixture
def disputed(opened: Open) -> Open:
    """Both desks typed a city."""
    opened.type("City", "Baltimore", leave=False)
    version = opened.file().version
    opened.desk.do(lambda: service.change(opened.person, version, opened.desk.now(), city="Towson"))
    QTest.keyClick(opened.field("City"), Qt.Key.Key_Tab)
    return opened


def test_that_two_different_words_are_both_shown_and_neither_is_lost(disputed: Open) -> None:
    told = " ".join(label.text() for label in disputed.page.conflict.findChildren(QLabel))
    assert not disputed.page.conflict.isHidden()
    assert "“Towson”" in told
    assert "“Baltimore”" in told
    assert disputed.field("City").text() == "Baltimore"
    assert disputed.file().city == "Towson"


def test_that_what_was_typed_here_can_be_kept(disputed: Open) -> None:
    disputed.page.keeper.keep_mine()
    assert disputed.file().city == "Baltimore"
    assert disputed.page.conflict.isHidden()


def test_that_the_newer_one_can_be_taken(disputed: Open) -> None:
    disputed.page.keeper.take_theirs()
    assert disputed.field("City").text() == "Towson"
    assert disputed.file().city == "Towson"
    assert disputed.page.conflict.isHidden()


def test_that_a_disputed_field_waits_while_others_are_saved(disputed: Open) -> None:
    disputed.type("State", "MD")
    assert (disputed.file().city, disputed.file().state) == ("Towson", "MD")


def test_that_a_refresh_leaves_what_is_being_typed(opened: Open) -> None:
    opened.type("City", "Balti", leave=False)
    version = opened.file().version
    opened.desk.do(lambda: service.change(opened.person, version, opened.desk.now(), state="MD"))
    opened.page.refresh()
    assert opened.field("City").text() == "Balti"
    assert opened.field("State").text() == "MD"


def about(opened: Open) -> AboutTab:
    (tab,) = opened.page.findChildren(AboutTab)
    return tab


def test_that_a_way_to_reach_them_is_added_changed_and_removed_in_place(opened: Open) -> None:
    editor = about(opened)._contacts.editor
    editor.add_line()
    line = editor._lines[0]
    value = line.control("value")
    QTest.keyClicks(value, "410 555 0100")
    QTest.keyClick(value, Qt.Key.Key_Tab)
    asked = line.control("ok_to_message")
    assert isinstance(asked, ChoiceField)
    asked.set_value(True)
    asked.activated.emit(0)
    assert opened.file().contacts == (Contact("phone", "410 555 0100", True),)
    editor._lines[0].removed.emit()
    assert opened.file().contacts == ()
    opened.desk.undo_latest()
    assert opened.file().contacts == (Contact("phone", "410 555 0100", True),)


def test_that_a_number_without_digits_is_said_in_its_line_and_stays(opened: Open) -> None:
    editor = about(opened)._contacts.editor
    editor.add_line()
    value = editor._lines[0].control("value")
    assert isinstance(value, TextField)
    QTest.keyClicks(value, "ask")
    QTest.keyClick(value, Qt.Key.Key_Tab)
    assert opened.file().contacts == ()
    assert value.text() == "ask"
    assert "phone number" in editor._lines[0].row("value").problem()


def test_that_a_list_changed_elsewhere_is_not_overwritten_in_silence(opened: Open) -> None:
    editor = about(opened)._names.editor
    editor.add_line()
    name = editor._lines[0].control("name")
    QTest.keyClicks(name, "Mari")
    opened.desk.do(lambda: service.set_names(opened.person, [OtherName("Chata")]))
    QTest.keyClick(name, Qt.Key.Key_Tab)
    assert opened.file().names == (OtherName("Chata"),)
    assert not opened.page.conflict.isHidden()
    opened.page.keeper.keep_mine()
    assert opened.file().names == (OtherName("Mari"),)


def test_that_languages_are_kept_in_the_order_they_were_told(opened: Open) -> None:
    field = about(opened)._languages._field
    field.set_value(["spa"])
    field.answered.emit()
    field.set_value(["spa", "eng"])
    field.answered.emit()
    assert opened.file().languages == ("spa", "eng")


def answer(opened: Open, title: str) -> AnswerField:
    control = opened.row(title).control
    assert isinstance(control, AnswerField)
    return control


def press(field: AnswerField, code: str) -> None:
    (chips,) = field.findChildren(Chips)
    chips.chip(code).click()


def stored(opened: Open, key: str) -> tuple[str, ...] | None:
    answers = opened.file().answers
    assert answers is not None
    return answers.get(key)


def test_that_refused_unknown_and_never_asked_are_three_things(opened: Open) -> None:
    opened.page.open_tab("questions")
    veteran = answer(opened, "Veteran")
    assert stored(opened, "veteran") is None
    press(veteran, "9")
    assert stored(opened, "veteran") == ("9",)
    press(veteran, "8")
    assert stored(opened, "veteran") == ("8",)
    press(veteran, "not_asked")
    assert stored(opened, "veteran") is None


def test_that_several_races_go_together_and_an_answer_ends_no_answer(opened: Open) -> None:
    opened.page.open_tab("questions")
    race = answer(opened, "Race and ethnicity")
    press(race, "9")
    press(race, "2106-3")
    assert stored(opened, "race") == ("2106-3",)
    press(race, "2028-9")
    assert set(stored(opened, "race") or ()) == {"2106-3", "2028-9"}
    press(race, "8")
    assert stored(opened, "race") == ("8",)
    press(race, "8")
    assert stored(opened, "race") is None
    assert race.value() == ()


@pytest.fixture
def answered_twice(opened: Open) -> Open:
    """Both desks answered one question, the other desk first."""
    opened.page.open_tab("questions")
    opened.desk.do(lambda: service.set_answers(opened.person, "veteran", ["0"]))
    press(answer(opened, "Veteran"), "1")
    return opened


def test_that_an_answer_given_elsewhere_meanwhile_is_shown_beside_the_one_given_here(answered_twice: Open) -> None:
    told = " ".join(label.text() for label in answered_twice.page.conflict.findChildren(QLabel))
    assert not answered_twice.page.conflict.isHidden()
    assert "“Not a veteran”" in told
    assert "“Veteran”" in told
    assert stored(answered_twice, "veteran") == ("0",)
    answered_twice.page.keeper.keep_mine()
    assert stored(answered_twice, "veteran") == ("1",)


def test_that_the_answer_given_elsewhere_can_be_taken(answered_twice: Open) -> None:
    answered_twice.page.keeper.take_theirs()
    assert answer(answered_twice, "Veteran").value() == ("0",)
    assert stored(answered_twice, "veteran") == ("0",)


def test_that_the_questions_are_not_there_for_those_who_may_not_see_them(opened: Open) -> None:
    assert "questions" in opened.page.tab_keys()
    opened.desk.acting_as("front_desk")
    assert "questions" not in opened.open().tab_keys()


def test_that_those_who_may_only_look_cannot_type(opened: Open) -> None:
    opened.desk.acting_as("council_secretary")
    opened.open()
    assert all(field.isReadOnly() for field in opened.page.findChildren(TextField))


def test_that_opening_a_file_is_in_the_audit_once(opened: Open) -> None:
    looked = ("people.look_at", f'{{"person":"{opened.person}"}}')
    assert opened.audit().count(looked) == 1
    opened.page.refresh()
    opened.page.refresh()
    assert opened.audit().count(looked) == 1
    opened.open()
    assert opened.audit().count(looked) == 2


def test_that_a_restricted_file_shows_nothing_to_those_who_may_not_see_it(desk: TryOutDesk, qtbot: QtBot) -> None:
    opened = Open(desk, qtbot, restricted=True)
    assert not opened.page._restricted.isHidden()
    desk.acting_as("front_desk")
    page = opened.open()
    assert page.tabs.isHidden()
    assert page._title.text() == "Person"
    assert "no such person" in page._banner.accessibleDescription()


def test_that_alerts_of_today_stand_above_everything(opened: Open) -> None:
    yesterday = date(2026, 11, 20)
    desk, person = opened.desk, opened.person
    desk.do(lambda: service.set_alerts(person, [Alert("Old", yesterday), Alert("A letter"), Alert("Call Jo")]))
    opened.page.refresh()
    assert opened.page.alerts.accessibleDescription() == "A letter Call Jo"


def test_that_history_says_who_changed_what_from_what_to_what(opened: Open) -> None:
    opened.type("City", "Baltimore")
    opened.type("City", "Towson")
    opened.page.open_tab("history")
    table = opened.page._built[opened.page._index("history")].table  # type: ignore[attr-defined]
    rows = [[column.text(row) for column in table.rows_model.columns] for row in table.rows_model.rows]
    when = "11/21/2026 10:00 am"
    assert rows[:2] == [[when, "Director", "City", "Baltimore", "Towson"], [when, "Director", "City", "", "Baltimore"]]
    assert rows[2:] == [
        [when, "Director", "The file: added", "", "Maria Nuñez"],
        [when, "Director", "First name", "", "Maria"],
        [when, "Director", "Last name", "", "Nuñez"],
    ]


def test_that_a_plugins_tab_is_built_when_it_is_first_looked_at(opened: Open) -> None:
    built: list[QWidget] = []
    refreshed: list[bool] = []

    class Visits(PageWidget):
        def refresh(self) -> None:
            refreshed.append(True)

    def build() -> QWidget:
        built.append(Visits(opened.desk, "Visits"))
        return built[-1]

    page = opened.open(more=(Tab("made.visits", "Visits", "calendar", build),))
    assert built == []
    page.open_tab("made.visits")
    page.open_tab("about")
    page.open_tab("made.visits")
    assert len(built) == 1
    assert refreshed == [True]


def test_that_a_file_opens_at_the_tab_that_was_asked_for(opened: Open) -> None:
    assert opened.open("alerts").tabs.currentIndex() == opened.page.tab_keys().index("alerts")
    assert opened.open("gone.plugin").tabs.currentIndex() == 0


def test_that_a_council_secretary_sees_a_name_and_no_address(opened: Open) -> None:
    opened.desk.do(lambda: service.set_contacts(opened.person, [Contact("phone", "410 555 0100")]))
    opened.desk.acting_as("council_secretary")
    opened.open()
    titles = {row.label.text() for row in opened.page.findChildren(FieldRow)}
    assert "First name" in titles
    assert titles.isdisjoint({"Street", "City", "Number or address"})
    assert not [field for field in opened.page.findChildren(QLineEdit) if "410" in field.text()]
