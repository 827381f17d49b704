"""Prints the paper in hand: asks for a printer, notes that it leaves, draws it on the reading lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rcc_desktop.api.words import words
from rcc_desktop.host import papers

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.session import Session
    from rcc_desktop.shell.papers_saving import InHand

_, ngettext = words("rcc_desktop")


class Printing(QObject):
    """Asks for a printer and prints. What can print is brought in only once it is wanted."""

    def __init__(self, page: PageWidget, session: Session) -> None:
        super().__init__(page)
        self._page, self._session = page, session

    def ask(self, paper: InHand) -> QPrintDialog | None:
        """Open the question for a printer; a computer without one is told the way out."""
        from PySide6.QtWidgets import QDialog

        from rcc_desktop.shell.printing import ask_printer, no_printer

        self._page.clear_problem()
        problem = no_printer()
        if problem is not None:
            self._page.show_problem(problem)
            return None
        asked = ask_printer(self._page.window(), paper.sheet)
        printer = asked.printer()
        asked.accepted.connect(lambda: self.print_on(paper, printer))
        QDialog.open(asked)
        return asked

    def print_on(self, paper: InHand, printer: QPrinter) -> None:
        """Note that it leaves, then print it."""
        document, answers = paper.document, paper.answers
        self._page.desk.write(
            self, lambda: papers.note_hand_over(document, answers, "print"), lambda _noted: self._draw(paper, printer)
        )

    def show_problem(self, problem: Problem) -> None:
        """A problem is told under the page's title."""
        self._page.show_problem(problem)

    def _draw(self, paper: InHand, printer: QPrinter) -> None:
        from rcc_desktop.shell.printing import print_sheet

        head = papers.letterhead(self._session)
        self._session.lanes.run("read", self, lambda: print_sheet(paper.sheet, head, printer), self._printed)

    def _printed(self, pages: int) -> None:
        told = ngettext("{count} page went to the printer.", "{count} pages went to the printer.", pages)
        self._page.desk.note(told.format(count=pages))
