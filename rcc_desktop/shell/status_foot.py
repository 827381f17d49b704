"""The line at the foot of the window: where this desk is, who is signed in, and when it locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from rcc_desktop.api.ui.card import button, label
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_, ngettext = words("rcc_desktop")


class StatusFoot(QWidget):
    """Says quietly what is always true: the desk, the person, the lock."""

    def __init__(self) -> None:
        super().__init__()
        mark(self, "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = spaced(QHBoxLayout(self), (16, 2, 16, 2), 16)
        self._desk = mark(_CutShort(), "faint")
        self._busy = QProgressBar()
        self._busy.setRange(0, 100)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("Work under way"))
        self._who = label("", "faint")
        self._locks = label("", "faint")
        row.addWidget(self._desk, 1)
        row.addWidget(self._busy)
        row.addWidget(self._who)
        row.addWidget(self._locks)
        self.lock = button(_("Lock"), "link")
        self.lock.setToolTip(_("Lock the desk (Ctrl+L)"))
        self.sign_out = button(_("Sign out"), "link")
        row.addWidget(self.lock)
        row.addWidget(self.sign_out)
        watch_look(self._measure)
        self._measure()
        self.show_progress(None)

    def show_desk(self, where: str) -> None:
        """Say where this desk stands."""
        self._desk.setText(where)

    def show_member(self, name: str) -> None:
        """Say who is signed in."""
        self._who.setText(name)

    def show_seconds_left(self, seconds: int) -> None:
        """Say when the desk locks if nobody touches it."""
        minutes, rest = divmod(seconds, 60)
        self._locks.setText(_("Locks in {time}").format(time=f"{minutes}:{rest:02}"))

    def show_progress(self, share: float | None) -> None:
        """Show how far long work has come, 0.0 to 1.0; None when there is none."""
        self._busy.setVisible(share is not None)
        if share is not None:
            self._busy.setValue(round(share * 100))

    def _measure(self) -> None:
        self._busy.setFixedWidth(look().px(120))


class _CutShort(QLabel):
    """A line that ends in … where there is no room for all of it; all of it is read out and told by its tip."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(48), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.style().drawItemText(
            painter, room, int(Qt.AlignmentFlag.AlignVCenter), self.palette(), self.isEnabled(), shown
        )
