"""Recommendations and their answers: what waits longest stands first, and is answered at the side."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_council.bodies.service import body_list
from rcc_council.register.recommendations import all_recommendations, response_times
from rcc_council.register.rules import has_all, terms_of
from rcc_council.views.recommendations_panels import STAND_TONES, AnswerPanel, RecommendForm
from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Chips,
    ChoiceField,
    Column,
    Figure,
    FlowRow,
    PageWidget,
    RowsModel,
    RowsTable,
    SearchField,
    button,
    look,
    spaced,
    write_date,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from rcc_council.bodies.rows import BodyRow
    from rcc_council.register.rows import RecommendationRow, ResponseTimes
    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import SidePanel

_, ngettext = words("rcc_council")

WAITING, ANSWERED, ALL = "waiting", "answered", "all"
YEAR = timedelta(days=365)


class RecommendationsPage(PageWidget):
    """Enter opens one and its answer, Ctrl+N makes one; the choice at the right shows what one body owes or asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Recommendations"))
        self._rows: tuple[RecommendationRow, ...] = ()
        self._bodies: tuple[tuple[int, str], ...] = ()
        self.panel: SidePanel | None = None
        self.figures = [Figure(each) for each in (_("Waiting"), _("Late"), _("In time"), _("Half answered within"))]
        self.body.addWidget(FlowRow(*self.figures, gap=12))
        self._build_bar()
        self.model: RowsModel[RecommendationRow] = RowsModel(_columns())
        self.table = RowsTable(self.model, _("Recommendations"))
        self.table.activated_row.connect(self.open_answer)
        self.table.setMinimumHeight(look().px(240))
        self.body.addWidget(self.table, 1)
        self._new = button(_("Recommend…"), "primary", icon_name="megaphone", press=self.recommend)
        self._new.setToolTip(_("Note what a council recommends (Ctrl+N)"))
        self._new.setVisible(desk.may("council.record"))
        self.add_action(self._new)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.recommend)

    def refresh(self) -> None:
        """Ask for every recommendation, and how answers came in the last twelve months."""
        now = self.desk.now()
        today = now.date()

        def look_up() -> tuple[tuple[BodyRow, ...], tuple[RecommendationRow, ...], ResponseTimes]:
            return body_list(now), all_recommendations(today), response_times(today - YEAR, today, today)

        self.desk.read(self, look_up, lambda found: self._show(*found))

    def first_focus(self) -> QWidget:
        """What waits."""
        return self.table

    def recommend(self) -> None:
        """Note what a body recommends."""
        if self.desk.may("council.record"):
            self._open(RecommendForm(self, self._bodies, self._bodies[0][0] if len(self._bodies) == 1 else None))

    def open_answer(self, row: RecommendationRow) -> None:
        """Show one whole, with its answer or where it is answered."""
        self._open(AnswerPanel(self, row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, least in _LEAST_ROOM.items():
            self.table.setColumnHidden(at, self.width() < look().px(least))

    def _build_bar(self) -> None:
        self.which = Chips(
            [(WAITING, _("Waiting for an answer")), (ANSWERED, _("Answered")), (ALL, _("All"))],
            one=True, at_least_one=True,
        )  # fmt: skip
        self.which.choose([WAITING])
        self.search = SearchField(_("Words of a recommendation or an answer"))
        self.whose = ChoiceField([("", _("Everybody"))], "")
        self.whose.setMinimumContentsLength(14)
        self.whose.setAccessibleName(_("Whose recommendations"))
        self.which.changed.connect(self._narrow)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.whose.currentIndexChanged.connect(self._narrow)
        bar = spaced(QHBoxLayout(), gap=12)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.whose)
        self.body.addWidget(self.which)
        self.body.addLayout(bar)

    def _open(self, panel: AnswerPanel | RecommendForm) -> None:
        self.panel = panel
        panel.saved.connect(self.refresh)
        panel.open()

    def _show(self, bodies: tuple[BodyRow, ...], rows: tuple[RecommendationRow, ...], times: ResponseTimes) -> None:
        self._rows = rows
        self._bodies = tuple((each.id, each.name) for each in bodies)
        self._offer_bodies()
        waits = sum(row.is_waiting for row in rows)
        late = sum(row.stands == "late" for row in rows)
        in_time = _("{count} of {all}").format(count=times.in_time, all=times.answered) if times.answered else "–"
        for figure, number in zip(self.figures, (str(waits), str(late), in_time, _median(times)), strict=True):
            figure.show_number(number)
        self.set_subtitle(_("Answers of the last twelve months: {answered} of {made}.").format(
            answered=times.answered, made=times.made))  # fmt: skip
        self._narrow()

    def _offer_bodies(self) -> None:
        self.whose.blockSignals(True)
        chosen = self.whose.value()
        asked = [(f"by:{each}", _("Made by {body}").format(body=name)) for each, name in self._bodies]
        owed = {row.to_body: row.to_whom for row in self._rows if row.to_body is not None}
        owing = [(f"to:{each}", _("Owed by {body}").format(body=name)) for each, name in owed.items()]
        outside = [("to:None", _("Owed by the organization"))]
        self.whose.offer([("", _("Everybody")), *asked, *owing, *outside])
        self.whose.set_value(chosen or "")
        self.whose.blockSignals(False)

    def _narrow(self) -> None:
        which, terms = str(self.which.chosen()[0]), terms_of(self.search.text())
        shown = [
            row
            for row in self._rows
            if (which == ALL or row.is_waiting == (which == WAITING))
            and self._is_theirs(row)
            and has_all(terms, row.words, row.answer_words, row.body_name, row.to_whom)
        ]
        self.model.show(shown)
        self.table.set_empty(*_EMPTY[which])

    def _is_theirs(self, row: RecommendationRow) -> bool:
        side, _colon, body = str(self.whose.value() or "").partition(":")
        if not side:
            return True
        return str(row.body if side == "by" else row.to_body) == body


def _columns() -> tuple[Column[RecommendationRow], ...]:
    return (
        Column(_("Since"), lambda row: write_date(row.made_on), width=12, sort=lambda row: row.made_on),
        Column(_("Recommendation"), lambda row: row.words),
        Column(_("From whom"), lambda row: row.body_name, width=18),
        Column(_("To whom"), lambda row: row.to_whom, width=18),
        Column(_("Due"), lambda row: write_date(row.answer_due) if row.answer_due else "", width=12,
               sort=lambda row: row.answer_due or row.made_on),
        Column(_("Days"), lambda row: str(row.waited), width=7, align="right", sort=lambda row: row.waited),
        Column(_("Stands"), lambda row: row.stands_words, width=21, tone=lambda row: STAND_TONES[row.stands]),
    )  # fmt: skip


def _median(times: ResponseTimes) -> str:
    if times.median_days is None:
        return "–"
    days = times.median_days
    shown = int(days) if days == int(days) else days
    return ngettext("{count} day", "{count} days", int(-(-days // 1))).format(count=shown)


_LEAST_ROOM = {0: 520, 2: 1000, 3: 860, 4: 1400, 5: 640}
"""Columns that give way where there is little room, and the room they need; with the text they grow."""
_EMPTY = {
    WAITING: (_("Nothing waits for an answer"), _("What a council recommends appears here until it is answered.")),
    ANSWERED: (_("Nothing was answered yet"), _("Press Enter on a recommendation that waits to answer it.")),
    ALL: (_("Nothing was recommended yet"), _("Press Ctrl+N to note what a council recommends.")),
}
