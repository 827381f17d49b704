"""The draft: written from the record, edited part by part, and written anew where nobody edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.meetings.stored import meeting_of
from rcc_council.minutes.facts import recorded
from rcc_council.minutes.records import Minutes, MinutesPart
from rcc_council.minutes.rows import Saved
from rcc_council.minutes.rules import both_texts
from rcc_council.minutes.stored import open_minutes, open_part
from rcc_council.minutes.writing import written_parts
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rcc_council.meetings.stored import Stored
    from rcc_council.minutes.written_part import WrittenPart

_, ngettext = words("rcc_council")

OWN = ""
"""``made_of`` of a part that the secretary added."""


@needs("council.record")
def begin_minutes(meeting: int, now: datetime) -> int:
    """Write the first draft of the minutes of a meeting from what was recorded; their id. Once begun, that is all.

    Raises ``Problem`` for a meeting that has not begun.
    """
    stored = meeting_of(meeting)
    found = fetch(Minutes.select(Minutes.id).where(Minutes.meeting == meeting))
    if found:
        return int(found[0][0])
    if stored["state"] == "planned" and not stored["was_typed_in"]:
        raise Problem(
            _("This meeting has not begun."),
            _("Minutes are written once the meeting was opened, typed in or canceled."),
            code="council.not_held",
        )
    minutes = Minutes.add(meeting=meeting)
    _lay_out(minutes, _written(stored, now), [])
    return minutes


@needs("council.record")
def rewrite(minutes: int, now: datetime) -> int:
    """Write anew what nobody edited, add what was recorded since, and take out what was taken back.

    Parts the secretary edited stay as they are. Gives how many parts changed, came or went.
    """
    meeting = meeting_of(open_minutes(minutes)["meeting_id"])
    return _lay_out(minutes, _written(meeting, now), _parts(minutes))


@needs("council.record")
def save_part(part: int, heading: str, said: str, *, expected: int) -> Saved:
    """Keep what the secretary wrote; ``expected`` is the version that was looked at.

    Where somebody else wrote meanwhile, the part holds both texts from then on, theirs first: nothing is lost.
    """
    stored = open_part(part)
    is_stale = stored["version"] != expected
    kept = both_texts(stored["words"], said, _("— Also written at another desk: —")) if is_stale else said
    is_edited = bool(stored["made_of"]) and (kept != stored["generated"] or bool(stored["is_edited"]))
    MinutesPart.change(part, heading=heading.strip(), words=kept, is_edited=is_edited)
    version = int(MinutesPart.stored_row(part)["version"])  # type: ignore[call-overload]
    return Saved(kept, version, is_stale and kept != said)


@needs("council.record")
def take_written(part: int, now: datetime) -> None:
    """Give up what was edited in a part and take what the record says now. Raises ``Problem`` where it says nothing."""
    stored = open_part(part)
    written = _written_of(stored, now)
    if written is None:
        raise Problem(
            _("What this part was written from is no longer recorded."),
            _("Keep it as it stands, or take the part out."),
            code="council.nothing_recorded",
        )
    MinutesPart.change(part, heading=written.heading, words=written.words, generated=written.words, is_edited=False)


@needs("council.record")
def keep_edited(part: int, now: datetime) -> None:
    """Stay with what was edited although the record changed since; the note of it goes away."""
    stored = open_part(part)
    written = _written_of(stored, now)
    if written is None:
        MinutesPart.change(part, made_of=OWN, generated="", is_edited=False)
    else:
        MinutesPart.change(part, generated=written.words, is_edited=True)


@needs("council.record")
def add_part(minutes: int, heading: str, said: str = "", *, after: int | None = None) -> int:
    """Add a part of the secretary's own after another, or at the end; its id. Beside a sealed part it is sealed too."""
    open_minutes(minutes)
    parts = _parts(minutes)
    at = next((place for place, each in enumerate(parts, 1) if each["id"] == after), len(parts))
    is_sealed = bool(parts and after is not None and parts[at - 1]["is_sealed"])
    for place, each in enumerate(parts[at:], at + 2):
        MinutesPart.change(each["id"], place=place)
    return MinutesPart.add(
        minutes=minutes, place=at + 1, heading=heading.strip(), words=said.strip(), is_sealed=is_sealed
    )


@needs("council.record")
def remove_part(part: int) -> None:
    """Take a part out that the secretary added, or whose record is gone. Raises ``Problem`` for any other."""
    stored = open_part(part)
    if stored["made_of"] and not stored["is_edited"]:
        raise Problem(
            _("This part was written from the record, so it would come again."),
            _("Empty its words, or take back what was recorded."),
            code="council.recorded_part",
        )
    MinutesPart.remove(part)


@needs("council.record")
def seal_part(part: int, *, is_sealed: bool) -> None:
    """Keep a part for those who may see executive session, or open it. Raises ``Problem`` without that permission."""
    open_part(part)
    _require_sealed()
    MinutesPart.change(part, is_sealed=is_sealed)


def _require_sealed() -> None:
    from rcc_council.meetings.stored import SEALED
    from rcc_desktop.api import require

    require(SEALED)


def _written(meeting: Stored, now: datetime) -> tuple[WrittenPart, ...]:
    return written_parts(recorded(meeting, now.tzinfo))


def _written_of(part: Stored, now: datetime) -> WrittenPart | None:
    meeting = meeting_of(open_minutes(part["minutes_id"])["meeting_id"])
    return next((each for each in _written(meeting, now) if each.made_of == part["made_of"]), None)


def _parts(minutes: int) -> list[Stored]:
    query = MinutesPart.select(MinutesPart.id).where(MinutesPart.minutes == minutes)
    return [MinutesPart.stored_row(row) for (row,) in fetch(query.order_by(MinutesPart.place, MinutesPart.id))]


def _lay_out(minutes: int, written: Sequence[WrittenPart], there: Sequence[Stored]) -> int:
    """Bring the parts in line with what is written; the secretary's own stay behind what they stood behind."""
    by_source = {each["made_of"]: each for each in there if each["made_of"] != OWN}
    wanted = {each.made_of for each in written}
    order: list[int] = []
    changed = 0
    for each in written:
        part, moved = _put(minutes, each, by_source.get(each.made_of))
        order.append(part)
        changed += moved
    before: int | None = None
    for stored in there:
        if stored["made_of"] != OWN and stored["made_of"] not in wanted and not stored["is_edited"]:
            MinutesPart.remove(stored["id"])
            changed += 1
            continue
        if stored["id"] not in order:
            order.insert(order.index(before) + 1 if before is not None else 0, stored["id"])
        before = stored["id"]
    for place, part in enumerate(order, 1):
        MinutesPart.change(part, place=place)
    return changed


def _put(minutes: int, each: WrittenPart, stored: Stored | None) -> tuple[int, bool]:
    """Add a part or write it anew, unless it was edited; its id, and whether it moved."""
    if stored is None:
        part = MinutesPart.add(
            minutes=minutes,
            place=0,
            heading=each.heading,
            words=each.words,
            generated=each.words,
            item=each.item,
            made_of=each.made_of,
            is_sealed=each.is_sealed,
            is_inner=each.is_inner,
        )
        return part, True
    if stored["is_edited"]:
        return stored["id"], False
    seal = bool(stored["is_sealed"]) or each.is_sealed
    moved = MinutesPart.change(
        stored["id"], heading=each.heading, words=each.words, generated=each.words, is_sealed=seal
    )
    return stored["id"], moved
