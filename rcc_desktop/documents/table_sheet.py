"""A table on a worksheet: real dates and numbers, a filter, titles that stay, totals that follow the filter."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any, cast

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import language, words
from rcc_desktop.documents import colors
from rcc_desktop.documents.cells import (
    looks_like_formula,
    plain,
    shown,
    shown_total,
    stands_right,
    total_kind,
    total_label,
    total_pattern,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

    from rcc_desktop.api.documents import Blank, Cell, Column, Kind, Table, Total

_, _ngettext = words("rcc_desktop")

MOST_ROWS = 1_048_574  # a worksheet's 1,048,576, less the titles and the totals
LONGEST_TEXT = 32_767
MINUTES_A_DAY = 1440

Wrapping = list[tuple[int, float]]

_LIKE_A_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SUBTOTALS = {
    "sum": "SUBTOTAL(109,{cells})",
    "count": "SUBTOTAL(103,{cells})",
    "average": 'IFERROR(SUBTOTAL(101,{cells}),"")',
}
_WIDEST = 60.0
_SHORT_NUMBER = 99_999


def color(hexed: str) -> str:
    """A color as the file wants it."""
    return "FF" + hexed.removeprefix("#").upper()


def typeface(**look: Any) -> Font:
    """The type of every worksheet; ``look`` as openpyxl has it."""
    return Font(**{"name": "Calibri", "size": 11, "color": color(colors.INK), **look})


_TYPEFACE, _UNDERLINE = typeface(), Border(bottom=Side(style="thin", color=color(colors.RULE)))


def write_table(ws: Worksheet, table: Table, *, rows_follow: bool = False) -> None:
    """Write titles, rows and totals from cell A1.

    With ``rows_follow`` the rows are left out: rows 2 and 3 only carry the looks of a cell, for plain text and for text
    that looks like a formula, and `bulk_sheet` puts the rows in their place. Raises Problem when no worksheet is long
    enough.
    """
    if len(table.rows) > MOST_ROWS:
        raise Problem(
            _("This table has more rows than a spreadsheet can hold."),
            _("Choose a shorter period, or save it as .csv."),
            code="documents.too-long",
        )
    write_titles(ws, table.columns)
    _widths(ws, table)
    if rows_follow:
        for at, column in enumerate(table.columns, 1):
            dress(cell_at(ws, 2, at), column)
            dress(cell_at(ws, 3, at), column, quoted=True)
    else:
        _rows(ws, table)
    if not table.rows:
        text(cell_at(ws, 2, 1), table.empty or _("Nothing to show."))
    elif table.has_totals:
        _totals(ws, table)
    ws.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{max(len(table.rows), 1) + 1}"


def write_blank(ws: Worksheet, blank: Blank) -> None:
    """Write empty rows to fill in by hand."""
    write_titles(ws, blank.columns)
    line = Side(style="thin", color=color(colors.QUIET))
    for number in range(2, blank.rows + 2):
        ws.row_dimensions[number].height = 26
        for at in range(1, len(blank.columns) + 1):
            cell_at(ws, number, at).border = Border(left=line, right=line, top=line, bottom=line)
    for at, column in enumerate(blank.columns, 1):
        ws.column_dimensions[get_column_letter(at)].width = column.width or 16


def write_titles(ws: Worksheet, columns: tuple[Column, ...]) -> None:
    """Write the row of titles, which stays in sight and is printed on every page."""
    for at, column in enumerate(columns, 1):
        cell = cell_at(ws, 1, at)
        text(cell, column.title)
        cell.font = typeface(bold=True, color=color(colors.PAPER))
        cell.fill = PatternFill("solid", fgColor=color(colors.ACCENT))
        cell.alignment = _alignment(column, vertical="center", wrap_text=True)
    ws.row_dimensions[1].height = 24
    ws.freeze_panes = "A2"
    ws.print_title_rows = "1:1"


def cell_at(ws: Worksheet, row: int, column: int) -> SheetCell:
    """The cell of a row and column, both counted from 1."""
    return cast("SheetCell", ws.cell(row, column))


def text(cell: SheetCell, words_in_it: str) -> None:
    """Put text in a cell that stays text, whatever it begins with; without text it stays empty and is not counted."""
    if not words_in_it:
        return
    cell.value = storable(words_in_it)
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(words_in_it)


def storable(words_in_it: str) -> str:
    """Text as a cell may hold it: without controls, letters that look like the file's own codes kept as letters.

    What is longer than a cell may be is cut, and says so.
    """
    held = _LIKE_A_CODE.sub("_x005F_", plain(words_in_it))
    return held if len(held) <= LONGEST_TEXT else held[: LONGEST_TEXT - 6] + " [...]"


def value_of(cell: Cell, kind: Kind) -> str | int | float | date | time | None:
    """What the spreadsheet stores: a day, a time, a plain number; hours as a part of a day."""
    if isinstance(cell, datetime):
        return cell.time() if kind == "time" else cell.date()
    if isinstance(cell, date | time | str) or cell is None:
        return cell
    if kind == "minutes":
        return float(cell) / MINUTES_A_DAY
    return cell if isinstance(cell, int) else float(cell)


def number_format(kind: Kind, decimals: int = 0) -> str:
    """The code by which a spreadsheet shows a value as `cells.shown` words it."""
    if kind == "date":
        return "d mmm yyyy" if language() == "es" else "mmm d, yyyy"
    places = decimals or (1 if kind == "percent" else 0)
    behind = "." + "0" * places if places else ""
    return {"text": "General", "time": "h:mm AM/PM", "minutes": "[h]:mm", "percent": f"0{behind}%"}.get(
        kind, f"#,##0{behind}"
    )


def dress(cell: SheetCell, column: Column, *, quoted: bool = False) -> None:
    """Give a cell the looks of its column."""
    cell.number_format = number_format(column.kind, column.decimals)
    cell.alignment = _alignment(column, vertical="top", wrap_text=column.kind == "text")
    cell.font, cell.border = _TYPEFACE, _UNDERLINE
    if quoted:
        cell.quotePrefix = True


def _alignment(column: Column, **more: Any) -> Alignment:
    right = stands_right(column)
    return Alignment(horizontal="right" if right else "left", indent=0 if right else 1, **more)


def fill(cell: SheetCell, value: Cell, column: Column) -> None:
    """Put a value in a cell, dressed as its column."""
    dress(cell, column)
    if isinstance(value, str):
        text(cell, value)
    else:
        cell.value = value_of(value, column.kind)


def row_height(row: tuple[Cell, ...], wrapping: Wrapping) -> float | None:
    """How tall a row must be, in points, for what is wrapped in it; None for one line."""
    lines = 1
    for at, wide in wrapping:
        cell = row[at]
        if isinstance(cell, str) and (len(cell) * (1 if cell.isascii() else 2) > wide - 1 or "\n" in cell):
            lines = max(lines, _lines(cell, wide))
    return 15.0 * min(lines, 27) if lines > 1 else None


def wrapping_columns(ws: Worksheet, columns: tuple[Column, ...]) -> Wrapping:
    """The columns whose text is wrapped, by their place from 0, and how many letters wide they were made."""
    texts = [at for at, column in enumerate(columns) if column.kind == "text"]
    return [(at, ws.column_dimensions[get_column_letter(at + 1)].width) for at in texts]


def _lines(words_in_it: str, wide: float) -> int:
    return sum(max(ceil(_breadth(line) / (wide - 1)), 1) for line in words_in_it.split("\n"))


def _rows(ws: Worksheet, table: Table) -> None:
    wrapping = wrapping_columns(ws, table.columns)
    for number, row in enumerate(table.rows, 2):
        ws.row_dimensions[number].height = row_height(row, wrapping)
        for at, (value, column) in enumerate(zip(row, table.columns, strict=True), 1):
            fill(cell_at(ws, number, at), value, column)


def _totals(ws: Worksheet, table: Table) -> None:
    last = len(table.rows) + 1
    free, word = total_label(table.columns)
    rule = Border(top=Side(style="medium", color=color(colors.INK)))
    for at, column in enumerate(table.columns):
        cell, letter = cell_at(ws, last + 1, at + 1), get_column_letter(at + 1)
        if column.total:
            cell.value = "=" + _SUBTOTALS[column.total].format(cells=f"{letter}2:{letter}{last}")
            cell.number_format = _total_format(column, column.total)
        elif at == free:
            text(cell, word)
        cell.font, cell.border = typeface(bold=True), rule
        cell.alignment = _alignment(column)


def _total_format(column: Column, total: Total) -> str:
    before, _value, after = total_pattern(total).partition("{value}")
    return _quoted(before) + number_format(*total_kind(column)) + _quoted(after)


def _quoted(words_in_it: str) -> str:
    return f'"{words_in_it}"' if words_in_it else ""


def _widths(ws: Worksheet, table: Table) -> None:
    widest = [max(_breadth(column.title) + 4, _usual_breadth(column)) for column in table.columns]
    for row in table.rows:
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                widest[at] = max(widest[at], _breadth(cell))
            elif isinstance(cell, int | float) and abs(cell) > _SHORT_NUMBER:
                widest[at] = max(widest[at], len(shown(cell, table.columns[at].kind, table.columns[at].decimals)))
    totals = map(shown_total, table.totals(), table.columns)
    for at, (column, wide, total) in enumerate(zip(table.columns, widest, totals, strict=True), 1):
        fitting = min(max(wide, len(total) + 1, 8) * 1.05 + 2, _WIDEST)
        ws.column_dimensions[get_column_letter(at)].width = column.width or fitting


def _usual_breadth(column: Column) -> int:
    """Letters for any day, any time, and numbers that are not long."""
    return {"date": 12, "time": 8, "text": 0}.get(column.kind, 7 + column.decimals)


def _breadth(words_in_it: str) -> int:
    """Letters, Chinese ones counted twice; the longest line counts."""
    if words_in_it.isascii() and "\n" not in words_in_it:
        return len(words_in_it)
    return max(
        sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in words_in_it.split("\n")
    )
