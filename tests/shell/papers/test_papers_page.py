"""The papers page: which papers, their questions, and one figure on screen and in every file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from rcc_desktop.api.documents import Answers, Document, Figures, Table
from rcc_desktop.api.periods import Period
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import Site
from rcc_desktop.api.ui.card import Banner, Figure
from rcc_desktop.host import papers
from rcc_desktop.shell.papers_chart import ChartView
from rcc_desktop.shell.papers_sheet import Folded
from rcc_desktop.shell.papers_table import TableView

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rcc_desktop.host.session import Session
    from rcc_desktop.shell.papers_page import PapersPage
    from rcc_desktop.testing_desk import TryOutDesk


def figures_on(page: QWidget) -> dict[str, str]:
    """The figure cards on screen, by their words."""
    named = [card.accessibleName() for card in page.findChildren(Figure) if card.isVisibleTo(page)]
    return dict(name.split(": ", 1) for name in named)


def banner_words(page: QWidget) -> str:
    """What the banners of the page say now."""
    return " ".join(each.accessibleDescription() for each in page.findChildren(Banner) if each.isVisibleTo(page))


def of_check_in(page: PapersPage) -> list[str]:
    """The papers of check-in that are offered; other plugins have theirs."""
    return [key for key in page.list.offered() if key.startswith("checkin.")]


def test_that_every_paper_of_check_in_stands_under_its_plugin(page: PapersPage) -> None:
    assert of_check_in(page) == ["checkin.sign_in_sheet", "checkin.month", "checkin.blank_sheet"]
    assert page.list.model().index(0, 0).data() == "Check-in"


def test_that_a_paper_somebody_may_not_have_is_not_offered(desk: TryOutDesk, page: PapersPage) -> None:
    desk.acting_as("peer_specialist")
    page.refresh()
    assert of_check_in(page) == ["checkin.blank_sheet"]


def test_that_the_sign_in_sheet_opens_with_today_and_its_figures(page: PapersPage) -> None:
    assert page.period.period() == Period.parse("2026-11-21", page._session.year)
    assert figures_on(page) == {"Visits": "4", "People": "2", "Anonymous visits": "2", "New people": "1"}


def test_that_one_figure_stands_on_screen_in_the_spreadsheet_and_in_the_pdf(page: PapersPage, tmp_path: Path) -> None:
    page.show_paper("checkin.month")
    shown = figures_on(page)
    assert (shown["Visits"], shown["People"], shown["Anonymous visits"]) == ("8", "2", "5")

    paper = page.in_hand()
    assert paper is not None
    for suffix in (".xlsx", ".pdf", ".csv"):
        page.saving.save(paper, tmp_path / f"attendance{suffix}")

    book = openpyxl.load_workbook(tmp_path / "attendance.xlsx")
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert (summary["Visits"], summary["People"], summary["Anonymous visits"]) == (8, 2, 5)
    by_day = list(book["Day by day"].iter_rows(values_only=True))
    visits = by_day[0].index("Visits")
    assert sum(int(str(row[visits] or 0)) for row in by_day[1:31]) == 8

    pdf = pypdfium2.PdfDocument(tmp_path / "attendance.pdf")
    lines = pdf[0].get_textpage().get_text_range().splitlines()
    pdf.close()
    assert [lines[lines.index(word) + 1] for word in ("Visits", "People", "Anonymous visits")] == ["8", "2", "5"]

    first_table = (tmp_path / "attendance.csv").read_bytes().decode("utf-8-sig").split("\r\n\r\n")[0]
    rows = list(csv.DictReader(io.StringIO(first_table)))
    assert sum(int(row["Visits"] or 0) for row in rows) == 8


def test_that_totals_stand_under_the_table_whatever_it_is_sorted_by(page: PapersPage) -> None:
    table = next(each for each in page.findChildren(TableView) if each.isVisibleTo(page))
    assert table.totals is not None
    before = list(table.totals.texts)
    table.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert table.totals.texts == before
    assert before[0] == "Total"
    assert before[5] == "4"


def test_that_a_chart_is_drawn_in_the_colors_of_the_look(page: PapersPage, qtbot: QtBot) -> None:
    page.show_paper("checkin.month")
    qtbot.waitUntil(lambda: all(chart.is_drawn() for chart in page.findChildren(ChartView)))
    chart = page.findChildren(ChartView)[0]
    corner = chart.grab().toImage().pixelColor(2, chart.height() - 2)
    assert corner.lightness() > 200


def test_that_the_meaning_of_the_words_is_folded_until_it_is_asked_for(page: PapersPage) -> None:
    folded = page.findChildren(Folded)[0]
    assert not folded.is_open()
    folded.opener.click()
    assert folded.is_open()
    assert any("Everybody who came in" in each.text() for each in folded.findChildren(QLabel))


def test_that_alt_and_the_arrows_step_from_day_to_day(page: PapersPage) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.period.period().code == "2026-11-20"
    assert figures_on(page)["Visits"] == "4"
    assert figures_on(page)["People"] == "1"


def test_that_the_arrows_of_the_list_choose_the_next_paper(page: PapersPage) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    paper = page.in_hand()
    assert paper is not None
    assert paper.document.key == "checkin.month"
    assert paper.answers.period is not None
    assert paper.answers.period.code == "2026-11"


def test_that_a_site_is_asked_for_only_where_there_are_two(page: PapersPage, desk: TryOutDesk) -> None:
    assert not page.site.isVisibleTo(page)
    add_site(desk)
    page.refresh()
    assert page.site.isVisibleTo(page)
    page.site.set_value(2)
    page.site.activated.emit(2)
    assert figures_on(page)["Visits"] == "0"
    page.site.set_value(0)
    page.site.activated.emit(0)
    assert figures_on(page)["Visits"] == "4"


def test_that_a_paper_seen_again_holds_what_came_in_meanwhile(page: PapersPage, desk: TryOutDesk) -> None:
    from rcc_checkin import service
    from rcc_checkin.door import door_of

    page.hide()
    desk.do(lambda: service.check_in_anonymous(3, door_of(desk), desk.now()))
    page.show()
    assert figures_on(page)["Visits"] == "7"


def test_that_the_same_sheet_made_again_leaves_the_table_as_it_was(page: PapersPage) -> None:
    table = page.findChild(TableView)
    page.refresh()
    assert page.findChild(TableView) is table


def test_that_a_paper_can_be_opened_with_its_questions_answered(page: PapersPage, session: Session) -> None:
    page.show_paper("checkin.sign_in_sheet", Answers(Period.parse("2026-11-20", session.year), 1, now=session.now()))
    assert page.period.period().code == "2026-11-20"
    table = next(part for part in page.room.view.sheet().parts if isinstance(part, Table))  # type: ignore[union-attr]
    assert len(table.rows) == 2


def test_that_the_paper_of_a_plugin_set_aside_says_so_and_shows_no_zero(page: PapersPage, session: Session) -> None:
    session.host.set_aside("checkin", RuntimeError())
    page.refresh()
    assert of_check_in(page) == []
    assert page.in_hand() is None
    assert figures_on(page) == {}
    said = " ".join(each.text() for each in page.room.findChildren(QLabel) if each.isVisibleTo(page))
    assert "Check-in is not at work" in said
    assert "Its records are safe" in said


def test_that_a_mistake_in_a_paper_is_told_in_place_and_leaves_the_plugin_at_work(
    page: PapersPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_answers: Answers) -> None:
        raise ZeroDivisionError("Maria Nuñez")

    broken = Document("checkin.broken", "Broken", "", (), breaks, identifies=False)  # type: ignore[arg-type]
    monkeypatch.setattr(type(session), "documents", lambda _self: (broken,))
    page.refresh()
    page.show_paper("checkin.broken")
    assert "“Broken” could not be made" in banner_words(page)
    assert "Maria" not in banner_words(page)
    assert not session.host.failures
    assert page.in_hand() is None


def test_that_an_unknown_paper_is_told_with_the_way_out(session: Session, desk: TryOutDesk) -> None:
    with pytest.raises(Problem, match="no paper “nothing.here”"):
        papers.paper(session, "nothing.here")
    assert desk.notes == []


def test_that_a_day_nobody_can_read_is_told_and_keeps_the_paper(page: PapersPage) -> None:
    page.period.first.setText("the day after")
    page.period.first.editingFinished.emit()
    assert "This is not a day." in banner_words(page)
    assert page.in_hand() is not None


def test_that_figures_are_those_of_the_sheet_and_not_counted_again(page: PapersPage) -> None:
    sheet = page.room.view.sheet()
    assert sheet is not None
    of_sheet = [figure for part in sheet.parts if isinstance(part, Figures) for figure in part.figures]
    assert {figure.label: str(figure.value) for figure in of_sheet} == figures_on(page)


def add_site(desk: TryOutDesk) -> None:
    """A second site, without visits."""
    from rcc_desktop.sites.service import add_site as add

    desk.do(lambda: add("Second Street"))
    assert [name for (name,) in desk.ask(lambda: fetch(Site.select(Site.name).order_by(Site.id)))] == [
        "Main Street",
        "Second Street",
    ]
