"""What meetings, their items and the people in the room are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Mapping

_, ngettext = words("rcc_council")

MEETING_KINDS: Mapping[str, str] = {
    "regular": _("Regular meeting"),
    "special": _("Special meeting"),
    "adjourned": _("Adjourned meeting"),
    "annual": _("Annual meeting"),
}
MEETING_STATES: Mapping[str, str] = {
    "planned": _("Planned"),
    "open": _("Going on"),
    "closed": _("Held"),
    "cancelled": _("Canceled"),
    "no_quorum": _("No quorum"),
}
MINUTES_STATES: Mapping[str, str] = {
    "draft": _("Draft"),
    "circulated": _("Sent around"),
    "corrected": _("Corrected"),
    "adopted": _("Adopted"),
}
ITEM_KINDS: Mapping[str, str] = {
    "opening": _("Opening"),
    "topic": _("Topic"),
    "report": _("Report"),
    "consent": _("Consent agenda"),
    "minutes": _("Minutes"),
    "actions": _("What we said we would do"),
    "recommendations": _("Answers we wait for"),
    "motion": _("Motion"),
    "election": _("Election"),
    "executive": _("Executive session"),
    "closing": _("Closing"),
}
CAPACITIES: Mapping[str, str] = {
    "member": _("Member"),
    "alternate": _("Alternate"),
    "staff": _("Staff"),
    "guest": _("Guest"),
}


def present_words(present: int, needed: int) -> str:
    """Whether enough are here: ``7 are here, 6 are needed: there is a quorum``."""
    enough = present >= needed
    told = (
        ngettext(
            "{present} is here, {needed} needed: there is a quorum.",
            "{present} are here, {needed} needed: there is a quorum.",
            present,
        )
        if enough
        else ngettext(
            "{present} is here, {needed} needed: there is no quorum.",
            "{present} are here, {needed} needed: there is no quorum.",
            present,
        )
    )
    return told.format(present=present, needed=needed)
