"""Papers to print or hand over."""

from __future__ import annotations

from rcc_desktop.api import words
from rcc_desktop.api.documents import Answers, AskPeriod, Column, Document, Sheet, Table
from rcc_rides.service import rides_in

_, ngettext = words("rcc_rides")


def ride_list(answers: Answers) -> Sheet:
    """The rides of the period, for whoever drives."""
    columns = (
        Column(_("Day"), "date"),
        Column(_("Name"), width=30),
        Column(_("Place"), width=30),
        Column(_("Driver"), width=20),
    )
    rides = rides_in(answers.period) if answers.period else []
    rows = [(ride.on_day, ride.name, ride.place, ride.driver) for ride in rides]
    table = Table(columns, rows, empty=_("No rides in this period."))
    return Sheet(_("Rides"), (table,), period_words=answers.period.code if answers.period else "")


RIDE_LIST = Document(
    "rides.list",
    _("Rides"),
    _("Who needs a ride, where to, and who drives."),
    (AskPeriod("week"),),
    ride_list,
    "rides.see",
)
