"""The way out of an open center: the last backup is made while the window says so, and nobody has to wait for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rcc_desktop.api.ui.card import button
from rcc_desktop.api.words import words
from rcc_desktop.staff.views.card_column import MiddleCard
from rcc_desktop.staff.views.waiting_line import WaitingLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.shell.open_center import OpenCenter
    from rcc_desktop.shell.upkeep import Upkeep

_, ngettext = words("rcc_desktop")


class LastBackup(MiddleCard):
    """What is in the window meanwhile. ``without`` says that somebody does not want to wait."""

    without = Signal()

    def __init__(self) -> None:
        super().__init__("save", _("Making the last backup…"), _("Your work is saved. This takes a moment."))
        self.line = WaitingLine()
        self.body.addWidget(self.line)
        self.skip = button(_("Close without it"), press=self.without.emit)
        self.body.addWidget(self.skip)
        self.line.wait(True)


class Leaving(QObject):
    """Has the last backup made, then closes the center. ``over`` comes once: then, or when somebody will not wait.

    A backup that nobody waits for goes on; ``is_closed`` is set once it is done and the center is closed. Should the
    program end before that, what there is of it is cleared away at the next opening.
    """

    over = Signal()

    def __init__(self, opened: OpenCenter, upkeep: Upkeep, close: Callable[[OpenCenter], None]) -> None:
        super().__init__()
        self._opened, self._upkeep, self._close = opened, upkeep, close
        self._is_over = False
        self.is_closed = threading.Event()

    def begin(self) -> None:
        """Have the backup made; the window's thread does not wait."""
        self._upkeep.close(self._made)

    def go_on(self) -> None:
        """Nobody waits any longer."""
        if not self._is_over:
            self._is_over = True
            self.over.emit()

    def _made(self) -> None:
        try:
            self._opened.session.close()
            self._close(self._opened)
        finally:  # whatever goes wrong, nobody is kept in the building
            self.is_closed.set()
            self.go_on()
