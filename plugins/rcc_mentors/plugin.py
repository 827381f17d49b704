"""The table of contents of the mentors: their pages, numbers, papers, imports and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import API, Page, PersonPage, PluginInfo, hookimpl, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peewee import Select

    from rcc_desktop.api import Command, Desk, Measure
    from rcc_desktop.api.documents import Document
    from rcc_desktop.api.imports import Import
    from rcc_desktop.api.record import Record
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_mentors")

HATS = frozenset(
    f"mentors_{table}"
    for table in (
        *("mentor", "stage_move", "checklist_mark", "background_check", "trait", "site"),
        *("credential", "credential_term", "training", "ethics_signing"),
    )
)
"""The tables of mentors' own files."""

BOARDS = frozenset(
    f"mentors_{table}"
    for table in (
        *("series", "shift", "assignment", "swap", "asked", "absence", "availability", "liking", "policy"),
        *("mentor", "trait", "site", "credential"),
    )
)
"""The tables that a schedule is made of, and what its rules ask about mentors."""

PAIRS = frozenset(
    f"mentors_{table}"
    for table in ("mentor", "pairing", "pairing_wish", "pairing_contact", "wanted", "wanted_trait", "supervision")
)
"""The tables of walking together."""

TIME = frozenset(
    f"mentors_{table}"
    for table in ("hours", "hours_addendum", "match_line", "worth_rate", "mentor", "shift", "assignment")
)
"""The tables of time given, and of the bookings it is given for."""


@hookimpl
def rcc_plugin() -> PluginInfo:
    """The mentors store who they are, when they serve and what they gave; they need nobody but the center's people."""
    from .settings import PERMISSIONS, SETTINGS

    return PluginInfo(
        name="mentors",
        title=_("Mentors"),
        summary=_("Who gives their time, when, and every hour of it."),
        api=API,
        records=_records,
        migrations="rcc_mentors.migrations",
        settings=SETTINGS,
        permissions=PERMISSIONS,
        demo="rcc_mentors.demo",
        commands=_commands,
        hats=_hats,
    )


@hookimpl
def rcc_pages(desk: Desk) -> Sequence[Page | PersonPage]:
    """The schedule, the mentors, the hours, and a mentor's tab in a person's file."""

    def schedule() -> PageWidget:
        from .views.schedule_page import SchedulePage

        return SchedulePage(desk)

    def mentors() -> PageWidget:
        from .views.mentors_page import MentorsPage

        return MentorsPage(desk)

    def of_person(person: int) -> PageWidget:
        from .views.mentor_tab import MentorTab

        return MentorTab(desk, person)

    return [
        Page("mentors.schedule", _("Schedule"), "calendar", schedule, BOARDS, "mentors.schedule_see", order=30),
        Page("mentors.people", _("Mentors"), "heart-handshake", mentors, HATS | {"person"}, "mentors.see", order=40),
        PersonPage(
            "mentors.file",
            _("Mentor"),
            "heart-handshake",
            of_person,
            HATS | {"mentors_absence", "mentors_availability", "mentors_liking"},
            "mentors.see",
            order=40,
            side="center",
        ),
        *_own_pages(desk),
        *_pages_of_pairs(desk),
        *_pages_of_hours(desk),
    ]


@hookimpl
def rcc_measures(desk: Desk) -> Sequence[Measure]:
    """Mentors, shifts, hours by where they come from, match, training, pairings."""
    from .measures import measures_for

    return measures_for(desk)


@hookimpl
def rcc_documents(desk: Desk) -> Sequence[Document]:
    """The schedule for the wall and for each mentor, the log to sign, the match, thanks."""
    from .documents import documents_for

    return documents_for(desk)


def _own_pages(desk: Desk) -> Sequence[Page]:
    """What a mentor who is signed in sees: their shifts and their people; both tell once when one of these comes in."""
    from .people.arrivals import Arrivals

    arrivals = Arrivals()

    def mine() -> PageWidget:
        from .views.mine_page import MinePage

        return MinePage(desk, arrivals)

    def my_people() -> PageWidget:
        from .views.my_people_page import MyPeoplePage

        return MyPeoplePage(desk, arrivals)

    shifts, watched = BOARDS | {"mentors_pairing"}, PAIRS | {"person"}
    return [
        Page("mentors.mine", _("My shifts"), "calendar-check", mine, shifts, "mentors.mine", order=35, people=True),
        Page("mentors.mine_pairs", _("My people"), "heart", my_people, watched, "mentors.mine", order=36, people=True),
    ]


def _pages_of_hours(desk: Desk) -> Sequence[Page]:
    """The clock, a mentor's own hours, and approving what was given."""

    def clock() -> PageWidget:
        from .views.clock_page import ClockPage

        return ClockPage(desk)

    def my_hours() -> PageWidget:
        from .views.my_hours_page import MyHoursPage

        return MyHoursPage(desk)

    def hours() -> PageWidget:
        from .views.hours_page import HoursPage

        return HoursPage(desk)

    watched = TIME | {"person"}
    return [
        Page("mentors.clock", _("Clock in"), "clock", clock, watched, "mentors.clock", order=46),
        Page("mentors.my_hours", _("My hours"), "clock", my_hours, TIME, "mentors.mine", order=37),
        Page("mentors.hours", _("Hours"), "hourglass", hours, watched, "mentors.approve", order=48),
    ]


@hookimpl
def rcc_imports(desk: Desk) -> Sequence[Import]:
    """Mentors, and the hours they gave."""
    from .imports import imports_for

    return imports_for(desk)


def _pages_of_pairs(desk: Desk) -> Sequence[Page | PersonPage]:
    """Who walks beside whom, who supervises, and a tab in a person's file."""

    def pairings() -> PageWidget:
        from .views.pairings_page import PairingsPage

        return PairingsPage(desk)

    def supervision() -> PageWidget:
        from .views.supervision_page import SupervisionPage

        return SupervisionPage(desk)

    def beside(person: int) -> PageWidget:
        from .views.beside_tab import BesideTab

        return BesideTab(desk, person)

    watched = PAIRS | {"person"}
    return [
        Page("mentors.pairings", _("Pairings"), "handshake", pairings, watched, "mentors.pair", order=42, people=True),
        Page("mentors.supervision", _("Supervision"), "users", supervision, watched, "mentors.pair", order=44),
        PersonPage("mentors.beside", _("Walks with"), "handshake", beside, PAIRS, "mentors.pair", order=42),
    ]


def _commands() -> Sequence[Command]:
    from .commands import COMMANDS

    return COMMANDS


def _hats() -> Select:
    from .people.hats import wearers

    return wearers()


def _records() -> Sequence[type[Record]]:
    from .records import RECORDS

    return RECORDS
