"""The numbers page: totals, groups and shares, and what does not add up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from rcc_desktop.api.contributions import Measure, Tally, TallyRow
from rcc_desktop.api.documents import Figures, Table
from rcc_desktop.api.periods import Period, ReportingYear
from rcc_desktop.api.ui.card import Figure
from rcc_desktop.shell.numbers_page import NumbersPage
from rcc_desktop.shell.numbers_sheet import as_tsv, sheet_of
from rcc_desktop.shell.period_picker import MONTH, OWN, own_days, stepped
from rcc_desktop.shell.theme import apply_theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from rcc_desktop.host.session import Session
    from rcc_desktop.testing_desk import TryOutDesk

YEAR = ReportingYear(7)


@pytest.fixture
def page(visits: None, desk: TryOutDesk, session: Session, qtbot: QtBot, qapp: QApplication) -> NumbersPage:
    """The numbers page in a window, showing the first measure in November."""
    apply_theme(qapp, "light")
    opened = NumbersPage(desk, session)
    qtbot.addWidget(opened)
    opened.resize(1200, 900)
    opened.refresh()
    opened.show()
    return opened


def figures_on(page: NumbersPage) -> dict[str, str]:
    """The figure cards on screen, by their words."""
    named = [card.accessibleName() for card in page.findChildren(Figure) if card.isVisibleTo(page)]
    return dict(name.split(": ", 1) for name in named)


def words_on(page: NumbersPage) -> str:
    """Every label on screen."""
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def break_down(page: NumbersPage, by: str) -> Table:
    """Break the measure down and give the table shown."""
    page.by.set_value(by)
    page.by.activated.emit(0)
    counted = page.counted()
    assert counted is not None
    return next(counted.sheet.tables())


def test_that_named_and_anonymous_come_to_the_total(page: NumbersPage) -> None:
    # 3 visits with a name and 5 without in November; open every day but Sundays, so on 18 of the first 21 days
    shown = figures_on(page)
    assert (shown["Total"], shown["With a name"], shown["Anonymous"]) == ("8", "3", "5")
    assert shown["People, each once"] == "2"
    assert shown["Average per day open"] == "0.4"  # 8 / 18 = 0.444


def test_that_the_groups_have_their_share_of_the_total(page: NumbersPage) -> None:
    table = break_down(page, "day")
    assert [(row[0], row[1]) for row in table.rows] == [("2026-11-20", 4), ("2026-11-21", 4)]
    assert [float(row[2]) for row in table.rows] == [0.5, 0.5]  # type: ignore[arg-type]
    assert table.totals()[1] == 8


def test_that_people_in_two_groups_are_not_added_up(page: NumbersPage) -> None:
    page.show_measure("checkin.people")
    table = break_down(page, "day")
    assert [row[1] for row in table.rows] == [1, 2]  # Maria on both days
    assert not table.has_totals
    assert "Each person counts once in the days asked for" in words_on(page)


def test_that_dividing_by_no_day_open_says_no_data(page: NumbersPage) -> None:
    page.period.set_period(Period.day(date(2026, 11, 15)))  # a Sunday
    page.period.changed.emit()
    assert figures_on(page)["Average per day open"] == "no data"
    assert figures_on(page)["Total"] == "0"


def test_that_shares_of_nothing_are_no_data() -> None:
    measure = Measure("x.y", "Rides", "rides", facts=lambda _period: None)  # type: ignore[arg-type,return-value]
    nothing = TallyRow("a", "To work", 0, 1, 0)
    tally = Tally("x.y", "Rides", "rides", Period.month(2026, 11), 0, 0, 0, 1, 0, "kind", (nothing,))
    table = next(sheet_of(tally, measure, "November 2026", "Kind").tables())
    assert table.rows[0][2] == "no data"


def test_that_the_definition_stands_there_in_words(page: NumbersPage) -> None:
    assert "Everybody who came in, each time they did." in words_on(page)


def test_that_what_is_copied_pastes_as_rows_of_numbers(page: NumbersPage, desk: TryOutDesk) -> None:
    break_down(page, "day")
    page.copy.click()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert ["Total", "8"] in lines
    assert ["2026-11-21", "4", "0.5", "2", "2"] in lines
    assert desk.notes == ["The numbers are on the clipboard."]


def test_that_a_group_called_like_a_formula_is_pasted_as_words() -> None:
    measure = Measure("x.y", "Rides", "rides", facts=lambda _period: None)  # type: ignore[arg-type,return-value]
    row = TallyRow("a", "=1+1", 2, 1, 0)
    tally = Tally("x.y", "Rides", "rides", Period.month(2026, 11), 2, 2, 0, 1, 20, "kind", (row,))
    assert "\n'=1+1\t2\t1\t1\t0" in as_tsv(sheet_of(tally, measure, "November 2026", "Kind"))


def test_that_the_spreadsheet_holds_the_numbers_of_the_screen(page: NumbersPage, tmp_path: Path) -> None:
    break_down(page, "day")
    counted = page.counted()
    assert counted is not None
    page.saving.save(counted, tmp_path / "visits.xlsx")
    book = openpyxl.load_workbook(tmp_path / "visits.xlsx")
    summary = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    assert (summary["Total"], summary["With a name"], summary["Anonymous"]) == (8, 3, 5)
    assert [row[1] for row in book["Day"].iter_rows(min_row=2, max_row=3, values_only=True)] == [4, 4]


def test_that_the_numbers_of_a_plugin_set_aside_are_said_to_be_away_and_not_zero(
    page: NumbersPage, session: Session
) -> None:
    session.host.set_aside("checkin", RuntimeError())
    page.refresh()
    assert figures_on(page) == {}
    assert page.counted() is None
    assert "Check-in is not at work" in words_on(page)


def test_that_a_change_is_counted_at_the_next_refresh(page: NumbersPage, desk: TryOutDesk) -> None:
    from rcc_checkin import service
    from rcc_checkin.door import door_of

    desk.do(lambda: service.check_in_anonymous(2, door_of(desk), desk.now()))
    page.refresh()
    assert figures_on(page)["Total"] == "10"


def test_that_hours_are_shown_with_a_decimal(page: NumbersPage) -> None:
    page.show_measure("checkin.hours")  # Maria's hour on Friday is the only visit whose end was said
    counted = page.counted()
    assert counted is not None
    figures = next(part for part in counted.sheet.parts if isinstance(part, Figures)).figures
    assert figures[0].value == 1
    assert figures_on(page)["Average per day open"] == "0.1"  # 1 / 18 = 0.056


def test_that_stepping_own_days_moves_by_as_many_days() -> None:
    first = own_days(date(2026, 11, 10), date(2026, 11, 1))
    assert (first.first, first.last) == (date(2026, 11, 1), date(2026, 11, 10))
    after = stepped(first, OWN, 1, YEAR)
    assert (after.first, after.last) == (date(2026, 11, 11), date(2026, 11, 20))


def test_that_stepping_stops_at_the_end_of_time() -> None:
    earliest = Period.month(1900, 1)
    assert stepped(earliest, MONTH, -1, YEAR) is earliest
