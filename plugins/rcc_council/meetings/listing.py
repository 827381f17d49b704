"""Meetings as rows of a list: when, in which state, how many members came, and how far the minutes are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from peewee import JOIN

from rcc_council.bodies.facts import facts_of_bodies
from rcc_council.bodies.records import Body
from rcc_council.bodies.standing import counting_of, roster_on
from rcc_council.meetings.records import InRoom, Meeting
from rcc_council.meetings.rows import MeetingRow
from rcc_council.meetings.wording import MEETING_KINDS, MEETING_STATES, MINUTES_STATES
from rcc_council.minutes.records import Minutes
from rcc_desktop.api import words
from rcc_desktop.api.fields import from_day, from_millis
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rcc_council.bodies.facts import BodyFacts

_, ngettext = words("rcc_council")

_COLUMNS = (
    Meeting.id,
    Meeting.body,
    Body.name,
    Meeting.on_day,
    Meeting.starts_at,
    Meeting.ends_at,
    Meeting.place,
    Meeting.kind,
    Meeting.state,
    Minutes.state,
    Meeting.version,
)


def meeting_rows(where: Any, now: datetime) -> tuple[MeetingRow, ...]:
    """The meetings that ``where`` chooses, in order of time; four questions and those of ``facts_of_bodies``.

    ``present`` counts the members there now while a meeting is open, and all who came once it is over.
    """
    query = (
        Meeting.select(*_COLUMNS)
        .join(Body)
        .switch(Meeting)
        .join(Minutes, JOIN.LEFT_OUTER, on=(Minutes.meeting == Meeting.id))
        .where(where)
    )
    found = fetch(query.order_by(Meeting.starts_at, Meeting.id))
    facts = facts_of_bodies({body for _meeting, body, *_rest in found})
    came = _came(where)
    return tuple(_row(each, facts[each[1]], came.get(each[0], set()), now) for each in found)


def _row(stored: tuple[Any, ...], facts: BodyFacts, came: set[tuple[int, bool]], now: datetime) -> MeetingRow:
    meeting, body, name, day, starts, ends, place, kind, state, minutes, version = stored
    roster = roster_on(facts, from_day(day))
    there = {person for person, is_here in came if is_here or state != "open"}
    return MeetingRow(
        id=meeting,
        body=body,
        body_name=name,
        day=roster.day,
        starts=from_millis(starts).astimezone(now.tzinfo),
        ends=from_millis(ends).astimezone(now.tzinfo),
        place=place,
        kind=kind,
        kind_words=MEETING_KINDS.get(kind, kind),
        state=state,
        state_words=MEETING_STATES.get(state, state),
        minutes_state=minutes or "",
        minutes_words=_minutes_words(state, minutes),
        present=len(counting_of(roster, there)),
        needed=roster.needed,
        version=version,
    )


def _minutes_words(state: str, minutes: str | None) -> str:
    if minutes:
        return MINUTES_STATES.get(minutes, minutes)
    return _("Not written yet") if state in {"closed", "no_quorum"} else ""


def _came(where: Any) -> Mapping[int, set[tuple[int, bool]]]:
    """Who came to each meeting, and whether they have not left."""
    chosen = Meeting.select(Meeting.id).where(where)
    query = InRoom.select(InRoom.meeting, InRoom.person, InRoom.left_at)
    found: dict[int, set[tuple[int, bool]]] = defaultdict(set)
    for meeting, person, left in fetch(query.where(InRoom.meeting.in_(chosen), InRoom.person.is_null(False))):
        found[meeting].add((person, left is None))
    return found
