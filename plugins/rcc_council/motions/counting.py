"""What a vote may count in the room there is, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_council.motions.rules import (
    CAST,
    EITHER,
    THRESHOLDS,
    Counts,
    Room,
    chair_decides,
    settle,
)
from rcc_council.motions.wording import arithmetic_of_either
from rcc_desktop.api import Problem, words

if TYPE_CHECKING:
    from rcc_council.motions.standing import Standing

_, ngettext = words("rcc_council")


@dataclass(frozen=True, slots=True)
class Result:
    """A vote to be kept; ``threshold`` is as it was asked for."""

    method: str
    threshold: str
    counts: Counts
    outcome: str
    arithmetic: str
    question: str = ""
    was_counted: bool = True


def settled_by_counts(
    standing: Standing, method: str, counts: Counts, threshold: str, notes: str = "", by_proxy: int = 0
) -> Result:
    """A counted vote, with the sentence that proves it and then ``notes``."""
    require_threshold(standing, threshold)
    room = voting_room(standing, counts, by_proxy)
    results = [(each, settle(THRESHOLDS[each], counts, room)) for each in EITHER.get(threshold, (threshold,))]
    is_adopted = any(settled.is_adopted for _name, settled in results)
    told = " ".join(each for each in (arithmetic_of_either(threshold, counts, room, results), notes) if each)
    return Result(method, threshold, counts, "adopted" if is_adopted else "lost", told)


def voting_room(standing: Standing, counts: Counts, by_proxy: int = 0) -> Room:
    """The room a vote is settled in: who may vote here and by proxy. Recused members are left out."""
    if standing.room is None:
        return Room(counts.all, 0, 0)
    return Room(len(standing.may_vote) + by_proxy, standing.room.in_office, standing.room.needed)


def require_counts(counts: Counts, most: int | None) -> None:
    """Raise ``Problem`` for numbers below zero, and for more votes than there are people to cast them."""
    if min(counts.yes, counts.no, counts.abstain, counts.blank, counts.illegal) < 0:
        raise Problem(_("A count is below zero."), _("Correct the numbers."), code="council.counts")
    if most is not None and counts.all > most:
        raise too_many(counts.all, most)


def too_many(votes: int, most: int) -> Problem:
    """What is said of more votes than people."""
    said = ngettext("{count} vote was entered", "{count} votes were entered", votes).format(count=votes)
    may = ngettext(
        "only {count} member here may vote on this now", "only {count} members here may vote on this now", most
    ).format(count=most)
    return Problem(
        _("{said}, but {may}.").format(said=said, may=may),
        _("Count again, or bring the list of who is in the room up to date first."),
        code="council.too_many_votes",
    )


def require_threshold(standing: Standing, threshold: str) -> None:
    """Raise ``Problem`` where it takes members that a meeting typed in afterwards does not tell of."""
    names = EITHER.get(threshold, (threshold,))
    if standing.room is None and any(THRESHOLDS[each].of != CAST for each in names):
        raise Problem(
            _("This vote counts members, and nobody is in the room of this past meeting."),
            _("Say who was there, then enter the vote."),
            code="council.nobody_there",
        )


def chair_among(standing: Standing) -> int | None:
    """The chair of the meeting, where they are in the room and may vote like the others."""
    chair = standing.meeting.chair
    return chair if chair in standing.may_vote else None


def most_without_chair(standing: Standing, method: str) -> int | None:
    """How many may vote before the chair is asked; None where nobody knows who was there.

    A chair who votes only to decide still votes by ballot with everybody (RONR 4:56).
    """
    if standing.room is None:
        return None
    rule = standing.rulebook.chair_votes
    stays_out = rule == "never" or (rule == "deciding" and method != "ballot")
    return len(standing.may_vote) - (stays_out and chair_among(standing) is not None)


def with_chair(standing: Standing, counts: Counts, choice: str, threshold: str) -> Counts:
    """The counts with the chair's own vote. Raises ``Problem`` (field ``chair_vote``) where the chair has none."""
    if choice not in {"yes", "no"}:
        raise ValueError(f"the chair cannot vote {choice}")
    rule = standing.rulebook.chair_votes
    if rule == "never" or (standing.room is not None and chair_among(standing) is None):
        raise Problem(
            _("The chair has no vote here."),
            _("Leave the chair's vote out. The bylaws say whether the chair votes."),
            field="chair_vote",
            code="council.chair",
        )
    if rule == "deciding" and choice != chair_turns(standing, counts, threshold):
        raise Problem(
            _("The chair votes only where it changes the result, and here it would not."),
            _("Leave the chair's vote out."),
            field="chair_vote",
            code="council.chair",
        )
    return counts.and_one(**{choice: 1})


def chair_turns(standing: Standing, counts: Counts, threshold: str) -> str:
    """How the chair could turn the result: yes, no or nothing."""
    room = voting_room(standing, counts)
    if standing.room is None:
        room = Room(counts.all + 1, 0, 0)
    return "" if counts.all >= room.present else chair_decides(threshold, counts, room)
