"""A sheet as .xlsx, in memory: the main table first, then the rest, a summary, and what the words mean.

A workbook is built whole and saved to memory: the writers that stream leave readable names in the folder for
temporary files.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.properties import PageSetupProperties

from rcc_desktop.api.documents import Blank, Chart, Definition, Table
from rcc_desktop.api.words import words
from rcc_desktop.documents import colors
from rcc_desktop.documents.bulk_sheet import LongTable, graft
from rcc_desktop.documents.cells import plain
from rcc_desktop.documents.chart_sheet import write_chart
from rcc_desktop.documents.summary_sheet import height_of, write_summary
from rcc_desktop.documents.table_sheet import cell_at, color, text, typeface, wrapping_columns, write_blank, write_table

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.worksheet import Worksheet

    from rcc_desktop.api.documents import Letterhead, Part, Sheet

_, _ngettext = words("rcc_desktop")

BULK = 5_000  # rows from which a table takes the fast road
_LETTER_PAPER = "1"
_UPRIGHT_COLUMNS = 5
_POSTER_PERCENT = 140
"""How large a poster is printed; the width of its columns is the poster's own to keep."""
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def spreadsheet_bytes(sheet: Sheet, letterhead: Letterhead) -> bytes:
    """The whole file. Raises Problem when a table has more rows than a worksheet can hold."""
    book = Workbook()
    book.remove(book.worksheets[0])
    long_tables = {}
    for part in _main_table_first(sheet.parts):
        ws = _add(book, _title_of(part, sheet), sheet, letterhead)
        if isinstance(part, Chart) or len(part.columns) > _UPRIGHT_COLUMNS:
            ws.page_setup.orientation = "landscape"
        _write(ws, part)
        if isinstance(part, Table) and len(part.rows) > BULK:
            long_tables[len(book.worksheets)] = LongTable(part, wrapping_columns(ws, part.columns))
    write_summary(_add(book, _("Summary"), sheet, letterhead), sheet, letterhead)
    meanings = (*sheet.definitions, *_column_notes(sheet))
    if meanings:
        _write_definitions(_add(book, _("Definitions"), sheet, letterhead), meanings)
    _sign(book, sheet, letterhead)
    into = BytesIO()
    book.save(into)
    return graft(into.getvalue(), long_tables) if long_tables else into.getvalue()


def _main_table_first(parts: tuple[Part, ...]) -> list[Table | Chart | Blank]:
    own = [part for part in parts if isinstance(part, Table | Chart | Blank)]
    return sorted(own, key=lambda part: part is not next((each for each in own if isinstance(each, Table)), None))


def _write(ws: Worksheet, part: Table | Chart | Blank) -> None:
    if isinstance(part, Table):
        write_table(ws, part, rows_follow=len(part.rows) > BULK)
    elif isinstance(part, Chart):
        write_chart(ws, part)
    else:
        write_blank(ws, part)


def _title_of(part: Table | Chart | Blank, sheet: Sheet) -> str:
    return part.title or sheet.title


def _add(book: Workbook, title: str, sheet: Sheet, letterhead: Letterhead) -> Worksheet:
    ws: Worksheet = book.create_sheet(_free_title(title, {each.title.casefold() for each in book.worksheets}))
    ws.sheet_view.showGridLines = False
    ws.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    ws.page_setup.paperSize = _LETTER_PAPER
    if sheet.poster:
        ws.page_setup.scale = _POSTER_PERCENT
    else:
        ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.page_margins.left = ws.page_margins.right = 0.5
    _print_frame(ws, sheet, letterhead)
    return ws


def _print_frame(ws: Worksheet, sheet: Sheet, letterhead: Letterhead) -> None:
    """What stands at the head and foot of every printed page."""
    head, foot = cast("HeaderFooterItem", ws.oddHeader), cast("HeaderFooterItem", ws.oddFooter)
    head.left.text = _in_frame(" · ".join(part for part in (sheet.title, sheet.period_words) if part))
    foot.left.text = _in_frame(letterhead.center)
    foot.right.text = _in_frame(_("Page {page} of {pages}")).format(page="&P", pages="&N")


def _free_title(title: str, taken: set[str]) -> str:
    """A title a worksheet may have: 31 letters, none of ``[]:*?/\\``, no quote at its ends, not another's."""
    clean = _NOT_IN_TITLES.sub(" ", plain(title).replace("\n", " ")).strip(" '")[:31].strip(" '") or _("Table")
    number, free = 1, clean
    while free.casefold() in {*taken, "history"}:
        number += 1
        free = f"{clean[: 31 - len(str(number)) - 1]} {number}"
    return free


def _in_frame(words_in_it: str) -> str:
    return plain(words_in_it).replace("&", "&&").replace("\n", " ")[:120]


def _column_notes(sheet: Sheet) -> list[Definition]:
    columns = {column for table in sheet.tables() for column in table.columns if column.note}
    return [Definition(column.title, column.note) for column in sorted(columns, key=lambda column: column.title)]


def _write_definitions(ws: Worksheet, definitions: tuple[Definition, ...]) -> None:
    ws.column_dimensions["A"].width, ws.column_dimensions["B"].width = 28, 84
    for number, each in enumerate(definitions, 1):
        text(cell_at(ws, number, 1), each.term)
        text(cell_at(ws, number, 2), each.meaning)
        cell_at(ws, number, 1).font = typeface(bold=True, color=color(colors.INK))
        ws.row_dimensions[number].height = height_of(each.meaning, 84)
        for at in (1, 2):
            cell_at(ws, number, at).alignment = Alignment(vertical="top", wrap_text=True)


def _sign(book: Workbook, sheet: Sheet, letterhead: Letterhead) -> None:
    """The file's own properties: the center made it; no person is named."""
    book.properties.creator = plain(letterhead.center)
    book.properties.title = plain(sheet.title)
    book.properties.subject = plain(sheet.period_words)
    book.properties.language = letterhead.language
    book.properties.created = letterhead.made_on.replace(tzinfo=None)
