"""Visits as they are shown: who is here, who came on a day, when somebody came before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from peewee import JOIN, Case, fn

from rcc_desktop.api import needs
from rcc_desktop.api.fields import from_day, from_millis, to_day
from rcc_desktop.api.hats import closed_people, require_participant_side
from rcc_desktop.api.known_people import known_people, name_not_shown, shown_name_of
from rcc_desktop.api.records import Person, StaffMember, fetch

from .records import Visit, VisitCorrection, VisitReason
from .rules import Stay, is_forgotten

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from .rules import Door, LeftHow


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit. Moments are in the center's time; ``person`` is None and ``name`` empty for anonymous ones.

    Where whoever asks may not know of the person, ``name`` says so: the visit still counts. Of somebody who works here
    nobody but those who may is told on which earlier days they came; then ``person`` is None as well.
    ``undone_why`` is empty unless the visit was undone; ``corrected`` says that its times were changed by hand.
    """

    id: int
    version: int
    site: int
    person: int | None
    name: str
    kind: str
    heads: int
    group_name: str
    on_day: date
    arrived_at: datetime
    left_at: datetime | None
    left_how: LeftHow
    away: timedelta
    reasons: tuple[str, ...]
    first_visit: bool | None = None
    undone_why: str = ""
    corrected: bool = False
    typed: bool = False

    @property
    def stay(self) -> Stay:
        """Its times, for the rules."""
        return Stay(self.arrived_at, self.left_at, self.left_how, self.away)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the desk shows of somebody it is about to check in."""

    last_day: date
    visits: int
    here_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """Times as they were before a correction."""

    arrived_at: datetime
    left_at: datetime | None
    left_how: LeftHow
    corrected_at: datetime
    corrected_by: str
    why: str


@needs("checkin.see")
def here_now(door: Door) -> list[VisitRow]:
    """Everybody who is at the site now, the earliest first."""
    open_here = (Visit.site == door.site) & Visit.left_at.is_null() & Visit.undone_at.is_null()
    return _rows(open_here, door.opening.zone)


@needs("checkin.see")
def visits_on(day: date, site: int | None, zone: ZoneInfo, *, today: date, undone: bool = False) -> list[VisitRow]:
    """Every visit of a day of business, in the order people came; ``undone`` ones too if asked.

    ``today`` is the day of business under way, of which the desk sees who came, colleagues too.
    """
    where = Visit.on_day == day
    if site is not None:
        where &= Visit.site == site
    if not undone:
        where &= Visit.undone_at.is_null()
    rows = _rows(where, zone)
    return rows if day == today else _without_colleagues(rows)


@needs("checkin.see")
def visits_of(person: int, zone: ZoneInfo, limit: int = 200) -> list[VisitRow]:
    """The last visits of one person, the newest first. Raises ``Problem`` where they are closed to whoever asks."""
    require_participant_side(person)
    known = (Visit.person == person) & Visit.person.in_(known_people())
    newest = Visit.select(Visit.id).where(known).order_by(Visit.on_day.desc(), Visit.id.desc())
    return _rows(Visit.id.in_([row for (row,) in fetch(newest.limit(limit))]), zone)[::-1]


@needs("checkin.see")
def seen_before(people: Sequence[int], door: Door, today: date) -> dict[int, Seen]:
    """When each of these people was here last and whether they are here now; nobody who never was.

    Of somebody who works here, no more than what is of ``today``.
    """
    open_to_see = Visit.person.not_in(list(closed_people())) | (Visit.on_day == to_day(today))
    here = Visit.left_at.is_null() & (Visit.site == door.site)
    query = (
        Visit.select(
            Visit.person,
            fn.MAX(Visit.on_day, coerce=False),
            fn.COUNT(Visit.id),
            fn.MAX(Case(None, [(here, Visit.arrived_at)]), coerce=False),
        )
        .where(Visit.person.in_(list(people)) & Visit.undone_at.is_null() & open_to_see)
        .group_by(Visit.person)
    )
    zone = door.opening.zone
    return {
        person: Seen(from_day(last), visits, None if since is None else from_millis(since).astimezone(zone))
        for person, last, visits, since in fetch(query)
    }


@needs("checkin.see")
def anyone_forgotten(door: Door, now: datetime) -> bool:
    """True when a visit is still open that closing time should have ended."""
    query = Visit.select(Visit.arrived_at).where(
        (Visit.site == door.site) & Visit.left_at.is_null() & Visit.undone_at.is_null()
    )
    return any(is_forgotten(from_millis(arrived), now, door.opening) for (arrived,) in fetch(query))


@needs("checkin.see")
def corrections_of(row: int, zone: ZoneInfo) -> list[CorrectionRow]:
    """The times a visit had before, the newest correction first."""
    query = (
        VisitCorrection.select(
            VisitCorrection.arrived_at,
            VisitCorrection.left_at,
            VisitCorrection.left_how,
            VisitCorrection.corrected_at,
            StaffMember.name,
            VisitCorrection.why,
        )
        .join(StaffMember, JOIN.LEFT_OUTER, on=VisitCorrection.corrected_by == StaffMember.id)
        .where(VisitCorrection.visit == row)
        .order_by(VisitCorrection.id.desc())
    )
    return [
        CorrectionRow(_local(arrived, zone), _maybe(left, zone), how, _local(at, zone), who or "", why)
        for arrived, left, how, at, who, why in fetch(query)
    ]


def _without_colleagues(rows: list[VisitRow]) -> list[VisitRow]:
    closed = closed_people()
    return [replace(row, person=None, name=name_not_shown()) if row.person in closed else row for row in rows]


def _rows(where: Any, zone: ZoneInfo) -> list[VisitRow]:
    query = (
        Visit.select(
            Visit.id,
            Visit.version,
            Visit.site,
            Visit.person,
            shown_name_of(),
            Visit.kind,
            Visit.heads,
            Visit.group_name,
            Visit.on_day,
            Visit.arrived_at,
            Visit.left_at,
            Visit.left_how,
            Visit.away,
            Visit.first_visit,
            Visit.undone_at,
            Visit.undone_why,
            Visit.typed_at,
        )
        .join(Person, JOIN.LEFT_OUTER, on=Visit.person == Person.id)
        .where(where)
        .order_by(Visit.on_day, Visit.arrived_at, Visit.id)
    )
    found = fetch(query)
    reasons = _reasons(where) if found else {}
    corrected = _corrected(where) if found else frozenset()
    return [_row(columns, reasons, corrected, zone) for columns in found]


def _row(
    columns: tuple[Any, ...], reasons: dict[int, list[str]], corrected: frozenset[int], zone: ZoneInfo
) -> VisitRow:
    row, version, site, person, name, kind, heads, group, day, arrived, left, how, away, *rest = columns
    first, undone_at, undone_why, typed_at = rest
    return VisitRow(
        row,
        version,
        site,
        person,
        name or "",
        kind,
        heads,
        group,
        from_day(day),
        _local(arrived, zone),
        _maybe(left, zone),
        how,
        timedelta(milliseconds=away),
        tuple(reasons.get(row, ())),
        None if first is None else bool(first),
        undone_why if undone_at is not None else "",
        row in corrected,
        typed_at is not None,
    )


def _reasons(where: Any) -> dict[int, list[str]]:
    query = VisitReason.select(VisitReason.visit, VisitReason.reason).join(Visit).where(where).order_by(VisitReason.id)
    by_visit: dict[int, list[str]] = {}
    for row, reason in fetch(query):
        by_visit.setdefault(row, []).append(reason)
    return by_visit


def _corrected(where: Any) -> frozenset[int]:
    query = VisitCorrection.select(VisitCorrection.visit).join(Visit).where(where).distinct()
    return frozenset(row for (row,) in fetch(query))


def _local(stored: int, zone: ZoneInfo) -> datetime:
    return from_millis(stored).astimezone(zone)


def _maybe(stored: int | None, zone: ZoneInfo) -> datetime | None:
    return None if stored is None else _local(stored, zone)
