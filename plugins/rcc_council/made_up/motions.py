"""What was moved in the made-up meetings and how it came out, by the same verbs as at a real one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.motions.records import Motion
from rcc_council.motions.service import amend_words, move, recuse, step
from rcc_council.motions.voting import take_ballot, take_consensus, take_election, take_roll_call, take_vote
from rcc_desktop.api import needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_council.made_up.meetings import MadeUpMeeting
    from rcc_council.made_up.topics import Moved, Topic
    from rcc_desktop.api.made_up import MadeUpCenter

LAID_ASIDE = frozenset({"tabled", "postponed", "referred", "withdrawn"})
_MINUTE = timedelta(minutes=1)


@needs("council.record")
def settle_motions(made_up: MadeUpCenter, meeting: MadeUpMeeting, before: MadeUpMeeting | None) -> None:
    """Move and settle what the story tells; the minutes of the meeting ``before`` are adopted first."""
    if before is not None:
        meeting.adopts, meeting.adopts_of = _adopt_minutes(meeting, before), before.id
    for topic in meeting.week.topics:
        at = meeting.begins[topic.title] + 2 * _MINUTE
        for moved in topic.moved:
            meeting.motions.append((topic, moved, _settle(made_up, meeting, topic, moved, at)))
            at += 2 * _MINUTE


def _adopt_minutes(meeting: MadeUpMeeting, before: MadeUpMeeting) -> int:
    title = before.minutes_title
    at = meeting.begins[title] + _MINUTE
    motion = move(meeting.items[title], f"{title}.", at, kind="adopt_minutes", mover=meeting.here[0])
    take_vote(motion, "unanimous", at + _MINUTE)
    return motion


def _settle(made_up: MadeUpCenter, meeting: MadeUpMeeting, topic: Topic, moved: Moved, at: datetime) -> int:
    chair = meeting.body.chair
    here = meeting.here_at(at + _MINUTE)
    others = [person for person in here if person != chair] or here
    mover, seconder = made_up.chance.sample(others, 2) if len(others) > 1 else (others[0], None)
    is_seconded = made_up.chance.random() < 0.6 or meeting.body.kind == "advisory_board"
    motion = move(
        meeting.items[topic.title],
        moved.words,
        at,
        kind=moved.kind,
        mover=mover,
        seconder=seconder if is_seconded else None,
        title=topic.title,
        rescinds=_adopted_before(meeting, moved.changes),
        had_notice=bool(moved.changes),
    )
    if moved.how in LAID_ASIDE:
        _lay_aside(meeting, motion, moved, at)
        return motion
    if moved.amended is not None:
        _amend(meeting, topic, motion, moved, at, seconder)
    if moved.recused and len(others) > 2:
        recuse(motion, others.pop(), "Works at the store", at)
    _vote(meeting, motion, moved, at + _MINUTE, others)
    return motion


def _adopted_before(meeting: MadeUpMeeting, title: str) -> int | None:
    if not title:
        return None
    query = Motion.select(Motion.id).where(Motion.title == title, Motion.state == "adopted")
    rows = fetch(query.order_by(Motion.id.desc()).limit(1))
    return int(rows[0][0]) if rows else None


def _lay_aside(meeting: MadeUpMeeting, motion: int, moved: Moved, at: datetime) -> None:
    if moved.how != "withdrawn":
        step(motion, "stated", at)
    until = meeting.day + timedelta(weeks=2) if moved.how == "postponed" else None
    step(motion, moved.how, at + _MINUTE, until=until, referred_to=moved.why if moved.how == "referred" else "")


def _amend(meeting: MadeUpMeeting, topic: Topic, motion: int, moved: Moved, at: datetime, mover: int | None) -> None:
    if moved.amended is None:
        return
    said, becomes = moved.amended
    amendment = move(meeting.items[topic.title], said, at, amends=motion, mover=mover)
    take_vote(amendment, "voice", at, yes=1)
    amend_words(motion, becomes, at, why=said)


def _vote(meeting: MadeUpMeeting, motion: int, moved: Moved, at: datetime, others: list[int]) -> None:
    """Count as the story says; whoever is not against it or abstaining is for it."""
    free, here = len(others), meeting.here_at(at)
    against = free // 2 + 1 if moved.fails else min(moved.against, free - 1)
    abstain = min(moved.abstain, free - against)
    if moved.how == "voice":
        take_vote(motion, "voice", at, yes=1)
    elif moved.how == "unanimous":
        take_vote(motion, "unanimous", at)
    elif moved.how == "hands":
        take_vote(motion, "hands", at, yes=free - against - abstain, no=against, abstain=abstain)
    elif moved.how == "ballot":
        ballots = len(here) - moved.blank
        take_ballot(motion, at, yes=ballots - against, no=against, blank=moved.blank, threshold=moved.threshold)
    elif moved.how == "roll_call":
        called = [*["no"] * against, *["abstain"] * abstain, *["yes"] * (free - against - abstain)]
        take_roll_call(motion, dict(zip(others, called, strict=True)), at, threshold=moved.threshold)
    elif moved.how == "election":
        one, other, *_rest = others
        first = (len(here) - moved.blank) // 2 + 1
        take_election(motion, {one: first, other: len(here) - moved.blank - first}, 1, at, blank=moved.blank)
    else:
        _seek_consensus(here, motion, moved, at, others)


def _seek_consensus(here: list[int], motion: int, moved: Moved, at: datetime, others: list[int]) -> None:
    blocks = others[: moved.against]
    aside = others[moved.against : moved.against + moved.aside]
    views = {**dict.fromkeys(here, "agree"), **dict.fromkeys(aside, "aside"), **dict.fromkeys(blocks, "block")}
    take_consensus(motion, views, at, why=dict.fromkeys(blocks, moved.why))
