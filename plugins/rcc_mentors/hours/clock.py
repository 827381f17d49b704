"""The verbs of the clock: in, out, taken back, and the ends that somebody forgot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import JOIN, IntegrityError

from rcc_desktop.api import Problem, acting, needs, words
from rcc_desktop.api.fields import from_day, from_millis, to_millis
from rcc_desktop.api.known_people import known_people, shown_name_of
from rcc_desktop.api.records import Person, StaffMember, fetch
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.hours.rows import Pressed
from rcc_mentors.hours.rules import (
    SECOND_PRESS,
    Booked,
    estimated,
    is_forgotten,
    is_second_press,
    real_minutes,
    shift_for,
    to_the_minute,
)
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.records import Assignment, Shift

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_mentors.hours.rules import Terms

_, ngettext = words("rcc_mentors")

SERVING = ("active", "on_leave")
NOT_A_MENTOR = "mentors.not_a_mentor"
"""The code of the problem of staff who wear no such hat."""
_COMING = ("accepted", "confirmed", "checked_in", "completed")


@needs("mentors.clock")
def press(mentor: int, terms: Terms, now: datetime, entered: str = "desk") -> Pressed:
    """Somebody presses for ``mentor``: clocks in who is not, clocks out who is; a second press writes nothing.

    The entry hangs on the booked shift it belongs to. Raises ``Problem`` for somebody who is no mentor here.
    """
    return _press(mentor, terms, now, entered)


@needs("mentors.mine")
def press_mine(terms: Terms, now: datetime) -> Pressed:
    """The mentor who is signed in clocks in or out, nobody else. Raises ``Problem`` for staff who wear no such hat."""
    return _press(own_mentor(), terms, now, "mentor")


@needs("mentors.clock")
def undo_press(pressed: Pressed, now: datetime) -> None:
    """Take a press at the desk back."""
    _undo(pressed, now)


@needs("mentors.mine")
def undo_press_mine(pressed: Pressed, now: datetime) -> None:
    """The mentor who is signed in takes back what they pressed. Raises ``Problem`` for somebody else's entry."""
    if pressed.mentor != own_mentor():
        raise _no_mentor()
    _undo(pressed, now)


@needs("mentors.clock")
def close_forgotten(terms: Terms, now: datetime) -> int:
    """End what should have ended by now at the end of its shift, as estimated; how many there were."""
    ended = [_close(entry, now) for entry in _open_entries() if entry.is_forgotten(now, terms)]
    return len(ended)


@needs("mentors.mine")
def own_mentor() -> int:
    """The hat of whoever is signed in. Raises ``Problem`` when they wear none."""
    query = Mentor.select(Mentor.id).join(StaffMember, on=StaffMember.person == Mentor.person)
    found = fetch(query.where((StaffMember.id == acting().staff) & Mentor.stage.in_(SERVING)))
    if not found:
        raise Problem(
            _("You are not on file as a mentor."),
            _("Ask the coordinator to join your sign-in with your file."),
            code=NOT_A_MENTOR,
        )
    return int(found[0][0])


class _Open:
    """An entry that is still open, and the shift it hangs on."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.id, self.mentor, day, begins, self.assignment, starts, ends = row
        self.day: date = from_day(day)
        self.clock_in = from_millis(begins)
        self.shift = None if starts is None else (from_millis(starts), from_millis(ends))

    def is_forgotten(self, now: datetime, terms: Terms) -> bool:
        return is_forgotten(self.clock_in, self.shift[1] if self.shift else None, now, terms.grace)


def _press(mentor: int, terms: Terms, now: datetime, entered: str) -> Pressed:
    name = _name_of(mentor)
    at = to_the_minute(now)
    local = at.astimezone(now.tzinfo)
    forgot = None
    for entry in _open_entries(mentor):
        if entry.is_forgotten(now, terms):
            forgot = _close(entry, now).day
        elif is_second_press(entry.clock_in, now):
            since = entry.clock_in.astimezone(now.tzinfo)
            return Pressed(entry.id, mentor, name, "in_already", since, shift_at=_local_start(entry, now))
        else:
            return _clock_out(entry, name, at, now)
    ended = _just_ended(mentor, at)
    if ended is not None:
        return Pressed(ended[0], mentor, name, "out_already", from_millis(ended[1]).astimezone(now.tzinfo), ended[2])
    return _clock_in(mentor, name, terms, now, entered=entered, forgot=forgot, local=local)


def _clock_in(
    mentor: int, name: str, terms: Terms, now: datetime, *, entered: str, forgot: date | None, local: datetime
) -> Pressed:
    shift = shift_for(now, _booked(mentor, now), terms)
    values: dict[str, Any] = {"site": terms.site, "on_day": local.date()} | _of_mentor(mentor)
    before = ""
    if shift is not None:
        of_shift = Assignment.select(Assignment.state, Shift.site, Shift.on_day, Shift.role, Shift.pay).join(Shift)
        ((before, site, day, role, pay),) = fetch(of_shift.where(Assignment.id == shift.assignment))
        values |= {"assignment": shift.assignment, "site": site, "on_day": from_day(day), "role": role, "pay": pay}
        Assignment.settle(shift.assignment, "checked_in", now)
    try:
        entry = HoursEntry.add(
            mentor=mentor, clock_in=to_the_minute(now), source="clocked", entered=entered, state="open", **values
        )
    except IntegrityError as refused:
        raise Problem(
            _("Another desk clocked them in just now."), _("Nothing was written twice."), code="mentors.clocked_in"
        ) from refused
    starts = None if shift is None else shift.starts.astimezone(now.tzinfo)
    return Pressed(entry, mentor, name, "in", local, shift_at=starts, before=before, forgot=forgot)


def _clock_out(entry: _Open, name: str, at: datetime, now: datetime) -> Pressed:
    minutes = real_minutes(entry.clock_in, at)
    HoursEntry.change(entry.id, clock_out=at, minutes=minutes, state="waiting")
    if entry.assignment is not None:
        Assignment.settle(entry.assignment, "completed", now)
    return Pressed(
        entry.id,
        entry.mentor,
        name,
        "out",
        at.astimezone(now.tzinfo),
        minutes,
        _local_start(entry, now),
        "checked_in" if entry.assignment is not None else "",
    )


def _undo(pressed: Pressed, now: datetime) -> None:
    stored = HoursEntry.stored_row(pressed.entry)
    if pressed.how == "in" and stored["state"] == "open":
        HoursEntry.remove(pressed.entry)
    elif pressed.how == "out" and stored["state"] == "waiting":
        HoursEntry.change(pressed.entry, clock_out=None, minutes=0, state="open")
    else:
        raise Problem(
            _("This went on since."), _("Nothing was changed. Look at the hours of the day."), code="mentors.moved_on"
        )
    if stored["assignment_id"] is not None and pressed.before:
        Assignment.settle(int(str(stored["assignment_id"])), pressed.before, now)


def _close(entry: _Open, now: datetime) -> _Open:
    end = estimated(entry.clock_in, entry.shift)
    HoursEntry.change(entry.id, clock_out=end.ended, minutes=end.minutes, source="estimated", state="waiting")
    if entry.assignment is not None:
        Assignment.settle(entry.assignment, "completed", now)
    return entry


def _open_entries(mentor: int | None = None) -> list[_Open]:
    columns = (
        *(HoursEntry.id, HoursEntry.mentor, HoursEntry.on_day, HoursEntry.clock_in, HoursEntry.assignment),
        *(Shift.starts_at, Shift.ends_at),
    )
    query = HoursEntry.select(*columns).join(Assignment, JOIN.LEFT_OUTER).join(Shift, JOIN.LEFT_OUTER)
    query = query.where((HoursEntry.state == "open") & HoursEntry.clock_in.is_null(False))
    return [_Open(row) for row in fetch(query if mentor is None else query.where(HoursEntry.mentor == mentor))]


def _just_ended(mentor: int, at: datetime) -> tuple[int, int, int] | None:
    recent = HoursEntry.select(HoursEntry.id, HoursEntry.clock_out, HoursEntry.minutes).where(
        (HoursEntry.mentor == mentor)
        & (HoursEntry.state == "waiting")
        & (HoursEntry.source == "clocked")
        & (HoursEntry.clock_out >= to_millis(at - SECOND_PRESS))
        & (HoursEntry.clock_out <= to_millis(at))
    )
    found = fetch(recent.order_by(HoursEntry.clock_out.desc()).limit(1))
    return found[0] if found else None


def _booked(mentor: int, now: datetime) -> list[Booked]:
    """Shifts of the mentor that have not ended, and begin within a day."""
    query = (
        Assignment.select(Assignment.id, Shift.site, Shift.starts_at, Shift.ends_at, Assignment.state)
        .join(Shift)
        .where(
            (Assignment.mentor == mentor)
            & Assignment.state.in_(_COMING)
            & (Shift.state == "planned")
            & (Shift.ends_at > to_millis(now))
            & (Shift.starts_at < to_millis(now) + _DAY_MS)
        )
    )
    return [
        Booked(row, site, from_millis(starts), from_millis(ends), state in {"completed", "checked_in"})
        for row, site, starts, ends, state in fetch(query)
    ]


def _of_mentor(mentor: int) -> dict[str, Any]:
    """What stands in for a shift: the way the mentor is paid, and what they did last."""
    last = HoursEntry.select(HoursEntry.role).where(HoursEntry.mentor == mentor).order_by(HoursEntry.id.desc()).limit(1)
    found = fetch(last)
    ((pay,),) = fetch(Mentor.select(Mentor.pay).where(Mentor.id == mentor))
    return {"pay": pay, "role": found[0][0] if found else "peer_mentor"}


def _name_of(mentor: int) -> str:
    query = Mentor.select(shown_name_of()).join(Person)
    found = fetch(query.where((Mentor.id == mentor) & Mentor.stage.in_(SERVING) & Mentor.person.in_(known_people())))
    if not found:
        raise _no_mentor()
    return str(found[0][0])


def _local_start(entry: _Open, now: datetime) -> datetime | None:
    return None if entry.shift is None else entry.shift[0].astimezone(now.tzinfo)


def _no_mentor() -> Problem:
    return Problem(
        _("Nobody by that name serves here as a mentor."),
        _("Nothing was written. Look for them again, or ask the coordinator."),
        code="mentors.not_here",
    )


_DAY_MS = 24 * 60 * 60 * 1000
