"""Papers: choose one, answer its questions, look at it, save it or print it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_desktop.api.documents import AskPeriod, AskSite
from rcc_desktop.api.ui.card import Badge, BadgeLabel, button
from rcc_desktop.api.ui.fields import ChoiceField
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.api.words import words
from rcc_desktop.host import papers
from rcc_desktop.shell.papers_list import Offer, OfferList, beside, grouped
from rcc_desktop.shell.papers_printing import Printing
from rcc_desktop.shell.papers_room import SheetRoom
from rcc_desktop.shell.papers_saving import InHand, Saving
from rcc_desktop.shell.period_picker import PeriodPicker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.documents import Answers, Document, Sheet
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

EVERYWHERE = 0
"""Stands for all sites where a site is chosen; no site has this id."""
_OF_TEXT = (".docx", ".txt")
"""Kinds of files that only a paper of text is offered as."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What the reading lane brings back for one paper."""

    answers: Answers
    sites: tuple[tuple[int, str], ...]
    ones: tuple[str, tuple[tuple[int, str], ...]]
    sheet: Sheet


class PapersPage(PageWidget):
    """The papers this person may have, at the side; the chosen one beside it, as its files will show it."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, _("Papers"), _("Look at a paper here, then save it or print it."))
        self._session = session
        self._document: Document | None = None
        self._answers: Answers | None = None
        self.list = OfferList(_("Papers"))
        self.room = SheetRoom(self, session)
        self.saving = Saving(self, session)
        self.printing = Printing(self, session)
        self.period = PeriodPicker(lambda: session.now().date(), lambda: session.year)
        self.site = ChoiceField([])
        self.site.setAccessibleName(_("Site"))
        self.one = ChoiceField([])
        self._names = BadgeLabel(Badge(_("Names people"), "warn"))
        self._names.setToolTip(_("Whoever has the file can read the names. That it was taken is kept in the center."))
        self._lay_out()
        self._listen()
        self._offer()

    def refresh(self) -> None:
        """Look again which papers there are, and make the chosen one anew."""
        self._offer()
        if self._document is None:
            self._choose_first()
        elif self._document.key in self.list.offered():
            self._make()
        else:
            self._tell_absent(self._document.key)

    def show_paper(self, key: str, answers: Answers | None = None) -> None:
        """Choose a paper, with its questions answered; the usual way where they are not."""
        self.list.choose(key)
        if self.list.key() == key:
            self._choose(key, answers)
        else:
            self._tell_absent(key)

    def in_hand(self) -> InHand | None:
        """The paper on screen and what it was made from; None while there is none."""
        sheet = self.room.view.sheet()
        if self._document is None or self._answers is None or sheet is None:
            return None
        return InHand(self._document, self._answers, sheet)

    def save_as(self, suffix: str) -> None:
        """Ask where to and save the paper on screen as a kind of file, such as .pdf."""
        paper = self.in_hand()
        if paper is not None:
            self.saving.ask_where(paper, suffix)

    def print_out(self) -> None:
        """Ask for a printer and print the paper on screen."""
        paper = self.in_hand()
        if paper is not None:
            self.printing.ask(paper)

    def first_focus(self) -> QWidget | None:
        return self.list

    def _offer(self) -> None:
        offered = papers.papers_by_plugin(self._session)
        groups = [(of.title, [Offer(each.title, each.key, each.summary) for each in of.papers]) for of in offered]
        aside = [each.title for each in self._session.host.failures.values()]
        self.list.offer(grouped(groups, aside, _("Set aside. Its papers are not here.")))

    def _choose_first(self) -> None:
        keys = self.list.offered()
        if keys:
            self.show_paper(keys[0])
        else:
            self._show_ways(None)
            self._questions.hide()
            self.room.say("file-text", _("There is no paper for you here"), _("Plugins bring papers along."))

    def _choose(self, key: str, answers: Answers | None = None) -> None:
        self.saving.clear()
        self._document = document = papers.paper(self._session, key)
        self._answers = answers
        self.room.view.show_sheet(None)
        self._show_ways(None)
        self._names.setVisible(document.identifies)
        self.period.setVisible(any(isinstance(each, AskPeriod) for each in document.asks))
        self._make()

    def _make(self) -> None:
        """Make the chosen paper on the reading lane, with the answers there are, else the usual ones."""
        session, document, given = self._session, self._document, self._answers
        if document is None:
            return

        def work() -> _Made:
            answers = given or papers.usual_answers(session, document)
            answers = replace(answers, now=session.now())
            ones = papers.ones_to_ask(document, answers.now)
            return _Made(answers, papers.sites_to_ask(), ones, papers.build(session, document, answers))

        self._show_ways(None)
        self.room.make(work, self._show)

    def _show(self, made: _Made) -> None:
        first_time = self._answers is None or self._answers.period != self.period.period()
        self._answers = made.answers
        if first_time and made.answers.period is not None:
            self.period.set_period(made.answers.period, self._kind_asked(made.answers))
        self._show_sites(made)
        self._show_ones(made)
        self._questions.setVisible(any(not each.isHidden() for each in (self.period, self.site, self.one)))
        self.room.show_sheet(made.sheet)
        self._show_ways(made.sheet)

    def _kind_asked(self, answers: Answers) -> str:
        """The kind the paper asks for first, where the answer is of that kind."""
        for each in self._document.asks if self._document else ():
            if isinstance(each, AskPeriod) and answers.period is not None:
                usual = papers.period_of(each.default, answers.period.first, self._session.year)
                if (usual.first, usual.last) == (answers.period.first, answers.period.last):
                    return each.default
        return ""

    def _show_sites(self, made: _Made) -> None:
        asked = self._document is not None and any(isinstance(each, AskSite) for each in self._document.asks)
        self.site.offer([(EVERYWHERE, _("All sites")), *made.sites])
        self.site.set_value(made.answers.site or EVERYWHERE)
        self.site.setVisible(asked and len(made.sites) > 1)

    def _show_ones(self, made: _Made) -> None:
        title, ones = made.ones
        self.one.setAccessibleName(title)
        self.one.offer(ones)
        self.one.set_value(made.answers.one)
        self.one.setVisible(bool(ones))

    def _show_ways(self, sheet: Sheet | None) -> None:
        """The ways to hand over, while there is something to hand over."""
        for suffix, each in self.buttons.items():
            each.setEnabled(sheet is not None and (suffix != ".csv" or any(sheet.tables())))
            each.setVisible(suffix not in _OF_TEXT or (sheet is not None and sheet.is_text))
        may = self._session.actor.may("documents.hand_over")
        self._ways.setVisible(may and self._document is not None)

    def _answered(self) -> None:
        """A question was answered another way."""
        if self._answers is None:
            return
        self.saving.clear()
        period = None if self.period.isHidden() else self.period.period()
        site = self._answers.site if self.site.isHidden() else self._site_chosen()
        chosen = self.one.value()
        one = chosen if isinstance(chosen, int) and not self.one.isHidden() else self._answers.one
        self._answers = replace(self._answers, period=period, site=site, one=one)
        self._make()

    def _site_chosen(self) -> int | None:
        chosen = self.site.value()
        return chosen if isinstance(chosen, int) and chosen != EVERYWHERE else None

    def _tell_absent(self, key: str) -> None:
        self._document = self._answers = None
        self.list.choose("")
        self._questions.hide()
        self._show_ways(None)
        failure = papers.failure_for(self._session, key)
        if failure is not None:
            self.room.show_failure(failure)
        else:
            problem = papers.absent(self._session, key)
            self.room.say("file-text", problem.what, problem.way_out)

    def _lay_out(self) -> None:
        self._questions = FlowRow(self.period, self.site, self.one, gap=12)
        self.buttons = {
            ".xlsx": button(_("Save as spreadsheet"), "primary", icon_name="file-spreadsheet"),
            ".pdf": button(_("PDF"), icon_name="file-down"),
            ".csv": button(_("CSV"), icon_name="table"),
            ".docx": button(_("Word document"), icon_name="file-text"),
            ".txt": button(_("Plain text"), icon_name="file-text"),
            "print": button(_("Print"), icon_name="printer"),
        }
        self._ways = FlowRow(*self.buttons.values(), self._names_row())
        self.body.addWidget(beside(self.list, self._questions, self._ways, self.saving, self.room), 1)
        self.site.hide()
        self.one.hide()

    def _names_row(self) -> QWidget:
        """The badge in the middle of a row as tall as the buttons beside it."""
        made = QWidget()
        row = spaced(QHBoxLayout(made), (8, 0, 0, 0))
        row.addWidget(self._names, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStrut(self.buttons["print"].sizeHint().height())
        return made

    def _listen(self) -> None:
        self.list.chosen.connect(self._choose)
        self.period.changed.connect(self._answered)
        self.period.refused.connect(self.show_problem)
        self.period.bind_keys(self)
        for field in (self.site, self.one):
            field.activated.connect(lambda _row: self._answered())
        for suffix in (".xlsx", ".pdf", ".csv", *_OF_TEXT):
            self.buttons[suffix].clicked.connect(lambda _checked, suffix=suffix: self.save_as(suffix))
        self.buttons["print"].clicked.connect(lambda _checked: self.print_out())
        self._bind("Ctrl+S", lambda: self.save_as(".xlsx"))
        self._bind("Ctrl+P", self.print_out)

    def _bind(self, keys: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    def showEvent(self, event: QShowEvent) -> None:
        """A paper seen again after a while is made anew, so that nothing old is printed."""
        super().showEvent(event)
        if self._answers is not None and not event.spontaneous():
            self.refresh()
