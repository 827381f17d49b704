"""The worksheet that says what the workbook is: whose, of when, its figures, and what was written around the tables."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Side

from rcc_desktop.api.documents import Column, Figures, Heading, Paragraph, SignatureLines, Slips
from rcc_desktop.documents import colors
from rcc_desktop.documents.cells import made_words
from rcc_desktop.documents.table_sheet import cell_at, color, fill, text, typeface

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from rcc_desktop.api.documents import Letterhead, Part, Sheet

_WIDTHS = {"A": 34.0, "B": 20.0, "C": 62.0}
_LETTERS_A_LINE = 105


def write_summary(ws: Worksheet, sheet: Sheet, letterhead: Letterhead) -> None:
    """Write everything of the sheet that is no table, chart or empty form."""
    for letter, width in _WIDTHS.items():
        ws.column_dimensions[letter].width = width
    row = _opening(ws, sheet, letterhead)
    for part in sheet.parts:
        row = _part(ws, row, part)


def _opening(ws: Worksheet, sheet: Sheet, letterhead: Letterhead) -> int:
    text(ws["A1"], sheet.title)
    ws["A1"].font = typeface(bold=True, size=18, color=color(colors.INK))
    row = 2
    for line in (sheet.subtitle, sheet.period_words, letterhead.center, made_words(letterhead)):
        if line:
            text(cell_at(ws, row, 1), line)
            cell_at(ws, row, 1).font = typeface(
                color=color(colors.ACCENT if line == sheet.period_words else colors.QUIET)
            )
            row += 1
    row += 1
    for each in sheet.about:
        text(cell_at(ws, row, 1), each.term)
        cell_at(ws, row, 1).font = typeface(bold=True)
        cell_at(ws, row, 1).alignment = Alignment(vertical="top")
        _across(ws, row, 2, each.meaning, _LETTERS_A_LINE - 25)
        row += 1
    return row + 1


def _part(ws: Worksheet, row: int, part: Part) -> int:
    """Write one part at ``row``; answers the next free row."""
    match part:
        case Heading(words_in_it, level):
            text(cell_at(ws, row, 1), words_in_it)
            cell_at(ws, row, 1).font = typeface(bold=True, size=14 if level == 1 else 12, color=color(colors.INK))
            return row + 1
        case Paragraph(words_in_it):
            _across(ws, row, 1, words_in_it, _LETTERS_A_LINE)
            return row + 2
        case Figures():
            return _figures(ws, row, part)
        case SignatureLines(labels):
            return _signatures(ws, row + 1, labels)
        case Slips(slip):
            _across(ws, row, 1, "\n".join((slip.title, slip.text, *slip.choices)), _LETTERS_A_LINE)
            return row + 2
        case _:
            return row


def _figures(ws: Worksheet, row: int, part: Figures) -> int:
    for figure in part.figures:
        text(cell_at(ws, row, 1), figure.label)
        fill(cell_at(ws, row, 2), figure.value, Column(figure.label, figure.kind, decimals=figure.decimals))
        cell_at(ws, row, 2).font = typeface(bold=True, size=13, color=color(colors.ACCENT))
        text(cell_at(ws, row, 3), figure.note)
        cell_at(ws, row, 3).font = typeface(color=color(colors.QUIET))
        cell_at(ws, row, 3).alignment = Alignment(indent=1)
        row += 1
    return row + 1


def _signatures(ws: Worksheet, row: int, labels: tuple[str, ...]) -> int:
    for label in labels:
        ws.row_dimensions[row].height = 34
        text(cell_at(ws, row, 1), label)
        cell_at(ws, row, 1).border = Border(top=Side(style="thin"))
        cell_at(ws, row, 1).alignment = Alignment(vertical="top")
        row += 1
    return row + 1


def _across(ws: Worksheet, row: int, first: int, words_in_it: str, letters: int) -> None:
    """Text over the columns up to C, as tall as it needs: merged cells do not grow by themselves."""
    ws.merge_cells(start_row=row, start_column=first, end_row=row, end_column=3)
    text(cell_at(ws, row, first), words_in_it)
    cell_at(ws, row, first).alignment = Alignment(vertical="top", wrap_text=True)
    ws.row_dimensions[row].height = height_of(words_in_it, letters)


def height_of(words_in_it: str, letters: int) -> float:
    """How tall a row must be, in points, for words in lines of so many ``letters``."""
    return 15.5 * sum(max(ceil(len(line) / letters), 1) for line in words_in_it.split("\n"))
