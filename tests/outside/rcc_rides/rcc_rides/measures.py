"""Facts for whoever reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import Value

from rcc_desktop.api import Group, Measure, Period, words
from rcc_rides.records import Ride

if TYPE_CHECKING:
    from peewee import Select

_, ngettext = words("rcc_rides")


def given(period: Period) -> Select:
    """One fact for each ride that was given."""
    columns = (Ride.person, Ride.on_day, Value(1).alias("amount"), Value(None).alias("site"), Ride.place)
    return Ride.select(*columns).where(Ride.given, Ride.on_day.between(period.first, period.last))


GIVEN = Measure(
    "rides.given",
    _("Rides given"),
    _("rides"),
    given,
    definition=_("Rides that were asked for and took place, each counted on its day."),
    groups=(Group("place", _("Place"), "place"),),
    needs="rides.see",
)
