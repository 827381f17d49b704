"""The seats of an advisory board that councils fill with their own members."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council.bodies.seats import add_delegates, begin_term, remove_seat, seats_of
from rcc_council.bodies.service import add_body
from rcc_council.views.bodies_page import BodiesPage
from rcc_council.views.body_delegates import DelegatesPanel
from rcc_council.views.body_panels import NewSeatPanel

from rcc_desktop.api import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Town = Any
DAY, SINCE = date(2026, 11, 25), date(2026, 1, 5)


@pytest.fixture
def board(town: Town) -> int:
    """An advisory board without a seat."""
    made: int = town.do(add_body, "Advisory Board", "advisory_board", SINCE)
    return made


@pytest.fixture
def page(qtbot: Any, desk: Any, board: int) -> Iterator[BodiesPage]:
    """The page on the board."""
    made = BodiesPage(desk)
    qtbot.addWidget(made)
    made.resize(1262, 728)
    made.show()
    made.refresh()
    made.which.set_value(board)
    yield made
    made.hide()


def seats(desk: Any, board: int) -> list[tuple[str, bool]]:
    found = desk.ask(lambda: seats_of(board, DAY))
    return [(each.title, each.alternate_for is not None) for each in found]


def test_that_delegates_and_their_alternates_are_added_at_once_and_undo_takes_them_all_back(
    page: BodiesPage, desk: Any, board: int, panel: Any
) -> None:
    page.seats.add_delegates()
    form = panel(page, DelegatesPanel).form
    form.fill({"count": 2, "alternates": 1})
    form.submit()
    assert seats(desk, board) == [
        ("Main Street Council, delegate 1", False),
        ("Main Street Council, delegate 2", False),
        ("Main Street Council, alternate 1", True),
    ]
    desk.undo_latest()
    assert seats(desk, board) == []


def test_that_there_are_no_more_alternates_than_delegates(page: BodiesPage, desk: Any, board: int, panel: Any) -> None:
    page.seats.add_delegates()
    form = panel(page, DelegatesPanel).form
    form.fill({"count": 1, "alternates": 2})
    form.submit()
    assert seats(desk, board) == []
    assert form.row("alternates").problem()


def test_that_delegates_are_offered_on_an_advisory_board_alone(page: BodiesPage, town: Town) -> None:
    assert page.seats.delegates.isVisible()
    page.which.set_value(town.body)
    assert not page.seats.delegates.isVisible()


def test_that_delegates_added_later_are_numbered_on(town: Town, board: int, desk: Any) -> None:
    town.do(add_delegates, board, town.body, 1, SINCE, alternates=1)
    town.do(add_delegates, board, town.body, 1, SINCE, alternates=1)
    assert [title.rpartition(", ")[2] for title, _is_alternate in seats(desk, board)] == [
        "delegate 1",
        "alternate 1",
        "delegate 2",
        "alternate 2",
    ]


def test_that_a_seat_somebody_sat_in_is_not_taken_back(town: Town, board: int, desk: Any) -> None:
    seat, alternate = town.do(add_delegates, board, town.body, 1, SINCE, alternates=1)
    with pytest.raises(Problem):
        town.do(remove_seat, seat)
    town.do(begin_term, alternate, town.people["Mei"], DAY)
    with pytest.raises(Problem):
        town.do(remove_seat, alternate)
    assert len(seats(desk, board)) == 2


def test_that_a_seat_added_by_mistake_is_gone_with_undo(page: BodiesPage, desk: Any, board: int, panel: Any) -> None:
    page.seats._add()
    form = panel(page, NewSeatPanel).form
    form.fill({"title": "The first one"})
    form.submit()
    assert seats(desk, board) == [("The first one", False)]
    desk.undo_latest()
    assert seats(desk, board) == []
