"""What crosses from the bodies to whoever shows, counts or prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


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
