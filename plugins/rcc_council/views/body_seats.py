"""The seats of a body: the vacant ones first, then who sits in the others and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from rcc_council.views.body_delegates import DelegatesPanel
from rcc_council.views.body_panels import NewSeatPanel, SeatPanel, TermPanel
from rcc_council.views.body_seat_change import ChangeSeatPanel
from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Column, RowsModel, RowsTable, button, look, watch_look, write_date

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from rcc_council.bodies.rows import SeatRow, TermRow
    from rcc_council.views.bodies_page import BodiesPage
    from rcc_council.views.body_reading import BodyLook
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")

SOON_DAYS = 30
MOST_IN_SIGHT = 12
ROOM_FOR_SEATS = 580
"""Pixels at 100 % text: a narrower card leaves the names of the seats out."""


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat in the table; ``days_left`` of the term, None where it is open or vacant."""

    seat: SeatRow
    title: str
    term: TermRow | None
    is_on_leave: bool
    days_left: int | None
    since: date | None


class SeatsCard(Card):
    """Enter fills a vacant seat, or opens the term of whoever sits in it; F2 changes the seat itself."""

    def __init__(self, page: BodiesPage) -> None:
        super().__init__(_("Seats"))
        self._page = page
        self.model: RowsModel[SeatLine] = RowsModel(_columns())
        self.table = RowsTable(self.model, _("Seats"))
        self.table.set_empty(_("No seats yet"), _("Add the first one; then choose who sits in it."))
        self.table.activated_row.connect(self.open_line)
        self.body.addWidget(self.table, 1)
        watch_look(self._measure)  # after the table's own, which knows nothing of how many seats there are
        if page.desk.may("council.keep"):
            self.delegates = button(_("Add delegates"), "link", icon_name="users", press=self.add_delegates)
            self.add_action(self.delegates)
            change = button(_("Change seat"), "link", icon_name="pencil", press=self.change_seat)
            change.setToolTip(_("Change the seat that the keys are on, or let it end (F2)"))
            self.add_action(change)
            shortcut = QShortcut(QKeySequence("F2"), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.change_seat)
            self.add_action(button(_("Add a seat"), "link", icon_name="plus", press=self._add))

    def show_body(self, looked: BodyLook) -> None:
        """Show the seats as they stand."""
        today = looked.roster.day
        vacant = {each.seat: each.since for each in looked.roster.vacancies}
        away = {each.person for each in looked.roster.members if each.on_leave}
        titles = {each.id: each.title or each.kind_words for each in looked.seats}
        lines = [
            _line(each, titles, away, vacant.get(each.id), today)
            for each in looked.seats
            if each.first_day <= today and (each.last_day is None or today <= each.last_day)
        ]
        self.model.show(sorted(lines, key=lambda line: (line.term is not None, line.seat.alternate_for is not None)))
        self._measure()
        if self._page.desk.may("council.keep"):
            kinds = {each.id: each.kind for each in self._page.bodies()}
            self.delegates.setVisible(kinds.get(looked.roster.body) == "advisory_board" and len(kinds) > 1)

    def _measure(self) -> None:
        """Every seat of a usual council stands in sight; the page is what scrolls."""
        rows = min(MOST_IN_SIGHT, max(3, self.model.rowCount()))
        self.table.setMinimumHeight(look().px(38 + 40 * rows + 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(1, self.width() < look().px(ROOM_FOR_SEATS))

    def open_line(self, line: SeatLine) -> None:
        """Fill a vacant seat, or change a term."""
        if not self._page.desk.may("council.keep"):
            return
        panel = (
            SeatPanel(self._page, line.seat.id, line.title) if line.term is None else TermPanel(self._page, line.term)
        )
        panel.saved.connect(self._page.refresh)
        panel.open()

    def change_seat(self) -> None:
        """Ask about the seat that the keys are on."""
        line = self.table.current_row()
        if line is not None:
            panel = ChangeSeatPanel(self._page, line.seat, line.title)
            panel.saved.connect(self._page.refresh)
            panel.open()

    def add_delegates(self) -> None:
        """Ask which council sends how many."""
        if self._page.chosen is not None:
            panel = DelegatesPanel(self._page, self._page.chosen, self._page.bodies())
            panel.saved.connect(self._page.refresh)
            panel.open()

    def _add(self) -> None:
        if self._page.chosen is not None:
            panel = NewSeatPanel(self._page, self._page.chosen, self._page.bodies())
            panel.saved.connect(self._page.refresh)
            panel.open()


def _line(seat: SeatRow, titles: dict[int, str], away: set[int], since: date | None, today: date) -> SeatLine:
    title = seat.title or seat.kind_words
    if seat.alternate_for is not None:
        title = _("Alternate: {seat}").format(seat=titles.get(seat.alternate_for, ""))
    term = seat.sitting
    last = term.last_day if term else None
    left = (last - today).days if last else None
    return SeatLine(seat, title, term, term is not None and term.person in away, left, since)


def _columns() -> tuple[Column[SeatLine], ...]:
    return (
        Column(_("Who"), lambda line: line.term.name if line.term else _("Nobody")),
        Column(_("Seat"), lambda line: line.title, width=18),
        Column(_("Until"), _until, width=17, sort=lambda line: line.days_left if line.days_left is not None else 99999),
        Column(_("State"), _state, width=11, tone=_tone),
    )


def _until(line: SeatLine) -> str:
    if line.term is None:
        return _("since {day}").format(day=write_date(line.since)) if line.since else ""
    return write_date(line.term.last_day) if line.term.last_day else ""


def _state(line: SeatLine) -> str:
    if line.term is None:
        return _("Vacant")
    if line.is_on_leave:
        return _("On leave")
    if line.days_left is not None and line.days_left <= SOON_DAYS:
        return ngettext("{count} day left", "{count} days left", line.days_left).format(count=line.days_left)
    return "" if line.seat.votes else _("No vote")


def _tone(line: SeatLine) -> Tone | None:
    if line.term is None:
        return "warn"
    if line.is_on_leave:
        return "info"
    return "warn" if line.days_left is not None and line.days_left <= SOON_DAYS else None
