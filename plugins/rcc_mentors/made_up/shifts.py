"""What the made-up center needs every week at each of its sites, and the shifts that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import holidays

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day, to_millis
from rcc_mentors.made_up.times import AHEAD
from rcc_mentors.shifts.records import Policy, Shift, ShiftSeries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_desktop.api import OpenHours
    from rcc_desktop.api.made_up import MadeUpCenter

PUBLISHED_AHEAD = 17
PAST_DAYS = 300
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TEAM_ROOM, KITCHEN, FRONT, HALL = "Team room", "Kitchen", "Front desk", "Meeting room"


@dataclass(frozen=True, slots=True)
class Need:
    """A need of the week. ``starts`` counts minutes from opening, or from closing where it is negative."""

    role: str
    place: str
    days: tuple[int, ...]
    starts: int
    length: int
    least: int = 1
    most: int = 1
    skills: str = ""
    credentials: str = ""
    door: str = ""
    pay: str = "volunteer"


_ALL, _WEEKDAYS = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5)
NEEDS = (
    Need("front_desk", FRONT, _ALL, 0, 180, 2, 2, credentials="background_check", door="open"),
    Need("peer_mentor", TEAM_ROOM, _WEEKDAYS, 60, 180, 1, 2, credentials="peer_certificate", pay="paid"),
    Need("kitchen", KITCHEN, (1, 3, 5, 6), 150, 180),
    Need("driver", "", (2, 4), 150, 180, credentials="driver_license"),
    Need("meeting", HALL, _ALL, 210, 120, skills="groups"),
    Need("peer_mentor", TEAM_ROOM, (1, 3, 5, 6), -300, 180, 1, 2, credentials="peer_certificate"),
    Need("peer_mentor", TEAM_ROOM, (2, 4), -180, 150, skills="spanish", credentials="peer_certificate"),
    Need("front_desk", FRONT, _ALL, -180, 180, 2, 2, credentials="background_check", door="close"),
)
"""About six shifts a day."""


@dataclass(frozen=True, slots=True)
class MadeUpShift:
    """A shift in the store, with what is asked of whoever takes it. ``starts`` and ``ends`` are minutes of its day."""

    id: int
    site: int
    day: date
    starts: int
    ends: int
    starts_at: datetime
    ends_at: datetime
    need: Need
    is_published: bool


@needs("mentors.keep")
def add_shifts(made_up: MadeUpCenter) -> list[MadeUpShift]:
    """Write the policy, the series of each site, and their shifts on every day that is open, oldest first."""
    today = made_up.now.date()
    first = max(made_up.first_day, today - timedelta(days=PAST_DAYS))
    last = today + timedelta(days=AHEAD)
    _add_policy(first)
    made: list[MadeUpShift] = []
    rows: list[tuple[object, ...]] = []
    free = holidays.country_holidays("US", years=range(first.year, last.year + 1))
    open_days = [day for day in _days(first, last) if made_up.opening.is_open_on(day) and day not in free]
    for site in made_up.sites:
        for need in NEEDS:
            for hours, weekdays in _same_hours(made_up, need):
                starts, length = _clock(need, hours)
                days = [day for day in open_days if day.isoweekday() in weekdays]
                if not days or length < 30:
                    continue
                uid = f"{made_up.chance.getrandbits(128):032x}"
                series = _add_series(site, need, uid, days[0], last, (starts, length), weekdays)
                for day in days:
                    shift = _shift(made_up, site, day, (starts, length), need)
                    made.append(shift)
                    rows.append(_row(made_up, shift, series, uid))
    ids = Shift.add_many(_COLUMNS, rows)
    with_ids = [_numbered(shift, row) for shift, row in zip(made, ids, strict=True)]
    return sorted(with_ids, key=lambda shift: (shift.starts_at, shift.id))


def _add_policy(first: date) -> None:
    """20 hours a week, 8 a day, 10 of rest, a day off in seven: what the field recommends where no law speaks."""
    Policy.add(
        from_day=first,
        most_minutes_day=8 * 60,
        most_minutes_week=20 * 60,
        rest_minutes=10 * 60,
        most_days_running=6,
        two_to_open=True,
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _same_hours(made_up: MadeUpCenter, need: Need) -> list[tuple[OpenHours, tuple[int, ...]]]:
    """The weekdays of a need, apart by the hours the center keeps: a series has one time of day."""
    by_hours: dict[OpenHours, list[int]] = {}
    for weekday in need.days:
        hours = made_up.opening.hours.get(weekday)
        if hours is not None and hours.closes > hours.opens:
            by_hours.setdefault(hours, []).append(weekday)
    return [(hours, tuple(weekdays)) for hours, weekdays in by_hours.items()]


def _clock(need: Need, hours: OpenHours) -> tuple[int, int]:
    """The minute of the day it starts, and how long it is within the opening hours."""
    opens, closes = (clock.hour * 60 + clock.minute for clock in (hours.opens, hours.closes))
    starts = max(opens, min(opens + need.starts if need.starts >= 0 else closes + need.starts, closes))
    return starts, min(need.length, closes - starts)


def _add_series(
    site: int, need: Need, uid: str, first: date, last: date, clock: tuple[int, int], weekdays: tuple[int, ...]
) -> int:
    return ShiftSeries.add(
        uid=uid,
        site=site,
        role=need.role,
        place=need.place,
        first_day=first,
        starts=clock[0],
        length=clock[1],
        rule="FREQ=WEEKLY;BYDAY=" + ",".join(DAY_CODES[weekday - 1] for weekday in weekdays),
        least=need.least,
        most=need.most,
        skills=need.skills,
        credentials=need.credentials,
        door=need.door,
        pay=need.pay,
        made_until=last,
    )


_COLUMNS = (
    *("series", "uid", "first_set_for", "site", "role", "place", "on_day", "starts_at", "ends_at", "least", "most"),
    *("skills", "credentials", "door", "pay", "published_at"),
)


def _shift(made_up: MadeUpCenter, site: int, day: date, clock: tuple[int, int], need: Need) -> MadeUpShift:
    starts, ends = clock[0], clock[0] + clock[1]
    midnight = datetime.combine(day, time(), tzinfo=made_up.opening.zone)
    starts_at, ends_at = (midnight + timedelta(minutes=minute) for minute in (starts, ends))
    is_published = day <= made_up.now.date() + timedelta(days=PUBLISHED_AHEAD)
    return MadeUpShift(0, site, day, starts, ends, starts_at, ends_at, need, is_published)


def _row(made_up: MadeUpCenter, shift: MadeUpShift, series: int, uid: str) -> tuple[object, ...]:
    need, day = shift.need, to_day(shift.day)
    published = min(shift.starts_at - timedelta(days=PUBLISHED_AHEAD), made_up.now)
    return (
        *(series, uid, day, shift.site, need.role, need.place, day, to_millis(shift.starts_at)),
        *(to_millis(shift.ends_at), need.least, need.most, need.skills, need.credentials, need.door, need.pay),
        to_millis(published) if shift.is_published else None,
    )


def _numbered(shift: MadeUpShift, row: int) -> MadeUpShift:
    site, day, need = shift.site, shift.day, shift.need
    times = (shift.starts, shift.ends, shift.starts_at, shift.ends_at)
    return MadeUpShift(row, site, day, *times, need, shift.is_published)
