"""The table of contents of check-in: its pages, numbers, papers and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import API, Page, PersonPage, PluginInfo, hookimpl, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peewee import Select

    from rcc_desktop.api import Command, Desk, Measure
    from rcc_desktop.api.documents import Document
    from rcc_desktop.api.record import Record
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_checkin")

VISITS = frozenset({"checkin_visit", "checkin_reason", "checkin_away", "checkin_correction"})


@hookimpl
def rcc_plugin() -> PluginInfo:
    """Check-in stores visits; it needs nothing but the people of the center."""
    from .settings import PERMISSIONS, SETTINGS

    return PluginInfo(
        name="checkin",
        title=_("Check-in"),
        summary=_("Who comes in, when, and what for."),
        api=API,
        records=_records,
        migrations="rcc_checkin.migrations",
        settings=SETTINGS,
        permissions=PERMISSIONS,
        demo="rcc_checkin.demo",
        commands=_commands,
        presence=_presence,
    )


@hookimpl
def rcc_pages(desk: Desk) -> Sequence[Page | PersonPage]:
    """The front desk, the visits of a day, and everyone's visits in their file."""

    def front_desk() -> PageWidget:
        from .views.desk_page import DeskPage

        return DeskPage(desk)

    def day() -> PageWidget:
        from .views.day_page import DayPage

        return DayPage(desk)

    def of_person(person: int) -> PageWidget:
        from .views.person_page import VisitsPage

        return VisitsPage(desk, person)

    watched = VISITS | {"person", "person_alert"}
    return [
        Page("checkin.desk", _("Check-in"), "log-in", front_desk, watched, "checkin.record", order=10),
        Page("checkin.day", _("Visits"), "calendar-days", day, watched, "checkin.see", order=20),
        PersonPage("checkin.visits", _("Visits"), "calendar-days", of_person, VISITS, "checkin.see", order=20),
    ]


@hookimpl
def rcc_measures(desk: Desk) -> Sequence[Measure]:
    """Visits, people, new people, hours."""
    from .measures import measures_for

    return measures_for(desk)


@hookimpl
def rcc_documents(desk: Desk) -> Sequence[Document]:
    """The sign-in sheet, the attendance, an empty sheet."""
    from .documents import documents_for

    return documents_for(desk)


def _records() -> Sequence[type[Record]]:
    from .records import RECORDS

    return RECORDS


def _commands() -> Sequence[Command]:
    from .commands import COMMANDS

    return COMMANDS


def _presence() -> Select:
    from .measures import presence

    return presence()
