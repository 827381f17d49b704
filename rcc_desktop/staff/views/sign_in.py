"""The sign-in page: who are you, and what is your password. Knows no store; it asks, and is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Banner, button
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import look, spaced, watch_look
from rcc_desktop.api.words import words
from rcc_desktop.staff.views.card_column import MiddleCard
from rcc_desktop.staff.views.one_at_a_time import OneAtATime

if TYPE_CHECKING:
    from rcc_desktop.api.problems import Problem

_, ngettext = words("rcc_desktop")

SIGN_IN, RECOVER = 0, 1


class WaitingLine(QProgressBar):
    """A thin line that moves while something takes its time; it keeps its place when there is nothing to wait for."""

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

    def wait(self, waiting: bool) -> None:  # noqa: FBT001 (the one thing it says)
        """Show or hide it."""
        moving = waiting and look().motion
        self.setRange(0, 0 if moving else 1)
        self.setValue(0 if moving else 1)
        self.setVisible(waiting)

    def _measure(self) -> None:
        self.setFixedHeight(look().px(4))


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
        self.banner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.banner)
        self._stack = OneAtATime()
        self._stack.add(self._build_sign_in(login))
        self._stack.add(self._build_recovery())
        self.body.addWidget(self._stack)
        self.line = WaitingLine()
        self.body.addWidget(self.line)
        self._show(SIGN_IN)

    def first_focus(self) -> QWidget:
        """The name, or the password where the name is known."""
        if self._stack.at() == RECOVER:
            return self.recovery.row("code").control
        name = self.form.values()["login"]
        return self.form.row("password" if name else "login").control

    def wait(self, waiting: bool) -> None:  # noqa: FBT001 (the one thing it says)
        """Stop taking answers while the center is being opened; what was typed stays."""
        self._waiting = waiting
        self.line.wait(waiting)
        for each in (self.enter, self.give):
            each.setEnabled(not waiting)
        self.enter.setText(_("Opening…") if waiting else _("Sign in"))

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong: beside its field, or above both."""
        self.wait(False)
        form = self.recovery if self._stack.at() == RECOVER else self.form
        if problem.field in form.values():
            form.problem(str(problem.field), str(problem))
            return
        self.banner.say(problem.what, problem.way_out)
        if form is self.form:
            password = self.form.row("password").control
            password.setFocus(Qt.FocusReason.OtherFocusReason)
            password.selectAll()  # type: ignore[attr-defined]

    def show_recovery(self) -> None:
        """Ask for the recovery code and a new password instead."""
        self._show(RECOVER)

    def forget_typed(self) -> None:
        """Empty the passwords and the code."""
        self.form.fill({"password": ""})
        self.recovery.fill({"code": "", "password": "", "again": ""})

    def _build_sign_in(self, login: str) -> QWidget:
        page = QWidget()
        column = spaced(QVBoxLayout(page), gap=16)
        self.form = Form()
        self.form.text("login", _("Your sign-in name"), value=login, required=True)
        self.form.password("password", _("Password"))
        self.form.submitted.connect(self._enter)
        column.addWidget(self.form)
        self.enter = button(_("Sign in"), "primary", press=self.form.submit)
        column.addWidget(self.enter)
        column.addWidget(button(_("Forgot your password?"), "link", press=self.show_recovery))
        column.addWidget(button(_("Open another center"), "link", press=self.other_center.emit))
        return page

    def _build_recovery(self) -> QWidget:
        page = QWidget()
        column = spaced(QVBoxLayout(page), gap=16)
        self.recovery = Form()
        self.recovery.text(
            "code", _("Recovery code"), required=True, help_text=_("It was printed when the center was opened here.")
        )
        self.recovery.text("login", _("Your sign-in name"), required=True)
        self.recovery.password("password", _("New password"), help_text=_("At least 12 characters, or five words."))
        self.recovery.password("again", _("The new password again"), check=self._same)
        self.recovery.submitted.connect(self._recover)
        column.addWidget(self.recovery)
        self.give = button(_("Set the password and sign in"), "primary", press=self.recovery.submit)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Back"), press=lambda: self._show(SIGN_IN)))
        row.addWidget(self.give, 1)
        column.addLayout(row)
        return page

    def _show(self, which: int) -> None:
        self.banner.hide()
        self._stack.show_page(which)
        if which == RECOVER:
            self.say(_("A new password"), _("With the recovery code you can choose a new password."))
            self.recovery.fill({"login": self.form.values()["login"]})
        else:
            self.say(_("Welcome"), _("Sign in to open the center."))
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _same(self, again: str) -> str | None:
        first = self.recovery.values()["password"]
        return None if again == first else _("The two passwords are not the same.")

    def _enter(self) -> None:
        if self._waiting:
            return
        self.banner.hide()
        values = self.form.values()
        self.wait(True)
        self.entered.emit(values["login"], values["password"])

    def _recover(self) -> None:
        if self._waiting:
            return
        self.banner.hide()
        values = self.recovery.values()
        self.wait(True)
        self.recovered.emit(values["code"], values["login"], values["password"])
