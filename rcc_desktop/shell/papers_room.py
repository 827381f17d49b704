"""Where a sheet is made and shown: nothing yet, a moment's patience, the sheet, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.card import EmptyState, label
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.shell.papers_sheet import SheetView
from rcc_desktop.work.jobs import SHOW_PROGRESS_AFTER, is_alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.documents import Sheet
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.failures import Failure
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

T = TypeVar("T")


class SheetRoom(QWidget):
    """Makes sheets on the reading lane. Of several asked for, only the last is answered."""

    def __init__(self, page: PageWidget, session: Session) -> None:
        super().__init__()
        self._page, self._session = page, session
        self._asked: object = None
        self._column = spaced(QVBoxLayout(self), gap=16)
        self.wait = label(_("One moment…"), "subtle")
        self.view = SheetView(page.desk)
        self._empty: EmptyState | None = None
        for part in (self.wait, self.view):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.wait.hide()
        self._waits = QTimer(self, singleShot=True, interval=int(SHOW_PROGRESS_AFTER * 1000))
        self._waits.timeout.connect(self.wait.show)

    def make(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run ``work`` on the reading lane and hand what it made to ``then``. A problem is told on the page."""
        asked = self._asked = object()
        session = self._session

        def tried() -> T | Problem:
            try:
                return work()
            except Problem as problem:
                return problem
            except Exception:
                session.lanes.post(lambda: self._broke(asked))
                raise

        self._waits.start()
        self._page.desk.read(self, tried, lambda made: self._take(asked, made, then))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this sheet."""
        self._say(None)
        self.view.show_sheet(sheet)

    def show_failure(self, failure: Failure) -> None:
        """Say why there is nothing to show: its plugin was set aside. Nothing stands in for its numbers."""
        self.say("plug", _("{plugin} is not at work").format(plugin=failure.title), failure.words)

    def say(self, icon: str, title: str, text: str = "") -> None:
        """Say in place of a sheet what would be here."""
        self._asked = None
        self.view.show_sheet(None)
        self._say(EmptyState(icon, title, text))

    def _broke(self, asked: object) -> None:
        """A mistake of the program, told elsewhere: what was shown before answers another question."""
        if is_alive(self) and asked is self._asked:
            self._over(asked)
            self.view.show_sheet(None)

    def _take(self, asked: object, made: T | Problem, then: Callable[[T], None]) -> None:
        if asked is not self._asked:
            return
        self._over(asked)
        self._page.clear_problem()
        if isinstance(made, Problem):
            self.view.show_sheet(None)
            self._page.show_problem(made)
        else:
            then(made)

    def _over(self, asked: object) -> None:
        if asked is self._asked:
            self._waits.stop()
            self.wait.hide()

    def _say(self, empty: EmptyState | None) -> None:
        self._waits.stop()
        self.wait.hide()
        before, self._empty = self._empty, empty
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        if empty is not None:
            self._column.insertWidget(0, empty)
            empty.show()
