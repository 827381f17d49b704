"""Letter paper with its head and foot: where the next line goes, and when a new page begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import landscape, letter

from rcc_desktop.api.words import words
from rcc_desktop.documents import colors
from rcc_desktop.documents.cells import made_words
from rcc_desktop.documents.typesetting import MEDIUM, REGULAR, Line, set_line, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from rcc_desktop.api.documents import Letterhead, Sheet

_, _ngettext = words("rcc_desktop")

INK, QUIET, ACCENT, RULE, SOFT = map(HexColor, (colors.INK, colors.QUIET, colors.ACCENT, colors.RULE, colors.SOFT))
SMALL, TEXT = 8.0, 9.5
LEADING = 1.42
_SIDE, _TOP, _FOOT = 50.0, 64.0, 58.0
_POSTER = 2.0
"""How many times larger a poster is set: 18 points in its tables, which is read from two meters."""
_PAGES = "number-of-pages"


@dataclass(frozen=True, slots=True)
class Style:
    """A face, a size and a color."""

    face: str = REGULAR
    size: float = TEXT
    color: Color = INK

    @property
    def height(self) -> float:
        """From one line to the next, in points."""
        return self.size * LEADING


class Paper:
    """The page being written. ``y`` is the line reached, counted up from the foot of the paper, in points.

    On a poster everything between head and foot is drawn as on a page of half the size, and comes out twice as large.
    """

    def __init__(self, canvas: Canvas, sheet: Sheet, letterhead: Letterhead) -> None:
        self.canvas = canvas
        self._size = landscape(letter) if sheet.landscape else letter
        self._larger = _POSTER if sheet.poster else 1.0
        self.left = _SIDE / self._larger
        self.right = (self._size[0] - _SIDE) / self._larger
        self._running = (letterhead.center, sheet.title, sheet.period_words)
        self._made = made_words(letterhead)
        self._page = 0
        self.y = 0.0
        self.begin_page()

    @property
    def width(self) -> float:
        """Of the space between the margins."""
        return self.right - self.left

    @property
    def full_height(self) -> float:
        """Of an empty page, between head and foot."""
        return (self._size[1] - _TOP - _FOOT) / self._larger

    @property
    def room(self) -> float:
        """What is left of this page."""
        return self.y - _FOOT / self._larger

    def begin_page(self) -> None:
        """End this page and begin the next, with its head and foot."""
        if self._page:
            self.canvas.showPage()
        self._page += 1
        self.canvas.setPageSize(self._size)
        self._head()
        self._foot()
        self.canvas.scale(self._larger, self._larger)
        self.y = (self._size[1] - _TOP) / self._larger

    def need(self, height: float) -> bool:
        """Begin a new page unless ``height`` is left on this one (or it is empty); says whether it began one."""
        if height <= self.room or self.room >= self.full_height:
            return False
        self.begin_page()
        return True

    def gap(self, height: float) -> None:
        """Leave ``height`` free, but not at the head of a page."""
        if self.room < self.full_height:
            self.y -= height

    def write(self, text: str, style: Style, x: float | None = None, width: float | None = None) -> None:
        """Write text below what is there, in as many lines and pages as it takes."""
        at, wide = self.left if x is None else x, self.width if width is None else width
        for line in wrap(text, style.face, style.size, wide):
            self.need(style.height)
            self.y -= style.height
            self.draw(line, at, self.y + style.size * 0.32, style.color)

    def draw(self, line: Line, x: float, y: float, color: Color = INK) -> None:
        """Draw a set line at a place of its own."""
        self.canvas.setFillColor(color)
        line.draw(self.canvas, x, y)

    def rule(self, y: float, color: Color = RULE, width: float = 0.5) -> None:
        """A thin line from margin to margin."""
        self._line(self.left, self.right, y, color, width)

    def finish(self) -> None:
        """End the last page and tell every page how many there are."""
        self.canvas.showPage()
        self.canvas.beginForm(_PAGES)
        self.draw(set_line(self._page_words()[1].format(pages=self._page), REGULAR, SMALL), 0, 0, QUIET)
        self.canvas.endForm()

    def _head(self) -> None:
        center, title, period = self._running
        top, right = self._size[1] - 36, self._size[0] - _SIDE
        self.draw(set_line(center, MEDIUM, SMALL), _SIDE, top, ACCENT)
        if self._page > 1:
            words_right = set_line(" · ".join(part for part in (title, period) if part), REGULAR, SMALL)
            self.draw(words_right, right - words_right.width, top, QUIET)
        self._line(_SIDE, right, top - 8, RULE, 0.5)

    def _foot(self) -> None:
        before = set_line(self._page_words()[0], REGULAR, SMALL)
        self.draw(before, _SIDE, 32, QUIET)
        self.canvas.saveState()
        self.canvas.translate(_SIDE + before.width, 32)
        self.canvas.doForm(_PAGES)
        self.canvas.restoreState()
        made = set_line(self._made, REGULAR, SMALL)
        self.draw(made, self._size[0] - _SIDE - made.width, 32, QUIET)

    def _line(self, left: float, right: float, y: float, color: Color, width: float) -> None:
        self.canvas.setStrokeColor(color)
        self.canvas.setLineWidth(width)
        self.canvas.line(left, y, right, y)

    def _page_words(self) -> tuple[str, str]:
        """The words of the foot up to the number of pages, and from it on: that number is known last."""
        before, mark, after = _("Page {page} of {pages}").partition("{pages}")
        return before.format(page=self._page), mark + after
