"""What stands on the screen while the desk is locked, and while it is only covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Banner, EmptyState, button
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.staff.views.card_column import MiddleCard
from rcc_desktop.staff.views.waiting_line import WaitingLine

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from rcc_desktop.api.problems import Problem

_, ngettext = words("rcc_desktop")


class LockScreen(MiddleCard):
    """Asks whoever is signed in for their password; somebody else may sign in instead."""

    entered = Signal(str)
    """The password."""
    someone_else = Signal()

    def __init__(self, member: str = "") -> None:
        super().__init__("lock", _("Locked"))
        self._waiting = False
        self.banner = Banner("danger")
        self.body.addWidget(self.banner)
        self.form = Form()
        self.form.password("password", _("Password"))
        self.form.submitted.connect(self._enter)
        self.body.addWidget(self.form)
        self.unlock = button(_("Unlock"), "primary", press=self.form.submit)
        self.body.addWidget(self.unlock)
        self.body.addWidget(button(_("Sign in as somebody else"), "link", press=self.someone_else.emit))
        self.line = WaitingLine()
        self.body.addWidget(self.line)
        self.set_member(member)

    def set_member(self, member: str) -> None:
        """Say whose password opens the desk again."""
        text = _("{name}, your work is as you left it.").format(name=member) if member else ""
        self.say(_("Locked"), text)

    def first_focus(self) -> QWidget:
        """The password."""
        return self.form.row("password").control

    def wait(self, waiting: bool) -> None:
        """Stop taking answers while the password is being checked."""
        self._waiting = waiting
        self.line.wait(waiting)
        self.unlock.setEnabled(not waiting)

    def reset(self) -> None:
        """Empty the password and take the message away."""
        self.wait(False)
        self.banner.hide()
        self.form.fill({"password": ""})

    def show_problem(self, problem: Problem) -> None:
        """Say that the password was not right; it is emptied so that it can be typed again."""
        self.reset()
        self.banner.say(problem.what, problem.way_out)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if not self._waiting:
            self.banner.hide()
            self.wait(True)
            self.entered.emit(self.form.values()["password"])


class PrivacyScreen(QWidget):
    """Covers what was on screen until a key, a click or the mouse brings it back; no password is asked."""

    uncovered = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self))
        says = EmptyState("eye-off", _("Hidden from passers-by"), _("Press any key to go on."))
        column.addWidget(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Hidden from passers-by"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A lone Shift or Ctrl is the beginning of a shortcut, perhaps the one that locks.
        if event.key() not in _MODIFIERS:
            self.uncovered.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.uncovered.emit()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.TouchBegin:
            self.uncovered.emit()
            return True
        return super().event(event)


_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
