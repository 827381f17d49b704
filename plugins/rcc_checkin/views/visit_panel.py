"""One visit beside the page: what is known of it, its times to correct, its reasons, and what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_checkin.rules import moment_on
from rcc_checkin.service import correct_visit, set_reasons
from rcc_checkin.settings import REASONS, offered
from rcc_checkin.visits import corrections_of
from rcc_checkin.wording import day_words, shown_name, time_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, SidePanel, button, label, spaced

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from rcc_checkin.rules import Door
    from rcc_checkin.visits import CorrectionRow, VisitRow
    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_checkin")


class VisitPanel(SidePanel):
    """Correct the times of a visit, with why; say anew what it was for."""

    saved = Signal()

    def __init__(self, page: PageWidget, desk: Desk, row: VisitRow, door: Door) -> None:
        content = QWidget()
        super().__init__(page, content, shown_name(row), width=500)
        self._desk, self._row, self._door = desk, row, door
        whole = spaced(QVBoxLayout(content), gap=16)
        whole.addWidget(label(day_words(row.on_day), "subtle"))
        self.form = self._times()
        save = button(_("Save"), "primary", press=self.form.submit)
        for each in (self.form, save):
            each.setEnabled(desk.may("checkin.correct"))
            whole.addWidget(each)
        self._earlier = label("", "faint", wrap=True)
        whole.addWidget(self._earlier)
        whole.addStretch(1)
        self.form.changed.connect(lambda _name: self.set_dismissable(False))
        self.form.submitted.connect(self._save)
        self.closed.connect(self.deleteLater)
        desk.read(self, lambda: corrections_of(row.id, door.opening.zone), self._show_before)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        field = problem.field if problem.field in _FIELDS else None
        self.form.problem(field or "why", str(problem))

    def _times(self) -> Form:
        row, form = self._row, Form()
        form.time("arrived", _("Came"), value=_clock(row.arrived_at), required=True)
        form.time(
            "left",
            _("Left"),
            value=_clock(row.left_at) if row.left_at else None,
            help_text=_("Leave this empty while they are still here."),
        )
        form.text("why", _("Why are the times corrected?"), hint=_("For example: forgot to check out"))
        reasons = [(choice.key, choice.title) for choice in offered(self._desk.setting(REASONS))]
        form.choices("reasons", _("Here for"), reasons, value=row.reasons)
        return form

    def _save(self) -> None:
        given, row, door, now = self.form.values(), self._row, self._door, self._desk.now()
        arrived = self._moment(given["arrived"], row.arrived_at)
        left = self._moment(given["left"], row.left_at, after=arrived) if given["left"] else None
        reasons = tuple(str(key) for key in given["reasons"])

        def save() -> None:
            if (arrived, left) != (row.arrived_at, row.left_at):
                correct_visit(row.id, arrived, left, str(given["why"]), door, now, expected=row.version)
            if reasons != row.reasons:
                set_reasons(row.id, reasons)

        self._desk.write(self, save, lambda _nothing: self._done())

    def _moment(self, typed: time, was: datetime | None, after: datetime | None = None) -> datetime:
        """The moment of a typed time; one that was not touched keeps its seconds."""
        if was is not None and typed == _clock(was):
            return was
        day: date = self._row.on_day
        return moment_on(day, typed, self._door.opening, after=after)

    def _done(self) -> None:
        self._desk.note(_("The visit is corrected. The earlier times are kept."))
        self.saved.emit()
        self.close()

    def _show_before(self, corrections: list[CorrectionRow]) -> None:
        self._earlier.setText("\n".join(_correction_words(each) for each in corrections))


def _correction_words(before: CorrectionRow) -> str:
    left = time_words(before.left_at) if before.left_at else _("still here")
    return _("Before: {arrived} to {left}. Changed {day} by {who}: {why}").format(
        arrived=time_words(before.arrived_at),
        left=left,
        day=day_words(before.corrected_at.date()),
        who=before.corrected_by or _("the program"),
        why=before.why,
    )


_FIELDS = ("arrived", "left", "why")


def _clock(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)
