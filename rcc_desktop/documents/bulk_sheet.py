"""The fast road for long tables: rows as text of the file itself, put where openpyxl left room for them.

openpyxl makes an object of every cell, which is what takes the time. Here it still makes the workbook, the titles, the
looks and the totals; only the rows between are written by hand. Everything stays in memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter

from rcc_desktop.documents.cells import looks_like_formula
from rcc_desktop.documents.table_sheet import row_height, storable, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rcc_desktop.api.documents import Cell, Kind, Table
    from rcc_desktop.documents.table_sheet import Wrapping

    _Writer = tuple[str, Callable[[Cell], str]]

_DAY_ZERO = date(1899, 12, 30).toordinal()
_SECONDS_A_DAY = 86_400
_AT_ONCE = 2_000
_PLACE = re.compile(rb'<row r="2".*?</row>\s*<row r="3".*?</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="([A-Z]+)([23])" s="(\d+)"')
_SIZE = re.compile(rb'<dimension ref="[^"]*" ?/>')


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table whose rows are still to come, and in which columns text is wrapped."""

    table: Table
    wrapping: Wrapping


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
    writers: list[_Writer] = [
        (letters, _writer(column.kind, styles[letters, False], styles[letters, True]))
        for letters, column in ((get_column_letter(at), column) for at, column in enumerate(long.table.columns, 1))
    ]
    while batch := list(islice(rows, _AT_ONCE)):
        yield "".join(_row(number, row, writers, long.wrapping) for number, row in batch).encode()
    yield worksheet[place.end() :]


def _row(number: int, row: tuple[Cell, ...], writers: list[_Writer], wrapping: Wrapping) -> str:
    filled = zip(writers, row, strict=True)
    cells = "".join([f'<c r="{letters}{number}"{rest(cell)}' for (letters, rest), cell in filled])
    height = row_height(row, wrapping)
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{cells}</row>'


def _writer(kind: Kind, style: int, guarded: int) -> Callable[[Cell], str]:
    """What writes the cells of one column, from after their place; it remembers what comes again and again."""

    @lru_cache(maxsize=16_384)
    def write(cell: Cell) -> str:
        if cell is None or cell == "":
            return f' s="{style}"/>'
        if isinstance(cell, str):
            look = guarded if looks_like_formula(cell) else style
            return f' s="{look}" t="inlineStr"><is><t xml:space="preserve">{escape(storable(cell))}</t></is></c>'
        return f' s="{style}"><v>{_stored(cell, kind)}</v></c>'

    return write


def _stored(cell: Cell, kind: Kind) -> int | float:
    """The number a spreadsheet keeps: days since 1900, a part of a day, or the number itself."""
    value = value_of(cell, kind)
    if isinstance(value, date):
        return value.toordinal() - _DAY_ZERO
    if isinstance(value, time):
        return _part_of_day(value)
    if value is None or isinstance(value, str):
        raise TypeError("only numbers, days and times are stored as numbers")
    return value


def _part_of_day(at: time) -> float:
    return (at.hour * 3600 + at.minute * 60 + at.second) / _SECONDS_A_DAY
