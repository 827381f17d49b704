"""Typing a paper sheet in: one line after the other, without leaving the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_checkin.door import look_for
from rcc_checkin.past_day import PaperLine, enter_past_day
from rcc_checkin.service import MOST_HEADS, undo_check_in
from rcc_checkin.settings import KINDS, REASONS, offered
from rcc_checkin.views.lines import line_of
from rcc_checkin.wording import day_words
from rcc_desktop.api import words
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
    write_time,
)

if TYPE_CHECKING:
    from datetime import date

    from rcc_checkin.door import Looked
    from rcc_checkin.past_day import PastDay
    from rcc_checkin.rules import Door
    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_checkin")


class PastDayPanel(SidePanel):
    """Find the name (or none), type the times, Enter: the line is on the list. Save writes them all, or none."""

    saved = Signal()

    def __init__(self, page: PageWidget, desk: Desk, day: date, door: Door) -> None:
        content = QWidget()
        super().__init__(page, content, _("Type in a paper sheet"), width=640)
        self._desk, self._day, self._door = desk, day, door
        self._found: dict[int, Looked] = {}
        self._person: int | None = None
        self._names: dict[int, str] = {}
        self.lines: list[PaperLine] = []
        self._stack(spaced(QVBoxLayout(content), gap=12))
        self.form.submitted.connect(self._add)
        self.set_dismissable(False)
        self.closed.connect(self.deleteLater)
        self._show()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the times."""
        self.form.problem("arrived", str(problem))

    def _stack(self, whole: QVBoxLayout) -> None:
        whole.addWidget(label(day_words(self._day), "subtle"))
        self.picker = PersonPicker(self._look_for)
        self.picker.chosen.connect(self._pick)
        self.picker.people.set_empty("", _("Without a name, the line counts as anonymous."))
        self.picker.setFixedHeight(look().px(210))
        whole.addWidget(self.picker)
        self.who = label("", "strong")
        whole.addWidget(self.who)
        self.form = self._line_form()
        whole.addWidget(self.form)
        whole.addWidget(button(_("Add the line"), icon_name="plus", press=self.form.submit))
        self.model = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Lines typed so far"))
        self.table.setMinimumHeight(160)
        self.table.set_empty(
            _("No lines yet"), _("Each line you add appears here. Nothing is written before you save.")
        )
        whole.addWidget(self.table, 1)
        foot = spaced(QHBoxLayout(), gap=12)
        foot.addWidget(button(_("Take the last line away"), "link", press=self._take_away))
        foot.addStretch(1)
        self._save_button = button(_("Save the sheet"), "primary", press=self._save)
        foot.addWidget(self._save_button)
        whole.addLayout(foot)

    def _line_form(self) -> Form:
        form = Form(labels="left")
        form.time("arrived", _("In"), required=True)
        form.time("left", _("Out"), help_text=_("Empty: closing time stands in, marked as estimated."))
        form.number("heads", _("How many"), value=1, low=1, high=MOST_HEADS, required=True)
        kinds = [(choice.key, choice.title) for choice in offered(self._desk.setting(KINDS))]
        form.choice("kind", _("As"), kinds, value=kinds[0][0] if kinds else None, required=True)
        reasons = [(choice.key, choice.title) for choice in offered(self._desk.setting(REASONS))]
        form.choice("reason", _("Here for"), reasons)
        return form

    def _columns(self) -> tuple[Column[PaperLine], ...]:
        return (
            Column(_("Name"), lambda line: self._name(line.person)),
            Column(_("In"), lambda line: write_time(line.arrived), width=10),
            Column(_("Out"), lambda line: write_time(line.left), width=10),
            Column(_("People"), lambda line: str(line.heads), width=7, align="right"),
        )

    def _look_for(self, text: str) -> None:
        desk, door = self._desk, self._door
        desk.read(self, lambda: look_for(desk, text, door), lambda found: self._show_found(text, found))

    def _show_found(self, text: str, found: tuple[Looked, ...]) -> None:
        self._found = {looked.person.id: looked for looked in found}
        today = self._desk.now().date()
        self.picker.show_lines([line_of(looked, today) for looked in found], text)

    def _pick(self, person: int) -> None:
        self._person = person
        self._names[person] = self._found[person].person.name
        self._show()
        self.form.row("arrived").control.setFocus()

    def _add(self) -> None:
        given = self.form.values()
        reasons = (str(given["reason"]),) if given["reason"] else ()
        heads = 1 if self._person is not None else int(given["heads"])
        self.lines.append(PaperLine(self._person, given["arrived"], given["left"], str(given["kind"]), heads, reasons))
        self._person = None
        self.form.fill({"arrived": None, "left": None, "heads": 1, "reason": None})
        self.picker.clear()
        self.picker.field.setFocus()
        self._show()

    def _take_away(self) -> None:
        if self.lines:
            self.lines.pop()
            self._show()

    def _save(self) -> None:
        day, lines, door, now = self._day, list(self.lines), self._door, self._desk.now()
        self._desk.write(self, lambda: enter_past_day(day, lines, door, now), self._say)

    def _say(self, entered: PastDay) -> None:
        said = ngettext("{count} visit written down.", "{count} visits written down.", len(entered.visits))
        text = said.format(count=len(entered.visits))
        if entered.already:
            there = ngettext("{count} was there already.", "{count} were there already.", len(entered.already))
            text = f"{text} {there.format(count=len(entered.already))}"
        desk, visits, why = self._desk, entered.visits, _("The paper sheet was taken back")

        def undo() -> None:
            for visit in visits:
                undo_check_in(visit, why, desk.now())

        desk.note(text, undo if visits else None)
        self.saved.emit()
        self.close()

    def _name(self, person: int | None) -> str:
        return _("Anonymous") if person is None else self._names[person]

    def _show(self) -> None:
        self.who.setText(_("{name}:").format(name=self._name(self._person)))
        self.model.show(self.lines)
        self._save_button.setEnabled(bool(self.lines))
