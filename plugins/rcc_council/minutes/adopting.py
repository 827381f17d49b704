"""Minutes adopted by a motion of a later meeting, frozen with a digest, and amended after that by motions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_council.bodies.records import Body
from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.meetings.stored import Stored, meeting_of, sees_sealed
from rcc_council.minutes.frozen_text import INNER, OPEN, SEALED, FrozenPart, Head, digest_of, frozen_text
from rcc_council.minutes.names import require_names_settled
from rcc_council.minutes.records import Addendum, Correction, Minutes, MinutesPart
from rcc_council.minutes.rows import MotionChoice
from rcc_council.minutes.rules import SENT
from rcc_council.minutes.stored import minutes_stored, open_minutes
from rcc_council.motions.records import Motion
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

_, ngettext = words("rcc_council")


@needs("council.record")
def motions_to_adopt(minutes: int) -> tuple[MotionChoice, ...]:
    """The adopted motions of later meetings of the same body that may adopt these minutes, those about them first."""
    stored = minutes_stored(minutes)
    meeting = meeting_of(stored["meeting_id"])
    later = (Meeting.starts_at > meeting["starts_at"]) & (Meeting.kind != "special")
    return _choices(meeting, later & (Motion.kind == "adopt_minutes"))


@needs("council.record")
def motions_to_amend(minutes: int) -> tuple[MotionChoice, ...]:
    """The adopted motions by which adopted minutes may be amended and have not been, oldest first."""
    stored = minutes_stored(minutes)
    adopting = _meeting_of_motion(stored["adopted_by_id"]) if stored["adopted_by_id"] else None
    if adopting is None:
        return ()
    used = Addendum.select(Addendum.motion)
    later = (Meeting.starts_at >= adopting["starts_at"]) & Motion.id.not_in(used)
    return _choices(meeting_of(stored["meeting_id"]), later & (Motion.kind == "amend_adopted"))


@needs("council.record")
def adopt(minutes: int, motion: int) -> str:
    """Adopt minutes by a motion, freeze them, and give the digest. From then on no verb changes them.

    They are adopted as corrected where a correction was made. Raises ``Problem``: the motion must be one to adopt
    minutes, adopted, at a later meeting of the same body that is not a special one (RONR 9:15), the minutes sent
    around, and every correction answered.
    """
    stored = open_minutes(minutes)
    if stored["state"] not in SENT:
        raise Problem(
            _("These minutes were not sent around yet."),
            _("Send them around first, so that members know what they adopt."),
            code="council.not_sent",
        )
    if _corrections(minutes, "asked"):
        raise Problem(
            _("A correction is still waiting for an answer."),
            _("Make it or turn it down, then adopt the minutes."),
            code="council.corrections_wait",
        )
    require_names_settled(minutes)
    meeting = meeting_of(stored["meeting_id"])
    by = _settled_motion(motion, "adopt_minutes")
    later = _meeting_of_motion(motion)
    _require_later(meeting, later)
    if later["kind"] == "special":
        raise Problem(
            _("A special meeting does not adopt minutes."),
            _("Choose the motion of a regular meeting."),
            field="motion",
            code="council.special",
        )
    as_corrected = bool(_corrections(minutes, "made"))
    day = from_day(later["on_day"])
    text = frozen_text(_head(meeting, later, by, as_corrected=as_corrected), _frozen_parts(minutes))
    digest = digest_of(text)
    Minutes.change(
        minutes,
        state="adopted",
        adopted_on=day,
        adopted_by=motion,
        as_corrected=as_corrected,
        frozen=text,
        digest=digest,
    )
    return digest


@needs("council.record")
def amend(minutes: int, motion: int, said: str = "") -> int:
    """Add to adopted minutes what a later meeting changed by a motion to amend something adopted; the addendum's id.

    The frozen text stays. ``said`` is the words of the motion unless given. Raises ``Problem``.
    """
    stored = minutes_stored(minutes)
    if stored["state"] != "adopted":
        raise Problem(
            _("These minutes are not adopted yet."),
            _("Correct the draft itself."),
            code="council.not_adopted_minutes",
        )
    by = _settled_motion(motion, "amend_adopted")
    later = _meeting_of_motion(motion)
    adopting = _meeting_of_motion(stored["adopted_by_id"])
    if later["body_id"] != adopting["body_id"] or later["starts_at"] < adopting["starts_at"]:
        raise _not_theirs()
    if fetch(Addendum.select(Addendum.id).where(Addendum.motion == motion)):
        raise Problem(
            _("This motion already amended minutes."), _("Choose another motion."), field="motion", code="council.used"
        )
    text = said.strip() or by["final_words"] or by["words"]
    return Addendum.add(minutes=minutes, on_day=from_day(later["on_day"]), motion=motion, words=text)


@needs("council.see")
def verify(minutes: int) -> bool:
    """Whether the frozen text of adopted minutes still has the digest that was kept with it."""
    stored = minutes_stored(minutes)
    return bool(stored["digest"]) and digest_of(str(stored["frozen"])) == stored["digest"]


def _choices(meeting: Stored, where: Any) -> tuple[MotionChoice, ...]:
    columns = (Motion.id, Motion.number, Motion.final_words, Motion.words, Meeting.on_day, AgendaItem.about)
    query = (
        Motion.select(*columns)
        .join(Meeting)
        .switch(Motion)
        .join(AgendaItem)
        .where(Meeting.body == meeting["body_id"], Motion.state == "adopted", where)
        .order_by(Meeting.starts_at, Motion.id)
    )
    rows = [row for row in fetch(query) if sees_sealed() or not _is_sealed(row[0])]
    rows.sort(key=lambda row: row[5] != f"minutes:{meeting['id']}")
    return tuple(
        MotionChoice(motion, number, final or said, from_day(day)) for motion, number, final, said, day, _about in rows
    )


def _is_sealed(motion: int) -> bool:
    return bool(Motion.stored_row(motion)["is_sealed"])


def _settled_motion(motion: int, kind: str) -> Stored:
    """A motion of that kind that was adopted. Raises ``Problem`` (field ``motion``)."""
    found: Stored = Motion.stored_row(motion)
    if found["kind"] != kind or found["state"] != "adopted":
        told = (
            _("This is not a motion to adopt minutes that was adopted.")
            if kind == "adopt_minutes"
            else _("This is not a motion to amend something adopted that was adopted.")
        )
        raise Problem(told, _("Choose the motion that the meeting voted for."), field="motion", code="council.motion")
    return found


def _meeting_of_motion(motion: int) -> Stored:
    return meeting_of(Motion.stored_row(motion)["meeting_id"])  # type: ignore[arg-type]


def _require_later(meeting: Stored, later: Stored) -> None:
    if later["body_id"] != meeting["body_id"] or later["starts_at"] <= meeting["starts_at"]:
        raise _not_theirs()


def _not_theirs() -> Problem:
    return Problem(
        _("Minutes are adopted and amended by a later meeting of the same body."),
        _("Choose a motion of a later meeting."),
        field="motion",
        code="council.not_later",
    )


def _corrections(minutes: int, state: str) -> list[tuple[Any, ...]]:
    return fetch(Correction.select(Correction.id).where(Correction.minutes == minutes, Correction.state == state))


def _head(meeting: Stored, later: Stored, motion: Stored, *, as_corrected: bool) -> Head:
    return Head(
        body=str(Body.stored_row(meeting["body_id"])["name"]),
        held_on=from_day(meeting["on_day"]).isoformat(),
        kind=meeting["kind"],
        adopted_on=from_day(later["on_day"]).isoformat(),
        motion=motion["number"],
        as_corrected="yes" if as_corrected else "no",
    )


def _frozen_parts(minutes: int) -> Iterator[FrozenPart]:
    query = MinutesPart.select(MinutesPart.heading, MinutesPart.words, MinutesPart.is_sealed, MinutesPart.is_inner)
    rows = fetch(query.where(MinutesPart.minutes == minutes).order_by(MinutesPart.place, MinutesPart.id))
    for heading, said, sealed, inner in rows:
        yield FrozenPart(heading, said, SEALED if sealed else INNER if inner else OPEN)
