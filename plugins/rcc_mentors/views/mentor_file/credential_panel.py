"""One credential: written down, renewed or corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, SidePanel, button, spaced
from rcc_mentors.people.credentials import add_credential, correct_credential, remove_credential
from rcc_mentors.people.rules import Terms, last_day
from rcc_mentors.people.standards import standards_of
from rcc_mentors.people.wording import offered, title_of
from rcc_mentors.settings import CREDENTIALS

if TYPE_CHECKING:
    from datetime import date

    from rcc_desktop.api import Problem
    from rcc_mentors.people.file import CredentialRow, MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_FIELDS = ("kind", "issued_on", "expires_on")


class CredentialPanel(SidePanel):
    """The last day is worked out from the first one and the center's terms, until somebody types another."""

    def __init__(
        self, keeping: Keeping, file: MentorFile, row: CredentialRow | None = None, *, renew: bool = False
    ) -> None:
        content = QWidget()
        title = _("Renew a credential") if renew else _("Correct a credential") if row else _("Add a credential")
        super().__init__(keeping.page, content, title, width=480)
        self._keeping, self._file = keeping, file
        self._row = None if renew else row
        self._worked_out: date | None = None
        self._working = False
        self._kinds = keeping.desk.setting(CREDENTIALS)
        whole = spaced(QVBoxLayout(content), gap=16)
        self.form = self._fields(row, renew=renew)
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self._save)
        whole.addWidget(self.form)
        foot = spaced(QHBoxLayout(), gap=12)
        foot.addWidget(button(_("Save"), "primary", press=self.form.submit))
        if self._row is not None:
            foot.addWidget(button(_("Take it off the list"), "quiet", press=self._remove))
        foot.addStretch(1)
        whole.addLayout(foot)
        whole.addStretch(1)
        self.closed.connect(self.deleteLater)
        if self._row is None:
            self._work_out()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        self.form.problem(problem.field if problem.field in _FIELDS else "issued_on", str(problem))

    def _fields(self, row: CredentialRow | None, *, renew: bool) -> Form:
        form, desk = Form(), self._keeping.desk
        today = desk.now().date()
        kinds = offered(self._kinds, (row.kind,) if row else ())
        kind = row.kind if row else (kinds[0][0] if kinds else None)
        field = form.choice("kind", _("Credential"), kinds, value=kind, required=True)
        field.setEnabled(row is None)
        issued = row.issued_on if row and not renew else today
        form.date("issued_on", _("Issued"), today=lambda: desk.now().date(), value=issued, required=True)
        form.date(
            "expires_on",
            _("Last good day"),
            today=lambda: desk.now().date(),
            value=row.expires_on if row and not renew else None,
            help_text=_("Leave it empty for one that never ends."),
        )
        form.text("number", _("Number"), value=row.number if row and not renew else "")
        form.text("note", _("Note"), value=row.note if row and not renew else "")
        return form

    def _changed(self, name: str) -> None:
        if self._row is None and not self._working and name in {"kind", "issued_on"}:
            self._work_out()

    def _work_out(self) -> None:
        """Fill in the last day, unless somebody typed their own."""
        given = self.form.values()
        typed, issued = given["expires_on"], given["issued_on"]
        if typed != self._worked_out or issued is None:
            return
        months = self._file.terms.get(str(given["kind"]), Terms()).months
        policy = standards_of(self._keeping.desk).last_day
        self._worked_out = last_day(issued, months, policy) if months else None
        self._working = True
        self.form.fill({"expires_on": self._worked_out})
        self._working = False

    def _save(self) -> None:
        given, row, mentor = self.form.values(), self._row, self._file.id
        kind, issued, expires = str(given["kind"]), given["issued_on"], given["expires_on"]
        number, note = str(given["number"]), str(given["note"])
        title, now = title_of(self._kinds, kind), self._keeping.desk.now()
        if row is None:
            self._keeping.keep(
                lambda: add_credential(mentor, kind, issued, expires, now, number=number, note=note),
                _("{credential}: written down.").format(credential=title),
                remove_credential,
                self,
            )
            return
        self._keeping.keep(
            lambda: correct_credential(row.id, issued, expires, now, number=number, note=note, expected=row.version),
            _("{credential}: corrected.").format(credential=title),
            lambda _none: correct_credential(
                row.id, row.issued_on, row.expires_on, now, number=row.number, note=row.note
            ),
            self,
        )

    def _remove(self) -> None:
        row, mentor, now = self._row, self._file.id, self._keeping.desk.now()
        if row is None:
            return
        self._keeping.keep(
            lambda: remove_credential(row.id),
            _("{credential}: taken off the list.").format(credential=title_of(self._kinds, row.kind)),
            lambda _none: add_credential(
                mentor, row.kind, row.issued_on, row.expires_on, now, number=row.number, note=row.note
            ),
            self,
        )
