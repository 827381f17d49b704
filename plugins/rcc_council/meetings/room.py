"""Who is in the room: members, alternates, staff and guests come and go, and the quorum follows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import counting_of, roster_on
from rcc_council.meetings.records import Excused, InRoom
from rcc_council.meetings.rows import QuorumNow
from rcc_council.meetings.stored import meeting_of, open_to_change, stay_of
from rcc_council.meetings.wording import CAPACITIES, present_words
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, to_millis
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import StaffMember, fetch

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_council.bodies.rows import Roster
    from rcc_council.meetings.stored import Stored

_, ngettext = words("rcc_council")


@needs("council.see")
def quorum_now(meeting: int, now: datetime) -> QuorumNow:
    """Whether enough members are in the room at the moment ``now``, by the roster as of the meeting's day.

    Voting members count, each once, but for those on leave; an alternate counts for a member who is not there.
    """
    stored = meeting_of(meeting)
    roster = _roster(stored)
    counting = counting_of(roster, _here(meeting, now))
    present = len(counting)
    told = f"{roster.quorum_words} {present_words(present, roster.needed)}"
    return QuorumNow(present, roster.needed, roster.in_office, present >= roster.needed, told, counting)


@needs("council.record")
def arrive(
    meeting: int, person: int | None, now: datetime, *, capacity: str | None = None, guest_name: str = ""
) -> int:
    """Somebody comes into the room at the moment ``now``; their stay.

    Without a ``capacity`` the roster says it, else whether they work here. A guest without a file has only a name.
    Raises ``Problem`` (field ``person`` or ``guest_name``) for somebody who is here already, or for a member whom the
    roster of that day does not know.
    """
    stored = open_to_change(meeting)
    name = guest_name.strip()
    if person is None:
        if not name:
            raise Problem(_("Who came?"), _("Choose a person, or write a guest's name."), field="guest_name")
        return InRoom.add(meeting=meeting, guest_name=name, capacity="guest", came_at=now)
    require_known([person])
    if person in _stays_after(meeting, now):
        raise _here_already()
    return InRoom.add(meeting=meeting, person=person, capacity=_capacity(stored, person, capacity), came_at=now)


@needs("council.record")
def leave(stay: int, now: datetime) -> None:
    """Somebody leaves the room at the moment ``now``. Raises ``Problem`` for a moment before they came."""
    stored = stay_of(stay)
    if to_millis(now) < stored["came_at"]:
        raise _wrong_times()
    InRoom.change(stay, left_at=now)


@needs("council.record")
def back(stay: int, now: datetime) -> int:
    """Somebody who left comes in again; their new stay. Raises ``Problem`` when they are here."""
    stored = stay_of(stay)
    person = stored["person_id"]
    if person is not None:
        return arrive(stored["meeting_id"], person, now, capacity=stored["capacity"])
    if stored["left_at"] is None:
        raise _here_already()
    return arrive(stored["meeting_id"], None, now, guest_name=stored["guest_name"])


@needs("council.record")
def undo_arrival(stay: int) -> None:
    """Take an arrival back, as if they had not come."""
    stay_of(stay)
    InRoom.remove(stay)


@needs("council.record")
def undo_leave(stay: int) -> None:
    """Take back that somebody left, as if they had stayed."""
    stay_of(stay)
    InRoom.change(stay, left_at=None)


@needs("council.record")
def correct_stay(stay: int, came: datetime, left: datetime | None) -> None:
    """Write down other times of a stay. Raises ``Problem`` (field ``left``) when it would end before it begins."""
    stay_of(stay)
    if left is not None and left < came:
        raise _wrong_times()
    InRoom.change(stay, came_at=came, left_at=left)


@needs("council.record")
def excuse(meeting: int, person: int, why: str = "") -> None:
    """A member said beforehand that they would not come; said again, the new reason holds."""
    open_to_change(meeting)
    require_known([person])
    found = fetch(Excused.select(Excused.id).where(Excused.meeting == meeting, Excused.person == person))
    if found:
        Excused.change(found[0][0], why=why.strip())
    else:
        Excused.add(meeting=meeting, person=person, why=why.strip())


@needs("council.record")
def take_back_excuse(meeting: int, person: int) -> None:
    """They did not excuse themselves after all."""
    open_to_change(meeting)
    for (row,) in fetch(Excused.select(Excused.id).where(Excused.meeting == meeting, Excused.person == person)):
        Excused.remove(row)


def _roster(meeting: Stored) -> Roster:
    return roster_on(facts_of(meeting["body_id"]), from_day(meeting["on_day"]))


def _here(meeting: int, now: datetime) -> set[int]:
    """The people who are in the room at a moment; who leaves at that moment is gone."""
    return {person for person, came in _stays_after(meeting, now).items() if came <= to_millis(now)}


def _stays_after(meeting: int, now: datetime) -> dict[int, int]:
    """The people whose stay lasts longer than to a moment, and when they came, also if that is later."""
    lasts = InRoom.left_at.is_null() | (InRoom.left_at > now)
    query = InRoom.select(InRoom.person, InRoom.came_at).where(InRoom.meeting == meeting, lasts)
    return dict(fetch(query.where(InRoom.person.is_null(False)).order_by(InRoom.came_at.desc())))


def _capacity(meeting: Stored, person: int, capacity: str | None) -> str:
    """In which capacity somebody is here. Raises ``Problem`` for a member whom the roster does not know."""
    seats = {each.capacity for each in _roster(meeting).members if each.person == person}
    if capacity is None:
        works_here = StaffMember.select(StaffMember.id).where(StaffMember.person == person, StaffMember.active)
        return next(
            (each for each in ("member", "alternate") if each in seats), "staff" if fetch(works_here) else "guest"
        )
    if capacity not in CAPACITIES:
        raise ValueError(f"{capacity} is no capacity")
    if capacity in {"member", "alternate"} and capacity not in seats:
        raise Problem(
            _("They hold no such seat on the day of this meeting."),
            _("Write down their term first, or let them come as a guest."),
            field="capacity",
            code="council.no_seat",
        )
    return capacity


def _here_already() -> Problem:
    return Problem(_("They are in the room already."), _("Nothing was changed."), field="person", code="council.here")


def _wrong_times() -> Problem:
    return Problem(
        _("They cannot leave before they came."), _("Look at the two times again."), field="left", code="council.times"
    )
