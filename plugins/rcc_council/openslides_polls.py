"""Polls of an OpenSlides export: how many voted for what, and who, where that was no secret."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_council.motions.records import Ballot, Motion, Vote, VoteChoice
from rcc_council.openslides_file import (
    MAJORITY,
    UNDOCUMENTED,
    count_of,
    number_of,
    numbers_of,
    reference_of,
    text_of,
    unreadable,
)
from rcc_council.openslides_people import name_of_member, name_of_user
from rcc_desktop.api import needs, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rcc_council.openslides_file import Row, Slides

_, ngettext = words("rcc_council")

COUNTED = frozenset({"finished", "published"})
_CHOICES = {"Y": "yes", "N": "no", "A": "abstain"}
_SIDES = ("yes", "no", "abstain")


@dataclass(frozen=True, slots=True)
class PollsTaken:
    """How many polls were brought in, with how many options and votes."""

    polls: int
    options: int
    votes: int


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll with what belongs to it. ``overall`` is what was voted on all options at once, if anything was."""

    row: Row
    motion: int
    is_for_or_against: bool
    options: tuple[Row, ...]
    overall: Row | None

    @property
    def lines(self) -> tuple[Row, ...]:
        """All of its options, that on all of them at once last."""
        return self.options if self.overall is None else (*self.options, self.overall)

    @property
    def is_counted(self) -> bool:
        """Whether it came to an end."""
        return text_of(self.row, "state") in COUNTED


@needs("council.record")
def take_polls(slides: Slides, number: int, motions: Mapping[tuple[str, int], int], starts: datetime) -> PollsTaken:
    """Bring all polls in, each as a vote on its motion. Raises ``Problem`` for a vote that belongs to no poll."""
    options_of, overall_of = _options(slides, number)
    votes_of: dict[int, list[Row]] = defaultdict(list)
    for row in slides.rows("vote", number):
        votes_of[number_of(row, "option_id") or 0].append(row)
    counts = PollsTaken(0, 0, 0)
    for row in slides.rows("poll", number):
        about = reference_of(row, "content_object_id")
        motion = motions.get(about)
        if motion is None:
            raise unreadable(f"poll/{row['id']}")
        options = options_of.pop(row["id"], [])
        overall = overall_of.pop(row["id"], None)
        poll = Poll(row, motion, about[0] == "motion", tuple(options), overall)
        ballots = _take_poll(slides, poll, votes_of, starts)
        counts = PollsTaken(counts.polls + 1, counts.options + len(options), counts.votes + ballots)
    if options_of or overall_of or votes_of:
        raise unreadable("option" if options_of or overall_of else "vote")
    return counts


def _options(slides: Slides, number: int) -> tuple[dict[int, list[Row]], dict[int, Row]]:
    """The options of each poll in their order, and the one that stands for all of them."""
    own: dict[int, list[Row]] = defaultdict(list)
    overall: dict[int, Row] = {}
    for row in slides.rows("option", number):
        everything = number_of(row, "used_as_global_option_in_poll_id")
        if everything is not None:
            overall[everything] = row
        else:
            own[number_of(row, "poll_id") or 0].append(row)
    for rows in own.values():
        rows.sort(key=lambda each: (number_of(each, "weight") or 0, each["id"]))
    return own, overall


def _take_poll(slides: Slides, poll: Poll, votes_of: dict[int, list[Row]], starts: datetime) -> int:
    """Bring one poll in, and give the number of its votes."""
    counts = _counts(poll)
    named = poll.row.get("type") == "named"
    vote = Vote.add(
        motion=poll.motion,
        taken_at=starts,
        method="roll_call" if named else "ballot",
        threshold="majority",
        question=text_of(poll.row, "title"),
        was_counted=poll.is_counted and min(counts.values()) >= 0,
        outcome=_outcome(poll),
        arithmetic=_told(slides, poll),
        **{side: max(0, count) for side, count in counts.items()},
    )
    ballots = 0
    for place, option in enumerate(poll.lines):
        votes = votes_of.pop(option["id"], [])
        is_line = any(_of(option).values()) or bool(votes) if option is poll.overall else not poll.is_for_or_against
        line = _add_choice(slides, vote, place, option, poll) if is_line else None
        for row in votes:
            _add_ballot(slides, vote, line, row)
        ballots += len(votes)
    return ballots


def _counts(poll: Poll) -> dict[str, int]:
    """The counts of a vote: for and against a motion; or the valid ballots, where there are several lines."""
    illegal = count_of(poll.row, "votesinvalid")
    if poll.is_for_or_against and len(poll.options) == 1:
        return {**_of(poll.options[0]), "illegal": illegal}
    overall = _of(poll.overall) if poll.overall else dict.fromkeys(_SIDES, 0)
    return {
        "yes": count_of(poll.row, "votesvalid"),
        "no": overall["no"],
        "abstain": overall["abstain"],
        "illegal": illegal,
    }


def _of(option: Row) -> dict[str, int]:
    return {side: count_of(option, side) for side in _SIDES}


def _outcome(poll: Poll) -> str:
    """What the motion came to, where this poll is the last that was counted on it; the file says no more."""
    if not poll.is_counted or not poll.is_for_or_against:
        return "undecided"
    state: str = Motion.get_by_id(poll.motion).state
    return state if state in {"adopted", "lost"} else "undecided"


def _add_choice(slides: Slides, vote: int, place: int, option: Row, poll: Poll) -> int:
    counts = {side: max(0, count) for side, count in _of(option).items()}
    return VoteChoice.add(vote=vote, place=place, words=_option_words(slides, option, poll), **counts)


def _option_words(slides: Slides, option: Row, poll: Poll) -> str:
    if option is poll.overall:
        return _("On all of them at once")
    if option.get("text"):
        return text_of(option, "text")
    table, number = reference_of(option, "content_object_id")
    if table == "user":
        return name_of_user(slides, number)
    if table == "meeting_user":
        return name_of_member(slides, number)
    if table == "poll_candidate_list":
        listed = numbers_of(slides.row(table, number), "poll_candidate_ids")
        users = [number_of(slides.row("poll_candidate", each), "user_id") for each in listed]
        return ", ".join(name_of_user(slides, user) for user in users if user is not None)
    return text_of(slides.row(table, number), "title") or _("Without a title")


def _add_ballot(slides: Slides, vote: int, line: int | None, row: Row) -> None:
    """Keep one vote; who cast it only where the file names them, and the token of a secret one not at all."""
    choice, weight = _CHOICES.get(text_of(row, "value")), count_of(row, "weight")
    if choice is None or weight < 0:
        raise unreadable("vote")
    user, by = number_of(row, "user_id"), number_of(row, "delegated_user_id")
    why = ""
    if user is not None and by is not None and by != user:
        why = _("Cast by {name}.").format(name=name_of_user(slides, by))
    name = "" if user is None else name_of_user(slides, user)
    Ballot.add(vote=vote, name=name, choice=choice, option=line, weight=weight, why=why)


def _told(slides: Slides, poll: Poll) -> str:
    """What the file says of a poll, which is less than what settles it."""
    if not poll.is_counted:
        return _("Brought in from OpenSlides, where no result was entered.")
    lines = [
        _("{name}: {counts}").format(name=_option_words(slides, option, poll), counts=_sides(option))
        if not poll.is_for_or_against
        else _sides(option)
        for option in poll.options
    ]
    if poll.overall is not None and any(_of(poll.overall).values()):
        lines.append(_("{name}: {counts}").format(name=_("On all of them at once"), counts=_sides(poll.overall)))
    valid, invalid, cast = (_said(count_of(poll.row, name)) for name in ("votesvalid", "votesinvalid", "votescast"))
    lines.append(_("{valid} valid, {invalid} invalid, {cast} cast").format(valid=valid, invalid=invalid, cast=cast))
    return _("{lines}. Brought in from OpenSlides, which does not say what was needed.").format(lines="; ".join(lines))


def _sides(option: Row) -> str:
    yes, no, abstain = (_said(count) for count in _of(option).values())
    return _("{yes} yes, {no} no, {abstain} abstaining").format(yes=yes, no=no, abstain=abstain)


def _said(count: int) -> str:
    return {MAJORITY: _("a majority"), UNDOCUMENTED: _("not documented")}.get(count, str(count))
