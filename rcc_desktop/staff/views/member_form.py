"""One member of the staff in the panel at the side: name, roles, password, and taking their key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.card import Banner, button, label
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.database.passwords import check_password
from rcc_desktop.staff.permissions import role_titles
from rcc_desktop.staff.views.waiting_line import WaitingLine

if TYPE_CHECKING:
    from rcc_desktop.staff.service import MemberRow

_, ngettext = words("rcc_desktop")


class MemberForm(QWidget):
    """Asks; whoever opened it does. ``saved`` also comes for somebody new, with a password in ``values``."""

    saved = Signal()
    removed = Signal()
    keyed = Signal()
    brought_back = Signal()

    def __init__(self, row: MemberRow | None, *, is_oneself: bool) -> None:
        super().__init__()
        self._row = row
        self._is_new = row is None
        self._column = spaced(QVBoxLayout(self), gap=16)
        self.banner = Banner("danger")
        self._column.addWidget(self.banner)
        self.form = self._build_form(row)
        self._column.addWidget(self.form)
        self.line = WaitingLine()
        self._column.addWidget(self.line)
        self.save = button(_("Add") if row is None else _("Save"), "primary", press=self.form.submit)
        self._column.addWidget(self.save)
        self._key = self._build_key()
        self._column.addWidget(self._key)
        self._leaving = self._build_leaving(is_oneself)
        self._column.addWidget(self._leaving)
        self._column.addStretch(1)
        self._show_state()

    def values(self) -> dict[str, Any]:
        """What was typed; ``roles`` is a tuple of keys."""
        return self.form.values()

    def row(self) -> MemberRow | None:
        """Who it is about, once they are on the list."""
        return self._row

    def password(self) -> str:
        """The password for somebody who has no key yet."""
        return str(self.key_form.values()["first"])

    def became(self, row: MemberRow) -> None:
        """Show them as they are now: added, but perhaps without a key yet."""
        self._row = row
        self.wait(waiting=False)
        self._show_state()

    def add_part(self, part: QWidget) -> None:
        """Put one more part above what takes the key away."""
        self._column.insertWidget(self._column.indexOf(self._leaving), part)

    def wait(self, *, waiting: bool) -> None:
        """Stop taking answers while a key is made or taken, which takes seconds."""
        self.line.wait(waiting)
        for each in (self.save, self._key, self._leaving):
            each.setEnabled(not waiting)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong."""
        self.wait(waiting=False)
        if not self.show_beside(problem):
            self.banner.say(problem.what, problem.way_out)

    def show_beside(self, problem: Problem) -> bool:
        """Say it beside its field, where there is one."""
        if problem.field == "password" and self._row is not None:
            self.key_form.problem("first", str(problem))
            return True
        if problem.field in self.form.values():
            self.form.problem(str(problem.field), str(problem))
            return True
        return False

    def _build_form(self, row: MemberRow | None) -> Form:
        form = Form()
        form.text("name", _("Name"), value=row.name if row else "", required=True)
        if row is None:
            form.text("login", _("Name to sign in with"), required=True)
        form.choices("roles", _("Roles"), list(role_titles().items()), value=row.roles if row else (), required=True)
        if row is None:
            told = _("At least 12 characters, or five words. They can change it once they have signed in.")
            form.password("password", _("First password"), help_text=told, check=self._strong)
        form.submitted.connect(self.saved)
        return form

    def _build_key(self) -> QWidget:
        part = QWidget()
        column = spaced(QVBoxLayout(part), gap=12)
        column.addWidget(label(_("They have no password yet, so they cannot sign in."), "subtle", wrap=True))
        self.key_form = Form()
        told = _("At least 12 characters, or five words.")
        self.key_form.password("first", _("First password"), help_text=told, check=self._strong)
        self.key_form.submitted.connect(self.keyed)
        column.addWidget(self.key_form)
        column.addWidget(button(_("Give them this password"), press=self.key_form.submit))
        return part

    def _build_leaving(self, is_oneself: bool) -> QWidget:
        part = QWidget()
        column = spaced(QVBoxLayout(part), gap=8)
        self._told = label("", "subtle", wrap=True)
        column.addWidget(self._told)
        self.remove = button(_("Take the key away"), "danger", press=self.removed.emit)
        self.back = button(_("Bring them back"), press=self.brought_back.emit)
        self._is_oneself = is_oneself
        column.addWidget(self.remove)
        column.addWidget(self.back)
        return part

    def _strong(self, password: str) -> str | None:
        try:
            check_password(password, self._row.login if self._row else self.form.values()["login"])
        except Problem as problem:
            return str(problem)
        return None

    def _show_state(self) -> None:
        row = self._row
        self.save.setVisible(row is None or (row.active and not self._is_new))
        self._key.setVisible(row is not None and row.active and not row.has_key)
        self._leaving.setVisible(row is not None and not self._is_oneself)
        if row is None:
            return
        self.remove.setVisible(row.active or row.has_key)
        self.back.setVisible(not row.active and not row.has_key)
        told = _(
            "They can no longer sign in, and the center's own key is changed, so that a copy of theirs opens nothing."
        )
        kept = _("What they did stays on record. This takes a few seconds.")
        left = _("They can no longer sign in. Bring them back to give them a new password.")
        self._told.setText(left if not row.active and not row.has_key else f"{told} {kept}")
