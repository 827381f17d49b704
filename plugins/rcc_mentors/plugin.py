"""The table of contents of the mentors: their pages, numbers, papers, imports and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import API, Page, PersonPage, PluginInfo, hookimpl, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peewee import Select

    from rcc_desktop.api import Desk, Measure
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
        hats=_hats,
    )


@hookimpl
def rcc_pages(desk: Desk) -> Sequence[Page | PersonPage]:
    """The schedule, the mentors, the hours, and a mentor's tab in a person's file."""

    def mentors() -> PageWidget:
        from .views.mentors_page import MentorsPage

        return MentorsPage(desk)

    def of_person(person: int) -> PageWidget:
        from .views.mentor_tab import MentorTab

        return MentorTab(desk, person)

    return [
        Page("mentors.people", _("Mentors"), "heart-handshake", mentors, HATS | {"person"}, "mentors.see", order=40),
        PersonPage(
            "mentors.file", _("Mentor"), "heart-handshake", of_person, HATS, "mentors.see", order=40, side="center"
        ),
    ]


@hookimpl
def rcc_measures(desk: Desk) -> Sequence[Measure]:
    """Mentors, shifts, hours by where they come from, match, training, pairings."""
    from .measures import measures_for

    return measures_for(desk)


def _hats() -> Select:
    from .people.hats import wearers

    return wearers()


def _records() -> Sequence[type[Record]]:
    from .records import RECORDS

    return RECORDS
