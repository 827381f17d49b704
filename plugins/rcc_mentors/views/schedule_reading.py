"""What the schedule page asks the store for at a time, and which days each board needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rcc_mentors.people.facts import MentorFact, mentor_facts
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.chosen import titles
from rcc_mentors.views.board_bar import DAY, MONTH
from rcc_mentors.views.month_board import month_span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rcc_mentors.shifts.rows import BoardRows

WEEK_LONG = 7


@dataclass(frozen=True, slots=True)
class Looked:
    """A board with the names that go with it."""

    rows: BoardRows
    mentors: tuple[MentorFact, ...]
    sites: Mapping[int, str]
    roles: Mapping[str, str]


def look_at(first: date, last: date, now: datetime) -> Looked:
    """The shifts of these days, with those that began the evening before. Reads the store."""
    rows = board(first - timedelta(days=1), last, now)
    named = titles()
    return Looked(rows, tuple(mentor_facts(now)), named.sites, named.roles)


def span_of(kind: str, day: date) -> tuple[date, date]:
    """The first and last day of the board that shows ``day``."""
    if kind == DAY:
        return day, day
    if kind == MONTH:
        return month_span(day)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=WEEK_LONG - 1)


def turned(kind: str, day: date, by: int) -> date:
    """The same place on the board before or after."""
    if kind == MONTH:
        first = day.replace(day=1)
        return (first + timedelta(days=31)).replace(day=1) if by > 0 else (first - timedelta(days=1)).replace(day=1)
    return day + timedelta(days=by * (1 if kind == DAY else WEEK_LONG))
