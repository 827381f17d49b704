"""Who walks beside somebody, and who once did: a tab in the person's file, of their side as a visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Column, PageWidget, RowsModel, RowsTable, button, write_date
from rcc_mentors.people.arrivals import day_at
from rcc_mentors.people.pairing_words import ENDED
from rcc_mentors.people.pairs import PairRow, pairs_of
from rcc_mentors.views.pairing_panel import PairingPanel

if TYPE_CHECKING:
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_mentors")


class BesideTab(PageWidget):
    """The pairings of one person, the one that goes on first."""

    def __init__(self, desk: Desk, person: int) -> None:
        super().__init__(desk, "")
        self._person = person
        self.panel: PairingPanel | None = None
        columns = (
            Column[PairRow](_("Mentor"), lambda row: row.mentor_name, width=24),
            Column[PairRow](_("Since"), lambda row: write_date(row.since), width=12, sort=lambda row: row.since),
            Column[PairRow](
                _("Until"), lambda row: write_date(row.until) if row.until else _("still together"), width=14
            ),
            Column[PairRow](_("Contacts"), lambda row: str(row.contacts), width=9, align="right"),
            Column[PairRow](_("Why it ended"), lambda row: ENDED.get(row.ended_why, row.ended_why)),
        )
        self.model = RowsModel(columns)
        self.table = RowsTable(self.model, _("Mentors of this person"))
        self.table.set_empty(_("No mentor yet"), _("Press Find a mentor… when they would like one."))
        self.add_action(button(_("Find a mentor…"), icon_name="heart-handshake", press=self.pair))
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Ask who walks beside them."""
        person, today = self._person, day_at(self.desk)
        self.desk.read(self, lambda: pairs_of(person, today), self._show)

    def pair(self) -> None:
        """Find a mentor for them."""
        self.panel = PairingPanel(self, self._person)
        self.panel.saved.connect(self.refresh)
        self.panel.open()

    def _show(self, rows: list[PairRow]) -> None:
        self.model.show(sorted(rows, key=lambda row: (row.until is not None, row.since), reverse=False))
