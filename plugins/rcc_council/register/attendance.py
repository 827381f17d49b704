"""Who came to how many meetings, and how many in a row. By name, in the order of names: nobody is ranked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import is_in_office, roster_on
from rcc_council.meetings.records import InRoom, Meeting
from rcc_council.register.rows import MemberAttendance
from rcc_council.register.rules import in_a_row
from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import date

HELD = ("closed", "no_quorum")


@needs("council.see")
def attendance(body: int, first: date, last: date) -> tuple[MemberAttendance, ...]:
    """How members came to the meetings of a body between two days: those in office at each, those on leave left out.

    Meetings typed in without who was there are not counted.
    """
    facts = facts_of(body)
    query = Meeting.select(Meeting.id, Meeting.on_day).where(
        Meeting.body == body, Meeting.state.in_(HELD), Meeting.on_day.between(to_day(first), to_day(last))
    )
    meetings = fetch(query.order_by(Meeting.starts_at.desc()))
    here = _here([meeting for meeting, _day in meetings])
    came: dict[int, list[bool]] = defaultdict(list)
    names: dict[int, str] = {}
    for meeting, day in meetings:
        if meeting not in here:
            continue
        in_office = {each.person: each.name for each in roster_on(facts, from_day(day)).members if is_in_office(each)}
        for person, name in in_office.items():
            names.setdefault(person, name)
            came[person].append(person in here[meeting])
    rows = (
        MemberAttendance(person, names[person], sum(times), len(times), in_a_row(times))
        for person, times in came.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.person)))


def _here(meetings: list[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    query = InRoom.select(InRoom.meeting, InRoom.person).where(
        InRoom.meeting.in_(meetings), InRoom.person.is_null(is_null=False)
    )
    for meeting, person in fetch(query):
        found[meeting].add(person)
    return found
