"""Typing a paper sheet in."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import service, visits
from rcc_checkin.past_day import PaperLine, enter_past_day

from rcc_desktop.api import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
FRIDAY = date(2026, 11, 20)


def test_that_a_paper_sheet_becomes_visits_of_its_own_day(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    ana = person("Ana Lee")
    lines = [
        PaperLine(ana, time(9, 5), time(11, 0), reasons=("food", "food")),
        PaperLine(None, time(10, 0), heads=4, kind="guest"),
        PaperLine(ana, time(1, 30), time(2, 0)),
    ]
    entered = run(lambda: enter_past_day(FRIDAY, lines, door, clock.now))
    rows = ask(lambda: visits.visits_on(FRIDAY, 1, door.opening.zone, today=FRIDAY))
    assert len(entered.visits) == 3
    assert [(row.arrived_at.hour, row.left_how, row.heads, row.typed) for row in rows] == [
        (9, "said", 1, True),
        (10, "estimated", 4, True),
        (1, "said", 1, True),
    ]
    assert rows[1].left_at == datetime(2026, 11, 20, 20, 0, tzinfo=door.opening.zone)
    assert rows[0].reasons == ("food",)


def test_that_a_line_already_there_is_not_written_twice(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    ana = person("Ana Lee")
    sheet = [PaperLine(ana, time(9, 5), time(11, 0)), PaperLine(ana, time(14, 0), time(15, 0))]
    run(lambda: enter_past_day(FRIDAY, sheet, door, clock.now))
    again = run(lambda: enter_past_day(FRIDAY, [*sheet, PaperLine(ana, time(10), time(10, 30))], door, clock.now))
    assert (again.visits, again.already) == ((), (0, 1, 2))
    assert len(ask(lambda: visits.visits_on(FRIDAY, 1, door.opening.zone, today=FRIDAY))) == 2


def test_that_this_mornings_paper_leaves_people_here(
    run: Run, ask: Run, person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    ana = person("Ana Lee")
    clock.at(13)
    run(lambda: enter_past_day(clock.now.date(), [PaperLine(ana, time(9, 30))], door, clock.now))
    (row,) = ask(lambda: visits.here_now(door))
    assert (row.person, row.left_at) == (ana, None)
    assert run(lambda: service.check_in(ana, door, clock.now)).how == "here"


@pytest.mark.parametrize(
    "line", [PaperLine(None, time(9), time(8)), PaperLine(None, time(12)), PaperLine(None, time(8), time(12))]
)
def test_that_nothing_is_written_when_one_time_cannot_be(
    run: Run, ask: Run, door: Door, clock: Clock, line: PaperLine
) -> None:
    clock.at(10)
    good = PaperLine(None, time(9), time(9, 30))
    with pytest.raises(Problem, match="Nothing was written"):
        run(lambda: enter_past_day(clock.now.date(), [good, line], door, clock.now))
    assert ask(lambda: visits.visits_on(clock.now.date(), 1, door.opening.zone, today=clock.now.date())) == []
