"""What crosses from the shifts to whoever shows, prints or exports them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

COVERING = frozenset({"accepted", "confirmed", "checked_in", "completed"})
"""States in which a mentor holds a place of a shift."""
STANDING = COVERING | {"offered"}
"""States that are shown on the board: those that cover, and offers that wait for an answer."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a mentor may not take a shift: the rule's ``code`` and a whole sentence for people.

    Codes: overlap, rest, day_limit, week_limit, own_week_limit, own_month_limit, days_running, credential, skill,
    role, site, stage, leave, absent, unavailable, full, past, closed; pay is said and does not stop a booking.
    """

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A mentor in a shift. ``refusals`` are the rules it breaks now (an expired credential, two shifts at once)."""

    assignment: int
    mentor: int
    person: int
    name: str
    state: str
    state_words: str
    is_locked: bool
    is_cover: bool
    overrode_words: str
    refusals: tuple[Refusal, ...]
    version: int


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One shift as it stands. ``starts`` and ``ends`` are aware, in the center's zone. ``needs`` are words to show.

    ``state`` is planned, cancelled, or closed (planned on a day its site is closed).
    """

    id: int
    series: int | None
    site: int
    site_name: str
    role: str
    role_title: str
    place: str
    day: date
    starts: datetime
    ends: datetime
    least: int
    most: int
    skills: tuple[str, ...]
    credentials: tuple[str, ...]
    needs: tuple[str, ...]
    door: str
    pay: str
    state: str
    is_published: bool
    places: tuple[PlaceRow, ...]
    version: int

    @property
    def covered(self) -> int:
        """How many hold a place."""
        return sum(place.state in COVERING for place in self.places)

    @property
    def missing(self) -> int:
        """How many are still needed; none for a shift that was called off."""
        return 0 if self.state != "planned" else max(0, self.least - self.covered)


@dataclass(frozen=True, slots=True)
class BoardRows:
    """The days a board shows. ``closed`` says why a site is closed on a day (site id, or 0 for all sites).

    ``holidays`` names public holidays; repeating shifts are left out on them unless they are kept on purpose.
    """

    first: date
    last: date
    today: date
    shifts: tuple[ShiftRow, ...]
    closed: dict[tuple[int, date], str]
    absences: tuple[AbsenceRow, ...]
    holidays: dict[date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """A mentor cannot come between two moments. ``kind`` is away, leave or busy.

    ``person`` and ``version`` are 0 on a board, where an absence is only shown.
    """

    id: int
    mentor: int
    name: str
    starts: datetime
    ends: datetime
    kind: str
    why: str
    person: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could take a shift, best first. ``refusals`` is empty for those who may simply be booked."""

    mentor: int
    person: int
    name: str
    refusals: tuple[Refusal, ...]
    reasons: tuple[str, ...]
    minutes_this_week: int
    shifts_this_month: int
    last_asked: date | None
    phone: str
    best_times: str
    was_asked: str


@dataclass(frozen=True, slots=True)
class ShiftWish:
    """A need as typed, for one shift or a series. ``starts`` and ``length`` are minutes of the local clock.

    ``rule`` is an RFC 5545 RRULE without DTSTART (``FREQ=WEEKLY;BYDAY=TU``), or empty for one day.
    """

    site: int
    role: str
    day: date
    starts: int
    length: int
    place: str = ""
    rule: str = ""
    least: int = 1
    most: int = 1
    skills: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    door: str = ""
    pay: str = "volunteer"
    on_holidays: bool = False
