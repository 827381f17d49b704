"""A motion in minutes: its final words, who moved it, what became of it; counts and names where they were taken."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rcc_council.minutes.written_part import WrittenPart, lines, listed, quoted, short_day
from rcc_council.motions.wording import CHOICE_WORDS
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rcc_council.meetings.rows import BallotRow, MotionRow, VoteRow
    from rcc_council.minutes.facts import Recorded

_, ngettext = words("rcc_council")

_BY_CONSENSUS = ("reservations", "aside", "block")
_CALLED = ("yes", "no", "abstain")


def motion_part(of: Recorded, motion: MotionRow) -> WrittenPart:
    """All of a main motion."""
    titled = _("Motion {number}: {title}") if motion.title else _("Motion {number}")
    heading = titled.format(number=motion.number, title=motion.title)
    return WrittenPart(
        f"motion:{motion.id}",
        heading,
        lines(*_motion_lines(of, motion)),
        item=motion.item,
        is_sealed=motion.is_sealed,
    )


def _outcome(of: Recorded, motion: MotionRow) -> str:
    """What became of a motion, in a sentence without its votes."""
    until, referred_to = of.whither.get(motion.id, (None, ""))
    if motion.state == "postponed" and until:
        return _("Postponed to {day}.").format(day=short_day(until))
    if motion.state == "referred" and referred_to:
        return _("Referred to {whom}.").format(whom=referred_to)
    return {
        "adopted": _("Adopted."),
        "lost": _("Lost."),
        "tabled": _("Laid on the table."),
        "postponed_indefinitely": _("Postponed indefinitely."),
        "withdrawn": _("Withdrawn."),
    }.get(motion.state, _("No decision was taken."))


def _motion_lines(of: Recorded, motion: MotionRow) -> Iterator[str]:
    yield _moved(motion)
    for amendment in motion.amendments:
        yield from _amendment_lines(of, amendment)
    yield from _recusals(of, motion)
    yield from _settled(of, motion)


def _moved(motion: MotionRow) -> str:
    said = quoted(motion.words)
    if not motion.mover:
        return _("Motion: {words}").format(words=said)
    if motion.seconder:
        return _("{mover} moved, {seconder} seconded: {words}").format(
            mover=motion.mover, seconder=motion.seconder, words=said
        )
    return _("{mover} moved: {words}").format(mover=motion.mover, words=said)


def _amendment_lines(of: Recorded, amendment: MotionRow) -> Iterator[str]:
    yield _("Amendment {number}: {moved}").format(number=amendment.number, moved=_moved(amendment))
    yield from _recusals(of, amendment)
    yield from _settled(of, amendment)
    for inner in amendment.amendments:
        yield from _amendment_lines(of, inner)


def _recusals(of: Recorded, motion: MotionRow) -> Iterator[str]:
    """Who took no part and why, and whether they were out of the room as the vote was taken."""
    taken = [vote.taken for vote in motion.votes if not vote.is_void]
    for name in motion.recused:
        here = [each for each in of.stays if each.name == name]
        out = bool(taken and here) and not any(each.holds(taken[-1]) for each in here)
        told = _("{name} took no part and had left the room.") if out else _("{name} took no part.")
        yield told.format(name=name)


def _settled(of: Recorded, motion: MotionRow) -> Iterator[str]:
    votes = [vote for vote in motion.votes if not vote.is_void]
    for vote in votes:
        if vote.question:
            yield _("On the question {question}:").format(question=quoted(vote.question))
        told = _("{method}. {arithmetic}") if vote.was_counted else "{arithmetic}"
        yield told.format(method=vote.method_words, arithmetic=vote.arithmetic)
        yield from _by_name(vote)
    if not votes or motion.state not in {"adopted", "lost"}:
        yield _outcome(of, motion)


def _by_name(vote: VoteRow) -> Iterator[str]:
    """Names of a roll call; of a consensus only of those who did not simply agree."""
    choices = _BY_CONSENSUS if vote.method == "consensus" else _CALLED
    held: dict[str, list[BallotRow]] = defaultdict(list)
    for ballot in vote.ballots:
        held[ballot.choice].append(ballot)
    for choice in choices:
        if held[choice]:
            yield _("{choice}: {names}.").format(choice=CHOICE_WORDS[choice], names=_voters(held[choice]))


def _voters(ballots: Sequence[BallotRow]) -> str:
    said = []
    for each in ballots:
        name = (
            _("{absent} (by proxy, {name})").format(absent=each.cast_for, name=each.name)
            if each.cast_for
            else each.name
        )
        said.append(_("{name} ({why})").format(name=name, why=each.why) if each.why else name)
    return listed(said)
