"""The made-up visits look like a center's, and the same seed makes the same ones."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import demo, measures, visits
from rcc_checkin.records import Visit

from rcc_desktop.api import Period, needs
from rcc_desktop.api.made_up import MadeUpCenter, MadeUpPerson
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
FIRST = date(2026, 5, 1)
WHOLE = Period(FIRST, date(2026, 11, 21), "")


@needs("people.add")
def add_120_people() -> range:
    names = ((f"P {n}", f"P {n}", 20260501) for n in range(120))
    return Person.add_many(("shown_name", "sort_name", "added_on"), names)


@pytest.fixture
def filled(run: Run, door: Door, clock: Clock) -> Callable[..., list[float]]:
    """Fill the center with 3,000 visits of 120 people since May, now being noon."""

    def fill(seed: int = 7) -> list[float]:
        told: list[float] = []
        chance = Random(seed)
        people = [MadeUpPerson(row, FIRST, 1 + row % 9) for row in run(add_120_people)]
        made_up = MadeUpCenter(chance, people, [1, 2], [1], door.opening, FIRST, clock.at(12), 3000, told.append)
        run(lambda: demo.fill(made_up))
        return told

    return fill


def test_that_about_as_many_visits_as_wanted_lie_between_the_first_day_and_now(
    filled: Callable[..., list[float]], ask: Run, clock: Clock
) -> None:
    told = filled()
    counted = ask(lambda: measures.figures(WHOLE))
    rows = ask(lambda: fetch(Visit.select(Visit.on_day, Visit.arrived_at)))
    assert 2850 <= len(rows) <= 3000
    assert min(day for day, _at in rows) >= 20260501
    assert max(at for _day, at in rows) <= clock.now.timestamp() * 1000
    assert 0.08 <= counted.anonymous / counted.visits <= 0.22
    assert told[-1] == 1.0


def test_that_weekends_are_quieter_and_the_day_has_peaks(filled: Callable[..., list[float]], ask: Run) -> None:
    filled()
    by_weekday = Counter(day for (day,) in ask(lambda: fetch(Visit.select(Visit.weekday))))
    by_hour = Counter(hour for (hour,) in ask(lambda: fetch(Visit.select(Visit.hour))))
    assert by_weekday[7] < by_weekday[4] / 2
    assert set(by_hour) == set(range(9, 20))
    assert max(by_hour, key=lambda hour: by_hour[hour]) in {9, 10, 11, 12}


def test_that_somebody_is_here_and_some_left_without_a_word(
    filled: Callable[..., list[float]], ask: Run, door: Door
) -> None:
    filled()
    how = Counter(how for (how,) in ask(lambda: fetch(Visit.select(Visit.left_how))))
    assert how["estimated"] > 100
    assert how["said"] > how["estimated"]
    assert 0 < len(ask(lambda: visits.here_now(door))) < 40


def test_that_before_the_doors_open_nobody_is_here(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    people = [MadeUpPerson(person("P"), FIRST, 4)]
    made_up = MadeUpCenter(Random(1), people, [1], [], door.opening, FIRST, clock.at(8), 50, lambda share: None)
    run(lambda: demo.fill(made_up))
    assert ask(lambda: visits.here_now(door)) == []


def test_that_a_seed_always_makes_the_same_visits() -> None:
    first, second = Random(3), Random(3)
    draws = [[demo._pick(demo._REASONS_SUMMED, chance) for _n in range(50)] for chance in (first, second)]
    assert draws[0] == draws[1]
