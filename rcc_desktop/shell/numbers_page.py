"""Numbers: choose what is counted, in which days and by what; look at it, copy it, save it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from rcc_desktop.api.documents import Answers, Document
from rcc_desktop.api.ui.card import button
from rcc_desktop.api.ui.fields import ChoiceField
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.api.words import words
from rcc_desktop.host import papers
from rcc_desktop.shell.numbers_sheet import as_tsv, sheet_of
from rcc_desktop.shell.papers_list import Offer, OfferList, beside, grouped
from rcc_desktop.shell.papers_room import SheetRoom
from rcc_desktop.shell.papers_saving import InHand, Saving
from rcc_desktop.shell.period_picker import PeriodPicker, period_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api.contributions import Measure, Tally
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.documents import Sheet
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

WHOLE = ""
"""Stands for a measure that is not broken down."""


class NumbersPage(PageWidget):
    """The measures this person may count, at the side; the chosen one, counted, beside it."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, _("Numbers"), _("Count anything the plugins know, in any days."))
        self._session = session
        self._measure: Measure | None = None
        self._counted: InHand | None = None
        self.list = OfferList(_("Numbers"))
        self.room = SheetRoom(self, session)
        self.saving = Saving(self, session)
        self.period = PeriodPicker(lambda: session.now().date(), lambda: session.year)
        self.by = ChoiceField([(WHOLE, _("In all"))], WHOLE)
        self.by.setAccessibleName(_("Broken down by"))
        self.save = button(_("Save as spreadsheet"), "primary", icon_name="file-spreadsheet", press=self.save_as)
        self.copy = button(_("Copy"), icon_name="copy", press=self.copy_out)
        self._lay_out()
        self._listen()
        self._offer()

    def refresh(self) -> None:
        """Look again what can be counted, and count the chosen one anew."""
        self._offer()
        if self._measure is None:
            self._choose_first()
        elif self._measure.key in self.list.offered():
            self._count()
        else:
            self._tell_absent(self._measure.key)

    def show_measure(self, key: str) -> None:
        """Choose a measure by key."""
        self.list.choose(key)
        if self.list.key() == key:
            self._choose(key)
        else:
            self._tell_absent(key)

    def counted(self) -> InHand | None:
        """What is on screen; None while there is nothing."""
        return self._counted

    def save_as(self) -> None:
        """Ask where to and save what is on screen as a spreadsheet."""
        if self._counted is not None:
            self.saving.ask_where(self._counted, ".xlsx")

    def copy_out(self) -> None:
        """Put what is on screen on the clipboard, to paste into a spreadsheet."""
        if self._counted is not None:
            QGuiApplication.clipboard().setText(as_tsv(self._counted.sheet))
            self.desk.note(_("The numbers are on the clipboard."))

    def first_focus(self) -> QWidget | None:
        return self.list

    def _offer(self) -> None:
        offered = papers.measures_by_plugin(self._session)
        groups = [(of.title, [Offer(each.title, each.key) for each in of.measures]) for of in offered]
        aside = [each.title for each in self._session.host.failures.values()]
        self.list.offer(grouped(groups, aside, _("Set aside. Its numbers are not here.")))

    def _choose_first(self) -> None:
        keys = self.list.offered()
        if keys:
            self.show_measure(keys[0])
        else:
            self._show_none()
            self.room.say(
                "chart-column", _("There is nothing for you to count here"), _("Plugins bring numbers along.")
            )

    def _choose(self, key: str) -> None:
        self.saving.clear()
        measures = (measure for each in papers.measures_by_plugin(self._session) for measure in each.measures)
        self._measure = measure = next(each for each in measures if each.key == key)
        groups = self._session.groups_of(measure)
        self.by.offer([(WHOLE, _("In all")), *groups.items()])
        if self.by.value() is None:
            self.by.set_value(WHOLE)
        self._count()

    def _count(self) -> None:
        """Count the chosen measure on the reading lane."""
        measure, desk = self._measure, self.desk
        if measure is None:
            return
        key, period, by = measure.key, self.period.period(), str(self.by.value() or "") or None
        self._questions.show()
        self._show_ways(None)
        self.room.make(lambda: desk.tally(key, period, by), lambda tally: self._show(measure, tally))

    def _show(self, measure: Measure, tally: Tally) -> None:
        group = self._session.groups_of(measure).get(tally.by or "", "")
        said = period_words(tally.period, str(self.period.kind.value()))
        sheet = sheet_of(tally, measure, said, group)
        self.room.show_sheet(sheet)
        answers = Answers(tally.period, now=self._session.now())
        self._show_ways(InHand(_paper_of(measure), answers, sheet))

    def _show_ways(self, counted: InHand | None) -> None:
        self._counted = counted
        self.save.setEnabled(counted is not None)
        self.copy.setEnabled(counted is not None)
        self._ways.setVisible(self._measure is not None and self._session.actor.may("documents.hand_over"))

    def _show_none(self) -> None:
        self._measure = None
        self.list.choose("")
        self._questions.hide()
        self._show_ways(None)

    def _tell_absent(self, key: str) -> None:
        """Its plugin was set aside: say so, and show no number in its place."""
        self._show_none()
        failure = papers.failure_for(self._session, key)
        if failure is not None:
            self.room.show_failure(failure)
        else:
            self.room.say("chart-column", _("This is not counted here"), _("The plugin that knows it is not here."))

    def _answered(self) -> None:
        self.saving.clear()
        self._count()

    def _lay_out(self) -> None:
        self._questions = FlowRow(self.period, self.by, gap=12)
        self._ways = FlowRow(self.save, self.copy)
        self.body.addWidget(beside(self.list, self._questions, self._ways, self.saving, self.room), 1)

    def _listen(self) -> None:
        self.list.chosen.connect(self._choose)
        self.period.changed.connect(self._answered)
        self.period.refused.connect(self.show_problem)
        self.period.bind_keys(self)
        self.by.activated.connect(lambda _row: self._answered())


def _paper_of(measure: Measure) -> Document:
    """The measure as the paper that leaves, for its name and for the audit; it is counted already."""

    def build(_answers: Answers) -> Sheet:
        raise NotImplementedError("a counted measure is saved as it is")

    return Document(measure.key, measure.title, measure.definition, (), build, measure.needs or "", identifies=False)
