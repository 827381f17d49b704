"""Who walks beside whom: pairs, those that are quiet, those who came today, and those who ask for a mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Banner,
    Card,
    Chips,
    Column,
    FlowRow,
    PageWidget,
    RowsModel,
    RowsTable,
    button,
    look,
    write_date,
)
from rcc_mentors.people.arrivals import day_at
from rcc_mentors.people.pairing_words import ENDED, quiet_words
from rcc_mentors.people.pairings import note_contact, undo_contact
from rcc_mentors.people.pairs import AskedRow, PairRow, asking, pairs
from rcc_mentors.settings import QUIET_DAYS
from rcc_mentors.views.pairing_forms import AskPanel, ContactPanel, EndPanel, want_none, wanted_words
from rcc_mentors.views.pairing_panel import PairingPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import SidePanel, Tone

_, ngettext = words("rcc_mentors")

TOGETHER, QUIET, HERE, ENDED_BEFORE = "together", "quiet", "here", "ended"


class PairingsPage(PageWidget):
    """Pairs in a table, filtered by one choice; below it, those who wait for a mentor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Pairings"))
        self._rows: list[PairRow] = []
        self.panel: SidePanel | None = None
        self.here = Banner("info")
        self.body.addWidget(self.here)
        self.add_action(button(_("Somebody asks…"), icon_name="hand", press=self.ask_for_mentor))
        self.add_action(button(_("Pair…"), "primary", icon_name="heart-handshake", press=self.pair))
        self._build_bar()
        self.model = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Pairs"))
        self.table.activated_row.connect(self.note_contact)
        self.table.chosen_rows_changed.connect(self._offer)
        self.table.setMinimumHeight(look().px(240))
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self._build_asking(), 1)
        for keys, press in (("Alt+P", self.pair), ("Alt+A", self.ask_for_mentor), ("Del", self._end_current)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press)
        self._offer()

    def refresh(self) -> None:
        """Ask who walks beside whom, and who waits."""
        today, ended = day_at(self.desk), self._shown() == ENDED_BEFORE

        def look_up() -> tuple[list[PairRow], list[PairRow], list[AskedRow]]:
            together = pairs(today)
            return together, pairs(today, ended=True) if ended else together, asking()

        self.desk.read(self, look_up, lambda found: self._show(*found))

    def first_focus(self) -> QWidget:
        """The pairs."""
        return self.table

    def pair(self) -> None:
        """Find a mentor for somebody, or for whoever of those who wait the keys are on."""
        waiting = self.waiting.current_row() if self.waiting.hasFocus() else None
        self._pair_with(waiting)

    def ask_for_mentor(self) -> None:
        """Put somebody on the list of those who ask."""
        self._open(panel := AskPanel(self))
        panel.saved.connect(self.refresh)

    def note_contact(self, row: PairRow) -> None:
        """Note that a pair was in touch."""
        if row.until is None:
            self._open(panel := ContactPanel(self, row, note_contact, undo_contact))
            panel.saved.connect(self.refresh)

    def end(self, row: PairRow) -> None:
        """Ask why a pairing ends."""
        if row.until is None:
            self._open(panel := EndPanel(self, row))
            panel.saved.connect(self.refresh)

    def _pair_with(self, waiting: AskedRow | None) -> None:
        panel = PairingPanel(self, waiting.person, waiting.name) if waiting else PairingPanel(self)
        panel.saved.connect(self.refresh)
        self._open(panel)

    def _open(self, panel: SidePanel) -> None:
        self.panel = panel
        panel.open()

    def _build_bar(self) -> None:
        self.which = Chips(
            [
                (TOGETHER, _("Together")),
                (QUIET, _("Quiet")),
                (HERE, _("Here today")),
                (ENDED_BEFORE, _("Before")),
            ],
            one=True,
            numbered=False,
        )
        self.which.choose([TOGETHER])
        self.which.changed.connect(self.refresh)
        self._touch = button(_("In touch…"), icon_name="phone", press=self._touch_current)
        self._touch.setToolTip(_("Note that they were in touch (Enter)"))
        self._ending = button(_("End…"), press=self._end_current)
        self._ending.setToolTip(_("End this pairing, and say why (Del)"))
        self._file = button(_("Open the file"), icon_name="user", press=self._open_file)
        self.body.addWidget(FlowRow(self.which, self._touch, self._ending, self._file))

    def _build_asking(self) -> Card:
        card = Card(_("Asking for a mentor"))
        columns = (
            Column[AskedRow](_("Name"), lambda row: row.name, width=24),
            Column[AskedRow](_("Since"), lambda row: write_date(row.asked_on), width=12, sort=lambda row: row.asked_on),
            Column[AskedRow](_("Would like"), lambda row: wanted_words(self.desk, row.wanted)),
        )
        self.waiting_model = RowsModel(columns)
        self.waiting = RowsTable(self.waiting_model, _("Asking for a mentor"))
        self.waiting.set_empty(_("Nobody waits for a mentor"), _("Whoever asks appears here until they have one."))
        self.waiting.activated_row.connect(self._pair_with)
        self.waiting.setMinimumHeight(look().px(140))
        card.add_action(button(_("Find a mentor…"), "link", press=lambda: self._of_waiting(self._pair_with)))
        card.add_action(button(_("Wants none any more"), "link", press=lambda: self._of_waiting(self._want_none)))
        card.body.addWidget(self.waiting, 1)
        return card

    def _columns(self) -> tuple[Column[PairRow], ...]:
        return (
            Column(_("Mentor"), lambda row: row.mentor_name, width=22),
            Column(_("Person"), lambda row: row.person_name, width=22),
            Column(_("Since"), lambda row: write_date(row.since), width=12, sort=lambda row: row.since),
            Column(_("Last in touch"), _last_words, width=14, sort=lambda row: row.last_contact or row.since),
            Column(_("Contacts"), lambda row: str(row.contacts), width=9, align="right", sort=lambda row: row.contacts),
            Column(_("Now"), self._state_words, tone=self._tone, sort=lambda row: row.quiet or 0),
        )

    def _show(self, together: list[PairRow], shown: list[PairRow], waiting: list[AskedRow]) -> None:
        self._rows = together
        self.model.show([row for row in shown if self._is_wanted(row)])
        self.table.set_empty(*_EMPTY[self._shown()])
        self.waiting_model.show(waiting)
        count = ngettext("{count} pair", "{count} pairs", len(together)).format(count=len(together))
        quiet = sum(self._is_quiet(row) for row in together)
        told = ngettext("{count} quiet", "{count} quiet", quiet).format(count=quiet)
        self.set_subtitle(f"{count} · {told}" if quiet else count)
        self._show_here([row for row in together if row.is_here])
        self._offer()

    def _show_here(self, here: list[PairRow]) -> None:
        if not here:
            self.here.hide()
            return
        told = _("{person} (with {mentor})")
        names = ", ".join(told.format(person=row.person_name, mentor=row.mentor_name) for row in here)
        self.here.say(_("Came in today"), names)

    def _offer(self) -> None:
        row = self.table.current_row()
        for each in (self._touch, self._ending):
            each.setEnabled(row is not None and row.until is None)
        self._file.setEnabled(row is not None)
        self._file.setVisible(self.desk.may("people.see"))

    def _shown(self) -> str:
        return str((*self.which.chosen(), TOGETHER)[0])

    def _is_wanted(self, row: PairRow) -> bool:
        which = self._shown()
        return row.is_here if which == HERE else self._is_quiet(row) if which == QUIET else True

    def _is_quiet(self, row: PairRow) -> bool:
        return row.quiet is not None and row.quiet >= self.desk.setting(QUIET_DAYS)

    def _state_words(self, row: PairRow) -> str:
        if row.until is not None:
            return _("Ended {day}: {why}").format(
                day=write_date(row.until), why=ENDED.get(row.ended_why, row.ended_why)
            )
        if row.is_here:
            return _("Here today")
        return quiet_words(row.quiet or 0) if self._is_quiet(row) else ""

    def _tone(self, row: PairRow) -> Tone | None:
        if row.until is not None:
            return None
        return "ok" if row.is_here else "warn" if self._is_quiet(row) else None

    def _touch_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.note_contact(row)

    def _end_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.end(row)

    def _open_file(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.desk.open_person(row.person)

    def _of_waiting(self, press: Callable[[AskedRow], None]) -> None:
        row = self.waiting.current_row()
        if row is not None:
            press(row)

    def _want_none(self, row: AskedRow) -> None:
        want_none(self, row.id, self.refresh)


def _last_words(row: PairRow) -> str:
    return write_date(row.last_contact) if row.last_contact else _("not yet")


_EMPTY = {
    TOGETHER: (_("Nobody is paired yet"), _("Press Pair… to find a mentor for somebody.")),
    QUIET: (_("No pair is quiet"), _("Pairs that have not been in touch for a while appear here.")),
    HERE: (_("Nobody of them came in today"), _("People who are paired appear here when they come in.")),
    ENDED_BEFORE: (_("No pairing has ended"), _("The history of pairings appears here.")),
}
