"""A seat and a body are changed from their page, and end; a meeting to come says by when its members are told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel
from rcc_council.bodies.seats import end_term, seats_of
from rcc_council.bodies.service import body_list
from rcc_council.views.bodies_page import BodiesPage
from rcc_council.views.body_panels import FoundPanel
from rcc_council.views.body_seat_change import ChangeSeatPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

Town = Any
DAY = date(2026, 11, 25)


@pytest.fixture
def page(qtbot: Any, desk: Any, town: Town) -> Iterator[BodiesPage]:
    """The page on the council, the keys on its vacant seat."""
    made = BodiesPage(desk)
    qtbot.addWidget(made)
    made.resize(1262, 728)
    made.show()
    made.refresh()
    made.seats.table.selectRow(0)
    yield made
    made.hide()


def change(page: BodiesPage, panel: Any, **given: Any) -> None:
    page.seats.change_seat()
    form = panel(page, ChangeSeatPanel).form
    form.fill(given)
    form.submit()


def vacant(town: Town) -> Any:
    return next(each for each in town.desk.ask(lambda: seats_of(town.body, DAY)) if not each.terms)


def test_that_a_seat_is_called_otherwise_and_undo_brings_it_back(page: BodiesPage, town: Town, panel: Any) -> None:
    before = vacant(town)
    change(page, panel, kind="community", title="Neighbor", votes=False)
    after = vacant(town)
    assert (after.kind, after.title, after.votes) == ("community", "Neighbor", False)
    town.desk.undo_latest()
    again = vacant(town)
    assert (again.kind, again.title, again.votes) == (before.kind, before.title, before.votes)


def test_that_a_seat_ends_and_undo_brings_it_back(page: BodiesPage, town: Town, panel: Any) -> None:
    change(page, panel, last_day=date(2026, 11, 24), title="Once")
    assert len(page.seats.model.rows) == 10
    town.desk.undo_latest()
    assert (vacant(town).last_day, vacant(town).title) == (None, "")


def test_that_a_seat_does_not_end_under_somebody(page: BodiesPage, town: Town, panel: Any) -> None:
    page.seats.table.selectRow(1)
    change(page, panel, last_day=DAY)
    assert all(each.last_day is None for each in town.desk.ask(lambda: seats_of(town.body, DAY)))
    term = page.seats.model.rows[1].term
    assert term is not None
    town.do(end_term, term.id, DAY, "Moved away")
    panel(page, ChangeSeatPanel).form.submit()
    assert [each.last_day for each in town.desk.ask(lambda: seats_of(town.body, DAY)) if each.last_day] == [DAY]


def test_that_a_body_that_meets_no_more_ends_on_a_day(page: BodiesPage, town: Town, panel: Any) -> None:
    page._rename()
    form = panel(page, FoundPanel).form
    form.fill({"last_day": DAY, "name": "Elm Street Council"})
    form.submit()
    (row,) = town.desk.ask(lambda: body_list(town.desk.now()))
    assert (row.name, row.last_day) == ("Elm Street Council", DAY)
    town.desk.undo_latest()
    (row,) = town.desk.ask(lambda: body_list(town.desk.now()))
    assert (row.name, row.last_day) == ("Main Street Council", None)


def test_that_a_meeting_to_come_says_by_when_its_members_are_told(open_page: Any) -> None:
    """Seven days of notice before Wednesday, November 25."""
    said = [each.text() for each in open_page().findChildren(QLabel) if "Notice" in each.text()]
    assert said[0].endswith("Notice was due by Wed, Nov 18, 2026")
