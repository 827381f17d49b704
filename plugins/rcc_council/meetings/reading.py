"""A whole meeting as it stands, for the page it is run from, its papers and its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peewee import JOIN

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import counting_of, roster_on
from rcc_council.meetings.lines import agenda_of
from rcc_council.meetings.listing import meeting_rows
from rcc_council.meetings.records import Excused, InRoom, Meeting
from rcc_council.meetings.rows import MeetingNow, PersonHere
from rcc_council.meetings.stored import meeting_of
from rcc_council.meetings.wording import CAPACITIES, present_words
from rcc_desktop.api.fields import from_day, from_millis
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from rcc_council.bodies.rows import MemberRow, Roster

_RANKS = tuple(CAPACITIES)


@dataclass(frozen=True, slots=True)
class _Stay:
    """The last stay of somebody in the room."""

    row: int
    person: int | None
    name: str
    capacity: str
    came: datetime
    left: datetime | None

    def is_here(self, moment: datetime) -> bool:
        return self.came <= moment and (self.left is None or self.left > moment)


def meeting_as_it_stands(meeting: int, now: datetime) -> MeetingNow:
    """Everything of a meeting; once it is over, the room as it was at the end. Raises ``Problem`` when it is gone."""
    stored = meeting_of(meeting)
    day = from_day(stored["on_day"])
    roster = roster_on(facts_of(stored["body_id"]), day)
    opened, closed = (_moment(stored[name], now) for name in ("opened_at", "closed_at"))
    moment = now if closed is None else min(now, closed - timedelta(milliseconds=1))
    stays = _stays(meeting, now)
    here = {each.person for each in stays if each.person is not None and each.is_here(moment)}
    counting = counting_of(roster, here)
    people = _people(roster, stays, set(counting), _excused(meeting), moment)
    agenda = agenda_of(meeting, {each.person for each in roster.members}, day, now)
    chair, secretary = _names(meeting)
    present = len(counting)
    return MeetingNow(
        meeting=meeting_rows(Meeting.id == meeting, now)[0],
        chair=chair,
        chair_id=stored["chair_id"],
        secretary=secretary,
        secretary_id=stored["secretary_id"],
        opened=opened,
        closed=closed,
        people=people,
        present=present,
        needed=roster.needed,
        in_office=roster.in_office,
        has_quorum=present >= roster.needed,
        quorum_words=f"{roster.quorum_words} {present_words(present, roster.needed)}",
        decides_by=roster.bylaws.decides_by,
        agenda=agenda.lines,
        has_sealed=agenda.has_sealed,
    )


def _people(
    roster: Roster, stays: list[_Stay], counting: set[int], excused: set[int], moment: datetime
) -> tuple[PersonHere, ...]:
    """Members and alternates by their seats, here or not, then staff and guests by when they came."""
    last = {each.person: each for each in stays if each.person is not None}
    seats = {each.person: each for each in reversed(roster.members)}
    seated = [seats[person] for person in dict.fromkeys(each.person for each in roster.members)]
    rows = [_member(each, last.get(each.person), counting, excused, moment) for each in seated]
    rows += _others(stays, last, set(seats), moment)
    return tuple(sorted(rows, key=lambda row: _RANKS.index(row.capacity) if row.capacity in _RANKS else len(_RANKS)))


def _member(
    member: MemberRow, stay: _Stay | None, counting: set[int], excused: set[int], moment: datetime
) -> PersonHere:
    is_here = stay is not None and stay.is_here(moment)
    return PersonHere(
        person=member.person,
        name=member.name,
        capacity=member.capacity,
        office_words=member.office_words,
        is_here=is_here,
        came=stay.came if stay else None,
        left=stay.left if stay else None,
        counts=member.person in counting,
        is_excused=member.person in excused,
        row=stay.row if stay and is_here else None,
    )


def _others(stays: list[_Stay], last: dict[int, _Stay], seated: set[int], moment: datetime) -> Iterator[PersonHere]:
    for stay in stays:
        if stay.person is None or (stay.person not in seated and last[stay.person] is stay):
            yield PersonHere(
                person=stay.person,
                name=stay.name,
                capacity=stay.capacity,
                office_words="",
                is_here=stay.is_here(moment),
                came=stay.came,
                left=stay.left,
                counts=False,
                is_excused=False,
                row=stay.row if stay.is_here(moment) else None,
            )


def _stays(meeting: int, now: datetime) -> list[_Stay]:
    query = (
        InRoom.select(
            InRoom.id,
            InRoom.person,
            shown_name_of(),
            InRoom.guest_name,
            InRoom.capacity,
            InRoom.came_at,
            InRoom.left_at,
        )
        .join(Person, JOIN.LEFT_OUTER, on=(Person.id == InRoom.person))
        .where(InRoom.meeting == meeting)
    )
    return [
        _Stay(
            row,
            person,
            guest if person is None else name,
            capacity,
            from_millis(came).astimezone(now.tzinfo),
            _moment(left, now),
        )
        for row, person, name, guest, capacity, came, left in fetch(query.order_by(InRoom.came_at, InRoom.id))
    ]


def _excused(meeting: int) -> set[int]:
    return {person for (person,) in fetch(Excused.select(Excused.person).where(Excused.meeting == meeting))}


def _names(meeting: int) -> tuple[str, str]:
    """What the chair and the secretary go by."""
    chair, secretary = Person.alias(), Person.alias()
    query = (
        Meeting.select(shown_name_of(chair), shown_name_of(secretary))
        .join(chair, JOIN.LEFT_OUTER, on=(chair.id == Meeting.chair))
        .switch(Meeting)
        .join(secretary, JOIN.LEFT_OUTER, on=(secretary.id == Meeting.secretary))
    )
    row: tuple[Any, ...] = fetch(query.where(Meeting.id == meeting))[0]
    return row[0] or "", row[1] or ""


def _moment(stored: int | None, now: datetime) -> datetime | None:
    return None if stored is None else from_millis(stored).astimezone(now.tzinfo)
