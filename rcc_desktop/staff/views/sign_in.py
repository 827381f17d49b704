"""The sign-in page: who are you, and what is your password. Knows no store; it asks, and is told.

It is the first page on screen, so it is made of plain fields: the forms of the other pages take longer to bring in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Banner, button, label
from rcc_desktop.api.ui.look import mark, spaced
from rcc_desktop.api.words import words
from rcc_desktop.staff.views.card_column import MiddleCard
from rcc_desktop.staff.views.one_at_a_time import OneAtATime
from rcc_desktop.staff.views.waiting_line import WaitingLine

if TYPE_CHECKING:
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.staff.views.recovery_form import RecoveryForm

_, ngettext = words("rcc_desktop")

SIGN_IN, RECOVER = 0, 1


class SignInPage(MiddleCard):
    """Asks for a name and a password; the way back in with the recovery code lies behind a link."""

    entered = Signal(str, str)
    """The name and the password."""
    recovered = Signal(str, str, str)
    """The recovery code, the name, and the new password."""
    other_center = Signal()

    def __init__(self, login: str = "") -> None:
        super().__init__("sprout", _("Welcome"), _("Sign in to open the center."))
        self._waiting = False
        self.banner = Banner("danger")
        self.body.addWidget(self.banner)
        self.login = QLineEdit(login)
        self.password = QLineEdit()
        self.recovery: RecoveryForm | None = None
        self._stack = OneAtATime()
        self._stack.add(self._build_sign_in())
        self.body.addWidget(self._stack)
        self.line = WaitingLine()
        self.body.addWidget(self.line)

    def first_focus(self) -> QWidget:
        """The name, or the password where the name is known."""
        if self.recovery is not None and self._stack.at() == RECOVER:
            return self.recovery.form.row("code").control
        return self.password if self.login.text() else self.login

    def wait(self, waiting: bool) -> None:
        """Stop taking answers while the center is being opened; what was typed stays."""
        self._waiting = waiting
        self.line.wait(waiting)
        self.enter.setEnabled(not waiting)
        self.enter.setText(_("Opening…") if waiting else _("Sign in"))
        if self.recovery is not None:
            self.recovery.give.setEnabled(not waiting)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong: beside its field, or above both; the password can be typed over."""
        self.wait(False)
        if self.recovery is not None and self._stack.at() == RECOVER:
            if not self.recovery.show_problem(problem):
                self.banner.say(problem.what, problem.way_out)
            return
        if problem.field == "password":
            self._beside.setText(str(problem))
            self._beside.show()
            mark(self.password, invalid=True)
            self.password.setAccessibleDescription(str(problem))
        else:
            self.banner.say(problem.what, problem.way_out)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self.password.selectAll()

    def told(self) -> str:
        """What is said to be wrong with the password."""
        return "" if self._beside.isHidden() else self._beside.text()

    def show_recovery(self) -> RecoveryForm:
        """Ask for the recovery code and a new password instead."""
        if self.recovery is None:
            self.recovery = self._build_recovery()
        self.recovery.form.fill({"login": self.login.text().strip()})
        self._show(RECOVER)
        self.say(_("A new password"), _("With the recovery code you can choose a new password."))
        return self.recovery

    def show_sign_in(self) -> None:
        """Ask for the name and the password again."""
        self._show(SIGN_IN)
        self.say(_("Welcome"), _("Sign in to open the center."))

    def forget_typed(self) -> None:
        """Empty the passwords and the code."""
        self.password.clear()
        if self.recovery is not None:
            self.recovery.forget_typed()

    def submit(self) -> None:
        """Ask for the center to be opened, once."""
        if self._waiting:
            return
        self._forget_problem()
        if not self.login.text().strip():
            self.login.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.password.text():
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.wait(True)
            self.entered.emit(self.login.text().strip(), self.password.text())

    def _build_sign_in(self) -> QWidget:
        page = QWidget()
        column = spaced(QVBoxLayout(page), gap=16)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._beside = label("", "problem", wrap=True)
        seen = QCheckBox(_("Show the password"))
        seen.toggled.connect(self._show_password)
        column.addLayout(_field(_("Your sign-in name"), self.login))
        password = _field(_("Password"), self.password)
        password.addWidget(self._beside)
        password.addWidget(seen)
        self._beside.hide()
        column.addLayout(password)
        self.login.returnPressed.connect(self.submit)
        self.password.returnPressed.connect(self.submit)
        self.enter = button(_("Sign in"), "primary", press=self.submit)
        column.addWidget(self.enter)
        column.addWidget(button(_("Forgot your password?"), "link", press=self.show_recovery))
        column.addWidget(button(_("Open another center"), "link", press=self.other_center.emit))
        return page

    def _build_recovery(self) -> RecoveryForm:
        from rcc_desktop.staff.views.recovery_form import RecoveryForm

        form = RecoveryForm()
        form.left.connect(self.show_sign_in)
        form.given.connect(self._recover)
        self._stack.add(form)
        return form

    def _recover(self, code: str, login: str, password: str) -> None:
        if not self._waiting:
            self.banner.hide()
            self.wait(True)
            self.recovered.emit(code, login, password)

    def _show(self, which: int) -> None:
        self._forget_problem()
        self._stack.show_page(which)
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_password(self, seen: bool) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)

    def _forget_problem(self) -> None:
        self.banner.hide()
        self._beside.hide()
        mark(self.password, invalid=False)
        self.password.setAccessibleDescription("")


def _field(words_for_it: str, field: QLineEdit) -> QVBoxLayout:
    column = spaced(QVBoxLayout(), gap=4)
    above = mark(label(words_for_it), "field")
    above.setBuddy(field)
    field.setAccessibleName(words_for_it)
    column.addWidget(above)
    column.addWidget(field)
    return column
