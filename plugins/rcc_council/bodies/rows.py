"""What crosses from the bodies to whoever shows, counts or prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in office on a day. ``capacity`` is member or alternate; only those who vote count for the quorum."""

    person: int
    name: str
    seat: int
    seat_title: str
    kind: str
    kind_words: str
    capacity: str
    votes: bool
    office: str
    office_words: str
    on_leave: bool
    stands_in_for: int | None
    first_day: date
    until: date | None


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """A seat nobody sits in, and since when."""

    seat: int
    title: str
    kind_words: str
    since: date
    delegated_by: str


@dataclass(frozen=True, slots=True)
class BylawsRow:
    """A body's own rules as they stand on a day; see ``bodies.records.Bylaws`` for what each means."""

    quorum_rule: str
    quorum_over: int
    quorum_under: int
    threshold: str
    notice_days: int
    proxies: bool
    chair_votes: str
    decides_by: str
    fallback_over: int
    fallback_under: int
    seconds: bool
    minutes_days: int
    term_months: int


@dataclass(frozen=True, slots=True)
class Roster:
    """A body as it stands on a day: ``in_office`` counts voting seats that are filled, but for members on leave.

    ``needed`` is the quorum; ``quorum_words`` prints how it comes about ("10 members in office: a majority is 6").
    """

    body: int
    body_name: str
    day: date
    members: tuple[MemberRow, ...]
    vacancies: tuple[VacancyRow, ...]
    bylaws: BylawsRow
    seats: int
    in_office: int
    needed: int
    quorum_words: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in a list, as it stands on the day that was asked about. ``next_meeting`` is the next one planned."""

    id: int
    name: str
    kind: str
    kind_words: str
    site: int | None
    site_name: str
    part_of: int | None
    part_of_name: str
    first_day: date
    last_day: date | None
    seats: int
    in_office: int
    vacancies: int
    needed: int
    quorum_words: str
    chair: str
    secretary: str
    decides_by: str
    next_meeting: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class BylawsFrom:
    """A body's own rules and the day from which they hold."""

    from_day: date
    laws: BylawsRow


@dataclass(frozen=True, slots=True)
class TermRow:
    """Somebody's time in a seat; ``last_day`` is when it ends or ended, None for open."""

    id: int
    seat: int
    person: int
    name: str
    first_day: date
    until: date | None
    ended_on: date | None
    ended_why: str
    version: int

    @property
    def last_day(self) -> date | None:
        """The last day of it."""
        return min((each for each in (self.until, self.ended_on) if each is not None), default=None)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat with everybody who sat in it, newest first; ``sitting`` is who does on the day asked about."""

    id: int
    title: str
    kind: str
    kind_words: str
    votes: bool
    first_day: date
    last_day: date | None
    delegated_by: int | None
    delegated_by_name: str
    alternate_for: int | None
    sitting: TermRow | None
    terms: tuple[TermRow, ...]
    version: int


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """Somebody in an office, or (``office`` empty) on leave."""

    id: int
    person: int
    name: str
    office: str
    office_words: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """An interest somebody declared; ``words`` are phrases with commas or lines between."""

    id: int
    person: int
    name: str
    words: str
    note: str
    declared_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a body's members said one thing; ``count`` and ``share`` are None where few did, or it would show.

    ``share`` is of ``of`` people, from 0 to 1.
    """

    code: str
    title: str
    count: int | None
    of: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the make-up, and what may be told of the answers. ``not_said`` as the counts."""

    key: str
    title: str
    shares: tuple[Share, ...]
    not_said: int | None


@dataclass(frozen=True, slots=True)
class MakeUp:
    """What a body is made of, by what its members declared of themselves (nobody has to) and by their seats.

    ``is_majority_in_recovery`` is the standard of recovery community organizations: more than half; None where there
    are too few members to say. ``consumers`` of ``members`` hold a seat for people in recovery or their families, which
    is no secret.
    """

    body: int
    body_name: str
    day: date
    members: int
    questions: tuple[Question, ...]
    is_majority_in_recovery: bool | None
    recovery_words: str
    consumers: int
    consumer_share: float | None
    seat_kinds: tuple[Share, ...]
