"""Typing a paper sheet in: a day without power, or away from the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.written import write_time

from .records import Visit, VisitReason
from .rules import Stay, estimated_end, fault_in_times, moment_on, overlap, placed
from .visits import visits_on

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from .rules import Door, LeftHow

_, ngettext = words("rcc_checkin")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a paper sheet: somebody by id, or a number of people without names. Times are local."""

    person: int | None
    arrived: time
    left: time | None = None
    kind: str = "member"
    heads: int = 1
    reasons: tuple[str, ...] = ()
    group_name: str = ""


@dataclass(frozen=True, slots=True)
class PastDay:
    """What became of a paper sheet: the visits written, and the lines (by place, from 0) that were there already."""

    visits: tuple[int, ...]
    already: tuple[int, ...]


@needs("checkin.correct")
def enter_past_day(day: date, lines: list[PaperLine], door: Door, now: datetime) -> PastDay:
    """Write down the visits of a paper sheet; a line that fits a visit of the same person already there is left out.

    Where no time of leaving was written down, the end is estimated. Raises ``Problem`` when a time cannot be, or
    for somebody whom the acting person may not know of.
    """
    require_known(line.person for line in lines if line.person is not None)
    stays: dict[int | None, list[Stay]] = {}
    for known in visits_on(day, door.site, door.opening.zone, today=day):  # compared here, and shown to nobody
        stays.setdefault(known.person, []).append(known.stay)
    written, already = [], []
    for place, line in enumerate(lines):
        stay = _stay(day, line, door, now)
        of_this_person = stays.setdefault(line.person, [])
        if line.person is not None and any(overlap(stay, other) for other in of_this_person):
            already.append(place)
            continue
        of_this_person.append(stay)
        written.append(_write(line, stay, door, now))
    return PastDay(tuple(written), tuple(already))


def _stay(day: date, line: PaperLine, door: Door, now: datetime) -> Stay:
    arrived = moment_on(day, line.arrived, door.opening)
    how: LeftHow = "said"
    if line.left is not None:
        left: datetime | None = moment_on(day, line.left, door.opening, after=arrived)
    else:
        left = estimated_end(arrived, door.opening)
        how = "estimated"
        if left > now:
            left, how = None, ""
    stay = Stay(arrived, left, how)
    if fault_in_times(stay, now):
        raise Problem(
            _("A time on line {time} cannot be right.").format(time=write_time(line.arrived)),
            _("Nothing was written yet. They must have come before they left, and before now."),
            field="arrived",
            code="checkin.times",
        )
    return stay


def _write(line: PaperLine, stay: Stay, door: Door, now: datetime) -> int:
    at = placed(stay.arrived_at, door.opening)
    row = Visit.add(
        site=door.site,
        person=line.person,
        kind=line.kind,
        heads=line.heads,
        group_name=line.group_name,
        on_day=at.on_day,
        weekday=at.weekday,
        hour=at.hour,
        arrived_at=stay.arrived_at,
        left_at=stay.left_at,
        left_how=stay.left_how,
        typed_at=now,
    )
    for reason in dict.fromkeys(line.reasons):
        VisitReason.add(visit=row, reason=reason)
    return row
