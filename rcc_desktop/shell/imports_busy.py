"""Long work under way: a bar that appears once it takes long enough to be noticed, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from rcc_desktop.api.ui import button, label, mark, spaced
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

_, ngettext = words("rcc_desktop")

SHOWN_AFTER_MS = 500


class BusyLine(QFrame):
    """Says what is going on. ``begin`` it, ``end`` it; with ``stop`` it offers to."""

    def __init__(self) -> None:
        super().__init__()
        mark(self, "card")
        row = spaced(QHBoxLayout(self), (20, 12, 20, 12), 16)
        lines = spaced(QVBoxLayout(), gap=8)
        self._words = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        lines.addWidget(self._words)
        lines.addWidget(self._bar)
        row.addLayout(lines, 1)
        self.stop = button(_("Stop"), press=self._stop)
        row.addWidget(self.stop)
        self._stopping: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, words_for_it: str, stop: Callable[[], object] | None = None) -> None:
        """Work begins; the bar appears in half a second, if it is not over by then."""
        self._words.setText(words_for_it)
        self._bar.setAccessibleName(words_for_it)
        self._stopping = stop
        self.stop.setVisible(stop is not None)
        self._timer.start()

    def end(self) -> None:
        """It is over."""
        self._timer.stop()
        self._stopping = None
        self.hide()

    def _stop(self) -> None:
        stopping = self._stopping
        self.end()
        if stopping is not None:
            stopping()
