"""Councils, committees and boards: who sits in them, by which rules, and what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from rcc_council.bodies.service import body_list
from rcc_council.views.body_cards import ConflictsCard, LawsCard, LeaveCard, OfficesCard
from rcc_council.views.body_panels import FoundPanel
from rcc_council.views.body_reading import look_at
from rcc_council.views.body_seats import SeatsCard
from rcc_council.views.makeup_panel import MakeUpCard
from rcc_desktop.api import words
from rcc_desktop.api.ui import ChoiceField, EmptyState, FlowRow, PageWidget, SideBySide, button, mark, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.bodies.rows import BodyRow
    from rcc_council.views.body_reading import BodyLook
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")


class BodiesPage(PageWidget):
    """One body at a time, chosen at the top. Everything is changed at the side and taken back by undo."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Councils"))
        self.chosen: int | None = None
        self._bodies: tuple[BodyRow, ...] = ()
        self._may_keep = desk.may("council.keep")
        self.which = ChoiceField([])
        self.which.setAccessibleName(_("Council, committee or board"))
        self.which.setMinimumContentsLength(24)
        self.which.currentIndexChanged.connect(self._turn)
        self.rename = button(_("Change…"), press=self._rename)
        self.new = button(_("New council"), "primary", icon_name="plus", press=self.found)
        for each in (self.rename, self.new):
            self.add_action(each)
            each.setVisible(self._may_keep)
        self.seats, self.offices, self.leave = SeatsCard(self), OfficesCard(self), LeaveCard(self)
        self.laws, self.makeup, self.conflicts = LawsCard(self), MakeUpCard(self), ConflictsCard(self)
        self._room = QStackedWidget()
        self._room.addWidget(self._arrange())
        self._room.addWidget(self._none_yet())
        self.body.addWidget(FlowRow(self.which))
        self.body.addWidget(self._room, 1)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.found)

    def refresh(self) -> None:
        """Ask for the bodies again, and for the one that is shown."""
        now = self.desk.now()
        self.desk.read(self, lambda: body_list(now), self._show_bodies)

    def first_focus(self) -> QWidget:
        """The seats."""
        return self.seats.table

    def found(self) -> None:
        """Ask about a new body."""
        if self._may_keep:
            panel = FoundPanel(self, self._bodies)
            panel.saved.connect(self.refresh)
            panel.open()

    def bodies(self) -> Sequence[BodyRow]:
        """Every body there is."""
        return self._bodies

    def _rename(self) -> None:
        body = next((each for each in self._bodies if each.id == self.chosen), None)
        if body is not None:
            panel = FoundPanel(self, self._bodies, body)
            panel.saved.connect(self.refresh)
            panel.open()

    def _arrange(self) -> QWidget:
        scroll = mark(QScrollArea(), "bare")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        first, second = QWidget(), QWidget()
        left, right = spaced(QVBoxLayout(first), gap=16), spaced(QVBoxLayout(second), gap=16)
        cards: tuple[tuple[QVBoxLayout, tuple[QWidget, ...]], ...] = (
            (left, (self.seats, self.leave, self.conflicts)),
            (right, (self.laws, self.offices, self.makeup)),
        )
        for column, shown in cards:
            for card in shown:
                column.addWidget(card)
            column.addStretch(1)
        inner = QWidget()
        whole = spaced(QVBoxLayout(inner), (0, 0, 8, 0), 16)
        whole.addWidget(SideBySide(first, second, shares=(7, 5), narrow=880))
        whole.addStretch(1)
        scroll.setWidget(inner)
        return scroll

    def _none_yet(self) -> EmptyState:
        if not self._may_keep:
            return EmptyState("users", _("No council yet"), _("Somebody who keeps councils can found the first one."))
        add = button(_("New council"), "primary", icon_name="plus", press=self.found)
        told = _("Found the first one with Ctrl+N, then add its seats and who sits in them.")
        return EmptyState("users", _("No council yet"), told, add)

    def _show_bodies(self, rows: tuple[BodyRow, ...]) -> None:
        self._bodies = rows
        self._room.setCurrentIndex(0 if rows else 1)
        self.which.setVisible(bool(rows))
        self.rename.setVisible(bool(rows) and self._may_keep)
        self.which.blockSignals(True)
        self.which.offer([(each.id, each.name) for each in rows])
        if self.chosen not in {each.id for each in rows}:
            self.chosen = rows[0].id if rows else None
        self.which.set_value(self.chosen)
        self.which.blockSignals(False)
        if not rows:
            self.set_subtitle("")
        self._ask()

    def _turn(self) -> None:
        body = self.which.value()
        if isinstance(body, int):
            self.chosen = body
            self._ask()

    def _ask(self) -> None:
        body, today = self.chosen, self.desk.now().date()
        if body is not None:
            self.desk.read(self, lambda: look_at(body, today), self._show)

    def _show(self, looked: BodyLook) -> None:
        roster = looked.roster
        if roster.body != self.chosen:
            return
        row = next(each for each in self._bodies if each.id == roster.body)
        vacant = ngettext("{count} vacant seat", "{count} vacant seats", row.vacancies).format(count=row.vacancies)
        said = (row.kind_words, row.site_name, roster.quorum_words, vacant if row.vacancies else "")
        self.set_subtitle(" · ".join(each for each in said if each))
        for card in (self.seats, self.offices, self.leave, self.laws, self.conflicts):
            card.show_body(looked)
        self.makeup.show_makeup(looked.makeup, roster.members)
