"""What is written of a motion on its way, and of the vote that settles it; the verbs call these."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rcc_council.motions.records import Ballot, Motion, MotionStep, Vote, VoteChoice
from rcc_council.motions.rules import OPEN_STATES
from rcc_council.motions.standing import (
    not_open_now,
    require_quorum,
    require_running,
    require_seconded,
    require_step,
    standing_of,
)
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from rcc_council.motions.counting import Result
    from rcc_council.motions.elections import Election
    from rcc_council.motions.standing import MotionFact, Standing

_, ngettext = words("rcc_council")

_TO_THE_VOTE = {"moved": ("stated", "put"), "seconded": ("stated", "put"), "stated": ("put",), "put": ()}


@needs("council.record")
def come_to(motion: MotionFact, to: str, at: datetime, *, person: int | None = None, words: str = "") -> MotionFact:
    """Bring a motion to a state it may come to, and keep the step. Raises ``Problem``."""
    require_step(motion, to)
    Motion.change(motion.id, state=to, settled_at=None if to in OPEN_STATES else at)
    MotionStep.add(motion=motion.id, at=at, step=to, person=person, words=words.strip())
    return replace(motion, state=to, version=motion.version + 1)


@needs("council.record")
def bring_to_vote(standing: Standing) -> Standing:
    """Put a motion to the vote, by the steps that lie between. Raises ``Problem``, as where amendments are pending."""
    motion = standing.motion
    if motion.state not in OPEN_STATES:
        raise not_open_now(motion)
    require_seconded(motion, standing.rulebook)
    pending = Motion.select(Motion.number).where(Motion.amends == motion.id, Motion.state.in_(tuple(OPEN_STATES)))
    waiting = [number for (number,) in fetch(pending.order_by(Motion.id))]
    if waiting:
        raise Problem(
            _("Amendment {number} has not been decided.").format(number=waiting[0]),
            _("Vote on the amendment first, or withdraw it."),
            code="council.amendment_pending",
        )
    for to in _TO_THE_VOTE[motion.state]:
        motion = come_to(motion, to, standing.moment)
    return replace(standing, motion=motion)


@needs("council.record")
def ready_to_vote(motion: int, now: datetime, expected: int | None) -> Standing:
    """A motion put to the vote in a room with a quorum. Raises ``Problem``, also when it has moved on since looked at.

    Steps that were left out on the way (it was only moved) are kept as taken now.
    """
    standing = standing_of(motion, now)
    require_running(standing.meeting)
    require_quorum(standing.motion.kind, standing.room)
    if expected is not None and standing.motion.version != expected:
        Motion.change(motion, expected=expected)
    return bring_to_vote(standing)


@needs("council.record")
def keep_vote(standing: Standing, result: Result, settles: str | None) -> int:
    """Keep a vote with the room as it was, and bring the motion to what the vote ``settles``; None leaves it put."""
    room, counts = standing.room, result.counts
    vote = Vote.add(
        motion=standing.motion.id,
        taken_at=standing.moment,
        method=result.method,
        threshold=result.threshold,
        question=result.question,
        yes=counts.yes,
        no=counts.no,
        abstain=counts.abstain,
        blank=counts.blank,
        illegal=counts.illegal,
        present=room.present if room else 0,
        needed=room.needed if room else 0,
        in_office=room.in_office if room else 0,
        was_counted=result.was_counted,
        outcome=result.outcome,
        arithmetic=result.arithmetic,
    )
    if settles is not None:
        come_to(standing.motion, settles, standing.moment)
    return vote


@needs("council.record")
def keep_candidates(vote: int, election: Election) -> None:
    """Keep everybody who stood, with their votes and whether they were chosen."""
    for place, each in enumerate(election.candidates):
        VoteChoice.add(
            vote=vote,
            place=place,
            person=each.person,
            words="" if each.person is not None else each.name,
            yes=each.votes,
            is_chosen=place in election.chosen,
        )


@needs("council.record")
def keep_by_name(
    vote: int,
    choices: Mapping[int, str],
    *,
    proxies: Mapping[int, int] | None = None,
    why: Mapping[int, str] | None = None,
    recused: Iterable[int] = (),
) -> None:
    """Keep how everybody voted; for an absent member the row is of whoever voted for them."""
    held, reasons = proxies or {}, why or {}
    for person, choice in choices.items():
        Ballot.add(
            vote=vote,
            person=held.get(person, person),
            cast_for=person if person in held else None,
            choice=choice,
            why=reasons.get(person, ""),
        )
    if choices:
        for person in sorted(recused):
            Ballot.add(vote=vote, person=person, choice="recused")
