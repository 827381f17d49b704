"""A table on paper: columns as wide as they need, the titles again on every page, rows never cut in two.

Everything is measured once and drawn once, so that ten times the rows take ten times as long and no more memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import shown, shown_total, stands_right, total_label
from rcc_desktop.documents.paper import INK, LEADING, QUIET, RULE, SOFT, Paper, Style
from rcc_desktop.documents.typesetting import REGULAR, SEMIBOLD, Line, set_line, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rcc_desktop.api.documents import Blank, Column, Table

_, _ngettext = words("rcc_desktop")

_PAD, _AIR = 5.0, 2.6
_SIZES = (9.0, 8.0, 7.0)
_HANDWRITING = 26.0
_LONG_WORD = 14.5  # in heights of the type; a longer word is broken

Words = tuple[str, ...]
SetCell = list[Line]


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    size: float

    @property
    def line_height(self) -> float:
        return self.size * LEADING


def draw_table(paper: Paper, table: Table) -> None:
    """Draw a table and its totals; where there are no rows, the words for that."""
    heading(paper, table.title)
    if not table.rows:
        paper.write(table.empty or _("Nothing to show."), Style(color=QUIET))
        paper.gap(8)
        return
    totals = tuple(map(shown_total, table.totals(), table.columns)) if table.has_totals else ("",) * len(table.columns)
    grid = _measured(paper, table, totals)
    _titles(paper, grid)
    for row in _words_of(table):
        _row(paper, grid, row, REGULAR)
    if table.has_totals:
        _totals(paper, grid, totals)
    _notes(paper, table.columns)


def draw_blank(paper: Paper, blank: Blank) -> None:
    """Draw empty rows to write in by hand."""
    heading(paper, blank.title)
    grid = _Grid(
        blank.columns, _spread([float(column.width or 12) for column in blank.columns], paper.width), _SIZES[0]
    )
    _titles(paper, grid)
    for _number in range(blank.rows):
        if paper.need(_HANDWRITING):
            _titles(paper, grid)
        paper.y -= _HANDWRITING
        paper.rule(paper.y)
        _uprights(paper, grid)
    paper.gap(8)


def _uprights(paper: Paper, grid: _Grid) -> None:
    x = paper.left
    for wide in grid.widths[:-1]:
        x += wide
        paper.canvas.line(x, paper.y, x, paper.y + _HANDWRITING)


def heading(paper: Paper, title: str) -> None:
    """A title over a table or chart, kept on the page of what it heads."""
    if title:
        paper.need(80)
        paper.gap(10)
        paper.write(title, Style(SEMIBOLD, 11))
        paper.gap(4)


def _words_of(table: Table) -> Iterator[Words]:
    how = [(column.kind, column.decimals) for column in table.columns]
    return (tuple(shown(cell, *way) for cell, way in zip(row, how, strict=True)) for row in table.rows)


def _measured(paper: Paper, table: Table, totals: Words) -> _Grid:
    """The largest type in which everything that must not be broken fits."""
    widest, longest = _widest_cells(table)
    unbroken = _unbroken(table, widest, longest)
    for size in _SIZES:
        frames = [_widest_frame(column, total, size) for column, total in zip(table.columns, totals, strict=True)]
        needs = [max(frame, cell * size) + 2 * _PAD + 0.5 for frame, cell in zip(frames, widest, strict=True)]
        least = [
            min(need, max(_title_word(column, size), word * size) + 2 * _PAD + 0.5)
            for need, column, word in zip(needs, table.columns, unbroken, strict=True)
        ]
        if sum(least) <= paper.width:
            return _Grid(table.columns, _fitted(table.columns, needs, least, paper.width), size)
    return _Grid(table.columns, _spread(least, paper.width), _SIZES[-1])


def _widest_cells(table: Table) -> tuple[list[float], list[str]]:
    """How wide the widest cell of each column is, in type one point high, and the longest word in it."""
    widest, longest = [0.0] * len(table.columns), [""] * len(table.columns)
    breaks = [column.kind == "text" for column in table.columns]
    for row in _words_of(table):
        for at, text in enumerate(row):
            wide = width_of(text, REGULAR, 1.0)
            widest[at] = max(wide, widest[at])
            if breaks[at] and len(text) > len(longest[at]):
                longest[at] = max([longest[at], *text.split()], key=len)
    return widest, longest


def _unbroken(table: Table, widest: list[float], longest: list[str]) -> list[float]:
    """How wide a column must stay: numbers and dates stay whole, text may break at its spaces."""
    words_wide = [min(width_of(word, SEMIBOLD, 1.0), _LONG_WORD) for word in longest]
    kinds = [column.kind for column in table.columns]
    return [word if kind == "text" else cell for word, cell, kind in zip(words_wide, widest, kinds, strict=True)]


def _widest_frame(column: Column, total: str, size: float) -> float:
    return max(width_of(text, SEMIBOLD, size) for text in (column.title, total))


def _title_word(column: Column, size: float) -> float:
    return max((width_of(word, SEMIBOLD, size) for word in column.title.split()), default=0.0)


def _fitted(columns: tuple[Column, ...], needs: list[float], least: list[float], width: float) -> tuple[float, ...]:
    """Share out the width: what is too much goes to the columns of text, what is too little the widest give first."""
    spare = width - sum(needs)
    if spare < 0:
        return _capped(needs, least, width)
    takers = [column.kind == "text" for column in columns]
    share = spare / (sum(takers) or len(columns))
    return tuple(need + (share if taker or not any(takers) else 0) for need, taker in zip(needs, takers, strict=True))


def _capped(needs: list[float], least: list[float], width: float) -> tuple[float, ...]:
    """No column wider than a cap, none narrower than it must be; the cap is found by halving."""
    low, high = 0.0, max(needs)
    for _step in range(40):
        cap = (low + high) / 2
        widths = tuple(max(short, min(need, cap)) for need, short in zip(needs, least, strict=True))
        low, high = (cap, high) if sum(widths) <= width else (low, cap)
    return tuple(max(short, min(need, low)) for need, short in zip(needs, least, strict=True))


def _spread(shares: list[float], width: float) -> tuple[float, ...]:
    return tuple(share * width / sum(shares) for share in shares)


def _titles(paper: Paper, grid: _Grid) -> None:
    cells = [
        wrap(column.title, SEMIBOLD, grid.size, wide - 2 * _PAD)
        for column, wide in zip(grid.columns, grid.widths, strict=True)
    ]
    height = max(map(len, cells)) * grid.line_height + 2 * _AIR
    paper.need(height + 3 * grid.line_height)
    paper.canvas.setFillColor(SOFT)
    paper.canvas.rect(paper.left, paper.y - height, paper.width, height, stroke=0, fill=1)
    _draw_cells(paper, grid, cells, height)
    paper.rule(paper.y, QUIET, 0.7)


def _row(paper: Paper, grid: _Grid, row: Iterable[str], face: str) -> None:
    cells = [_set_cell(text, face, grid.size, wide - 2 * _PAD) for text, wide in zip(row, grid.widths, strict=True)]
    lines = max(map(len, cells))
    most = int((paper.full_height - 80) // grid.line_height)
    for first in range(0, lines, most):
        piece = [cell[first : first + most] for cell in cells] if lines > most else cells
        height = min(lines - first, most) * grid.line_height + 2 * _AIR
        if paper.need(height):
            _titles(paper, grid)
        _draw_cells(paper, grid, piece, height)
        paper.rule(paper.y, RULE, 0.4)


def _set_cell(text: str, face: str, size: float, width: float) -> SetCell:
    line = set_line(text, face, size)
    return [line] if line.width <= width and "\n" not in text else wrap(text, face, size, width)


def _draw_cells(paper: Paper, grid: _Grid, cells: list[SetCell], height: float) -> None:
    x, top = paper.left, paper.y - _AIR - grid.size * 1.02
    for column, wide, lines in zip(grid.columns, grid.widths, cells, strict=True):
        right = stands_right(column)
        for number, line in enumerate(lines):
            at = x + wide - _PAD - line.width if right else x + _PAD
            paper.draw(line, at, top - number * grid.line_height, INK)
        x += wide
    paper.y -= height


def _totals(paper: Paper, grid: _Grid, totals: Words) -> None:
    free, word = total_label(grid.columns)
    if paper.need(grid.line_height + 2 * _AIR):
        _titles(paper, grid)
    paper.rule(paper.y, INK, 0.9)
    _row(paper, grid, [word if at == free else text for at, text in enumerate(totals)], SEMIBOLD)


def _notes(paper: Paper, columns: tuple[Column, ...]) -> None:
    paper.gap(4)
    for column in columns:
        if column.note:
            paper.write(f"{column.title}: {column.note}", Style(size=8, color=QUIET))
    paper.gap(8)
