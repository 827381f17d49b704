"""A layout that puts widgets beside each other and wraps to the next line, as words do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from rcc_desktop.api.ui.look import look, spaced, watch_look

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FlowLayout(QLayout):
    """Chips and short buttons in reading order; right to left where the language is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in shown) + self._gap() * max(0, len(shown) - 1)
        height = max((hint.height() for hint in shown), default=0)
        return _grown(QSize(width, height), self.contentsMargins())

    def minimumSize(self) -> QSize:
        widest = QSize()
        for item in self._items:
            widest = widest.expandedTo(item.minimumSize())
        return _grown(widest, self.contentsMargins())

    def _gap(self) -> int:
        return max(0, self.spacing())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out in ``rect``, or only measure; returns the height they take."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        x, y, line = inner.x(), inner.y(), 0
        for item in (item for item in self._items if not item.isEmpty()):
            hint = item.sizeHint()
            if x > inner.x() and x + hint.width() > inner.x() + inner.width():
                x, y, line = inner.x(), y + line + self._gap(), 0
            if move:
                item.setGeometry(self._turned(QRect(QPoint(x, y), hint), inner))
            x += hint.width() + self._gap()
            line = max(line, hint.height())
        return y + line + margins.bottom() - rect.y()

    def _turned(self, place: QRect, inner: QRect) -> QRect:
        widget = self.parentWidget()
        if widget is None or widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return place
        place.moveLeft(inner.x() + inner.right() - place.right())
        return place


class FlowRow(QWidget):
    """A widget whose ``parts`` flow, ``gap`` pixels apart; it asks for the height its width needs."""

    def __init__(self, *parts: QWidget, gap: int = 8) -> None:
        super().__init__()
        self.flow = spaced(FlowLayout(self), gap=gap)
        for part in parts:
            self.flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class SideBySide(QWidget):
    """Two parts of a page beside each other, one below the other where the window is narrow or the text large."""

    def __init__(self, first: QWidget, second: QWidget, *, shares: tuple[int, int] = (7, 5), narrow: int = 880) -> None:
        super().__init__()
        self._narrow = narrow
        self._row = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight, self), gap=24)
        for part, share in zip((first, second), shares, strict=True):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())
            self._row.addWidget(part, share)
        watch_look(self._turn)

    def is_stacked(self) -> bool:
        """Whether the parts stand one below the other now."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        stack = self.width() < look().px(self._narrow)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if stack else QBoxLayout.Direction.LeftToRight)


def _grown(size: QSize, margins: QMargins) -> QSize:
    return size.grownBy(margins)
