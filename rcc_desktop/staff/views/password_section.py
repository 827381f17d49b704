"""Change one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from rcc_desktop.api.ui.card import Card, button, label
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.words import words
from rcc_desktop.staff.views.waiting_line import WaitingLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.api.ui.page import PageWidget

_, ngettext = words("rcc_desktop")


class OwnKey(Protocol):
    """What this section asks of whoever holds the keys."""

    def change_password(self, owner: object, login: str, old: str, new: str, then: Callable[[], None]) -> None:
        """Change one's own password."""


class PasswordSection(Card):
    """Asks for the old password and twice for the new one."""

    def __init__(self, page: PageWidget, keys: OwnKey, login: str) -> None:
        super().__init__(_("Your password"))
        self._page, self._keys, self._login = page, keys, login
        told = _(
            "Your sign-in name is {login}. Your password opens the center's file, so nobody can look it up for you."
        )
        self.body.addWidget(label(told.format(login=login), "subtle", wrap=True))
        self.form = Form()
        self.form.password("old", _("Your password now"))
        self.form.password("password", _("New password"), help_text=_("At least 12 characters, or five words."))
        self.form.password("again", _("The new password again"), check=self._same)
        self.form.submitted.connect(self._change)
        self.body.addWidget(self.form)
        self.save = button(_("Change the password"), "primary", press=self.form.submit)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeading)
        self.line = WaitingLine()
        self.body.addWidget(self.line)
        self.body.addStretch(1)

    def show_beside(self, problem: Problem) -> bool:
        """Say it beside its field; a wrong old password is the old one's fault."""
        self._wait(waiting=False)
        if problem.code in {"store.wrong_password", "store.too_many_tries"}:
            self.form.problem("old", str(problem))
            return True
        if problem.field in self.form.values():
            self.form.problem(str(problem.field), str(problem))
            return True
        return False

    def _change(self) -> None:
        values = self.form.values()
        self._wait(waiting=True)
        self._keys.change_password(self._page, self._login, values["old"], values["password"], self._done)

    def _done(self) -> None:
        self._wait(waiting=False)
        self.form.fill({"old": "", "password": "", "again": ""})
        self._page.desk.note(_("Your password is changed."))

    def _same(self, again: str) -> str | None:
        return None if again == self.form.values()["password"] else _("The two passwords are not the same.")

    def _wait(self, *, waiting: bool) -> None:
        self.line.wait(waiting)
        self.save.setEnabled(not waiting)
