"""Small papers side by side on a page, with dashed lines between them to cut along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.documents.paper import INK, QUIET, Paper, Style
from rcc_desktop.documents.typesetting import REGULAR, SEMIBOLD, Line, wrap

if TYPE_CHECKING:
    from rcc_desktop.api.documents import Slip, Slips

_ACROSS, _PAD, _BOX = 2, 14.0, 11.0
_TITLE, _TEXT, _CHOICE = Style(SEMIBOLD, 12), Style(REGULAR, 9.5, QUIET), Style(REGULAR, 11)


def draw_slips(paper: Paper, part: Slips) -> None:
    """Draw every copy, two to a row; a row is never torn apart."""
    wide = paper.width / _ACROSS
    lines = _set(part.slip, wide - 2 * _PAD)
    high = sum(_height(style, is_box=is_box) for _line, style, is_box in lines) + 2 * _PAD
    for first in range(0, part.copies, _ACROSS):
        paper.need(high)
        count = min(_ACROSS, part.copies - first)
        for at in range(count):
            _draw(paper, lines, paper.left + at * wide)
        _cut(paper, wide, high, count)
        paper.y -= high
    paper.gap(8)


def _set(slip: Slip, wide: float) -> list[tuple[Line, Style, bool]]:
    """The lines of one slip; the first of each choice has a box before it."""
    lines = [(line, _TITLE, False) for line in wrap(slip.title, _TITLE.face, _TITLE.size, wide)]
    lines += [(line, _TEXT, False) for line in wrap(slip.text, _TEXT.face, _TEXT.size, wide) if slip.text]
    for choice in slip.choices:
        for number, line in enumerate(wrap(choice, _CHOICE.face, _CHOICE.size, wide - 2 * _BOX)):
            lines.append((line, _CHOICE, number == 0))
    return lines


def _height(style: Style, *, is_box: bool) -> float:
    return style.height + (8 if is_box else 0)


def _draw(paper: Paper, lines: list[tuple[Line, Style, bool]], x: float) -> None:
    y = paper.y - _PAD
    for line, style, is_box in lines:
        y -= _height(style, is_box=is_box)
        if is_box:
            paper.canvas.setStrokeColor(INK)
            paper.canvas.setLineWidth(0.9)
            paper.canvas.rect(x + _PAD, y + 1.5, _BOX, _BOX, stroke=1, fill=0)
        indent = 2 * _BOX if style is _CHOICE else 0
        paper.draw(line, x + _PAD + indent, y + style.size * 0.32, style.color)


def _cut(paper: Paper, wide: float, high: float, count: int) -> None:
    """Dashed lines around each slip of a row."""
    paper.canvas.saveState()
    paper.canvas.setStrokeColor(QUIET)
    paper.canvas.setLineWidth(0.6)
    paper.canvas.setDash(4, 3)
    for at in range(count):
        paper.canvas.rect(paper.left + at * wide, paper.y - high, wide, high, stroke=1, fill=0)
    paper.canvas.restoreState()
