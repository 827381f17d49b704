"""A board that scrolls under a header that stays: zoom, and as many columns as can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea

from rcc_desktop.api.ui import look, mark, watch_look
from rcc_mentors.views.board_canvas import BoardCanvas
from rcc_mentors.views.board_geometry import Geometry
from rcc_mentors.views.board_header import BoardHeader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent

    from rcc_mentors.views.board_axis import Axis
    from rcc_mentors.views.board_faces import Face
    from rcc_mentors.views.board_layout import BoardColumn, Piece

ZOOMS = (26, 34, 42, 52, 68, 88, 116)
"""Pixels for an hour at 100 % text."""
USUAL = 3
GUTTER = 66
NARROWEST = 92
"""A column is never narrower, in pixels at 100 % text; there are fewer of them then."""
FIRST_HOUR = 8.0


class BoardView(QFrame):
    """Shows columns of days, sites or mentors."""

    fits_changed = Signal()
    """Other columns came in sight."""
    turned_over = Signal(int)
    """The keys asked for the days before or after."""

    def __init__(self) -> None:
        super().__init__()
        mark(self, "card")
        self.canvas = BoardCanvas()
        self.header = BoardHeader()
        self.header.setParent(self)
        self.ground = mark(_Ground(self), "bare")
        self.ground.setWidgetResizable(True)
        self.ground.setFrameShape(QFrame.Shape.NoFrame)
        self.ground.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ground.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.ground.setWidget(self.canvas)
        self._zoom = USUAL
        self._first = 0
        self._is_fresh = True
        self._start: float | None = None
        self.ground.resized.connect(self._arrange)  # its room is known only once it has been laid out itself
        self.ground.verticalScrollBar().rangeChanged.connect(self._go_to_start)
        self.canvas.wants_column.connect(self.bring_column)
        self.canvas.told.connect(self._bring_in_sight)
        self.header.turned.connect(self._turn_columns)
        watch_look(self._arrange)
        self.setMinimumHeight(look().px(240))

    def show_board(
        self,
        axis: Axis,
        columns: Sequence[BoardColumn],
        pieces: Sequence[Piece],
        face: Callable[[Piece], Face],
        now: datetime,
    ) -> None:
        """Show these columns and what stands in them."""
        if [column.day for column in columns] != [column.day for column in self.canvas.columns]:
            self._first = next((at for at, column in enumerate(columns) if column.is_today), 0)
        self.canvas.now = now
        self.canvas.show_board(axis, columns, pieces, face)
        self._arrange()
        if self._is_fresh:
            self._is_fresh = False
            self._start = min((piece.top for piece in pieces if piece.top > 0), default=FIRST_HOUR)
            self._go_to_start()

    def zoom(self, by: int) -> None:
        """Show more (1) or fewer (-1) pixels for an hour; 0 goes back to the usual."""
        middle = self._middle()
        self._zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1) if by else USUAL
        self._arrange()
        self.ground.verticalScrollBar().setValue(
            round(middle * self.row_height()) - self.ground.viewport().height() // 2
        )

    def can_zoom(self, by: int) -> bool:
        """Whether there is a further step."""
        return 0 <= self._zoom + by < len(ZOOMS)

    def row_height(self) -> int:
        """The pixels of an hour now."""
        return look().px(ZOOMS[self._zoom])

    def scroll_to(self, place: float) -> None:
        """Bring a place of the axis near the top."""
        self.ground.verticalScrollBar().setValue(max(0, round((place - 0.5) * self.row_height())))

    def columns_in_sight(self) -> Sequence[BoardColumn]:
        """The columns that can be seen without turning."""
        geometry = self.canvas.geometry_now
        return self.canvas.columns[geometry.first : geometry.first + geometry.count]

    def bring_column(self, number: int) -> None:
        """Turn to the columns that this one is among."""
        count = self.canvas.geometry_now.count
        if number < self._first or number >= self._first + count:
            self._first = number if number < self._first else number - count + 1
            self._arrange()

    def _turn_columns(self, by: int) -> None:
        self._first += by * self.canvas.geometry_now.count
        self._arrange()

    def _go_to_start(self) -> None:
        """The first shift comes to the top once there is a ground to scroll, which is after the board was filled."""
        if self._start is not None:
            self.scroll_to(self._start)
            bar = self.ground.verticalScrollBar()
            if bar.maximum() > 0 and bar.value() > 0:
                self._start = None

    def _middle(self) -> float:
        bar = self.ground.verticalScrollBar()
        return (bar.value() + self.ground.viewport().height() / 2) / max(1, self.canvas.geometry_now.row)

    def _bring_in_sight(self, piece: Piece | None) -> None:
        """The keys came to a block: it is shown whole if it can be. The mouse never moves the ground under itself."""
        if piece is None or self.canvas.underMouse():
            return
        geometry = self.canvas.geometry_now
        self.ground.ensureVisible(geometry.width // 2, geometry.y(piece.bottom), 0, look().px(12))
        self.ground.ensureVisible(geometry.width // 2, geometry.y(piece.top), 0, look().px(24))

    def _arrange(self) -> None:
        """Lay out header and ground for this size, zoom, text size and direction."""
        tall = look().px(78 if any(column.closed for column in self.canvas.columns) else 62)
        inner = self.contentsRect().adjusted(1, 1, -1, -1)
        self.ground.setGeometry(inner.adjusted(0, tall, 0, 0))
        wide = self.ground.viewport().width()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        gutter = look().px(GUTTER)
        count = min(max(1, (wide - gutter) // look().px(NARROWEST)), max(1, len(self.canvas.columns)))
        self._first = min(max(0, self._first), max(0, len(self.canvas.columns) - count))
        geometry = Geometry(wide, gutter, self.row_height(), self._first, count, mirrored)
        rows = len(self.canvas.axis.rows) if self.canvas.axis else 24
        self.canvas.setMinimumHeight(rows * geometry.row + 1)
        self.canvas.setMaximumHeight(rows * geometry.row + 1)
        before = self.canvas.geometry_now
        self.canvas.arrange(geometry)
        left = inner.right() + 1 - wide if mirrored else inner.left()
        self.header.setGeometry(left, inner.top(), wide, tall)
        self.header.show_columns(self.canvas.columns, geometry)
        if (before.first, before.count) != (geometry.first, geometry.count):
            self.fits_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


class _Ground(QScrollArea):
    """Scrolls with the wheel and with the keys' way from block to block; the keys themselves belong to the page."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
