"""The meetings of the made-up bodies: ten weeks behind them, and who came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from rcc_council.made_up.agendas import add_agenda, add_template
from rcc_council.made_up.motions import settle_motions
from rcc_council.made_up.rooms import fill_room
from rcc_council.made_up.story import ADVISORY_BOARD, COMMITTEE
from rcc_council.made_up.story_consensus import CONSENSUS_COUNCIL
from rcc_council.made_up.story_voting import VOTING_COUNCIL
from rcc_council.made_up.topics import VISITOR, Week
from rcc_council.meetings.records import Meeting, MeetingSeries
from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.written import write_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.made_up.bodies import MadeUpBody
    from rcc_council.made_up.topics import Moved, Topic
    from rcc_desktop.api.made_up import MadeUpCenter

FEWEST = 6
"""A council or board with fewer members on a day did not meet on it."""

COMMITTEE_FEWEST = 4
LENGTH = 90
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a body meets: ISO weekday, minutes of the day, every so many weeks, and where."""

    weekday: int
    starts: int
    every: int
    place: str


@dataclass(slots=True)
class MadeUpMeeting:
    """A meeting in the making; ``items`` by title, ``motions`` in order with what they were made of."""

    id: int
    body: MadeUpBody
    day: date
    starts_at: datetime
    week: Week
    items: dict[str, int] = field(default_factory=dict)
    begins: dict[str, datetime] = field(default_factory=dict)
    here: list[int] = field(default_factory=list)
    """The members who came, whether or not they stayed."""
    leaving: dict[int, datetime] = field(default_factory=dict)
    motions: list[tuple[Topic, Moved, int]] = field(default_factory=list)
    adopts: int | None = None
    """The motion that adopted the minutes of the meeting ``adopts_of`` before it."""
    adopts_of: int | None = None
    visitor: str = ""
    """Somebody who sits in no body, whom notes may name."""

    @property
    def minutes_title(self) -> str:
        """The line under which a later meeting approves its minutes."""
        return f"Approve the minutes of {write_date(self.day)}"

    @property
    def names_visitor(self) -> bool:
        """Whether its notes name somebody who was not there."""
        return any(VISITOR in topic.words for topic in self.week.topics)

    @property
    def was_held(self) -> bool:
        """Whether enough came to decide anything."""
        return self.week.state == "closed"

    def here_at(self, at: datetime) -> list[int]:
        """The members in the room at a moment."""
        return [person for person in self.here if person not in self.leaving or at < self.leaving[person]]

    @property
    def ends_at(self) -> datetime:
        """When it ends as planned."""
        return self.starts_at + timedelta(minutes=LENGTH)


@needs("council.record")
def add_meetings(made_up: MadeUpCenter, bodies: Sequence[MadeUpBody], visitor: str) -> list[MadeUpMeeting]:
    """Write every body's series and meetings, oldest first; held, or not, by their story."""
    held: list[MadeUpMeeting] = []
    councils = sum(body.kind == "council" for body in bodies)
    for place, body in enumerate(bodies):
        rhythm = _rhythm(body, place - councils if place >= councils else place)
        series = _add_series(made_up, body, rhythm)
        behind = _days(made_up, body, rhythm)
        story = _story(body)[-len(behind) :] if behind else ()
        before: MadeUpMeeting | None = None
        for day, week in zip(behind[-len(story) :], story, strict=True):
            meeting = _add_meeting(made_up, body, series, rhythm, day, week)
            meeting.visitor = visitor
            _hold(made_up, meeting, before)
            before = meeting if meeting.was_held else before
            held.append(meeting)
        made_up.told(0.1 + 0.8 * (place + 1) / len(bodies))
    return sorted(held, key=lambda each: each.starts_at)


def _rhythm(body: MadeUpBody, place: int) -> Rhythm:
    if body.kind == "council":
        return Rhythm(3 + place % 2, 17 * 60 + 30, 1, "Meeting room")
    if body.kind == "committee":
        return Rhythm(2, 16 * 60, 2, "Team room")
    return Rhythm(1, 12 * 60, 4, "Meeting room")


def _story(body: MadeUpBody) -> tuple[Week, ...]:
    if body.kind == "council":
        return VOTING_COUNCIL if body.decides_by == "vote" else CONSENSUS_COUNCIL
    return COMMITTEE if body.kind == "committee" else ADVISORY_BOARD


def _days(made_up: MadeUpCenter, body: MadeUpBody, rhythm: Rhythm) -> list[date]:
    """The days behind, as many as there is a story for; what goes on now lies ahead."""
    today = made_up.now.date()
    week = today - timedelta(days=today.isoweekday() - rhythm.weekday)
    ends = datetime.combine(week, time(), tzinfo=made_up.now.tzinfo) + timedelta(minutes=rhythm.starts + LENGTH)
    last = week if ends <= made_up.now else week - timedelta(weeks=1)
    step = timedelta(weeks=rhythm.every)
    behind = [last - step * number for number in range(len(_story(body)))]
    fewest = COMMITTEE_FEWEST if body.kind == "committee" else FEWEST
    return [day for day in reversed(behind) if len(body.members_on(day)) >= fewest]


def _add_series(made_up: MadeUpCenter, body: MadeUpBody, rhythm: Rhythm) -> tuple[int, str]:
    every = f"INTERVAL={rhythm.every};" if rhythm.every > 1 else ""
    uid = f"{made_up.chance.getrandbits(128):032x}"
    today = made_up.now.date()
    series = MeetingSeries.add(
        uid=uid,
        body=body.id,
        first_day=today - timedelta(days=today.isoweekday() - rhythm.weekday, weeks=len(_story(body)) * rhythm.every),
        rule=f"FREQ=WEEKLY;{every}BYDAY={DAY_CODES[rhythm.weekday - 1]}",
        starts=rhythm.starts,
        length=LENGTH,
        place=rhythm.place,
    )
    add_template(series)
    return series, uid


def _add_meeting(
    made_up: MadeUpCenter, body: MadeUpBody, series: tuple[int, str], rhythm: Rhythm, day: date, week: Week
) -> MadeUpMeeting:
    """Times are those of the wall clock, whatever the season."""
    midnight = datetime.combine(day, time(rhythm.starts // 60, rhythm.starts % 60), tzinfo=made_up.now.tzinfo)
    meeting = Meeting.add(
        body=body.id,
        series=series[0],
        uid=f"{series[1]}-{day:%Y%m%d}",
        on_day=to_day(day),
        starts_at=midnight,
        ends_at=midnight + timedelta(minutes=LENGTH),
        place=rhythm.place,
        state="open" if week.state == "closed" else week.state,
        why=week.why,
        chair=body.chair if week.state == "closed" else None,
        secretary=body.secretary if week.state == "closed" else None,
    )
    return MadeUpMeeting(meeting, body, day, midnight, week)


def _hold(made_up: MadeUpCenter, meeting: MadeUpMeeting, before: MadeUpMeeting | None) -> None:
    """Open it, let people come and go, decide, and close it; a meeting too few came to leaves its stub."""
    if meeting.week.state == "cancelled":
        return
    opened = meeting.starts_at + timedelta(minutes=made_up.chance.randint(0, 4))
    add_agenda(made_up, meeting, before)
    ends = fill_room(made_up, meeting)
    Meeting.change(meeting.id, opened_at=opened)
    if meeting.was_held:
        settle_motions(made_up, meeting, before)
    Meeting.change(meeting.id, state=meeting.week.state, closed_at=ends)
