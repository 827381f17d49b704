"""The tables of a sheet as .csv: for programs, so the days are ISO days and nothing is added up.

Every field is quoted. A cell that a spreadsheet might take for a formula gets an apostrophe before it; whoever reads
the file back takes it off again.
"""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from io import StringIO
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import exact, looks_like_formula, plain

if TYPE_CHECKING:
    from rcc_desktop.api.documents import Cell, Kind, Sheet

_, _ngettext = words("rcc_desktop")


def csv_bytes(sheet: Sheet) -> bytes:
    """The whole file in UTF-8 with the mark Excel wants; a second table follows an empty line and its title.

    Raises Problem when the sheet has no table.
    """
    tables = list(sheet.tables())
    if not tables:
        raise Problem(
            _("This paper has no table, so there is nothing to put in a .csv file."),
            _("Save it as .xlsx or .pdf."),
            code="documents.no-table",
        )
    into = StringIO(newline="")
    writer = csv.writer(into, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            into.write("\r\n")
            writer.writerow([_guarded(table.title)])
        writer.writerow([_guarded(column.title) for column in table.columns])
        kinds = [column.kind for column in table.columns]
        writer.writerows([_field(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows)
    return into.getvalue().encode("utf-8-sig")


def _field(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _guarded(cell)
    if isinstance(cell, datetime):
        return _iso_time(cell.time()) if kind == "time" else cell.date().isoformat()
    if isinstance(cell, time):
        return _iso_time(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) else f"{float(exact(cell)):.12g}"


def _iso_time(at: time) -> str:
    return at.isoformat("seconds" if at.second else "minutes")


def _guarded(text: str) -> str:
    clean = plain(text)
    return f"'{clean}" if looks_like_formula(clean) else clean
