"""Ask for a ride, find a driver, say that it was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (a dataclass names it)
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.hats import require_participant_side
from rcc_desktop.api.known_people import known_people, require_known, shown_name_of
from rcc_desktop.api.records import Person
from rcc_rides.records import Ride
from rcc_rides.rules import first_day

if TYPE_CHECKING:
    from rcc_desktop.api import Period

_, ngettext = words("rcc_rides")


@dataclass(frozen=True, slots=True)
class RideRow:
    """A ride as pages and papers show it."""

    id: int
    name: str
    on_day: date
    place: str
    driver: str
    given: bool
    version: int


@needs("rides.plan")
def ask_for_ride(person: int, on_day: date | None, place: str, today: date, days_ahead: int) -> int:
    """Note that somebody needs a ride, and give its id. Raises ``Problem`` (field ``on_day`` or ``place``)."""
    if on_day is None:
        raise Problem(_("The day is missing."), _("Type the day of the ride."), field="on_day")
    if on_day < first_day(today, days_ahead):
        earliest = first_day(today, days_ahead)
        raise Problem(
            _("This is too soon to find a driver."),
            _("The first day that can be asked for is {day}.").format(day=earliest.isoformat()),
            field="on_day",
        )
    if not place.strip():
        raise Problem(_("The place is missing."), _("Type where the ride goes."), field="place")
    require_known([person])
    return Ride.add(person=person, on_day=on_day, place=place.strip())


@needs("rides.plan")
def set_driver(ride: int, driver: str, expected: int) -> None:
    """Say who drives; nobody, when ``driver`` is empty. ``expected`` is the version that was on screen."""
    Ride.change(ride, expected=expected, driver=driver.strip())


@needs("rides.plan")
def say_given(ride: int) -> None:
    """Say that the ride took place. Raises ``Problem`` when nobody was to drive."""
    if not Ride.get_by_id(ride).driver:
        raise Problem(_("This ride has no driver."), _("Say who drove, then say that it was given."), field="driver")
    Ride.change(ride, given=True)


@needs("rides.plan")
def take_back(ride: int) -> None:
    """Remove a ride that is not needed."""
    Ride.remove(ride)


@needs("rides.see")
def rides_from(day: date) -> list[RideRow]:
    """The rides on ``day`` and later, the soonest first."""
    return _rows(Ride.on_day >= day)


@needs("rides.see")
def rides_of(person: int) -> list[RideRow]:
    """Everything one person asked for, the soonest first. Raises ``Problem`` where it is closed to whoever asks."""
    require_participant_side(person)
    return _rows((Ride.person == person) & Ride.person.in_(known_people()))


@needs("rides.see")
def rides_in(period: Period) -> list[RideRow]:
    """The rides of a period, the earliest first."""
    return _rows(Ride.on_day.between(period.first, period.last))


def _rows(which: Any) -> list[RideRow]:
    columns = (Ride.id, shown_name_of(), Ride.on_day, Ride.place, Ride.driver, Ride.given, Ride.version)
    query = Ride.select(*columns).join(Person).where(which).order_by(Ride.on_day, Ride.id)
    return [RideRow(*row) for row in query.tuples()]
