"""Reads what the question needs: the places to fill, and of every mentor what they hold, like and gave lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.records import fetch
from rcc_mentors.people.records import Pairing
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.facts import Scene, facts_of, scene
from rcc_mentors.shifts.fill_question import EVENING, HALF_HOUR, Hold, Place, Serving, Taste
from rcc_mentors.shifts.records import Assignment, Liking, Shift
from rcc_mentors.shifts.rows import COVERING, STANDING
from rcc_mentors.shifts.rules import broken
from rcc_mentors.shifts.timing import clock_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rcc_mentors.shifts.rows import PlaceRow, ShiftRow
    from rcc_mentors.shifts.rules import Broken, ShiftFacts

LATELY = timedelta(weeks=4)
FIXED = STANDING - {"confirmed"}
"""Whoever said yes, is asked, is here or has served keeps the place; what was only booked may move."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Shifts that can still be filled with the places they make, and everybody who might take them."""

    rows: dict[int, ShiftRow]
    places: tuple[Place, ...]
    people: tuple[Serving, ...]
    scene: Scene

    def judge(
        self, mentor: int, facts: ShiftFacts, others: Sequence[ShiftFacts], now: int | None = None
    ) -> tuple[Broken, ...]:
        """The rules that ``mentor`` would break by holding a shift beside ``others``, whatever they hold today."""
        return broken(self.scene.mentors[mentor], facts, others, self.scene.limits_on(facts.day), now)


def read_for_filling(first: date, last: date, now: datetime, site: int | None) -> Reading:
    """What lies between two days and has not begun; cancelled shifts and those of closed days need nobody."""
    rows = {
        row.id: row for row in board(first, last, now, site=site).shifts if row.state == "planned" and row.starts > now
    }
    judged = scene(first, last, now)
    places = tuple(_place(row) for row in rows.values())
    tastes, familiar, lately = _tastes(), _familiar(first), _lately(first, now)
    people = tuple(
        Serving(
            facts,
            tuple(judged.others(mentor, *rows)),
            tuple(tastes.get(mentor, ())),
            frozenset(familiar.get(mentor, ())),
            lately.get(mentor, (0, 0, 0)),
        )
        for mentor, facts in judged.mentors.items()
    )
    return Reading(rows, places, people, judged)


def _place(row: ShiftRow) -> Place:
    held = {place.mentor: _hold(place, row) for place in row.places if place.state in STANDING}
    return Place(facts_of(row, 0), row.least, row.series, held)


def _hold(place: PlaceRow, row: ShiftRow) -> Hold:
    settled = place.state in FIXED or place.is_locked or place.is_cover or bool(place.overrode_words)
    return Hold(settled, row.is_published)


def _tastes() -> dict[int, list[Taste]]:
    found: dict[int, list[Taste]] = {}
    columns = (Liking.mentor, Liking.liking, Liking.weekday, Liking.starts, Liking.ends, Liking.role)
    for mentor, *taste in fetch(Liking.select(*columns)):
        found.setdefault(mentor, []).append(Taste(*taste))
    return found


def _familiar(first: date) -> dict[int, set[int]]:
    """The series that mentors who walk beside somebody served in the weeks before ``first``."""
    paired = Pairing.select(Pairing.mentor).where(Pairing.until.is_null())
    query = (
        Assignment.select(Assignment.mentor, Shift.series)
        .join(Shift)
        .where(
            Assignment.mentor.in_(paired),
            Assignment.state.in_(sorted(COVERING)),
            Shift.series.is_null(is_null=False),
            Shift.on_day.between(first - LATELY, first - timedelta(days=1)),
        )
        .distinct()
    )
    found: dict[int, set[int]] = {}
    for mentor, series in fetch(query):
        found.setdefault(mentor, set()).add(series)
    return found


def _lately(first: date, now: datetime) -> dict[int, tuple[int, int, int]]:
    """Half hours, weekend shifts and evening shifts of the weeks before ``first``, by mentor."""
    query = (
        Assignment.select(Assignment.mentor, Shift.starts_at, Shift.ends_at)
        .join(Shift)
        .where(
            Assignment.state.in_(sorted(COVERING)),
            Shift.state == "planned",
            Shift.on_day.between(first - LATELY, first - timedelta(days=1)),
        )
    )
    found: dict[int, tuple[int, int, int]] = {}
    for mentor, starts_at, ends_at in fetch(query):
        starts, ends = (from_millis(each).astimezone(now.tzinfo) for each in (starts_at, ends_at))
        halves = -(-(ends_at - starts_at) // (HALF_HOUR * 60_000))
        late = any(until > EVENING for _weekday, _from, until in clock_parts(starts, ends))
        before = found.get(mentor, (0, 0, 0))
        found[mentor] = (before[0] + halves, before[1] + (starts.isoweekday() > 5), before[2] + late)
    return found


def holders(places: Sequence[Place]) -> dict[int, list[Place]]:
    """The places each mentor holds now."""
    found: dict[int, list[Place]] = {}
    for place in places:
        for mentor in place.held:
            found.setdefault(mentor, []).append(place)
    return found
