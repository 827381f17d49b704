"""The pages, as somebody at the desk uses them."""

from datetime import date
from typing import Any

from rcc_rides.service import ask_for_ride, rides_of
from rcc_rides.views.person_page import PersonRidesPage
from rcc_rides.views.rides_page import RidesPage


def test_that_a_ride_is_asked_for_and_can_be_taken_back(qtbot: Any, desk: Any, person: Any) -> None:
    maria = person("Maria Nuñez")
    page = PersonRidesPage(desk, maria)
    qtbot.addWidget(page)
    page.on_day.set_value(date(2026, 11, 22))
    page.place.setText("Elm Street")
    page.form.submit()
    assert [ride.place for ride in page.rides.rows] == ["Elm Street"]
    assert desk.notes == ["The ride is asked for."]
    desk.undo_latest()
    assert desk.ask(lambda: rides_of(maria)) == []


def test_that_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(
    qtbot: Any, desk: Any, person: Any
) -> None:
    page = PersonRidesPage(desk, person("Maria Nuñez"))
    qtbot.addWidget(page)
    page.show()
    page.on_day.set_value(date(2026, 11, 21))
    page.place.setText("Elm Street")
    page.form.submit()
    assert "too soon" in page.form.row("on_day").problem()
    assert page.place.value() == "Elm Street"


def test_that_the_driver_of_the_chosen_ride_is_saved(qtbot: Any, desk: Any, person: Any) -> None:
    maria = person("Maria Nuñez")
    desk.do(lambda: ask_for_ride(maria, date(2026, 11, 22), "Elm Street", date(2026, 11, 21), 1))
    page = RidesPage(desk)
    qtbot.addWidget(page)
    page.table.selectRow(0)
    page.driver.setText("Lou")
    page.form.submit()
    assert [ride.driver for ride in desk.ask(lambda: rides_of(maria))] == ["Lou"]
