"""What check-in says of who was here when: visits that were not undone, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import service

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
Desk = Any
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def last_here(desk: Desk) -> Callable[[], date | None]:
    """The day a search for Ana Lee says she was last here."""
    return lambda: desk.ask(lambda: desk.find_people("ana lee"))[0].last_seen


@pytest.fixture
def ana(run: Run, person: Callable[[str], int], door: Door) -> int:
    """Ana Lee, who was here on Friday."""
    somebody = person("Ana Lee")
    arrival = run(lambda: service.check_in(somebody, door, datetime(2026, 11, 20, 9, tzinfo=door.opening.zone)))
    run(lambda: service.check_out([arrival.visit], datetime(2026, 11, 20, 10, tzinfo=door.opening.zone)))
    return somebody


def test_that_a_check_in_says_they_were_here_and_taking_it_back_says_the_day_before(
    run: Run, door: Door, clock: Clock, ana: int, last_here: Callable[[], date | None]
) -> None:
    assert last_here() == FRIDAY
    arrival = run(lambda: service.check_in(ana, door, clock.now))
    assert last_here() == SATURDAY
    run(lambda: service.undo_check_in(arrival.visit, "typed the wrong name", clock.now))
    assert last_here() == FRIDAY


def test_that_somebody_whose_only_visit_was_undone_was_never_here(
    run: Run, person: Callable[[str], int], door: Door, clock: Clock, last_here: Callable[[], date | None]
) -> None:
    ana = person("Ana Lee")
    arrival = run(lambda: service.check_in(ana, door, clock.now))
    run(lambda: service.undo_check_in(arrival.visit, "typed the wrong name", clock.now))
    assert last_here() is None


def test_that_a_visit_corrected_to_another_day_takes_the_day_along(
    run: Run, door: Door, clock: Clock, ana: int, last_here: Callable[[], date | None]
) -> None:
    visit = run(lambda: service.check_in(ana, door, clock.now)).visit
    thursday = datetime(2026, 11, 19, 9, tzinfo=door.opening.zone)
    run(lambda: service.correct_visit(visit, thursday, thursday.replace(hour=10), "wrong day", door, clock.now))
    assert last_here() == FRIDAY
