"""How much of a stranger's file is read, and the letters that are dropped on the way in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from rcc_desktop.imports.refusals import refusal

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 32_767
"""What one cell holds in Excel."""
MOST_TEXT = 50_000_000
"""Characters in the whole file: one long text may stand in a million cells of a small workbook."""
LAST_ROW_OF_EXCEL = 1_048_576

Cells = tuple[str, ...]
Cancelled = Callable[[], bool]

_DROPPED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff")
"""Marks that turn the writing order around, which can make one name look like another; and the byte order mark and
two non-characters, which no workbook may hold."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def clean(text: str) -> str:
    """``text`` without control characters and outer blanks; line ends inside a cell stay, as ``\\n``.

    One apostrophe before ``= + - @`` goes: it is what our own exports put there so that a spreadsheet program does
    not run the cell.
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = "".join(letter for letter in text if _is_kept(letter))
    text = text.strip()
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@"):
        return text[1:]
    return text


def _is_kept(letter: str) -> bool:
    return letter == "\n" or (unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in _DROPPED)


def gather(numbered: Iterable[tuple[int, Sequence[str]]], cancelled: Cancelled = never) -> list[tuple[int, Cells]]:
    """The rows that hold something, cleaned, with their numbers in the file. Raises at the first limit passed."""
    gathered: list[tuple[int, Cells]] = []
    letters = 0
    for number, cells in numbered:
        if number % 500 == 0 and cancelled():
            raise refusal("stopped")
        if number > LAST_ROW_OF_EXCEL or len(gathered) > MOST_ROWS:
            raise refusal("too_many_rows", most=f"{MOST_ROWS:,}")
        row = _row(number, cells)
        if not row:
            continue
        letters += sum(map(len, row))
        if letters > MOST_TEXT:
            raise refusal("too_much_text")
        gathered.append((number, row))
    return gathered


def _row(number: int, cells: Sequence[str]) -> Cells:
    """Cleaned, without the blank cells at its end."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    if width > MOST_COLUMNS:
        raise refusal("too_many_columns", row=number, most=MOST_COLUMNS)
    for column, cell in enumerate(cells[:width], 1):
        if len(cell) > MOST_CHARACTERS:
            raise refusal("cell_too_long", row=number, column=column, most=f"{MOST_CHARACTERS:,}")
    row = [clean(cell) for cell in cells[:width]]
    while row and not row[-1]:
        row.pop()
    return tuple(row)
