"""What a center may decide about its door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import Choice, Permission, Setting, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_, ngettext = words("rcc_checkin")

_REASONS = (
    Choice("drop_in", _("Drop in")),
    Choice("meeting", _("Meeting")),
    Choice("coaching", _("Coaching")),
    Choice("peer_group", _("Peer group")),
    Choice("computer", _("Phone or computer")),
    Choice("food", _("Food or clothing")),
    Choice("jobs", _("Job help")),
    Choice("housing", _("Housing help")),
    Choice("benefits", _("Benefits or ID")),
    Choice("social", _("Social time")),
    Choice("arts", _("Arts")),
    Choice("wellness", _("Yoga and wellness")),
    Choice("family", _("Family support")),
    Choice("learning", _("Classes")),
    Choice("volunteering", _("Volunteering")),
    Choice("treatment", _("Treatment info")),
    Choice("naloxone", _("Naloxone")),
    Choice("court", _("Court paperwork")),
    Choice("legal", _("Legal help")),
    Choice("childcare", _("Childcare")),
    Choice("shower", _("Shower or laundry")),
    Choice("phone_support", _("Phone support")),
    Choice("safe_place", _("A safe place")),
    Choice("council", _("Council or committee")),
)

_KINDS = (
    Choice("member", _("Member")),
    Choice("guest", _("Guest")),
    Choice("family", _("Family or ally")),
    Choice("volunteer", _("Volunteer")),
    Choice("staff", _("Staff")),
    Choice("professional", _("Professional")),
    Choice("group", _("Community group")),
)

REASONS: Setting[tuple[Choice, ...]] = Setting(
    "checkin.reasons",
    _("What people come for"),
    _REASONS,
    help=_("The desk shows them in this order; the first nine answer to Alt and their number."),
    section="checkin",
)
KINDS: Setting[tuple[Choice, ...]] = Setting(
    "checkin.kinds",
    _("Kinds of visitors"),
    _KINDS,
    help=_("The first is what somebody new is taken to be. Later visits start with what they were last time."),
    section="checkin",
)
REENTRY_MINUTES = Setting(
    "checkin.reentry_minutes",
    _("Coming back counts as the same visit for"),
    60,
    help=_("Somebody who is back the same day after this many minutes or fewer goes on with the same visit."),
    least=0,
    most=720,
    unit=_("minutes"),
    section="checkin",
)
ASK_REASON = Setting(
    "checkin.ask_reason", _("Ask what people are here for"), True, help=_("One tap each, as many as fit."),
    section="checkin",
)  # fmt: skip
FIRST_REASON_CHOSEN = Setting(
    "checkin.first_reason_chosen",
    _("Start with the first reason chosen"),
    True,
    help=_("Turn this off if the desk should always ask."),
    section="checkin",
)

SETTINGS = (REASONS, KINDS, REENTRY_MINUTES, ASK_REASON, FIRST_REASON_CHOSEN)

_AT_THE_DOOR = ("front_desk", "coordinator", "supervisor", "director")

RECORD = Permission("checkin.record", _("Check people in and out"), _AT_THE_DOOR)
SEE = Permission("checkin.see", _("See who is here and who came"), (*_AT_THE_DOOR, "peer_specialist"))
CORRECT = Permission("checkin.correct", _("Correct the times of visits and type in past days"), _AT_THE_DOOR)
REPORT = Permission("checkin.report", _("Print sign-in sheets and attendance"), _AT_THE_DOOR)

PERMISSIONS = (RECORD, SEE, CORRECT, REPORT)


def title_of(choices: tuple[Choice, ...], key: str) -> str:
    """The words for a stored key; the key itself where the center's list no longer knows it."""
    return next((choice.title for choice in choices if choice.key == key), key)


def titles_of(choices: tuple[Choice, ...], keys: Sequence[str]) -> str:
    """Several keys as words, in the order of the center's list."""
    known = [choice.key for choice in choices]
    in_order = sorted(keys, key=lambda key: known.index(key) if key in known else len(known))
    return ", ".join(title_of(choices, key) for key in in_order)


def offered(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices that are still in use."""
    return tuple(choice for choice in choices if choice.active)
