"""Watches for the desk being left alone: covers the screen, locks it, and at last starts the program anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from rcc_desktop.api.ui.sheet import Overlay
from rcc_desktop.work.jobs import is_alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.staff.rules import IdleLimits

TICK_MS = 1000
HARD_LOCK_SECONDS = 15 * 60
SLEPT_SECONDS = 30
"""More than this between the wall clock and the monotonic one from tick to tick: the computer slept."""

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Counts the seconds since somebody last touched a key or the mouse.

    ``steady`` is a monotonic clock in seconds, ``wall`` one that goes on while the computer sleeps. ``ticked`` tells
    the seconds left until the lock. After a sleep, or when the system says that the program is suspended, ``lock_due``
    comes at once. ``hard_lock_due`` comes fifteen minutes after the last sign of life, locked or not.
    """

    cover_due = Signal()
    lock_due = Signal()
    hard_lock_due = Signal()
    ticked = Signal(int)

    def __init__(self, app: QApplication, steady: Callable[[], float], wall: Callable[[], float]) -> None:
        super().__init__()
        self._app = app
        self._steady = steady
        self._wall = wall
        self._limits: IdleLimits | None = None
        self._told: set[str] = set()
        self._last = steady()
        self._drift = wall() - self._last
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        app.applicationStateChanged.connect(self._state_changed)

    def start(self, limits: IdleLimits) -> None:
        """Watch from now on; call it again when somebody else signs in."""
        self._limits = limits
        self._app.installEventFilter(self)
        self.touch()
        self._drift = self._wall() - self._steady()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._limits = None
        self._timer.stop()
        self._app.removeEventFilter(self)

    def touch(self) -> None:
        """Somebody is here."""
        self._last = self._steady()
        self._told.clear()

    def tick(self) -> None:
        """Look at the clock and tell what is due, each thing once until the next sign of life."""
        if self._limits is None:
            return
        idle = self._steady() - self._last
        drift = self._wall() - self._steady()
        slept, self._drift = drift - self._drift > SLEPT_SECONDS, drift
        if slept or idle >= self._limits.lock:
            self._tell("lock", self.lock_due)
        elif idle >= self._limits.cover:
            self._tell("cover", self.cover_due)
        if idle >= HARD_LOCK_SECONDS:
            self._tell("hard", self.hard_lock_due)
        self.ticked.emit(max(0, round(self._limits.lock - idle)))

    def _tell(self, what: str, due: SignalInstance) -> None:
        if what not in self._told:
            self._told.add(what)
            due.emit()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended and self._limits is not None:
            self._tell("lock", self.lock_due)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.touch()
        return super().eventFilter(watched, event)


class Vault(QWidget):
    """Holds what was on screen while it must not be seen: out of the window, so out of reach of screen readers too.

    A widget keeps what was typed into it wherever it is; the vault is never shown and has no window of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._overlays: list[tuple[Overlay, bool]] = []
        self._keys: QWidget | None = None
        self.content: QWidget | None = None

    def take(self, content: QWidget, window: QWidget) -> None:
        """Take ``content`` and everything that lies over it out of ``window``."""
        self._keys = window.focusWidget()
        for overlay in window.findChildren(Overlay, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._overlays.append((overlay, not overlay.isHidden()))
            overlay.setParent(self)
        self.content = content
        content.setParent(self)

    def give_back(self, window: QWidget) -> QWidget:
        """The content, for its place in the window; what lay over it lies there again (call ``reopen`` once placed)."""
        content = self.content
        if content is None:
            raise RuntimeError("the vault is empty")
        self.content = None
        self._window = window
        return content

    def reopen(self) -> None:
        """Put back what lay over the content, and the keys where they were."""
        overlays, self._overlays = self._overlays, []
        for overlay, was_open in overlays:
            overlay.setParent(self._window)
            if was_open:
                overlay.resize(self._window.size())
                overlay.show()
                overlay.raise_()
        keys, self._keys = self._keys, None
        if is_alive(keys) and keys is not None:
            keys.setFocus(Qt.FocusReason.OtherFocusReason)


def has_typed(content: QWidget) -> bool:
    """Whether something was typed into ``content`` that may not be saved yet."""
    lines = (field.isModified() and bool(field.text()) for field in content.findChildren(QLineEdit))
    plain = (
        field.document().isModified() and bool(field.toPlainText()) for field in content.findChildren(QPlainTextEdit)
    )
    rich = (field.document().isModified() and bool(field.toPlainText()) for field in content.findChildren(QTextEdit))
    return any(lines) or any(plain) or any(rich)
