"""What was recorded of a meeting, read once, for whoever writes it up. What is sealed is in it, and marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from peewee import JOIN

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import roster_on
from rcc_council.meetings.records import AgendaItem, AgendaPaper, Excused, InRoom, Meeting
from rcc_council.motions.records import Motion
from rcc_council.motions.showing import motion_rows
from rcc_council.register.records import ActionItem, Recommendation
from rcc_desktop.api.fields import from_day, from_millis
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, tzinfo

    from rcc_council.bodies.rows import Roster
    from rcc_council.meetings.rows import MotionRow
    from rcc_council.meetings.stored import Stored

DECIDING = frozenset({"member", "alternate"})


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody in the room from a moment on; ``person`` is None for a guest without a file."""

    person: int | None
    name: str
    capacity: str
    came: datetime
    left: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether they were there at that moment; who leaves at it is gone."""
        return self.came <= moment and (self.left is None or moment < self.left)


@dataclass(frozen=True, slots=True)
class ItemFact:
    """A line of the agenda with its number as printed. ``is_sealed`` also where it stands under a sealed one."""

    id: int
    number: str
    inside: int | None
    kind: str
    title: str
    state: str
    words: str
    owner: str
    minutes: int
    is_sealed: bool
    is_consent: bool
    about: str
    began: datetime | None
    ended: datetime | None
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """An action or a recommendation: what, whose (or to whom), until when, and under which item."""

    id: int
    item: int | None
    words: str
    whose: str
    due: date | None
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When and where the body meets again."""

    day: date
    starts: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """All of one meeting. ``chair`` and ``secretary`` are who served, the ``usual`` ones who holds the office.

    ``whither`` gives for each motion the day it was postponed to and whom it was referred to.
    """

    id: int
    kind: str
    state: str
    why: str
    day: date
    starts: datetime
    ends: datetime
    opened: datetime | None
    closed: datetime | None
    place: str
    was_typed_in: bool
    roster: Roster
    chair: str
    secretary: str
    usual_chair: str
    usual_secretary: str
    stays: tuple[Stay, ...]
    excused: Mapping[int, str]
    items: tuple[ItemFact, ...]
    motions: tuple[MotionRow, ...]
    whither: Mapping[int, tuple[date | None, str]]
    actions: tuple[Promise, ...]
    recommendations: tuple[Promise, ...]
    next: NextMeeting | None


def recorded(meeting: Stored, zone: tzinfo | None) -> Recorded:
    """All that is known of a meeting, its moments in ``zone``."""
    key, body, day = meeting["id"], meeting["body_id"], from_day(meeting["on_day"])
    facts = facts_of(body)
    usual = {office: facts.officer_on(office, day) for office in ("chair", "secretary")}
    names = _names([meeting["chair_id"], meeting["secretary_id"], *usual.values()])
    items = items_of(key, zone)
    sealed = {item.id for item in items if item.is_sealed}

    def at(column: str) -> datetime | None:
        return None if meeting[column] is None else from_millis(meeting[column]).astimezone(zone)

    return Recorded(
        id=key,
        kind=meeting["kind"],
        state=meeting["state"],
        why=meeting["why"],
        day=day,
        starts=from_millis(meeting["starts_at"]).astimezone(zone),
        ends=from_millis(meeting["ends_at"]).astimezone(zone),
        opened=at("opened_at"),
        closed=at("closed_at"),
        place=meeting["place"],
        was_typed_in=bool(meeting["was_typed_in"]),
        roster=roster_on(facts, day),
        chair=names.get(meeting["chair_id"], ""),
        secretary=names.get(meeting["secretary_id"], ""),
        usual_chair=names.get(usual["chair"], ""),
        usual_secretary=names.get(usual["secretary"], ""),
        stays=_stays(key, zone),
        excused=dict(fetch(Excused.select(Excused.person, shown_name_of()).join(Person).where(Excused.meeting == key))),
        items=items,
        motions=motion_rows(Motion.meeting == key, zone),
        whither={
            motion: (_day(until), whom)
            for motion, until, whom in fetch(
                Motion.select(Motion.id, Motion.until, Motion.referred_to).where(Motion.meeting == key)
            )
        },
        actions=_actions(key, sealed),
        recommendations=_recommendations(key),
        next=_next(body, meeting["starts_at"], zone),
    )


def items_of(meeting: int, zone: tzinfo | None) -> tuple[ItemFact, ...]:
    """The agenda in the order it is printed in, sealed lines too."""
    lines = AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting == meeting)
    stored: list[Stored] = [
        AgendaItem.stored_row(row) for (row,) in fetch(lines.order_by(AgendaItem.place, AgendaItem.id))
    ]
    owners = _names([line["owner_id"] for line in stored])
    papers = _papers(meeting)
    found: list[ItemFact] = []

    def moment(value: int | None) -> datetime | None:
        return None if value is None else from_millis(value).astimezone(zone)

    def take(inside: int | None, prefix: str, *, sealed: bool) -> None:
        for at, line in enumerate((each for each in stored if each["inside_id"] == inside), 1):
            number, hidden = f"{prefix}{at}", sealed or bool(line["is_sealed"])
            found.append(
                ItemFact(
                    id=line["id"],
                    number=number,
                    inside=inside,
                    kind=line["kind"],
                    title=line["title"],
                    state=line["state"],
                    words=line["words"],
                    owner=owners.get(line["owner_id"], ""),
                    minutes=line["minutes"],
                    is_sealed=hidden,
                    is_consent=bool(line["is_consent"]),
                    about=line["about"],
                    began=moment(line["began_at"]),
                    ended=moment(line["ended_at"]),
                    papers=papers.get(line["id"], ()),
                )
            )
            take(line["id"], f"{number}.", sealed=hidden)

    take(None, "", sealed=False)
    return tuple(found)


def _papers(meeting: int) -> dict[int, tuple[str, ...]]:
    query = (
        AgendaPaper.select(AgendaPaper.item, AgendaPaper.name)
        .join(AgendaItem)
        .where(AgendaItem.meeting == meeting)
        .order_by(AgendaPaper.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for item, name in fetch(query):
        found[item] = (*found.get(item, ()), name)
    return found


def _names(people: list[int | None]) -> dict[int | None, str]:
    asked = {each for each in people if each is not None}
    return dict(fetch(Person.select(Person.id, shown_name_of()).where(Person.id.in_(asked))))


def _stays(meeting: int, zone: tzinfo | None) -> tuple[Stay, ...]:
    columns = (InRoom.person, shown_name_of(), InRoom.guest_name, InRoom.capacity, InRoom.came_at, InRoom.left_at)
    query = InRoom.select(*columns).join(Person, JOIN.LEFT_OUTER).where(InRoom.meeting == meeting)
    return tuple(
        Stay(
            person,
            guest if person is None else name,
            capacity,
            from_millis(came).astimezone(zone),
            None if left is None else from_millis(left).astimezone(zone),
        )
        for person, name, guest, capacity, came, left in fetch(query.order_by(InRoom.came_at, InRoom.id))
    )


def _actions(meeting: int, sealed: set[int]) -> tuple[Promise, ...]:
    columns = (
        *(ActionItem.id, ActionItem.words, shown_name_of(), ActionItem.owner_name, ActionItem.due_on, ActionItem.item),
        Motion.is_sealed,
    )
    query = (
        ActionItem.select(*columns)
        .join(Person, JOIN.LEFT_OUTER)
        .switch(ActionItem)
        .join(Motion, JOIN.LEFT_OUTER)
        .where(ActionItem.meeting == meeting)
    )
    return tuple(
        Promise(row, item, said, name or owner, _day(due), bool(hidden) or item in sealed)
        for row, said, name, owner, due, item, hidden in fetch(query.order_by(ActionItem.id))
    )


def _recommendations(meeting: int) -> tuple[Promise, ...]:
    columns = (Recommendation.id, Recommendation.words, Recommendation.to_whom, Recommendation.answer_due)
    query = Recommendation.select(*columns, Motion.is_sealed).join(Motion, JOIN.LEFT_OUTER)
    rows = fetch(query.where(Recommendation.meeting == meeting).order_by(Recommendation.id))
    return tuple(Promise(row, None, said, whom, _day(due), bool(hidden)) for row, said, whom, due, hidden in rows)


def _next(body: int, starts: int, zone: tzinfo | None) -> NextMeeting | None:
    query = (
        Meeting.select(Meeting.on_day, Meeting.starts_at, Meeting.place)
        .where(Meeting.body == body, Meeting.starts_at > starts, Meeting.state != "cancelled")
        .order_by(Meeting.starts_at)
        .limit(1)
    )
    for day, at, place in fetch(query):
        return NextMeeting(from_day(day), from_millis(at).astimezone(zone), place)
    return None


def _day(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
