"""The table of contents of the mentors: their pages, numbers, papers, imports and commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import API, Page, PersonPage, PluginInfo, hookimpl, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peewee import Select

    from rcc_desktop.api import Desk, Measure
    from rcc_desktop.api.record import Record

_, ngettext = words("rcc_mentors")


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
    return []


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
