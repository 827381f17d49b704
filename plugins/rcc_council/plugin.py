"""The table of contents of the councils: their pages, numbers, papers and imports."""

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

_, ngettext = words("rcc_council")

MEETINGS = frozenset(
    f"council_{table}"
    for table in (
        *("meeting", "item", "paper", "in_room", "excused", "speaker", "minutes", "conflict"),
        *("motion", "motion_step", "vote", "vote_choice", "ballot", "recusal"),
    )
)
"""The tables of meetings and of what was decided in them."""

MINUTES = frozenset(f"council_{table}" for table in ("minutes", "minutes_part", "correction", "addendum", "name_kept"))
"""The tables of minutes."""

BODIES = frozenset(
    f"council_{table}" for table in ("body", "bylaws", "seat", "term", "office", "leave", "declared", "conflict")
)
"""The tables of the bodies themselves."""

REGISTER = frozenset(f"council_{table}" for table in ("action", "recommendation", "past_decision", "motion"))
"""The tables of what comes of meetings."""


@hookimpl
def rcc_plugin() -> PluginInfo:
    """Councils store who sits in them, when they met, what they decided, and what they are owed."""
    from .settings import PERMISSIONS, SETTINGS

    return PluginInfo(
        name="council",
        title=_("Councils"),
        summary=_("Meetings, votes and minutes, and the answers councils are owed."),
        api=API,
        records=_records,
        migrations="rcc_council.migrations",
        settings=SETTINGS,
        permissions=PERMISSIONS,
        commands=_commands,
        demo="rcc_council.demo",
        hats=_hats,
    )


@hookimpl
def rcc_pages(desk: Desk) -> Sequence[Page | PersonPage]:
    """The bodies, their meetings, the live meeting, and what came of them."""
    return [*_pages_of_meetings(desk), *_pages_of_minutes(desk), *_pages_of_register(desk)]


@hookimpl
def rcc_measures() -> Sequence[Measure]:
    """Meetings, attendance, members and consumers among them, recommendations, actions."""
    from .measures import measures_for

    return measures_for()


@hookimpl
def rcc_documents(desk: Desk) -> Sequence[Document]:
    """Agendas, minutes, sign-in sheets and ballots; the registers of what came of meetings."""
    from .documents import documents_for
    from .documents_register import register_documents

    return [*documents_for(desk), *register_documents(desk)]


@hookimpl
def rcc_imports(desk: Desk) -> Sequence[Import]:
    """Who sits in the bodies, and what they decided before this program."""
    from .imports import imports_for
    from .imports_decisions import decisions_import

    return [*imports_for(desk), decisions_import(desk)]


def _pages_of_meetings(desk: Desk) -> Sequence[Page]:
    """The meetings, one of them while it goes on, and the bodies that meet."""

    def meetings() -> PageWidget:
        from .views.meetings_page import MeetingsPage

        return MeetingsPage(desk)

    def bodies() -> PageWidget:
        from .views.bodies_page import BodiesPage

        return BodiesPage(desk)

    watched = MEETINGS | BODIES | {"person"}
    return [
        Page("council.meetings", _("Meetings"), "gavel", meetings, watched, "council.see", order=60),
        Page("council.bodies", _("Councils"), "users", bodies, BODIES | {"person"}, "council.see", order=62),
    ]


def _pages_of_minutes(desk: Desk) -> Sequence[Page]:
    """What is kept of the meetings."""

    def minutes() -> PageWidget:
        from .views.minutes_page import MinutesPage

        return MinutesPage(desk)

    watched = MEETINGS | MINUTES | {"council_body", "council_action", "council_recommendation", "person"}
    return [Page("council.minutes", _("Minutes"), "notebook-pen", minutes, watched, "council.see", order=61)]


def _pages_of_register(desk: Desk) -> Sequence[Page]:
    """What came of the meetings: decisions, promises, and the answers councils are owed."""

    def register() -> PageWidget:
        from .views.register_page import RegisterPage

        return RegisterPage(desk)

    def recommendations() -> PageWidget:
        from .views.recommendations_page import RecommendationsPage

        return RecommendationsPage(desk)

    watched = MEETINGS | BODIES | REGISTER | {"person"}
    return [
        Page("council.register", _("Decisions"), "scale", register, watched, "council.see", order=63),
        Page(
            "council.recommendations",
            _("Answers"),
            "megaphone",
            recommendations,
            REGISTER | {"council_body"},
            "council.see",
            order=64,
        ),
    ]


def _hats() -> Select:
    from .bodies.hats import wearers

    return wearers()


def _records() -> Sequence[type[Record]]:
    from .records import RECORDS

    return RECORDS


def _commands() -> Sequence[Command]:
    from .commands import COMMANDS

    return COMMANDS
