"""Needs, alone or repeating: add them, change them, move them, call them off; this one, those to come, or all.

A series is made into shifts ahead of time. A shift keeps the day its series gave it wherever it is moved, so that one
that was changed alone is not made anew. Days a site is closed keep their shifts, which the board then shows as closed.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Literal

from peewee import DoesNotExist

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, to_day, to_millis
from rcc_desktop.api.records import fetch
from rcc_mentors.shifts.chosen import holidays_of
from rcc_mentors.shifts.closing import holidays_between
from rcc_mentors.shifts.facts import codes
from rcc_mentors.shifts.records import Asked, Assignment, Shift, ShiftSeries
from rcc_mentors.shifts.repeating import days, ending, matched, moved, remaining
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.standing import Undo, stand_of, undo_between
from rcc_mentors.shifts.timing import clock_minutes, monday_of, wall_length
from rcc_mentors.shifts.wishes import checked_wish, needed, placed, require_open_day, wish_from

_, ngettext = words("rcc_mentors")

WEEKS_AHEAD = 13
Scope = Literal["this", "later", "all"]
Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Going:
    """How a changed series goes on: the shift that was open when it was changed, and by how many days it moved."""

    now: datetime
    zone: tzinfo
    chosen: int
    away: timedelta


@needs("mentors.schedule")
def add_shift(wish: ShiftWish, now: datetime) -> int:
    """Add a need, once or repeating, and give its first shift.

    Raises ``Problem`` (fields named as in the wish) for what cannot be, such as a rule that gives no day.
    """
    rule = checked_wish(wish, now)
    if not rule:
        require_open_day(wish)
        return Shift.add(
            uid=uuid.uuid4().hex, **needed(wish), **placed(wish.day, wish.starts, wish.length, now.tzinfo or UTC)
        )
    series = _add_series(wish, rule)
    _make(series, now)
    first = fetch(Shift.select(Shift.id).where(Shift.series == series).order_by(Shift.first_set_for).limit(1))
    if not first:
        raise Problem(
            _("This would give no shift in the weeks to come."),
            _("Choose other days, or keep the shift on public holidays."),
            field="rule",
            code="shifts.rule",
        )
    return int(first[0][0])


@needs("mentors.schedule_see")
def wish_of(shift: int, now: datetime) -> ShiftWish:
    """A shift as it would be typed, to change it in the form."""
    stored = _stored(shift)
    series = stored["series_id"]
    return wish_from(stored, None if series is None else _series(series), now.tzinfo or UTC)


@needs("mentors.schedule_see")
def keep_ahead(now: datetime) -> int:
    """Make the shifts that repeating needs give for the next 13 weeks; how many.

    It is due once a week; writes nothing, and leaves nothing in the record, when it is not.
    """
    behind = ShiftSeries.made_until.is_null() | (ShiftSeries.made_until < _horizon(now))
    due = fetch(ShiftSeries.select(ShiftSeries.id).where(behind, ShiftSeries.rule != ""))
    return sum(_make(series, now) for (series,) in due)


@needs("mentors.schedule")
def change_shift(shift: int, wish: ShiftWish, scope: Scope, now: datetime, *, expected: int) -> Undo:
    """Change this shift alone, this and those after it, or all that have not begun; what ``take_back`` takes.

    Bookings stay, and the board shows which are against a rule now. Shifts that the new rule gives no day for are
    called off where somebody was booked. Shifts that were changed alone keep what they were changed to.
    """
    stored, rule = _stored(shift, expected), checked_wish(wish, now)
    series = stored["series_id"]
    before = stand_of([shift], [] if series is None else [series])
    if scope == "this" or (series is None and not rule):
        _change_alone(stored, wish, now)
    elif series is None:
        series = _begin_series(stored, wish, rule, now)
    else:
        series = _change_on(stored, wish, rule, scope, now)
    touched = {row for table, row in before if table == 1}
    return undo_between(before, stand_of(touched, _chain(stored["series_id"], series)))


@needs("mentors.schedule")
def move_shift(
    shift: int,
    starts: datetime,
    ends: datetime,
    now: datetime,
    *,
    expected: int,
    scope: Scope = "this",
    site: int | None = None,
) -> Undo:
    """Give a shift another time, or another site, as when it is dragged; what ``take_back`` takes."""
    starts, ends = starts.astimezone(now.tzinfo), ends.astimezone(now.tzinfo)
    wish = wish_of(shift, now)
    moved_wish = replace(
        wish,
        site=wish.site if site is None else site,
        day=starts.date(),
        starts=clock_minutes(starts),
        length=wall_length(starts, ends),
    )
    return change_shift(shift, moved_wish, scope, now, expected=expected)


@needs("mentors.schedule")
def cancel_shift(shift: int, scope: Scope, why: str, now: datetime, *, expected: int) -> Undo:
    """Call this shift off, this and those after it, or all that have not begun; what ``take_back`` takes.

    Whoever was booked is taken off and stands on the call list until the shift would have begun. Shifts to come that
    nobody was told of and nobody is booked for are simply removed, but for the one that was chosen.
    """
    stored = _stored(shift, expected)
    series = stored["series_id"]
    before = stand_of([shift], [] if series is None else [series])
    if scope == "this" or series is None:
        _call_off(stored, why, now)
    else:
        since = _since(stored, scope, now)
        ShiftSeries.change(series, rule=ending(_series(series)["rule"], since - timedelta(days=1)))
        for each in _shifts_of(series, since):
            if each["id"] == shift or (each["starts_at"] > to_millis(now) and _is_known(each)):
                _call_off(each, why, now)
            elif each["starts_at"] > to_millis(now):
                Shift.remove(each["id"])
    touched = {row for table, row in before if table == 1}
    return undo_between(before, stand_of(touched, _chain(series)))


@needs("mentors.schedule")
def put_back_shift(shift: int, now: datetime, *, expected: int | None = None) -> int:
    """Take back that one shift was called off; how many bookings came back with it, as confirmed."""
    stored = _stored(shift, expected)
    if stored["state"] != "cancelled":
        return 0
    fell = fetch(
        Assignment.select(Assignment.id).where(
            Assignment.shift == shift,
            Assignment.state == "cancelled",
            Assignment.changed_at == stored["cancelled_at"],
        )
    )
    _tell(stored, {"state": "planned", "cancelled_why": "", "cancelled_at": None})
    for (row,) in fell:
        Assignment.settle(row, "confirmed", now, why="")
    return len(fell)


def _change_alone(stored: Stored, wish: ShiftWish, now: datetime) -> None:
    """Change one shift, which from then on no longer follows its series."""
    values = {**needed(wish), **placed(wish.day, wish.starts, wish.length, now.tzinfo or UTC)}
    if stored["series_id"] is not None:
        values["is_own"] = True
    _tell(stored, values)


def _begin_series(stored: Stored, wish: ShiftWish, rule: str, now: datetime) -> int:
    """Let a shift that stood alone repeat from its day on."""
    series = _add_series(wish, rule)
    _change_alone(stored, wish, now)
    first = days(rule, wish.day, wish.day, wish.day + timedelta(days=366))
    if first:
        Shift.change(stored["id"], series=series, first_set_for=first[0])
    _make(series, now)
    return series


def _change_on(stored: Stored, wish: ShiftWish, rule: str, scope: Scope, now: datetime) -> int:
    """Change a series from a shift on; its id, or the id of the one that goes on in its place."""
    old = _series(stored["series_id"])
    since = _since(stored, scope, now)
    away = wish.day - from_day(stored["on_day"])
    if rule == old["rule"]:
        rule = remaining(moved(rule, from_day(stored["on_day"]), wish.day), from_day(old["first_day"]), since)
    begins = since + away
    is_whole = since <= _first_made(old["id"])
    series: int = old["id"]
    if is_whole and not away and rule == old["rule"]:
        ShiftSeries.change(series, **{**_timed(wish), **needed(wish)})
    else:
        series = _add_series(replace(wish, day=begins), rule, after=old["id"])
        ShiftSeries.change(old["id"], rule=ending(old["rule"], since - timedelta(days=1)))
    going = _Going(now, now.tzinfo or UTC, stored["id"], away)
    _rehang(_shifts_of(old["id"], since), series, replace(wish, day=begins), rule, going)
    _make(series, now)
    return series


def _rehang(rows: list[Stored], series: int, wish: ShiftWish, rule: str, going: _Going) -> None:
    """Hang shifts on the days that a changed series gives, and change those to come; call off what has no day left."""
    now = going.now
    had = [from_day(each["first_set_for"]) for each in rows]
    pairs = matched(had, _days_of(rule, wish, wish.day, max([_horizon(now), *had])), going.away)
    for each, day in zip(rows, had, strict=True):
        to = pairs.get(day)
        is_own = each["is_own"] or each["state"] != "planned"
        follows = each["id"] == going.chosen or (each["starts_at"] > to_millis(now) and not is_own)
        if to is not None:
            Shift.change(each["id"], series=series, first_set_for=to)
        if follows and to is None:
            _drop(each, now)
        elif follows and to is not None:
            _tell(each, {**needed(wish), **placed(to, wish.starts, wish.length, going.zone), "is_own": False})


def _make(series: int, now: datetime) -> int:
    """Make the shifts of a series that are not there yet, up to the horizon or a first one beyond it; how many."""
    stored = _series(series)
    wish = _wish_of_series(stored)
    until = max(_horizon(now), wish.day)
    done = stored["made_until"]
    since = wish.day if done is None else max(wish.day, from_day(done) + timedelta(days=1))
    there = {day for (day,) in fetch(Shift.select(Shift.first_set_for).where(Shift.series == series))}
    new = [day for day in _days_of(stored["rule"], wish, since, until) if to_day(day) not in there]
    for day in new:
        Shift.add(
            series=series,
            uid=f"{stored['uid']}-{day:%Y%m%d}",
            first_set_for=day,
            **needed(wish),
            **placed(day, wish.starts, wish.length, now.tzinfo or UTC),
        )
    ShiftSeries.change(series, made_until=until)
    return len(new)


def _days_of(rule: str, wish: ShiftWish, since: date, until: date) -> list[date]:
    """The days a rule gives, without public holidays unless the need is kept on those."""
    closed = {} if wish.on_holidays else holidays_between(since, until, holidays_of())
    return [day for day in days(rule, wish.day, since, until) if day not in closed]


def _since(stored: Stored, scope: Scope, now: datetime) -> date:
    """The first day of its series that a change reaches: the shift's own, or that of the first one to come."""
    own = from_day(stored["first_set_for"])
    if scope == "later":
        return own
    to_come = Shift.select(Shift.first_set_for).where(Shift.series == stored["series_id"], Shift.starts_at > now)
    first = fetch(to_come.order_by(Shift.first_set_for).limit(1))
    return min(own, from_day(first[0][0])) if first else own


def _first_made(series: int) -> date:
    first = fetch(
        Shift.select(Shift.first_set_for).where(Shift.series == series).order_by(Shift.first_set_for).limit(1)
    )
    return from_day(first[0][0])


def _shifts_of(series: int, since: date) -> list[Stored]:
    """The shifts of a series from a day on, that day being the one the series gave."""
    rows = fetch(
        Shift.select(Shift.id).where(Shift.series == series, Shift.first_set_for >= since).order_by(Shift.first_set_for)
    )
    return [Shift.stored_row(row) for (row,) in rows]


def _add_series(wish: ShiftWish, rule: str, after: int | None = None) -> int:
    values = {**_timed(wish), **needed(wish), "rule": rule, "after": after}
    return ShiftSeries.add(uid=uuid.uuid4().hex, first_day=wish.day, **values)


def _timed(wish: ShiftWish) -> Stored:
    return {"starts": wish.starts, "length": wish.length, "on_holidays": wish.on_holidays}


def _wish_of_series(stored: Stored) -> ShiftWish:
    return ShiftWish(
        site=stored["site_id"],
        role=stored["role"],
        day=from_day(stored["first_day"]),
        starts=stored["starts"],
        length=stored["length"],
        place=stored["place"],
        rule=stored["rule"],
        least=stored["least"],
        most=stored["most"],
        skills=codes(stored["skills"]),
        credentials=codes(stored["credentials"]),
        door=stored["door"],
        pay=stored["pay"],
        on_holidays=bool(stored["on_holidays"]),
    )


def _tell(stored: Stored, values: Stored) -> None:
    """Change a shift; one that was made known counts one more in its calendar sequence."""
    if Shift.change(stored["id"], **values) and stored["published_at"] is not None:
        Shift.change(stored["id"], sequence=stored["sequence"] + 1)


def _drop(stored: Stored, now: datetime) -> None:
    """Remove a shift that nobody knows of; call off one that somebody does."""
    if _is_known(stored):
        _call_off(stored, _("The shift no longer repeats on this day."), now)
    else:
        Shift.remove(stored["id"])


def _is_known(stored: Stored) -> bool:
    """Whether it was made known, or anybody was ever booked or asked for it."""
    row = stored["id"]
    booked = Assignment.select(Assignment.id).where(Assignment.shift == row)
    asked = Asked.select(Asked.id).where(Asked.shift == row)
    return stored["published_at"] is not None or booked.exists() or asked.exists()


def _call_off(stored: Stored, why: str, now: datetime) -> None:
    """Call one shift off, and take off whoever was to come."""
    if stored["state"] == "cancelled":
        return
    _tell(stored, {"state": "cancelled", "cancelled_why": why.strip(), "cancelled_at": now})
    waiting = Assignment.select(Assignment.id).where(
        Assignment.shift == stored["id"], Assignment.state.in_(("offered", "accepted", "confirmed"))
    )
    for (row,) in fetch(waiting):
        Assignment.settle(row, "cancelled", now, why=why.strip())


def _stored(shift: int, expected: int | None = None) -> Stored:
    """A shift by column. Raises ``Problem`` when it is gone, or has moved on since it was looked at."""
    try:
        stored: Stored = Shift.stored_row(shift)
    except DoesNotExist as cause:
        raise Problem(_("This shift is no longer here."), _("Look at the board again."), code="shifts.gone") from cause
    if expected is not None and stored["version"] != expected:
        raise Problem(
            _("Somebody changed this shift since you opened it."),
            _("Nothing was changed. Look at the board again, then do it once more."),
            code="changed_elsewhere",
        )
    return stored


def _series(series: int) -> Stored:
    stored: Stored = ShiftSeries.stored_row(series)
    return stored


def _horizon(now: datetime) -> date:
    """The last day up to which shifts are made: a Sunday, so that it moves once a week."""
    return monday_of(now.date()) + timedelta(weeks=WEEKS_AHEAD, days=6)


def _chain(*series: int | None) -> list[int]:
    return [each for each in dict.fromkeys(series) if each is not None]
