"""What stands over the columns of a board and stays in sight: days, sites or mentors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import icon, icon_button, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from rcc_mentors.views.board_geometry import Geometry
    from rcc_mentors.views.board_layout import BoardColumn

_, ngettext = words("rcc_mentors")


class ColumnHead(QAbstractButton):
    """The name of a column; pressed, it opens the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.column: BoardColumn | None = None

    def show_column(self, column: BoardColumn) -> None:
        """Stand over another column."""
        self.column = column
        spoken = column.spoken or column.title
        self.setAccessibleName(f"{spoken}, {column.closed}" if column.closed else spoken)
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(90), look().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        column = self.column
        if column is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = look().px(18)
        top = look().px(8)
        if column.small:
            self._write(painter, QRect(0, top, self.width(), line), column.small, "small", "text3")
            top += line
        number = QRect(0, top, self.width(), look().px(28))
        if column.is_today and column.small:
            side = look().px(28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("accent"))
            painter.drawEllipse(QRectF((self.width() - side) / 2, top, side, side))
        ink = "on_accent" if column.is_today and column.small else "text"
        self._write(painter, number, column.title, "heading3" if column.small else "body", ink)
        if column.closed:
            below = QRect(0, number.bottom(), self.width(), line)
            self._write(painter, below, column.closed, "small", "text3")
        painter.end()

    def _write(self, painter: QPainter, room: QRect, text: str, kind: str, role: str) -> None:
        font = look().font(kind, QFont.Weight.DemiBold if kind != "small" else None)  # type: ignore[arg-type]
        painter.setFont(font)
        painter.setPen(look().color(role))
        pad = look().px(4)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 2 * pad)
        painter.drawText(room.adjusted(pad, 0, -pad, 0), int(Qt.AlignmentFlag.AlignCenter), shown)


class BoardHeader(QWidget):
    """The names over the columns in sight; with two buttons at its start where not all columns are."""

    opened = Signal(object)
    turned = Signal(int)
    """Show the columns before (-1) or after (1) those in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: list[ColumnHead] = []
        self.before = icon_button("chevron-left", _("The columns before"), lambda: self.turned.emit(-1))
        self.after = icon_button("chevron-right", _("The columns after"), lambda: self.turned.emit(1))
        for each in (self.before, self.after):
            each.setParent(self)
            each.hide()

    def show_columns(self, columns: Sequence[BoardColumn], geometry: Geometry) -> None:
        """Stand over these columns, as far as they are in sight."""
        while len(self._heads) < geometry.count:
            head = ColumnHead(self)
            head.clicked.connect(lambda _checked=False, head=head: self.opened.emit(head.column))
            self._heads.append(head)
        for at, head in enumerate(self._heads):
            number = geometry.first + at
            head.setVisible(at < geometry.count and number < len(columns))
            if head.isVisibleTo(self):
                head.show_column(columns[number])
                head.setGeometry(geometry.column(number).adjusted(0, 0, 0, self.height() - 1))
        self._place_buttons(len(columns), geometry)

    def _place_buttons(self, columns: int, geometry: Geometry) -> None:
        fits = geometry.count >= columns
        side, top = geometry.gutter // 2 - 2, (self.height() - look().px(36)) // 2
        spots = (2, 2 + side)
        if geometry.mirrored:
            spots = (self.width() - 2 - side, self.width() - 2 - 2 * side)
        for each, x in zip((self.before, self.after), spots, strict=True):
            each.setVisible(not fits)
            each.setGeometry(x, top, side, look().px(36))
        for each, name in zip((self.before, self.after), ("chevron-left", "chevron-right"), strict=True):
            turned = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}[name]
            each.setIcon(icon(turned if geometry.mirrored else name, "text2"))
        self.before.setEnabled(geometry.first > 0)
        self.after.setEnabled(geometry.first + geometry.count < columns)
