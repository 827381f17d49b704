"""A chart of a paper on screen, in the colors of the look, drawn anew when either the room or the look changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtSvgWidgets import QSvgWidget

from rcc_desktop.api.ui.look import look, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.documents import Chart
    from rcc_desktop.documents.colors import ChartColors

_, ngettext = words("rcc_desktop")

HEIGHT = 240
DRAWN_TYPE = 8
"""The height of the letters in a drawn chart, in points; on screen they are as tall as small text."""
SETTLES_MS = 150
_CLIPPING = re.compile(rb"<clipPath.*?</clipPath>", re.DOTALL)


class ChartView(QSvgWidget):
    """One chart as wide as there is room. It is drawn on the reading lane, for setting type takes a moment."""

    def __init__(self, desk: Desk, chart: Chart) -> None:
        super().__init__()
        self._desk, self._chart = desk, chart
        self._drawn_for: tuple[int, str] | None = None
        self.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(_("A chart. Its numbers also stand in a table."))
        self._settled = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settled.timeout.connect(self._draw)
        watch_look(self._look_changed)
        self._measure()

    def is_drawn(self) -> bool:
        """Whether there is a picture yet."""
        return self.renderer().isValid()

    def _look_changed(self) -> None:
        self._measure()
        if self._drawn_for is not None:
            self._draw()

    def _measure(self) -> None:
        self.setFixedHeight(look().px(HEIGHT))

    def _draw(self) -> None:
        now = look()
        wanted = (self.width(), f"{now.scheme} {now.percent}")
        if wanted == self._drawn_for:
            return
        self._drawn_for = wanted
        scale = now.text_px("small") / DRAWN_TYPE
        chart, colors = self._chart, chart_colors()
        width, height = self.width() / scale, self.height() / scale
        self._desk.read(self, lambda: draw_for_qt(chart, width, height, colors), self._show)

    def _show(self, svg: bytes) -> None:
        self.load(QByteArray(svg))
        self.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._drawn_for is None:
            self._draw()
        else:
            self._settled.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._settled.stop()
        super().hideEvent(event)


def draw_for_qt(chart: Chart, width: float, height: float, colors: ChartColors) -> bytes:
    """The chart as SVG without its clipping, which Qt would draw as a black sheet over the whole picture."""
    from rcc_desktop.documents.chart import chart_svg

    return _CLIPPING.sub(b"", chart_svg(chart, width, height, colors))


def chart_colors() -> ChartColors:
    """The colors of charts in the look in use."""
    from rcc_desktop.documents.colors import ChartColors

    now = look()
    return ChartColors(now.text, now.text2, now.border, now.surface, (now.accent, now.warn, now.info, now.danger))
