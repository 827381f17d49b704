"""When a mentor cannot come: said in a line, and taken back as easily."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Form, button, label, spaced
from rcc_mentors.shifts.mine import add_my_absence, remove_my_absence
from rcc_mentors.shifts.taking_back import take_back
from rcc_mentors.views.board_words import clock_words, short_day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.shifts.absences import AbsenceDone
    from rcc_mentors.shifts.rows import AbsenceRow

_, ngettext = words("rcc_mentors")


class AwayCard(Card):
    """The absences to come, and a short form for another."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(_("When I cannot come"))
        self._page, self._desk = page, page.desk
        self._rows: list[QWidget] = []
        self.form = Form()
        today = lambda: self._desk.now().date()  # noqa: E731 (asked when it is needed)
        self.form.date("starts", _("From"), today=today, required=True)
        self.form.date("ends", _("Until and with"), today=today, help_text=_("Empty: that day alone."))
        self.form.text("why", _("Why, if you like"), hint=_("For example: vacation"))
        self.form.submitted.connect(self._save)
        page.register_form(self.form)
        self.body.addWidget(self.form)
        self.body.addWidget(button(_("Say that I cannot come"), press=self.form.submit))

    def show_absences(self, absences: Sequence[AbsenceRow]) -> None:
        """Show what was said before."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(each) for each in absences]
        for at, row in enumerate(self._rows):
            self.body.insertWidget(at, row)

    def _row(self, absence: AbsenceRow) -> QWidget:
        row = QWidget()
        line = spaced(QHBoxLayout(row), gap=8)
        said = away_words(absence)
        line.addWidget(label(f"{said} · {absence.why}" if absence.why else said, wrap=True), 1)
        if absence.kind == "away":
            off = button(_("Remove"), "link", press=lambda: self._remove(absence))
            off.setAccessibleName(_("Remove: {when}").format(when=said))
            line.addWidget(off)
        return row

    def _save(self) -> None:
        given, now = self.form.values(), self._desk.now()
        last = given["ends"] or given["starts"]
        starts = datetime.combine(given["starts"], time(), tzinfo=now.tzinfo)
        ends = datetime.combine(last + timedelta(days=1), time(), tzinfo=now.tzinfo)
        self._desk.write(self._page, lambda: add_my_absence(starts, ends, given["why"], now), self._kept)

    def _kept(self, done: AbsenceDone) -> None:
        freed = ngettext(
            "{count} shift is free again: {when}", "{count} shifts are free again: {when}", len(done.freed)
        )
        said = _("Noted. No shift of yours is in it.")
        if done.freed:
            when = "; ".join(each.words for each in done.freed)
            said = _("Noted. {freed}.").format(freed=freed.format(count=len(done.freed), when=when))
        may = self._desk.may("mentors.schedule")
        self._desk.note(said, (lambda: take_back(done.undo)) if may else None)
        self.form.fill({"starts": None, "ends": None, "why": ""})
        self._page.clear_problem()
        self._page.refresh()

    def _remove(self, absence: AbsenceRow) -> None:
        now = self._desk.now()
        said = _("Removed. Shifts that were freed stay free; ask the coordinator if you want one back.")

        def kept(_freed: object) -> None:
            self._desk.note(said, lambda: add_my_absence(absence.starts, absence.ends, absence.why, self._desk.now()))
            self._page.refresh()

        self._desk.write(self._page, lambda: remove_my_absence(absence.id, now), kept)


def away_words(absence: AbsenceRow) -> str:
    """The days of an absence; with the hours where it is not whole days."""
    whole = absence.starts.time() == time() and absence.ends.time() == time()
    last = absence.ends - timedelta(minutes=1)
    if whole and last.date() == absence.starts.date():
        return short_day_words(absence.starts.date())
    if whole:
        return _("{first} to {last}").format(
            first=short_day_words(absence.starts.date()), last=short_day_words(last.date())
        )
    return _("{day} {starts} to {last_day} {ends}").format(
        day=short_day_words(absence.starts.date()),
        starts=clock_words(absence.starts),
        last_day=short_day_words(absence.ends.date()),
        ends=clock_words(absence.ends),
    )
