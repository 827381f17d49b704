"""The table of contents: which pages, numbers and papers; no logic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import API, Page, PersonPage, PluginInfo, hookimpl, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import Desk, Measure
    from rcc_desktop.api.documents import Document
    from rcc_desktop.api.records import Record
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_rides")

WATCHED = frozenset({"rides_ride", "person"})


@hookimpl
def rcc_plugin() -> PluginInfo:
    """Rides stores rides, and may be set and permitted as follows."""
    from .settings import PERMISSIONS, SETTINGS

    return PluginInfo(
        name="rides",
        title=_("Rides"),
        summary=_("Who needs a ride, on which day, where to, and who drives."),
        api=API,
        records=_records,
        migrations="rcc_rides.migrations",
        settings=SETTINGS,
        permissions=PERMISSIONS,
    )


@hookimpl
def rcc_pages(desk: Desk) -> Sequence[Page | PersonPage]:
    """The rides to come, and everyone's rides in their file."""

    def all_rides() -> PageWidget:
        from .views.rides_page import RidesPage

        return RidesPage(desk)

    def of_person(person: int) -> PageWidget:
        from .views.person_page import PersonRidesPage

        return PersonRidesPage(desk, person)

    return [
        Page("rides.all", _("Rides"), "car", all_rides, WATCHED, "rides.see"),
        PersonPage("rides.of_person", _("Rides"), "car", of_person, WATCHED, "rides.see", _("Ask for a ride…")),
    ]


@hookimpl
def rcc_measures() -> Sequence[Measure]:
    """Rides given."""
    from .measures import GIVEN

    return [GIVEN]


@hookimpl
def rcc_documents() -> Sequence[Document]:
    """The list of rides for whoever drives."""
    from .documents import RIDE_LIST

    return [RIDE_LIST]


def _records() -> Sequence[type[Record]]:
    from .records import Ride

    return [Ride]
