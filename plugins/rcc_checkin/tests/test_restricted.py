"""People whose file is restricted: their visits count, and their names stay with those who may know of them."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import documents, service, visits
from rcc_checkin.measures import figures
from rcc_checkin.past_day import PaperLine, enter_past_day

from rcc_desktop.api import Period, Problem
from rcc_desktop.api.documents import Answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
Desk = Any

WITHHELD = "Name not shown"
TODAY = date(2026, 11, 21)


@pytest.fixture
def hidden(run: Run, person: Callable[..., int], door: Door, clock: Clock) -> int:
    """Somebody with a restricted file, checked in by the director; and Bo Ruiz, whose file is not."""
    ana, bo = person("Ana Lee", restricted=True), person("Bo Ruiz")
    for each in (ana, bo):
        run(lambda each=each: service.check_in(each, door, clock.at(9)))
    return ana


@pytest.mark.parametrize(("role", "name"), [("front_desk", WITHHELD), ("supervisor", "Ana Lee")])
def test_that_a_restricted_name_is_shown_only_to_those_who_may_know_it(
    desk: Desk, ask: Run, door: Door, hidden: int, role: str, name: str
) -> None:
    desk.acting_as(role)
    lists = (lambda: visits.here_now(door), lambda: visits.visits_on(TODAY, None, door.opening.zone, today=TODAY))
    for listed in lists:
        assert [row.name for row in ask(listed)] == [name, "Bo Ruiz"]
    assert bool(ask(lambda: visits.visits_of(hidden, door.opening.zone))) == (role == "supervisor")
    assert ask(lambda: figures(Period.day(TODAY))).people == 2, "the visit counts for everybody"


def test_that_the_sign_in_sheet_withholds_a_restricted_name(desk: Desk, ask: Run, clock: Clock, hidden: int) -> None:
    desk.acting_as("front_desk")
    asked = Answers(period=Period.day(TODAY), site=1, now=clock.now)
    (table,) = ask(lambda: documents.sign_in_sheet(desk, asked)).tables()
    assert [row[0] for row in table.rows] == [WITHHELD, "Bo Ruiz"]


def test_that_a_number_at_the_door_tells_nobody_of_a_restricted_file(
    desk: Desk, run: Run, door: Door, clock: Clock, hidden: int
) -> None:
    desk.acting_as("front_desk")
    answers = []
    for person in (hidden, 99):
        on_paper = [PaperLine(person, time(9, 5), time(11))]
        for verb in (
            lambda person=person: service.check_in(person, door, clock.now),
            lambda on_paper=on_paper: enter_past_day(date(2026, 11, 20), on_paper, door, clock.now),
        ):
            with pytest.raises(Problem) as refused:
                run(verb)
            answers.append((str(refused.value), refused.value.code))
    assert len(set(answers)) == 1, "the same words as for a number that nobody has"


def test_that_those_who_may_know_of_somebody_may_type_them_in(run: Run, door: Door, clock: Clock, hidden: int) -> None:
    line = PaperLine(hidden, time(9, 5), time(11))
    assert len(run(lambda: enter_past_day(date(2026, 11, 20), [line], door, clock.now)).visits) == 1
