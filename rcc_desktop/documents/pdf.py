"""A sheet as .pdf on Letter paper, in memory."""

from __future__ import annotations

from functools import singledispatch
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from rcc_desktop.api.documents import (
    Blank,
    Chart,
    Definition,
    Figures,
    Heading,
    Paragraph,
    SignatureLines,
    Slips,
    Table,
)
from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import plain, shown
from rcc_desktop.documents.chart import draw_chart
from rcc_desktop.documents.colors import PAPER_COLORS
from rcc_desktop.documents.paper import ACCENT, INK, QUIET, SOFT, Paper, Style
from rcc_desktop.documents.pdf_slips import draw_slips
from rcc_desktop.documents.pdf_table import draw_blank, draw_table, heading
from rcc_desktop.documents.typesetting import MEDIUM, REGULAR, SEMIBOLD, Line, set_line, wrap

if TYPE_CHECKING:
    from rcc_desktop.api.documents import Figure, Letterhead, Part, Sheet

_, _ngettext = words("rcc_desktop")

_CHART_HEIGHT = 170.0
_CARD_GAP = 10.0


def pdf_bytes(sheet: Sheet, letterhead: Letterhead) -> bytes:
    """The whole file. The same sheet and letterhead give the same bytes."""
    into = BytesIO()
    canvas = Canvas(into, pageCompression=1, invariant=1, lang=letterhead.language)
    canvas.setTitle(plain(" · ".join(part for part in (sheet.title, sheet.period_words) if part)))
    canvas.setAuthor(plain(letterhead.center))
    canvas.setCreator("RCC Desktop")
    canvas.setDateFormatter(lambda *_parts: letterhead.made_on.strftime("D:%Y%m%d%H%M%S"))
    try:
        _draw_all(Paper(canvas, sheet, letterhead), sheet)
    finally:
        set_line.cache_clear()  # it holds names
    canvas.save()
    return into.getvalue()


def _draw_all(paper: Paper, sheet: Sheet) -> None:
    _opening(paper, sheet)
    for part in sheet.parts:
        draw(part, paper)
    _definitions(paper, sheet.definitions)
    paper.finish()


@singledispatch
def draw(part: Part, paper: Paper) -> None:
    """Draw one part of a sheet below what is there."""
    raise TypeError(f"no part of a sheet: {type(part).__name__}")


@draw.register
def _heading(part: Heading, paper: Paper) -> None:
    paper.need(90)
    paper.gap(14 if part.level == 1 else 8)
    paper.write(part.text, Style(SEMIBOLD, 13 if part.level == 1 else 11))
    paper.gap(4)


@draw.register
def _paragraph(part: Paragraph, paper: Paper) -> None:
    paper.write(part.text, Style())
    paper.gap(6)


@draw.register
def _table(part: Table, paper: Paper) -> None:
    draw_table(paper, part)


@draw.register
def _blank(part: Blank, paper: Paper) -> None:
    draw_blank(paper, part)


@draw.register
def _chart(part: Chart, paper: Paper) -> None:
    paper.need(_CHART_HEIGHT + 50)
    heading(paper, part.title)
    drawing = draw_chart(part, paper.width, _CHART_HEIGHT, PAPER_COLORS)
    paper.y -= _CHART_HEIGHT
    drawing.drawOn(paper.canvas, paper.left, paper.y)
    paper.gap(12)


@draw.register
def _figures(part: Figures, paper: Paper) -> None:
    """Cards side by side, up to four to a row."""
    paper.gap(4)
    for first in range(0, len(part.figures), 4):
        row = part.figures[first : first + 4]
        wide = (paper.width - _CARD_GAP * (max(len(row), 3) - 1)) / max(len(row), 3)
        cards = [_card(figure, wide - 20) for figure in row]
        high = max(sum(style.height for _line, style in card) for card in cards) + 16
        paper.need(high + _CARD_GAP)
        for number, card in enumerate(cards):
            _draw_card(paper, card, paper.left + number * (wide + _CARD_GAP), wide, high)
        paper.y -= high + _CARD_GAP
    paper.gap(4)


@draw.register
def _signatures(part: SignatureLines, paper: Paper) -> None:
    for first in range(0, len(part.labels), 2):
        paper.need(52)
        paper.y -= 40
        for number, label in enumerate(part.labels[first : first + 2]):
            x = paper.left + number * (paper.width / 2 + 10)
            paper.canvas.setStrokeColor(INK)
            paper.canvas.setLineWidth(0.6)
            paper.canvas.line(x, paper.y, x + paper.width / 2 - 10, paper.y)
            paper.draw(set_line(label, MEDIUM, 8), x, paper.y - 11, QUIET)
        paper.y -= 14
    paper.gap(6)


@draw.register
def _slips(part: Slips, paper: Paper) -> None:
    draw_slips(paper, part)


def _card(figure: Figure, inner: float) -> list[tuple[Line, Style]]:
    """The lines of a card: what is counted, the figure as large as fits, and a word about it."""
    value = shown(figure.value, figure.kind, figure.decimals)
    size = next((size for size in (20.0, 16.0, 13.0) if set_line(value, SEMIBOLD, size).width <= inner), 10.0)
    parts = [(figure.label, Style(MEDIUM, 8, QUIET)), (value, Style(SEMIBOLD, size, ACCENT))]
    if figure.note:
        parts.append((figure.note, Style(REGULAR, 7.5, QUIET)))
    return [(line, style) for text, style in parts for line in wrap(text, style.face, style.size, inner)]


def _draw_card(paper: Paper, card: list[tuple[Line, Style]], x: float, wide: float, high: float) -> None:
    paper.canvas.setFillColor(SOFT)
    paper.canvas.roundRect(x, paper.y - high, wide, high, 6, stroke=0, fill=1)
    y = paper.y - 8
    for line, style in card:
        y -= style.height
        paper.draw(line, x + 10, y + style.size * 0.32, style.color)


def _opening(paper: Paper, sheet: Sheet) -> None:
    paper.gap(0)
    paper.write(sheet.title, Style(SEMIBOLD, 19))
    if sheet.subtitle:
        paper.write(sheet.subtitle, Style(size=11, color=QUIET))
    if sheet.period_words:
        paper.write(sheet.period_words, Style(MEDIUM, 11, ACCENT))
    if sheet.about:
        paper.gap(6)
        _terms(paper, sheet.about, 8.5)
    paper.gap(12)


def _definitions(paper: Paper, definitions: tuple[Definition, ...]) -> None:
    """All on one page where one can hold them: a little smaller, if that saves a page for the last line of them."""
    if not definitions:
        return
    size = next((size for size in (9, 8, 7.5) if _height(paper, definitions, size) <= paper.room), 9)
    paper.need(min(_height(paper, definitions, size), paper.full_height))
    _heading(Heading(_("What the words mean")), paper)
    _terms(paper, definitions, size)


def _height(paper: Paper, definitions: tuple[Definition, ...], size: float) -> float:
    """Of the heading and the terms; the heading asks for no less than 90 points."""
    lines = sum(len(_side_by_side(paper, each, size)) for each in definitions)
    return max(90, 14 + Style(SEMIBOLD, 13).height + 4 + lines * Style(size=size).height + 2 * len(definitions))


def _terms(paper: Paper, terms: tuple[Definition, ...], size: float) -> None:
    """A term on the left, what it means beside it; one that a page can hold is not torn apart."""
    style = Style(size=size, color=QUIET)
    for each in terms:
        lines = _side_by_side(paper, each, size)
        paper.need(min(len(lines) * style.height, paper.full_height))
        for term, meaning in lines:
            paper.need(style.height)
            paper.y -= style.height
            if term:
                paper.draw(term, paper.left, paper.y + size * 0.32)
            if meaning:
                paper.draw(meaning, paper.left + 142, paper.y + size * 0.32, QUIET)
        paper.gap(2)


def _side_by_side(paper: Paper, each: Definition, size: float) -> list[tuple[Line | None, Line | None]]:
    meaning = wrap(each.meaning, REGULAR, size, paper.width - 142)
    return list(zip_longest(wrap(each.term, MEDIUM, size, 130), meaning))
