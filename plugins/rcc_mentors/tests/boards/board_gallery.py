"""A made-up board to draw and to test: every kind of shift, and a center of full size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rcc_mentors.shifts.rows import AbsenceRow, BoardRows, PlaceRow, Refusal, ShiftRow

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)
SATURDAY = date(2026, 11, 21)
ROLES = {
    "peer_mentor": "Peer mentoring",
    "front_desk": "Front desk",
    "meeting": "Meeting host",
    "telephone": "Telephone support",
    "driver": "Rides",
    "kitchen": "Food and coffee",
}
TONES = {role: number for number, role in enumerate(ROLES)}
SITES = {1: "Main Street", 2: "River House", 3: "Union Hall", 4: "Northside"}
NAMES = ("Tomás R.", "Aisha K.", "Devon P.", "Grace L.", "Rosa M.", "Jordan K.", "Bo Ruiz", "Mei Chen")
OVERLAP = Refusal("overlap", "Already booked Wed, Nov 18, 9:30 am to 10:30 am.")


def at(day: date, hour: float, fold: int = 0) -> datetime:
    """A moment of a day by the local clock; 25.5 is half past one on the day after."""
    later, minutes = divmod(round(hour * 60), 24 * 60)
    return datetime.combine(day + timedelta(days=later), time(minutes // 60, minutes % 60, fold=fold), tzinfo=ZONE)


def place(mentor: int, name: str = "", state: str = "confirmed", **known: object) -> PlaceRow:
    """A mentor in a shift."""
    bare = PlaceRow(
        assignment=1000 + mentor,
        mentor=mentor,
        person=mentor,
        name=name or NAMES[mentor % len(NAMES)],
        state=state,
        state_words=state.replace("_", " ").capitalize(),
        is_locked=False,
        is_cover=False,
        overrode_words="",
        refusals=(),
        version=1,
    )
    return replace(bare, **known)  # type: ignore[arg-type]


def shift(
    number: int, day: date, starts: float, ends: float, role: str = "front_desk", *places: PlaceRow, **known: object
) -> ShiftRow:
    """A shift of a day, published unless said otherwise."""
    bare = ShiftRow(
        id=number,
        series=None,
        site=1,
        site_name=SITES[1],
        role=role,
        role_title=ROLES[role],
        place="",
        day=day,
        starts=at(day, starts),
        ends=at(day, ends),
        least=1,
        most=1,
        skills=(),
        credentials=(),
        needs=(),
        door="",
        pay="volunteer",
        state="planned",
        is_published=True,
        places=places,
        version=1,
    )
    return replace(bare, **known)  # type: ignore[arg-type]


def week() -> BoardRows:
    """A week with everything that can be seen on a board."""
    mon, tue, wed, thu, fri, sat, sun = (MONDAY + timedelta(days=days) for days in range(7))
    shifts = (
        shift(1, mon, 9, 10, "peer_mentor", place(2)),
        shift(2, mon, 10.5, 12, "meeting", place(1), place="Room 2"),
        shift(3, mon, 13, 16, "front_desk", place(0), least=2, most=2),
        shift(4, tue, 9, 13, "front_desk", place(0, is_locked=True)),
        shift(5, tue, 10, 11, "peer_mentor", place(1)),
        shift(6, wed, 9.5, 10.5, "peer_mentor", place(2, refusals=(OVERLAP,))),
        shift(7, wed, 10, 11, "telephone", place(2, refusals=(OVERLAP,))),
        shift(8, wed, 13, 14, "peer_mentor", needs=("Spanish",), skills=("spanish",)),
        shift(9, wed, 17, 18.5, "meeting", place(3), place="Board room", is_published=False),
        shift(10, thu, 9, 10, "peer_mentor", place(1)),
        shift(11, thu, 11, 12.5, "meeting", place(4, state="offered"), place="Room 1"),
        shift(12, thu, 13, 17, "front_desk", place(3), place(5), least=2, most=3),
        shift(13, fri, 10, 11, "peer_mentor", place(4)),
        shift(14, fri, 12, 13, "kitchen"),
        shift(15, fri, 22, 26, "telephone", place(6)),
        shift(16, sat, 9, 12, "front_desk", place(5)),
        shift(17, sat, 10, 11, "peer_mentor", place(2)),
        shift(18, sat, 13, 14.5, "driver", place(7), is_published=False),
    )
    absences = (AbsenceRow(1, 2, NAMES[2], at(thu, 0), at(fri, 12), "away", "Family"),)
    return BoardRows(mon, sun, sat, shifts, {(0, sun): "Closed on Sundays"}, absences)


def full_week(monday: date = MONDAY, shift_of: int = 0) -> BoardRows:
    """Sixty mentors, four sites, six shifts a day: 168 blocks."""
    shifts = []
    codes = list(ROLES)
    for number in range(7 * 4 * 6):
        day, rest = divmod(number, 24)
        site, slot = divmod(rest, 6)
        role = codes[(slot + site) % len(codes)]
        start = 9 + slot * 2
        places = () if number % 9 == 4 else (place(number % 60, f"{NAMES[number % 8]}"),)
        made = shift(shift_of + number + 1, monday + timedelta(days=day), start, start + 2, role, *places)
        shifts.append(replace(made, site=site + 1, site_name=SITES[site + 1]))
    return BoardRows(monday, monday + timedelta(days=6), SATURDAY, tuple(shifts), {}, ())
