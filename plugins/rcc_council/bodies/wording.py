"""What bodies, seats and offices are called, and the sentences that prove a quorum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_council.bodies.rows import BylawsRow

_, ngettext = words("rcc_council")

BODY_KINDS: Mapping[str, str] = {
    "council": _("Council"),
    "committee": _("Committee"),
    "advisory_board": _("Advisory board"),
}
SEAT_KINDS: Mapping[str, str] = {
    "peer": _("Person in recovery"),
    "family": _("Family"),
    "professional": _("Professional"),
    "community": _("Community"),
}
OFFICES: Mapping[str, str] = {
    "chair": _("Chair"),
    "vice_chair": _("Vice chair"),
    "secretary": _("Secretary"),
    "treasurer": _("Treasurer"),
    "facilitator": _("Facilitator"),
}
"""Offices in the order they are listed in. A body may name others; they stand for themselves."""


def office_words(office: str) -> str:
    """What an office is called."""
    return OFFICES.get(office, office)


def quorum_words(laws: BylawsRow, in_office: int, needed: int) -> str:
    """How many members a quorum needs, and why: ``10 members in office: a majority is 6``."""
    if laws.quorum_rule == "present":
        return _("Whoever comes may decide.")
    if laws.quorum_rule == "number":
        return ngettext("The bylaws ask for {needed} member.", "The bylaws ask for {needed} members.", needed).format(
            needed=needed
        )
    if laws.quorum_rule == "share":
        return ngettext(
            "{count} member in office: {over}/{under} of them is {needed}.",
            "{count} members in office: {over}/{under} of them is {needed}.",
            in_office,
        ).format(count=in_office, over=laws.quorum_over, under=laws.quorum_under, needed=needed)
    return ngettext(
        "{count} member in office: a majority is {needed}.",
        "{count} members in office: a majority is {needed}.",
        in_office,
    ).format(count=in_office, needed=needed)
