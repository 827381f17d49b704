"""Sites, opening hours and closed days."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.opening import OpenHours
from rcc_desktop.api.problems import Problem
from rcc_desktop.sites import service
from rcc_desktop.sites.views.hours_grid import HoursGrid
from rcc_desktop.sites.views.sites_section import hours_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk

NINE_TO_FIVE = OpenHours(time(9), time(17))
LATE = OpenHours(time(18), time(2))


def test_that_a_new_site_opens_when_it_is_said_to(desk: TryOutDesk) -> None:
    site = desk.do(lambda: service.add_site(" North Side "))
    desk.do(lambda: service.set_hours(site, {1: NINE_TO_FIVE, 5: LATE}))
    row = next(row for row in desk.ask(service.sites_of_center) if row.id == site)
    assert row.name == "North Side"
    assert row.hours == {1: NINE_TO_FIVE, 5: LATE}


def test_that_a_day_that_is_not_named_is_closed_from_then_on(desk: TryOutDesk) -> None:
    site = desk.ask(service.sites_of_center)[0].id
    desk.do(lambda: service.set_hours(site, {2: NINE_TO_FIVE}))
    assert set(desk.ask(service.sites_of_center)[0].hours) == {2}


@pytest.mark.parametrize("name", ["", "   ", "main street", " MAIN STREET "])
def test_that_a_site_needs_a_name_of_its_own(desk: TryOutDesk, name: str) -> None:
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.add_site(name))
    assert refused.value.field == "name"


def test_that_a_site_may_keep_its_own_name(desk: TryOutDesk) -> None:
    site = desk.ask(service.sites_of_center)[0]
    desk.do(lambda: service.rename_site(site.id, "MAIN STREET", expected=site.version))
    assert desk.ask(service.sites_of_center)[0].name == "MAIN STREET"


def test_that_two_desks_do_not_rename_over_each_other(desk: TryOutDesk) -> None:
    site = desk.ask(service.sites_of_center)[0]
    desk.do(lambda: service.rename_site(site.id, "First", expected=site.version))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.rename_site(site.id, "Second", expected=site.version))
    assert refused.value.code == "changed_elsewhere"


@pytest.mark.parametrize("hours", [{1: OpenHours(time(9), time(9))}, {0: NINE_TO_FIVE}, {8: NINE_TO_FIVE}])
def test_that_hours_that_cannot_be_are_refused_and_the_old_ones_stay(
    desk: TryOutDesk, hours: dict[int, OpenHours]
) -> None:
    site = desk.ask(service.sites_of_center)[0]
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.set_hours(site.id, hours))
    assert refused.value.field == "hours"
    assert desk.ask(service.sites_of_center)[0].hours == site.hours


def test_that_the_last_site_in_use_stays_in_use(desk: TryOutDesk) -> None:
    first = desk.ask(service.sites_of_center)[0].id
    with pytest.raises(Problem):
        desk.do(lambda: service.set_in_use(first, False))
    desk.do(lambda: service.add_site("North Side"))
    desk.do(lambda: service.set_in_use(first, False))
    assert [row.active for row in desk.ask(service.sites_of_center)] == [True, False]


def test_that_a_closed_day_stands_once_for_each_site_and_once_for_all(desk: TryOutDesk) -> None:
    site = desk.ask(service.sites_of_center)[0].id
    day = date(2026, 12, 25)
    desk.do(lambda: service.close_on(day, why=" Holiday "))
    desk.do(lambda: service.close_on(day, site))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.close_on(day))
    assert refused.value.field == "day"
    assert [(row.site, row.why) for row in desk.ask(service.closed_days)] == [(None, "Holiday"), (site, "")]


def test_that_a_closed_day_can_be_opened_again(desk: TryOutDesk) -> None:
    row = desk.do(lambda: service.close_on(date(2026, 12, 25)))
    desk.do(lambda: service.open_again(row))
    assert desk.ask(service.closed_days) == []


@pytest.mark.parametrize(
    "verb",
    [
        lambda: service.add_site("North Side"),
        lambda: service.rename_site(1, "Other"),
        lambda: service.set_in_use(1, False),
        lambda: service.set_hours(1, {}),
        lambda: service.close_on(date(2026, 12, 25)),
        lambda: service.open_again(1),
    ],
)
def test_that_the_front_desk_changes_none_of_it(desk: TryOutDesk, verb: Callable[[], object]) -> None:
    desk.acting_as("front_desk")
    with pytest.raises(Problem) as refused:
        desk.do(verb)
    assert refused.value.code == "permission"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ({}, "Not open on any day"),
        ({1: NINE_TO_FIVE}, "Monday 9:00 am – 5:00 pm"),
        (dict.fromkeys(range(1, 6), NINE_TO_FIVE), "Monday to Friday 9:00 am – 5:00 pm"),
        ({1: NINE_TO_FIVE, 3: NINE_TO_FIVE}, "Monday 9:00 am – 5:00 pm, Wednesday 9:00 am – 5:00 pm"),
        ({6: LATE, 7: LATE}, "Saturday to Sunday 6:00 pm – 2:00 am"),
    ],
)
def test_that_days_of_the_same_hours_are_told_together(hours: dict[int, OpenHours], told: str) -> None:
    assert hours_words(hours) == told


def test_that_the_grid_reads_back_what_it_shows(qtbot: QtBot) -> None:
    grid = HoursGrid({1: NINE_TO_FIVE, 6: LATE})
    qtbot.addWidget(grid)
    assert grid.check()
    assert grid.hours() == {1: NINE_TO_FIVE, 6: LATE}
    tick, _opens, _closes = grid.day(6)
    tick.setChecked(False)
    assert grid.hours() == {1: NINE_TO_FIVE}


@pytest.mark.parametrize("typed", ["", "soon", "9:00 am"])
def test_that_the_grid_is_not_content_with_a_day_that_has_no_two_times(qtbot: QtBot, typed: str) -> None:
    grid = HoursGrid({1: NINE_TO_FIVE})
    qtbot.addWidget(grid)
    _tick, _opens, closes = grid.day(1)
    closes.setText(typed)
    assert not grid.check()
