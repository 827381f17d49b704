"""The fast road for long tables: rows as text of the file itself, put where openpyxl left room for them.

openpyxl makes an object of every cell, which is what takes the time. Here it still makes the workbook, the titles, the
looks and the totals; only the rows between are written by hand. Everything stays in memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter

from rcc_desktop.documents.cells import exact, looks_like_formula, plain
from rcc_desktop.documents.table_sheet import MINUTES_A_DAY, capped, row_height

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rcc_desktop.api.documents import Cell, Kind, Table

_DAY_ZERO = date(1899, 12, 30).toordinal()
_SECONDS_A_DAY = 86_400
_AT_ONCE = 2_000
_PLACE = re.compile(rb'<row r="2".*?</row>\s*<row r="3".*?</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="([A-Z]+)([23])" s="(\d+)"')
_SIZE = re.compile(rb'<dimension ref="[^"]*" ?/>')


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table whose rows are still to come, and how wide its columns became."""

    table: Table
    widths: list[float]


def graft(book: bytes, tables: Mapping[int, LongTable]) -> bytes:
    """``book`` with the rows of each table on the worksheet of that number, counted from 1."""
    into = BytesIO()
    places = {f"xl/worksheets/sheet{number}.xml": each for number, each in tables.items()}
    with ZipFile(BytesIO(book)) as source, ZipFile(into, "w", ZIP_DEFLATED, compresslevel=3) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename not in places:
                target.writestr(entry, content, ZIP_DEFLATED)
                continue
            with target.open(entry.filename, "w") as worksheet:
                for piece in _grafted(content, places[entry.filename]):
                    worksheet.write(piece)
    return into.getvalue()


def _grafted(worksheet: bytes, long: LongTable) -> Iterator[bytes]:
    place = _PLACE.search(worksheet)
    if place is None:
        raise ValueError("the worksheet has no room left for rows")
    yield _SIZE.sub(b"", worksheet[: place.start()])
    styles = {(letters.decode(), number == b"3"): int(style) for letters, number, style in _STYLE.findall(place[0])}
    rows = enumerate(long.table.rows, 2)
    writers = [
        _writer(letters, column.kind, styles[letters, False], styles[letters, True])
        for letters, column in ((get_column_letter(at), column) for at, column in enumerate(long.table.columns, 1))
    ]
    while batch := list(islice(rows, _AT_ONCE)):
        yield "".join(_row(number, row, writers, long.widths) for number, row in batch).encode()
    yield worksheet[place.end() :]


def _row(number: int, row: tuple[Cell, ...], writers: list[Callable[[int, Cell], str]], widths: list[float]) -> str:
    cells = "".join([write(number, cell) for write, cell in zip(writers, row, strict=True) if cell is not None])
    height = row_height(row, widths)
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{cells}</row>'


def _writer(letters: str, kind: Kind, style: int, guarded: int) -> Callable[[int, Cell], str]:
    """What writes the cells of one column."""

    def write(number: int, cell: Cell) -> str:
        if isinstance(cell, str):
            look = guarded if looks_like_formula(cell) else style
            words = escape(capped(plain(cell)))
            return f'<c r="{letters}{number}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
        return f'<c r="{letters}{number}" s="{style}"><v>{_stored(cell, kind)}</v></c>'

    return write


def _stored(cell: Cell, kind: Kind) -> int | float:
    """The number a spreadsheet keeps: days since 1900, a part of a day, or the number itself."""
    if isinstance(cell, int):
        return cell / MINUTES_A_DAY if kind == "minutes" else cell
    if isinstance(cell, datetime):
        return _part_of_day(cell.time()) if kind == "time" else cell.toordinal() - _DAY_ZERO
    if isinstance(cell, date):
        return cell.toordinal() - _DAY_ZERO
    if isinstance(cell, time):
        return _part_of_day(cell)
    if cell is None or isinstance(cell, str):
        raise TypeError("only numbers, days and times are stored as numbers")
    return float(exact(cell)) / MINUTES_A_DAY if kind == "minutes" else float(exact(cell))


def _part_of_day(at: time) -> float:
    return (at.hour * 3600 + at.minute * 60 + at.second) / _SECONDS_A_DAY
