"""One paper: its questions, what it will look like, and the ways to hand it over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout

from rcc_desktop.api.documents import AskPeriod, AskSite
from rcc_desktop.api.ui.card import Card, button, label
from rcc_desktop.api.ui.fields import ChoiceField
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.host import papers
from rcc_desktop.shell.period_picker import PeriodPicker
from rcc_desktop.shell.sheet_view import DrawnSheet, SheetView, chart_colors, draw_sheet
from rcc_desktop.sites.service import sites_of_center

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from rcc_desktop.api.documents import Answers, Document
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.session import Session
    from rcc_desktop.sites.service import SiteRow

_, ngettext = words("rcc_desktop")

EVERYWHERE = 0


class PaperPanel(Card):
    """Asks, shows, hands over. What leaves is kept in the audit before it leaves."""

    def __init__(self, page: PageWidget, session: Session, paper: Document) -> None:
        super().__init__(paper.title)
        self._page, self._session, self._paper = page, session, paper
        self._answers: Answers | None = None
        self._drawn: DrawnSheet | None = None
        self.body.addWidget(label(paper.summary, "subtle", wrap=True))
        self.period = PeriodPicker(self._today, lambda: session.year)
        self.site = ChoiceField([(EVERYWHERE, _("All sites"))], EVERYWHERE)
        self.site.setAccessibleName(_("Site"))
        self.body.addWidget(self._questions())
        self.body.addLayout(self._ways())
        self.view = SheetView()
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        self.period.changed.connect(self._answer_changed)
        self.site.activated.connect(self._answer_changed)

    def ask(self) -> None:
        """Build the paper with the answers given; the usual ones the first time."""
        session, paper, answers, colors = self._session, self._paper, self._answers, chart_colors()

        def work() -> tuple[Answers, list[SiteRow], DrawnSheet]:
            meant = answers or papers.usual_answers(session, paper)
            meant = replace(meant, now=session.now())
            return meant, sites_of_center(), draw_sheet(papers.build(session, paper, meant), colors)

        self._page.desk.read(self, work, self._show)

    def answer(self, answers: Answers) -> None:
        """Build it with these answers."""
        self._answers = answers
        self.ask()

    def show_problem(self, problem: object) -> None:
        """A problem is the page's to show."""
        self._page.show_problem(problem)  # type: ignore[arg-type]  # a Problem, as the lanes hand it

    def drawn(self) -> DrawnSheet | None:
        """What is shown now."""
        return self._drawn

    def save_to(self, path: Path) -> None:
        """Write the paper to ``path`` as its suffix says; first it is noted that it leaves."""
        session, drawn = self._session, self._drawn
        if drawn is None:
            return

        def work() -> None:
            from rcc_desktop.documents.hand_over import write_document

            write_document(drawn.sheet, papers.letterhead(session), path)

        self._leave(path.suffix, lambda: session.lanes.run("read", self, work, lambda _done: self._saved(path)))

    def _show(self, built: tuple[Answers, list[SiteRow], DrawnSheet]) -> None:
        self._answers, sites, self._drawn = built
        self._page.clear_problem()
        if self._answers.period is not None:
            self.period.set_period(self._answers.period)
        self.site.offer([(EVERYWHERE, _("All sites")), *((site.id, site.name) for site in sites)])
        self.site.set_value(self._answers.site or EVERYWHERE)
        self.site.setVisible(self._asks(AskSite) and len(sites) > 1)
        self.view.show_sheet(self._drawn)

    def _questions(self) -> FlowRow:
        row = FlowRow()
        spaced(row.flow, gap=12)
        row.flow.addWidget(self.period)
        row.flow.addWidget(self.site)
        self.period.setVisible(self._asks(AskPeriod))
        self.site.hide()
        return row

    def _ways(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), gap=8)
        self.buttons = {
            ".xlsx": button(_("Spreadsheet"), "primary", icon_name="file-spreadsheet", press=self._save_as(".xlsx")),
            ".pdf": button("PDF", icon_name="file-down", press=self._save_as(".pdf")),
            ".csv": button("CSV", icon_name="table", press=self._save_as(".csv")),
            "print": button(_("Print"), icon_name="printer", press=self.print_it),
        }
        for each in self.buttons.values():
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _save_as(self, suffix: str) -> Callable[[], object]:
        return lambda: self.choose_file(suffix)

    def choose_file(self, suffix: str) -> QFileDialog:
        """Ask where to; the name offered is the paper's own and its period, never a person's."""
        from rcc_desktop.documents.hand_over import file_name

        name = file_name(self._paper.title, self._answers.period if self._answers else None) + suffix
        asked = QFileDialog(self, _("Save as"), str(Path.home() / name))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilter(f"{suffix[1:].upper()} (*{suffix})")
        asked.setDefaultSuffix(suffix[1:])
        asked.setHistory([])
        asked.fileSelected.connect(lambda path: self.save_to(Path(path)))
        asked.finished.connect(asked.deleteLater)
        asked.open()
        return asked

    def print_it(self) -> None:
        """Ask for a printer and print what is shown."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._paper.title)
        asked = QPrintDialog(printer, self)
        asked.accepted.connect(lambda: self._leave("print", lambda: self._print_on(printer)))
        asked.finished.connect(asked.deleteLater)
        QDialog.open(asked)

    def _print_on(self, printer: object) -> None:
        from rcc_desktop.shell.sheet_print import print_sheet

        if self._drawn is not None:
            print_sheet(self._drawn, papers.letterhead(self._session), printer)
            self._page.desk.note(_("“{paper}” went to the printer.").format(paper=self._paper.title))

    def _leave(self, suffix: str, then: Callable[[], None]) -> None:
        """Keep in the audit that it leaves, then let it."""
        paper, answers = self._paper, self._answers
        if answers is not None:
            self._page.desk.write(self, lambda: papers.note_hand_over(paper, answers, suffix), lambda _noted: then())

    def _saved(self, path: Path) -> None:
        self._page.clear_problem()
        self._page.desk.note(_("Saved as {file}.").format(file=path.name))

    def _answer_changed(self) -> None:
        if self._answers is None:
            return
        site = self.site.value()
        period = self.period.period() if self._asks(AskPeriod) else None
        self._answers = replace(self._answers, period=period, site=int(str(site)) or None)
        self.ask()

    def _asks(self, question: type) -> bool:
        return any(isinstance(each, question) for each in self._paper.asks)

    def _today(self) -> date:
        return self._session.now().date()
