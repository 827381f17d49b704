"""What the clock shows: who is clocked in, who is expected, who is meant by a name or a card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from peewee import JOIN

from rcc_desktop.api import Period, Problem, needs, words
from rcc_desktop.api.fields import from_millis, to_millis
from rcc_desktop.api.known_people import known_people, shown_name_of
from rcc_desktop.api.records import Person, PersonCode, fetch
from rcc_mentors.hours.clock import SERVING, own_mentor
from rcc_mentors.hours.entries import flagged_rows
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.hours.rows import AtClock, EntryRow
from rcc_mentors.hours.rules import real_minutes
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.records import Assignment, Shift

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from rcc_desktop.api import Desk
    from rcc_mentors.hours.rules import Terms

_, ngettext = words("rcc_mentors")

_HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class AroundTheClock:
    """Who is clocked in, by when they came, and who is expected in the next two hours or should be here, by time.

    ``forgotten`` says that somebody should have clocked out.
    """

    here: tuple[AtClock, ...]
    expected: tuple[AtClock, ...]
    forgotten: bool


@dataclass(frozen=True, slots=True)
class MyHours:
    """The mentor who is signed in: whether they are clocked in, and their time in a period."""

    me: AtClock
    entries: tuple[EntryRow, ...]


@needs("mentors.clock")
def around_the_clock(terms: Terms, now: datetime) -> AroundTheClock:
    """How things stand at the clock of a site; those clocked in elsewhere are shown there."""
    here = _clocked_in(now.tzinfo, HoursEntry.site == terms.site)
    ids = {each.mentor for each in here}
    expected = [each for each in _booked_now(terms, now) if each.mentor not in ids]
    late = any(
        real_minutes(each.shift_ends, now) >= terms.grace if each.shift_ends else real_minutes(each.since, now) >= _LONG
        for each in here
        if each.since is not None
    )
    return AroundTheClock(tuple(here), tuple(expected), late)


@needs("mentors.clock")
def look_for_mentor(desk: Desk, text: str, terms: Terms, now: datetime) -> tuple[AtClock, ...]:
    """Mentors who fit what was typed or scanned, by name, each with whether they are clocked in."""
    found = {person.id for person in desk.find_people(text, _MANY)} if text else set()
    return tuple(_as_they_stand(Mentor.person.in_(found), terms, now))


@needs("mentors.clock")
def mentor_at_kiosk(desk: Desk, text: str) -> int:
    """The one mentor whose whole name or card was given. Raises ``Problem`` where nobody, or not only one, fits.

    A beginning of a name is not enough: the time clock tells nobody who serves here.
    """
    wanted = _plain(text)
    named = [found.id for found in (desk.find_people(text, _MANY) if wanted else ()) if _plain(found.name) == wanted]
    cards = PersonCode.select(PersonCode.person).where((PersonCode.kind == "card") & (PersonCode.code == text.strip()))
    query = (
        Mentor.select(Mentor.id)
        .join(Person)
        .where(
            (Person.id.in_(named) | Person.id.in_(cards))
            & Mentor.stage.in_(SERVING)
            & Mentor.person.in_(known_people())
        )
    )
    mentors = [int(row) for (row,) in fetch(query)]
    if len(mentors) != 1:
        raise Problem(
            _("We could not tell who you are."),
            _("Type your whole name as the center knows it, or scan your card. The front desk can clock you in, too."),
            code="mentors.kiosk",
        )
    return mentors[0]


@needs("mentors.mine")
def my_hours(period: Period, now: datetime) -> MyHours:
    """The time of the mentor who is signed in."""
    mentor = own_mentor()
    name = fetch(Mentor.select(Person.shown_name, Mentor.person).join(Person).where(Mentor.id == mentor))[0]
    here = _clocked_in(now.tzinfo, HoursEntry.mentor == mentor)
    me = here[0] if here else AtClock(mentor, name[1], name[0])
    entries = flagged_rows((HoursEntry.mentor == mentor) & (HoursEntry.state != "open"), period, now)
    return MyHours(me, tuple(reversed(entries)))


def _as_they_stand(which: Any, terms: Terms, now: datetime) -> Iterable[AtClock]:
    query = Mentor.select(Mentor.id, Mentor.person, shown_name_of()).join(Person)
    query = query.where(which & Mentor.stage.in_(SERVING) & Mentor.person.in_(known_people()))
    here = {each.mentor: each for each in _clocked_in(now.tzinfo)}
    booked = {each.mentor: each for each in reversed(_booked_now(terms, now))}
    for row in fetch(query.order_by(Person.sort_name, Mentor.id)):
        known = AtClock(*row)
        yield here.get(known.mentor) or booked.get(known.mentor) or known


def _clocked_in(zone: tzinfo | None, which: Any = True) -> list[AtClock]:
    columns = (
        *(Mentor.id, Mentor.person, shown_name_of(), HoursEntry.clock_in, HoursEntry.id, HoursEntry.role),
        *(Shift.starts_at, Shift.ends_at),
    )
    query = (
        HoursEntry.select(*columns)
        .join(Mentor)
        .join(Person)
        .switch(HoursEntry)
        .join(Assignment, JOIN.LEFT_OUTER)
        .join(Shift, JOIN.LEFT_OUTER)
        .where((HoursEntry.state == "open") & HoursEntry.clock_in.is_null(False))
    )
    if which is not True:
        query = query.where(which)
    return [_placed(row, zone) for row in fetch(query.order_by(HoursEntry.clock_in, HoursEntry.id))]


def _booked_now(terms: Terms, now: datetime) -> list[AtClock]:
    """Booked shifts at the site that have not ended and begin within two hours, by their start; nobody's came yet."""
    at = to_millis(now)
    query = (
        Assignment.select(Mentor.id, Mentor.person, shown_name_of(), Shift.role, Shift.starts_at, Shift.ends_at)
        .join(Shift)
        .switch(Assignment)
        .join(Mentor)
        .join(Person)
        .where(
            Assignment.state.in_(("accepted", "confirmed"))
            & (Shift.state == "planned")
            & (Shift.site == terms.site)
            & (Shift.ends_at > at)
            & (Shift.starts_at <= at + 2 * _HOUR_MS)
            & Mentor.person.in_(known_people())
        )
        .order_by(Shift.starts_at, Person.sort_name, Assignment.id)
    )
    return [
        replace(
            AtClock(mentor, person, name),
            role=role,
            shift_at=from_millis(starts).astimezone(now.tzinfo),
            shift_ends=from_millis(ends).astimezone(now.tzinfo),
        )
        for mentor, person, name, role, starts, ends in fetch(query)
    ]


def _placed(row: Sequence[Any], zone: tzinfo | None) -> AtClock:
    mentor, person, name, since, entry, role, starts, ends = row
    began = None if starts is None else from_millis(starts).astimezone(zone)
    over = None if ends is None else from_millis(ends).astimezone(zone)
    return AtClock(mentor, person, name, from_millis(since).astimezone(zone), entry, role, began, over)


def _plain(name: str) -> str:
    """A name without marks over its letters, in small letters and single blanks."""
    letters = (letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    return " ".join("".join(letters).split())


_MANY = 200
_LONG = 16 * 60
