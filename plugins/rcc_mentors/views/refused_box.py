"""Said beside a shift: why somebody may not take it, and for those who may, a way to book nevertheless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import FieldRow, TextField, button, label, look, mark, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from rcc_desktop.api import Problem

_, ngettext = words("rcc_mentors")

REFUSED = "refused"
"""The code of a ``Problem`` that a reason may set aside."""


class Attempt(QObject):
    """Something is tried; a ``Problem`` is told to whoever asked, beside what it is about."""

    def __init__(self, page: QWidget, failed: Callable[[Problem], None]) -> None:
        super().__init__(page)
        self._failed = failed

    def show_problem(self, problem: Problem) -> None:
        """Tell."""
        self._failed(problem)


class RefusedBox(QFrame):
    """Stands on the page until it is answered. Esc and “Never mind” leave everything as it is."""

    agreed = Signal(str)
    """Book nevertheless: the reason."""
    closed = Signal()

    def __init__(self, page: QWidget, problem: Problem, *, may_override: bool) -> None:
        super().__init__(page)
        self._page = page
        mark(self, "popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = spaced(QVBoxLayout(self), (16, 12, 16, 12), 8)
        whole.addWidget(label(problem.what, "strong", wrap=True))
        whole.addWidget(label(problem.way_out, "subtle", wrap=True))
        self.setAccessibleName(str(problem))
        self.why = TextField(hint=_("For example: agreed with Rosa by telephone"))
        self.row = FieldRow(_("Reason"), self.why)
        self.anyway = button(_("Book anyway"), "primary", press=self._agree)
        self.never_mind = button(_("Never mind") if may_override else _("Close"), press=self.close_box)
        self.why.returnPressed.connect(self._agree)
        whole.addWidget(self.row)
        buttons = spaced(QHBoxLayout(), gap=8)
        buttons.addWidget(self.anyway)
        buttons.addWidget(self.never_mind)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        self.row.setVisible(may_override)
        self.anyway.setVisible(may_override)

    def open_beside(self, spot: QPoint) -> None:
        """Stand at a spot of the page, as near as the page has room, with the keys on the first answer."""
        page = self._page
        self.setFixedWidth(min(look().px(360), page.width() - look().px(16)))
        self.adjustSize()
        edge = look().px(8)
        left = min(max(edge, spot.x()), max(edge, page.width() - self.width() - edge))
        top = min(max(edge, spot.y()), max(edge, page.height() - self.height() - edge))
        self.move(left, top)
        self.show()
        self.raise_()
        (self.never_mind if self.row.isHidden() else self.why).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Leave everything as it is."""
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _agree(self) -> None:
        why = self.why.value()
        if not why:
            self.row.show_problem(_("Please say why. The reason is kept with the booking."))
            self.adjustSize()
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        self.agreed.emit(why)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_box()
        event.accept()
