"""Hours: what waits for approval, who may need a rest, and what the hours may be counted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from rcc_desktop.api import ReportingYear, words
from rcc_desktop.api.center import FISCAL_YEAR_STARTS
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import Chips, PageWidget, button
from rcc_mentors.hours.choices import terms_of, thresholds_of
from rcc_mentors.hours.clock import close_forgotten
from rcc_mentors.hours.load import load_of
from rcc_mentors.hours.match import match_of, worth_rates
from rcc_mentors.hours.reading import hours_of
from rcc_mentors.settings import LEFT_WHY, ROLES
from rcc_mentors.views.hours_bar import HoursBar
from rcc_mentors.views.hours_list import HoursList
from rcc_mentors.views.hours_write import WriteDownPanel
from rcc_mentors.views.load_view import LoadView
from rcc_mentors.views.match_view import MatchView

if TYPE_CHECKING:
    from rcc_desktop.api import Desk
    from rcc_mentors.hours.rows import HoursOfDays, MatchRows

_, ngettext = words("rcc_mentors")

HOURS, LOAD, MATCH = "hours", "load", "match"


class HoursPage(PageWidget):
    """Three views of one thing; Alt+1 to Alt+3 choose, Alt+Left and Alt+Right walk through the periods."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Hours"))
        self.sections = Chips(self._sections(), one=True, at_least_one=True)
        self.sections.choose((HOURS,))
        self.sections.changed.connect(self._turn_to)
        self.sections.changed.connect(self.refresh)
        self.bar = HoursBar(
            lambda: desk.now().date(), lambda: ReportingYear(desk.setting(FISCAL_YEAR_STARTS)), before=self.sections
        )
        self.bar.changed.connect(self.refresh)
        self.hours = HoursList(desk, self)
        self.load = LoadView()
        self.match = MatchView(desk, self)
        self._room = QStackedWidget()
        for view in (self.hours, self.load, self.match):
            self._room.addWidget(view)
        self.hours.moved.connect(self.refresh)
        self.match.moved.connect(self.refresh)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._room, 1)
        self._add_buttons()
        self._turn_to()

    def refresh(self) -> None:
        """Ask for what is shown again."""
        period, now, desk = self.bar.period, self.desk.now(), self.desk
        shown = self._section()
        if shown == LOAD:
            asked = (thresholds_of(desk), desk.setting(ROLES), desk.setting(LEFT_WHY))
            desk.read(self, lambda: load_of(now, *asked), self.load.show_load)
        elif shown == MATCH:

            def look() -> tuple[MatchRows, dict[tuple[str, int], int]]:
                return match_of(period, self.match.place()), worth_rates()

            desk.read(self, look, lambda found: self.match.show_match(*found) if period == self.bar.period else None)
        else:
            desk.read(self, lambda: hours_of(period, None, now), lambda found: self._show_hours(period, found))

    def first_focus(self) -> QWidget:
        """The list of what waits."""
        return self.hours.table

    def write_down(self) -> None:
        """Type in hours that no clock saw."""
        panel = WriteDownPanel(self, self.desk)
        panel.saved.connect(self.refresh)
        panel.open()

    def _sections(self) -> list[tuple[str, str]]:
        found = [(HOURS, _("Approve"))]
        if self.desk.may("mentors.report"):
            found.append((LOAD, _("Fair load")))
        if self.desk.may("mentors.match"):
            found.append((MATCH, _("Match")))
        return found

    def _add_buttons(self) -> None:
        self._paper = button(_("Write hours down…"), icon_name="notebook-pen", press=self.write_down)
        self._log = button(_("Log to sign"), icon_name="printer", press=lambda: self._hand_over("mentors.sign_in_log"))
        self._print_match = button(
            _("Print match"), icon_name="printer", press=lambda: self._hand_over("mentors.match_log")
        )
        for action in (self._paper, self._log, self._print_match):
            self.add_action(action)
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.bar.step(by))

    def _section(self) -> str:
        return str(self.sections.chosen()[0])

    def _turn_to(self) -> None:
        shown = self._section()
        views: dict[str, QWidget] = {HOURS: self.hours, LOAD: self.load, MATCH: self.match}
        for key, view in views.items():
            ignored, wanted = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
            view.setSizePolicy(wanted, wanted if key == shown else ignored)  # what is hidden asks for no room
        self._room.setCurrentWidget(views[shown])
        self.bar.ask_days(asked=shown != LOAD)
        self._paper.setVisible(shown == HOURS and self.desk.may("mentors.clock"))
        self._log.setVisible(shown == HOURS and self.desk.may("mentors.report"))
        self._print_match.setVisible(shown == MATCH)
        self.set_subtitle(_SUBTITLES[shown])
        self.clear_problem()

    def _show_hours(self, period: object, found: HoursOfDays) -> None:
        if period != self.bar.period:
            return
        self.hours.show_hours(found)
        now = self.desk.now()
        if any(row.state == "open" and row.day < now.date() for row in found.entries) and self.desk.may(
            "mentors.clock"
        ):
            terms = terms_of(self.desk)
            self.desk.write(self, lambda: close_forgotten(terms, now), lambda ended: self.refresh() if ended else None)

    def _hand_over(self, document: str) -> None:
        self.desk.hand_over(document, Answers(self.bar.period, None, now=self.desk.now()))


_SUBTITLES = {
    HOURS: _("Clocked, scheduled and approved are three figures."),
    LOAD: _("Who may need a rest. Nobody is ranked here."),
    MATCH: _("Approved volunteer hours, at what this center pays for similar work."),
}
