"""The rides to come, and who drives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Column, Form, PageWidget, RowsModel, RowsTable, button, write_date
from rcc_rides.service import RideRow, rides_from, say_given, set_driver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import Desk

_, ngettext = words("rcc_rides")

COLUMNS: tuple[Column[RideRow], ...] = (
    Column(_("Day"), lambda ride: write_date(ride.on_day), width=12, sort=lambda ride: ride.on_day),
    Column(_("Name"), lambda ride: ride.name),
    Column(_("Place"), lambda ride: ride.place),
    Column(_("Driver"), lambda ride: ride.driver),
    Column(_("Given"), lambda ride: _("Yes") if ride.given else "", width=8),
)


class RidesPage(PageWidget):
    """A table of rides; the field below says who drives the one that is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Rides"))
        self.rides = RowsModel(COLUMNS)
        self.table = RowsTable(self.rides, _("Rides to come"))
        self.table.set_empty(_("No rides are asked for"), _("Open somebody's file to ask for one."))
        self.form = Form("left")
        self.driver = self.form.text("driver", _("Who drives"))
        self.form.submitted.connect(self._save_driver)
        self.register_form(self.form)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.form)
        self.add_action(button(_("It was given"), press=self._say_given))
        self.table.chosen_rows_changed.connect(self._show_driver)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the rides from today on."""
        today = self.desk.now().date()
        self.desk.read(self, lambda: rides_from(today), self._show)

    def _show(self, rides: Sequence[RideRow]) -> None:
        self.rides.show(rides)

    def _show_driver(self) -> None:
        ride = self.table.current_row()
        self.form.fill({"driver": ride.driver if ride else ""})

    def _save_driver(self) -> None:
        ride, driver = self.table.current_row(), self.driver.value()
        if ride is not None:
            self.desk.write(self, lambda: set_driver(ride.id, driver, ride.version), self._saved)

    def _say_given(self) -> None:
        ride = self.table.current_row()
        if ride is not None:
            self.desk.write(self, lambda: say_given(ride.id), self._saved)

    def _saved(self, _answer: None) -> None:
        self.clear_problem()
        self.refresh()
