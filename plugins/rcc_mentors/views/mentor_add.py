"""Make somebody a mentor: somebody who is on file, or somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, PersonLine, PersonPicker, SidePanel, button, label, spaced
from rcc_mentors.people.service import add_mentor, undo_add

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import Desk, PersonFound, Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_mentors")


class AddMentorPanel(SidePanel):
    """Find a person by name and press Enter; ``added`` tells whose file to open."""

    added = Signal(int)

    def __init__(self, page: PageWidget, desk: Desk, typed: str = "") -> None:
        content = QWidget()
        super().__init__(page, content, _("Add a mentor"), width=520)
        self._desk = desk
        whole = spaced(QVBoxLayout(content), gap=16)
        whole.addWidget(label(_("Find them by name. Enter makes them a mentor."), "subtle", wrap=True))
        self.picker = PersonPicker(self._find)
        self.picker.setMinimumHeight(280)
        self.picker.chosen.connect(self._add)
        whole.addWidget(self.picker, 1)
        self.form = Form()
        self.form.check(
            "serves", _("They serve already"), help_text=_("Then they start as active, with a word of why.")
        )
        self._why = self.form.text("why", _("Why is nothing on the list asked again?"), hint=_("Here since 2019"))
        self.form.row("why").setVisible(False)
        self.form.changed.connect(lambda _name: self.form.row("why").setVisible(bool(self.form.values()["serves"])))
        whole.addWidget(self.form)
        if desk.may("people.add"):
            whole.addWidget(button(_("Somebody new"), icon_name="user-plus", press=self._add_somebody_new))
        self.closed.connect(self.deleteLater)
        self._say_what_to_do()
        self.picker.field.setText(typed)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        field = problem.field if problem.field == "why" else "serves"
        self.form.problem(field, str(problem))

    def _find(self, text: str) -> None:
        desk = self._desk
        desk.read(self, lambda: desk.find_people(text) if text else (), lambda found: self._show(text, found))

    def _show(self, text: str, found: Sequence[PersonFound]) -> None:
        self._say_what_to_do(text)
        lines = [PersonLine(one.id, one.name, side=one.pronouns, below=_below(one)) for one in found]
        self.picker.show_lines(lines, text)

    def _say_what_to_do(self, text: str = "") -> None:
        if text:
            self.picker.people.set_empty(
                _("Nobody here is called “{text}”").format(text=text), _("Try part of the name, or add somebody new.")
            )
        else:
            self.picker.people.set_empty(_("Who is it?"), _("Type a few letters of their name."))

    def _add_somebody_new(self) -> None:
        self._desk.add_person(self.picker.text(), self._add)

    def _add(self, person: int) -> None:
        given, now = self.form.values(), self._desk.now()
        stage = "active" if given["serves"] else "applied"
        self._desk.write(
            self,
            lambda: add_mentor(person, now, stage=stage, why=str(given["why"])),
            lambda mentor: self._say_added(person, mentor),
        )

    def _say_added(self, person: int, mentor: int) -> None:
        self._desk.note(_("They are on the list of mentors."), lambda: undo_add(mentor))
        self.close()
        self.added.emit(person)


def _below(found: PersonFound) -> str:
    parts = (found.matched, _("born {year}").format(year=found.born_in) if found.born else "")
    return " · ".join(part for part in parts if part)
