"""One training: when, about what, how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, SidePanel, button, spaced
from rcc_mentors.people.training import MOST_MINUTES, add_training, remove_training
from rcc_mentors.people.wording import offered
from rcc_mentors.settings import TOPICS

if TYPE_CHECKING:
    from rcc_desktop.api import Problem
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_FIELDS = ("on_day", "topic", "minutes")


class TrainingPanel(SidePanel):
    """Enter moves on, and saves from the last field."""

    def __init__(self, keeping: Keeping, file: MentorFile) -> None:
        content = QWidget()
        super().__init__(keeping.page, content, _("Add training"), width=460)
        self._keeping, self._file = keeping, file
        desk = keeping.desk
        topics = desk.setting(TOPICS)
        whole = spaced(QVBoxLayout(content), gap=16)
        self.form = Form()
        self.form.date("on_day", _("Day"), today=lambda: desk.now().date(), value=desk.now().date(), required=True)
        self.form.choices("topic", _("About"), offered(topics), one=True, required=True)
        self.form.number("minutes", _("How long, in minutes"), low=1, high=MOST_MINUTES, required=True)
        self.form.text("title", _("What it was"), hint=_("Mental Health First Aid"))
        self.form.submitted.connect(self._save)
        whole.addWidget(self.form)
        whole.addWidget(button(_("Save"), "primary", press=self.form.submit))
        whole.addStretch(1)
        self.closed.connect(self.deleteLater)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        self.form.problem(problem.field if problem.field in _FIELDS else "minutes", str(problem))

    def _save(self) -> None:
        given, mentor, now = self.form.values(), self._file.id, self._keeping.desk.now()
        topic = next((str(code) for code in given["topic"]), "")
        self._keeping.keep(
            lambda: add_training([mentor], given["on_day"], topic, given["minutes"], now, title=str(given["title"])),
            _("The training is written down."),
            remove_training,
            self,
        )
