"""Whoever sits in a body today wears a hat, and whoever left it does not (decision 0018)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rcc_council.bodies.records import Body, Seat, Term

from rcc_desktop.api import needs
from rcc_desktop.api.hats import why_closed

if TYPE_CHECKING:
    from collections.abc import Callable


@needs("testing")
def _sit(person: int, first: date, until: date | None, ended: date | None) -> None:
    body = Body.add(name="Council", kind="council", first_day=first)
    seat = Seat.add(body=body, kind="peer", first_day=first)
    Term.add(seat=seat, person=person, first_day=first, until=until, ended_on=ended)


def test_that_who_sits_today_is_a_colleague_and_who_left_is_a_visitor(desk: Any, person: Callable[..., int]) -> None:
    """By the store's own clock, so the days are far apart."""
    long_ago, lately, far = date(2020, 1, 1), date(2026, 1, 31), date(2199, 12, 31)
    terms = {
        "Sits Today": (long_ago, far, None, "colleague"),
        "Sits Withoutend": (long_ago, None, None, "colleague"),
        "Ran Out": (long_ago, lately, None, ""),
        "Gave Up": (long_ago, far, lately, ""),
        "Comes Later": (far, None, None, ""),
    }
    people = {name: person(name) for name in terms}
    for name, (first, until, ended, _why) in terms.items():
        desk.do(lambda n=name, f=first, u=until, e=ended: _sit(people[n], f, u, e))
    desk.acting_as("front_desk")
    told = {name: desk.ask(lambda n=name: why_closed(people[n])) for name in terms}
    assert told == {name: why for name, (*_days, why) in terms.items()}
