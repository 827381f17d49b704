"""Votes: taken, kept with the room as it was and the sentence that proves the outcome, voided, and taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rcc_council.motions.counting import (
    Result,
    chair_among,
    chair_turns,
    most_without_chair,
    require_counts,
    settled_by_counts,
    with_chair,
)
from rcc_council.motions.elections import elect
from rcc_council.motions.keeping import come_to, keep_by_name, keep_candidates, keep_vote, ready_to_vote
from rcc_council.motions.naming import require_proxies, require_voters
from rcc_council.motions.records import Ballot, Motion, MotionStep, Vote, VoteChoice
from rcc_council.motions.rules import CONSENSUS, Counts, Views, settle_consensus
from rcc_council.motions.showing import vote_rows
from rcc_council.motions.standing import motion_of, standing_of
from rcc_council.motions.wording import consensus_words, consent_words, heard_words
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rcc_council.meetings.rows import VoteRow
    from rcc_council.motions.standing import Standing

_, ngettext = words("rcc_council")

CHOICES = frozenset({"yes", "no", "abstain"})
VIEWS = frozenset({"agree", "reservations", "aside", "block"})


@needs("council.record")
def take_vote(  # noqa: PLR0913 (each count has its own name)
    motion: int,
    method: str,
    now: datetime,
    *,
    yes: int = 0,
    no: int = 0,
    abstain: int = 0,
    blank: int = 0,
    illegal: int = 0,
    threshold: str | None = None,
    chair_vote: str = "",
    question: str = "",
    expected: int | None = None,
) -> VoteRow:
    """Settle a motion by voice, hands, ballot or unanimous consent. Raises ``Problem``.

    ``voice`` is not counted: ``yes`` or ``no`` above zero is what the chair heard, and it hears majorities only.
    ``unanimous`` takes no numbers, for nobody objected. Elsewhere the counts are without the chair's own vote, which
    ``chair_vote`` (yes or no) adds as far as the bylaws let the chair vote; by ballot the chair votes like everybody.
    ``threshold`` (see ``rules.THRESHOLDS``) is that of the motion unless given.
    """
    counts = Counts(yes, no, abstain, blank, illegal)
    standing = ready_to_vote(motion, now, expected)
    asked = threshold or standing.motion.threshold
    if method == "voice":
        result = _by_voice(counts, asked)
    elif method == "unanimous":
        result = _by_consent(counts, asked)
    elif method in {"hands", "ballot"}:
        result = _by_count(standing, method, counts, asked, chair_vote)
    else:
        raise ValueError(f"{method} is no way to vote here")
    return _kept(standing, result, question)


@needs("council.record")
def take_ballot(
    motion: int,
    now: datetime,
    *,
    yes: int,
    no: int,
    blank: int = 0,
    illegal: int = 0,
    threshold: str | None = None,
    expected: int | None = None,
) -> VoteRow:
    """Settle a motion by secret ballot, of which only the counts are kept.

    Illegal ballots of members are votes cast (and help nobody); blank ones are not. Raises ``Problem``.
    """
    standing = ready_to_vote(motion, now, expected)
    counts = Counts(yes, no, blank=blank, illegal=illegal)
    return _kept(standing, _by_count(standing, "ballot", counts, threshold or standing.motion.threshold, ""))


@needs("council.record")
def take_roll_call(
    motion: int,
    choices: Mapping[int, str],
    now: datetime,
    *,
    proxies: Mapping[int, int] | None = None,
    threshold: str | None = None,
    expected: int | None = None,
) -> VoteRow:
    """Settle a motion by name: ``choices`` is yes, no or abstain by person. Raises ``Problem``.

    Members in the room who are not in it were called and abstained, but for a chair who votes only to decide.
    ``proxies`` names for absent members, who stand in ``choices`` as well, the member in the room who votes for them:
    where the bylaws have proxies, and one for each member.
    """
    if not CHOICES.issuperset(choices.values()):
        raise ValueError("a choice is yes, no or abstain")
    standing = ready_to_vote(motion, now, expected)
    asked = threshold or standing.motion.threshold
    held = dict(proxies or {})
    require_proxies(standing, held)
    require_voters(standing, choices, held)
    called = _called(standing, choices)
    chair = chair_among(standing)
    turning = called.get(chair, "") if chair is not None and _stays_out(standing, chair) else ""
    tally = Counter(choice for person, choice in called.items() if person != chair or turning not in {"yes", "no"})
    counts, notes = Counts(tally["yes"], tally["no"], tally["abstain"]), ""
    if turning in {"yes", "no"}:
        counts, notes = with_chair(standing, counts, turning, asked), _chair_words(turning)
    if held:
        said = ngettext("{count} vote was by proxy.", "{count} votes were by proxy.", len(held))
        notes = f"{notes} {said.format(count=len(held))}".strip()
    result = settled_by_counts(standing, "roll_call", counts, asked, notes, by_proxy=len(held))
    vote = keep_vote(standing, result, result.outcome)
    keep_by_name(vote, called, proxies=held, recused=standing.recused)
    return _row(vote, now)


@needs("council.record")
def take_consensus(
    motion: int,
    views: Mapping[int, str] | Views,
    now: datetime,
    *,
    why: Mapping[int, str] | None = None,
    rest: str = "",
    expected: int | None = None,
) -> VoteRow:
    """Settle a proposal by consensus: adopted when nobody blocks it, else by the fall-back vote of the bylaws, if any.

    ``views`` is agree, reservations, aside or block by person, and ``rest`` that of everybody else in the room; or
    they are counts, in which nobody blocks. Who stands aside or blocks is kept by name, with ``why``; a block needs its
    reason. Raises ``Problem`` (field ``why``).
    """
    standing = ready_to_vote(motion, now, expected)
    by_name = _views_by_name(standing, views, rest)
    counted = views if isinstance(views, Views) else _counted_views(by_name)
    reasons = {person: said.strip() for person, said in (why or {}).items()}
    _require_blocks(counted, by_name, reasons)
    counts = Counts(counted.agree + counted.reservations, counted.block, abstain=counted.aside)
    require_counts(counts, len(standing.may_vote) if standing.room else None)
    fallback = standing.rulebook.fallback
    settled = settle_consensus(counted, fallback)
    outcome = "adopted" if settled.is_adopted else "lost"
    told = consensus_words(counted, settled, fallback)
    vote = keep_vote(standing, Result("consensus", CONSENSUS, counts, outcome, told), outcome)
    keep_by_name(vote, by_name, why=reasons, recused=standing.recused)
    return _row(vote, now)


@needs("council.record")
def take_election(
    motion: int,
    votes: Mapping[int | str, int],
    places: int,
    now: datetime,
    *,
    ballots: int | None = None,
    blank: int = 0,
    illegal: int = 0,
    expected: int | None = None,
) -> VoteRow:
    """Elect to ``places`` by secret ballot: ``votes`` by person, or by name for somebody without a file.

    More than half of the ballots cast elects. ``ballots`` is how many named anybody, asked for where several places
    are filled at once. Where places stay open the motion stays put, for the next ballot. Raises ``Problem``.
    """
    standing = ready_to_vote(motion, now, expected)
    election = elect(votes, places, ballots, blank=blank, illegal=illegal)
    counts = Counts(election.cast - illegal, 0, blank=blank, illegal=illegal)
    require_counts(counts, most_without_chair(standing, "ballot"))
    outcome = "chosen" if election.chosen else "lost"
    vote = keep_vote(
        standing,
        Result("ballot", "majority", counts, outcome, election.arithmetic),
        "adopted" if len(election.chosen) == places else None,
    )
    keep_candidates(vote, election)
    return _row(vote, now)


@needs("council.record")
def chair_could(motion: int, counts: Counts, now: datetime, *, threshold: str | None = None) -> str:
    """How the chair, who has not voted yet, could turn the result of these counts: yes, no, or nothing (empty)."""
    standing = standing_of(motion, now)
    if standing.rulebook.chair_votes == "never" or (standing.room is not None and chair_among(standing) is None):
        return ""
    return chair_turns(standing, counts, threshold or standing.motion.threshold)


@needs("council.record")
def void_vote(vote: int, why: str, now: datetime) -> None:
    """A vote did not hold: it stays in the record as void, and the motion is put again. Raises ``Problem``."""
    motion = motion_of(_latest(vote))
    if not why.strip():
        raise Problem(_("Why did this vote not hold?"), _("Write the reason in a few words."), field="why")
    Vote.change(vote, is_void=True)
    standing = standing_of(motion.id, now)
    if motion.state == "put":
        MotionStep.add(motion=motion.id, at=standing.moment, step="void", words=why.strip())
    else:
        come_to(motion, "put", standing.moment, words=why)


@needs("council.record")
def take_back_vote(vote: int, now: datetime) -> None:
    """Undo a vote that was entered by mistake, as if it had not been; the motion is put again. Raises ``Problem``."""
    motion = standing_of(_latest(vote), now).motion
    for record in (Ballot, VoteChoice):
        for (row,) in fetch(record.select(record.id).where(record.vote == vote)):
            record.remove(row)
    Vote.remove(vote)
    last = MotionStep.select(MotionStep.id, MotionStep.step).where(MotionStep.motion == motion.id)
    step, said = fetch(last.order_by(MotionStep.id.desc()).limit(1))[0]
    if motion.state != "put":
        if said == motion.state:
            MotionStep.remove(step)
        Motion.change(motion.id, state="put", settled_at=None)


def _by_voice(counts: Counts, threshold: str) -> Result:
    heard = counts.yes > 0
    if heard == (counts.no > 0) or counts.all != counts.yes + counts.no:
        raise Problem(
            _("A vote by voice is not counted."),
            _("Say only which side the chair heard more of."),
            code="council.voice",
        )
    if threshold != "majority":
        raise Problem(
            _("Only a majority of the votes cast can be heard."),
            _("Take a show of hands, so that the votes can be counted."),
            code="council.voice",
        )
    outcome = "adopted" if heard else "lost"
    return Result("voice", threshold, Counts(0, 0), outcome, heard_words(is_adopted=heard), was_counted=False)


def _by_consent(counts: Counts, threshold: str) -> Result:
    if counts.no:
        raise Problem(
            _("Somebody objected, so there is no unanimous consent."),
            _("Take a vote by voice or by a show of hands."),
            code="council.objection",
        )
    return Result("unanimous", threshold, Counts(0, 0), "adopted", consent_words(), was_counted=False)


def _by_count(standing: Standing, method: str, counts: Counts, threshold: str, chair_vote: str) -> Result:
    if method == "hands" and (counts.blank or counts.illegal):
        raise Problem(_("Hands are never blank or illegal."), _("Leave those two out."), code="council.counts")
    require_counts(counts, most_without_chair(standing, method))
    if not chair_vote:
        return settled_by_counts(standing, method, counts, threshold)
    if method == "ballot":
        raise Problem(
            _("In a secret ballot the chair's vote is among the others."),
            _("Leave the chair's vote out."),
            field="chair_vote",
            code="council.chair",
        )
    counts = with_chair(standing, counts, chair_vote, threshold)
    require_counts(counts, len(standing.may_vote) if standing.room else None)
    return settled_by_counts(standing, method, counts, threshold, _chair_words(chair_vote))


def _kept(standing: Standing, result: Result, question: str = "") -> VoteRow:
    if question.strip():
        result = replace(result, question=question.strip())
    return _row(keep_vote(standing, result, result.outcome), standing.moment)


def _row(vote: int, now: datetime) -> VoteRow:
    return vote_rows(Vote.id == vote, now.tzinfo)[0]


def _called(standing: Standing, choices: Mapping[int, str]) -> dict[int, str]:
    """Everybody who was called, in the order of the room, with what they answered."""
    called = {
        person: choices.get(person, "abstain")
        for person in standing.may_vote
        if person in choices or not _stays_out(standing, person)
    }
    return {**called, **choices}


def _stays_out(standing: Standing, person: int) -> bool:
    """Whether this is a chair who does not vote with the others."""
    return person == chair_among(standing) and standing.rulebook.chair_votes != "always"


def _chair_words(choice: str) -> str:
    return _("The chair voted yes.") if choice == "yes" else _("The chair voted no.")


def _views_by_name(standing: Standing, views: Mapping[int, str] | Views, rest: str) -> dict[int, str]:
    if isinstance(views, Views):
        return {}
    if not VIEWS.issuperset([*views.values(), rest or "agree"]):
        raise ValueError("a view is agree, reservations, aside or block")
    require_voters(standing, views, {})
    return {**(dict.fromkeys(standing.may_vote, rest) if rest else {}), **views}


def _counted_views(by_name: Mapping[int, str]) -> Views:
    tally = Counter(by_name.values())
    return Views(tally["agree"], tally["reservations"], tally["aside"], tally["block"])


def _require_blocks(views: Views, by_name: Mapping[int, str], why: Mapping[int, str]) -> None:
    blocks = [person for person, view in by_name.items() if view == "block"]
    if views.block > len(blocks) or not all(why.get(person) for person in blocks):
        raise Problem(
            _("A block needs the member's name and reason."),
            _("Say who blocks and why, in their own words."),
            field="why",
            code="council.block",
        )


def _latest(vote: int) -> int:
    """The motion that a vote, the latest one on it, holds for. Raises ``Problem`` where this is not it."""
    stored = fetch(Vote.select(Vote.motion, Vote.is_void).where(Vote.id == vote))
    if not stored:
        raise Problem(_("This vote is no longer here."), _("Look at the motion again."), code="council.vote_gone")
    motion: int = stored[0][0]
    later = Vote.select(Vote.id).where(Vote.motion == motion, Vote.id > vote, ~Vote.is_void)
    if stored[0][1] or fetch(later.limit(1)):
        raise Problem(
            _("This vote does not stand any more."),
            _("It is void, or another vote was taken after it. Look at the motion again."),
            code="council.vote_past",
        )
    return motion
