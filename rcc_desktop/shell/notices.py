"""The quiet lines at the foot: what was done, with Undo; and what is wrong, until it is solved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Banner, button, label
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent, QHideEvent

    from rcc_desktop.api.problems import Problem

_, ngettext = words("rcc_desktop")

STAYS_MS = 8_000
STAYS_WITH_UNDO_MS = 20_000
AT_MOST = 3
WIDTH = 440


def announce(widget: QWidget, text: str) -> None:
    """Have screen readers say ``text`` when they are through with what they are saying."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Notice(QFrame):
    """One line: what happened, and perhaps a way back. It stays while the pointer rests on it or it has the keys."""

    gone = Signal(object)

    def __init__(self, text: str, undo: Callable[[], object] | None = None) -> None:
        super().__init__()
        mark(self, "notice")
        self.text = text
        self.undo = undo
        row = spaced(QHBoxLayout(self), (16, 8, 8, 8), 8)
        row.addWidget(label(text, wrap=True), 1)
        if undo is not None:
            row.addWidget(button(_("Undo"), "notice", press=self.take_back))
        close = button("×", "notice", press=self.leave)
        close.setAccessibleName(_("Close this message"))
        row.addWidget(close)
        self.setAccessibleName(text)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS if undo is None else STAYS_WITH_UNDO_MS)
        self._timer.timeout.connect(self.leave)
        self._counts = True
        self._timer.start()

    def take_back(self) -> None:
        """Undo, once."""
        undo, self.undo = self.undo, None
        self.leave()
        if undo is not None:
            undo()

    def leave(self) -> None:
        """Go away."""
        self.stay()
        self.gone.emit(self)

    def stay(self) -> None:
        """Count no more; whoever holds it decides."""
        self._counts = False
        self._timer.stop()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._counts:
            self._timer.start()
        super().leaveEvent(event)


class ProblemNotice(Banner):
    """A problem that is nobody's entry (the disk, the file): it stays until it is solved or closed."""

    gone = Signal(object)

    def __init__(self, problem: Problem, retry: Callable[[], object] | None = None) -> None:
        super().__init__("warn")
        self.code = problem.code
        if retry is not None:
            self.add_action(button(_("Try again"), press=lambda: self._again(retry)))

    def _again(self, retry: Callable[[], object]) -> None:
        self.gone.emit(self)
        retry()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            self.gone.emit(self)


class Notices(QWidget):
    """The stack of notices at the foot of ``over``, newest below. It takes no room and no clicks beside them."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._column = spaced(QVBoxLayout(self), gap=8)
        self._notices: list[QWidget] = []
        over.installEventFilter(self)
        watch_look(self._arrange)
        self.hide()

    def note(self, text: str, undo: Callable[[], object] | None = None) -> Notice:
        """Say quietly what happened, and offer the way back."""
        notice = Notice(text, undo)
        notice.gone.connect(self._remove)
        self._put(notice)
        announce(self, text)
        return notice

    def problem(self, problem: Problem, retry: Callable[[], object] | None = None) -> ProblemNotice:
        """Show a problem until it is solved; a second one with the same code takes the place of the first."""
        if problem.code is not None:
            self.solved(problem.code)
        notice = ProblemNotice(problem, retry)
        notice.gone.connect(self._remove)
        self._put(notice)
        notice.say(problem.what, problem.way_out)
        self._arrange()
        announce(self, str(problem))
        return notice

    def solved(self, code: str) -> None:
        """Take away the problem with this code."""
        for notice in list(self._notices):
            if isinstance(notice, ProblemNotice) and notice.code == code:
                self._remove(notice)

    def undo_newest(self) -> bool:
        """Take back the newest thing that can be; False when there is none."""
        for notice in reversed(self._notices):
            if isinstance(notice, Notice) and notice.undo is not None:
                notice.take_back()
                return True
        return False

    def clear(self) -> None:
        """Take every notice away, as when somebody else signs in."""
        for notice in list(self._notices):
            self._remove(notice)

    def texts(self) -> list[str]:
        """What is said now, oldest first."""
        return [each.text if isinstance(each, Notice) else each.accessibleDescription() for each in self._notices]

    def _put(self, notice: QWidget) -> None:
        passing = [each for each in self._notices if isinstance(each, Notice)]
        for old in passing[: max(0, len(passing) - AT_MOST + 1)]:
            self._remove(old)
        self._notices.append(notice)
        self._column.addWidget(notice)
        notice.show()
        self.show()
        self.raise_()
        self._arrange()

    def _remove(self, notice: QWidget) -> None:
        if notice not in self._notices:
            return
        self._notices.remove(notice)
        if isinstance(notice, Notice):
            notice.stay()
        self._column.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(bool(self._notices))
        self._arrange()

    def _arrange(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        width = min(look().px(WIDTH), over.width() - look().px(32))
        self.setFixedWidth(width)
        self._column.activate()
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        left = look().px(24)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = over.width() - width - left
        self.setGeometry(left, over.height() - height - look().px(24), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._arrange()
        return super().eventFilter(watched, event)
