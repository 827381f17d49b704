"""One drawing of a chart, for paper and for the screen; it can be read without its colors.

Bars differ in hatching, lines in dashes and marks, and the numbers stand at them where there is room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, PolyLine, Rect, Shape, SolidShape, String
from reportlab.lib.colors import Color, HexColor

from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import exact, rounded_words
from rcc_desktop.documents.typesetting import MEDIUM, REGULAR, SEMIBOLD, printable, set_line, wrap

if TYPE_CHECKING:
    from rcc_desktop.api.documents import Chart, Number, Series
    from rcc_desktop.documents.colors import ChartColors

_, _ngettext = words("rcc_desktop")

_DASHES: tuple[tuple[float, ...], ...] = ((1, 0), (5, 3), (1.5, 2.5), (7, 2, 1.5, 2))
_SCREEN_FACES = {
    REGULAR: {"family": "Inter"},
    MEDIUM: {"family": "Inter", "weight": "500"},
    SEMIBOLD: {"family": "Inter", "weight": "600"},
}
_TYPE = 8.0


def chart_svg(chart: Chart, width: float, height: float, colors: ChartColors) -> bytes:
    """The chart as SVG for the screen, in letters the window's own fonts draw."""
    drawing = draw_chart(chart, width, height, colors, for_screen=True)
    return renderSVG.drawToString(drawing, fontHacks=_SCREEN_FACES).encode()


def draw_chart(chart: Chart, width: float, height: float, colors: ChartColors, *, for_screen: bool = False) -> Drawing:
    """The chart, ``width`` by ``height`` points, its title left to whoever places it."""
    plot = _Plot(Drawing(width, height), colors, _scale_of(chart), for_screen)
    if not chart.labels or not chart.series:
        plot.write(_("Nothing to show."), 0, height - 12, color=colors.quiet)
        return plot.drawing
    plot.frame(chart)
    draw = _bars if chart.kind == "bar" else _lines
    for number, series in enumerate(chart.series):
        draw(plot, chart, number, series)
    return plot.drawing


@dataclass(slots=True)
class _Plot:
    drawing: Drawing
    colors: ChartColors
    ticks: tuple[Fraction, ...]
    for_screen: bool
    left: float = 0.0
    top: float = 0.0
    foot: float = field(default=0.0)

    @property
    def wide(self) -> float:
        return float(self.drawing.width) - self.left - 6

    def color(self, number: int) -> str:
        return self.colors.series[number % len(self.colors.series)]

    def y(self, value: Number) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.foot + float((exact(value) - low) / (high - low)) * (self.top - self.foot)

    def add(self, shape: Shape) -> None:
        self.drawing.add(shape)

    def line(self, x: float, y: float, to_x: float, to_y: float, color: str, width: float = 0.5) -> None:
        self.add(Line(x, y, to_x, to_y, strokeColor=HexColor(color), strokeWidth=width))

    def write(self, text: str, x: float, y: float, *, at: float = 0.0, face: str = REGULAR, color: str = "") -> None:
        """Set text with its start (``at`` 0), middle (0.5) or end (1) at ``x``."""
        line = set_line(text, face, _TYPE)
        x -= line.width * at
        paint = HexColor(color or self.colors.ink)
        if self.for_screen:
            self.add(String(x, y, printable(text), fontName=face, fontSize=_TYPE, fillColor=paint))
            return
        for run in line.runs:
            self.add(String(x, y, run.letters, fontName=run.face, fontSize=_TYPE, fillColor=paint))
            x += run.width

    def frame(self, chart: Chart) -> None:
        """Grid, scale, labels and, where there is more than one series, which is which."""
        marks = [_mark_words(tick, self.ticks) for tick in self.ticks]
        self.left = max(set_line(mark, REGULAR, _TYPE).width for mark in marks) + 10
        slot = self.wide / len(chart.labels)
        labels = [wrap(label, REGULAR, _TYPE, max(slot - 4, 30)) for label in chart.labels]
        shown_lines = min(max(map(len, labels)), 2)
        self.foot, self.top = 8 + shown_lines * 11.0, float(self.drawing.height) - 26
        for tick, mark in zip(self.ticks, marks, strict=True):
            self.line(self.left, self.y(tick), self.left + self.wide, self.y(tick), self.colors.grid)
            self.write(mark, self.left - 6, self.y(tick) - 3, at=1, color=self.colors.quiet)
        self.line(self.left, self.y(0), self.left + self.wide, self.y(0), self.colors.quiet, 0.9)
        self._labels(chart.labels, slot)
        self._legend(chart)

    def middle(self, place: int, of: int) -> float:
        return self.left + self.wide * (place + 0.5) / of

    def _labels(self, labels: tuple[str, ...], slot: float) -> None:
        """Under each place its words, in two lines at most; where they are too many, under every second or third."""
        widest = max(min(set_line(label, REGULAR, _TYPE).width, 2 * slot if " " in label else 1e9) for label in labels)
        fits = all(len(wrap(label, REGULAR, _TYPE, max(slot - 4, 8))) <= 2 for label in labels) and slot >= 24
        step = 1 if fits else ceil((widest + 8) / slot)
        for place in range(0, len(labels), step):
            lines = _lines_of(labels[place], slot * step - 4)
            for number, text in enumerate(lines):
                self.write(
                    text, self.middle(place, len(labels)), self.foot - 12 - 10 * number, at=0.5, color=self.colors.quiet
                )

    def _legend(self, chart: Chart) -> None:
        x, y = self.left, float(self.drawing.height) - 9
        if chart.unit:
            self.write(chart.unit, x, y, color=self.colors.quiet)
            x += set_line(chart.unit, REGULAR, _TYPE).width + 18
        if len(chart.series) < 2:
            return
        for number, series in enumerate(chart.series):
            if chart.kind == "bar":
                _bar(self, number, x, y - 1, 12, 8)
            else:
                _stroke(self, number, [(x, y + 3), (x + 16, y + 3)])
            self.write(series.name, x + 22, y, face=MEDIUM)
            x += set_line(series.name, MEDIUM, _TYPE).width + 40


def _bars(plot: _Plot, chart: Chart, number: int, series: Series) -> None:
    slot = plot.wide / len(chart.labels)
    wide = min(slot * 0.72, 64.0 * len(chart.series)) / len(chart.series)
    for place, value in enumerate(series.values):
        if value is None:
            continue
        x = plot.middle(place, len(chart.labels)) + wide * (number - len(chart.series) / 2)
        foot, reach = sorted((plot.y(0), plot.y(value)))
        _bar(plot, number, x + wide * 0.04, foot, wide * 0.92, reach - foot)
        said = _value_words(value)
        if set_line(said, MEDIUM, _TYPE).width <= wide + 6:
            plot.write(said, x + wide / 2, reach + 3 if value >= 0 else foot - 9, at=0.5, face=MEDIUM)


def _bar(plot: _Plot, number: int, x: float, y: float, wide: float, high: float) -> None:
    color = HexColor(plot.color(number))
    plot.add(_painted(Rect(x, y, wide, high), color, color, 0.6))
    for line in _hatching(number % 4, wide, high):
        plot.line(x + line[0], y + line[1], x + line[2], y + line[3], plot.colors.behind, 1.0)


def _hatching(kind: int, wide: float, high: float) -> list[tuple[float, float, float, float]]:
    """The lines laid over a bar: none, rising, lying, falling."""
    if kind == 0:
        return []
    if kind == 2:
        return [(0, at, wide, at) for at in _every(4.0, 0, high)]
    rising = [(max(c, 0), max(-c, 0), min(wide, c + high), min(high, wide - c)) for c in _every(4.5, -high, wide)]
    return rising if kind == 1 else [(wide - a, b, wide - c, d) for a, b, c, d in rising]


def _every(step: float, low: float, high: float) -> list[float]:
    return [low + step * number for number in range(1, max(ceil((high - low) / step), 1))]


def _lines(plot: _Plot, chart: Chart, number: int, series: Series) -> None:
    known = [(place, value) for place, value in enumerate(series.values) if value is not None]
    points = {place: (plot.middle(place, len(chart.labels)), plot.y(value)) for place, value in known}
    for _gap, stretch in groupby(enumerate(points), key=lambda pair: pair[1] - pair[0]):
        _stroke(plot, number, [points[place] for _order, place in stretch])
    if len(chart.series) == 1 and plot.wide / len(chart.labels) >= 24:
        for place, value in known:
            plot.write(_value_words(value), points[place][0], points[place][1] + 6, at=0.5, face=MEDIUM)


def _stroke(plot: _Plot, number: int, points: list[tuple[float, float]]) -> None:
    color = HexColor(plot.color(number))
    if len(points) > 1:
        flat = [at for point in points for at in point]
        plot.add(PolyLine(flat, strokeColor=color, strokeWidth=1.6, strokeDashArray=_DASHES[number % 4]))
    for x, y in points:
        inside = color if number % 2 == 0 else HexColor(plot.colors.behind)
        plot.add(_painted(_mark(number % 4, x, y), inside, color, 1.1))


def _mark(kind: int, x: float, y: float) -> SolidShape:
    if kind == 0:
        return Circle(x, y, 2.4)
    if kind == 1:
        return Rect(x - 2.4, y - 2.4, 4.8, 4.8)
    if kind == 2:
        return Polygon([x - 3, y - 2.4, x + 3, y - 2.4, x, y + 3])
    return Polygon([x - 3.2, y, x, y - 3.2, x + 3.2, y, x, y + 3.2])


def _painted(shape: SolidShape, fill: Color, stroke: Color, width: float) -> SolidShape:
    shape.fillColor, shape.strokeColor, shape.strokeWidth = fill, stroke, width
    return shape


def _scale_of(chart: Chart) -> tuple[Fraction, ...]:
    """Round numbers from below the least to above the greatest, through zero, four to eight of them."""
    values = [exact(value) for series in chart.series for value in series.values if value is not None]
    low, high = min([*values, Fraction(0)]), max([*values, Fraction(0)])
    if low == high:
        high = Fraction(1)
    rough = (high - low) / 5
    ten = Fraction(10) ** floor(log10(rough))
    step = next(ten * by for by in (1, 2, 5, 10) if ten * by >= rough)
    if all(value.denominator == 1 for value in values):
        step = max(step, Fraction(1))
    return tuple(step * number for number in range(floor(low / step), ceil(high / step) + 1))


def _mark_words(tick: Fraction, ticks: tuple[Fraction, ...]) -> str:
    places = next((n for n in range(6) if all((each * 10**n).denominator == 1 for each in ticks)), 6)
    return rounded_words(tick, places)


def _value_words(value: Number) -> str:
    return rounded_words(value, 0 if exact(value).denominator == 1 else 1)


def _lines_of(label: str, width: float) -> list[str]:
    """A label in one line, or at the space nearest its middle in two."""
    if set_line(label, REGULAR, _TYPE).width <= width or " " not in label:
        return [label]
    middle = len(label) / 2
    cut = min((at for at, char in enumerate(label) if char == " "), key=lambda at: abs(at - middle))
    return [label[:cut], label[cut + 1 :]]
