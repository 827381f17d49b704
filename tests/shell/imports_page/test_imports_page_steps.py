"""Bringing in a file by its page: strangers' columns, every row looked at, all of it or nothing."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from rcc_desktop.people import service
from rcc_desktop.shell.imports_page import COLUMNS, DONE, FILE, ROWS, ImportsPage
from rcc_desktop.shell.imports_rows_step import why

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk

FEBRL = Path(__file__).parents[4] / "shared/data/febrl/dataset1.csv"


@pytest.fixture
def page(desk: TryOutDesk, qtbot: QtBot) -> ImportsPage:
    made = ImportsPage(desk, desk.session)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def file_of(folder: Path, text: str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def choose(page: ImportsPage, path: Path) -> None:
    page.file.path.setText(str(path))
    QTest.keyClick(page.file.path, Qt.Key.Key_Return)


def words_in(page: ImportsPage) -> str:
    return " ".join(label.text() for label in page.columns.findChildren(QLabel) if label.isVisibleTo(page))


def births_that_are_no_day() -> int:
    """Counted with the standard library alone."""
    wrong = 0
    with FEBRL.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source, skipinitialspace=True):
            said = row["date_of_birth"].strip()
            try:
                if said:
                    datetime.strptime(said, "%Y%m%d")  # noqa: DTZ007 (a day has no zone)
            except ValueError:
                wrong += 1
    return wrong


@pytest.mark.skipif(not FEBRL.exists(), reason="the file of strangers lies beside the project, not in it")
def test_that_a_strangers_file_comes_in_by_its_suggestions_alone(page: ImportsPage, desk: TryOutDesk) -> None:
    choose(page, FEBRL)
    assert page.steps.current == COLUMNS
    headers = [
        "rec_id", "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
        "date_of_birth", "soc_sec_id",
    ]  # fmt: skip
    mapping = {headers[at]: key for at, key in page.columns.mapping().items()}
    assert mapping["given_name"] == "first_name"
    assert mapping["surname"] == "last_name"
    assert "soc_sec_id" not in mapping
    assert "social security" in words_in(page)
    assert "6988048" not in words_in(page)
    QTest.keyClick(page.columns.on, Qt.Key.Key_Return)
    assert page.steps.current == ROWS
    wrong = births_that_are_no_day()
    assert wrong == 3
    assert len(page.rows.plan.problem_rows if page.rows.plan else ()) == wrong
    assert [row.number for row in page.rows.model.rows] == [146, 149, 588]
    assert desk.ask(service.count) == 0
    QTest.keyClick(page.rows.on, Qt.Key.Key_Return)
    assert page.steps.current == DONE
    assert desk.ask(service.count) == 1000 - wrong
    assert desk.notes == ["997 rows were taken in."]
    (lachlan, *_others) = desk.ask(lambda: service.find("lachlan berry", 5, desk.now()))
    assert (lachlan.name, lachlan.born) == ("lachlan berry", "1999-02-19")


def test_that_a_file_that_is_not_there_is_said_beside_its_field(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, tmp_path / "gone.csv")
    assert page.steps.current == FILE
    assert "could not be opened" in page.file.row.problem()
    assert page.steps.isEnabled()


def test_that_no_file_at_all_is_asked_for(page: ImportsPage) -> None:
    QTest.keyClick(page.file.path, Qt.Key.Key_Return)
    assert page.file.row.problem() == "Choose the file first, or type where it is."


def test_that_the_window_for_files_remembers_nothing(page: ImportsPage) -> None:
    page.file.choose.click()
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.history() == [] or dialog.history() == [dialog.directory().path()]
    dialog.close()


def test_that_a_column_can_be_something_else_or_left_out(page: ImportsPage, tmp_path: Path, desk: TryOutDesk) -> None:
    choose(page, file_of(tmp_path, "First name,Last name,Town\nAna,Ruiz,Salem\n"))
    page.columns.combos[0].set_value("goes_by")
    page.columns.combos[2].set_value("")
    assert page.columns.mapping() == {0: "goes_by", 1: "last_name"}
    page.columns.on.click()
    page.rows.on.click()
    (ana,) = desk.ask(lambda: service.find("ana", 5, desk.now()))
    file = desk.ask(lambda: service.file_of(ana.id))
    assert (file.goes_by, file.first_name, file.last_name, file.city) == ("Ana", "", "Ruiz", "")


MIXED = (
    "Name,Birthday\n"
    "Ana Ruiz,1980-03-04\n"
    "Bo Kim,1985-13-40\n"
    "Cy Young,12/31/2090\n"
)  # fmt: skip


def test_that_rows_with_problems_are_shown_first_with_all_that_is_to_be_said(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, file_of(tmp_path, MIXED))
    page.columns.on.click()
    assert [row.number for row in page.rows.model.rows] == [3, 4]
    assert "not a date" in why(page.rows.model.rows[0])
    assert "has not come yet" in why(page.rows.model.rows[1])
    assert "2 rows with problems" in page.rows.on.text()
    assert page.rows._detail.text().startswith("Row 3: Birthday: ")


def test_that_the_rows_can_be_filtered_by_what_would_happen(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, file_of(tmp_path, MIXED))
    page.columns.on.click()
    page.rows.kinds.chip("new").click()
    assert [row.number for row in page.rows.model.rows] == [2]
    page.rows.kinds.chip("all").click()
    assert [row.number for row in page.rows.model.rows] == [2, 3, 4]
    assert page.rows.kinds.chip("new").text() == "New 1"


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_that_the_rows_to_mend_are_saved_with_what_to_mend(
    page: ImportsPage, tmp_path: Path, desk: TryOutDesk, ending: str
) -> None:
    choose(page, file_of(tmp_path, MIXED))
    page.columns.on.click()
    assert not page.rows.save_rows.isHidden()
    saved = tmp_path / f"mend{ending}"
    page.save_problem_rows(str(saved))
    assert desk.notes == ["2 rows are saved to mend."]
    if ending == ".csv":
        with saved.open(encoding="utf-8-sig", newline="") as source:
            rows = list(csv.reader(source))
    else:
        sheet = load_workbook(saved).active
        assert sheet is not None
        rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["Name", "Birthday", "What to mend"]
    assert [row[0] for row in rows[1:]] == ["Bo Kim", "Cy Young"]


def test_that_a_place_that_cannot_be_written_is_said_and_the_rows_stay(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, file_of(tmp_path, MIXED))
    page.columns.on.click()
    page.save_problem_rows(str(tmp_path / "no" / "such" / "folder.csv"))
    assert page.steps.current == ROWS
    assert not page._banner.isHidden()
    assert page.rows.model.rowCount() == 2


def test_that_a_sound_file_is_taken_whole_and_a_second_time_changes_nothing(
    page: ImportsPage, tmp_path: Path, desk: TryOutDesk
) -> None:
    path = file_of(tmp_path, "First name,Last name,Date of birth\nAna,Ruiz,1980-03-04\nBo,Kim,1985-01-02\n")
    choose(page, path)
    page.columns.on.click()
    assert page.rows.on.text() == "Take in 2 rows"
    assert page.rows.save_rows.isHidden()
    page.rows.on.click()
    assert desk.ask(service.count) == 2
    page.start_over()
    choose(page, path)
    page.columns.on.click()
    assert not page.rows.on.isEnabled()
    assert page.rows.on.text() == "Nothing to take in"
    assert [row.verdict.kind for row in page.rows.model.rows] == ["same", "same"]


def test_that_going_back_keeps_the_columns_as_they_were_set(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, file_of(tmp_path, "First name,Last name,Town\nAna,Ruiz,Salem\n"))
    page.columns.combos[2].set_value("")
    page.columns.on.click()
    QTest.keyClick(page.rows.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.steps.current == COLUMNS
    assert page.columns.mapping() == {0: "first_name", 1: "last_name"}


def test_that_ctrl_enter_goes_all_the_way(page: ImportsPage, tmp_path: Path, desk: TryOutDesk) -> None:
    page.file.path.setText(str(file_of(tmp_path, "First name,Last name\nAna,Ruiz\n")))
    for step in (COLUMNS, ROWS, DONE):
        page.setFocus()
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert page.steps.current == step
    assert desk.ask(service.count) == 1


def test_that_the_order_of_days_is_asked_only_where_the_file_does_not_tell(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, file_of(tmp_path, "Name,Birthday\nAna Ruiz,3/4/1980\n"))
    assert not page.columns._days_row.isHidden()
    choose(page, file_of(tmp_path, "Name,Birthday\nAna Ruiz,3/4/1980\nBo Kim,3/24/1980\n"))
    assert page.columns._days_row.isHidden()


def test_that_the_day_comes_first_where_somebody_says_so(page: ImportsPage, tmp_path: Path, desk: TryOutDesk) -> None:
    choose(page, file_of(tmp_path, "Name,Birthday\nAna Ruiz,3/4/1980\n"))
    page.columns.days.set_value(True)
    page.columns.on.click()
    assert "Dates in “Birthday” are read as day/month/year." in page.rows._told.text()
    page.rows.on.click()
    (ana,) = desk.ask(lambda: service.find("ana", 5, desk.now()))
    assert ana.born == "1980-04-03"


def test_that_letters_read_wrongly_can_be_read_another_way(page: ImportsPage, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("Name,City\nJosé Muñoz,Peñasco\n".encode("cp437"))
    choose(page, path)
    page.columns.letters.set_value("cp437")
    page.columns.letters.activated.emit(0)
    assert "José Muñoz" in words_in(page)


def test_that_another_sheet_can_be_read(page: ImportsPage, tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    first.append(["Thing", "Amount"])
    first.append(["Chairs", "12"])
    second = book.create_sheet("People")
    second.append(["First name", "Last name"])
    second.append(["Ana", "Ruiz"])
    book.save(tmp_path / "two.xlsx")
    choose(page, tmp_path / "two.xlsx")
    page.columns.sheet.set_value(1)
    page.columns.sheet.activated.emit(1)
    assert page.columns.mapping() == {0: "first_name", 1: "last_name"}


def test_that_a_first_row_of_values_can_be_told_from_titles(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, file_of(tmp_path, "Ana,Ruiz\nBo,Kim\n"))
    page.columns.titles.click()
    assert "Column 1" in words_in(page)


def test_that_two_columns_for_one_birth_date_are_said_above_the_columns(page: ImportsPage, tmp_path: Path) -> None:
    choose(page, file_of(tmp_path, "Name,Date of birth,Other date\nAna Ruiz,1980-03-04,1980-03-05\n"))
    page.columns.combos[2].set_value(page.columns.combos[1].value())
    page.columns.on.click()
    assert page.steps.current == COLUMNS
    assert not page._banner.isHidden()
    assert page.columns.mapping()[2] == page.columns.mapping()[1]


def test_that_a_stopped_reading_answers_nothing(page: ImportsPage) -> None:
    stopped: list[bool] = []
    page.busy.begin("Reading the file…", lambda: stopped.append(True))
    page.steps.setEnabled(False)
    page.busy.stop.click()
    assert stopped == [True]
    assert page.busy.isHidden()


def test_that_only_what_one_may_bring_in_is_offered(desk: TryOutDesk, qtbot: QtBot) -> None:
    desk.acting_as("coordinator")
    page = ImportsPage(desk, desk.session)
    qtbot.addWidget(page)
    assert page.file.wanted().key == "people"


def test_that_losing_the_permission_before_the_end_writes_nothing(
    page: ImportsPage, tmp_path: Path, desk: TryOutDesk
) -> None:
    choose(page, file_of(tmp_path, "First name,Last name\nAna,Ruiz\n"))
    page.columns.on.click()
    desk.acting_as("front_desk")
    page.rows.on.click()
    assert page.steps.current == ROWS
    assert not page._banner.isHidden()
    desk.acting_as("director")
    assert desk.ask(service.count) == 0
