"""Pairs, wishes and contacts as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_mentors.people.pairing_rules import Against

_, ngettext = words("rcc_mentors")

HOW: Mapping[str, str] = {
    "in_person": _("In person"),
    "phone": _("By phone"),
    "video": _("By video"),
    "text": _("By text"),
}
ENDED: Mapping[str, str] = {
    "goals_met": _("They are where they wanted to be"),
    "asked_to_end": _("One of the two asked to end it"),
    "moved": _("The person moved away"),
    "mentor_left": _("The mentor stops mentoring"),
    "no_contact": _("They lost touch"),
}
AGAINST: Mapping[Against, str] = {
    "self": _("Nobody can be their own mentor."),
    "already": _("These two walk together already."),
    "not_serving": _("This mentor is not active now."),
    "person_rather_not": _("The person would rather not have this mentor."),
    "mentor_rather_not": _("The mentor would rather not walk beside this person."),
    "full": _("This mentor walks beside as many people as one mentor takes."),
}
LIKING: Mapping[int, str] = {1: _("Would like to"), 0: _("Nothing said"), -1: _("Would rather not")}


def quiet_words(days: int) -> str:
    """How long a pair has not been in touch."""
    return ngettext("No contact for {days} day", "No contact for {days} days", days).format(days=days)


def here_words(count: int) -> str:
    """That somebody came, without a name: it may be read over a shoulder."""
    one, more = _("Somebody you walk beside is here."), _("{count} people you walk beside are here.")
    return one if count == 1 else more.format(count=count)
