"""A workbook's cells as text. Runs in a process of its own (see child.py), where it can harm nothing."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.imports.archive import Archive, look_over
from rcc_desktop.imports.limits import LAST_ROW_OF_EXCEL, MOST_ROWS, Cells, gather
from rcc_desktop.imports.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook

_ZEROS = re.compile(r"0{2,20}")
_BOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's rows that hold something, numbered as Excel numbers them."""

    names: tuple[str, ...]
    chosen: int
    rows: list[tuple[int, Cells]]
    uncalculated: int
    """How many cells held a formula and no result; their text is the formula."""


def read_workbook(content: bytes, sheet: int | None = None) -> Sheet:
    """The sheet at ``sheet``, or the first visible one that holds anything. Only a Problem comes out of here."""
    archive = look_over(content)
    if _BOOK not in archive.names:
        raise refusal("not_a_workbook")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names every style it drops
        try:
            return _read(content, archive, sheet)
        except Problem:
            raise
        except MemoryError as full:
            raise refusal("too_heavy") from full
        except Exception as broken:  # the border: a damaged workbook raises eleven kinds of error
            raise refusal("damaged") from broken


def _read(content: bytes, archive: Archive, wanted: int | None) -> Sheet:
    book = _open(content, data_only=True)
    formulas = _open(content, data_only=False) if archive.has_open_formulas else None
    names = tuple(str(sheet.title) for sheet in book.worksheets)
    if not names or (wanted is not None and not 0 <= wanted < len(names)):
        raise refusal("no_sheet", sheet=(wanted or 0) + 1)
    shown = [at for at, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible"] or [0]
    chosen = shown[0] if wanted is None else wanted
    for candidate in shown if wanted is None else [wanted]:
        reading = _SheetReading(book, formulas, candidate)
        rows = reading.rows()
        if rows:
            return Sheet(names, candidate, rows, reading.uncalculated)
    return Sheet(names, chosen, [], 0)


def _open(content: bytes, *, data_only: bool) -> Workbook:
    import openpyxl

    if openpyxl.DEFUSEDXML is not True or openpyxl.LXML is True:
        raise refusal("unguarded")
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


class _SheetReading:
    """Goes through one sheet once; with a second opening beside it where formulas may have no result."""

    def __init__(self, book: Workbook, formulas: Workbook | None, at: int) -> None:
        self._results = _cells(book, at)
        self._formulas: Iterator[Sequence[Cell | MergedCell]] = _cells(formulas, at) if formulas else repeat(())
        self._at = at
        self._row = 0
        self.uncalculated = 0

    def rows(self) -> list[tuple[int, Cells]]:
        try:
            return gather(self._numbered())
        except (Problem, MemoryError):
            raise
        except Exception as broken:  # the border: says where and why, whatever the parser met
            reason = type(broken).__name__
            raise refusal("damaged_sheet", row=self._row, sheet=self._at + 1, reason=reason) from broken

    def _numbered(self) -> Iterator[tuple[int, list[str]]]:
        for results, formulas in zip(self._results, self._formulas, strict=False):
            self._row += 1
            if self._row > LAST_ROW_OF_EXCEL:
                raise refusal("too_many_rows", most=f"{MOST_ROWS:,}")
            cells = [as_text(cell) for cell in results]
            for at, cell in enumerate(formulas):
                blank_result = results[at].data_type == "str"  # what Excel writes for ="": a result all the same
                if cell.data_type == "f" and not cells[at] and not blank_result:
                    cells[at] = _formula_text(cell.value)
                    self.uncalculated += bool(cells[at])
            yield self._row, cells


def _cells(book: Workbook, at: int) -> Iterator[Sequence[Cell | MergedCell]]:
    sheet = book.worksheets[at]
    sheet.reset_dimensions()  # what a sheet says of its own size is not believed: it can say 16 billion cells
    return sheet.iter_rows()


def _formula_text(formula: object) -> str:
    text = getattr(formula, "text", formula)
    return text if isinstance(text, str) else ""


def as_text(cell: Cell | MergedCell) -> str:
    """What stands in the cell: dates as ISO, whole numbers without ``.0``, zeros in front if the format shows them."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell)
    if isinstance(value, datetime.datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def _number(value: float, cell: Cell | MergedCell) -> str:
    if isinstance(value, float) and not value.is_integer():
        return format(Decimal(repr(value)), "f") if value - value == 0 else ""
    shown = str(int(value))
    if value > 0 and _ZEROS.fullmatch(cell.number_format or ""):
        return shown.zfill(len(cell.number_format))
    return shown


def _moment(value: datetime.datetime) -> str:
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.replace(microsecond=0).isoformat(" ").removesuffix(":00")
