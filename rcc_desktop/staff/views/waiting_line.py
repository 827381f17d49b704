"""A thin line that says that something takes its time."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from rcc_desktop.api.ui.look import look, watch_look
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")


class WaitingLine(QProgressBar):
    """Moves while something is under way; it keeps its place when there is nothing to wait for."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setAccessibleName(_("Working"))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        watch_look(self._measure)
        self._measure()
        self.wait(False)

    def wait(self, waiting: bool) -> None:
        """Show or hide it."""
        moving = waiting and look().motion
        self.setRange(0, 0 if moving else 1)
        self.setValue(0 if moving else 1)
        self.setVisible(waiting)

    def _measure(self) -> None:
        self.setFixedHeight(look().px(4))
