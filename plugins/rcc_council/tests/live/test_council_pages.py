"""The page of the bodies: who sits where, by which rules, and what they are made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council.bodies.makeup import declare
from rcc_council.bodies.roster import roster
from rcc_council.views.bodies_page import BodiesPage
from rcc_council.views.body_bylaws import BylawsPanel
from rcc_council.views.body_panels import ConflictPanel, FoundPanel, LeavePanel, OfficePanel, SeatPanel, TermPanel
from rcc_council.views.makeup_panel import AnswersPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

Town = Any
DAY = date(2026, 11, 25)


@pytest.fixture
def page(qtbot: Any, desk: Any, town: Town) -> Iterator[BodiesPage]:
    """The page on the council."""
    made = BodiesPage(desk)
    qtbot.addWidget(made)
    made.resize(1262, 728)
    made.show()
    made.refresh()
    yield made
    made.hide()


def seats(page: BodiesPage) -> list[tuple[str, str]]:
    columns = page.seats.model.columns
    return [(columns[0].text(line), columns[3].text(line)) for line in page.seats.model.rows]


def laws(page: BodiesPage) -> list[str]:
    return [line.text() for line in page.laws.lines]  # type: ignore[attr-defined]


def standing(town: Town) -> Any:
    return town.desk.ask(lambda: roster(town.body, DAY))


def test_that_the_vacant_seat_stands_first(page: BodiesPage) -> None:
    assert seats(page)[0] == ("Nobody", "Vacant")
    assert len(seats(page)) == 11


def test_that_bylaws_say_in_plain_words_how_many_must_be_here(page: BodiesPage) -> None:
    assert laws(page)[0] == "6 of 10 members must be here to decide."  # ORACLE 7.1: 11 seats, 1 vacant


def test_that_a_vacant_seat_is_filled_and_the_quorum_follows(
    page: BodiesPage, town: Town, panel: Any, person: Any, desk: Any
) -> None:
    vera = person("Vera Stone")
    page.seats.open_line(page.seats.model.rows[0])
    form = panel(page, SeatPanel)
    form.picker.field.setText("Vera")
    form.picker._enter()
    assert form.who.text() == "Vera Stone"
    form.form.submit()
    assert (standing(town).in_office, vera in {each.person for each in standing(town).members}) == (11, True)
    desk.undo_latest()
    assert standing(town).in_office == 10


def test_that_a_member_who_leaves_makes_a_vacancy_and_undo_seats_them_again(
    page: BodiesPage, town: Town, panel: Any, desk: Any
) -> None:
    page.seats.open_line(next(line for line in page.seats.model.rows if line.term and line.term.name == "Bo Ruiz"))
    form = panel(page, TermPanel).form
    form.fill({"ended_on": date(2026, 11, 24), "why": "Moved away"})
    form.submit()
    assert standing(town).in_office == 9
    desk.undo_latest()
    assert standing(town).in_office == 10


def test_that_leave_does_not_count_and_is_over_with_one_press(
    page: BodiesPage, town: Town, panel: Any, desk: Any, clock: Any
) -> None:
    page.leave.ask()
    form = panel(page, LeavePanel).form
    form.fill({"person": town.people["Bo"], "first_day": date(2026, 11, 20)})
    form.submit()
    assert (standing(town).in_office, standing(town).needed) == (9, 5)
    assert ("Bo Ruiz", "On leave") in seats(page)
    desk.undo_latest()
    assert standing(town).in_office == 10


def test_that_an_office_goes_to_somebody_else_and_comes_back_by_undo(
    page: BodiesPage, town: Town, panel: Any, desk: Any
) -> None:
    def chair() -> set[str]:
        return {each.name for each in standing(town).members if each.office == "chair"}

    page.offices.ask()
    form = panel(page, OfficePanel)
    form.picker.field.setText("Grace")
    form.picker._enter()
    form.form.submit()
    assert chair() == {"Grace Lin"}
    desk.undo_latest()
    assert chair() == {"Maria Nuñez"}


def test_that_new_bylaws_hold_from_their_day_and_undo_brings_the_old_ones_back(
    page: BodiesPage, panel: Any, desk: Any
) -> None:
    page.laws.ask()
    form = panel(page, BylawsPanel).form
    assert not form.row("quorum_over").isVisible()
    form.fill({"quorum_rule": "number", "quorum_over": 4, "seconds": True})
    assert form.row("quorum_over").isVisible()
    form.submit()
    assert laws(page)[0] == "4 of 10 members must be here to decide."
    assert "A motion needs a second." in laws(page)
    desk.undo_latest()
    page.refresh()
    assert laws(page)[0] == "6 of 10 members must be here to decide."


def test_that_a_declared_interest_stands_on_the_page(page: BodiesPage, town: Town, panel: Any) -> None:
    page.conflicts.ask()
    form = panel(page, ConflictPanel).form
    form.fill({"person": town.people["Sam"], "words": "Harbor Motors", "note": "His brother works there"})
    form.submit()
    assert [row.words for row in page.conflicts.looked.conflicts] == ["Harbor Motors"]  # type: ignore[union-attr]


@pytest.mark.parametrize(("in_recovery", "said"), [(5, "Not met"), (6, "Met")])
def test_that_half_in_recovery_is_not_more_than_half(
    page: BodiesPage, town: Town, desk: Any, in_recovery: int, said: str
) -> None:
    for who in list(town.people.values())[:in_recovery]:
        desk.do(lambda who=who: declare(who, "recovery", ["yes"]))
    page.refresh()
    badges = [each.text() for each in page.makeup._rows[0].findChildren(type(page.makeup._heading))]
    assert badges[0] == said


def test_that_what_members_say_is_written_down_and_taken_back(
    page: BodiesPage, town: Town, panel: Any, desk: Any
) -> None:
    from rcc_council.bodies.makeup import declared_of

    page.makeup._ask()
    form = panel(page, AnswersPanel).form
    form.fill({"person": town.people["Mei"]})
    form.fill({"recovery": ("yes",), "pathway": ("smart", "faith")})
    form.submit()
    said = desk.ask(lambda: declared_of(town.people["Mei"]))
    assert {question: set(codes) for question, codes in said.items()} == {
        "recovery": {"yes"},
        "pathway": {"smart", "faith"},
    }
    desk.undo_latest()
    assert desk.ask(lambda: declared_of(town.people["Mei"])) == {}


def test_that_a_committee_is_founded_as_part_of_the_council(page: BodiesPage, town: Town, panel: Any) -> None:
    page.found()
    form = panel(page, FoundPanel).form
    form.fill({"name": "Events", "kind": "committee", "part_of": town.body})
    form.submit()
    assert [(each.name, each.part_of_name) for each in page.bodies()] == [
        ("Main Street Council", ""),
        ("Events", "Main Street Council"),
    ]


def test_that_whoever_may_only_look_opens_no_form(qtbot: Any, desk: Any, town: Town) -> None:
    desk.acting_as("supervisor")
    looking = BodiesPage(desk)
    qtbot.addWidget(looking)
    looking.show()
    looking.refresh()
    looking.seats.open_line(looking.seats.model.rows[0])
    looking.found()
    assert not looking.findChildren(SeatPanel)
    assert not looking.new.isVisible()
    looking.hide()
