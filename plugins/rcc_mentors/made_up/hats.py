"""Who of the made-up people is a mentor, and how far along the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.records import Person, StaffMember, StaffRole, fetch
from rcc_mentors.people.records import BackgroundCheck, ChecklistMark, Mentor, StageMove
from rcc_mentors.people.rules import CHECKLIST, PIPELINE

if TYPE_CHECKING:
    from random import Random

    from rcc_desktop.api.made_up import MadeUpCenter

SHARE, MOST = 0.15, 240
PAID_AT = 7
"""Every fifteenth mentor, from the eighth on, is paid."""

WAY = (*PIPELINE, "active")
STAGES = (
    *(("applied",) * 3 + ("references",) * 3 + ("background_check",) * 3 + ("orientation",) * 4 + ("council",) * 3),
    *(("active",) * 36 + ("on_leave",) * 3 + ("left",) * 5),
)
"""The stages of sixty mentors."""

LEFT_WHY = ("moved", "work", "health", "rest", "other")
BEST_TIMES = ("", "", "After 4 pm", "Mornings", "Any time, text first", "Not on Sundays", "Lunch time")


@dataclass(slots=True)
class MadeUpMentor:
    """A mentor in the making. ``codes`` are what they bring; ``windows`` when they can serve, nothing for any time."""

    id: int
    person: int
    stage: str
    since: date | None
    until: date
    pay: str
    most_shifts_week: int
    most_shifts_month: int
    sites: frozenset[int] = frozenset()
    roles: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    credentials: set[str] = field(default_factory=set)
    windows: list[tuple[int, int, int]] = field(default_factory=list)
    away: list[tuple[date, date]] = field(default_factory=list)

    @property
    def has_served(self) -> bool:
        """Whether they ever came to be active."""
        return self.since is not None

    def serves_on(self, day: date) -> bool:
        """Whether they are active and not away on ``day``."""
        if self.since is None or not self.since <= day <= self.until:
            return False
        return not any(first <= day <= last for first, last in self.away)


@needs("mentors.keep")
def add_mentors(made_up: MadeUpCenter) -> list[MadeUpMentor]:
    """Give some of the people the hat, the moves that led to it, and the checks behind it."""
    chance = made_up.chance
    people = _those_to_choose_from(made_up)
    count = min(MOST, len(people), max(1, round(len(made_up.people) * SHARE)))
    chosen = _with_staff(chance.sample(people, count))
    mentors, rows = [], []
    moves: list[tuple[int, str, int, str]] = []
    for place, person in enumerate(chosen):
        stage = _stage_at(place)
        way = _way_to(stage, made_up)
        wish = chance.choice((2, 3, 3, 4)) if stage == "active" else 2
        since, until = way.get("active"), way.get("left") or way.get("on_leave") or date.max
        month = chance.choice((None, None, 6, 8, 10)) if stage == "active" else None
        pay = "paid" if place % 15 == PAID_AT else "volunteer"
        mentors.append(MadeUpMentor(place, person, stage, since, until, pay, wish, month or 31))
        rows.append((*_hat(chance, person, stage, way), pay, wish if place % 3 else None, month))
        moves.extend((place, code, to_day(day), _why(chance, code)) for code, day in way.items())
    ids = Mentor.add_many(_HAT, rows)
    for mentor, row in zip(mentors, ids, strict=True):
        mentor.id = row
    StageMove.add_many(("mentor", "stage", "on_day", "why"), [(ids[at], *move) for at, *move in moves])
    _add_checks(mentors, moves, ids)
    _add_marks(made_up, moves, ids)
    return mentors


_HAT = (
    *("person", "stage", "stage_on", "applied_on", "active_on", "left_on", "left_why", "best_times", "pay"),
    *("most_shifts_week", "most_shifts_month"),
)


def _those_to_choose_from(made_up: MadeUpCenter) -> list[int]:
    """People whose file is open to all, and who have been coming for a while."""
    hidden = {person for (person,) in fetch(Person.select(Person.id).where(Person.restricted))}
    before = made_up.now.date() - timedelta(days=60)
    known = [person.id for person in made_up.people if person.id not in hidden and person.first_day <= before]
    return known or [person.id for person in made_up.people if person.id not in hidden]


def _way_to(stage: str, made_up: MadeUpCenter) -> dict[str, date]:
    """The days on which somebody came to each stage up to this one."""
    chance, today = made_up.chance, made_up.now.date()
    steps = WAY[: WAY.index(stage) + 1] if stage in WAY else WAY
    if stage in WAY[:-1]:
        begun = today - timedelta(days=chance.randint(12, 30) * len(steps))
    else:
        begun = today - timedelta(days=chance.randint(150, 900))
    way, day = {}, begun
    for step in steps:
        way[step] = day
        day = min(day + timedelta(days=chance.randint(5, 16)), today)
    if stage in {"on_leave", "left"}:
        days = (today - way["active"]).days
        way[stage] = today - timedelta(
            days=min(chance.randint(6, 70 if stage == "on_leave" else 200), max(days - 1, 0))
        )
    return way


def _hat(chance: Random, person: int, stage: str, way: dict[str, date]) -> tuple[int | str | None, ...]:
    days = {step: to_day(day) for step, day in way.items()}
    left_why = chance.choice(LEFT_WHY) if stage == "left" else ""
    active, left = days.get("active"), days.get("left")
    return person, stage, days[stage], days["applied"], active, left, left_why, chance.choice(BEST_TIMES)


def _why(chance: Random, stage: str) -> str:
    return chance.choice(LEFT_WHY) if stage == "left" else ""


def _add_checks(mentors: list[MadeUpMentor], moves: list[tuple[int, str, int, str]], ids: range) -> None:
    """A background check for everybody who came that far; it waits for its result where they are still there."""
    begun = {ids[at]: day for at, stage, day, _why in moves if stage == "background_check"}
    done = {ids[at]: day for at, stage, day, _why in moves if stage == "orientation"}
    rows = []
    for mentor in mentors:
        first = begun.get(mentor.id)
        if first is None:
            continue
        result = done.get(mentor.id)
        again = None if result is None else to_day(from_day(result) + timedelta(days=730))
        rows.append(
            (mentor.id, first, first, first, result, "clear" if result else "", "cleared" if result else "", again)
        )
    columns = ("mentor", "disclosed_on", "authorized_on", "ordered_on", "result_on", "result", "decision", "recheck_on")
    BackgroundCheck.add_many(columns, rows)


def _add_marks(made_up: MadeUpCenter, moves: list[tuple[int, str, int, str]], ids: range) -> None:
    """Every item of the stages behind them is done, and the first of the stage they stand at."""
    last = {at: stage for at, stage, _day, _why in moves}
    staff = made_up.staff[0] if made_up.staff else None
    marks = []
    for at, stage, day, _why in moves:
        items = CHECKLIST.get(stage, ())
        marks += [(ids[at], item, day, staff) for item in (items[:1] if last[at] == stage else items)]
    ChecklistMark.add_many(("mentor", "item", "done_on", "seen_by"), marks)


def _with_staff(chosen: list[int]) -> list[int]:
    """The same, with whoever signs in as a peer mentor where somebody is active."""
    linked = StaffMember.select(StaffMember.person).join(StaffRole, on=StaffRole.member == StaffMember.id)
    of_staff = fetch(linked.where((StaffRole.role == "peer_mentor") & StaffMember.person.is_null(is_null=False)))
    active = [place for place in range(len(chosen)) if _stage_at(place) == "active"]
    for (person,), place in zip(of_staff, active, strict=False):
        if person in chosen:
            chosen[chosen.index(person)] = chosen[place]
        chosen[place] = person
    return chosen


def _stage_at(place: int) -> str:
    """37 and 60 share no factor: every stage comes, well mixed."""
    return STAGES[(place * 37) % len(STAGES)]
