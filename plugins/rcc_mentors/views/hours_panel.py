"""One entry beside the page: where it comes from, what looks wrong, and what may still be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.center import TIME_ZONE
from rcc_desktop.api.ui import FlowRow, Form, SidePanel, button, label, spaced
from rcc_mentors.hours.approval import add_addendum, approve, approve_as, refuse, undo_approval
from rcc_mentors.hours.by_hand import correct_times
from rcc_mentors.hours.reading import addenda_of
from rcc_mentors.hours.rules import moment_on
from rcc_mentors.hours.wording import (
    clock_words,
    day_words,
    entered_words,
    flag_words,
    hours_words,
    pay_words,
    source_words,
    state_words,
    title_of,
)
from rcc_mentors.settings import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, time

    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.hours.rows import AddendumRow, EntryRow

_, ngettext = words("rcc_mentors")

_FIELDS = ("left", "minutes", "why")


class EntryPanel(SidePanel):
    """Approve, approve other minutes, put the times right, or not count; an addendum once it is locked."""

    saved = Signal()

    def __init__(self, page: PageWidget, desk: Desk, row: EntryRow) -> None:
        content = QWidget()
        super().__init__(page, content, row.name, width=500)
        self._desk, self._row = desk, row
        self._zone = ZoneInfo(desk.setting(TIME_ZONE))
        whole = spaced(QVBoxLayout(content), gap=12)
        for text, kind in self._facts():
            whole.addWidget(label(text, kind, wrap=True))
        self.form = self._locked_form() if row.state == "approved" else self._open_form()
        whole.addWidget(self.form)
        whole.addWidget(self._buttons())
        self._earlier = label("", "faint", wrap=True)
        whole.addWidget(self._earlier)
        whole.addStretch(1)
        self.form.changed.connect(lambda _name: self.set_dismissable(False))
        self.closed.connect(self.deleteLater)
        if row.addenda:
            desk.read(self, lambda: addenda_of(row.id), self._show_addenda)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        known = problem.field in _FIELDS and problem.field in self.form.values()
        self.form.problem(str(problem.field) if known else "why", str(problem))

    def _facts(self) -> list[tuple[str, str | None]]:
        row = self._row
        facts: list[tuple[str, str | None]] = [(day_words(row.day), "strong")]
        role = title_of(self._desk.setting(ROLES), row.role)
        facts.append((f"{role} · {row.site_name} · {pay_words(row.pay)}", "subtle"))
        times = _("{first} – {last}: ").format(first=clock_words(row.clock_in), last=clock_words(row.clock_out))
        given = hours_words(row.minutes)
        source = f"{source_words(row.source)}, {entered_words(row.entered)}"
        facts.append((f"{times if row.clock_in else ''}{given} ({source})", None))
        if row.scheduled is not None:
            facts.append((_("Their shift: {hours}").format(hours=hours_words(row.scheduled)), None))
        facts += [(_("Look at this: {flag}.").format(flag=flag_words(flag)), "strong") for flag in row.flags]
        if row.approved_at is not None:
            facts.append((self._approval_words(), None))
        facts += [(part, "faint") for part in (row.note, row.approved_why) if part]
        return facts

    def _approval_words(self) -> str:
        row = self._row
        assert row.approved_at is not None
        said = _("{state} by {who} on {day}").format(
            state=state_words(row.state).capitalize(), who=row.approved_by or "–", day=day_words(row.approved_at.date())
        )
        return said if row.approved is None else f"{said}: {hours_words(row.approved)}"

    def _open_form(self) -> Form:
        row, form = self._row, Form()
        form.time("came", _("Came"), value=_clock(row.clock_in))
        form.time("left", _("Left"), value=_clock(row.clock_out))
        self._add_minutes(form, row.minutes)
        form.text("why", _("Why, if anything is changed"), hint=_("For example: forgot to clock out, she says 4 pm"))
        return form

    def _locked_form(self) -> Form:
        form = Form()
        self._add_minutes(form, self._row.counted)
        form.text("why", _("Why is it corrected?"), required=True)
        return form

    def _add_minutes(self, form: Form, minutes: int) -> None:
        form.number("hours", _("Hours that count"), value=minutes // 60, low=0, high=24, required=True)
        form.number("minutes", _("and minutes"), value=minutes % 60, low=0, high=59, required=True)

    def _buttons(self) -> FlowRow:
        if self._row.state == "approved":
            return FlowRow(button(_("Add this addendum"), "primary", press=self._add_addendum))
        save = button(_("Save the times"), press=self._correct)
        if self._row.state == "refused":
            return FlowRow(save)
        return FlowRow(
            button(_("Approve"), "primary", press=self._approve), save, button(_("Do not count"), press=self._refuse)
        )

    def _approve(self) -> None:
        given, row, now = self.form.values(), self._row, self._desk.now()
        minutes, why = _minutes(given), str(given["why"])
        undo = lambda: undo_approval([row.id], self._desk.now())  # noqa: E731 (handed on)
        if minutes == row.minutes:
            self._write(lambda: approve([row.id], now, why), _("Approved and locked."), undo)
        else:
            self._write(
                lambda: approve_as(row.id, minutes, why, now, expected=row.version), _("Approved and locked."), undo
            )

    def _refuse(self) -> None:
        why, row, now = str(self.form.values()["why"]), self._row, self._desk.now()
        undo = lambda: undo_approval([row.id], self._desk.now())  # noqa: E731 (handed on)
        self._write(lambda: refuse([row.id], why, now), _("These hours do not count."), undo)

    def _correct(self) -> None:
        given, row, now = self.form.values(), self._row, self._desk.now()
        if given["came"] is None or given["left"] is None:
            self.form.problem("left", _("Type both times."))
            return
        came = moment_on(row.day, given["came"], self._zone)
        left = moment_on(row.day, given["left"], self._zone, after=came)
        why = str(given["why"])
        self._write(
            lambda: correct_times(row.id, came, left, why, now, expected=row.version),
            _("The times are put right. The earlier ones are kept."),
        )

    def _add_addendum(self) -> None:
        if not self.form.submit():
            return
        given, row, now = self.form.values(), self._row, self._desk.now()
        minutes, why = _minutes(given), str(given["why"])
        self._write(
            lambda: add_addendum(row.id, minutes, why, now, expected=row.version),
            _("The addendum stands from today on. The approval is kept."),
        )

    def _write(self, verb: Callable[[], object], said: str, undo: Callable[[], object] | None = None) -> None:
        def done(_answer: object) -> None:
            self._desk.note(said, undo)
            self.saved.emit()
            self.close()

        self._desk.write(self, verb, done)

    def _show_addenda(self, addenda: list[AddendumRow]) -> None:
        told = [
            _("{day}, {who}: {hours}. {why}").format(
                day=day_words(each.day), who=each.by or "–", hours=hours_words(each.minutes), why=each.why
            )
            for each in addenda
        ]
        self._earlier.setText("\n".join([_("Addenda"), *told]))


def _minutes(given: dict[str, Any]) -> int:
    return 60 * (given["hours"] or 0) + (given["minutes"] or 0)


def _clock(moment: datetime | None) -> time | None:
    return None if moment is None else moment.time().replace(second=0, microsecond=0)
