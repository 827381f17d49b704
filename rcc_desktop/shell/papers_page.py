"""Papers and numbers: choose one, answer its questions, look at it, hand it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Card, EmptyState
from rcc_desktop.api.ui.flow import SideBySide
from rcc_desktop.api.ui.look import look, mark, watch_look
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.api.words import words
from rcc_desktop.shell.numbers_panel import NumbersPanel
from rcc_desktop.shell.paper_panel import PaperPanel

if TYPE_CHECKING:
    from rcc_desktop.api.contributions import Measure
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.documents import Answers, Document
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

_KEY = int(Qt.ItemDataRole.UserRole)


class PapersPage(PageWidget):
    """Every paper and every number this person may see, at the side; the chosen one beside it."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, _("Papers and numbers"))
        self._session = session
        self._papers = {paper.key: paper for paper in session.documents() if _may(session, paper.needs)}
        self._measures = {each.key: each for each in session.measures() if _may(session, each.needs or "numbers.see")}
        self.list = mark(QListWidget(), "bare")
        self.list.setAccessibleName(_("Papers and numbers"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self._side = Card()
        self._side.body.addWidget(self.list)
        self._room = QWidget()
        self._column = QVBoxLayout(self._room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._panel: PaperPanel | NumbersPanel | EmptyState | None = None
        self.body.addWidget(SideBySide(self._side, self._room, shares=(3, 10)), 1)
        self._fill()
        self.list.currentItemChanged.connect(self._choose)
        watch_look(self._measure)
        self._measure()
        if self.list.count():
            self.list.setCurrentRow(1)
        else:
            self._show(EmptyState("file-text", _("No papers yet"), _("Plugins bring them along.")))

    def refresh(self) -> None:
        """Ask for the chosen one again."""
        if isinstance(self._panel, PaperPanel | NumbersPanel):
            self._panel.ask()

    def show_paper(self, key: str, answers: Answers | None) -> None:
        """Choose a paper, with its questions answered if they are."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == ("paper", key):
                self.list.setCurrentRow(row)
        if answers is not None and isinstance(self._panel, PaperPanel):
            self._panel.answer(answers)

    def panel(self) -> PaperPanel | NumbersPanel | EmptyState | None:
        """What stands beside the list."""
        return self._panel

    def _fill(self) -> None:
        if self._papers:
            self._add_title(_("Papers"))
            for paper in self._papers.values():
                self._add(paper.title, ("paper", paper.key), paper.summary)
        if self._measures:
            self._add_title(_("Numbers"))
            for measure in self._measures.values():
                self._add(measure.title, ("number", measure.key), measure.definition)

    def _add_title(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(look().font("small", QFont.Weight.DemiBold))
        self.list.addItem(item)

    def _add(self, text: str, key: tuple[str, str], tip: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setToolTip(tip)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None or item.data(_KEY) is None:
            return
        self.clear_problem()
        kind, key = item.data(_KEY)
        if kind == "paper":
            self._show(self._paper_panel(self._papers[key]))
        else:
            self._show(self._numbers_panel(self._measures[key]))

    def _paper_panel(self, paper: Document) -> PaperPanel:
        return PaperPanel(self, self._session, paper)

    def _numbers_panel(self, measure: Measure) -> NumbersPanel:
        return NumbersPanel(self, self._session, measure)

    def _show(self, panel: PaperPanel | NumbersPanel | EmptyState) -> None:
        before, self._panel = self._panel, panel
        self._column.addWidget(panel)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        if isinstance(panel, PaperPanel | NumbersPanel):
            panel.ask()

    def _measure(self) -> None:
        self._side.setMinimumHeight(look().px(200))


def _may(session: Session, permission: str) -> bool:
    return not permission or session.actor.may(permission)
