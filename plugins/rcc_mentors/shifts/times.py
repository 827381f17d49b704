"""When mentors can serve, what they like, and what they do not want to pass: theirs to say, or a coordinator's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.records import fetch
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.judging import require_own
from rcc_mentors.shifts.records import Availability, Liking
from rcc_mentors.shifts.timing import MINUTES_OF_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

_, ngettext = words("rcc_mentors")

WEEKDAYS = range(1, 8)


@dataclass(frozen=True, slots=True, order=True)
class Free:
    """A stretch of an ISO weekday in which a mentor can serve, in minutes of the local clock."""

    weekday: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Taste:
    """What a mentor likes (1) or dislikes (-1): times of a weekday (None: any day), a role (empty: any)."""

    liking: int
    weekday: int | None = None
    starts: int = 0
    ends: int = MINUTES_OF_DAY
    role: str = ""


@dataclass(frozen=True, slots=True)
class MentorTimes:
    """All a mentor says of their times. No ``free`` at all: any time. Limits of None: the center's alone."""

    free: tuple[Free, ...] = ()
    tastes: tuple[Taste, ...] = ()
    most_shifts_week: int | None = None
    most_shifts_month: int | None = None
    most_minutes_week: int | None = None
    rest_minutes: int | None = None
    best_times: str = ""
    version: int = 0


@needs("mentors.schedule_see")
def times_of(mentor: int) -> MentorTimes:
    """What a mentor said of their times; coordinators see anybody's, mentors their own."""
    require_own(mentor)
    stored = Mentor.get_by_id(mentor)
    free = Availability.select(Availability.weekday, Availability.starts, Availability.ends)
    tastes = Liking.select(Liking.liking, Liking.weekday, Liking.starts, Liking.ends, Liking.role)
    return MentorTimes(
        tuple(sorted(Free(*row) for row in fetch(free.where(Availability.mentor == mentor)))),
        tuple(Taste(*row) for row in fetch(tastes.where(Liking.mentor == mentor).order_by(Liking.id))),
        stored.most_shifts_week,
        stored.most_shifts_month,
        stored.most_minutes_week,
        stored.rest_minutes,
        stored.best_times,
        stored.version,
    )


@needs("mentors.schedule_see")
def change_times(mentor: int, times: MentorTimes, *, expected: int | None = None) -> MentorTimes:
    """Say anew when a mentor can serve, what they like and their own limits; what was said before, to take it back.

    Bookings stay, and the board shows which no longer fit. Raises ``Problem`` (field ``free`` or of the limit).
    """
    before = times_of(mentor)
    _check(times)
    Mentor.change(
        mentor,
        expected=expected,
        most_shifts_week=times.most_shifts_week,
        most_shifts_month=times.most_shifts_month,
        most_minutes_week=times.most_minutes_week,
        rest_minutes=times.rest_minutes,
        best_times=times.best_times.strip(),
    )
    if set(times.free) != set(before.free):
        _say_free(mentor, times.free)
    if times.tastes != before.tastes:
        _say_tastes(mentor, times.tastes)
    return before


def _say_free(mentor: int, free: Iterable[Free]) -> None:
    for (row,) in fetch(Availability.select(Availability.id).where(Availability.mentor == mentor)):
        Availability.remove(row)
    for each in sorted(set(free)):
        Availability.add(mentor=mentor, weekday=each.weekday, starts=each.starts, ends=each.ends)


def _say_tastes(mentor: int, tastes: Iterable[Taste]) -> None:
    for (row,) in fetch(Liking.select(Liking.id).where(Liking.mentor == mentor)):
        Liking.remove(row)
    for each in tastes:
        Liking.add(
            mentor=mentor,
            liking=each.liking,
            weekday=each.weekday,
            starts=each.starts,
            ends=each.ends,
            role=each.role,
        )


def _check(times: MentorTimes) -> None:
    stretches: tuple[Free | Taste, ...] = (*times.free, *times.tastes)
    for each in stretches:
        on_a_weekday = each.weekday is None or each.weekday in WEEKDAYS
        if not on_a_weekday or not 0 <= each.starts < each.ends <= MINUTES_OF_DAY:
            raise Problem(
                _("One of the times does not end after it starts."),
                _("Change one of the two. A stretch over midnight is two stretches."),
                field="free",
                code="shifts.free",
            )
    for field in ("most_shifts_week", "most_shifts_month", "most_minutes_week", "rest_minutes"):
        limit = getattr(times, field)
        if limit is not None and limit < 0:
            raise Problem(
                _("A limit is a number from 0 up."), _("Leave it empty for none."), field=field, code="shifts.limit"
            )
