"""Where an item stands on its agenda, and how much time all of them take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_council.meetings.rules import time_box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.meetings.rows import ItemRow


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of an item, from 0, among the ``beside`` many that belong under ``inside`` (None: at the top)."""

    inside: int | None
    at: int
    beside: int


def spot_of(agenda: Sequence[ItemRow], item: int, inside: int | None = None) -> Spot | None:
    """Where an item stands; None where it is not on the agenda."""
    for at, each in enumerate(agenda):
        if each.id == item:
            return Spot(inside, at, len(agenda))
        found = spot_of(each.inside, item, each.id)
        if found is not None:
            return found
    return None


def planned_minutes(agenda: Sequence[ItemRow]) -> int:
    """The minutes of all time boxes; an item takes at least what those under it do."""
    return sum(time_box(each.minutes, [planned_minutes(each.inside)]) for each in agenda)
