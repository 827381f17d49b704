"""The verbs at the door: check in, check out, take back, correct."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from peewee import JOIN, IntegrityError, Select

from rcc_desktop.api import Problem, acting, needs, words
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.known_people import not_on_file, sees_restricted
from rcc_desktop.api.records import Person, fetch

from .records import TimeAway, Visit, VisitCorrection, VisitReason
from .rules import (
    Stay,
    TimeFault,
    arriving,
    estimated_end,
    fault_in_times,
    gap,
    is_forgotten,
    placed,
    unnamed_heads,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from .rules import Door, LeftHow

_, ngettext = words("rcc_checkin")

MOST_HEADS = 500


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of somebody at the door. ``how`` is ``here`` when nothing was written: they were here already.

    ``before`` is the visit's time before they came back to it, for taking that back.
    """

    visit: int
    person: int
    name: str
    how: Literal["new", "here", "back"]
    since: datetime
    before: Stay | None = None


@dataclass(frozen=True, slots=True)
class GroupArrival:
    """A group at the door: those with names, and the visit that counts the others."""

    arrivals: tuple[Arrival, ...]
    anonymous: int | None
    heads: int


@dataclass(frozen=True, slots=True)
class _LastVisit:
    """The newest visit somebody made to a site."""

    id: int
    kind: str
    stay: Stay


@needs("checkin.record")
def check_in(
    person: int,
    door: Door,
    now: datetime,
    *,
    kind: str | None = None,
    reasons: Sequence[str] = (),
    first_visit: bool | None = None,
    group_name: str = "",
) -> Arrival:
    """Somebody came in. Nothing is written for somebody who is here already; a quick return goes on with their visit.

    Without a ``kind`` they are what they were last time. Raises ``Problem`` when there is no such person.
    """
    name, last = _last_visit(person, door.site)
    how = arriving(last.stay if last else None, now, door)
    if last is not None and how in {"here", "back", "reopens"}:
        if how != "here":
            _go_on(last, now, away=how == "back")
            _add_reasons(last.id, reasons, known=_reasons_of(last.id))
        since = last.stay.arrived_at.astimezone(door.opening.zone)
        return Arrival(last.id, person, name, "here" if how == "here" else "back", since, last.stay)
    if last is not None and how == "forgotten":
        _estimate_end(last.id, last.stay.arrived_at, door)
    row = _add_visit(
        door,
        now,
        person=person,
        kind=kind or (last.kind if last else door.usual_kind),
        first_visit=first_visit,
        group_name=group_name,
    )
    _add_reasons(row, reasons)
    return Arrival(row, person, name, "new", now.astimezone(door.opening.zone))


@needs("checkin.record")
def check_in_anonymous(
    heads: int, door: Door, now: datetime, *, kind: str = "guest", reasons: Sequence[str] = (), group_name: str = ""
) -> int:
    """Count people whose names nobody writes down; the visit's id. Raises ``Problem`` (field ``heads``)."""
    if not 1 <= heads <= MOST_HEADS:
        raise Problem(
            _("Nobody was counted."),
            _("Type how many people came, from 1 to {most}.").format(most=MOST_HEADS),
            field="heads",
            code="checkin.heads",
        )
    row = _add_visit(door, now, person=None, kind=kind, heads=heads, group_name=group_name)
    _add_reasons(row, reasons)
    return row


@needs("checkin.record")
def check_in_group(
    people: Sequence[int],
    heads_in_all: int,
    door: Door,
    now: datetime,
    *,
    group_name: str = "",
    kind: str = "group",
    reasons: Sequence[str] = (),
) -> GroupArrival:
    """A group came: those whose names are known, and how many they are in all; the others count as anonymous.

    ``kind`` is what the others are; somebody with a name stays what they were last time.
    """
    named = list(dict.fromkeys(people))
    others = unnamed_heads(heads_in_all, len(named))
    if not named and not others:
        raise Problem(
            _("Nobody was checked in."),
            _("Add a name, or type how many came."),
            field="heads",
            code="checkin.heads",
        )
    arrivals = tuple(check_in(person, door, now, reasons=reasons, group_name=group_name) for person in named)
    anonymous = None
    if others:
        anonymous = check_in_anonymous(others, door, now, kind=kind, reasons=reasons, group_name=group_name)
    return GroupArrival(arrivals, anonymous, len(named) + others)


@needs("checkin.record")
def check_out(visits: Iterable[int], now: datetime) -> tuple[int, ...]:
    """These people left; the visits that were open and ended now."""
    ended = []
    for row in visits:
        stored = Visit.stored_row(row)
        if stored["left_at"] is None and stored["undone_at"] is None:
            arrived = from_millis(_whole(stored["arrived_at"]))
            Visit.change(row, left_at=max(now, arrived), left_how="said")
            ended.append(row)
    return tuple(ended)


@needs("checkin.record")
def check_out_everyone(door: Door, now: datetime) -> tuple[int, ...]:
    """Everybody at the site left; the visits that ended."""
    return check_out((row for row, _arrived in _open_at(door.site)), now)


@needs("checkin.record")
def undo_check_out(visits: Iterable[int]) -> None:
    """Take back that people left. Raises ``Problem`` when somebody has come in again since."""
    for row in visits:
        _reopen(row, left_at=None, left_how="")


@needs("checkin.record")
def undo_check_in(row: int, why: str, now: datetime) -> None:
    """Take a visit back. Its row stays, with who took it back and why; it counts nowhere."""
    if not why.strip():
        raise Problem(
            _("Please say why."),
            _("A few words are enough. They stay with the visit."),
            field="why",
            code="checkin.why",
        )
    if Visit.stored_row(row)["undone_at"] is None:
        Visit.change(row, undone_at=now, undone_by=acting().staff, undone_why=why.strip())


@needs("checkin.record")
def undo_return(row: int, before: Stay) -> None:
    """Take back that somebody came back: the visit ends when it had ended ``before``."""
    for away, left_at in fetch(TimeAway.select(TimeAway.id, TimeAway.left_at).where(TimeAway.visit == row)):
        if before.left_at is not None and from_millis(left_at) >= before.left_at:
            TimeAway.remove(away)
    Visit.change(row, left_at=before.left_at, left_how=before.left_how, away=before.away // _MILLISECOND)


@needs("checkin.record")
def set_reasons(row: int, reasons: Sequence[str]) -> None:
    """Say anew what a visit was for."""
    stored = _reasons_of(row)
    for reason, at in stored.items():
        if reason not in reasons:
            VisitReason.remove(at)
    _add_reasons(row, reasons, known=stored)


@needs("checkin.record")
def close_forgotten(door: Door, now: datetime) -> int:
    """End the visits that closing time should have ended, marked as estimated; how many there were."""
    forgotten = [(row, arrived) for row, arrived in _open_at(door.site) if is_forgotten(arrived, now, door.opening)]
    for row, arrived in forgotten:
        _estimate_end(row, arrived, door)
    return len(forgotten)


@needs("checkin.correct")
def correct_visit(
    row: int,
    arrived: datetime,
    left: datetime | None,
    why: str,
    door: Door,
    now: datetime,
    *,
    expected: int | None = None,
) -> None:
    """Correct the times of a visit; the earlier ones stay, with who changed them and why.

    ``expected`` is the version that was looked at. Raises ``Problem`` (fields ``arrived``, ``left``, ``why``).
    """
    if not why.strip():
        raise Problem(
            _("Please say why."),
            _("A few words are enough. The earlier time stays with them."),
            field="why",
            code="checkin.why",
        )
    times_away = [
        (from_millis(out), from_millis(back))
        for out, back in fetch(TimeAway.select(TimeAway.left_at, TimeAway.back_at).where(TimeAway.visit == row))
    ]
    if fault := fault_in_times(Stay(arrived, left), now, times_away):
        raise _time_problem(fault)
    stored = Visit.stored_row(row)
    VisitCorrection.add(
        visit=row,
        arrived_at=from_millis(_whole(stored["arrived_at"])),
        left_at=None if stored["left_at"] is None else from_millis(_whole(stored["left_at"])),
        left_how=stored["left_how"],
        corrected_at=now,
        corrected_by=acting().staff,
        why=why.strip(),
    )
    at = placed(arrived, door.opening)
    values: dict[str, Any] = {"on_day": at.on_day, "weekday": at.weekday, "hour": at.hour}
    _reopen(row, left_at=left, left_how="said" if left else "", arrived_at=arrived, expected=expected, **values)


def _last_visit(person: int, site: int) -> tuple[str, _LastVisit | None]:
    """The person's name and newest visit to a site, in one reading. A restricted file is as if it were not there."""
    found = fetch(_NewestVisit(person, site))
    if not found or (found[0][-1] and not sees_restricted()):
        raise not_on_file()
    name, row, kind, arrived, left, how, away, _restricted = found[0]
    if row is None:
        return name, None
    left_at = None if left is None else from_millis(left)
    return name, _LastVisit(row, kind, Stay(from_millis(arrived), left_at, how, away * _MILLISECOND))


class _NewestVisit(Select):
    """The question asked at every check-in. Its SQL is made once: making it takes longer than answering it."""

    def __init__(self, person: int, site: int) -> None:
        super().__init__()
        self._of = {_PERSON: person, _SITE: site}

    def sql(self) -> tuple[str, list[object]]:
        statement, parameters = _newest_visit(Visit._meta.database.param)
        return statement, [self._of.get(value, value) for value in parameters]


@cache
def _newest_visit(_parameter_style: str) -> tuple[str, tuple[int, ...]]:
    of_this_person_here = (Visit.person == Person.id) & (Visit.site == _SITE) & Visit.undone_at.is_null()
    query = (
        Person.select(
            Person.shown_name,
            Visit.id,
            Visit.kind,
            Visit.arrived_at,
            Visit.left_at,
            Visit.left_how,
            Visit.away,
            Person.restricted,
        )
        .join(Visit, JOIN.LEFT_OUTER, on=of_this_person_here)
        .where(Person.id == _PERSON)
        .order_by(Visit.on_day.desc(), Visit.arrived_at.desc())
        .limit(1)
    )
    statement, parameters = query.sql()
    return statement, tuple(parameters)


def _add_visit(door: Door, now: datetime, *, person: int | None, **values: Any) -> int:
    at = placed(now, door.opening)
    try:
        return Visit.add(
            site=door.site,
            person=person,
            arrived_at=now,
            on_day=at.on_day,
            weekday=at.weekday,
            hour=at.hour,
            **values,
        )
    except IntegrityError as refused:
        raise _here_already() from refused


def _reasons_of(row: int) -> dict[str, int]:
    return dict(fetch(VisitReason.select(VisitReason.reason, VisitReason.id).where(VisitReason.visit == row)))


def _add_reasons(row: int, reasons: Sequence[str], known: Collection[str] = ()) -> None:
    for reason in dict.fromkeys(reasons):
        if reason not in known:
            VisitReason.add(visit=row, reason=reason)


def _go_on(last: _LastVisit, now: datetime, *, away: bool) -> None:
    """Open a visit again; ``away`` when it is known that they were out."""
    out = last.stay.away
    if away and last.stay.left_at is not None:
        TimeAway.add(visit=last.id, left_at=last.stay.left_at, back_at=now)
        out += gap(last.stay.left_at, now)
    Visit.change(last.id, left_at=None, left_how="", away=out // _MILLISECOND)


def _reopen(row: int, **values: Any) -> None:
    try:
        Visit.change(row, **values)
    except IntegrityError as refused:
        raise _here_already() from refused


def _estimate_end(row: int, arrived: datetime, door: Door) -> None:
    how: LeftHow = "estimated"
    Visit.change(row, left_at=estimated_end(arrived, door.opening), left_how=how)


def _open_at(site: int) -> list[tuple[int, datetime]]:
    query = Visit.select(Visit.id, Visit.arrived_at).where(
        (Visit.site == site) & Visit.left_at.is_null() & Visit.undone_at.is_null()
    )
    return [(row, from_millis(arrived)) for row, arrived in fetch(query)]


def _here_already() -> Problem:
    return Problem(
        _("This person is here already."),
        _("Nothing was recorded twice. Look under “Who is here”."),
        code="checkin.here_already",
    )


def _time_problem(fault: TimeFault) -> Problem:
    what, field = {
        "arrived_later_than_now": (_("This arrival lies in the future."), "arrived"),
        "left_later_than_now": (_("This leaving lies in the future."), "left"),
        "left_before_arrived": (_("They cannot have left before they came."), "left"),
        "away_outside": (_("They were out for a while and came back; these times do not fit around that."), "arrived"),
    }[fault]
    return Problem(what, _("Nothing was changed. Please look at the times again."), field=field, code="checkin.times")


def _whole(stored: object) -> int:
    return int(stored)  # type: ignore[call-overload, no-any-return]


_MILLISECOND = timedelta(milliseconds=1)
_PERSON, _SITE = -1, -2  # stand for the person and the site in the question until it is asked
