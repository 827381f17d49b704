"""Minutes as they stand, and the list of them with what is owed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import JOIN

from rcc_council.bodies.facts import facts_of, facts_of_bodies
from rcc_council.bodies.records import Body
from rcc_council.meetings.records import InRoom, Meeting
from rcc_council.meetings.stored import HELD, Stored, meeting_of, sees_sealed
from rcc_council.meetings.wording import MEETING_KINDS, MINUTES_STATES
from rcc_council.minutes.facts import DECIDING, recorded
from rcc_council.minutes.frozen_text import SEALED, digest_of, frozen_parts
from rcc_council.minutes.records import Addendum, Correction, Minutes, MinutesPart
from rcc_council.minutes.rows import AddendumRow, CorrectionRow, MinutesNow, MinutesRow, PartRow
from rcc_council.minutes.rules import minutes_due
from rcc_council.minutes.stored import minutes_stored
from rcc_council.minutes.writing import written_parts
from rcc_council.minutes.written_part import short_day
from rcc_council.motions.records import Motion
from rcc_desktop.api import acting, needs, require, words
from rcc_desktop.api.fields import from_day, from_millis
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from rcc_council.minutes.written_part import WrittenPart

_, ngettext = words("rcc_council")

CORRECTION_STATES: Mapping[str, str] = {
    "asked": _("Asked for"),
    "made": _("Made"),
    "turned_down": _("Turned down"),
}


@needs("council.see")
def minutes_now(minutes: int, now: datetime) -> MinutesNow:
    """All of some minutes; a draft only for those who keep it, sealed parts only for those who may see them.

    Adopted minutes are read from their frozen text. Raises ``Problem`` when they are gone.
    """
    stored = minutes_stored(minutes)
    if stored["state"] == "draft":
        require("council.record")
    meeting = meeting_of(stored["meeting_id"])
    is_adopted = stored["state"] == "adopted"
    parts = _frozen(stored) if is_adopted else _parts(minutes, meeting, now)
    shown = tuple(each for each in parts if not each.is_sealed or sees_sealed())
    of = facts_of(meeting["body_id"])
    return MinutesNow(
        id=minutes,
        meeting=meeting["id"],
        body=meeting["body_id"],
        body_name=of.name,
        kind_words=MEETING_KINDS[meeting["kind"]],
        day=from_day(meeting["on_day"]),
        starts=from_millis(meeting["starts_at"]).astimezone(now.tzinfo),
        state=stored["state"],
        state_words=MINUTES_STATES[stored["state"]],
        circulated=_moment(stored["circulated_at"], now),
        parts=shown,
        corrections=_corrections(minutes),
        addenda=_addenda(minutes),
        attended=_attended(meeting["id"]),
        adopted_on=None if stored["adopted_on"] is None else from_day(stored["adopted_on"]),
        adopted_words=_adopted_words(stored),
        digest=stored["digest"],
        is_sound=digest_of(stored["frozen"]) == stored["digest"] if is_adopted else None,
        secretary=_name(meeting["secretary_id"]),
        has_sealed=len(shown) < len(parts),
    )


@needs("council.see")
def minutes_of(meeting: int) -> int | None:
    """The minutes of a meeting, if anybody began them."""
    found = fetch(Minutes.select(Minutes.id).where(Minutes.meeting == meeting))
    return int(found[0][0]) if found else None


@needs("council.see")
def minutes_list(now: datetime, *, body: int | None = None) -> tuple[MinutesRow, ...]:
    """Every meeting that was held: first those whose minutes are owed, the most overdue first; then the newest."""
    columns = (Meeting.id, Meeting.body, Body.name, Meeting.on_day, Meeting.kind, Minutes.id, Minutes.state)
    query = (
        Meeting.select(*columns)
        .join(Body)
        .switch(Meeting)
        .join(Minutes, JOIN.LEFT_OUTER, on=(Minutes.meeting == Meeting.id))
        .where(Meeting.state.in_(HELD) | Meeting.was_typed_in | Minutes.id.is_null(False))
        .order_by(Meeting.starts_at.desc())
    )
    if body is not None:
        query = query.where(Meeting.body == body)
    rows = fetch(query)
    due = _due_days({row[1] for row in rows})
    today = now.date()
    listed = [_row(row, due[row[0]], today) for row in rows]
    owed = sorted((row for row in listed if row.due), key=lambda row: (row.due, row.day, row.meeting))
    return (*owed, *(row for row in listed if not row.due))


@needs("council.see")
def owed(now: datetime) -> tuple[MinutesRow, ...]:
    """The minutes that nobody wrote yet or that were not sent around, the most overdue first."""
    return tuple(row for row in minutes_list(now) if row.due)


def _row(row: tuple[object, ...], due: date, today: date) -> MinutesRow:
    meeting, _body, name, day, kind, minutes, state = row
    is_owed = state in {None, "draft"}
    may_open = state != "draft" or acting().may("council.record")
    return MinutesRow(
        meeting=int(str(meeting)),
        minutes=int(str(minutes)) if minutes is not None and may_open else None,
        body_name=str(name),
        day=from_day(int(str(day))),
        kind_words=MEETING_KINDS[str(kind)],
        state=str(state or ""),
        state_words=MINUTES_STATES[str(state)] if state else _("Not begun"),
        due=due if is_owed else None,
        is_late=is_owed and due < today,
    )


def _due_days(bodies: set[int]) -> dict[int, date]:
    """By meeting, the day its minutes are due: the next meeting of its body, or sooner by the bylaws of the day."""
    facts = facts_of_bodies(bodies)
    query = Meeting.select(Meeting.id, Meeting.body, Meeting.on_day).where(
        Meeting.body.in_(bodies), Meeting.state != "cancelled"
    )
    found: dict[int, date] = {}
    after: dict[int, date] = {}
    for meeting, body, stored in fetch(query.order_by(Meeting.starts_at.desc())):
        day = from_day(stored)
        found[meeting] = minutes_due(day, after.get(body), facts[body].laws_on(day).minutes_days)
        after[body] = day
    cancelled = Meeting.select(Meeting.id, Meeting.on_day).where(Meeting.body.in_(bodies), Meeting.state == "cancelled")
    return found | {meeting: minutes_due(from_day(day), None) for meeting, day in fetch(cancelled)}


def _parts(minutes: int, meeting: Stored, now: datetime) -> list[PartRow]:
    written = {each.made_of: each for each in written_parts(recorded(meeting, now.tzinfo))}
    query = MinutesPart.select(MinutesPart.id).where(MinutesPart.minutes == minutes)
    rows = fetch(query.order_by(MinutesPart.place, MinutesPart.id))
    return [_part(MinutesPart.stored_row(row), written) for (row,) in rows]


def _part(stored: Stored, written: Mapping[str, WrittenPart]) -> PartRow:
    now = written.get(stored["made_of"])
    has_moved = now is not None and now.words != stored["generated"]
    return PartRow(
        id=stored["id"],
        heading=stored["heading"],
        words=stored["words"],
        made_of=stored["made_of"],
        is_sealed=bool(stored["is_sealed"]),
        is_inner=bool(stored["is_inner"]),
        is_edited=bool(stored["is_edited"]),
        moved=now.words if now is not None and has_moved else "",
        is_gone=bool(stored["made_of"]) and now is None,
        version=stored["version"],
    )


def _frozen(stored: Stored) -> list[PartRow]:
    """The parts out of the frozen text, which are no rows of their own any more."""
    return [
        PartRow(
            id=0,
            heading=each.heading,
            words=each.words,
            made_of="",
            is_sealed=each.shown == SEALED,
            is_inner=each.shown == "inner",
            is_edited=False,
            moved="",
            is_gone=False,
            version=0,
        )
        for each in frozen_parts(stored["frozen"])
    ]


def _corrections(minutes: int) -> tuple[CorrectionRow, ...]:
    columns = (Correction.id, Correction.part, MinutesPart.heading, shown_name_of(), Correction.on_day)
    query = (
        Correction.select(*columns, Correction.words, Correction.state, MinutesPart.is_sealed)
        .join(MinutesPart, JOIN.LEFT_OUTER)
        .switch(Correction)
        .join(Person, JOIN.LEFT_OUTER)
        .where(Correction.minutes == minutes)
        .order_by(Correction.id)
    )
    return tuple(
        CorrectionRow(row, part, heading or "", name or "", from_day(day), said, state, CORRECTION_STATES[state])
        for row, part, heading, name, day, said, state, sealed in fetch(query)
        if not sealed or sees_sealed()
    )


def _addenda(minutes: int) -> tuple[AddendumRow, ...]:
    query = (
        Addendum.select(Addendum.id, Addendum.on_day, Motion.number, Addendum.words, Motion.is_sealed)
        .join(Motion)
        .where(Addendum.minutes == minutes)
        .order_by(Addendum.on_day, Addendum.id)
    )
    return tuple(
        AddendumRow(row, from_day(day), number, said, bool(sealed))
        for row, day, number, said, sealed in fetch(query)
        if not sealed or sees_sealed()
    )


def _attended(meeting: int) -> tuple[tuple[int, str], ...]:
    query = InRoom.select(InRoom.person, shown_name_of()).join(Person)
    rows = fetch(
        query.where(InRoom.meeting == meeting, InRoom.capacity.in_(tuple(DECIDING))).order_by(Person.sort_name)
    )
    return tuple(dict.fromkeys((person, name) for person, name in rows))


def _adopted_words(stored: Stored) -> str:
    if stored["state"] != "adopted":
        return ""
    day = short_day(from_day(stored["adopted_on"]))
    number = Motion.stored_row(stored["adopted_by_id"])["number"]
    told = (
        _("Adopted as corrected on {day} by motion {number}.")
        if stored["as_corrected"]
        else _("Adopted on {day} by motion {number}.")
    )
    return told.format(day=day, number=number)


def _name(person: int | None) -> str:
    found = fetch(Person.select(shown_name_of()).where(Person.id == person)) if person is not None else []
    return str(found[0][0]) if found else ""


def _moment(stored: int | None, now: datetime) -> datetime | None:
    return None if stored is None else from_millis(stored).astimezone(now.tzinfo)
