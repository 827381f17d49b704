"""Open slots first: a list of every hole, the soonest on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import label, look, mark, spaced
from rcc_mentors.views.board_faces import role_colors
from rcc_mentors.views.board_words import missing_words, needs_words, short_day_words, spoken_shift, time_range_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent

    from rcc_mentors.shifts.rows import ShiftRow

_, ngettext = words("rcc_mentors")

MOST = 80
"""Lines drawn; more than these nobody reads, and the number above says how many there are."""


class HoleLine(QAbstractButton):
    """One open slot: when, what, where. Enter or a click goes to it."""

    stepped = Signal(int)

    def __init__(self, shift: ShiftRow, tone: int, *, with_site: bool) -> None:
        super().__init__()
        self.shift = shift
        self._tone = tone
        self._what = shift.role_title if not with_site else f"{shift.role_title} · {shift.site_name}"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spoken_shift(shift))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        lines = 3 if self._third() else 2
        return QSize(look().px(160), look().px(18) * lines + look().px(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        painter.setBrush(look().color("hover" if self.underMouse() else "surface"))
        painter.setPen(
            QPen(look().color("focus"), look().px(2)) if self.hasFocus()
            else QPen(look().color("border_strong"), 1, Qt.PenStyle.DashLine)
        )  # fmt: skip
        painter.drawRoundedRect(inner, look().px(8), look().px(8))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide = look().px(4)
        bar = QRectF(
            inner.right() - wide - 3 if mirrored else inner.left() + 3, inner.top() + 5, wide, inner.height() - 10
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(role_colors(self._tone)[1])
        painter.drawRoundedRect(bar, 2, 2)
        start, end = look().px(16), look().px(8)
        room = self.rect().adjusted(end if mirrored else start, look().px(8), -(start if mirrored else end), 0)
        room.setHeight(look().px(18))
        when = f"{short_day_words(self.shift.day)} · {time_range_words(self.shift.starts, self.shift.ends)}"
        for text, kind, role in (
            (when, "quiet", "text"),
            (self._what, "small", "text2"),
            (self._third(), "small", "text2"),
        ):
            self._write(painter, room, text, kind, role, mirrored=mirrored)
            room = room.translated(0, look().px(18))
        painter.end()

    def _third(self) -> str:
        said = (
            missing_words(self.shift) if self.shift.covered or self.shift.missing > 1 else "",
            needs_words(self.shift),
        )
        return " · ".join(each for each in said if each)

    def _write(self, painter: QPainter, room: QRect, text: str, kind: str, role: str, *, mirrored: bool) -> None:
        font = look().font("quiet" if kind == "quiet" else "small", QFont.Weight.DemiBold if kind == "quiet" else None)
        painter.setFont(font)
        painter.setPen(look().color(role))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), shown)


class HoleList(QWidget):
    """The open slots of what the board shows, soonest first."""

    chosen = Signal(object)
    """The shift whose hole was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[ShiftRow, ...], bool] | None = None
        self._lines: list[HoleLine] = []
        whole = spaced(QVBoxLayout(self), gap=8)
        self.count = label("", "strong", wrap=True)
        whole.addWidget(self.count)
        scroll = mark(QScrollArea(), "bare")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        inner = QWidget()
        self._column = spaced(QVBoxLayout(inner), gap=4)
        self._column.addStretch(1)
        scroll.setWidget(inner)
        whole.addWidget(scroll, 1)

    def show_holes(self, holes: Sequence[ShiftRow], tones: Mapping[str, int], *, with_site: bool) -> None:
        """Show these open slots; nothing is redrawn where they are the same."""
        if self._shown == (tuple(holes), with_site):
            return
        self._shown = (tuple(holes), with_site)
        people = sum(shift.missing for shift in holes)
        said = ngettext("{count} open slot, soonest first", "{count} open slots, soonest first", people)
        self.count.setText(said.format(count=people) if people else _("No open slots. Everything is covered."))
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [HoleLine(hole, tones.get(hole.role, len(tones)), with_site=with_site) for hole in holes[:MOST]]
        for at, line in enumerate(self._lines):
            line.clicked.connect(lambda _checked=False, shift=line.shift: self.chosen.emit(shift))
            line.stepped.connect(lambda by, at=at: self._step(at + by))
            self._column.insertWidget(at, line)

    def lines(self) -> Sequence[HoleLine]:
        """The lines shown, soonest first."""
        return self._lines

    def focus_first(self) -> None:
        """Put the keys on the soonest hole."""
        self._step(0)

    def _step(self, to: int) -> None:
        if 0 <= to < len(self._lines):
            self._lines[to].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self._lines[to])
