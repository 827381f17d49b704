"""Decisions over the years: found while typing, with the words, the arithmetic and the names of one beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.motions.reading import motion_now
from rcc_council.register.decisions import Sought, decisions
from rcc_council.register.wording import names_words
from rcc_council.views.actions_panels import ActionForm
from rcc_council.views.recommendations_panels import RecommendForm
from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Badge,
    BadgeLabel,
    Card,
    Chips,
    Column,
    FlowRow,
    RowsModel,
    RowsTable,
    SideBySide,
    button,
    label,
    look,
    spaced,
    write_date,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from rcc_council.meetings.rows import MotionRow
    from rcc_council.register.rows import DecisionRow, DecisionsFound
    from rcc_desktop.api.ui import PageWidget, SidePanel, Tone

_, ngettext = words("rcc_council")

OUTCOME_TONES: dict[str, Tone] = {"adopted": "ok", "lost": "neutral"}


class DecisionsView(QWidget):
    """A table and, beside it, the decision the keys are on."""

    moved = Signal()

    def __init__(self, page: PageWidget) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self._bodies: Sequence[tuple[int, str]] = ()
        self._asking = False
        self._next: Sought | None = None
        self._shown: Sought | None = None
        self.panel: SidePanel | None = None
        whole = spaced(QVBoxLayout(self), gap=12)
        options = [("adopted", _("Adopted")), ("lost", _("Lost")), ("by_name", _("With votes by name"))]
        self.which = Chips(options, one=True, numbered=False)
        self.which.changed.connect(self.moved)
        whole.addWidget(self.which)
        self.model: RowsModel[DecisionRow] = RowsModel(_columns())
        self.table = RowsTable(self.model, _("Decisions"))
        self.table.set_empty(_("No decision fits"), _("Motions that were adopted or lost appear here."))
        self.table.chosen_rows_changed.connect(self._look)
        self.table.setMinimumHeight(look().px(240))
        whole.addWidget(SideBySide(self.table, self._build_card(), shares=(7, 4), narrow=900), 1)
        self._tell(None)

    def ask(self, body: int | None, text: str, bodies: Sequence[tuple[int, str]]) -> None:
        """Look for decisions. While one answer is awaited only the newest question is kept."""
        self._bodies = bodies
        chosen = self.which.chosen()
        outcome = next((str(each) for each in chosen if each != "by_name"), "")
        self._next = Sought(text, body, outcome, by_name="by_name" in chosen)
        if not self._asking:
            self._ask_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(1, self.width() < look().px(1100))

    def _ask_next(self) -> None:
        sought = self._next
        if sought is None:
            return
        self._asking, self._next, self._shown = True, None, sought
        self.desk.read(self.page, lambda: decisions(sought), self._show)

    def _show(self, found: DecisionsFound) -> None:
        self._asking = False
        self.model.show(found.rows)
        self.page.set_subtitle(_counted(found))
        self._look()
        self._ask_next()

    def _build_card(self) -> Card:
        self.card = Card(" ")
        self.outcome = BadgeLabel(Badge(""))
        self.words = label("", wrap=True)
        self.proof = label("", "subtle", wrap=True)
        self.names = label("", wrap=True)
        self.changed = label("", "strong", wrap=True)
        self.recommend = button(_("Recommend…"), icon_name="megaphone", press=self.make_recommendation)
        self.act = button(_("Somebody will do it…"), icon_name="list-checks", press=self.make_action)
        for each in (self.outcome, self.words, self.proof, self.names, self.changed):
            self.card.body.addWidget(each)
        self.card.body.addWidget(FlowRow(self.recommend, self.act))
        self.card.body.addStretch(1)
        return self.card

    def make_recommendation(self) -> None:
        """Recommend what was decided to somebody who must answer."""
        row = self.table.current_row()
        if row is not None:
            self._open(RecommendForm(self.page, self._bodies, row.body, motion=row.motion, said=row.words))

    def make_action(self) -> None:
        """Note who will do what was decided."""
        row = self.table.current_row()
        if row is not None:
            self._open(ActionForm(self.page, self._bodies, row.body, motion=row.motion))

    def _open(self, panel: ActionForm | RecommendForm) -> None:
        self.panel = panel
        panel.saved.connect(self.moved)
        panel.open()

    def _look(self) -> None:
        row = self.table.current_row()
        self._tell(row)
        if row is None or row.motion is None or not row.is_by_name:
            return
        motion, now = row.motion, self.desk.now()
        self.desk.read(self.page, lambda: motion_now(motion, now), self._tell_names)

    def _tell(self, row: DecisionRow | None) -> None:
        self.card.setVisible(row is not None)
        if row is None:
            return
        sealed = _("Executive session") if row.is_sealed else ""
        self.card.set_title(" · ".join(each for each in (write_date(row.day), row.body_name, sealed) if each))
        self.outcome.show_badge(Badge(row.outcome_words, OUTCOME_TONES.get(row.outcome, "neutral")))
        self.words.setText(row.words)
        self.proof.setText(row.arithmetic)
        self.proof.setVisible(bool(row.arithmetic))
        self.names.hide()
        day = write_date(row.changed_on) if row.changed_on else ""
        self.changed.setText(_("Changed or taken back on {day}.").format(day=day))
        self.changed.setVisible(bool(day))
        may = row.motion is not None and row.outcome == "adopted" and self.desk.may("council.record")
        self.recommend.setVisible(may)
        self.act.setVisible(may)

    def _tell_names(self, found: MotionRow) -> None:
        row = self.table.current_row()
        if row is None or row.motion != found.id:
            return
        votes = [each for each in found.votes if not each.is_void and each.ballots]
        self.names.setText(names_words(votes[-1].ballots) if votes else "")
        self.names.setVisible(bool(votes))


def _columns() -> tuple[Column[DecisionRow], ...]:
    return (
        Column(_("Day"), lambda row: write_date(row.day), width=12, sort=lambda row: row.day),
        Column(_("Body"), lambda row: row.body_name, width=17),
        Column(_("Decision"), lambda row: row.words),
        Column(
            _("Outcome"), lambda row: row.outcome_words, width=11,
            tone=lambda row: OUTCOME_TONES.get(row.outcome, "neutral"),
        ),
    )  # fmt: skip


def _counted(found: DecisionsFound) -> str:
    count = ngettext("{count} decision", "{count} decisions", found.count).format(count=found.count)
    if len(found.rows) == found.count:
        return count
    return _("{count}, the newest {shown} shown").format(count=count, shown=len(found.rows))
