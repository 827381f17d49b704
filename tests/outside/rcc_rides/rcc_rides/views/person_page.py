"""One person's rides, as a tab in their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, PageWidget, RowsModel, RowsTable, button
from rcc_rides.service import RideRow, ask_for_ride, rides_of, take_back
from rcc_rides.settings import DAYS_AHEAD
from rcc_rides.views.rides_page import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import Desk

_, ngettext = words("rcc_rides")


class PersonRidesPage(PageWidget):
    """Ask for a ride, and see those that were asked for."""

    def __init__(self, desk: Desk, person: int) -> None:
        super().__init__(desk, "")
        self.person = person
        self.form = Form()
        self.on_day = self.form.date("on_day", _("Day"), today=lambda: desk.now().date())
        self.place = self.form.text("place", _("Where to"))
        self.form.place(button(_("Ask for a ride"), "primary", press=self.form.submit))
        self.form.submitted.connect(self._ask)
        self.register_form(self.form)
        self.rides = RowsModel([column for column in COLUMNS if column.title != _("Name")])
        self.table = RowsTable(self.rides, _("Rides"))
        self.body.addWidget(self.form)
        self.body.addWidget(self.table, 1)
        self.refresh()

    def refresh(self) -> None:
        """Ask for this person's rides."""
        self.desk.read(self, lambda: rides_of(self.person), self._show)

    def _show(self, rides: Sequence[RideRow]) -> None:
        self.rides.show(rides)

    def _ask(self) -> None:
        on_day, place, today = self.on_day.value(), self.place.value(), self.desk.now().date()
        ahead = self.desk.setting(DAYS_AHEAD)
        self.desk.write(self, lambda: ask_for_ride(self.person, on_day, place, today, ahead), self._asked)

    def _asked(self, ride: int) -> None:
        self.clear_problem()
        self.form.fill({"on_day": None, "place": ""})
        self.desk.note(_("The ride is asked for."), undo=lambda: take_back(ride))
        self.refresh()
