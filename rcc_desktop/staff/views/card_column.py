"""A narrow card in the middle of the window, for the few questions before the center is open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import label
from rcc_desktop.api.ui.icons import icon_pixmap
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look


class _Room(QWidget):
    """As high as its wrapped words need at its width, so that a scroll area scrolls rather than squeezes it."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        least = layout.minimumSize()
        return QSize(least.width(), max(least.height(), layout.heightForWidth(max(self.width(), least.width()))))


class MiddleCard(QWidget):
    """A picture, a heading, a line, and below them what ``body`` holds; scrolls where the window is low."""

    def __init__(self, icon_name: str, title: str, text: str = "", *, width: int = 420) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._width = width
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = mark(QScrollArea(), "bare")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._build(title, text))
        outer.addWidget(scroll)
        watch_look(self._measure)
        self._measure()

    def say(self, title: str, text: str = "") -> None:
        """Change the heading and the line under it."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def _build(self, title: str, text: str) -> QWidget:
        room = _Room()
        column = spaced(QVBoxLayout(room), (24, 24, 24, 24), 16)
        column.addStretch(2)
        across = QHBoxLayout()
        self.card = mark(QFrame(), "card")
        across.addStretch(1)
        across.addWidget(self.card)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(3)
        inside = spaced(QVBoxLayout(self.card), (32, 32, 32, 32), 16)
        self._picture = label()
        self._title = label(title, "heading1", wrap=True)
        self._text = label(text, "subtle", wrap=True)
        head = spaced(QVBoxLayout(), gap=8)
        inside.addLayout(head)
        for each in (self._picture, self._title, self._text):
            head.addWidget(each)
        self._text.setVisible(bool(text))
        self.body = spaced(QVBoxLayout(), gap=16)
        inside.addLayout(self.body)
        return room

    def _measure(self) -> None:
        self._picture.setPixmap(icon_pixmap(self._icon_name, look().px(40), "accent", self.devicePixelRatioF()))
        self.card.setFixedWidth(look().px(self._width))
