"""Who may take which shift, and what may become of a booking: values in, values out.

Real time is counted in minutes of UTC, so that a night when the clocks change is as long as it really is. Days are
ordinals of the center's local days (Monday of week 0 is day 1); a shift counts on the day it starts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

STATES = (
    "offered",
    "accepted",
    "declined",
    "swapped",
    "confirmed",
    "checked_in",
    "completed",
    "no_show",
    "excused",
    "cancelled",
)
MOVES: Mapping[str, frozenset[str]] = {
    "offered": frozenset({"accepted", "declined", "confirmed", "excused", "cancelled"}),
    "accepted": frozenset(
        {"declined", "swapped", "confirmed", "checked_in", "completed", "no_show", "excused", "cancelled"}
    ),
    "declined": frozenset({"accepted", "offered"}),
    "swapped": frozenset({"accepted", "confirmed"}),
    "confirmed": frozenset({"declined", "swapped", "checked_in", "completed", "no_show", "excused", "cancelled"}),
    "checked_in": frozenset({"confirmed", "completed", "excused"}),
    "completed": frozenset({"confirmed", "checked_in", "no_show"}),
    "no_show": frozenset({"confirmed", "checked_in", "completed", "excused"}),
    "excused": frozenset({"accepted", "confirmed", "no_show"}),
    "cancelled": frozenset({"accepted", "confirmed", "offered"}),
}
"""From each state, the states a booking may come to; the way back is always open, for mistakes are made."""
WARNINGS = frozenset({"pay"})
"""Rules that are said and do not stop a booking: whoever books knows why."""
DOORS = frozenset({"open", "close"})


def may_move(state: str, to: str) -> bool:
    """Whether a booking may come from one state to another."""
    return to in MOVES.get(state, frozenset())


@dataclass(frozen=True, slots=True)
class Limits:
    """What a center allows its mentors, from a day on. No law sets these for volunteers (rules.md 8)."""

    most_minutes_day: int = 8 * 60
    most_minutes_week: int = 20 * 60
    rest_minutes: int = 10 * 60
    most_days_running: int = 6
    two_to_open: bool = True


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """A shift as the rules need it. ``month`` is YYYYMM.

    ``clock`` is the local time it takes, as (ISO weekday, from minute, to minute), in two parts over midnight.
    ``taken`` counts the places that others hold.
    """

    id: int
    site: int
    role: str
    day: int
    month: int
    begins: int
    finishes: int
    clock: tuple[tuple[int, int, int], ...] = ()
    most: int = 1
    skills: frozenset[str] = frozenset()
    credentials: frozenset[str] = frozenset()
    pay: str = "volunteer"
    taken: int = 0

    @property
    def minutes(self) -> int:
        """How long it really is."""
        return self.finishes - self.begins

    @property
    def week(self) -> int:
        """The number of its week, Monday to Sunday."""
        return (self.day - 1) // 7


@dataclass(frozen=True, slots=True)
class Held:
    """A credential and the ordinals of the first and last day it is good for."""

    code: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Away:
    """Real minutes in which a mentor cannot come; ``kind`` is away, leave or busy."""

    begins: int
    finishes: int
    kind: str = "away"


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """A mentor as the rules need them. No ``roles``, ``sites`` or ``available`` at all means any.

    ``skills`` holds languages as well. ``stage_day`` is the day the stage began; what lay before is not judged by it.
    ``available`` is the local clock by ISO weekday, as (from minute, to minute).
    """

    id: int
    stage: str = "active"
    stage_day: int = 0
    pay: str = "volunteer"
    roles: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    sites: frozenset[int] = frozenset()
    held: tuple[Held, ...] = ()
    away: tuple[Away, ...] = ()
    available: Mapping[int, tuple[tuple[int, int], ...]] | None = None
    most_shifts_week: int | None = None
    most_shifts_month: int | None = None
    most_minutes_week: int | None = None
    rest_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold. ``amount`` and ``most`` are what it would be and what is allowed, in its own unit
    (minutes, shifts, days); ``codes`` are the credentials or skills that are missing; ``other`` is the shift it clashes
    with.
    """

    code: str
    amount: int = 0
    most: int = 0
    codes: tuple[str, ...] = ()
    other: ShiftFacts | None = None


def overlap(begins: int, finishes: int, other_begins: int, other_finishes: int) -> bool:
    """Whether two half-open stretches share a minute: 9-12 and 12-15 touch and do not."""
    return begins < other_finishes and other_begins < finishes


def least_needed(least: int, door: str, limits: Limits) -> int:
    """How many a shift needs: two to open or close where the center says so."""
    return max(least, 2) if door in DOORS and limits.two_to_open else least


def broken(
    mentor: MentorFacts, shift: ShiftFacts, others: Sequence[ShiftFacts], limits: Limits, now: int | None = None
) -> tuple[Broken, ...]:
    """Every rule that ``mentor`` would break by holding ``shift`` beside ``others``, which they hold already.

    ``now`` (real minutes) also refuses what is over. ``limits`` are those in force on the shift's day.
    """
    found = [
        *_of_person(mentor, shift),
        *_of_times(mentor, shift, others, limits),
        *_of_sums(mentor, shift, others, limits),
    ]
    if shift.taken >= shift.most:
        found.append(Broken("full", shift.taken + 1, shift.most))
    if now is not None and shift.finishes <= now:
        found.append(Broken("past"))
    return tuple(found)


def stopping(found: Iterable[Broken]) -> tuple[Broken, ...]:
    """Those that stop a booking."""
    return tuple(each for each in found if each.code not in WARNINGS)


def _of_person(mentor: MentorFacts, shift: ShiftFacts) -> Iterator[Broken]:
    """What lies in who they are, whatever else they do."""
    if mentor.stage != "active" and shift.day >= mentor.stage_day:
        yield Broken("leave" if mentor.stage == "on_leave" else "stage")
    if mentor.roles and shift.role not in mentor.roles:
        yield Broken("role")
    if mentor.sites and shift.site not in mentor.sites:
        yield Broken("site")
    if lacking := shift.skills - mentor.skills:
        yield Broken("skill", codes=tuple(sorted(lacking)))
    if shift.credentials:
        valid = {each.code for each in mentor.held if each.first <= shift.day <= each.last}
        if lacking := shift.credentials - valid:
            yield Broken("credential", codes=tuple(sorted(lacking)))
    if mentor.pay == "paid" and shift.pay == "volunteer" and (not mentor.roles or shift.role in mentor.roles):
        yield Broken("pay")


def _of_times(mentor: MentorFacts, shift: ShiftFacts, others: Sequence[ShiftFacts], limits: Limits) -> Iterator[Broken]:
    """What lies in when it is: away, not available, two at once, too little rest."""
    for away in mentor.away:
        if overlap(shift.begins, shift.finishes, away.begins, away.finishes):
            yield Broken("leave" if away.kind == "leave" else "absent")
            break
    if mentor.available and not all(_is_free(mentor.available, *part) for part in shift.clock):
        yield Broken("unavailable")
    rest = max(limits.rest_minutes, mentor.rest_minutes or 0)
    earliest, latest = shift.begins - rest, shift.finishes + rest
    near = [other for other in others if other.finishes > earliest and other.begins < latest]
    for other in near:
        if overlap(shift.begins, shift.finishes, other.begins, other.finishes):
            yield Broken("overlap", other=other)
            return
    if tight := _tightest(shift, near, rest):
        yield tight


def _is_free(available: Mapping[int, tuple[tuple[int, int], ...]], weekday: int, starts: int, ends: int) -> bool:
    """Whether stretches of a weekday that touch or overlap cover the whole of one."""
    reached = starts
    for opens, closes in sorted(available.get(weekday, ())):
        if opens <= reached < closes:
            reached = closes
    return reached >= ends


def _tightest(shift: ShiftFacts, near: Sequence[ShiftFacts], rest: int) -> Broken | None:
    """The shortest rest between this shift and those of other days, among those that are nearer than it should be.

    Two shifts on one day are normal: rest is what lies between the end of one working day and the start of the next.
    """
    worst: Broken | None = None
    for other in near:
        if other.day != shift.day:
            after = shift.begins - other.finishes
            gap = after if after >= 0 else other.begins - shift.finishes
            if worst is None or gap < worst.amount:
                worst = Broken("rest", gap, rest, other=other)
    return worst


def _of_sums(mentor: MentorFacts, shift: ShiftFacts, others: Sequence[ShiftFacts], limits: Limits) -> Iterator[Broken]:
    """What lies in how much it adds up to."""
    monday = 7 * shift.week + 1
    of_week = [other for other in others if monday <= other.day < monday + 7]
    day_sum = shift.minutes + sum(other.minutes for other in of_week if other.day == shift.day)
    if day_sum > limits.most_minutes_day:
        yield Broken("day_limit", day_sum, limits.most_minutes_day)
    week_sum = shift.minutes + sum(other.minutes for other in of_week)
    if week_sum > limits.most_minutes_week:
        yield Broken("week_limit", week_sum, limits.most_minutes_week)
    elif mentor.most_minutes_week is not None and week_sum > mentor.most_minutes_week:
        yield Broken("own_week_limit", week_sum, mentor.most_minutes_week, codes=("minutes",))
    if mentor.most_shifts_week is not None and len(of_week) + 1 > mentor.most_shifts_week:
        yield Broken("own_week_limit", len(of_week) + 1, mentor.most_shifts_week)
    if mentor.most_shifts_month is not None:
        of_month = 1 + sum(other.month == shift.month for other in others)
        if of_month > mentor.most_shifts_month:
            yield Broken("own_month_limit", of_month, mentor.most_shifts_month)
    running = days_running(shift.day, {other.day for other in others})
    if running > limits.most_days_running:
        yield Broken("days_running", running, limits.most_days_running)


def days_running(day: int, worked: Iterable[int]) -> int:
    """How many days in a row are worked around ``day``, itself counted."""
    known = {*worked, day}
    first = last = day
    while first - 1 in known:
        first -= 1
    while last + 1 in known:
        last += 1
    return last - first + 1


def one_freed(shift: ShiftFacts) -> ShiftFacts:
    """The shift as if one of the others had given up their place."""
    return replace(shift, taken=max(0, shift.taken - 1))


def likes(shift: ShiftFacts, tastes: Iterable[tuple[int, int | None, int, int, str]]) -> int:
    """How much a mentor likes a shift: likes less dislikes that fit it.

    A taste is (1 or -1, ISO weekday or None, from minute, to minute, role or empty) and fits a shift it overlaps.
    """
    total = 0
    for liking, weekday, starts, ends, role in tastes:
        fits_time = any(
            weekday in {None, day} and overlap(starts, ends, begins, finishes) for day, begins, finishes in shift.clock
        )
        if fits_time and role in {"", shift.role}:
            total += liking
    return total
