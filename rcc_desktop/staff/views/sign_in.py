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
    from rcc_desktop.staff.views.restore_form import RestoreForm

_, ngettext = words("rcc_desktop")

SIGN_IN = 0
MENDED_BY_A_BACKUP = frozenset(
    f"store.{code}"
    for code in (
        *("database_damaged", "database_missing", "not_encrypted", "not_a_center"),
        *("keys_damaged", "keys_missing", "keys_altered", "keys_outdated"),
    )
)
"""What is told as a problem's code when a backup in the center's place is the way out."""


class SignInPage(MiddleCard):
    """Asks for a name and a password; the way back in with the recovery code lies behind a link.

    ``place`` is the name of the center's folder. A center that does not open is offered to be put back from a backup.
    """

    entered = Signal(str, str)
    """The name and the password."""
    recovered = Signal(str, str, str)
    """The recovery code, the name, and the new password."""
    other_center = Signal()
    restoring = Signal(object)
    """The form that asks which backup is to be put back, once it is wanted."""

    def __init__(self, login: str = "", place: str = "") -> None:
        self._asks = _("Sign in to open “{place}”.").format(place=place) if place else _("Sign in to open the center.")
        super().__init__("sprout", _("Welcome"), self._asks)
        self._waiting = False
        self.banner = Banner("danger")
        self.body.addWidget(self.banner)
        self.put_back = button(_("Put a backup in its place…"), press=self.show_restore)
        self.put_back.hide()
        self.body.addWidget(self.put_back)
        self.login = QLineEdit(login)
        self.password = QLineEdit()
        self.recovery: RecoveryForm | None = None
        self.restore: RestoreForm | None = None
        self._others: dict[int, RecoveryForm | RestoreForm] = {}
        self._stack = OneAtATime()
        self._stack.add(self._build_sign_in())
        self.body.addWidget(self._stack)
        self.line = WaitingLine()
        self.body.addWidget(self.line)

    def first_focus(self) -> QWidget:
        """The name, or the password where the name is known."""
        other = self._others.get(self._stack.at())
        if other is not None:
            return other.first_focus()
        return self.password if self.login.text() else self.login

    def wait(self, waiting: bool) -> None:
        """Stop taking answers while the center is being opened; what was typed stays."""
        self._waiting = waiting
        self.line.wait(waiting)
        self.enter.setEnabled(not waiting)
        self.enter.setText(_("Opening…") if waiting else _("Sign in"))
        if self.recovery is not None:
            self.recovery.give.setEnabled(not waiting)
        if self.restore is not None:
            self.restore.wait(waiting=waiting)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong: beside its field, or above both; the password can be typed over."""
        self.wait(False)
        other = self._others.get(self._stack.at())
        if other is not None:
            if not other.show_problem(problem):
                self.banner.say(problem.what, problem.way_out, "danger")
            return
        if problem.field == "password":
            self._beside.setText(str(problem))
            self._beside.show()
            mark(self.password, invalid=True)
            self.password.setAccessibleDescription(str(problem))
        else:
            self.banner.say(problem.what, problem.way_out, "danger")
            self.put_back.setVisible(problem.code in MENDED_BY_A_BACKUP)
        if not self.put_back.isHidden():
            self.put_back.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self.password.selectAll()

    def asked(self) -> str:
        """What stands under the heading while a name and a password are asked for."""
        return self._asks

    def told(self) -> str:
        """What is said to be wrong with the password."""
        return "" if self._beside.isHidden() else self._beside.text()

    def show_recovery(self) -> RecoveryForm:
        """Ask for the recovery code and a new password instead."""
        if self.recovery is None:
            self.recovery = self._build_recovery()
        self.recovery.form.fill({"login": self.login.text().strip()})
        self._show(next(at for at, form in self._others.items() if form is self.recovery))
        self.say(_("A new password"), _("With the recovery code you can choose a new password."))
        return self.recovery

    def show_restore(self) -> RestoreForm:
        """Ask which backup is to be put in the center's place."""
        if self.restore is None:
            self.restore = self._build_restore()
            self.restoring.emit(self.restore)
        self.restore.by_password.fill({"login": self.login.text().strip(), "password": self.password.text()})
        self._show(next(at for at, form in self._others.items() if form is self.restore))
        self.say(_("Put a backup in the center's place"))
        return self.restore

    def show_sign_in(self) -> None:
        """Ask for the name and the password again."""
        self._show(SIGN_IN)
        self.say(_("Welcome"), self._asks)

    def forget_typed(self) -> None:
        """Empty the passwords and the code."""
        self.password.clear()
        if self.recovery is not None:
            self.recovery.forget_typed()
        if self.restore is not None:
            self.restore.forget_typed()

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
        self._others[self._stack.add(form)] = form
        return form

    def _build_restore(self) -> RestoreForm:
        from rcc_desktop.staff.views.restore_form import RestoreForm

        form = RestoreForm()
        form.left.connect(self.show_sign_in)
        self._others[self._stack.add(form)] = form
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
        self.put_back.hide()
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
