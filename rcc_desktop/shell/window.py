"""The one window: a scene at a time (first start, sign-in, the center, the lock), and nobody's name in its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from rcc_desktop.api.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

TITLE = "RCC Desktop"
SMALLEST = QSize(800, 560)
FRAME = QSize(8, 48)
"""What the desktop's title bar and edges may take; they are not known before the window is shown."""


class Window(QMainWindow):
    """``painted`` comes once, after the first paint: what was put off until then may begin.

    ``may_close`` is asked when somebody closes the window.
    """

    painted = Signal()
    resized = Signal(QSize)

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self._scenes = QStackedWidget()
        self.setCentralWidget(self._scenes)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(SMALLEST)

    def set_icon(self) -> None:
        """Give the window its icon; put off until it is on screen."""
        self.setWindowIcon(icon("sprout", "accent"))

    def show_scene(self, scene: QWidget, *, keep: bool = False) -> None:
        """Show ``scene`` in the whole window; the one before it is let go of, unless ``keep``."""
        before = self._scenes.currentWidget()
        if scene is before:
            return
        self._scenes.addWidget(scene)
        self._scenes.setCurrentWidget(scene)
        if before is not None and not keep:
            self._scenes.removeWidget(before)
            before.hide()
            before.deleteLater()

    def scene(self) -> QWidget | None:
        """What is in the window now."""
        return self._scenes.currentWidget()

    def name_center(self, center: str) -> None:
        """Put the center's name into the title; none while it is locked or closed."""
        self.setWindowTitle(f"{center} – {TITLE}" if center else TITLE)

    def fit(self, size: str) -> None:
        """Take the size remembered as ``WIDTHxHEIGHT``, within the screen, title bar and all."""
        width, _x, height = size.partition("x")
        wanted = QSize(int(width), int(height)) if width.isdigit() and height.isdigit() else QSize(1280, 800)
        screen = self.screen()
        if screen is not None:
            wanted = wanted.boundedTo(screen.availableSize() - FRAME)
        self.resize(wanted.expandedTo(SMALLEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # once the pages inside are painted too

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()
