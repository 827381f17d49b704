"""Handing a paper over: where to, what is kept of it, what may go wrong."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import shiboken6
from PySide6.QtCore import QMarginsF, QSettings, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from rcc_desktop.api.documents import Column, Sheet, Table
from rcc_desktop.api.ui.card import Banner
from rcc_desktop.shell.papers_saving import FileQuestion, until_stopped
from rcc_desktop.work.lanes import Cancelled

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rcc_desktop.host.session import Session
    from rcc_desktop.shell.papers_page import PapersPage
    from rcc_desktop.testing_desk import TryOutDesk


def told(page: PapersPage) -> str:
    """What the banners of the page say now."""
    return " ".join(each.accessibleDescription() for each in page.findChildren(Banner) if each.isVisibleTo(page))


def newest_entry(session: Session) -> dict[str, Any]:
    """The last audit entry, by column."""
    cursor = session.store.read(
        lambda: session.store.database.execute_sql("SELECT * FROM audit_entry ORDER BY seq DESC LIMIT 1"),
        session.actor,
    )
    return dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))


def save(page: PapersPage, to: Path) -> None:
    """Save the paper on screen."""
    paper = page.in_hand()
    assert paper is not None
    page.saving.save(paper, to)


def file_question(page: PapersPage) -> QFileDialog:
    """The question for a file that is open."""
    asked = page.window().findChild(QFileDialog)
    assert asked is not None
    return asked


def test_that_the_audit_keeps_which_paper_left_and_nobody_in_it(
    page: PapersPage, session: Session, tmp_path: Path
) -> None:
    save(page, tmp_path / "sheet.xlsx")
    entry = newest_entry(session)
    words = json.dumps({key: str(value) for key, value in entry.items()})
    assert "note_hand_over" in words
    assert "checkin.sign_in_sheet" in words
    assert "2026-11-21" in words
    assert "xlsx" in words
    assert "Maria" not in words
    assert str(tmp_path) not in words


def test_that_nothing_is_written_by_somebody_who_may_not_hand_over(
    page: PapersPage, desk: TryOutDesk, tmp_path: Path
) -> None:
    paper = page.in_hand()
    assert paper is not None
    desk.acting_as()
    page.saving.save(paper, tmp_path / "sheet.xlsx")
    assert not (tmp_path / "sheet.xlsx").exists()
    assert "Your role does not include this." in told(page)


def test_that_saving_says_so_and_opens_the_folder(
    page: PapersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    save(page, tmp_path / "sheet.pdf")
    assert told(page) == "Saved as sheet.pdf."
    page.saving._open_folder.click()
    assert opened == [str(tmp_path)]


def test_that_a_file_that_is_there_is_replaced_only_when_asked(page: PapersPage, tmp_path: Path) -> None:
    there = tmp_path / "sheet.csv"
    there.write_text("mine")
    save(page, there)
    assert "There is already a file sheet.csv." in told(page)
    assert there.read_text() == "mine"
    page.saving._replace.click()
    assert there.read_text("utf-8-sig").startswith('"Name"')


def test_that_a_folder_that_is_gone_is_told_with_the_way_out(page: PapersPage, tmp_path: Path) -> None:
    save(page, tmp_path / "stick" / "sheet.xlsx")
    assert "The folder is not there." in told(page)
    assert "Choose another place" in told(page)
    assert page.in_hand() is not None


def test_that_the_name_offered_holds_the_paper_and_its_days_and_nobody(page: PapersPage) -> None:
    page.buttons[".pdf"].click()
    asked = file_question(page)
    assert not asked.isHidden()
    assert [name.rpartition("/")[2] for name in asked.selectedFiles()] == ["sign-in-sheet-2026-11-21.pdf"]
    asked.reject()


def test_that_file_questions_leave_nothing_in_the_settings_of_this_computer(
    page: PapersPage, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {key: kept.value(key) for key in kept.allKeys()}
    asked = FileQuestion(page, tmp_path, "sheet.xlsx", ".xlsx")
    asked.open()
    asked.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(asked))
    kept.sync()
    assert {key: kept.value(key) for key in kept.allKeys()} == before


def test_that_a_typed_suffix_decides_what_is_written(page: PapersPage, tmp_path: Path) -> None:
    page.save_as(".pdf")
    asked = file_question(page)
    asked.fileSelected.emit(str(tmp_path / "sheet.xlsx"))
    asked.reject()
    names = {row[0] for row in openpyxl.load_workbook(tmp_path / "sheet.xlsx")["Who came"].iter_rows(values_only=True)}
    assert {"Maria Nuñez", "José Ortega"} <= names


def test_that_a_stopped_paper_is_not_written() -> None:
    stop = threading.Event()
    sheet = Sheet("A", (Table((Column("One"),), [("1",), ("2",), ("3",)]),))
    rows = iter(next(until_stopped(sheet, stop).tables()).rows)
    assert next(rows) == ("1",)
    stop.set()
    with pytest.raises(Cancelled):
        next(rows)


def test_that_stopping_says_that_no_file_was_written(
    page: PapersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.saving._waits, "start", page.saving.cancel)
    save(page, tmp_path / "sheet.xlsx")
    assert told(page) == "Stopped. No file was written."
    assert list(tmp_path.glob("*.xlsx")) == []
    assert page.saving.wait.isHidden()


def test_that_a_computer_without_a_printer_is_told_to_save_a_pdf(
    page: PapersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    page.buttons["print"].click()
    assert "This computer has no printer. Save the paper as PDF" in told(page)


def test_that_the_printed_paper_holds_the_figures_of_the_screen(
    page: PapersPage, session: Session, desk: TryOutDesk, tmp_path: Path
) -> None:
    import pypdfium2

    page.show_paper("checkin.month")
    paper = page.in_hand()
    assert paper is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)
    page.printing.print_on(paper, printer)
    del printer

    assert "print" in json.dumps({key: str(value) for key, value in newest_entry(session).items()})
    pdf = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    first = pdf[0].get_textpage().get_text_range()
    pages = len(pdf)
    pdf.close()
    lines = [line.strip() for line in first.splitlines()]
    assert "Attendance" in lines
    assert [lines[lines.index(word) + 1] for word in ("Visits", "People", "Anonymous visits")] == ["8", "2", "5"]
    assert f"Page 1 of {pages}" in first
    assert desk.notes[-1] == f"{pages} pages went to the printer."
