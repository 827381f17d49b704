"""Motions and votes as rows, read all at once for a meeting."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from peewee import JOIN

from rcc_council.meetings.rows import BallotRow, ChoiceRow, MotionRow, VoteRow
from rcc_council.motions.records import Ballot, Motion, Recusal, Vote, VoteChoice
from rcc_council.motions.rules import STEPS
from rcc_council.motions.wording import (
    CHOICE_WORDS,
    KIND_WORDS,
    METHOD_WORDS,
    OUTCOME_WORDS,
    STATE_WORDS,
    THRESHOLD_WORDS,
)
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

BY_VOTE = frozenset({"adopted", "lost"})
"""States that only a vote brings about, so that they are no step to choose."""


def motion_rows(where: Any, zone: tzinfo | None) -> tuple[MotionRow, ...]:
    """The motions that fit a condition, in order of their numbers, amendments inside what they amend.

    An amendment whose own motion does not fit stands by itself.
    """
    mover, seconder = Person.alias(), Person.alias()
    query = (
        Motion.select(
            Motion,
            shown_name_of(mover).alias("mover_shown"),
            shown_name_of(seconder).alias("seconder_shown"),
        )
        .join(mover, JOIN.LEFT_OUTER, on=Motion.mover == mover.id)
        .switch(Motion)
        .join(seconder, JOIN.LEFT_OUTER, on=Motion.seconder == seconder.id)
        .where(where)
        .order_by(Motion.id)
    )
    stored: list[dict[str, Any]] = list(query.dicts())  # type: ignore[arg-type]
    ids = [each["id"] for each in stored]
    votes, recused = _votes_by_motion(ids, zone), _recused(ids)
    under: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for each in stored:
        under[each["amends"] if each["amends"] in ids else None].append(each)

    def row(each: dict[str, Any]) -> MotionRow:
        inside = tuple(row(amendment) for amendment in under[each["id"]])
        return _motion_row(each, inside, votes[each["id"]], recused[each["id"]])

    return tuple(row(each) for each in under[None])


def vote_rows(where: Any, zone: tzinfo | None) -> tuple[VoteRow, ...]:
    """The votes that fit a condition, oldest first."""
    stored = list(Vote.select().where(where).order_by(Vote.id))
    choices, ballots = _choices([each.id for each in stored]), _ballots([each.id for each in stored])
    return tuple(_vote_row(each, choices[each.id], ballots[each.id], zone) for each in stored)


def _votes_by_motion(motions: Sequence[int], zone: tzinfo | None) -> Mapping[int, list[VoteRow]]:
    of = dict(fetch(Vote.select(Vote.id, Vote.motion).where(Vote.motion.in_(motions))))
    rows: dict[int, list[VoteRow]] = defaultdict(list)
    for each in vote_rows(Vote.motion.in_(motions), zone):
        rows[of[each.id]].append(each)
    return rows


def _motion_row(
    each: Mapping[str, Any],
    amendments: tuple[MotionRow, ...],
    votes: Sequence[VoteRow],
    recused: Sequence[tuple[int, str]],
) -> MotionRow:
    return MotionRow(
        id=each["id"],
        item=each["item"],
        number=each["number"],
        kind=each["kind"],
        kind_words=KIND_WORDS[each["kind"]],
        title=each["title"],
        words=each["final_words"] or each["words"],
        mover=each["mover_shown"] or each["mover_name"],
        seconder=each["seconder_shown"] or "",
        threshold=each["threshold"],
        threshold_words=THRESHOLD_WORDS[each["threshold"]],
        state=each["state"],
        state_words=STATE_WORDS[each["state"]],
        is_sealed=bool(each["is_sealed"]),
        moves=_moves(each["state"]),
        recused=tuple(name for _person, name in recused),
        amendments=amendments,
        votes=tuple(votes),
        version=each["version"],
        recused_ids=tuple(person for person, _name in recused),
    )


def _moves(state: str) -> tuple[str, ...]:
    """The steps a person may choose, in the order of a motion's life; votes settle it, voids bring it back."""
    if state in BY_VOTE:
        return ()
    open_now = STEPS[state] - BY_VOTE
    return tuple(each for each in STATE_WORDS if each in open_now)


def _vote_row(vote: Vote, choices: Sequence[ChoiceRow], ballots: Sequence[BallotRow], zone: tzinfo | None) -> VoteRow:
    return VoteRow(
        id=vote.id,
        taken=vote.taken_at.astimezone(zone),
        method=vote.method,
        method_words=METHOD_WORDS[vote.method],
        threshold=vote.threshold,
        threshold_words=THRESHOLD_WORDS[vote.threshold],
        yes=vote.yes,
        no=vote.no,
        abstain=vote.abstain,
        blank=vote.blank,
        illegal=vote.illegal,
        present=vote.present,
        needed=vote.needed,
        in_office=vote.in_office,
        was_counted=bool(vote.was_counted),
        outcome=vote.outcome,
        outcome_words=OUTCOME_WORDS[vote.outcome],
        arithmetic=vote.arithmetic,
        is_void=bool(vote.is_void),
        choices=tuple(choices),
        ballots=tuple(ballots),
        question=vote.question,
    )


def _choices(votes: Sequence[int]) -> Mapping[int, list[ChoiceRow]]:
    columns = (VoteChoice.vote, VoteChoice.id, shown_name_of(), VoteChoice.words)
    counts = (VoteChoice.yes, VoteChoice.no, VoteChoice.abstain, VoteChoice.is_chosen)
    query = VoteChoice.select(*columns, *counts).join(Person, JOIN.LEFT_OUTER).where(VoteChoice.vote.in_(votes))
    rows: dict[int, list[ChoiceRow]] = defaultdict(list)
    for vote, row, shown, said, yes, no, abstain, chosen in fetch(query.order_by(VoteChoice.place, VoteChoice.id)):
        rows[vote].append(ChoiceRow(row, shown or said, yes, no, abstain, bool(chosen)))
    return rows


def _ballots(votes: Sequence[int]) -> Mapping[int, list[BallotRow]]:
    absent = Person.alias()
    query = (
        Ballot.select(Ballot.vote, shown_name_of(), Ballot.name, Ballot.choice, shown_name_of(absent), Ballot.why)
        .join(Person, JOIN.LEFT_OUTER, on=Ballot.person == Person.id)
        .switch(Ballot)
        .join(absent, JOIN.LEFT_OUTER, on=Ballot.cast_for == absent.id)
        .where(Ballot.vote.in_(votes), Ballot.person.is_null(False) | (Ballot.name != ""))
    )
    rows: dict[int, list[BallotRow]] = defaultdict(list)
    for vote, shown, name, choice, cast_for, why in fetch(query.order_by(Ballot.id)):
        rows[vote].append(BallotRow(shown or name, choice, CHOICE_WORDS[choice], cast_for or "", why))
    return rows


def _recused(motions: Sequence[int]) -> Mapping[int, list[tuple[int, str]]]:
    query = (
        Recusal.select(Recusal.motion, Recusal.person, shown_name_of()).join(Person).where(Recusal.motion.in_(motions))
    )
    rows: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for motion, person, name in fetch(query.order_by(Person.sort_name)):
        rows[motion].append((person, name))
    return rows
