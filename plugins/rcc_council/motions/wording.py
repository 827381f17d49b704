"""Motions and votes as people read them, and the sentence that proves how a vote came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.motions.rules import CAST, EITHER, PRESENT, THRESHOLDS
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.motions.rules import Consensus, Counts, Room, Settled, Threshold, Views

_, ngettext = words("rcc_council")

KIND_WORDS = {
    "main": _("Motion"),
    "amendment": _("Amendment"),
    "previous_question": _("End the discussion"),
    "limit_debate": _("Limit or extend the discussion"),
    "suspend_rules": _("Suspend the rules"),
    "objection": _("Object to taking it up"),
    "special_order": _("Set a fixed time for it"),
    "close_nominations": _("Close nominations"),
    "adopt_minutes": _("Adopt the minutes"),
    "amend_adopted": _("Change or take back what was adopted"),
    "election": _("Election"),
    "adjourn": _("End the meeting"),
    "recess": _("Take a recess"),
    "fix_time": _("Set when to go on"),
    "get_quorum": _("Send for members"),
    "other": _("Other motion"),
}
STATE_WORDS = {
    "moved": _("Moved"),
    "seconded": _("Seconded"),
    "stated": _("Being discussed"),
    "put": _("Put to the vote"),
    "adopted": _("Adopted"),
    "lost": _("Lost"),
    "tabled": _("Laid on the table"),
    "postponed": _("Postponed"),
    "postponed_indefinitely": _("Postponed for good"),
    "referred": _("Referred"),
    "withdrawn": _("Withdrawn"),
}
METHOD_WORDS = {
    "voice": _("By voice"),
    "hands": _("Show of hands"),
    "roll_call": _("Roll call"),
    "ballot": _("Secret ballot"),
    "consensus": _("Consensus"),
    "unanimous": _("Unanimous consent"),
}
THRESHOLD_WORDS = {
    "majority": _("Majority of the votes cast"),
    "two_thirds": _("Two-thirds of the votes cast"),
    "three_quarters": _("Three-quarters of the votes cast"),
    "four_fifths": _("Four-fifths of the votes cast"),
    "majority_present": _("Majority of the members present"),
    "two_thirds_present": _("Two-thirds of the members present"),
    "majority_in_office": _("Majority of the members in office"),
    "two_thirds_in_office": _("Two-thirds of the members in office"),
    "four_fifths_in_office": _("Four-fifths of the members in office"),
    "unanimous": _("All of the votes cast"),
    "two_thirds_or_members": _("Two-thirds of the votes cast, or a majority of the members in office"),
    "consensus": _("Consensus"),
}
OUTCOME_WORDS = {
    "adopted": _("Adopted"),
    "lost": _("Lost"),
    "chosen": _("Chosen"),
    "undecided": _("Not decided"),
}
CHOICE_WORDS = {
    "yes": _("Yes"),
    "no": _("No"),
    "abstain": _("Abstains"),
    "recused": _("Takes no part"),
    "agree": _("Agrees"),
    "reservations": _("Agrees with reservations"),
    "aside": _("Stands aside"),
    "block": _("Blocks"),
}
_SHARES = {
    (1, 2): _("a majority"),
    (2, 3): _("two-thirds"),
    (3, 4): _("three-quarters"),
    (4, 5): _("four-fifths"),
    (1, 1): _("every vote"),
}


def share_words(threshold: Threshold) -> str:
    """A share as it is said: two-thirds, or 5/8."""
    said = _SHARES.get((threshold.over, threshold.under))
    return said or f"{threshold.over}/{threshold.under}"


def counted_words(counts: Counts) -> str:
    """What was counted: ``17 yes, 8 no, 2 abstaining``."""
    said = [_("{count} yes").format(count=counts.yes), _("{count} no").format(count=counts.no)]
    more = (
        (counts.abstain, ngettext("{count} abstaining", "{count} abstaining", counts.abstain)),
        (counts.blank, ngettext("{count} blank", "{count} blank", counts.blank)),
        (counts.illegal, ngettext("{count} illegal", "{count} illegal", counts.illegal)),
    )
    return ", ".join([*said, *(each.format(count=count) for count, each in more if count)])


def arithmetic(threshold: str, counts: Counts, room: Room, settled: Settled) -> str:
    """The sentence that proves a counted vote; ``threshold`` is the one it was settled by."""
    return _("{counted}: {proof}, {outcome}.").format(
        counted=counted_words(counts), proof=_proof(threshold, counts, room, settled), outcome=_ends(settled)
    )


def arithmetic_of_either(threshold: str, counts: Counts, room: Room, results: Sequence[tuple[str, Settled]]) -> str:
    """The same where one of several thresholds is enough: what each of them comes to."""
    if threshold not in EITHER:
        return arithmetic(results[0][0], counts, room, results[0][1])
    proofs = _("; or ").join(_proof(name, counts, room, settled) for name, settled in results)
    best = next((settled for _name, settled in results if settled.is_adopted), results[0][1])
    return _("{counted}: {proof}, {outcome}.").format(counted=counted_words(counts), proof=proofs, outcome=_ends(best))


def consensus_words(views: Views, result: Consensus, fallback: Threshold | None) -> str:
    """The sentence that proves a decision by consensus, or by the vote that takes its place."""
    counted = ", ".join(
        each.format(count=count)
        for count, each in (
            (views.agree, ngettext("{count} agrees", "{count} agree", views.agree)),
            (
                views.reservations,
                ngettext("{count} agrees with reservations", "{count} agree with reservations", views.reservations),
            ),
            (views.aside, ngettext("{count} stands aside", "{count} stand aside", views.aside)),
            (views.block, ngettext("{count} blocks", "{count} block", views.block)),
        )
        if count
    )
    if not views.block:
        if result.is_adopted:
            return _("{counted}: nobody blocks, adopted by consensus.").format(counted=counted)
        return _("{counted}: nobody agrees, not adopted.").format(counted=counted or _("Nobody was asked"))
    if fallback is None or result.fallback is None:
        return _("{counted}: a block stops it, not adopted.").format(counted=counted)
    vote = result.fallback
    return _(
        "{counted}: no consensus. Fall-back vote without those who stand aside: {yes} of {base}; {share} is {needed}, "
        "{compared}, {outcome}."
    ).format(
        counted=counted,
        yes=vote.yes,
        base=vote.base,
        share=share_words(fallback),
        needed=vote.needed,
        compared=_compared(vote.yes, vote.needed),
        outcome=_("adopted by the fall-back vote") if vote.is_adopted else _("not adopted"),
    )


def election_words(
    cast: int, places: int, lines: Sequence[tuple[str, int]], names: Sequence[str], *, blank: int = 0, illegal: int = 0
) -> str:
    """The sentence that proves an election: ``lines`` are who stood and their votes, ``names`` who was chosen."""
    said = ", ".join(_("{name} {count}").format(name=name, count=count) for name, count in lines)
    unread = [
        each.format(count=count)
        for count, each in (
            (blank, ngettext("{count} blank", "{count} blank", blank)),
            (illegal, ngettext("{count} illegal", "{count} illegal", illegal)),
        )
        if count
    ]
    said = ", ".join([said, *unread])
    needed = cast // 2 + 1
    ballots = ngettext("{count} ballot cast", "{count} ballots cast", cast).format(count=cast)
    told = _("{lines}: {ballots}, a majority is {needed}").format(lines=said, ballots=ballots, needed=needed)
    chosen = _("{told}, chosen: {names}.").format(told=told, names=", ".join(names)) if names else ""
    open_places = places - len(names)
    if not open_places:
        return chosen
    left = ngettext("{count} place stays open", "{count} places stay open", open_places).format(count=open_places)
    return f"{chosen} {left[:1].upper()}{left[1:]}." if chosen else _("{told}, nobody is chosen.").format(told=told)


def heard_words(*, is_adopted: bool) -> str:
    """What the chair said after a vote by voice, which nobody counts."""
    if is_adopted:
        return _("By voice, not counted: the chair heard more for it than against it, adopted.")
    return _("By voice, not counted: the chair did not hear more for it than against it, lost.")


def consent_words() -> str:
    """Nobody objected."""
    return _("Nobody objected: adopted by unanimous consent.")


def _proof(name: str, counts: Counts, room: Room, settled: Settled) -> str:
    """What a threshold asks for, and whether it is reached: ``two-thirds needs yes >= 2 x no, 17 >= 16``."""
    threshold = THRESHOLDS[name]
    share = share_words(threshold)
    if threshold.of != CAST:
        base = room.present if threshold.of == PRESENT else room.in_office
        of = (
            ngettext("{count} member who may vote here", "{count} members who may vote here", base)
            if threshold.of == PRESENT
            else ngettext("{count} member in office", "{count} members in office", base)
        ).format(count=base)
        told = _("{share} of {members} is {needed}").format(share=share, members=of, needed=settled.needed)
        return f"{told}, {_compared(counts.yes, settled.needed)}"
    if not counts.cast:
        return _("nobody voted")
    if counts.illegal or threshold.over == threshold.under:
        cast = ngettext("{count} vote cast", "{count} votes cast", counts.cast).format(count=counts.cast)
        told = _("{cast}, {share} is {needed}").format(cast=cast, share=share, needed=settled.needed)
        return f"{told}, {_compared(counts.yes, settled.needed)}"
    if threshold.is_more:
        if counts.yes == counts.no:
            return _("{share} needs yes > no, {yes} = {no} is a tie").format(share=share, yes=counts.yes, no=counts.no)
        sign = ">" if counts.yes > counts.no else "<"
        return _("{share} needs yes > no, {compared}").format(share=share, compared=f"{counts.yes} {sign} {counts.no}")
    times, rest = divmod(threshold.over, threshold.under - threshold.over)
    if rest:
        raise ValueError("a share that is no whole multiple")
    return _("{share} needs yes >= {times} x no, {compared}").format(
        share=share, times=times, compared=_compared(counts.yes, times * counts.no)
    )


def _compared(yes: int, needed: int) -> str:
    return f"{yes} >= {needed}" if yes >= needed else f"{yes} < {needed}"


def _ends(settled: Settled) -> str:
    return _("adopted") if settled.is_adopted else _("lost")
