"""Stages, checklists, credentials and warnings as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.written import write_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rcc_desktop.api import Choice
    from rcc_mentors.people.owed import Owed

_, ngettext = words("rcc_mentors")

STAGE_TITLES = {
    "applied": _("Applied"),
    "references": _("References"),
    "background_check": _("Background check"),
    "orientation": _("Orientation"),
    "council": _("Council approval"),
    "active": _("Active"),
    "on_leave": _("On leave"),
    "left": _("Left"),
}
ITEM_TITLES = {
    "form_received": _("The application is here"),
    "talked_together": _("Somebody talked with them about the role"),
    "reference_one": _("First reference called"),
    "reference_two": _("Second reference called"),
    "disclosure": _("Told about the background check, on a page of its own"),
    "authorization": _("Agreed to it in writing"),
    "check_decided": _("The background check is decided"),
    "orientation_attended": _("Came to orientation"),
    "role_limits": _("Read what a mentor does and does not do"),
    "ethics_signed": _("Signed the ethics code"),
    "council_approved": _("The council approved"),
}
PAY_TITLES = {"volunteer": _("Volunteer"), "paid": _("Paid")}
STANDING_TITLES = {
    "valid": _("Valid"),
    "renew": _("Renew soon"),
    "expired": _("Expired"),
    "not_yet": _("Not yet"),
}
RESULT_TITLES = {"": _("Not back yet"), "clear": _("Nothing found"), "concern": _("Something to weigh")}
DECISION_TITLES = {"": _("Not decided"), "cleared": _("May serve"), "not_cleared": _("May not serve")}
STEP_TITLES = {
    "disclosed_on": _("Told, on a page of its own"),
    "authorized_on": _("Agreed in writing"),
    "ordered_on": _("Ordered"),
    "result_on": _("Result came"),
    "assessed_on": _("What was found was weighed"),
    "pre_adverse_on": _("First notice sent, with the report and their rights"),
    "final_on": _("Final notice sent"),
}
TRAIT_TITLES = {
    "role": _("What they do here"),
    "skill": _("Skills"),
    "language": _("Languages"),
    "pathway": _("Pathways"),
    "lived": _("Lived experience"),
}
DOES = (
    _("Listens, and shares their own story where it helps."),
    _("Walks beside a person toward what that person wants."),
    _("Shows the way to meetings, services and paperwork."),
    _("Keeps what is said private, and says where that ends."),
    _("Asks for help at once when somebody may be in danger."),
)
DOES_NOT = (
    _("Diagnose, treat, or say what medicine to take."),
    _("Counsel, sponsor, or act as a lawyer."),
    _("Lend or borrow money, or take gifts that matter."),
    _("Begin a romance or a business with somebody they mentor."),
    _("Push one way of recovery over another."),
)
_FAULTS = {
    "ahead": (_("This day has not come yet."), _("Type the day it was done, or leave it empty.")),
    "order": (_("This came before the step above it."), _("Check both days.")),
    "before_disclosed_on": (
        _("They were not told yet."),
        _("Tell them first, on a page of its own, and type that day."),
    ),
    "before_authorized_on": (_("They have not agreed in writing."), _("Ask them first, and type the day they signed.")),
    "before_ordered_on": (_("Nothing was ordered yet."), _("Type the day the check was ordered.")),
    "before_result_on": (_("No result is back yet."), _("Type the day the result came.")),
    "before_pre_adverse_on": (
        _("The first notice was not sent."),
        _("Send it with a copy of the report and their rights, and type that day."),
    ),
    "no_result": (_("There is no result yet."), _("Say what came back.")),
    "no_day": (_("The day of the result is missing."), _("Type the day it came.")),
    "not_assessed": (
        _("Nobody weighed what was found."),
        _("Look at what it was, how long ago, and what it has to do with the role. Then type that day."),
    ),
    "clear": (_("Nothing was found, so nothing speaks against them."), _("Choose that they may serve.")),
    "no_notice": (_("The final notice was not sent."), _("Send it, and type that day.")),
}


def stage_words(stage: str) -> str:
    """A stage by name; the code itself for one that nobody knows any more."""
    return STAGE_TITLES.get(stage, stage)


def title_of(choices: Sequence[Choice], key: str) -> str:
    """The words for a stored key; the key itself where the center's list no longer knows it."""
    return next((choice.title for choice in choices if choice.key == key), key)


def titles_of(choices: Sequence[Choice], keys: Iterable[str]) -> str:
    """Several keys as words, in the order of the center's list."""
    wanted = set(keys)
    known = [choice.key for choice in choices]
    told = [choice.title for choice in choices if choice.key in wanted]
    return ", ".join((*told, *sorted(wanted - set(known))))


def offered(choices: Sequence[Choice], chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What to choose from: what is in use, and what was chosen before although it no longer is."""
    kept = set(chosen)
    return [(choice.key, choice.title) for choice in choices if choice.active or choice.key in kept]


def items_count(count: int) -> str:
    """How many things on the list are not done."""
    return ngettext("{count} thing left on the list", "{count} things left on the list", count).format(count=count)


def items_words(items: Iterable[str]) -> str:
    """Checklist items in a row."""
    return ", ".join(ITEM_TITLES.get(item, item) for item in items)


def hours_words(minutes: int) -> str:
    """A length of time in hours: ``6 h``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def fault_words(fault: str, day: date | None = None) -> tuple[str, str]:
    """What is wrong with a step of a background check, and the way out; ``day`` is the first day it may be."""
    if fault == "too_soon":
        return (
            _("The final notice comes too soon."),
            _("They have five business days to answer. The first day is {day}.").format(day=write_date(day)),
        )
    return _FAULTS[fault]


def same_work_words(roles: str) -> str:
    """What is said of a volunteer who is staff for the same work."""
    return _(
        "They also sign in as staff for the same kind of work ({roles}). Somebody who is paid for it may not give it "
        "as a volunteer. Check with your payroll before you book them."
    ).format(roles=roles)


def owed_words(owed: Owed, credentials: Sequence[Choice]) -> str:
    """One thing somebody owes, in a line."""
    kind, day = title_of(credentials, owed.kind), write_date(owed.day)
    told = {
        "expired": _("{credential} expired on {day}").format(credential=kind, day=day),
        "renew": _("{credential}: renew by {day}").format(credential=kind, day=day),
        "ethics_owed": _("Ethics code to be signed"),
        "ethics_renew": _("Ethics code: sign again by {day}").format(day=day),
        "training_short": _("{hours} of training missing for {credential}").format(
            hours=hours_words(owed.minutes), credential=kind
        ),
        "recheck": _("Background check again by {day}").format(day=day),
        "check_waits": _("Background check: decide, the result came {day}").format(day=day),
    }
    return told[owed.code]
