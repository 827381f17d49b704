"""One person's visits, as a tab in their file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rcc_checkin.rules import length, minutes
from rcc_checkin.settings import KINDS, REASONS, title_of, titles_of
from rcc_checkin.visits import VisitRow, visits_of
from rcc_checkin.wording import day_words, span_words, time_words
from rcc_desktop.api import words
from rcc_desktop.api.center import TIME_ZONE
from rcc_desktop.api.ui import Column, PageWidget, RowsModel, RowsTable

if TYPE_CHECKING:
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_checkin")

MOST = 500


class VisitsPage(PageWidget):
    """When somebody came, how long they stayed, and what for."""

    def __init__(self, desk: Desk, person: int) -> None:
        super().__init__(desk, "")
        self._person = person
        columns = (
            Column[VisitRow](_("Day"), lambda row: day_words(row.on_day), sort=lambda row: row.arrived_at, width=30),
            Column[VisitRow](_("Came"), lambda row: time_words(row.arrived_at), width=10),
            Column[VisitRow](_("Left"), left_words, width=16),
            Column[VisitRow](_("Stay"), stay_words, width=12, align="right"),
            Column[VisitRow](_("As"), self._kind, width=16),
            Column[VisitRow](_("Here for"), self._reasons),
        )
        self.model = RowsModel(columns)
        self.table = RowsTable(self.model, _("Visits"))
        self.table.set_empty(_("No visits yet"), _("Their first check-in will appear here."))
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Ask for the visits."""
        zone = ZoneInfo(self.desk.setting(TIME_ZONE))
        self.desk.read(self, lambda: visits_of(self._person, zone, MOST), self._show)

    def _show(self, rows: list[VisitRow]) -> None:
        counted = [row for row in rows if not row.undone_why]
        self.set_subtitle(ngettext("{count} visit", "{count} visits", len(counted)).format(count=len(counted)))
        self.model.show(rows)

    def _kind(self, row: VisitRow) -> str:
        return title_of(self.desk.setting(KINDS), row.kind)

    def _reasons(self, row: VisitRow) -> str:
        if row.undone_why:
            return _("Taken back: {why}").format(why=row.undone_why)
        return titles_of(self.desk.setting(REASONS), row.reasons)


def left_words(row: VisitRow) -> str:
    """When somebody left, and whether anybody saw it."""
    if row.left_at is None:
        return "" if row.undone_why else _("still here")
    time = time_words(row.left_at)
    return time if row.left_how == "said" else _("closed {time}").format(time=time)


def stay_words(row: VisitRow) -> str:
    """How long somebody stayed, where it is known."""
    stay = length(row.stay)
    return "" if stay is None else span_words(minutes(stay))
