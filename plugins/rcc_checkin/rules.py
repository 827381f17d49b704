"""What makes a visit: when it goes on, when it ends, how long it was, which day it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, time

    from rcc_desktop.api import Opening

LeftHow = Literal["", "said", "estimated"]
"""How we know that a visit ended: not yet, somebody said so, or only that the center closed."""

Arriving = Literal["new", "here", "back", "reopens", "forgotten"]
"""What an arrival is: a new visit; somebody already here; a return to the same visit; a return after an end that was
only estimated; or a new visit, where the last one was never ended."""

TimeFault = Literal["arrived_later_than_now", "left_later_than_now", "left_before_arrived", "away_outside"]


@dataclass(frozen=True, slots=True)
class Door:
    """The door visits come through: its site and hours, and what the center decided about returning."""

    site: int
    opening: Opening
    reentry_minutes: int = 60
    usual_kind: str = "member"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an arrival lies: the day of business, its ISO weekday, and the local hour."""

    on_day: date
    weekday: int
    hour: int


@dataclass(frozen=True, slots=True)
class Stay:
    """From when to when somebody was here, and how long they were out in between."""

    arrived_at: datetime
    left_at: datetime | None
    left_how: LeftHow = ""
    away: timedelta = timedelta()


def placed(moment: datetime, opening: Opening) -> Placed:
    """The day, weekday and hour of an arrival; the small hours count for the evening before."""
    day = opening.local_day(moment)
    return Placed(day, day.isoweekday(), moment.astimezone(opening.zone).hour)


def arriving(last: Stay | None, now: datetime, door: Door) -> Arriving:
    """What it is when somebody whose last visit here was ``last`` arrives ``now``.

    A return at most ``reentry_minutes`` after leaving goes on with the same visit, unless the day of business has
    turned in between: a visit belongs to one day. An end that was only estimated is no evidence that they left, so a
    return so soon after it simply takes the end back.
    """
    if last is None:
        return "new"
    same_day = door.opening.local_day(last.arrived_at) == door.opening.local_day(now)
    if last.left_at is None:
        return "here" if same_day else "forgotten"
    if not same_day or _utc(now) - _utc(last.left_at) > timedelta(minutes=door.reentry_minutes):
        return "new"
    return "back" if last.left_how == "said" else "reopens"


def gap(left: datetime, back: datetime) -> timedelta:
    """How long somebody was out; nothing if a clock was set back in between."""
    return max(_utc(back) - _utc(left), timedelta())


def estimated_end(arrived: datetime, opening: Opening) -> datetime:
    """When a visit that nobody ended is taken to have ended: at closing time.

    Where the site does not open that day, or they came after closing time, it is when the next day begins.
    """
    day = opening.local_day(arrived)
    closing = opening.closing(day)
    if closing is not None and _utc(closing) > _utc(arrived):
        return _utc(closing)
    return _utc(datetime.combine(day + timedelta(days=1), opening.day_turns, tzinfo=opening.zone))


def is_forgotten(arrived: datetime, now: datetime, opening: Opening) -> bool:
    """True when an open visit should have ended by ``now``."""
    return _utc(now) >= estimated_end(arrived, opening)


def length(stay: Stay) -> timedelta | None:
    """How long a visit was, without the time away; None while it goes on and where its end is only estimated."""
    if stay.left_at is None or stay.left_how != "said":
        return None
    return max(_utc(stay.left_at) - _utc(stay.arrived_at) - stay.away, timedelta())


def minutes(span: timedelta) -> int:
    """Whole minutes of a span, rounded down."""
    return span // timedelta(minutes=1)


def mean_minutes(lengths: Iterable[timedelta | None]) -> Fraction | None:
    """The exact mean length in minutes of the visits whose length is known, or None when none is."""
    known = [Fraction(span // timedelta(milliseconds=1), 60_000) for span in lengths if span is not None]
    return sum(known, Fraction()) / len(known) if known else None


def person_days(visits: Iterable[tuple[int | None, date]]) -> int:
    """Days on which people came: each person once a day, anonymous visits not at all."""
    return len({(person, day) for person, day in visits if person is not None})


def unnamed_heads(in_all: int, named: int) -> int:
    """How many of a group came without giving a name."""
    return max(in_all - named, 0)


def moment_on(day: date, clock: time, opening: Opening, *, after: datetime | None = None) -> datetime:
    """The moment (UTC) a clock showed ``clock`` on a day of business; before the day turns, it is past midnight.

    In the night the clocks are set back an hour comes twice: the first is meant, unless it is not later than ``after``.
    A time the clocks skipped is taken an hour later, as the wall clock then showed.
    """
    calendar_day = day + timedelta(days=1) if clock < opening.day_turns else day
    local = datetime.combine(calendar_day, clock, tzinfo=opening.zone)
    if after is not None and _utc(local) <= _utc(after):
        local = local.replace(fold=1)
    return _utc(local)


def fault_in_times(stay: Stay, now: datetime, times_away: Sequence[tuple[datetime, datetime]] = ()) -> TimeFault | None:
    """What is wrong with the times somebody typed, or None when nothing is."""
    if _utc(stay.arrived_at) > _utc(now):
        return "arrived_later_than_now"
    if stay.left_at is not None:
        if _utc(stay.left_at) > _utc(now):
            return "left_later_than_now"
        if _utc(stay.left_at) < _utc(stay.arrived_at):
            return "left_before_arrived"
    end = stay.left_at or now
    if any(_utc(left) < _utc(stay.arrived_at) or _utc(back) > _utc(end) for left, back in times_away):
        return "away_outside"
    return None


def overlap(one: Stay, other: Stay) -> bool:
    """True when two visits share a moment, so that they can only be the same one written down twice."""
    starts_before_end = other.left_at is None or _utc(one.arrived_at) <= _utc(other.left_at)
    ends_after_start = one.left_at is None or _utc(one.left_at) >= _utc(other.arrived_at)
    return starts_before_end and ends_after_start


def sure_match(typed: str, names: Sequence[str]) -> int | None:
    """Which of the people found is meant beyond doubt: the only one, or the only one called exactly that."""
    if len(names) == 1:
        return 0
    wanted = typed.strip().casefold()
    same = [place for place, name in enumerate(names) if name.casefold() == wanted]
    return same[0] if len(same) == 1 else None


def _utc(moment: datetime) -> datetime:
    """In UTC, because Python compares two moments of one zone by their wall clocks, which are wrong twice a year."""
    return moment.astimezone(UTC)
