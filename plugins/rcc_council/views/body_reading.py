"""Everything the page of a body shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_council.bodies.makeup import makeup
from rcc_council.bodies.offices import conflicts_of, leaves_of, offices_of
from rcc_council.bodies.roster import roster
from rcc_council.bodies.seats import seats_of
from rcc_council.bodies.service import bylaws_of

if TYPE_CHECKING:
    from datetime import date

    from rcc_council.bodies.rows import BylawsFrom, ConflictRow, MakeUp, OfficeRow, Roster, SeatRow


@dataclass(frozen=True, slots=True)
class BodyLook:
    """A body on a day."""

    roster: Roster
    seats: tuple[SeatRow, ...]
    offices: tuple[OfficeRow, ...]
    leaves: tuple[OfficeRow, ...]
    laws: tuple[BylawsFrom, ...]
    conflicts: tuple[ConflictRow, ...]
    makeup: MakeUp


def look_at(body: int, day: date) -> BodyLook:
    """Read it on the reading lane."""
    found = roster(body, day)
    people = dict.fromkeys(each.person for each in found.members)
    return BodyLook(
        found,
        seats_of(body, day),
        offices_of(body),
        leaves_of(body),
        bylaws_of(body),
        tuple(row for person in people for row in conflicts_of(person)),
        makeup(body, day),
    )
