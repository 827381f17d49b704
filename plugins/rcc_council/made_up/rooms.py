"""Who came to the made-up meetings: when they came and left, who was excused, and a guest now and then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.meetings.records import Excused, InRoom
from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_millis

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_council.made_up.meetings import MadeUpMeeting
    from rcc_desktop.api.made_up import MadeUpCenter

EXCUSES = ("At work", "Not well", "Family", "")
GUESTS = ("A driver of the bus company", "A teacher of the Elm Street school", "A neighbor")


@needs("council.record")
def fill_room(made_up: MadeUpCenter, meeting: MadeUpMeeting) -> datetime:
    """Write who was there; officers never stay away, so that somebody chairs and somebody writes. Gives the end."""
    chance, body = made_up.chance, meeting.body
    members = body.members_on(meeting.day)
    officers = [person for person in (body.chair, body.secretary) if person in members]
    others = [person for person in members if person not in officers]
    keep = _least(meeting, len(members))
    missing = chance.sample(others, min(meeting.week.absent, len(others), max(0, len(members) - keep)))
    here = [person for person in members if person not in missing]
    alternates = [term for term in body.terms if term.stands_in]
    ends = max(meeting.begins.values()) + timedelta(minutes=6)
    leaving = _leaving(meeting, here)
    rows: list[tuple[object, ...]] = []
    for place, person in enumerate(here):
        came = meeting.starts_at + timedelta(minutes=chance.randint(-9, 3))
        left = leaving.get(person, ends)
        if place == len(here) - 1 and not leaving and len(here) > keep + 1:
            came = meeting.starts_at + timedelta(minutes=12)
        rows.append((meeting.id, person, "", "member", to_millis(came), to_millis(left)))
    absent_seats = {term.seat for term in body.terms if term.person in missing}
    for term in alternates if absent_seats else ():
        if term.person not in here:
            rows.append((meeting.id, term.person, "", "alternate", to_millis(meeting.starts_at), to_millis(ends)))
    if meeting.was_held and chance.random() < 0.4:
        rows.append((meeting.id, None, chance.choice(GUESTS), "guest", to_millis(meeting.starts_at), to_millis(ends)))
    InRoom.add_many(("meeting", "person", "guest_name", "capacity", "came_at", "left_at"), rows)
    excused = [(meeting.id, person, chance.choice(EXCUSES)) for person in missing if chance.random() < 0.7]
    Excused.add_many(("meeting", "person", "why"), excused)
    meeting.here, meeting.leaving = here, leaving
    return ends


def _least(meeting: MadeUpMeeting, in_office: int) -> int:
    """How many stay in any case: one more than any quorum asks for, or too few where the story says so."""
    return in_office // 2 + 2 if meeting.was_held else in_office // 3


def _leaving(meeting: MadeUpMeeting, here: list[int]) -> dict[int, datetime]:
    """Who leaves after which topic, so that those who are left are too few."""
    leaving: dict[int, datetime] = {}
    titles = list(meeting.begins)
    for topic in meeting.week.topics:
        if topic.leaves:
            following = titles[titles.index(topic.title) + 1]
            at = meeting.begins[following]
            leaving |= dict.fromkeys(here[-topic.leaves :], at)
    return leaving
