"""A made-up center, for looking around, for pictures and for tests of scale. Nobody in it is real."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from random import Random

    from rcc_desktop.api.opening import Opening


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Somebody made up: the id in the store, the day they first came, and how often they come (visits a month)."""

    id: int
    first_day: date
    visits_a_month: float


@dataclass(frozen=True, slots=True)
class MadeUpCenter:
    """What a plugin's ``demo.fill`` is given, inside one transaction.

    ``chance`` is seeded, so the same seed makes the same center. ``wanted`` is how many of its main rows (visits …) the
    plugin is asked for. ``now`` is aware; rows lie between ``first_day`` and ``now``. ``told`` hears 0.0 to 1.0.
    """

    chance: Random
    people: Sequence[MadeUpPerson]
    sites: Sequence[int]
    staff: Sequence[int]
    opening: Opening
    first_day: date
    now: datetime
    wanted: int
    told: Callable[[float], None]
