"""A mentor's name in somebody's hand, on its way from a list or a shift to another shift."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from rcc_desktop.api.ui import Badge, BadgeLabel, PeopleList, look


class NameDrag(QObject):
    """Follows the mouse from the widget it was pressed in. Esc ends it; nothing is done then."""

    dropped = Signal(object)
    """The name was let go: where on the screen."""

    def __init__(self, source: QWidget, name: str, spot: QPoint) -> None:
        super().__init__(source)
        self._source = source
        self._tag = BadgeLabel(Badge(name, "accent"), source.window())
        self._tag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tag.adjustSize()
        self._keys = QApplication.focusWidget()
        source.installEventFilter(self)
        if self._keys is not None and self._keys is not source:
            self._keys.installEventFilter(self)
        self._follow(spot)
        self._tag.show()
        self._tag.raise_()

    def end(self) -> None:
        """Take the name away."""
        for each in (self._source, self._keys):
            if each is not None:
                each.removeEventFilter(self)
        self._tag.hide()
        self._tag.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._source:
            spot = event.globalPosition().toPoint()
            if event.type() == QEvent.Type.MouseMove:
                self._follow(spot)
                return True
            if event.type() == QEvent.Type.MouseButtonRelease:
                self.end()
                self.dropped.emit(spot)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.end()
            return True
        return False

    def _follow(self, spot: QPoint) -> None:
        here = self._source.window().mapFromGlobal(spot)
        self._tag.move(here + QPoint(look().px(8), look().px(8)))


class NameList(QObject):
    """Lets names be taken out of a list of people with the mouse."""

    taken = Signal(int, object)
    """The id of the line, and where on the screen."""

    def __init__(self, people: PeopleList) -> None:
        super().__init__(people)
        self._people = people
        self._pressed: QPoint | None = None
        people.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            spot = event.globalPosition().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._pressed = spot
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = None
            elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
                if (spot - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                    self._pressed = None
                    self._take(spot)
                return True
        return False

    def _take(self, spot: QPoint) -> None:
        line = self._people.current_line()
        if line is not None:
            self.taken.emit(line.id, spot)
