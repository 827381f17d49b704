"""How a motion stands before a verb touches it: what is stored, its meeting's bylaws, and who is in the room."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.bodies.facts import USUAL
from rcc_council.bodies.records import Bylaws
from rcc_council.meetings.records import InRoom
from rcc_council.meetings.room import quorum_now
from rcc_council.meetings.stored import is_sealed, item_of, meeting_of, open_to_change, sees_sealed
from rcc_council.motions.records import Motion, Recusal
from rcc_council.motions.rules import STEPS, WITHOUT_QUORUM, WITHOUT_SECOND, Threshold
from rcc_council.motions.wording import STATE_WORDS
from rcc_desktop.api import Problem, words
from rcc_desktop.api.fields import from_day, from_millis
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_council.meetings.rows import QuorumNow

_, ngettext = words("rcc_council")


@dataclass(frozen=True, slots=True)
class MotionFact:
    """A motion as stored, as far as verbs look at it."""

    id: int
    meeting: int
    item: int
    amends: int | None
    number: str
    kind: str
    words: str
    mover: int | None
    seconder: int | None
    threshold: str
    state: str
    is_sealed: bool
    version: int


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting as stored, as far as motions look at it."""

    id: int
    body: int
    on_day: date
    starts: datetime
    ends: datetime
    kind: str
    state: str
    was_typed_in: bool
    chair: int | None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What the bylaws of a body say about motions. ``fallback`` is None where a blocked consensus just fails."""

    threshold: str
    needs_second: bool
    proxies: bool
    chair_votes: str
    fallback: Threshold | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A motion as stored, with what decides about it. ``moment`` is when what happens now happened.

    ``room`` is None for a meeting typed in afterwards without saying who was there: then nobody is counted.
    """

    motion: MotionFact
    meeting: MeetingFact
    rulebook: Rulebook
    moment: datetime
    room: QuorumNow | None
    recused: frozenset[int]

    @property
    def may_vote(self) -> tuple[int, ...]:
        """Everybody in the room who counts and is not recused, the chair too."""
        return tuple(each for each in self.room.counting if each not in self.recused) if self.room else ()


def standing_of(motion: int, now: datetime) -> Standing:
    """Everything about a motion that a verb asks for.

    Raises ``Problem`` when it is gone or sealed to this person, or its meeting's record is closed.
    """
    stored = motion_of(motion)
    meeting = meeting_fact(stored.meeting, to_change=True)
    recused = fetch(Recusal.select(Recusal.person).where(Recusal.motion == motion))
    return Standing(
        stored,
        meeting,
        rulebook_of(meeting.body, meeting.on_day),
        moment_in(meeting, now),
        room_of(meeting, now),
        frozenset(person for (person,) in recused),
    )


def motion_of(motion: int) -> MotionFact:
    """A motion as stored. Raises ``Problem`` when it is gone, or sealed to whoever is acting."""
    columns = (getattr(Motion, each.name) for each in fields(MotionFact))
    rows = fetch(Motion.select(*columns).where(Motion.id == motion))
    if not rows:
        raise _gone()
    stored = MotionFact(*rows[0])
    if not sees_sealed() and (stored.is_sealed or is_sealed(item_of(stored.item))):
        raise _gone()
    return stored


def meeting_fact(meeting: int, *, to_change: bool = False) -> MeetingFact:
    """A meeting as stored. Raises ``Problem`` when it is gone or, ``to_change``, once its record is closed."""
    row = open_to_change(meeting) if to_change else meeting_of(meeting)
    return MeetingFact(
        meeting,
        row["body_id"],
        from_day(row["on_day"]),
        from_millis(row["starts_at"]),
        from_millis(row["ends_at"]),
        row["kind"],
        row["state"],
        bool(row["was_typed_in"]),
        row["chair_id"],
    )


def moment_in(meeting: MeetingFact, now: datetime) -> datetime:
    """When something happened: now, or within its own hours in a meeting that is typed in afterwards."""
    if not meeting.was_typed_in:
        return now
    return max(meeting.starts, min(now, meeting.ends - timedelta(milliseconds=1))).astimezone(now.tzinfo)


def room_of(meeting: MeetingFact, now: datetime) -> QuorumNow | None:
    """Who is in the room; None where a meeting typed in afterwards does not say."""
    if meeting.was_typed_in and not fetch(InRoom.select(InRoom.id).where(InRoom.meeting == meeting.id).limit(1)):
        return None
    return quorum_now(meeting.id, moment_in(meeting, now))


def rulebook_of(body: int, day: date) -> Rulebook:
    """What a body's bylaws say of motions on a day; the usual ones where it has none."""
    query = Bylaws.select(
        Bylaws.threshold,
        Bylaws.seconds,
        Bylaws.proxies,
        Bylaws.chair_votes,
        Bylaws.fallback_over,
        Bylaws.fallback_under,
    ).where(Bylaws.body == body, Bylaws.from_day <= day)
    found = fetch(query.order_by(Bylaws.from_day.desc()).limit(1))
    if not found:
        return Rulebook(USUAL.threshold, USUAL.seconds, USUAL.proxies, USUAL.chair_votes, None)
    threshold, seconds, proxies, chair_votes, over, under = found[0]
    return Rulebook(threshold, bool(seconds), bool(proxies), chair_votes, Threshold(over, under) if over > 0 else None)


def require_quorum(kind: str, room: QuorumNow | None) -> None:
    """Raise ``Problem`` where too few are here for anything but to end, to rest, or to send for members."""
    if room is None or room.has_quorum or kind in WITHOUT_QUORUM:
        return
    raise Problem(
        _("There is no quorum: {present} of the {needed} members needed are here.").format(
            present=room.present, needed=room.needed
        ),
        _("Until more come, the meeting may only end, take a recess, set when to go on, or send for members."),
        code="council.no_quorum",
    )


def require_running(meeting: MeetingFact) -> None:
    """Raise ``Problem`` unless a meeting is open, or was held without the program and is typed in."""
    if meeting.state == "open" or meeting.was_typed_in:
        return
    raise Problem(
        _("This meeting is not open."),
        _("Open the meeting first; a meeting from before can be typed in as a past meeting."),
        code="council.not_open",
    )


def require_step(motion: MotionFact, to: str) -> None:
    """Raise ``Problem`` where a motion cannot come to the state ``to`` from where it is."""
    if to not in STEPS[motion.state]:
        raise not_open_now(motion)


def not_open_now(motion: MotionFact) -> Problem:
    """What is said where a motion has come to a state that leaves no such step."""
    return Problem(
        _("Motion {number} is: {state}. That step is not open now.").format(
            number=motion.number, state=STATE_WORDS[motion.state]
        ),
        _("Nothing was changed. Look at the motion again."),
        code="council.step",
    )


def require_seconded(motion: MotionFact, rulebook: Rulebook) -> None:
    """Raise ``Problem`` where the bylaws ask for a second and nobody has given one."""
    if rulebook.needs_second and motion.seconder is None and motion.kind not in WITHOUT_SECOND:
        raise Problem(
            _("Motion {number} has no second yet.").format(number=motion.number),
            _("Say who seconds it; without a second it is not taken up."),
            field="seconder",
            code="council.no_second",
        )


def _gone() -> Problem:
    return Problem(_("This motion is no longer here."), _("Look at the meeting again."), code="council.motion_gone")
