"""A shift on a board: a button that paints itself and says everything in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from rcc_desktop.api.ui import icon_pixmap, look
from rcc_mentors.views.board_faces import Face
from rcc_mentors.views.board_words import in_a_row

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from rcc_mentors.views.board_layout import Piece

_BOLD = QFont.Weight.DemiBold
_LEAST_ACROSS = 44
"""Below this room, in pixels of the plain size, the words of a tall block stand sideways, where names stay whole."""


@dataclass(frozen=True, slots=True)
class Grip:
    """What of a block was taken hold of: the whole (``body``), its ``top`` or ``foot``, or the name of a place."""

    part: str
    place: int = -1


class Block(QAbstractButton):
    """One piece of a shift. Enter, Space and a click open it; every other key is the board's."""

    grabbed = Signal(object, object)
    """The block was pressed with the mouse: what was taken hold of, and where on the screen."""
    dragged = Signal(object)
    dropped = Signal(object)
    looked_at = Signal(object)
    """The keys or the mouse came to the block; None when the mouse left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.piece: Piece | None = None
        self.face = Face()
        self.is_dragging = False
        self._name_rooms: list[tuple[int, QRect]] = []
        self._pressed = False

    def show_piece(self, piece: Piece, face: Face) -> None:
        """Show another piece of a shift, in a widget that is here already."""
        if piece == self.piece and face == self.face:
            return
        self.piece, self.face = piece, face
        self.setAccessibleName(face.spoken)
        self.setToolTip(face.tip)
        self.update()

    def is_taken_by_drag(self) -> None:
        """The board began a drag: letting go is no click."""
        self.is_dragging = True
        self.setDown(False)

    def grip_at(self, spot: QPointF) -> Grip:
        """What is taken hold of at a spot of the block."""
        edge = look().px(6)
        if self.piece is not None and self.height() >= 3 * edge:
            if spot.y() <= edge and not self.piece.from_before:
                return Grip("top")
            if spot.y() >= self.height() - edge and not self.piece.goes_on:
                return Grip("foot")
        for place, room in self._name_rooms:
            if room.contains(spot.toPoint()):
                return Grip("name", place)
        return Grip("body")

    def sizeHint(self) -> QSize:
        return QSize(look().px(140), look().px(52))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _PLAIN and not event.isAutoRepeat()
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_dragging, self._pressed = False, event.button() == Qt.MouseButton.LeftButton
        super().mousePressEvent(event)
        if self._pressed:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.grabbed.emit(self.grip_at(event.position()), event.globalPosition())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed:
            self.dragged.emit(event.globalPosition())
            return
        part = self.grip_at(event.position()).part
        self.setCursor(_CURSORS[part])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = False
        if self.is_dragging:
            self.setDown(False)
            self.is_dragging = False
            self.dropped.emit(event.globalPosition())
        else:
            super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.raise_()
        self.looked_at.emit(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked_at.emit(self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.looked_at.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._name_rooms = []
        pad = look().px(4)
        room = self.rect().adjusted(look().px(12), pad, -look().px(6), -pad)
        if self._mirrored():
            room = self.rect().adjusted(look().px(6), pad, -look().px(12), -pad)
        if room.width() < look().px(_LEAST_ACROSS) and self.height() > 1.5 * self.width():
            self._paint_turned(painter)
        else:
            room = self._paint_signs(painter, room)
            self._paint_lines(painter, room)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        face, radius = self.face, look().px(6)
        inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(inner, radius, radius)
        painter.fillPath(shape, face.ground(hovered=self.underMouse()))
        painter.setClipPath(shape)
        wide = look().px(4)
        bar = QRectF(inner.right() - wide if self._mirrored() else inner.left(), inner.top(), wide, inner.height())
        painter.fillRect(bar, face.edge())
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(look().color("text"), look().px(2)))
        elif face.is_open:
            painter.setPen(QPen(look().color("border_strong"), 1.5, Qt.PenStyle.DashLine))
        elif look().scheme == "contrast" or face.is_wrong:
            painter.setPen(QPen(face.edge(), 1))
        else:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_signs(self, painter: QPainter, room: QRect) -> QRect:
        """The signs at the end of the first line; returns the room for words."""
        side, sharpness = look().px(14), self.devicePixelRatioF()
        self._after_signs = 0
        for name, role in self.face.signs:
            if room.width() - self._after_signs - side < look().px(24) and role != "danger":
                break
            at = room.left() + self._after_signs if self._mirrored() else room.right() + 1 - self._after_signs - side
            painter.drawPixmap(at, room.top() + look().px(3), icon_pixmap(name, side, role, sharpness))
            self._after_signs += side + look().px(4)
        return room

    def _paint_lines(self, painter: QPainter, room: QRect) -> None:
        top, tall = room.top(), look().px(17)
        if self.height() < look().px(25):
            top, tall = 0, self.height()
        rows = [
            (number, line, text)
            for number, line in enumerate(self.face.lines)
            for text in self._rows_of(line.text, room.width(), bold=not number)
        ]
        for at, (number, line, text) in enumerate(rows):
            if at and top + tall > room.bottom() + look().px(4):
                break
            across = QRect(room.left(), top, room.width(), tall)
            if not at:
                cut = self._after_signs
                across = across.adjusted(cut, 0, 0, 0) if self._mirrored() else across.adjusted(0, 0, -cut, 0)
            if line.place >= 0:
                self._name_rooms.append((line.place, across))
            self._write(painter, across, text, line.role, bold=not number)
            top += tall

    def _rows_of(self, text: str, wide: int, *, bold: bool) -> list[str]:
        """A line as it is, or broken between words where a tall block is too narrow for it."""
        metrics = QFontMetrics(look().font("quiet" if bold else "small", _BOLD if bold else None))
        if self.height() <= 1.5 * self.width() or metrics.horizontalAdvance(text) <= wide:
            return [text]
        rows: list[str] = []
        for word in text.split():
            if rows and metrics.horizontalAdvance(f"{rows[-1]} {word}") <= wide:
                rows[-1] = f"{rows[-1]} {word}"
            else:
                rows.append(word)
        return rows

    def _paint_turned(self, painter: QPainter) -> None:
        """A block too narrow for words across has them along its side; where one line fits, all in one."""
        pad, side = look().px(6), look().px(14)
        tall = max(look().px(14), min(look().px(16), (self.width() - look().px(5)) // 2))
        sign = self.face.signs[0] if self.face.signs else None
        words = [line.text for line in self.face.lines]
        lines = [(words[0], "text", True), (in_a_row(words[1:]), "text2", False)]
        if self.width() < look().px(2) + 2 * tall:
            lines = [(in_a_row(words), "text", True)]
        painter.save()
        painter.translate(0, self.height())
        painter.rotate(-90)
        start = 0 if self._mirrored() else look().px(4)
        start += (self.width() - look().px(4) - len(lines) * tall) // 2
        room = QRect(pad, start, self.height() - 2 * pad - (side + pad if sign else 0), tall)
        for text, role, bold in lines:
            self._write(painter, room, text, role, bold=bold, turned=True)
            room = room.translated(0, tall)
        painter.restore()
        if sign:
            picture = icon_pixmap(sign[0], side, sign[1], self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, look().px(4), picture)

    def _write(self, painter: QPainter, room: QRect, text: str, role: str, *, bold: bool, turned: bool = False) -> None:
        font = look().font("quiet" if bold else "small", _BOLD if bold else None)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(QColor(look().tokens()[self.face.ink(role)]))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored() and not turned else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
_CURSORS = {
    "body": Qt.CursorShape.PointingHandCursor,
    "top": Qt.CursorShape.SizeVerCursor,
    "foot": Qt.CursorShape.SizeVerCursor,
    "name": Qt.CursorShape.OpenHandCursor,
}
