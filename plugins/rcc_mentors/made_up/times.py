"""When the made-up mentors can serve, when they would rather, and when they are away."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_millis
from rcc_mentors.shifts.records import Absence, Availability, Liking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rcc_desktop.api.made_up import MadeUpCenter
    from rcc_mentors.made_up.hats import MadeUpMentor

WEEKDAYS, WHOLE_WEEK = (1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6, 7)
WINDOWS = (
    tuple((day, 8 * 60, 14 * 60) for day in WEEKDAYS),
    tuple((day, 15 * 60, 21 * 60) for day in WEEKDAYS) + ((6, 9 * 60, 18 * 60),),
    tuple((day, 8 * 60, 21 * 60) for day in (2, 4, 6)),
    tuple((day, 8 * 60, 21 * 60) for day in (1, 3, 5)),
    tuple((day, 11 * 60, 21 * 60) for day in WHOLE_WEEK),
)
AHEAD = 28
AWAY = ("Travel", "Family visit", "Appointment", "Exams", "")


@needs("mentors.keep")
def add_times(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    """Write them, and keep in the mentors what the bookings have to respect."""
    chance = made_up.chance
    windows: list[tuple[int, int, int, int]] = []
    likings = []
    for mentor in mentors:
        if chance.random() < 0.55:
            mentor.windows = list(chance.choice(WINDOWS))
            windows.extend((mentor.id, *window) for window in mentor.windows)
        if chance.random() < 0.5:
            likings.append((mentor.id, *_liking(made_up)))
    Availability.add_many(("mentor", "weekday", "starts", "ends"), windows)
    Liking.add_many(("mentor", "weekday", "starts", "ends", "role", "liking"), likings)
    _add_absences(made_up, mentors)


def _liking(made_up: MadeUpCenter) -> tuple[int | None, int, int, str, int]:
    """A weekday's mornings or evenings, or a role, liked more often than not."""
    chance = made_up.chance
    liking = 1 if chance.random() < 0.7 else -1
    if chance.random() < 0.4:
        return None, 0, 1440, chance.choice(("peer_mentor", "front_desk", "meeting", "kitchen")), liking
    starts, ends = chance.choice(((0, 12 * 60), (12 * 60, 17 * 60), (17 * 60, 1440)))
    return chance.choice((*WEEKDAYS, 6)), starts, ends, "", liking


def _add_absences(made_up: MadeUpCenter, mentors: Sequence[MadeUpMentor]) -> None:
    """Some in the year behind, about ten in the weeks to come, and one for everybody on leave."""
    chance, today = made_up.chance, made_up.now.date()
    rows = []
    for mentor in mentors:
        if mentor.stage == "on_leave":
            last = today + timedelta(days=chance.randint(20, 80))
            rows.append(_absence(made_up, mentor, mentor.until, last, "leave"))
        elif mentor.stage == "active":
            if chance.random() < 0.4:
                first = today - timedelta(days=chance.randint(20, 200))
                rows.append(_absence(made_up, mentor, first, first + timedelta(days=chance.randint(0, 9)), "away"))
            if chance.random() < 0.28:
                first = today + timedelta(days=chance.randint(1, AHEAD))
                rows.append(_absence(made_up, mentor, first, first + timedelta(days=chance.randint(0, 6)), "away"))
    Absence.add_many(("mentor", "starts_at", "ends_at", "kind", "why"), rows)


def _absence(
    made_up: MadeUpCenter, mentor: MadeUpMentor, first: date, last: date, kind: str
) -> tuple[int, int, int, str, str]:
    """Whole days, both included."""
    mentor.away.append((first, last))
    zone = made_up.opening.zone
    starts = datetime.combine(first, time(), tzinfo=zone)
    ends = datetime.combine(last + timedelta(days=1), time(), tzinfo=zone)
    return mentor.id, to_millis(starts), to_millis(ends), kind, made_up.chance.choice(AWAY)
