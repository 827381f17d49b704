"""The steps of a background check, in the order the law asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, SidePanel, button, label, spaced
from rcc_desktop.api.written import write_date
from rcc_mentors.people.checks import KIND, begin_check, change_check, remove_check
from rcc_mentors.people.rules import CheckSteps, Terms, earliest_final, last_day
from rcc_mentors.people.standards import standards_of
from rcc_mentors.people.wording import DECISION_TITLES, RESULT_TITLES, STEP_TITLES

if TYPE_CHECKING:
    from rcc_desktop.api import Problem
    from rcc_mentors.people.file import CheckRow, MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_WEIGH = _("Look at what it was, how long ago, and what it has to do with the role. It is written down nowhere.")
_ONLY_FOR_CONCERN = ("assessed_on", "pre_adverse_on", "final_on")


class CheckPanel(SidePanel):
    """Days as they come. What is only needed when something was found appears only then."""

    def __init__(self, keeping: Keeping, file: MentorFile, row: CheckRow | None) -> None:
        content = QWidget()
        super().__init__(keeping.page, content, _("Background check"), width=500)
        self._keeping, self._file, self._row = keeping, file, row
        self._standards = standards_of(keeping.desk)
        whole = spaced(QVBoxLayout(content), gap=16)
        self.form = self._fields(row.steps if row else CheckSteps())
        self._wait = label("", "strong", wrap=True)
        whole.addWidget(self.form)
        whole.addWidget(self._wait)
        whole.addWidget(button(_("Save"), "primary", press=self.form.submit))
        whole.addStretch(1)
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self._save)
        self.closed.connect(self.deleteLater)
        self._fit()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the step it is about."""
        field = problem.field if problem.field in self.form.values() else "decision"
        self.form.problem(str(field), str(problem))

    def _fields(self, steps: CheckSteps) -> Form:
        form, desk = Form(), self._keeping.desk
        for name, title in STEP_TITLES.items():
            help_text = _WEIGH if name == "assessed_on" else ""
            form.date(name, title, today=lambda: desk.now().date(), value=getattr(steps, name), help_text=help_text)
            if name == "result_on":
                form.choices("result", _("What came back"), _some(RESULT_TITLES), one=True, value=_chosen(steps.result))
        form.choices("decision", _("The decision"), _some(DECISION_TITLES), one=True, value=_chosen(steps.decision))
        form.date(
            "recheck_on",
            _("Check again by"),
            today=lambda: desk.now().date(),
            value=steps.recheck_on,
            help_text=_("Until that day the check counts as a credential."),
        )
        return form

    def _changed(self, name: str) -> None:
        given = self.form.values()
        months = self._file.terms.get(KIND, Terms()).months
        clears = name == "decision" and given["decision"] == ("cleared",)
        if clears and months and given["recheck_on"] is None and given["result_on"] is not None:
            self.form.fill({"recheck_on": last_day(given["result_on"], months, self._standards.last_day)})
        self._fit()

    def _fit(self) -> None:
        """Show what is needed now, and the first day a final notice may go out."""
        given = self.form.values()
        for name in _ONLY_FOR_CONCERN:
            self.form.row(name).setVisible(given["result"] == ("concern",))
        self.form.row("recheck_on").setVisible(given["decision"] == ("cleared",))
        first = given["pre_adverse_on"]
        if first is not None and given["result"] == ("concern",):
            day = earliest_final(first, self._standards.closed_days(first))
            said = _("They have five business days to answer. The final notice may go out from {day} on.")
            self._wait.setText(said.format(day=write_date(day)))
        self._wait.setVisible(first is not None and given["result"] == ("concern",))

    def _save(self) -> None:
        given: dict[str, Any] = self.form.values()
        given["result"] = next(iter(given["result"]), "")
        given["decision"] = next(iter(given["decision"]), "")
        steps, now, row, mentor = CheckSteps(**given), self._keeping.desk.now(), self._row, self._file.id
        standards = self._standards
        said = _("The background check is written down.")
        if row is None:
            self._keeping.keep(lambda: begin_check(mentor, steps, now, standards), said, remove_check, self)
            return
        self._keeping.keep(
            lambda: change_check(row.id, steps, now, standards, expected=row.version),
            said,
            lambda _none: change_check(row.id, row.steps, now, standards),
            self,
        )


def _some(titles: dict[str, str]) -> list[tuple[str, str]]:
    """The choices that say something; nothing chosen is the empty one."""
    return [(code, title) for code, title in titles.items() if code]


def _chosen(code: str) -> tuple[str, ...]:
    return (code,) if code else ()
