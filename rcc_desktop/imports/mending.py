"""Rows with problems, written to a file of their own that can be mended and brought in again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from rcc_desktop.imports.guessing import mend_title
from rcc_desktop.imports.refusals import refusal
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rcc_desktop.imports.plan import Plan

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_problem_rows(plan: Plan, to: Path) -> int:
    """The rows with problems as the file had them, and what to mend in each; .csv or .xlsx. Returns how many.

    The file is whole or it is not there: it is written beside its place under a name of its own, then moved.
    """
    table = [[*plan.source.headers, mend_title()]]
    table += [[*row.shown, " ".join(dict.fromkeys((row.verdict.words, *row.remarks)))] for row in plan.problem_rows]
    writers = {".csv": _as_csv, ".xlsx": _as_workbook}
    if to.suffix.lower() not in writers:
        raise refusal("wrong_kind", ending=to.suffix or "…")
    content = writers[to.suffix.lower()](table)
    try:
        write_whole(to, content)
    except OSError:
        raise refusal("not_written") from None  # the system's own words would quote the file's name
    return len(table) - 1


def _as_csv(table: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([[_harmless(cell) for cell in row] for row in table])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """An apostrophe in front keeps a spreadsheet program from running the cell; our reader takes it off again."""
    return "'" + cell if cell.startswith(_STARTS_A_FORMULA) else cell


def _as_workbook(table: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in table:
        cells = [WriteOnlyCell(sheet, value=text or None) for text in row]
        for cell in cells:
            cell.data_type = "s" if cell.value is not None else "n"  # else "=…" would be written as a formula
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
