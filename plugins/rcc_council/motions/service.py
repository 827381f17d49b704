"""Motions from being moved to being settled: who moved what, seconds, amendments, steps, and who takes no part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.meetings.stored import is_sealed as in_sealed
from rcc_council.meetings.stored import item_of
from rcc_council.motions.keeping import come_to
from rcc_council.motions.records import Motion, MotionStep, Recusal, Vote
from rcc_council.motions.rules import KINDS, OPEN_STATES, usual_threshold
from rcc_council.motions.standing import (
    meeting_fact,
    moment_in,
    motion_of,
    not_open_now,
    require_quorum,
    require_running,
    require_seconded,
    require_step,
    room_of,
    rulebook_of,
    standing_of,
)
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_council.meetings.rows import QuorumNow
    from rcc_council.motions.standing import MeetingFact, MotionFact

_, ngettext = words("rcc_council")

DECIDED = frozenset({"tabled", "postponed", "postponed_indefinitely", "referred"})
"""Steps that are decisions themselves, so that they need a quorum."""
SETTLED = frozenset({"adopted", "lost"})
NOTES = ("amended", "recused", "unrecused", "void")
"""Steps that are kept and bring a motion nowhere else."""


@needs("council.record")
def move(  # noqa: PLR0913 (the parts of a motion; a wish to hold them would only say them again)
    item: int,
    words: str,
    now: datetime,
    *,
    kind: str = "main",
    mover: int | None = None,
    mover_name: str = "",
    seconder: int | None = None,
    title: str = "",
    amends: int | None = None,
    rescinds: int | None = None,
    had_notice: bool = False,
    is_sealed: bool = False,
) -> int:
    """Somebody moves something under an item of the agenda; the id of the motion, numbered M1, M2 or M1.1 under M1.

    What decides it comes with its kind and the bylaws. ``amends`` makes it an amendment to a motion that is open,
    ``rescinds`` names a motion adopted before that it changes or takes back. A motion under a sealed item, or to amend
    a sealed motion, is sealed. ``mover_name`` is for somebody without a file. Raises ``Problem`` (fields ``words``,
    ``mover``, ``seconder``), also when there is no quorum for it.
    """
    kind = "amendment" if amends is not None else kind
    line = item_of(item)
    meeting = meeting_fact(line["meeting_id"], to_change=True)
    _require_fit(meeting, kind, words)
    room = room_of(meeting, now)
    require_quorum(kind, room)
    _require_movers(room, mover, seconder)
    parent, changed = _amended(amends, meeting.id), _rescinded(rescinds)
    laws = rulebook_of(meeting.body, meeting.on_day).threshold
    motion = Motion.add(
        meeting=meeting.id,
        item=item,
        amends=amends,
        rescinds=rescinds,
        number=_next_number(meeting.id, parent),
        kind=kind,
        title=title.strip(),
        words=words.strip(),
        mover=mover,
        mover_name="" if mover is not None else mover_name.strip(),
        seconder=seconder,
        threshold=usual_threshold(kind, laws, changes_adopted=changed is not None, had_notice=had_notice),
        had_notice=had_notice,
        moved_at=moment_in(meeting, now),
        is_sealed=is_sealed or in_sealed(line) or any(each.is_sealed for each in (parent, changed) if each is not None),
    )
    _keep_moved(motion, mover, seconder, moment_in(meeting, now))
    return motion


@needs("council.record")
def second(motion: int, person: int, now: datetime, *, expected: int | None = None) -> None:
    """Somebody other than the mover seconds a motion. Raises ``Problem`` (field ``seconder``)."""
    standing = standing_of(motion, now)
    _require_movers(standing.room, standing.motion.mover, person)
    require_step(standing.motion, "seconded")
    Motion.change(motion, expected=expected, seconder=person)
    come_to(standing.motion, "seconded", standing.moment, person=person)


@needs("council.record")
def step(
    motion: int,
    to: str,
    now: datetime,
    *,
    person: int | None = None,
    words: str = "",
    until: date | None = None,
    referred_to: str = "",
    expected: int | None = None,
) -> None:
    """Bring a motion to another of the states in ``rules.STEPS``; a vote alone adopts it or loses it.

    ``until`` is the day it is postponed to, ``referred_to`` the committee that looks into it. Raises ``Problem``.
    """
    standing = standing_of(motion, now)
    if to in SETTLED or standing.motion.state in SETTLED:
        raise Problem(
            _("Only a vote settles a motion."),
            _("Take the vote, or void the vote that was taken."),
            code="council.needs_vote",
        )
    require_step(standing.motion, to)
    if to == "stated":
        require_seconded(standing.motion, standing.rulebook)
    if to in DECIDED:
        require_quorum(standing.motion.kind, standing.room)
    _require_whither(to, until, referred_to)
    if person is not None:
        require_known([person])
    Motion.change(
        motion,
        expected=expected,
        until=until if to == "postponed" else None,
        referred_to=referred_to.strip() if to == "referred" else "",
    )
    come_to(standing.motion, to, standing.moment, person=person, words=words)


@needs("council.record")
def amend_words(motion: int, words: str, now: datetime, *, why: str = "", expected: int | None = None) -> None:
    """How an open motion now reads, once an amendment was adopted or everybody agreed. Raises ``Problem``."""
    standing = standing_of(motion, now)
    _require_words(words)
    if standing.motion.state not in OPEN_STATES:
        raise Problem(
            _("Motion {number} is settled; its words stay as they are.").format(number=standing.motion.number),
            _("To change it, move to amend what was adopted."),
            code="council.settled",
        )
    if Motion.change(motion, expected=expected, final_words=words.strip()):
        MotionStep.add(motion=motion, at=standing.moment, step="amended", words=why.strip() or words.strip())


@needs("council.record")
def recuse(motion: int, person: int, why: str, now: datetime) -> None:
    """A member takes no part in a motion, and leaves the count of those who may vote on it. Raises ``Problem``."""
    standing = standing_of(motion, now)
    require_known([person])
    _require_unsettled(standing.motion)
    if person not in standing.recused:
        Recusal.add(motion=motion, person=person, why=why.strip())
        MotionStep.add(motion=motion, at=standing.moment, step="recused", person=person, words=why.strip())


@needs("council.record")
def unrecuse(motion: int, person: int, now: datetime) -> None:
    """Take a recusal back: the member takes part after all. Raises ``Problem``."""
    standing = standing_of(motion, now)
    _require_unsettled(standing.motion)
    for (row,) in fetch(Recusal.select(Recusal.id).where(Recusal.motion == motion, Recusal.person == person)):
        Recusal.remove(row)
        MotionStep.add(motion=motion, at=standing.moment, step="unrecused", person=person)


@needs("council.record")
def take_up(motion: int, item: int, now: datetime) -> int:
    """Take up in a later meeting what was tabled, postponed or referred; the motion that goes on there, as discussed.

    The first one keeps its place in the record of its own meeting. Raises ``Problem`` where it does not wait any more.
    """
    waiting = motion_of(motion)
    line = item_of(item)
    meeting = meeting_fact(line["meeting_id"], to_change=True)
    require_running(meeting)
    require_quorum(waiting.kind, room_of(meeting, now))
    require_step(waiting, "stated")
    is_taken = fetch(Motion.select(Motion.id).where(Motion.goes_on_from == motion))
    if is_taken or waiting.meeting == meeting.id:
        raise not_open_now(waiting)
    stored = Motion.stored_row(motion)
    kept = ("title", "kind", "mover_id", "mover_name", "seconder_id", "threshold", "had_notice", "rescinds_id")
    at = moment_in(meeting, now)
    words = str(stored["final_words"] or stored["words"])
    goes_on = Motion.add(
        meeting=meeting.id,
        item=item,
        goes_on_from=motion,
        number=_next_number(meeting.id, None),
        words=words,
        state="stated",
        moved_at=at,
        is_sealed=waiting.is_sealed or in_sealed(line),
        **{name.removesuffix("_id"): stored[name] for name in kept},
    )
    MotionStep.add(motion=goes_on, at=at, step="stated")
    return goes_on


@needs("council.record")
def take_back_motion(motion: int) -> None:
    """Undo a motion that was entered by mistake, with its amendments. Raises ``Problem`` once it was voted on."""
    stored = motion_of(motion)
    meeting_fact(stored.meeting, to_change=True)
    family = [motion, *(row for (row,) in fetch(Motion.select(Motion.id).where(Motion.amends == motion)))]
    if fetch(Vote.select(Vote.id).where(Vote.motion.in_(family)).limit(1)):
        raise Problem(
            _("Motion {number} was voted on and stays in the record.").format(number=stored.number),
            _("Void the vote if it was wrong, or withdraw the motion."),
            code="council.voted",
        )
    for each in reversed(family):
        for record in (MotionStep, Recusal):
            for (row,) in fetch(record.select(record.id).where(record.motion == each)):
                record.remove(row)
        Motion.remove(each)


@needs("council.record")
def take_back_step(motion: int, now: datetime) -> None:
    """Undo the latest step of a motion, unless a vote made it or voiding one did. Raises ``Problem``."""
    stored = motion_of(motion)
    at = moment_in(meeting_fact(stored.meeting, to_change=True), now)
    rows = fetch(
        MotionStep.select(MotionStep.id, MotionStep.step)
        .where(MotionStep.motion == motion, MotionStep.step.not_in(NOTES))
        .order_by(MotionStep.id)
    )
    if stored.state in SETTLED or len(rows) < 2 or rows[-2][1] in SETTLED:
        raise Problem(
            _("There is no step to take back."),
            _("A vote is taken back or voided as a vote; a motion entered by mistake is removed."),
            code="council.no_step",
        )
    MotionStep.remove(rows[-1][0])
    before = rows[-2][1]
    seconder = None if rows[-1][1] == "seconded" else stored.seconder
    settled = None if before in OPEN_STATES else at
    Motion.change(motion, state=before, until=None, referred_to="", settled_at=settled, seconder=seconder)


def _keep_moved(motion: int, mover: int | None, seconder: int | None, at: datetime) -> None:
    """Keep the first steps of a motion, which may come with its second."""
    MotionStep.add(motion=motion, at=at, step="moved", person=mover)
    if seconder is not None:
        MotionStep.add(motion=motion, at=at, step="seconded", person=seconder)
        Motion.change(motion, state="seconded")


def _require_fit(meeting: MeetingFact, kind: str, words: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"{kind} is no kind of motion")
    require_running(meeting)
    _require_words(words)
    if kind == "adopt_minutes" and meeting.kind == "special":
        raise Problem(
            _("A special meeting does not adopt minutes."),
            _("Leave them for the next regular meeting."),
            code="council.special",
        )


def _require_words(words: str) -> None:
    if not words.strip():
        raise Problem(_("The motion has no words yet."), _("Write what is moved."), field="words")


def _require_movers(room: QuorumNow | None, mover: int | None, seconder: int | None) -> None:
    """Movers and seconders are two members who are in the room and count."""
    require_known({each for each in (mover, seconder) if each is not None})
    if mover is not None and mover == seconder:
        raise Problem(_("The mover cannot second their own motion."), _("Choose somebody else."), field="seconder")
    for field, each in (("mover", mover), ("seconder", seconder)):
        if room is not None and each is not None and each not in room.counting:
            raise Problem(
                _("This person is not in the room as a member who votes."),
                _("Mark their arrival first, or choose another member."),
                field=field,
                code="council.not_in_room",
            )


def _require_unsettled(motion: MotionFact) -> None:
    if motion.state in SETTLED:
        raise Problem(
            _("Motion {number} is already decided.").format(number=motion.number),
            _("Void the vote first, then change who takes part."),
            code="council.settled",
        )


def _require_whither(to: str, until: date | None, referred_to: str) -> None:
    if to == "postponed" and until is None:
        raise Problem(_("Postponed until when?"), _("Give the day it comes up again."), field="until")
    if to == "referred" and not referred_to.strip():
        raise Problem(_("Referred to whom?"), _("Name the committee or the person."), field="referred_to")


def _amended(amends: int | None, meeting: int) -> MotionFact | None:
    """The motion an amendment would change: an open one of this meeting, and at most an amendment itself."""
    if amends is None:
        return None
    parent = motion_of(amends)
    if parent.meeting != meeting or parent.state not in OPEN_STATES - {"put"}:
        raise Problem(
            _("Motion {number} cannot be amended now.").format(number=parent.number),
            _("Amend a motion while it is being talked about, before the vote."),
            code="council.not_open_motion",
        )
    if parent.amends is not None and motion_of(parent.amends).amends is not None:
        raise Problem(
            _("An amendment to an amendment cannot be amended again."),
            _("Decide it first, then move another amendment."),
            code="council.third_degree",
        )
    return parent


def _rescinded(rescinds: int | None) -> MotionFact | None:
    """The motion that is to be changed or taken back, which was adopted."""
    if rescinds is None:
        return None
    adopted = motion_of(rescinds)
    if adopted.state != "adopted":
        raise Problem(
            _("Motion {number} was not adopted, so it cannot be taken back.").format(number=adopted.number),
            _("Move the other way, or bring the motion up again."),
            code="council.not_adopted",
        )
    return adopted


def _next_number(meeting: int, parent: MotionFact | None) -> str:
    """The number after the highest given so far, so that none is given twice."""
    beside = Motion.amends.is_null() if parent is None else Motion.amends == parent.id
    given = fetch(Motion.select(Motion.number).where(Motion.meeting == meeting, beside))
    last = max((_counted(number) for (number,) in given), default=0)
    return f"M{last + 1}" if parent is None else f"{parent.number}.{last + 1}"


def _counted(number: str) -> int:
    last = number.rpartition(".")[2].removeprefix("M")
    return int(last) if last.isdecimal() else 0
