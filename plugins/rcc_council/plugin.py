"""The table of contents of the councils: their pages, numbers, papers and imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import API, Page, PersonPage, PluginInfo, hookimpl, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import Desk
    from rcc_desktop.api.record import Record

_, ngettext = words("rcc_council")


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
        demo="rcc_council.demo",
    )


@hookimpl
def rcc_pages(desk: Desk) -> Sequence[Page | PersonPage]:
    """The bodies, their meetings, the live meeting, and what came of them."""
    return []


def _records() -> Sequence[type[Record]]:
    from .records import RECORDS

    return RECORDS
