"""The visits of a day: look, correct, take back, type in what was written on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from rcc_checkin.door import door_of
from rcc_checkin.measures import Figures, figures
from rcc_checkin.service import check_out, undo_check_in, undo_check_out
from rcc_checkin.settings import KINDS, REASONS, title_of, titles_of
from rcc_checkin.views.asking import AskWhy
from rcc_checkin.views.past_day_panel import PastDayPanel
from rcc_checkin.views.person_page import left_words, stay_words
from rcc_checkin.views.visit_panel import VisitPanel
from rcc_checkin.visits import VisitRow, visits_on
from rcc_checkin.wording import day_words, left_people, shown_name, time_words
from rcc_desktop.api import Period, words
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import (
    Column,
    DateField,
    Figure,
    FlowRow,
    PageWidget,
    RowsModel,
    RowsTable,
    button,
    icon_button,
    look,
    spaced,
    watch_look,
)

if TYPE_CHECKING:
    from datetime import date

    from rcc_checkin.rules import Door
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_checkin")


class DayPage(PageWidget):
    """A table of everybody who came on a day; today first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Visits"))
        self._door: Door | None = None
        self._build_bar()
        self._build_figures()
        self.model = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Visits of the day"))
        self.table.set_empty(_("Nobody was checked in on this day"), _("If it was written on paper, type it in here."))
        self.table.activated_row.connect(self._open)
        self.table.chosen_rows_changed.connect(self._offer)
        self.body.addWidget(self.table, 1)
        self._bind("Alt+Left", lambda: self._turn(-1))
        self._bind("Alt+Right", lambda: self._turn(1))
        self._bind("Del", self._ask_undo)
        self._offer()

    def refresh(self) -> None:
        """Ask for the visits of the day that is shown."""
        day, now = self._day(), self.desk.now()
        desk = self.desk

        def look() -> tuple[Door, list[VisitRow], Figures]:
            door = door_of(desk)
            today = door.opening.local_day(now)
            visits = visits_on(day, door.site, door.opening.zone, today=today, undone=True)
            return door, visits, figures(Period.day(day), door.site)

        desk.read(self, look, lambda answer: self._show(day, *answer))

    def _build_bar(self) -> None:
        self.day = DateField(lambda: self.desk.now().date(), self.desk.now().date())
        self.day.setAccessibleName(_("Day"))
        self.day.editingFinished.connect(self.refresh)
        self.day.picked.connect(self.refresh)
        self._correct = button(_("Correct…"), icon_name="pencil", press=self._open_current)
        self._out = button(_("Check out"), icon_name="log-out", press=self._check_out)
        self._undo = button(_("Take back…"), icon_name="undo-2", press=self._ask_undo)
        self._undo.setToolTip(_("Take the check-in back, and say why (Del)"))
        bar = FlowRow(
            icon_button("chevron-left", _("The day before (Alt+Left)"), lambda: self._turn(-1)),
            self.day,
            icon_button("chevron-right", _("The day after (Alt+Right)"), lambda: self._turn(1)),
            *(self._correct, self._out, self._undo),
        )
        self.body.addWidget(bar)
        self._paper = button(_("Paper sheet…"), icon_name="notebook-pen", press=self._type_in)
        self._paper.setToolTip(_("Type in what was written on paper on this day"))
        self._print = button(_("Sign-in sheet"), icon_name="printer", press=self._hand_over)
        self.add_action(self._paper)
        self.add_action(self._print)
        watch_look(self._give_room)
        self._give_room()

    def _build_figures(self) -> None:
        row = spaced(QHBoxLayout(), gap=12)
        self.visits, self.people = Figure(_("Visits"), accent=True), Figure(_("People"))
        self.anonymous, self.new_people = Figure(_("Anonymous")), Figure(_("New people"))
        for figure in (self.visits, self.people, self.anonymous, self.new_people):
            figure.setSizePolicy(QSizePolicy.Policy.Ignored, figure.sizePolicy().verticalPolicy())
            row.addWidget(figure, 1)
        self.body.addLayout(row)

    def _give_room(self) -> None:
        self.day.setFixedWidth(look().px(170))

    def _columns(self) -> tuple[Column[VisitRow], ...]:
        return (
            Column(_("Name"), shown_name, width=24),
            Column(_("Came"), lambda row: time_words(row.arrived_at), width=10, sort=lambda row: row.arrived_at),
            Column(_("Left"), left_words, width=15),
            Column(_("Stay"), stay_words, width=10, align="right"),
            Column(_("People"), lambda row: str(row.heads), width=7, align="right", sort=lambda row: row.heads),
            Column(_("As"), lambda row: title_of(self.desk.setting(KINDS), row.kind), width=12),
            Column(_("Here for"), lambda row: titles_of(self.desk.setting(REASONS), row.reasons)),
            Column(
                _("Notes"),
                _notes,
                width=11,
                tone=lambda row: "danger" if row.undone_why else "info",
            ),
        )

    def _bind(self, keys: str, press: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(press)

    def _day(self) -> date:
        return self.day.value() or self.desk.now().date()

    def _turn(self, days: int) -> None:
        self.day.set_value(self._day() + timedelta(days=days))
        self.refresh()

    def _show(self, day: date, door: Door, rows: list[VisitRow], counted: Figures) -> None:
        if day != self._day():
            return
        self._door = door
        self.set_subtitle(day_words(day))
        self.model.show(rows)
        self.visits.show_number(str(counted.visits))
        self.people.show_number(str(counted.people))
        self.anonymous.show_number(str(counted.anonymous))
        self.new_people.show_number(str(counted.new_people))
        self._offer()

    def _offer(self) -> None:
        chosen = [row for row in self.table.chosen_rows() if not row.undone_why]
        self._correct.setEnabled(len(chosen) == 1 and self.desk.may("checkin.correct"))
        self._undo.setEnabled(len(chosen) == 1 and self.desk.may("checkin.record"))
        self._out.setEnabled(any(row.left_at is None for row in chosen) and self.desk.may("checkin.record"))
        self._paper.setVisible(self.desk.may("checkin.correct"))
        self._print.setVisible(self.desk.may("checkin.report"))

    def _open_current(self) -> None:
        for row in self.table.chosen_rows()[:1]:
            self._open(row)

    def _open(self, row: VisitRow) -> None:
        if self._door is None or row.undone_why:
            return
        panel = VisitPanel(self, self.desk, row, self._door)
        panel.saved.connect(self.refresh)
        panel.open()

    def _check_out(self) -> None:
        heads, now = {row.id: row.heads for row in self.table.chosen_rows()}, self.desk.now()

        def say(ended: tuple[int, ...]) -> None:
            self.desk.note(left_people(sum(heads[visit] for visit in ended)), lambda: undo_check_out(ended))
            self._show_anew()

        self.desk.write(self, lambda: check_out(heads, now), say)

    def _ask_undo(self) -> None:
        chosen = [row for row in self.table.chosen_rows() if not row.undone_why]
        if len(chosen) != 1:
            return
        question = AskWhy(
            self,
            _("Take this check-in back?"),
            _("It will count nowhere. It stays on this page, with your name and the reason."),
            _("Take it back"),
        )
        question.said.connect(lambda why: self._undo_visit(chosen[0].id, why))
        question.open()

    def _undo_visit(self, visit: int, why: str) -> None:
        now = self.desk.now()

        def say(_nothing: None) -> None:
            self.desk.note(_("The check-in was taken back."))
            self._show_anew()

        self.desk.write(self, lambda: undo_check_in(visit, why, now), say)

    def _show_anew(self) -> None:
        """The keys stay with the visits; the button that was pressed may have nothing more to do."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _type_in(self) -> None:
        if self._door is None:
            return
        panel = PastDayPanel(self, self.desk, self._day(), self._door)
        panel.saved.connect(self.refresh)
        panel.open()

    def _hand_over(self) -> None:
        answers = Answers(Period.day(self._day()), self.desk.site(), now=self.desk.now())
        self.desk.hand_over("checkin.sign_in_sheet", answers)


def _notes(row: VisitRow) -> str:
    if row.undone_why:
        return _("taken back")
    if row.corrected:
        return _("corrected")
    return _("from paper") if row.typed else ""
