"""Writing hours down that no clock saw: one line after the other, without leaving the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.center import TIME_ZONE
from rcc_desktop.api.ui import (
    Column,
    Form,
    PersonPicker,
    RowsModel,
    RowsTable,
    SidePanel,
    button,
    label,
    look,
    spaced,
)
from rcc_mentors.hours.at_clock import look_for_mentor
from rcc_mentors.hours.by_hand import undo_written, write_down
from rcc_mentors.hours.choices import terms_of
from rcc_mentors.hours.rows import ByHand
from rcc_mentors.hours.rules import moment_on
from rcc_mentors.hours.wording import clock_words, day_words, hours_words
from rcc_mentors.settings import ROLES
from rcc_mentors.views.clock_lines import line_found

if TYPE_CHECKING:
    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.hours.rows import AtClock, Written

_, ngettext = words("rcc_mentors")


class WriteDownPanel(SidePanel):
    """Find the mentor, type the day and the times or hours, Enter: the line is on the list. Save writes them all."""

    saved = Signal()

    def __init__(self, page: PageWidget, desk: Desk) -> None:
        content = QWidget()
        super().__init__(page, content, _("Write hours down"), width=640)
        self._desk = desk
        self._zone = ZoneInfo(desk.setting(TIME_ZONE))
        self._found: dict[int, AtClock] = {}
        self._mentor: int | None = None
        self._names: dict[int, str] = {}
        self.lines: list[ByHand] = []
        self._stack(spaced(QVBoxLayout(content), gap=12))
        self.form.submitted.connect(self._add)
        self.set_dismissable(False)
        self.closed.connect(self.deleteLater)
        self._show()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        field = problem.field if problem.field in {"day", "left", "minutes"} else "day"
        self.form.problem(field, str(problem))

    def _stack(self, whole: QVBoxLayout) -> None:
        whole.addWidget(
            label(
                _("For a past day, or from a paper sheet. They wait for approval like all hours."), "subtle", wrap=True
            )
        )
        self.picker = PersonPicker(self._look_for, _("Name of a mentor"))
        self.picker.chosen.connect(self._pick)
        self.picker.people.set_empty("", _("Whose hours are they? Type a few letters of a name."))
        self.picker.setFixedHeight(look().px(196))
        whole.addWidget(self.picker)
        self.who = label("", "strong")
        whole.addWidget(self.who)
        self.form = self._line_form()
        whole.addWidget(self.form)
        whole.addWidget(button(_("Add the line"), icon_name="plus", press=self.form.submit))
        self.model = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Lines typed so far"))
        self.table.set_empty(
            _("No lines yet"), _("Each line you add appears here. Nothing is written before you save.")
        )
        whole.addWidget(self.table, 1)
        foot = spaced(QHBoxLayout(), gap=12)
        foot.addWidget(button(_("Take the last line away"), "link", press=self._take_away))
        foot.addStretch(1)
        self._save_button = button(_("Save the hours"), "primary", press=self._save)
        foot.addWidget(self._save_button)
        whole.addLayout(foot)

    def _line_form(self) -> Form:
        form, today = Form(labels="left"), self._desk.now().date()
        form.date("day", _("Day"), today=lambda: self._desk.now().date(), value=today, required=True)
        roles = [(choice.key, choice.title) for choice in self._desk.setting(ROLES) if choice.active]
        form.choice("role", _("Role"), roles, value=roles[0][0] if roles else None, required=True)
        form.time("came", _("In"))
        form.time("left", _("Out"), help_text=_("After midnight counts for the same day."))
        form.number("hours", _("Or hours"), low=0, high=24, help_text=_("Only where the sheet says no times."))
        form.number("minutes", _("and minutes"), low=0, high=59)
        return form

    def _columns(self) -> tuple[Column[ByHand], ...]:
        zone = self._zone
        return (
            Column(_("Name"), lambda line: self._names[line.mentor]),
            Column(_("Day"), lambda line: day_words(line.day), width=17),
            Column(_("In"), lambda line: clock_words(line.clock_in and line.clock_in.astimezone(zone)), width=9),
            Column(_("Out"), lambda line: clock_words(line.clock_out and line.clock_out.astimezone(zone)), width=9),
            Column(_("Hours"), lambda line: hours_words(line.minutes) if line.minutes else "", width=9, align="right"),
        )

    def _look_for(self, text: str) -> None:
        desk, terms, now = self._desk, terms_of(self._desk), self._desk.now()
        desk.read(self, lambda: look_for_mentor(desk, text, terms, now), lambda found: self._show_found(text, found))

    def _show_found(self, text: str, found: tuple[AtClock, ...]) -> None:
        self._found = {each.mentor: each for each in found}
        roles, now = self._desk.setting(ROLES), self._desk.now()
        self.picker.show_lines([line_found(each, now, roles) for each in found], text)

    def _pick(self, mentor: int) -> None:
        self._mentor = mentor
        self._names[mentor] = self._found[mentor].name
        self._show()
        self.form.row("day").control.setFocus()

    def _add(self) -> None:
        given = self.form.values()
        if self._mentor is None:
            self.form.problem("day", _("Choose a mentor first."))
            return
        if (given["came"] is None) != (given["left"] is None):
            self.form.problem("left", _("Type both times, or hours alone."))
            return
        self.lines.append(self._line(self._mentor, given))
        self.form.fill({"came": None, "left": None, "hours": None, "minutes": None})
        self.picker.clear()
        self.picker.field.setFocus()
        self._show()

    def _line(self, mentor: int, given: dict[str, Any]) -> ByHand:
        start = (mentor, self._desk.site(), str(given["role"]), given["day"])
        if given["came"] is None:
            return ByHand(*start, minutes=60 * (given["hours"] or 0) + (given["minutes"] or 0))
        came = moment_on(given["day"], given["came"], self._zone)
        return ByHand(*start, came, moment_on(given["day"], given["left"], self._zone, after=came))

    def _take_away(self) -> None:
        if self.lines:
            self.lines.pop()
            self._show()

    def _save(self) -> None:
        lines, now = list(self.lines), self._desk.now()
        self._desk.write(self, lambda: write_down(lines, now), self._say)

    def _say(self, written: Written) -> None:
        said = ngettext("{count} entry written down.", "{count} entries written down.", len(written.entries))
        text = said.format(count=len(written.entries))
        if written.already:
            there = ngettext("{count} was there already.", "{count} were there already.", len(written.already))
            text = f"{text} {there.format(count=len(written.already))}"
        entries = written.entries
        self._desk.note(text, (lambda: undo_written(entries)) if entries else None)
        self.saved.emit()
        self.close()

    def _show(self) -> None:
        self.who.setText(self._names[self._mentor] if self._mentor is not None else "")
        self.model.show(self.lines)
        self._save_button.setEnabled(bool(self.lines))
