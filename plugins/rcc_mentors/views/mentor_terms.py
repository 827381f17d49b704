"""What the center asks of each kind of credential."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, SidePanel, button, label, spaced
from rcc_mentors.people.credentials import set_terms, terms_by_kind
from rcc_mentors.people.rules import Terms
from rcc_mentors.people.wording import offered, title_of
from rcc_mentors.settings import CREDENTIALS, TOPICS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_mentors")


class TermsPanel(SidePanel):
    """How long a credential lasts, and the training it asks. Hours are typed, minutes are kept."""

    saved = Signal()

    def __init__(self, page: PageWidget, desk: Desk) -> None:
        content = QWidget()
        super().__init__(page, content, _("What credentials ask"), width=500)
        self._desk = desk
        self._terms: Mapping[str, Terms] = {}
        self._kinds, self._topics = desk.setting(CREDENTIALS), desk.setting(TOPICS)
        whole = spaced(QVBoxLayout(content), gap=16)
        said = _("States and funders differ, so nothing here is law. Type what yours asks.")
        whole.addWidget(label(said, "subtle", wrap=True))
        self.form = self._fields()
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self._save)
        whole.addWidget(self.form)
        whole.addWidget(button(_("Save"), "primary", press=self.form.submit))
        whole.addStretch(1)
        self.closed.connect(self.deleteLater)
        desk.read(self, terms_by_kind, self._show)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        self.form.problem(problem.field if problem.field in {"months", "training_minutes"} else "kind", str(problem))

    def _fields(self) -> Form:
        form, kinds = Form(), offered(self._kinds)
        form.choice("kind", _("Credential"), kinds, value=kinds[0][0] if kinds else None)
        form.number("months", _("Lasts, in months"), low=1, high=600, help_text=_("Leave it empty for good."))
        form.number("training_minutes", _("Hours of training in that time"), low=0, high=2000)
        for topic, title in offered(self._topics):
            form.number(f"topic_{topic}", _("At least, in hours: {topic}").format(topic=title), low=0, high=2000)
        return form

    def _changed(self, name: str) -> None:
        if name == "kind":
            self._fill_in()

    def _show(self, terms: Mapping[str, Terms]) -> None:
        self._terms = terms
        self._fill_in()

    def _fill_in(self) -> None:
        terms = self._terms.get(str(self.form.values()["kind"]), Terms())
        by_topic = {f"topic_{key}": terms.topics.get(key, 0) // 60 or None for key, _title in offered(self._topics)}
        self.form.fill({"months": terms.months, "training_minutes": terms.training_minutes // 60 or None, **by_topic})

    def _save(self) -> None:
        given = self.form.values()
        kind = str(given["kind"])
        topics = {key: (given[f"topic_{key}"] or 0) * 60 for key, _title in offered(self._topics)}
        asked = {key: minutes for key, minutes in topics.items() if minutes}
        terms = Terms(given["months"], (given["training_minutes"] or 0) * 60, asked)
        self._desk.write(self, lambda: set_terms(kind, terms), lambda before: self._say_saved(kind, before))

    def _say_saved(self, kind: str, before: Terms) -> None:
        said = _("{credential}: what it asks is changed.").format(credential=title_of(self._kinds, kind))
        self._desk.note(said, lambda: set_terms(kind, before))
        self.saved.emit()
        self.close()
