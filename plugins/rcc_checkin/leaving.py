"""People leaving the site, counted by heads as the desk counts them: three who gave no name are three people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import needs

from .service import check_out, check_out_everyone, close_forgotten
from .visits import here_now

if TYPE_CHECKING:
    from datetime import datetime

    from .rules import Door


@dataclass(frozen=True, slots=True)
class Left:
    """The visits that ended, and how many people that were; ``estimated`` of them nobody saw leave."""

    visits: tuple[int, ...]
    people: int
    estimated: int = 0


@needs("checkin.record")
def everyone_leaves(door: Door, now: datetime) -> Left:
    """Everybody at the site left."""
    heads = _heads(door)
    ended = check_out_everyone(door, now)
    return Left(ended, sum(heads[visit] for visit in ended))


@needs("checkin.record")
def person_leaves(person: int, door: Door, now: datetime) -> Left:
    """Somebody known by name left."""
    ended = check_out([row.id for row in here_now(door) if row.person == person], now)
    return Left(ended, len(ended))


@needs("checkin.record")
def day_closes(door: Door, now: datetime) -> Left:
    """Visits that closing time should have ended are estimated; the others end now."""
    heads = _heads(door)
    close_forgotten(door, now)
    ended = check_out_everyone(door, now)
    everyone, seen = sum(heads.values()), sum(heads[visit] for visit in ended)
    return Left(tuple(heads), everyone, everyone - seen)


def _heads(door: Door) -> dict[int, int]:
    return {row.id: row.heads for row in here_now(door)}
