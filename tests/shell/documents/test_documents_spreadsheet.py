"""The .xlsx, read back by openpyxl and computed by LibreOffice."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rcc_desktop.api.documents import (
    Blank,
    Cell,
    Chart,
    Column,
    Definition,
    Figure,
    Figures,
    Heading,
    Letterhead,
    Paragraph,
    Series,
    Sheet,
    SignatureLines,
    Table,
)
from rcc_desktop.api.problems import Problem
from rcc_desktop.documents import spreadsheet, table_sheet
from rcc_desktop.documents.spreadsheet import spreadsheet_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

PROBES = (
    "=1+1", "+1+1", "-2+3", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "＋1", "－1", "＠SUM(1)",
    '=HYPERLINK("http://example.org","x")', "=cmd|' /C calc'!A0", "#REF!", "'=1+1", "=1+1;", "_x003D_1+1",
)  # fmt: skip
PLAIN_NAMES = ("María José Wiśniewska", "محمد عبد الله", "王小明", "ᏣᎳᎩ", "Łukasz Żółć", "Zoë O'Neil")


def opened(book: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(book))


def test_that_days_times_and_numbers_are_stored_as_such(attendance: Sheet, letterhead: Letterhead) -> None:
    ws = opened(spreadsheet_bytes(attendance, letterhead)).worksheets[0]
    day, person, came, stayed, visits, _score, share = [cell.value for cell in ws[2]]
    assert day == datetime(2026, 11, 1)  # noqa: DTZ001 (spreadsheets know no zones)
    assert (person, came, visits, share) == ("María José Wiśniewska", time(9, 5), 2, 0.125)
    assert stayed == timedelta(minutes=90) or stayed == time(1, 30)
    formats = [cell.number_format for cell in ws[2]]
    assert formats == ["mmm d, yyyy", "General", "h:mm AM/PM", "[h]:mm", "#,##0", "#,##0.0", "0.0%"]


def test_that_titles_stay_in_sight_and_can_be_filtered(attendance: Sheet, letterhead: Letterhead) -> None:
    ws = opened(spreadsheet_bytes(attendance, letterhead)).worksheets[0]
    assert (ws.freeze_panes, ws.auto_filter.ref, ws.print_title_rows) == ("A2", "A1:G41", "$1:$1")


def test_that_totals_follow_the_filter(attendance: Sheet, letterhead: Letterhead) -> None:
    ws = opened(spreadsheet_bytes(attendance, letterhead)).worksheets[0]
    assert [cell.value for cell in ws[42]] == [
        "Total",
        "=SUBTOTAL(103,B2:B41)",
        None,
        "=SUBTOTAL(109,D2:D41)",
        "=SUBTOTAL(109,E2:E41)",
        '=IFERROR(SUBTOTAL(101,F2:F41),"")',
        None,
    ]


@pytest.mark.parametrize("bulk", [5_000, 10])
def test_that_libreoffice_computes_the_totals_we_print(
    bulk: int,
    attendance: Sheet,
    letterhead: Letterhead,
    recalculated: Callable[[bytes], Workbook],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreadsheet, "BULK", bulk)
    under = [cell.value for cell in recalculated(spreadsheet_bytes(attendance, letterhead)).worksheets[0][42]]
    assert (under[0], under[1], under[4], under[5]) == ("Total", 40, 80, 2.5)  # 40 x 2; (1 + 2 + 3 + 4) / 4
    assert under[3] == timedelta(hours=60)  # 40 x 90 minutes
    _none, count, _none, minutes, visits, score, _none = next(attendance.tables()).totals()
    assert (count, minutes, visits, float(score or 0)) == (40, 60 * 60, 80, 2.5)  # type: ignore[arg-type]


@pytest.mark.parametrize("bulk", [5_000, 1])
def test_that_no_cell_becomes_a_formula(
    bulk: int,
    letterhead: Letterhead,
    recalculated: Callable[[bytes], Workbook],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreadsheet, "BULK", bulk)
    columns = (Column("Name"), Column("Visits", "number"))
    sheet = Sheet("Probes", (Table(columns, [(probe, probe) for probe in PROBES], "Probes"),))
    book = spreadsheet_bytes(sheet, letterhead)
    for read in (opened(book), recalculated(book)):
        rows = list(read.worksheets[0].iter_rows(min_row=2, max_row=len(PROBES) + 1))
        for probe, cells in zip(PROBES, rows, strict=True):
            for cell in cells:
                assert cell.data_type == "s"
                assert str(cell.value).strip().replace("_x005F_", "_") == probe.strip()


def test_that_a_cell_that_looks_like_a_formula_stays_text_when_it_is_edited(letterhead: Letterhead) -> None:
    table = Table((Column("Name"),), [("=1+1",), ("Zoë",)])
    ws = opened(spreadsheet_bytes(Sheet("Names", (table,)), letterhead)).worksheets[0]
    assert (ws["A2"].quotePrefix, ws["A3"].quotePrefix) == (True, False)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_that_any_text_comes_back_as_text(texts: list[str]) -> None:
    head = Letterhead("Main Street", datetime(2026, 11, 30).astimezone())
    table = Table((Column("Note"),), [(text,) for text in texts])
    ws = opened(spreadsheet_bytes(Sheet("Notes", (table,)), head)).worksheets[0]
    for text, (cell,) in zip(texts, ws.iter_rows(min_row=2), strict=True):
        kept = [c for c in text.replace("\r\n", "\n") if c in "\t\n" or unicodedata.category(c) not in {"Cc", "Cs"}]
        assert str(cell.value or "").replace("_x005F_", "_") == "".join(kept).replace("\ufffe", "").replace(
            "\uffff", ""
        )
        assert not kept or cell.data_type == "s"


def test_that_the_fast_road_leads_to_the_same_table(
    attendance: Sheet, letterhead: Letterhead, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cells() -> list[list[Any]]:
        ws = opened(spreadsheet_bytes(attendance, letterhead)).worksheets[0]
        return [[(c.value, c.number_format, c.alignment.horizontal, c.quotePrefix) for c in row] for row in ws]

    slow = cells()
    monkeypatch.setattr(spreadsheet, "BULK", 10)
    assert cells() == slow


def test_that_ten_thousand_rows_arrive_whole(
    visits: Callable[[int], Table], paper: Callable[..., Sheet], letterhead: Letterhead
) -> None:
    book = spreadsheet_bytes(paper(visits(10_000)), letterhead)
    ws = openpyxl.load_workbook(BytesIO(book)).worksheets[0]
    assert ws.max_row == 10_002
    assert ws["A10001"].value == datetime(2026, 11, 1 + 9_999 % 30)  # noqa: DTZ001
    assert ws["E10002"].value == "=SUBTOTAL(109,E2:E10001)"
    assert ws.auto_filter.ref == "A1:G10001"


@pytest.mark.parametrize("bulk", [5_000, 1])
def test_that_an_empty_cell_is_counted_nowhere(
    bulk: int,
    letterhead: Letterhead,
    recalculated: Callable[[bytes], Workbook],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreadsheet, "BULK", bulk)
    table = Table(
        (Column("Name", total="count"), Column("Visits", "number", total="sum")), [("Zoë", 1), ("", None)] * 2
    )
    ws = recalculated(spreadsheet_bytes(Sheet("Names", (table,)), letterhead)).worksheets[0]
    assert table.totals() == (ws["A6"].value, ws["B6"].value) == (2, 2)


def test_that_libreoffice_opens_ten_thousand_rows_and_adds_them_up(
    visits: Callable[[int], Table],
    paper: Callable[..., Sheet],
    letterhead: Letterhead,
    recalculated: Callable[[bytes], Workbook],
) -> None:
    ws = recalculated(spreadsheet_bytes(paper(visits(10_000)), letterhead)).worksheets[0]
    assert (ws["B10002"].value, ws["E10002"].value) == (10_000, 20_000)
    assert [ws.cell(row, 2).value for row in range(2, 8)] == list(PLAIN_NAMES)


def test_that_a_table_without_rows_says_so(
    visits: Callable[[int], Table], paper: Callable[..., Sheet], letterhead: Letterhead
) -> None:
    ws = opened(spreadsheet_bytes(paper(visits(0)), letterhead)).worksheets[0]
    assert (ws["A1"].value, ws["A2"].value, ws.max_row) == ("Day", "Nobody came.", 2)


def test_that_a_long_meaning_is_as_tall_as_its_lines(letterhead: Letterhead) -> None:
    meanings = (Definition("Visits", "Everybody who came in. " * 8), Definition("People", "Each once."))  # 184 letters
    sheet = Sheet("Names", (Table((Column("Name"),), [("Zoë",)]),), definitions=meanings)
    ws = opened(spreadsheet_bytes(sheet, letterhead))["Definitions"]
    # In lines of 84 letters the first takes 3, for ceil(184 / 84) = 3, and the second 1.
    assert ws.row_dimensions[1].height == 3 * ws.row_dimensions[2].height


def test_that_the_main_table_comes_first_and_the_definitions_last(letterhead: Letterhead, attendance: Sheet) -> None:
    chart = Chart("bar", "Visits by weekday", ("Mon", "Tue"), (Series("Visits", (3, 4)),), "visits")
    sheet = Sheet("Attendance", (chart, *attendance.parts), definitions=attendance.definitions)
    assert opened(spreadsheet_bytes(sheet, letterhead)).sheetnames == [
        "Visits",
        "Visits by weekday",
        "Summary",
        "Definitions",
    ]


def test_that_a_chart_is_the_spreadsheets_own_and_draws_on_its_numbers(letterhead: Letterhead) -> None:
    series = (Series("2025", (3, None, 5)), Series("2026", (1, 2, 3)))
    for kind in ("bar", "line"):
        chart = Chart(kind, "By month", ("Jan", "Feb", "Mar"), series, "visits")
        book = spreadsheet_bytes(Sheet("Report", (chart,)), letterhead)
        ws = opened(book)["By month"]
        assert [[cell.value for cell in row] for row in ws["A1:C3"]] == [
            ["visits", "2025", "2026"],
            ["Jan", 3, 1],
            ["Feb", None, 2],
        ]
        drawn = ZipFile(BytesIO(book)).read("xl/charts/chart1.xml").decode()
        assert "'By month'!$B$2:$B$4" in drawn
        assert "'By month'!$A$2:$A$4" in drawn


def test_that_the_summary_holds_figures_and_words(letterhead: Letterhead, attendance: Sheet) -> None:
    parts = (
        Heading("At a glance"),
        Figures((Figure("People", 148, "each once"), Figure("Share", 0.5, kind="percent"))),
        Paragraph("=not a formula"),
        SignatureLines(("Director",)),
    )
    book = opened(spreadsheet_bytes(Sheet("Report", (*attendance.parts, *parts), "Main Street"), letterhead))
    held = {cell.value for row in book["Summary"] for cell in row} - {None}
    assert {"Report", "Main Street", "At a glance", 148, 0.5, "each once", "=not a formula", "Director"} <= held


def test_that_a_blank_sheet_has_room_for_handwriting(letterhead: Letterhead) -> None:
    blank = Blank((Column("Name", width=30), Column("Time in")), 20, "Sign in")
    ws = opened(spreadsheet_bytes(Sheet("Sign-in sheet", (blank,)), letterhead))["Sign in"]
    assert ws.row_dimensions[21].height == 26
    assert ws["B21"].border.bottom.style == "thin"


def test_that_the_file_names_the_center_and_no_person(attendance: Sheet, letterhead: Letterhead) -> None:
    by_zoe = Letterhead(letterhead.center, letterhead.made_on, made_by="Zoë Quinn")
    properties = opened(spreadsheet_bytes(attendance, by_zoe)).properties
    assert properties.creator == "Main Street Recovery Community Center"
    assert (properties.lastModifiedBy, properties.title) == (None, "Attendance")


def test_that_every_page_is_numbered_and_carries_the_center(attendance: Sheet, letterhead: Letterhead) -> None:
    amp = Letterhead("Hope & Main", letterhead.made_on)
    for ws in opened(spreadsheet_bytes(attendance, amp)).worksheets:
        foot: Any = ws.oddFooter
        fit: Any = ws.sheet_properties.pageSetUpPr
        assert (foot.left.text, foot.right.text) == ("Hope && Main", "Page &P of &N")
        assert (ws.page_setup.fitToWidth, ws.page_setup.fitToHeight, fit.fitToPage) == (1, 0, True)


@pytest.mark.parametrize("title", ["Visits: [all] / *?\\", "x" * 60, "'quoted'", "", "History"])
def test_that_a_worksheet_has_a_title_spreadsheets_allow(title: str, letterhead: Letterhead) -> None:
    tables = tuple(Table((Column("A"),), [("x",)], title) for _copy in range(3))
    names = opened(spreadsheet_bytes(Sheet("Report", tables), letterhead)).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name[0] != "'" for name in names)
    assert "history" not in {name.casefold() for name in names}


def test_that_too_many_rows_are_refused_with_a_way_out(letterhead: Letterhead, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_sheet, "MOST_ROWS", 3)
    rows: list[tuple[Cell, ...]] = [(1,)] * 4
    with pytest.raises(Problem) as caught:
        spreadsheet_bytes(Sheet("Report", (Table((Column("A", "number"),), rows),)), letterhead)
    assert ".csv" in caught.value.way_out


def test_that_text_too_long_for_a_cell_is_cut_and_marked(letterhead: Letterhead) -> None:
    table = Table((Column("Note"),), [("x" * 40_000,)])
    note = opened(spreadsheet_bytes(Sheet("Notes", (table,)), letterhead)).worksheets[0]["A2"].value
    assert len(note) == 32_767
    assert note.endswith("[...]")


def test_that_control_characters_are_left_out(letterhead: Letterhead) -> None:
    table = Table((Column("Note"), Column("Day", "date")), [("a\x00b\x1bc\ud800", date(2026, 1, 2))])
    assert opened(spreadsheet_bytes(Sheet("Notes", (table,)), letterhead)).worksheets[0]["A2"].value == "abc"
