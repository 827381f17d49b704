"""What states of actions and recommendations are called."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rcc_council.motions.wording import CHOICE_WORDS, STATE_WORDS
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rcc_council.meetings.rows import BallotRow

_, ngettext = words("rcc_council")

ACTIONS: Mapping[str, str] = {
    "open": _("Open"),
    "carried": _("Carried on"),
    "done": _("Done"),
    "dropped": _("Dropped"),
}
ANSWERS: Mapping[str, str] = {
    "accepted": _("Accepted"),
    "in_part": _("Accepted in part"),
    "declined": _("Declined"),
    "more_time": _("More time asked for"),
}
STANDS: Mapping[str, str] = {
    "late": _("Answer is late"),
    "waiting": _("Waits for an answer"),
    "answered": _("Answered"),
    "turned_down": _("Declined"),
    "done": _("Done"),
}
OUTCOMES: Mapping[str, str] = {"adopted": STATE_WORDS["adopted"], "lost": STATE_WORDS["lost"]}


def days_words(days: int) -> str:
    """A count of days."""
    return ngettext("{count} day", "{count} days", days).format(count=days)


def waited_words(days: int, *, is_waiting: bool) -> str:
    """How long an answer took, or has been waited for."""
    if is_waiting:
        return ngettext("waits {count} day", "waits {count} days", days).format(count=days)
    return ngettext("answered after {count} day", "answered after {count} days", days).format(count=days)


def outcome_words(outcome: str) -> str:
    """What an outcome is called; a list of before may hold others, which stand for themselves."""
    return STATE_WORDS.get(outcome, outcome)


def names_words(ballots: Sequence[BallotRow]) -> str:
    """Who voted how, a line for each choice: ``Yes: Ana Lee, Bo Kim``."""
    by_choice: dict[str, list[str]] = defaultdict(list)
    for each in ballots:
        name = each.name
        if each.cast_for:
            name = _("{name} for {absent}").format(name=each.name, absent=each.cast_for)
        by_choice[each.choice].append(name)
    known = [choice for choice in CHOICE_WORDS if choice in by_choice]
    return "\n".join(f"{CHOICE_WORDS[choice]}: {', '.join(by_choice[choice])}" for choice in known)
