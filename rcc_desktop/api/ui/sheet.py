"""Forms that open inside the window: at its side, or in its middle, over a dimmed page."""

from __future__ import annotations

from typing import Literal

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import icon_button, label
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import words

_, _ngettext = words("rcc_desktop")

Place = Literal["side", "middle"]
_SHADOW = 16


class Overlay(QWidget):
    """Something to fill in or to choose from, over the page. ``open`` it; Esc, a click beside it or ``close`` ends it.

    Nothing waits: listen to the content's own signals, and to ``closed``. The keys stay inside while it is open and go
    back to where they were after.
    """

    closed = Signal()

    def __init__(
        self, over: QWidget, content: QWidget, title: str = "", *, place: Place = "side", width: int = 480
    ) -> None:
        super().__init__(over.window())
        self._over = over.window()
        self._content = content
        self._place: Place = place
        self._width = width
        self._before: QWidget | None = None
        self._may_dismiss = True
        self.hide()
        self.panel = mark(QFrame(self), "panel", place=place)
        self.panel.setAccessibleName(title)
        self._fill(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        over.window().installEventFilter(self)
        watch_look(self._arrange)

    def open(self) -> None:
        """Show it and put the keys on its first field."""
        self._before = QApplication.focusWidget()
        self._arrange()
        self.show()
        self.raise_()
        first = _first_field(self._content) or self._content
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close(self) -> bool:
        """Take it away and give the keys back."""
        if self.isHidden():
            return True
        self.hide()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        return True

    def set_dismissable(self, may: bool) -> None:
        """Whether a click beside the panel closes it; a form with something typed in it says no."""
        self._may_dismiss = may

    def _fill(self, title: str) -> None:
        whole = spaced(QVBoxLayout(self.panel), (24, 20, 24, 24) if title else (12, 12, 12, 12), 16)
        if title:
            header = spaced(QHBoxLayout(), gap=8)
            header.addWidget(label(title, "heading2", wrap=True), 1)
            header.addWidget(icon_button("x", _("Close"), self.close), 0, Qt.AlignmentFlag.AlignTop)
            whole.addLayout(header)
        if self._place == "side":
            scroll = mark(QScrollArea(), "bare")
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(self._content)
            whole.addWidget(scroll, 1)
        else:
            whole.addWidget(self._content, 1)

    def _arrange(self) -> None:
        room = self._over.rect()
        self.setGeometry(room)
        width = min(look().px(self._width), room.width() - look().px(32))
        if self._place == "side":
            left = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else room.width() - width
            self.panel.setGeometry(QRect(left, 0, width, room.height()))
            return
        wanted = max(self.panel.heightForWidth(width), self.panel.sizeHint().height())
        height = min(wanted, room.height() - look().px(64))
        top = max(look().px(32), (room.height() - height) // 3)
        self.panel.setGeometry((room.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._may_dismiss and not self.panel.geometry().contains(event.position().toPoint()):
            self.close()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name)
        """Tab goes round inside the panel."""
        stops = [child for child in self.panel.findChildren(QWidget) if _takes_tab(child)]
        if not stops:
            return False
        stops = _in_tab_order(stops)
        now = self.focusWidget()
        at = stops.index(now) if now in stops else (-1 if next else 0)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().color("backdrop"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 5))
        for reach in range(_SHADOW, 0, -1):
            spread = self.panel.geometry().adjusted(-reach, reach // 3 - reach, reach, reach + reach // 3)
            painter.drawRoundedRect(spread, look().px(12) + reach, look().px(12) + reach)
        painter.end()


class SidePanel(Overlay):
    """A form at the side of the window."""

    def __init__(self, over: QWidget, content: QWidget, title: str, *, width: int = 480) -> None:
        super().__init__(over, content, title, place="side", width=width)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _first_field(content: QWidget) -> QWidget | None:
    fields = [child for child in content.findChildren(QWidget) if _takes_tab(child)]
    return _in_tab_order(fields)[0] if fields else None


def _in_tab_order(stops: list[QWidget]) -> list[QWidget]:
    """The widgets in the order Tab visits them."""
    wanted = set(stops)
    ordered = [stops[0]]
    step = stops[0].nextInFocusChain()
    while step is not None and step is not stops[0]:
        if step in wanted:
            ordered.append(step)
        step = step.nextInFocusChain()
    return ordered
