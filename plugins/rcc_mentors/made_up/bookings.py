"""Who of the made-up mentors takes which shift, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_millis
from rcc_mentors.shifts.records import Asked, Assignment, Swap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rcc_desktop.api.made_up import MadeUpCenter
    from rcc_mentors.made_up.hats import MadeUpMentor
    from rcc_mentors.made_up.shifts import MadeUpShift

NO_SHOW, LATE, EXCUSED, UNCOVERED = 0.025, 0.03, 0.02, 0.05
HOLES = 0.3
_COLUMNS = (
    *("shift", "mentor", "state", "is_locked", "is_cover", "was_late", "changed_at", "changed_by", "why"),
    "was_filled",
)


@dataclass(frozen=True, slots=True)
class Booking:
    """A mentor in a shift; ``state`` as in the store."""

    id: int
    shift: MadeUpShift
    mentor: MadeUpMentor
    state: str


@dataclass(slots=True)
class _Load:
    """How much everybody has by now: shifts of a week and of a month, days taken, and all they ever took."""

    weeks: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    months: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    days: set[tuple[int, date]] = field(default_factory=set)
    taken: Counter[int] = field(default_factory=Counter)

    def take(self, mentor: MadeUpMentor, day: date) -> None:
        """Count one more."""
        year, week, _weekday = day.isocalendar()
        self.weeks[mentor.id, year, week] += 1
        self.months[mentor.id, day.year, day.month] += 1
        self.days.add((mentor.id, day))
        self.taken[mentor.id] += 1

    def has_room(self, mentor: MadeUpMentor, day: date) -> bool:
        """One shift a day, and no more in a week or a month than they asked for."""
        year, week, _weekday = day.isocalendar()
        return (
            (mentor.id, day) not in self.days
            and self.weeks[mentor.id, year, week] < mentor.most_shifts_week
            and self.months[mentor.id, day.year, day.month] < mentor.most_shifts_month
        )


@needs("mentors.keep")
def book(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor], shifts: Sequence[MadeUpShift]) -> list[Booking]:
    """Book them, oldest shift first, whoever served least so far before the others; the weeks to come have holes."""
    load = _Load()
    served = [mentor for mentor in mentors if mentor.has_served]
    rows: list[tuple[object, ...]] = []
    booked: list[tuple[MadeUpShift, MadeUpMentor, str]] = []
    for shift in shifts:
        for mentor in _who_comes(made_up, served, shift, load):
            for who, state, marks in _what_came_of_it(made_up, served, mentor, shift, load):
                rows.append(_row(made_up, shift, who, state, marks))
                booked.append((shift, who, state))
    ids = Assignment.add_many(_COLUMNS, rows)
    bookings = [Booking(row, *each) for row, each in zip(ids, booked, strict=True)]
    _add_questions(made_up, bookings)
    return bookings


def _who_comes(
    made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor], shift: MadeUpShift, load: _Load
) -> list[MadeUpMentor]:
    chance = made_up.chance
    is_past = shift.ends_at <= made_up.now
    wanted = shift.need.least + (chance.random() < 0.15 and shift.need.most > shift.need.least)
    wanted = sum(chance.random() >= (UNCOVERED if is_past else HOLES) for _place in range(wanted))
    if not is_past and shift.day == made_up.now.date():
        wanted = shift.need.least
    return _those_who_could(made_up, mentors, shift, load)[:wanted]


def _those_who_could(
    made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor], shift: MadeUpShift, load: _Load
) -> list[MadeUpMentor]:
    free = [mentor for mentor in mentors if _could(mentor, shift) and load.has_room(mentor, shift.day)]
    return sorted(free, key=lambda mentor: load.taken[mentor.id] + made_up.chance.random() * 6)


def _could(mentor: MadeUpMentor, shift: MadeUpShift) -> bool:
    need, weekday = shift.need, shift.day.isoweekday()
    return (
        mentor.serves_on(shift.day)
        and mentor.pay == need.pay
        and need.role in mentor.roles
        and (not mentor.sites or shift.site in mentor.sites)
        and set(need.skills.split()) <= mentor.codes
        and set(need.credentials.split()) <= mentor.credentials
        and (
            not mentor.windows
            or any(
                day == weekday and first <= shift.starts and shift.ends <= last for day, first, last in mentor.windows
            )
        )
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    is_locked: bool = False
    is_cover: bool = False
    was_late: bool = False
    why: str = ""


def _what_came_of_it(
    made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor], mentor: MadeUpMentor, shift: MadeUpShift, load: _Load
) -> list[tuple[MadeUpMentor, str, _Marks]]:
    """The one who was booked, and after a late call-off perhaps somebody who stepped in."""
    chance = made_up.chance
    load.take(mentor, shift.day)
    if shift.starts_at > made_up.now:
        return [(mentor, _state_ahead(made_up, shift), _Marks(is_locked=chance.random() < 0.04))]
    if shift.ends_at > made_up.now:
        return [(mentor, "checked_in", _Marks())]
    drawn = chance.random()
    if drawn < NO_SHOW:
        return [(mentor, "no_show", _Marks())]
    if drawn < NO_SHOW + EXCUSED:
        return [(mentor, "excused", _Marks(why="Sick"))]
    if drawn < NO_SHOW + EXCUSED + LATE:
        called_off = (mentor, "cancelled", _Marks(was_late=True, why="Sick"))
        covers = _those_who_could(made_up, mentors, shift, load)[:1] if chance.random() < 0.7 else []
        for cover in covers:
            load.take(cover, shift.day)
        return [called_off, *((cover, "completed", _Marks(is_cover=True)) for cover in covers)]
    return [(mentor, "completed", _Marks())]


def _state_ahead(made_up: MadeUpCenter, shift: MadeUpShift) -> str:
    """Confirmed, most of them, once published; a few are still offers, or were declined."""
    drawn = made_up.chance.random()
    if drawn < 0.08:
        return "offered"
    if drawn < 0.11:
        return "declined"
    return "accepted" if drawn < 0.2 and shift.is_published else "confirmed"


def _row(
    made_up: MadeUpCenter, shift: MadeUpShift, mentor: MadeUpMentor, state: str, marks: _Marks
) -> tuple[object, ...]:
    chance = made_up.chance
    by = chance.choice(made_up.staff) if made_up.staff else None
    changed = _changed_at(made_up, shift, state, was_late=marks.was_late)
    flags = (int(marks.is_locked), int(marks.is_cover), int(marks.was_late))
    filled = int(chance.random() < 0.5)
    return shift.id, mentor.id, state, *flags, to_millis(changed), by, marks.why, filled


def _changed_at(made_up: MadeUpCenter, shift: MadeUpShift, state: str, *, was_late: bool) -> datetime:
    if was_late:
        return shift.starts_at - timedelta(minutes=made_up.chance.randint(40, 1200))
    if state in {"completed", "no_show", "excused", "checked_in"}:
        return min(shift.ends_at if state != "checked_in" else shift.starts_at, made_up.now)
    return min(shift.starts_at - timedelta(days=10), made_up.now - timedelta(hours=made_up.chance.randint(1, 200)))


def _add_questions(made_up: MadeUpCenter, bookings: Sequence[Booking]) -> None:
    """Who was asked to step in of late, and one swap that waits for an answer."""
    chance = made_up.chance
    recent = [each for each in bookings if timedelta() < made_up.now - each.shift.starts_at < timedelta(days=60)]
    asked = []
    for each in recent:
        if chance.random() < 0.12:
            moment = each.shift.starts_at - timedelta(hours=chance.randint(2, 40))
            answer = "yes" if each.state == "completed" else chance.choice(("no", "no_answer"))
            asked.append((each.mentor.id, each.shift.id, to_millis(moment), answer))
    Asked.add_many(("mentor", "shift", "asked_at", "answer"), asked)
    ahead = [each for each in bookings if each.shift.starts_at > made_up.now and each.state == "confirmed"]
    pair = next(((one, two) for one in ahead for two in ahead if _could_swap(one, two)), None)
    if pair is not None:
        one, two = pair
        columns = ("gives", "to_mentor", "takes", "asked_at", "giver_agreed_at")
        this_morning = to_millis(made_up.now - timedelta(hours=5))
        Swap.add_many(columns, [(one.id, two.mentor.id, two.id, this_morning, this_morning)])


def _could_swap(one: Booking, two: Booking) -> bool:
    apart = one.mentor.id != two.mentor.id and one.shift.day != two.shift.day
    return apart and _could(one.mentor, two.shift) and _could(two.mentor, one.shift)
