"""A mentor's own time: one button to clock in and out, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from rcc_desktop.api import ReportingYear, words
from rcc_desktop.api.center import FISCAL_YEAR_STARTS
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import Card, Column, Figure, FlowRow, PageWidget, RowsModel, RowsTable, button, label
from rcc_mentors.hours.at_clock import my_hours
from rcc_mentors.hours.choices import terms_of
from rcc_mentors.hours.clock import press_mine, undo_press_mine
from rcc_mentors.hours.rules import real_minutes
from rcc_mentors.hours.wording import clock_words, day_words, hours_words, source_words, state_words, title_of
from rcc_mentors.settings import ROLES
from rcc_mentors.views.clock_lines import pressed_words
from rcc_mentors.views.hours_bar import HoursBar

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api import Desk, Period
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.hours.at_clock import MyHours
    from rcc_mentors.hours.rows import EntryRow, Pressed

_, ngettext = words("rcc_mentors")

MINUTE_MS = 60_000


class MyHoursPage(PageWidget):
    """Only their own: somebody else's time is on no page a mentor sees."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("My hours"))
        self.card = Card()
        self.state = label("", "heading2", wrap=True)
        self.press = button(_("Clock in"), "primary", icon_name="clock", press=self._press)
        self.press.setEnabled(False)
        self.card.body.addWidget(self.state)
        self.card.body.addWidget(FlowRow(self.press))
        self.body.addWidget(self.card)
        self.bar = HoursBar(lambda: desk.now().date(), lambda: ReportingYear(desk.setting(FISCAL_YEAR_STARTS)))
        self.bar.changed.connect(self.refresh)
        self.body.addWidget(self.bar)
        self.given, self.approved = Figure(_("Given"), accent=True), Figure(_("Approved so far"))
        self.body.addWidget(FlowRow(self.given, self.approved, gap=12))
        self.model: RowsModel[EntryRow] = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("My hours"))
        self.table.set_empty(_("No hours in these days"), _("They appear here once you have clocked out."))
        self.body.addWidget(self.table, 1)
        self._year = button(_("My year"), icon_name="award", press=self._hand_over)
        self._year.setToolTip(_("Your hours of these days, with the center's thanks, to print or keep"))
        self.add_action(self._year)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.refresh)

    def refresh(self) -> None:
        """Ask for the time again."""
        period, now = self.bar.period, self.desk.now()
        self.desk.read(self, lambda: my_hours(period, now), lambda mine: self._show(period, mine))

    def first_focus(self) -> QWidget:
        """The button."""
        return self.press

    def _columns(self) -> tuple[Column[EntryRow], ...]:
        return (
            Column(_("Day"), lambda row: day_words(row.day), width=17, sort=lambda row: (row.day, row.id)),
            Column(_("In"), lambda row: clock_words(row.clock_in), width=9),
            Column(_("Out"), lambda row: clock_words(row.clock_out), width=9),
            Column(_("Hours"), lambda row: hours_words(row.counted), width=11, align="right"),
            Column(_("Role"), lambda row: title_of(self.desk.setting(ROLES), row.role), width=18),
            Column(_("From"), lambda row: source_words(row.source)),
            Column(_("State"), lambda row: state_words(row.state), width=14, tone=_state_tone),
        )

    def _show(self, period: Period, mine: MyHours) -> None:
        if period != self.bar.period:
            return
        since, now = mine.me.since, self.desk.now()
        if since is None:
            self.state.setText(_("You are not clocked in."))
        else:
            self.state.setText(
                _("You are clocked in since {time} ({hours}).").format(
                    time=clock_words(since), hours=hours_words(real_minutes(since, now))
                )
            )
        self.press.setText("\u2002" + (_("Clock in") if since is None else _("Clock out")))
        self.press.setEnabled(True)
        counted = [row for row in mine.entries if row.state in {"waiting", "approved"}]
        self.given.show_number(hours_words(sum(row.counted for row in counted)))
        self.approved.show_number(hours_words(sum(row.approved or 0 for row in counted)))
        self.model.show(mine.entries)

    def _press(self) -> None:
        terms, now = terms_of(self.desk), self.desk.now()
        self.clear_problem()
        self.desk.write(self, lambda: press_mine(terms, now), self._greet)

    def _greet(self, pressed: Pressed) -> None:
        wrote = pressed.how in {"in", "out"}
        undo = (lambda: undo_press_mine(pressed, self.desk.now())) if wrote else None
        self.desk.note(pressed_words(pressed), undo)
        self.press.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _hand_over(self) -> None:
        self.desk.hand_over("mentors.my_year", Answers(self.bar.period, None, now=self.desk.now()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)


def _state_tone(row: EntryRow) -> Tone | None:
    tones: dict[str, Tone] = {"approved": "ok", "refused": "warn"}
    return tones.get(row.state)
