"""What a mentor asks for: paid or not, how much at most, when to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Form, button
from rcc_mentors.people.service import Details, change_details
from rcc_mentors.people.wording import PAY_TITLES
from rcc_mentors.views.mentor_file.keeping import Shown

if TYPE_CHECKING:
    from rcc_desktop.api import Problem
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

FIELDS = ("pay", "most_shifts_week", "most_shifts_month", "most_minutes_week", "rest_minutes", "best_times", "note")


class AsksCard(Card):
    """A form that is saved with its button or Ctrl+Enter; what is being typed stays when the file is shown anew."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("What they ask for"))
        self._keeping, self._shown = keeping, Shown()
        self._typed = False
        self.form = self._fields()
        self.form.setEnabled(keeping.may)
        self.form.changed.connect(lambda _name: self._touch())
        self.form.submitted.connect(self._save)
        self.body.addWidget(self.form)
        self.save = button(_("Save"), press=self.form.submit)
        self.save.setEnabled(False)
        self.save.setVisible(keeping.may)
        self.body.addWidget(self.save)

    def show_file(self, file: MentorFile) -> None:
        """Show what is written down, unless something is being typed."""
        self._shown.show(file)
        if self._typed:
            return
        asked = file.details
        self.form.fill(
            {
                "pay": (asked.pay,),
                "most_shifts_week": asked.most_shifts_week,
                "most_shifts_month": asked.most_shifts_month,
                "most_minutes_week": _hours(asked.most_minutes_week),
                "rest_minutes": _hours(asked.rest_minutes),
                "best_times": asked.best_times,
                "note": asked.note,
            }
        )
        self._rest()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        self.form.problem(problem.field if problem.field in FIELDS else "note", str(problem))

    def _fields(self) -> Form:
        form = Form()
        form.choices("pay", _("They serve as"), tuple(PAY_TITLES.items()), one=True, required=True)
        form.number("most_shifts_week", _("At most, shifts a week"), high=50, help_text=_("Empty: the center's own."))
        form.number("most_shifts_month", _("At most, shifts a month"), high=200)
        form.number("most_minutes_week", _("At most, hours a week"), high=100)
        form.number("rest_minutes", _("Rest between shifts, in hours"), high=168)
        form.text("best_times", _("Best times to call"), hint=_("After 4 pm, not on Sundays"))
        form.text("note", _("Note"), lines=2)
        return form

    def _touch(self) -> None:
        self._typed = True
        self.save.setEnabled(True)

    def _rest(self) -> None:
        self._typed = False
        self.save.setEnabled(False)

    def _save(self) -> None:
        given, file = self.form.values(), self._shown.file
        details = Details(
            str(given["pay"][0]),
            given["most_shifts_week"],
            given["most_shifts_month"],
            _minutes(given["most_minutes_week"]),
            _minutes(given["rest_minutes"]),
            str(given["best_times"]),
            str(given["note"]),
        )

        def done(before: Details) -> None:
            self._rest()
            self._keeping.desk.note(_("What they ask for is saved."), lambda: change_details(file.id, before))
            self._keeping.page.refresh()

        self._keeping.desk.write(self, lambda: change_details(file.id, details, expected=file.version), done)


def _hours(minutes: int | None) -> int | None:
    return None if minutes is None else round(minutes / 60)


def _minutes(hours: int | None) -> int | None:
    return None if hours is None else hours * 60
