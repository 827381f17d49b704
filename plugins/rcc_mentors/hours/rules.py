"""What time given comes to: real minutes, which shift it belongs to, what cannot be, and what is only estimated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

Flag = Literal["too_long", "day_over_24", "overlap", "future"]
"""Why an entry cannot be right as it stands."""

FLAGS: tuple[Flag, ...] = ("future", "overlap", "day_over_24", "too_long")
"""All of them, in the order they are said."""

SECOND_PRESS = timedelta(minutes=2)
"""Within this time a second press means the first: nobody serves for two minutes, and hands shake."""

UNDO_WITHIN = timedelta(minutes=15)
"""How long an approval may be taken back; after that a correction is an addendum."""

MOST_OPEN = timedelta(hours=16)
"""An entry without a shift that is still open after this long was forgotten."""

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Given:
    """Time one mentor gave, as far as rules look at it. Times are aware; without them only the minutes are known.

    ``shift`` is the assignment it was given under and ``shift_minutes`` how long that shift is.
    """

    id: int
    day: date
    minutes: int
    clock_in: datetime | None = None
    clock_out: datetime | None = None
    shift: int | None = None
    shift_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """A booked shift that somebody may be clocking in for. ``is_over_early`` was clocked out of before its end."""

    assignment: int
    site: int
    starts: datetime
    ends: datetime
    is_over_early: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clock goes by: its site, how many minutes before and after its start a clock-in belongs to a shift, and
    how many after its end a forgotten one is closed."""

    site: int
    early: int = 45
    late: int = 120
    grace: int = 90


@dataclass(frozen=True, slots=True)
class Estimate:
    """When forgotten time is taken to have ended, and the minutes it comes to."""

    ended: datetime
    minutes: int


def to_the_minute(moment: datetime) -> datetime:
    """The whole minute a moment lies in, in UTC: what a clock shows is what is counted."""
    return _utc(moment).replace(second=0, microsecond=0)


def is_second_press(before: datetime, now: datetime) -> bool:
    """Whether a press ``now`` only repeats the one ``before``."""
    return timedelta() <= to_the_minute(now) - to_the_minute(before) <= SECOND_PRESS


def real_minutes(begins: datetime, ends: datetime) -> int:
    """Minutes that passed between two aware moments, also over a night in which the clocks are changed; never less
    than none."""
    return max((_utc(ends) - _utc(begins)) // timedelta(minutes=1), 0)


def moment_on(day: date, clock: time, zone: ZoneInfo, *, after: datetime | None = None) -> datetime:
    """The moment (UTC) a clock in ``zone`` showed ``clock`` on ``day``, or the day after where that must be later.

    In the night the clocks are set back an hour comes twice: the first is meant, unless it is not later than ``after``.
    """
    local = datetime.combine(day, clock, tzinfo=zone)
    if after is None or _utc(local) > _utc(after):
        return _utc(local)
    second = local.replace(fold=1)
    if _utc(second) > _utc(after):
        return _utc(second)
    return _utc(datetime.combine(day + timedelta(days=1), clock, tzinfo=zone))


def shift_for(now: datetime, booked: Iterable[Booked], terms: Terms) -> Booked | None:
    """The booked shift that somebody who clocks in ``now`` comes for: at this site first, then the nearest start.

    Somebody who clocked out before their shift ended and comes back goes on with it, however late it is.
    """
    fitting = [shift for shift in booked if _fits(now, shift, terms)]
    return min(
        fitting, key=lambda shift: (shift.site != terms.site, _distance(now, shift), shift.assignment), default=None
    )


def is_forgotten(clock_in: datetime, shift_ends: datetime | None, now: datetime, grace: int) -> bool:
    """Whether an open entry should have ended: ``grace`` minutes after its shift, without one after ``MOST_OPEN``."""
    if shift_ends is None:
        return _utc(now) - _utc(clock_in) >= MOST_OPEN
    return _utc(now) >= max(_utc(shift_ends), _utc(clock_in)) + timedelta(minutes=grace)


def estimated(clock_in: datetime, shift: tuple[datetime, datetime] | None) -> Estimate:
    """What forgotten time comes to: up to the shift's end and never more than the shift; without a shift, nothing.

    Nobody saw when they left, so only what was planned may stand in for it.
    """
    if shift is None:
        return Estimate(_utc(clock_in), 0)
    starts, ends = shift
    ended = max(_utc(ends), _utc(clock_in))
    return Estimate(ended, real_minutes(max(_utc(starts), _utc(clock_in)), ends))


def flags_in(entries: Sequence[Given], now: datetime) -> dict[int, tuple[Flag, ...]]:
    """What cannot be right among the entries of one mentor, by entry; those without a flag are left out.

    Longer than 1.5 times its shift (all entries of a shift together), more than 24 hours on a day, two entries that
    share time (9 to 12 and 12 to 3 do not), and time that has not come yet.
    """
    found: dict[int, set[Flag]] = defaultdict(set)
    for row in _over_long(entries):
        found[row].add("too_long")
    for row in _over_a_day(entries):
        found[row].add("day_over_24")
    for row in _overlapping(entries):
        found[row].add("overlap")
    for entry in entries:
        if _lies_ahead(entry, now):
            found[entry.id].add("future")
    return {row: tuple(flag for flag in FLAGS if flag in flags) for row, flags in found.items()}


def minutes_left(entry: Given, approved: Iterable[Given]) -> int:
    """How many minutes of an entry no approved entry of the same mentor covers yet: an hour is counted once."""
    if entry.clock_in is None or entry.clock_out is None:
        return entry.minutes
    begins, ends = _utc(entry.clock_in), _utc(entry.clock_out)
    spans = [
        (max(_utc(other.clock_in), begins), min(_utc(other.clock_out), ends))
        for other in approved
        if other.id != entry.id and other.clock_in is not None and other.clock_out is not None
    ]
    taken, reached = 0, begins
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        taken += real_minutes(max(first, reached), last)
        reached = max(reached, last)
    return max(entry.minutes - taken, 0)


def longest_run(days: Iterable[date]) -> tuple[int, date | None]:
    """The most days running among ``days``, and the last of them; the latest of several that are as long."""
    best: tuple[int, date | None] = (0, None)
    run, before = 0, None
    for day in sorted(set(days)):
        run = run + 1 if before is not None and day - before == timedelta(days=1) else 1
        before = day
        if run >= best[0]:
            best = (run, day)
    return best


def _fits(now: datetime, shift: Booked, terms: Terms) -> bool:
    if _utc(now) >= _utc(shift.ends):
        return False
    since = _utc(now) - _utc(shift.starts)
    if shift.is_over_early:
        return since >= timedelta()
    return -timedelta(minutes=terms.early) <= since <= timedelta(minutes=terms.late)


def _distance(now: datetime, shift: Booked) -> timedelta:
    return abs(_utc(now) - _utc(shift.starts))


def _over_long(entries: Sequence[Given]) -> set[int]:
    by_shift: dict[int, list[Given]] = defaultdict(list)
    for entry in entries:
        if entry.shift is not None and entry.shift_minutes:
            by_shift[entry.shift].append(entry)
    return {
        entry.id
        for together in by_shift.values()
        if 2 * sum(entry.minutes for entry in together) > 3 * (together[0].shift_minutes or 0)
        for entry in together
    }


def _over_a_day(entries: Sequence[Given]) -> set[int]:
    by_day: dict[date, int] = defaultdict(int)
    for entry in entries:
        by_day[entry.day] += entry.minutes
    return {entry.id for entry in entries if by_day[entry.day] > DAY_MINUTES}


def _overlapping(entries: Sequence[Given]) -> set[int]:
    """Each is compared with the one that reaches furthest: whatever else it shares time with, that one does too."""
    spans = sorted(
        (_utc(entry.clock_in), _utc(entry.clock_out), entry.id)
        for entry in entries
        if entry.clock_in is not None and entry.clock_out is not None and _utc(entry.clock_in) < _utc(entry.clock_out)
    )
    found: set[int] = set()
    furthest: tuple[datetime, int] | None = None
    for begins, ends, entry in spans:
        if furthest is not None and begins < furthest[0]:
            found |= {entry, furthest[1]}
        if furthest is None or ends > furthest[0]:
            furthest = (ends, entry)
    return found


def _lies_ahead(entry: Given, now: datetime) -> bool:
    last = entry.clock_out or entry.clock_in
    return _utc(last) > _utc(now) if last is not None else entry.day > now.date()


def _utc(moment: datetime) -> datetime:
    """In UTC, because Python compares two moments of one zone by their wall clocks, which are wrong twice a year."""
    return moment.astimezone(UTC)
