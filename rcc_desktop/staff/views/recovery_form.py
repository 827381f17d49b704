"""A new password on the strength of the recovery code; built only when somebody forgot theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import button
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from rcc_desktop.api.problems import Problem

_, ngettext = words("rcc_desktop")


class RecoveryForm(QWidget):
    """Asks for the code, the sign-in name, and twice for the new password."""

    given = Signal(str, str, str)
    """The code, the name, the new password."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self), gap=16)
        self.form = Form()
        told = _("It was printed when the center was opened.")
        self.form.text("code", _("Recovery code"), required=True, help_text=told)
        self.form.text("login", _("Your sign-in name"), required=True)
        self.form.password("password", _("New password"), help_text=_("At least 12 characters, or five words."))
        self.form.password("again", _("The new password again"), check=self._same)
        self.form.submitted.connect(self._give)
        column.addWidget(self.form)
        self.give = button(_("Set the password and sign in"), "primary", press=self.form.submit)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Back"), press=self.left.emit))
        row.addWidget(self.give, 1)
        column.addLayout(row)

    def first_focus(self) -> QWidget:
        """The code."""
        return self.form.row("code").control

    def show_problem(self, problem: Problem) -> bool:
        """Say it beside its field; False where there is none."""
        if problem.field not in self.form.values():
            return False
        self.form.problem(str(problem.field), str(problem))
        return True

    def forget_typed(self) -> None:
        """Empty the code and the passwords."""
        self.form.fill({"code": "", "password": "", "again": ""})

    def _same(self, again: str) -> str | None:
        return None if again == self.form.values()["password"] else _("The two passwords are not the same.")

    def _give(self) -> None:
        values = self.form.values()
        self.given.emit(values["code"], values["login"], values["password"])
