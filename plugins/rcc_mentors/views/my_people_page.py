"""The people a signed-in mentor walks beside: who came in today, and when they were last in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, Banner, PageWidget, PeopleList, PersonLine, write_date
from rcc_mentors.people.arrivals import Arrivals, day_at
from rcc_mentors.people.pairing_words import here_words, quiet_words
from rcc_mentors.people.pairings import note_my_contact, undo_my_contact
from rcc_mentors.people.pairs import PairRow, my_pairs
from rcc_mentors.settings import QUIET_DAYS
from rcc_mentors.views.pairing_forms import ContactPanel

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api import Desk

_, ngettext = words("rcc_mentors")


class MyPeoplePage(PageWidget):
    """A row for each of them; Enter or Ctrl+Enter notes that they were in touch."""

    def __init__(self, desk: Desk, arrivals: Arrivals | None = None) -> None:
        super().__init__(desk, _("My people"))
        self._rows: list[PairRow] = []
        self._arrivals = arrivals or Arrivals()
        self.panel: ContactPanel | None = None
        self.here = Banner("info")
        self.body.addWidget(self.here)
        self.people = PeopleList(_("My people"))
        self.people.set_empty(
            _("Nobody yet"), _("Whoever you walk beside appears here. Your coordinator pairs you with them.")
        )
        self.people.chosen.connect(self.note_contact)
        self.people.acted.connect(self.note_contact)
        self.body.addWidget(self.people, 1)

    def refresh(self) -> None:
        """Ask whom this mentor walks beside, and who of them is here."""
        today = day_at(self.desk)
        self.desk.read(self, lambda: my_pairs(today), lambda rows: self._show(rows, today))

    def first_focus(self) -> QWidget:
        """The people."""
        return self.people

    def note_contact(self, pairing: int) -> None:
        """Note that they were in touch."""
        row = next((row for row in self._rows if row.id == pairing), None)
        if row is not None:
            self.panel = ContactPanel(self, row, note_my_contact, undo_my_contact)
            self.panel.saved.connect(self.refresh)
            self.panel.open()

    def _show(self, rows: list[PairRow], today: date) -> None:
        self._rows = rows
        self.people.show_lines([self._line(row) for row in rows])
        here = [row.person_name for row in rows if row.is_here]
        if here:
            self.here.say(_("Here today"), ", ".join(here))
        else:
            self.here.hide()
        came = self._arrivals.just_came(rows, today)
        if came:
            self.desk.note(here_words(len(came)))

    def _line(self, row: PairRow) -> PersonLine:
        quiet = row.quiet if row.quiet is not None and row.quiet >= self.desk.setting(QUIET_DAYS) else None
        last = (
            _("last in touch {day}").format(day=write_date(row.last_contact))
            if row.last_contact
            else _("not in touch yet")
        )
        badges: tuple[Badge, ...] = (Badge(_("Here today"), "ok"),) if row.is_here else ()
        if quiet is not None:
            badges += (Badge(quiet_words(quiet), "warn"),)
        return PersonLine(
            row.id,
            row.person_name,
            side=_("since {day}").format(day=write_date(row.since)),
            below=last,
            badges=badges,
            action=_("In touch…"),
            color=row.person,
        )
