"""A file as titles and rows of text, and how the titles are told from the rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.imports.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.imports.limits import Cells

_, ngettext = words("rcc_desktop")

_SEARCHED_FOR_TITLES = 10
_NUMBERS_ALONE = re.compile(r"(?=.*\d)[^A-Za-z\u00c0-\uffff]+")
_DATE_IN_WORDS = re.compile(r"[A-Za-z]{3,9}\.? \d{1,2},? \d{2,4}")
_ROWS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows are as wide as ``headers``; ``numbers`` holds each row's number in the file."""

    headers: tuple[str, ...]
    rows: tuple[Cells, ...]
    numbers: tuple[int, ...]
    has_titles: bool = True
    encoding: str | None = None
    """How the letters of a text file were read; None for a workbook."""
    sheets: tuple[str, ...] = ()
    sheet: int = 0
    notes: tuple[str, ...] = ()
    """What a person should know of how the file was read, as sentences."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Titles, rows and numbers of the one table in a file."""

    headers: tuple[str, ...]
    rows: tuple[Cells, ...]
    numbers: tuple[int, ...]
    has_titles: bool
    notes: tuple[str, ...]


def arrange(gathered: Sequence[tuple[int, Cells]], has_titles: bool | None = None) -> Arranged:
    """Titles and rows; ``has_titles`` when a person said whether the first row holds titles."""
    if not gathered:
        raise refusal("empty")
    start = _first_row_of_table(gathered)
    titled = looks_like_titles(gathered[start][1]) if has_titles is None else has_titles
    body = gathered[start + 1 :] if titled else gathered[start:]
    if not body:
        raise refusal("only_titles")
    titles = gathered[start][1] if titled else ()
    width = max(len(titles), *(len(cells) for _number, cells in body))
    notes = [*_note_on_start(gathered[:start]), *_note_on_titles(titles), *_note_on_ragged(titles, body)]
    return Arranged(
        headers=tuple(_title(titles, at) for at in range(width)),
        rows=tuple(cells + ("",) * (width - len(cells)) for _number, cells in body),
        numbers=tuple(number for number, _cells in body),
        has_titles=titled,
        notes=tuple(notes),
    )


def looks_like_titles(cells: Sequence[str]) -> bool:
    """Titles are words: a number, a date, a phone number or an address in e-mail or on the web is not one."""
    said = [cell for cell in cells if cell]
    return bool(said) and not any(
        _NUMBERS_ALONE.fullmatch(cell) or _DATE_IN_WORDS.fullmatch(cell) or "@" in cell or "://" in cell
        for cell in said
    )


def unnamed(at: int) -> str:
    """What a column without a title is called, counted from 1 as people count."""
    return _("Column {number}").format(number=at + 1)


def _first_row_of_table(gathered: Sequence[tuple[int, Cells]]) -> int:
    """Past what stands above a table: a name of the list, a date, one cell in a row of its own."""
    for at, (_number, cells) in enumerate(gathered[:_SEARCHED_FOR_TITLES]):
        if sum(map(bool, cells)) > 1:
            return at if at == 0 or sum(map(bool, cells)) > 2 else 0
    return 0


def _title(titles: Sequence[str], at: int) -> str:
    said = " ".join(titles[at].split()) if at < len(titles) else ""
    return said or unnamed(at)


def _note_on_start(above: Sequence[tuple[int, Cells]]) -> list[str]:
    if not above:
        return []
    return [_("The titles were found in a later row; what stands above them is left out.")]


def _note_on_titles(titles: Sequence[str]) -> list[str]:
    if not titles:
        return [_("The first row looks like a row of values, so the columns are numbered and no row is left out.")]
    times = Counter(" ".join(title.split()).casefold() for title in titles if title)
    if any(count > 1 for count in times.values()):
        return [_("Some columns have the same title. Look at them before you go on.")]
    return []


def _note_on_ragged(titles: Sequence[str], body: Sequence[tuple[int, Cells]]) -> list[str]:
    longer = [number for number, cells in body if titles and len(cells) > len(titles)]
    if not longer:
        return []
    named = ", ".join(str(number) for number in longer[:_ROWS_NAMED]) + (" …" if len(longer) > _ROWS_NAMED else "")
    return [
        ngettext(
            "Row {rows} has more cells than there are titles; its cells may have slipped.",
            "Rows {rows} have more cells than there are titles; their cells may have slipped.",
            len(longer),
        ).format(rows=named)
    ]
