"""When a mentor may need a rest, and when paid and volunteer hours push each other aside. Words, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Care = Literal["hours", "days", "cover"]
"""Why a coordinator might ask how a mentor is."""

LEAST_COVER = 3
"""Stepping in once or twice says nothing."""

LEAST_MINUTES = 20 * 60
"""In a quarter with fewer hours than this of a function, a few hours more or less say nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a mentor gave lately: minutes this month, the most days running, shifts of the quarter and those stepped in
    for."""

    month: int
    run: int
    shifts: int
    cover: int


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where the center wants to hear of it: minutes a month, days running, shares in percent.

    ``cover`` is a share of the quarter's shifts, ``shift`` a rise or fall from one quarter to the next.
    """

    month: int
    days: int
    cover: int
    shift: int


def care_for(given: Given, thresholds: Thresholds) -> tuple[Care, ...]:
    """What asks for care: many hours, many days in a row, or much stepping in for others."""
    found: list[Care] = []
    if given.month >= thresholds.month:
        found.append("hours")
    if given.run >= thresholds.days:
        found.append("days")
    if given.cover >= LEAST_COVER and given.cover * 100 >= thresholds.cover * given.shifts:
        found.append("cover")
    return tuple(found)


def crowding(before: tuple[int, int], after: tuple[int, int], percent: int) -> Literal["", "paid", "volunteer"]:
    """Which kind of hours pushes the other aside: it rose by ``percent`` or more while the other fell by as much.

    ``before`` and ``after`` are volunteer and paid minutes of two quarters. Hours that rise together crowd nobody out.
    """
    if max(sum(before), sum(after)) < LEAST_MINUTES:
        return ""
    volunteer, paid = (_moved(was, now, percent) for was, now in zip(before, after, strict=True))
    if paid > 0 > volunteer:
        return "paid"
    if volunteer > 0 > paid:
        return "volunteer"
    return ""


def _moved(was: int, now: int, percent: int) -> int:
    """1 for a rise, -1 for a fall of at least ``percent``, else 0."""
    if (now - was) * 100 >= percent * was and now > was:
        return 1
    return -1 if (was - now) * 100 >= percent * was and now < was else 0
