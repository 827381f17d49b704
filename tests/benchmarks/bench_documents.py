"""How fast papers are written, each figure beside what it is measured against, in one run.

Run ``python tests/benchmarks/bench_documents.py [rows]``; the goals stand behind the figures.
"""

from __future__ import annotations

import sys
import tracemalloc
from datetime import date, datetime, time, timedelta, timezone
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pypdfium2
from openpyxl import Workbook, load_workbook

from rcc_desktop.api.documents import Cell, Column, Letterhead, Sheet, Table
from rcc_desktop.documents.pdf import pdf_bytes
from rcc_desktop.documents.spreadsheet import spreadsheet_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERHEAD = Letterhead("Main Street", datetime(2026, 11, 30, 17, 5, tzinfo=timezone(timedelta(hours=-5))))
WIDE = (
    Column("Day", "date"), Column("Came", "time"), Column("Left", "time"), Column("Stayed", "minutes", total="sum"),
    Column("First name"), Column("Last name", total="count"), Column("Site"), Column("Reason"),
    Column("Visits", total="sum", kind="number"), Column("Score", "number", decimals=1), Column("Born", "date"),
    Column("Note"),
)  # fmt: skip
NARROW = tuple(WIDE[at] for at in (0, 1, 4, 5, 7, 8))


def rows(count: int) -> list[tuple[Cell, ...]]:
    first = date(2020, 1, 1)
    return [
        (
            first + timedelta(days=at % 2000), time(9 + at % 8, at % 60), time(17, at % 60), at % 300,
            f"Name{at % 997}", f"Family{at % 4999}", "Main Street", "Mutual-aid meeting",
            at % 4, at % 40 / 4, first - timedelta(days=at % 20000), "came with a friend" if at % 3 else "",
        )
        for at in range(count)
    ]  # fmt: skip


def plain_openpyxl(table: Table) -> bytes:
    """The same rows the plain way: dates, filter, frozen titles and widths, nothing else."""
    book = Workbook()
    ws = book.worksheets[0]
    ws.append([column.title for column in table.columns])
    formats = {"date": "mmm d, yyyy", "time": "h:mm AM/PM"}
    dated = [(at, formats[column.kind]) for at, column in enumerate(table.columns, 1) if column.kind in formats]
    whole: Any = table.rows
    for number, row in enumerate(whole, 2):
        ws.append(row)
        for at, code in dated:
            ws.cell(number, at).number_format = code
    for at in range(len(table.columns)):
        ws.column_dimensions["ABCDEFGHIJKL"[at]].width = 14
    ws.freeze_panes, ws.auto_filter.ref = "A2", ws.dimensions
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    began = perf_counter()
    made = work()
    return perf_counter() - began, made


def bench_spreadsheet(count: int) -> None:
    table = Table(WIDE, rows(count), "Visits")
    ours, made = timed(lambda: spreadsheet_bytes(Sheet("Visits", (table,)), LETTERHEAD))
    theirs, _made = timed(lambda: plain_openpyxl(table))
    ratio = ours / theirs
    print(f"spreadsheet, {count:,} rows x 12: ours {ours:.2f} s, openpyxl {theirs:.2f} s, {ratio:.3f} (goal 0.2)")
    if count <= 20_000:
        assert load_workbook(BytesIO(made)).worksheets[0].max_row == count + 2


def bench_pdf(few: int, many: int) -> None:
    seconds = {}
    for count in (few, many):
        table = Table(NARROW, [tuple(row[at] for at in (0, 1, 4, 5, 7, 8)) for row in rows(count)], "Visits")
        seconds[count], made = timed(lambda table=table: pdf_bytes(Sheet("Visits", (table,)), LETTERHEAD))  # type: ignore[misc]
        pages = len(pypdfium2.PdfDocument(made))
        speed = pages / seconds[count]
        print(f"PDF, {count:,} rows: {pages} pages, {seconds[count]:.2f} s, {speed:.0f} pages/s (goal 35)")
    print(f"PDF, ten times the rows: {seconds[many] / seconds[few]:.1f} times as long (goal 11)")


def peak(work: Callable[[], bytes]) -> float:
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


if __name__ == "__main__":
    many_rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    bench_spreadsheet(many_rows)
    bench_pdf(5_000, 50_000)
    small = Table(NARROW, [tuple(row[at] for at in (0, 1, 4, 5, 7, 8)) for row in rows(5_000)])
    print(f"PDF, 5,000 rows: {peak(lambda: pdf_bytes(Sheet('Visits', (small,)), LETTERHEAD)):.0f} MB at most")
