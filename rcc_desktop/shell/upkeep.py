"""Has the open center looked after: a few times a minute, and once more before it is closed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from rcc_desktop.host.caretaking import Caretaker
from rcc_desktop.logs import log_mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.host.session import Session

EVERY = 20_000  # milliseconds


class Upkeep(QObject):
    """The caretaker's bell: works on the writing lane, says on the window's thread what is to be said."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._caretaker = Caretaker(session, time.monotonic())
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.ring)

    def start(self) -> None:
        """From here on, until ``close``."""
        self._timer.start()

    def ring(self) -> None:
        """Have done what is due."""
        self._session.lanes.run("write", self, lambda: self._caretaker.tick(time.monotonic()), self._say)

    def close(self, then: Callable[[], None]) -> None:
        """Have the last backup made, then call ``then``; whatever goes wrong, the center can be closed by then."""
        self._timer.stop()

        def last() -> None:
            try:
                self._caretaker.at_close()
            except Exception as mistake:  # noqa: BLE001 (a border: nobody is left to be told, and the door must close)
                log_mistake(mistake)

        self._session.lanes.run("write", self, last, lambda _done: then())

    def _say(self, sentences: tuple[str, ...]) -> None:
        for sentence in sentences:
            self._session.shell.note(sentence, None)
