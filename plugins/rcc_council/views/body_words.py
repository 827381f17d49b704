"""What bylaws mean, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.motions.wording import THRESHOLD_WORDS
from rcc_desktop.api import words

if TYPE_CHECKING:
    from rcc_council.bodies.rows import BylawsRow, Roster

_, ngettext = words("rcc_council")

QUORUM_RULES = {
    "in_office": _("More than half of the members in office"),
    "share": _("A share of the members in office"),
    "number": _("A number of members"),
    "present": _("Whoever comes"),
}
CHAIR_VOTES = {
    "always": _("The chair votes like everybody"),
    "deciding": _("The chair votes only to decide"),
    "never": _("The chair does not vote"),
}
DECIDES_BY = {"vote": _("By vote"), "consensus": _("By consensus")}


def laws_in_words(roster: Roster) -> list[str]:
    """The bylaws that are in force, a sentence for each."""
    return [quorum_sentence(roster), *_deciding(roster.bylaws), *_around(roster.bylaws)]


def quorum_sentence(roster: Roster) -> str:
    """How many must be here: ``6 of 10 must be here to decide.``"""
    if roster.bylaws.quorum_rule == "present":
        return _("Whoever comes may decide.")
    said = ngettext(
        "{needed} of {in_office} member must be here to decide.",
        "{needed} of {in_office} members must be here to decide.",
        roster.in_office,
    )
    return said.format(needed=roster.needed, in_office=roster.in_office)


def _deciding(laws: BylawsRow) -> list[str]:
    usual = _("A motion is adopted by: {threshold}.").format(threshold=THRESHOLD_WORDS[laws.threshold].lower())
    if laws.decides_by == "consensus":
        fallback = _("There is no vote after a block.")
        if laws.fallback_over:
            fallback = _("After a block, {over} of {under} who do not stand aside decide.").format(
                over=laws.fallback_over, under=laws.fallback_under
            )
        return [_("The members decide by consensus."), fallback]
    second = _("A motion needs a second.") if laws.seconds else _("A motion needs no second.")
    return [usual, second]


def _around(laws: BylawsRow) -> list[str]:
    days = ngettext("{count} day", "{count} days", laws.notice_days).format(count=laws.notice_days)
    due = ngettext("{count} day", "{count} days", laws.minutes_days).format(count=laws.minutes_days)
    months = ngettext("{count} month", "{count} months", laws.term_months).format(count=laws.term_months)
    return [
        f"{CHAIR_VOTES[laws.chair_votes]}.",
        _("Members may vote by proxy.") if laws.proxies else _("Nobody votes by proxy."),
        _("Members are told {days} before a meeting.").format(days=days),
        _("Minutes are due by the next meeting, and within {days}.").format(days=due),
        _("A term lasts {months}.").format(months=months) if laws.term_months else _("Terms have no set end."),
    ]
