"""The center's limits for its mentors, from a day on, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, FlowRow, Form, button, label, spaced
from rcc_desktop.api.written import write_date
from rcc_mentors.shifts.policy import limits_on, policies, remove_policy, set_policy
from rcc_mentors.shifts.rules import Limits
from rcc_mentors.views.schedule_panel import SchedulePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.shifts.policy import PolicyRow

_, ngettext = words("rcc_mentors")

HOUR = 60
IN_HOURS = ("most_minutes_day", "most_minutes_week", "rest_minutes")
"""Kept in minutes, typed in hours."""


class PolicyPanel(SchedulePanel):
    """What holds now and from when; below it a form for what is to hold from a day on."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(page, _("Limits of the center"))
        self._rows: list[QWidget] = []
        said = _("Nobody is booked beyond these without a reason. A mentor's own limits may be narrower, never wider.")
        self.body.addWidget(label(said, "subtle", wrap=True))
        self.form = self._fields()
        self.form.submitted.connect(self._save)
        whole = Card(_("From a day on"))
        whole.body.addWidget(self.form)
        whole.body.addWidget(FlowRow(button(_("Save"), "primary", press=self.form.submit)))
        self.body.addWidget(whole)
        self.known = Card(_("What was set"))
        self.body.addWidget(self.known)
        self.body.addStretch(1)
        self._is_filled = False
        self.reload()

    def reload(self) -> None:
        """Ask what holds, and what was set."""
        today = self.desk.now().date()
        self.desk.read(self, lambda: (limits_on(today), policies()), self._show)

    def show_problem(self, problem: Problem) -> None:
        """Beside the limit it is about."""
        if problem.field in self.form.values():
            self.form.problem(str(problem.field), str(problem))
        else:
            super().show_problem(problem)

    def _fields(self) -> Form:
        form, desk = Form(), self.desk
        today = desk.now().date()
        form.date("from_day", _("From"), today=lambda: desk.now().date(), value=today, required=True)
        form.number("most_minutes_day", _("Hours a day, at most"), low=1, high=24)
        form.number("most_minutes_week", _("Hours a week, at most"), low=1, high=7 * 24)
        form.number("rest_minutes", _("Hours of rest between two days of service"), low=0, high=24)
        form.number("most_days_running", _("Days in a row, at most"), low=1, high=31)
        form.check("two_to_open", _("Two people open and close"), help_text=_("For shifts that open or close a site."))
        return form

    def _show(self, known: tuple[Limits, Sequence[PolicyRow]]) -> None:
        limits, rows = known
        if not self._is_filled:
            self._is_filled = True
            self.form.fill(_typed(limits))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        usual = label(_("The usual limits hold: {limits}.").format(limits=limits_words(Limits())), "subtle", wrap=True)
        self._rows = [self._row(each) for each in rows] or [usual]
        for row in self._rows:
            self.known.body.addWidget(row)

    def _row(self, policy: PolicyRow) -> QWidget:
        row = QWidget()
        column = spaced(QVBoxLayout(row), (0, 4, 0, 8), 4)
        head = spaced(QHBoxLayout(), gap=8)
        day = write_date(policy.from_day)
        head.addWidget(label(_("From {day}").format(day=day), "strong", wrap=True), 1)
        if policy.from_day >= self.desk.now().date():
            off = button(_("Remove"), "link", press=lambda: self._remove(policy))
            off.setAccessibleName(_("Remove the limits from {day}").format(day=day))
            head.addWidget(off)
        column.addLayout(head)
        column.addWidget(label(limits_words(policy.limits), "subtle", wrap=True))
        return row

    def _save(self) -> None:
        given = self.form.values()
        day, limits, now = given["from_day"], _limits(given), self.desk.now()

        def keep() -> Callable[[], object]:
            before = next((each for each in policies() if each.from_day == day), None)
            made = set_policy(day, limits, now)
            if before is None:
                return lambda: remove_policy(made, self.desk.now())
            return lambda: set_policy(day, before.limits, self.desk.now())

        self.clear_problem()
        self.desk.write(self, keep, lambda undo: self._kept(day, undo))

    def _kept(self, day: date, undo: Callable[[], object]) -> None:
        said = _("The limits hold from {day} on. Bookings stay; the board shows which are over them.")
        self.desk.note(said.format(day=write_date(day)), undo)
        self.reload()

    def _remove(self, policy: PolicyRow) -> None:
        now = self.desk.now()
        said = _("The limits from {day} are taken out.").format(day=write_date(policy.from_day))

        def kept(_nothing: None) -> None:
            self.desk.note(said, lambda: set_policy(policy.from_day, policy.limits, self.desk.now()))
            self.reload()

        self.desk.write(self, lambda: remove_policy(policy.id, now), kept)


def limits_words(limits: Limits) -> str:
    """The limits in one line."""
    told = _("{day} hours a day · {week} hours a week · {rest} hours of rest · {running} days in a row")
    said = told.format(
        day=_hours(limits.most_minutes_day),
        week=_hours(limits.most_minutes_week),
        rest=_hours(limits.rest_minutes),
        running=limits.most_days_running,
    )
    return _("{limits} · two people open and close").format(limits=said) if limits.two_to_open else said


def _hours(minutes: int) -> str:
    return f"{minutes / HOUR:g}"


def _typed(limits: Limits) -> dict[str, Any]:
    in_hours = {name: round(getattr(limits, name) / HOUR) for name in IN_HOURS}
    return {**in_hours, "most_days_running": limits.most_days_running, "two_to_open": limits.two_to_open}


def _limits(given: dict[str, Any]) -> Limits:
    """What was typed; an empty number is the usual one."""
    usual = _typed(Limits())
    whole = {name: usual[name] if given[name] is None else given[name] for name in usual}
    return Limits(**{name: number * HOUR if name in IN_HOURS else number for name, number in whole.items()})
