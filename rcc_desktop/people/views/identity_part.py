"""The fields of who somebody is: names, birth, address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox

from rcc_desktop.api.ui import FieldRow, TextField
from rcc_desktop.api.words import words
from rcc_desktop.people import service
from rcc_desktop.people.views.part import Conflict
from rcc_desktop.people.views.wording import birth_text, is_ahead, read_birth

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.people.rows import PersonFile, PersonValues

_, ngettext = words("rcc_desktop")

BORN = "born"


class IdentityPart(QObject):
    """Makes the fields, and knows which of them were changed here and which elsewhere."""

    left = Signal()

    def __init__(self, person: int, now: Callable[[], datetime], *, may_change: bool) -> None:
        super().__init__()
        self.key = "identity"
        self.said = _("Saved.")
        self._person, self._now, self._may_change = person, now, may_change
        self._rows: dict[str, FieldRow] = {}
        self._texts: dict[str, TextField] = {}
        self._stored: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        self._held: set[str] = set()
        self._version = 0
        self._restricted: QCheckBox | None = None
        self._was_restricted = False

    def field(self, name: str, title: str, hint: str = "", help_text: str = "") -> FieldRow:
        """A field for one column of a person, or for ``BORN``, which is two of them."""
        text = TextField("", hint)
        text.setReadOnly(not self._may_change)
        text.editingFinished.connect(self.left)
        self._texts[name] = text
        self._stored[name] = ""
        self._rows[name] = FieldRow(title, text, help_text=help_text)
        return self._rows[name]

    def restricted(self) -> QCheckBox:
        """Whether only those may see this file who may see restricted ones."""
        self._restricted = QCheckBox(_("Only for those who may see restricted files"))
        self._restricted.setEnabled(self._may_change)
        self._restricted.clicked.connect(self.left)
        return self._restricted

    def show(self, file: PersonFile) -> tuple[Conflict, ...]:
        """Show what is stored; fields that are being changed keep their words."""
        met = [self._meet(name, _stored_text(file, name)) for name in self._texts]
        self._version = file.version
        if self._restricted is not None:
            self._restricted.setChecked(file.restricted)
        self._was_restricted = file.restricted
        return tuple(conflict for conflict in met if conflict is not None)

    def verb(self) -> Callable[[], object] | None:
        """Change all that was changed here and can be read."""
        self._sent = {}
        values: dict[str, Any] = {}
        for name, text in self._texts.items():
            typed = text.value()
            if typed == self._stored[name] or name in self._held or text.isReadOnly():
                continue
            given = self._read(name, typed)
            if given is not None:
                self._sent[name] = typed
                values |= given
        if self._restricted is not None and self._restricted.isChecked() != self._was_restricted:
            values["restricted"] = self._restricted.isChecked()
        if not values:
            return None
        person, version, now = self._person, self._version, self._now()
        changed = cast("PersonValues", values)
        return lambda: service.change(person, version, now, **changed)

    def accept(self) -> None:
        """What was sent is what is stored now."""
        self._stored |= self._sent
        for row in self._rows.values():
            row.show_problem("")

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field; what was typed stays."""
        name = {"birth_on": BORN, "birth_year": BORN}.get(problem.field or "", problem.field or "first_name")
        row = self._rows.get(name) or self._rows["first_name"]
        row.show_problem(str(problem))

    def keep_mine(self) -> None:
        """The words here are saved next."""
        self._held.clear()

    def take_theirs(self) -> None:
        """The words stored stand in the fields."""
        for name in self._held:
            self._texts[name].setText(self._stored[name])
        self._held.clear()

    def unsaved(self) -> dict[str, str] | None:
        """The words that differ from what is stored, by field."""
        typed = {name: text.value() for name, text in self._texts.items() if text.value() != self._stored[name]}
        return typed or None

    def put_back(self, typed: dict[str, str]) -> None:
        """Have these words in their fields again."""
        for name, words_typed in typed.items():
            self._texts[name].setText(words_typed)
            self._texts[name].setModified(True)

    def _meet(self, name: str, stored: str) -> Conflict | None:
        text, before = self._texts[name], self._stored[name]
        self._stored[name] = stored
        typed = text.value()
        if typed in {before, stored}:
            self._held.discard(name)
            if text.text() != stored:
                text.setText(stored)
            text.setModified(False)
            return None
        if stored == before:
            return None
        self._held.add(name)
        return Conflict(self._rows[name].label.text(), stored or _("empty"), typed or _("empty"))

    def _read(self, name: str, typed: str) -> dict[str, Any] | None:
        """The columns one field gives; None, and a word beside it, where it cannot be read."""
        if name != BORN:
            return {name: typed}
        today = self._now().date()
        read = read_birth(typed, today)
        if read is None:
            self._rows[name].show_problem(_("Write it like 3/4/1980 or 1980, or leave it empty."))
            return None
        if is_ahead(read, today):
            self._rows[name].show_problem(_("This has not come yet. Correct it, or leave it empty."))
            return None
        written = birth_text(*read)
        if written != typed:
            self._texts[name].setText(written)
        if written == self._stored[name]:
            return None
        return {"birth_on": read[0], "birth_year": read[1]}


def _stored_text(file: PersonFile, name: str) -> str:
    return birth_text(file.birth_on, file.birth_year) if name == BORN else str(getattr(file, name))
