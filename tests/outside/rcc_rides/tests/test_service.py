"""What becomes of a ride."""

from datetime import date
from typing import Any

import pytest
from rcc_rides.service import ask_for_ride, rides_from, rides_of, say_given, set_driver

from rcc_desktop.api import Period, Problem

TODAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def ride(desk: Any, person: Any) -> Any:
    maria = person("Maria Nuñez")
    desk.do(lambda: ask_for_ride(maria, TOMORROW, "Elm Street", TODAY, 1))
    return lambda: desk.ask(lambda: rides_of(maria))[0]


@pytest.mark.parametrize(
    ("day", "place", "field"),
    [(None, "Elm Street", "on_day"), (TODAY, "Elm Street", "on_day"), (TOMORROW, " ", "place")],
)
def test_that_what_is_missing_is_said_beside_its_field(
    desk: Any, person: Any, day: date | None, place: str, field: str
) -> None:
    maria = person("Maria Nuñez")
    with pytest.raises(Problem) as refused:
        desk.do(lambda: ask_for_ride(maria, day, place, TODAY, 1))
    assert refused.value.field == field


def test_that_a_ride_without_a_driver_was_not_given(desk: Any, ride: Any) -> None:
    with pytest.raises(Problem):
        desk.do(lambda: say_given(ride().id))
    desk.do(lambda: set_driver(ride().id, "Lou", ride().version))
    desk.do(lambda: say_given(ride().id))
    assert ride().given


def test_that_two_desks_do_not_overwrite_each_others_driver(desk: Any, ride: Any) -> None:
    seen = ride().version
    desk.do(lambda: set_driver(ride().id, "Lou", seen))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: set_driver(ride().id, "Ana", seen))
    assert refused.value.code == "changed_elsewhere"
    assert ride().driver == "Lou"


def test_that_only_those_who_plan_may_ask_for_a_ride(desk: Any, person: Any) -> None:
    maria = person("Maria Nuñez")
    desk.acting_as("supervisor")
    with pytest.raises(Problem) as refused:
        desk.do(lambda: ask_for_ride(maria, TOMORROW, "Elm Street", TODAY, 1))
    assert refused.value.code == "permission"


def test_that_a_restricted_persons_ride_is_driven_without_saying_whose_it_is(desk: Any, person: Any) -> None:
    ana = person("Ana Lee", restricted=True)
    desk.do(lambda: ask_for_ride(ana, TOMORROW, "Elm Street", TODAY, 1))
    desk.acting_as("front_desk")
    assert [ride.name for ride in desk.ask(lambda: rides_from(TODAY))] == ["Name not shown"]
    assert desk.ask(lambda: rides_of(ana)) == []
    with pytest.raises(Problem) as refused:
        desk.do(lambda: ask_for_ride(ana, TOMORROW, "Elm Street", TODAY, 1))
    assert refused.value.code == "people.not_here"


def test_that_a_ride_does_not_say_that_somebody_was_here(desk: Any, ride: Any) -> None:
    assert ride().on_day == TOMORROW
    desk.do(lambda: ask_for_ride(1, TODAY, "Elm Street", TODAY, 0))
    assert desk.ask(lambda: desk.find_people("maria"))[0].last_seen is None


def test_that_only_rides_that_were_given_are_counted(desk: Any, ride: Any) -> None:
    november = Period.month(2026, 11)
    assert desk.ask(lambda: desk.tally("rides.given", november)).amount == 0
    desk.do(lambda: set_driver(ride().id, "Lou", ride().version))
    desk.do(lambda: say_given(ride().id))
    tally = desk.ask(lambda: desk.tally("rides.given", november, "place"))
    assert [(row.title, row.amount, row.people) for row in tally.rows] == [("Elm Street", 1, 1)]
