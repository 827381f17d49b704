"""Another step: which one, since when, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, SidePanel, button, label, spaced
from rcc_mentors.people.rules import may_follow, open_items
from rcc_mentors.people.service import move_stage, undo_move
from rcc_mentors.people.wording import items_words, offered, stage_words
from rcc_mentors.settings import LEFT_WHY
from rcc_mentors.shifts.held import coming_shifts

if TYPE_CHECKING:
    from rcc_desktop.api import Problem
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")


class MovePanel(SidePanel):
    """The steps that may come next. What is open on the list is named, and asks for a word of why."""

    def __init__(self, keeping: Keeping, file: MentorFile, stage: str | None = None) -> None:
        content = QWidget()
        super().__init__(keeping.page, content, _("Another step"), width=480)
        self._keeping, self._file = keeping, file
        desk = keeping.desk
        whole = spaced(QVBoxLayout(content), gap=16)
        self.form = Form()
        reasons = desk.setting(LEFT_WHY)
        steps = [(each, stage_words(each)) for each in may_follow(file.stage)]
        self.form.choices("stage", _("The step"), steps, one=True, value=(stage,) if stage else (), required=True)
        self.form.date("on_day", _("Since"), today=lambda: desk.now().date(), value=desk.now().date(), required=True)
        self.form.choice("left_why", _("Why do they leave?"), offered(reasons))
        self.form.text("why", _("Why"), hint=_("A few words. They stay in the file."), lines=2)
        self._open = label("", "subtle", wrap=True)
        whole.addWidget(self.form)
        whole.addWidget(self._open)
        whole.addWidget(button(_("Save"), "primary", press=self.form.submit))
        whole.addStretch(1)
        self.form.changed.connect(lambda _name: self._fit())
        self.form.submitted.connect(self._save)
        self.closed.connect(self.deleteLater)
        self._fit()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        field = problem.field if problem.field in {"stage", "on_day", "why"} else "stage"
        leaves = field == "why" and self._stage() == "left"
        self.form.problem("left_why" if leaves else field, str(problem))

    def _stage(self) -> str:
        return next((str(code) for code in self.form.values()["stage"]), "")

    def _fit(self) -> None:
        """Ask why only where it is needed, in the way it is."""
        stage = self._stage()
        self.form.row("left_why").setVisible(stage == "left")
        self.form.row("why").setVisible(stage != "left")
        returns = self._file.stage == "on_leave"
        still_open = open_items(stage, self._file.marks) if stage and not returns else ()
        self._open.setText(_("Still open: {items}.").format(items=items_words(still_open)) if still_open else "")
        self._open.setVisible(bool(still_open))

    def _save(self) -> None:
        given, file, now, stage = self.form.values(), self._file, self._keeping.desk.now(), self._stage()
        why = str(given["left_why"] or "") if stage == "left" else str(given["why"])
        self._keeping.keep(
            lambda: (move_stage(file.id, stage, now, why=why, on_day=given["on_day"]), coming_shifts(file.id, now)),
            lambda done: _moved_words(file.name, stage, done[1]),
            lambda done: undo_move(file.id, done[0]),
            self,
        )


def _moved_words(name: str, stage: str, held: int) -> str:
    """What was done; of somebody who left, what they hold yet."""
    said = _("{name}: {stage}.").format(name=name, stage=stage_words(stage))
    if stage != "left" or not held:
        return said
    still = ngettext(
        "{said} They still hold {count} coming shift. The call list shows it when it is in the next four weeks.",
        "{said} They still hold {count} coming shifts. The call list shows those of the next four weeks.",
        held,
    )
    return still.format(said=said, count=held)
