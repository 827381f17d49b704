"""What crosses from the hours to whoever shows, prints or counts them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_mentors.hours.rules import Flag

COUNTS = frozenset({"waiting", "approved"})
"""States of entries that stand for time given: neither still open nor refused."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """Time a mentor gave. Times are aware, in the center's zone; ``approved`` counts now, by its newest addendum.

    ``scheduled`` is how long the shift is, None without one. ``flags`` say what cannot be right about it.
    """

    id: int
    mentor: int
    person: int
    name: str
    site: int
    site_name: str
    role: str
    pay: str
    day: date
    clock_in: datetime | None
    clock_out: datetime | None
    minutes: int
    source: str
    entered: str
    state: str
    approved: int | None
    approved_by: str
    approved_at: datetime | None
    approved_why: str
    scheduled: int | None
    shift_at: datetime | None
    claimed_for: str
    note: str
    addenda: int
    version: int
    flags: tuple[Flag, ...] = ()

    @property
    def counted(self) -> int:
        """The minutes that count as matters stand: approved ones where somebody approved, else what was given."""
        return self.minutes if self.approved is None else self.approved


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """A correction after approval: on which day, what the hours come to since, why, and who said so."""

    day: date
    minutes: int
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class HourFigures:
    """Minutes of a period by where they come from; none of them is part of another.

    ``clocked`` was clocked in and out, ``written`` taken over by hand, ``estimated`` stands for forgotten ends,
    ``scheduled`` was booked, ``approved`` counts. ``waiting`` is a number of entries.
    """

    clocked: int
    written: int
    estimated: int
    scheduled: int
    approved: int
    waiting: int


@dataclass(frozen=True, slots=True)
class HoursOfDays:
    """What the page of hours shows: the entries, the figures, and who forgot to clock out."""

    entries: tuple[EntryRow, ...]
    figures: HourFigures


@dataclass(frozen=True, slots=True)
class AtClock:
    """A mentor as the clock sees them. ``since`` is set while they are clocked in, ``shift`` words their booked shift.

    ``shift_at`` is when that shift starts.
    """

    mentor: int
    person: int
    name: str
    since: datetime | None = None
    entry: int | None = None
    role: str = ""
    shift_at: datetime | None = None
    shift_ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """What became of a press at the clock. ``how`` is in, out, in_already or out_already; the latter wrote nothing.

    ``minutes`` is what the time comes to so far; ``shift_at`` is when the booked shift starts, None without one.
    ``before`` is how the booking stood, for taking the press back; ``forgot`` is a day whose end was just estimated.
    """

    entry: int
    mentor: int
    name: str
    how: str
    at: datetime
    minutes: int = 0
    shift_at: datetime | None = None
    before: str = ""
    forgot: date | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """Time written down by hand: with both times or with minutes alone. ``entered`` is desk, paper or import."""

    mentor: int
    site: int
    role: str
    day: date
    clock_in: datetime | None = None
    clock_out: datetime | None = None
    minutes: int = 0
    pay: str = ""
    entered: str = "paper"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of hours written down: the entries made, and the lines (by place, from 0) that were there already."""

    entries: tuple[int, ...]
    already: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of an approved budget, with the hours under it in the period asked for and what they come to."""

    id: int
    award: str
    role: str
    first: date
    last: date
    rate_cents: int
    fringe_hundredths: int
    minutes: int
    value: Decimal
    version: int


@dataclass(frozen=True, slots=True)
class MatchRows:
    """Match of a period by budget line, the approved volunteer minutes outside every line, and worth for statements.

    ``worth`` is None where no rate is known; ``worth_of`` are its place, year and cents.
    """

    lines: tuple[LineRow, ...]
    outside: int
    worth: Decimal | None
    worth_of: tuple[str, int, int] | None

    @property
    def value(self) -> Decimal:
        """Dollars of match under all lines: the sum of what is shown."""
        return sum((line.value for line in self.lines), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class LoadRow:
    """How much a mentor gives. ``care`` are sentences that ask to look after them; mostly there are none.

    ``month`` and ``quarter`` are minutes so far, ``run`` the most days running in the last two months and ``run_ended``
    the last of them, ``cover`` how many of the quarter's ``shifts`` they stepped in for.
    """

    mentor: int
    person: int
    name: str
    pay: str
    since: date | None
    month: int
    quarter: int
    run: int
    run_ended: date | None
    shifts: int
    cover: int
    care: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """One function (role) over time: volunteer and paid minutes by quarter, oldest first."""

    role: str
    title: str
    quarters: tuple[str, ...]
    volunteer: tuple[int, ...]
    paid: tuple[int, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class Load:
    """The load of everybody who serves, those who need care first, by name; who left; and paid beside volunteer."""

    mentors: tuple[LoadRow, ...]
    left: tuple[tuple[str, int], ...]
    functions: tuple[FunctionRow, ...]
