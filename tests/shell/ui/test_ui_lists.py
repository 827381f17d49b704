"""Tables and lists of people: keys, copying, order, and room."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rcc_desktop.api.ui import (
    Badge,
    Chips,
    Column,
    FlowRow,
    PeopleList,
    PersonLine,
    PersonPicker,
    RowsModel,
    RowsTable,
    SideBySide,
    cards_list,
    icon,
    look,
)
from rcc_desktop.api.ui.cards_list import AT_ONCE
from rcc_desktop.api.ui.painting import initials
from rcc_desktop.shell import application

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass(frozen=True, slots=True)
class Seat:
    """A row to show."""

    number: int
    name: str


COLUMNS = (
    Column[Seat]("Seat", lambda seat: str(seat.number), sort=lambda seat: seat.number, width=6, align="right"),
    Column[Seat]("Name", lambda seat: seat.name),
)
SEATS = [Seat(10, "zoe"), Seat(9, "Ana"), Seat(100, "Ben")]


@pytest.fixture
def table(qtbot: QtBot) -> RowsTable[Seat]:
    model = RowsModel(COLUMNS)
    made = RowsTable(model, "Seats")
    qtbot.addWidget(made)
    made.resize(400, 300)
    model.show(SEATS)
    made.show()
    return made


def names(table: RowsTable[Seat]) -> list[str]:
    return [row.name for row in table.rows_model.rows]


def test_that_numbers_are_sorted_as_numbers_and_names_without_regard_to_case(table: RowsTable[Seat]) -> None:
    table.rows_model.sort(0, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Ana", "zoe", "Ben"]
    table.rows_model.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Ana", "Ben", "zoe"]


def test_that_the_chosen_row_stays_chosen_when_the_order_changes(table: RowsTable[Seat]) -> None:
    table.selectRow(2)
    held = QPersistentModelIndex(table.rows_model.index(2, 0))
    table.rows_model.sort(1, Qt.SortOrder.DescendingOrder)
    assert table.chosen_rows() == [Seat(100, "Ben")]
    assert table.rows_model.row_at(held) == Seat(100, "Ben")


def test_that_enter_and_a_double_click_open_a_row(qtbot: QtBot, table: RowsTable[Seat]) -> None:
    opened: list[Seat] = []
    table.activated_row.connect(opened.append)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    spot = table.visualRect(table.rows_model.index(2, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [SEATS[1], SEATS[2]]


def test_that_home_and_end_go_to_the_first_and_the_last_row(table: RowsTable[Seat]) -> None:
    last = table.rows_model.rowCount() - 1
    QTest.keyClick(table, Qt.Key.Key_End)
    assert (table.currentIndex().row(), table.chosen_rows()) == (last, [table.rows_model.rows[last]])
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert (table.currentIndex().row(), table.chosen_rows()) == (0, [table.rows_model.rows[0]])


def test_that_the_row_the_keys_are_on_is_marked_from_end_to_end(qtbot: QtBot, table: RowsTable[Seat]) -> None:
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectionModel().clearSelection()
    table.selectionModel().setCurrentIndex(table.rows_model.index(1, 1), table.selectionModel().SelectionFlag.NoUpdate)
    picture = table.viewport().grab().toImage()

    def right_edges(row: int) -> set[str]:
        places = [table.visualRect(table.rows_model.index(row, at)) for at in range(table.rows_model.columnCount())]
        return {picture.pixelColor(place.right() - 2, place.top() + 3).name() for place in places}

    assert len(right_edges(1)) == 1
    assert right_edges(1).isdisjoint(right_edges(2))


def test_that_copied_rows_paste_into_a_spreadsheet(table: RowsTable[Seat]) -> None:
    table.rows_model.show([Seat(1, "Ana\tB\nC"), Seat(2, "Ben")])
    table.selectAll()
    table.copy()
    assert QGuiApplication.clipboard().text() == "Seat\tName\n1\tAna B C\n2\tBen"


def test_that_a_long_list_is_fetched_a_page_at_a_time_after_the_last_row_seen(qtbot: QtBot) -> None:
    asked: list[tuple[int | None, int]] = []
    model = RowsModel(COLUMNS, fetch=lambda after, limit: asked.append((after.number if after else None, limit)))
    model.start_over()
    assert not model.canFetchMore()
    model.append([Seat(n, f"n{n}") for n in range(200)], more=True)
    model.fetchMore()
    model.fetchMore()
    model.append([Seat(200, "last")], more=False)
    assert asked == [(None, 200), (199, 200)]
    assert len(model.rows) == 201
    assert not model.canFetchMore()


def test_that_a_refreshed_long_list_keeps_its_rows_until_the_answer_is_here(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, fetch=lambda after, limit: None)
    model.start_over()
    model.append(SEATS, more=False)
    model.start_over()
    assert model.rows == SEATS
    model.append([Seat(1, "Ana")], more=False)
    assert model.rows == [Seat(1, "Ana")]


def test_that_the_model_keeps_the_promises_of_qt(qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS, fetch=lambda after, limit: None)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.start_over()
    model.append(SEATS, more=True)
    model.fetchMore()
    model.append([Seat(1, "x")], more=False)
    model.sort(0)
    model.show([])


def test_that_a_cell_says_its_heading_to_screen_readers(table: RowsTable[Seat]) -> None:
    said = table.rows_model.data(table.rows_model.index(1, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Seat: 9"


def test_that_an_empty_table_says_what_would_be_there(table: RowsTable[Seat]) -> None:
    table.rows_model.show([])
    before = table.grab().toImage()
    table.set_empty("Nobody yet", "Type a name.")
    assert table.grab().toImage() != before


LINES = [
    PersonLine(1, "Maria Nunez", "goes by Mari", "Member", (Badge("Spanish", "info"),), alert="Look", action="Go"),
    PersonLine(2, "Mario Núñez"),
    PersonLine(3, "Ana"),
]


@pytest.fixture
def people(qtbot: QtBot) -> PeopleList:
    made = PeopleList("Who is here")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show_lines(LINES)
    made.show()
    return made


def test_that_a_row_of_people_is_read_aloud_whole(people: PeopleList) -> None:
    said = people.model().data(people.model().index(0, 0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Maria Nunez, goes by Mari, Member, Look, Spanish"


def test_that_enter_chooses_and_ctrl_enter_takes_the_action(qtbot: QtBot, people: PeopleList) -> None:
    chosen: list[int] = []
    acted: list[int] = []
    people.chosen.connect(chosen.append)
    people.acted.connect(acted.append)
    QTest.keyClick(people, Qt.Key.Key_Return)
    QTest.keyClick(people, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (chosen, acted) == ([1], [1])


def test_that_a_click_on_the_action_acts_and_does_not_choose(qtbot: QtBot, people: PeopleList) -> None:
    chosen: list[int] = []
    acted: list[int] = []
    people.chosen.connect(chosen.append)
    people.acted.connect(acted.append)
    first = people.visualRect(people.model().index(0, 0))
    spot = QPoint(first.right() - look().px(30), first.center().y())
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, first.center().y()))
    assert (chosen, acted) == ([], [1])


def test_that_a_refresh_leaves_the_keys_on_the_same_person(people: PeopleList) -> None:
    people.step(2)
    people.show_lines([LINES[2], LINES[0]])
    current = people.current_line()
    assert current is not None
    assert current.id == 3


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maria Nunez", "MN"), ("Ana", "A"), ("Ana Maria de la Cruz", "AC"), ("王小明", "王"), ("", "?"), ("(?) Bo", "B")],
)
def test_that_initials_are_of_the_first_and_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def picker(qtbot: QtBot, asked: list[str]) -> PersonPicker:
    made = PersonPicker(asked.append)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_that_typing_asks_once_the_keys_rest(qtbot: QtBot, picker: PersonPicker, asked: list[str]) -> None:
    QTest.keyClicks(picker.field, "mar")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["mar"], timeout=1000)


def test_that_enter_before_the_answer_waits_for_it(qtbot: QtBot, picker: PersonPicker, asked: list[str]) -> None:
    """Else fast hands, or a card scanner, check in whoever was on screen before."""
    picker.show_lines([PersonLine(9, "Somebody else")])
    QTest.keyClicks(picker.field, "ana")
    chosen: list[int] = []
    picker.chosen.connect(chosen.append)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert asked == ["ana"]
    assert chosen == []
    picker.show_lines([PersonLine(3, "Ana")], text="ana")
    assert chosen == [3]


def test_that_an_answer_to_an_older_question_is_dropped(qtbot: QtBot, picker: PersonPicker) -> None:
    QTest.keyClicks(picker.field, "ana")
    picker.show_lines([PersonLine(9, "Somebody else")], text="an")
    assert picker.people.lines() == ()


def test_that_typing_on_takes_back_an_enter_that_waits(qtbot: QtBot, picker: PersonPicker) -> None:
    chosen: list[int] = []
    picker.chosen.connect(chosen.append)
    QTest.keyClicks(picker.field, "an")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    QTest.keyClicks(picker.field, "a")
    picker.show_lines([PersonLine(3, "Ana")], text="ana")
    assert chosen == []


def test_that_arrows_walk_the_list_while_the_keys_stay_in_the_field(qtbot: QtBot, picker: PersonPicker) -> None:
    picker.show_lines(LINES)
    picker.field.setFocus()
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    current = picker.people.current_line()
    assert current is not None
    assert current.id == 2
    assert picker.field.hasFocus()


def test_that_a_click_on_a_person_found_chooses(qtbot: QtBot, picker: PersonPicker) -> None:
    picker.show_lines(LINES)
    spot = picker.people.visualRect(picker.people.model().index(1, 0)).center()
    with qtbot.waitSignal(picker.chosen, timeout=100) as signal:
        QTest.mouseClick(picker.people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert signal.args == [2]


def test_that_alt_and_a_number_press_a_chip(qtbot: QtBot) -> None:
    chips = Chips([("drop", "Drop in"), ("meet", "Meeting")])
    qtbot.addWidget(chips)
    with qtbot.waitActive(chips):
        chips.show()
        chips.activateWindow()
    chips.chip("drop").setFocus()
    with qtbot.waitSignal(chips.changed, timeout=500):
        QTest.keyClick(chips.chip("drop"), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chips.chosen() == ("meet",)
    QTest.keyClick(chips.chip("drop"), Qt.Key.Key_Right)
    assert chips.chip("meet").hasFocus()


def test_that_one_of_the_chips_or_at_least_one_is_kept(qtbot: QtBot) -> None:
    chips = Chips([(1, "A"), (2, "B")], one=True, at_least_one=True)
    qtbot.addWidget(chips)
    chips.chip(1).click()
    chips.chip(2).click()
    assert chips.chosen() == (2,)
    chips.chip(2).click()
    assert chips.chosen() == (2,)
    chips.offer([(2, "B"), (3, "C")])
    assert chips.chosen() == (2,)


def test_that_things_that_flow_wrap_and_turn_with_the_language(qtbot: QtBot) -> None:
    row = FlowRow()
    qtbot.addWidget(row)
    first, second = QWidget(), QWidget()  # plain, so that no style left by another test makes them larger
    for each in (first, second):
        each.setFixedSize(100, 30)
        row.flow.addWidget(each)
    row.flow.setSpacing(10)
    row.resize(250, 100)
    row.show()
    assert (first.x(), second.x(), second.y()) == (0, 110, 0)
    assert row.heightForWidth(150) == 70
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.flow.activate()
    row.flow.setGeometry(row.rect())
    assert (first.x(), second.x()) == (150, 40)


def test_that_parts_of_a_page_stand_one_below_the_other_where_it_is_narrow(qtbot: QtBot) -> None:
    parts = SideBySide(QWidget(), QWidget(), narrow=600)
    qtbot.addWidget(parts)
    parts.show()
    parts.resize(look().px(700), 300)
    assert not parts.is_stacked()
    parts.resize(look().px(500), 300)
    assert parts.is_stacked()


def test_that_an_icon_that_is_not_there_is_found_out_at_once(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing")
    with pytest.raises(FileNotFoundError):
        icon("rcc_no_such_plugin:door")


def test_that_an_icon_is_drawn_in_the_color_of_its_role(qtbot: QtBot) -> None:
    picture = icon("square", "danger").pixmap(48, 48).toImage()
    pixels = [picture.pixelColor(x, y) for x in range(48) for y in range(48)]
    assert {pixel.name() for pixel in pixels if pixel.alpha() == 255} == {look().danger.lower()}


@pytest.mark.parametrize("name", ["Ana", "Maximiliana Esperanza Hernández de la Cruz"])
def test_that_a_long_name_does_not_push_out_what_somebody_is_here_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    application.make_application("light", 100)  # how wide words are is what this is about
    painted: list[str] = []
    monkeypatch.setattr(cards_list, "paint_badge", lambda _painter, _room, text, _tone, **_more: painted.append(text))
    people = PeopleList("Who is here", compact=True)
    qtbot.addWidget(people)
    people.resize(400, 200)
    people.show_lines([PersonLine(1, name, badges=(Badge("Phone or computer +2"),), action="Check out")])
    people.grab()
    assert set(painted) == {"Phone or computer +2"}


def test_that_a_very_long_list_of_people_is_laid_out_as_somebody_goes_down_it(qtbot: QtBot) -> None:
    view = PeopleList("People")
    qtbot.addWidget(view)
    view.show()
    lines = [PersonLine(number, f"Person {number}") for number in range(2 * AT_ONCE + 1)]
    view.show_lines(lines)
    assert (len(view.lines()), view.model().rowCount()) == (2 * AT_ONCE + 1, AT_ONCE)
    view.setFocus()
    for _press in range(3):
        QTest.keyClick(view, Qt.Key.Key_End)
        qtbot.wait(1)
    line = view.current_line()
    assert line is not None
    assert line.id == 2 * AT_ONCE
    view.show_lines(lines)
    assert view.current_line() == line, "a refresh leaves the keys on the same person, however far down"
