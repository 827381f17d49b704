"""The list of mentors, as a coordinator uses it: by keys, with everything said and taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rcc_mentors.people.credentials import terms_by_kind
from rcc_mentors.people.file import mentor_of
from rcc_mentors.people.service import move_stage, set_traits
from rcc_mentors.people.sorting import folded
from rcc_mentors.people.training import sign_ethics
from rcc_mentors.views.mentor_add import AddMentorPanel
from rcc_mentors.views.mentor_match import MatchPanel
from rcc_mentors.views.mentor_terms import TermsPanel
from rcc_mentors.views.mentors_page import FILE, MentorsPage

from rcc_desktop.api.ui import Overlay

if TYPE_CHECKING:
    from collections.abc import Iterator

Desk = Any
Qtbot = Any
Made = Any
Panel = TypeVar("Panel", bound=Overlay)
TODAY = date(2026, 11, 21)


@pytest.fixture
def opened_people(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str | None]]:
    """Whose files were opened, and at which tab."""
    opened: list[tuple[int, str | None]] = []
    monkeypatch.setattr(desk, "open_person", lambda person, page=None: opened.append((person, page)))
    return opened


@pytest.fixture
def people(desk: Desk, person: Any, made_mentor: Made) -> dict[str, int]:
    """Three mentors: one in order, one on the way in, one gone."""
    made = {name: person(name) for name in ("Ana Vega", "María Núñez", "Bo Park")}
    now = desk.now()
    ana = made_mentor(made["Ana Vega"], role=("driver",), language=("spanish",))
    desk.do(lambda: sign_ethics(ana, "2026", TODAY, 12, now))
    made_mentor(made["María Núñez"], stage="references")
    bo = made_mentor(made["Bo Park"])
    desk.do(lambda: move_stage(bo, "left", now, why="work"))
    return made


@pytest.fixture
def page(qtbot: Qtbot, desk: Desk, opened_people: list[Any]) -> Iterator[MentorsPage]:
    made = MentorsPage(desk)
    qtbot.addWidget(made)
    made.resize(1300, 760)
    made.show()
    made.refresh()
    yield made
    made.hide()


def names(page: MentorsPage) -> list[str]:
    return [row.name for row in page.model.rows]


def typed(page: MentorsPage, text: str) -> None:
    QTest.keyClicks(page.field, text)


def panel(page: MentorsPage, kind: type[Panel]) -> Panel:
    found = page.window().findChild(kind)
    assert found is not None
    return found


@pytest.mark.usefixtures("people")
def test_that_the_list_shows_who_has_not_left_and_the_figures_count(page: MentorsPage) -> None:
    assert names(page) == ["María Núñez", "Ana Vega"]
    told = {choice: figure.accessibleName() for choice, figure in page.figures.items()}
    assert told == {
        "active": "Active: 1",
        "way_in": "On the way in: 1",
        "on_leave": "On leave: 0",
        "attention": "Need attention: 0",
    }


def test_that_a_name_is_found_without_its_accents_and_enter_opens_the_file(
    people: dict[str, int], page: MentorsPage, opened_people: list[Any]
) -> None:
    typed(page, "nunez mar")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert names(page) == ["María Núñez"]
    assert opened_people == [(people["María Núñez"], FILE)]


def test_that_whoever_left_is_found_by_name(people: dict[str, int], page: MentorsPage) -> None:
    typed(page, "park")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert names(page) == ["Bo Park"]


def test_that_arrows_walk_the_list_while_the_keys_stay_in_the_field(
    people: dict[str, int], page: MentorsPage, opened_people: list[Any]
) -> None:
    for _press in range(2):
        QTest.keyClick(page.field, Qt.Key.Key_Down)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert opened_people == [(people["Ana Vega"], FILE)]


@pytest.mark.usefixtures("people")
def test_that_a_chip_narrows_the_list_and_the_same_chip_gives_it_back(page: MentorsPage) -> None:
    page.chips.chip("left").click()
    assert names(page) == ["Bo Park"]
    page.chips.chip("way_in").click()
    assert names(page) == ["María Núñez"]
    page.chips.chip("way_in").click()
    assert len(names(page)) == 2


def test_that_what_is_owed_leads_to_the_file(
    desk: Desk, people: dict[str, int], page: MentorsPage, certified: Made, opened_people: list[Any]
) -> None:
    mentor = desk.ask(lambda: mentor_of(people["Ana Vega"]))
    certified(mentor, "cpr", date(2024, 11, 20), date(2026, 11, 20))
    page.refresh()
    page.chips.chip("attention").click()
    (row,) = page.model.rows
    assert page.model.columns[-1].text(row) == "CPR expired on 11/20/2026"
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened_people == [(people["Ana Vega"], FILE)]


def test_that_an_empty_center_says_what_to_do_first(page: MentorsPage) -> None:
    assert page._room.currentIndex() == 1
    assert not page.chips.isVisible()


def test_that_somebody_on_file_becomes_a_mentor_by_name_and_enter_and_it_can_be_taken_back(
    page: MentorsPage, desk: Desk, person: Any, opened_people: list[Any], qtbot: Qtbot
) -> None:
    zoe = person("Zoe Quinn")
    page.add_mentor()
    adding = panel(page, AddMentorPanel)
    QTest.keyClicks(adding.picker.field, "zoe")
    QTest.keyClick(adding.picker.field, Qt.Key.Key_Return)
    assert opened_people == [(zoe, FILE)]
    assert desk.ask(lambda: mentor_of(zoe)) is not None
    assert desk.notes[-1] == "They are on the list of mentors."
    desk.undo_latest()
    assert desk.ask(lambda: mentor_of(zoe)) is None


def test_that_somebody_who_serves_already_starts_as_active_with_a_word_of_why(
    page: MentorsPage, desk: Desk, person: Any
) -> None:
    zoe = person("Zoe Quinn")
    page.add_mentor()
    adding = panel(page, AddMentorPanel)
    adding.form.fill({"serves": True})
    QTest.keyClicks(adding.picker.field, "zoe")
    QTest.keyClick(adding.picker.field, Qt.Key.Key_Return)
    assert "Not everything on the list is done" in adding.form.row("why").problem()
    adding.form.fill({"why": "Here since 2019"})
    QTest.keyClick(adding.picker.field, Qt.Key.Key_Return)
    page.refresh()
    assert [(row.name, row.stage) for row in page.model.rows] == [("Zoe Quinn", "active")]
    assert desk.ask(lambda: mentor_of(zoe)) is not None


def test_that_somebody_with_the_hat_is_not_added_again(people: dict[str, int], page: MentorsPage) -> None:
    page.add_mentor()
    adding = panel(page, AddMentorPanel)
    adding._add(people["Ana Vega"])
    assert "already" in adding.form.row("serves").problem()


def test_that_a_match_is_found_by_chips_and_opens_the_file(
    desk: Desk, people: dict[str, int], page: MentorsPage, opened_people: list[Any]
) -> None:
    page.find_match()
    matching = panel(page, MatchPanel)
    matching.form.row("language").control.chip("spanish").click()  # type: ignore[attr-defined]
    (line,) = matching.people.lines()
    assert (line.name, line.below, [badge.text for badge in line.badges]) == ("Ana Vega", "Spanish", ["Fits all"])
    matching.form.row("lived").control.chip("veteran").click()  # type: ignore[attr-defined]
    assert matching.people.lines()[0].side == "not: Lived experience"
    matching.people.choose_current()
    assert opened_people == [(people["Ana Vega"], FILE)]


def test_that_what_a_credential_asks_is_changed_in_hours_and_taken_back(page: MentorsPage, desk: Desk) -> None:
    page.change_terms()
    terms = panel(page, TermsPanel)
    assert (terms.form.values()["months"], terms.form.values()["training_minutes"]) == (24, 20)
    terms.form.fill({"months": 12, "training_minutes": 10, "topic_ethics": 3})
    terms.form.submit()
    changed = desk.ask(terms_by_kind)["peer_certificate"]
    assert (changed.months, changed.training_minutes, changed.topics) == (12, 600, {"ethics": 180})
    desk.undo_latest()
    assert desk.ask(terms_by_kind)["peer_certificate"].months == 24


def test_that_whoever_may_only_look_is_offered_nothing_to_change(qtbot: Qtbot, desk: Desk, people: Any) -> None:
    desk.acting_as("supervisor")
    made = MentorsPage(desk)
    qtbot.addWidget(made)
    made.refresh()
    assert len(made.model.rows) == 2
    assert not made._may_keep


def test_that_letters_are_folded_for_searching() -> None:
    assert folded("Núñez ÁNA") == "nunez ana"


def test_that_ten_thousand_mentors_are_narrowed_within_a_blink(
    people: dict[str, int], page: MentorsPage, desk: Desk, benchmark_seconds: Any
) -> None:
    mentor = desk.ask(lambda: mentor_of(people["Ana Vega"]))
    desk.do(lambda: set_traits(mentor, "role", ("driver",)))
    page.refresh()
    page._rows = page._rows * 3_334
    assert benchmark_seconds(page._narrow) < 0.1
