"""Pairs through the pages: paired, in touch, ended and undone by the keys; who is here is told without a name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rcc_checkin.door import door_of
from rcc_checkin.service import check_in
from rcc_mentors.people import pairings, pairs
from rcc_mentors.people.records import Mentor, MentorTrait
from rcc_mentors.views.beside_tab import BesideTab
from rcc_mentors.views.my_people_page import MyPeoplePage
from rcc_mentors.views.pairing_forms import AskPanel, ContactPanel, EndPanel
from rcc_mentors.views.pairing_panel import PairingPanel
from rcc_mentors.views.pairings_page import ENDED_BEFORE, HERE, QUIET, PairingsPage
from rcc_mentors.views.supervision_page import SupervisionPage

from rcc_desktop.api import needs
from rcc_desktop.api.records import StaffMember, StaffRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.ui import PageWidget

Desk = Any
TODAY = date(2026, 11, 21)


@needs("testing")
def _hat(person: int, **brings: str) -> int:
    mentor = Mentor.add(person=person, stage="active", stage_on=TODAY, applied_on=TODAY, active_on=TODAY)
    for kind, code in brings.items():
        MentorTrait.add(mentor=mentor, kind=kind, code=code)
    return mentor


@pytest.fixture
def nia(desk: Desk, person: Callable[..., int]) -> int:
    """A mentor who speaks Spanish."""
    who = person("Nia Brooks")
    row: int = desk.do(lambda: _hat(who, language="spanish"))
    return row


@pytest.fixture
def maria(person: Callable[..., int]) -> int:
    """A visitor."""
    return person("Maria Nuñez")


@pytest.fixture
def opened(desk: Desk, qtbot: Any) -> Callable[[PageWidget], Any]:
    """Show a page as the window does."""

    def show(page: PageWidget) -> PageWidget:
        qtbot.addWidget(page)
        page.resize(1300, 800)
        page.refresh()
        page.show()
        return page

    return show


def pair_up(desk: Desk, mentor: int, person: int) -> int:
    row: int = desk.do(lambda: pairings.pair(mentor, person, desk.now(), 4))
    return row


def comes_in(desk: Desk, person: int) -> None:
    desk.do(lambda: check_in(person, door_of(desk), desk.now()))


def test_that_an_empty_page_says_what_to_do_first(desk: Desk, opened: Callable[..., Any]) -> None:
    page = opened(PairingsPage(desk))
    assert page.table._empty == ("Nobody is paired yet", "Press Pair… to find a mentor for somebody.")
    assert page.waiting._empty[0] == "Nobody waits for a mentor"
    assert page.here.isHidden()


def test_that_somebody_who_asks_is_paired_from_the_list_and_back(
    desk: Desk, opened: Callable[..., Any], nia: int, maria: int
) -> None:
    desk.do(lambda: pairings.ask_for_mentor(maria, {"language": ("spanish",)}, desk.now()))
    page = opened(PairingsPage(desk))
    assert [page.waiting_model.columns[at].text(page.waiting_model.rows[0]) for at in (0, 2)] == [
        "Maria Nuñez",
        "Spanish",
    ]
    page.waiting.activated_row.emit(page.waiting_model.rows[0])
    panel = page.panel
    assert isinstance(panel, PairingPanel)
    assert [panel.model.columns[1].text(row) for row in panel.model.rows] == ["Spanish"]
    panel.yes.click()
    assert desk.notes[-1] == "Nia Brooks walks beside Maria Nuñez from today."
    assert [(row.mentor, row.person) for row in page.model.rows] == [(nia, maria)]
    assert page.waiting_model.rows == []
    desk.undo_latest()
    page.refresh()
    assert (page.model.rows, len(page.waiting_model.rows)) == ([], 1)


def test_that_rather_not_is_kept_in_the_panel_and_a_reason_goes_on_all_the_same(
    desk: Desk, opened: Callable[..., Any], nia: int, maria: int
) -> None:
    page = opened(PairingsPage(desk))
    page._pair_with(None)
    panel = page.panel
    panel.picker.field.setText("Maria")
    panel._find("Maria")
    panel.picker.people.choose_current()
    panel.form.fill({"person": -1})
    panel._keep_wishes()
    assert "would rather not have this mentor" in panel.model.columns[3].text(panel.model.rows[0])
    panel.yes.click()
    assert "would rather not" in panel.form.row("why").problem()
    panel.form.fill({"why": "They talked it over"})
    panel.yes.click()
    assert [row.note for row in page.model.rows] == ["They talked it over"]


def test_that_enter_notes_a_contact_of_the_pair_and_undo_takes_it_back(
    desk: Desk, opened: Callable[..., Any], nia: int, maria: int
) -> None:
    pair_up(desk, nia, maria)
    page = opened(PairingsPage(desk))
    page.table.selectRow(0)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    panel = page.panel
    assert isinstance(panel, ContactPanel)
    assert set(panel.form.values()) == {"on_day", "how", "minutes"}, "and nothing of what was said"
    panel.form.fill({"how": "phone", "minutes": 20})
    panel.form.submit()
    assert [(row.contacts, row.last_contact) for row in page.model.rows] == [(1, TODAY)]
    assert "Maria" not in desk.notes[-1]
    desk.undo_latest()
    page.refresh()
    assert [row.contacts for row in page.model.rows] == [0]


def test_that_delete_ends_a_pair_with_why_and_it_goes_on_in_the_history(
    desk: Desk, opened: Callable[..., Any], nia: int, maria: int
) -> None:
    pair_up(desk, nia, maria)
    page = opened(PairingsPage(desk))
    page.table.selectRow(0)
    page._end_current()
    panel = page.panel
    assert isinstance(panel, EndPanel)
    assert not panel.form.submit(), "it is not ended without a reason"
    panel.form.fill({"why": "goals_met"})
    panel.form.submit()
    assert page.model.rows == []
    page.which.choose([ENDED_BEFORE])
    page.refresh()
    (row,) = page.model.rows
    assert page.model.columns[5].text(row).endswith(": They are where they wanted to be")
    desk.undo_latest()
    page.refresh()
    assert page.model.rows == []


def test_that_quiet_pairs_and_those_who_came_in_are_a_choice_away(
    desk: Desk, opened: Callable[..., Any], nia: int, maria: int, person: Callable[..., int], clock: Any
) -> None:
    bo = person("Bo Ruiz")
    pair_up(desk, nia, maria)
    clock.advance(days=30)
    clock.at(10)
    pair_up(desk, nia, bo)
    comes_in(desk, bo)
    page = opened(PairingsPage(desk))
    page.which.choose([QUIET])
    page.refresh()
    assert [page.model.columns[5].text(row) for row in page.model.rows] == ["No contact for 30 days"]
    page.which.choose([HERE])
    page.refresh()
    assert [row.person_name for row in page.model.rows] == ["Bo Ruiz"]
    assert not page.here.isHidden()


def test_that_somebody_is_put_on_the_list_with_what_they_would_like_and_off_again(
    desk: Desk, opened: Callable[..., Any], maria: int
) -> None:
    page = opened(PairingsPage(desk))
    page.ask_for_mentor()
    panel = page.panel
    assert isinstance(panel, AskPanel)
    panel.form.submit()
    assert "Nobody is chosen yet" in panel.form.row("language").problem()
    panel.picker.field.setText("Maria")
    panel._find("Maria")
    panel.picker.people.choose_current()
    panel.form.fill({"lived": ("parent",)})
    panel.form.submit()
    assert [(row.person, row.wanted) for row in page.waiting_model.rows] == [(maria, (("lived", "parent"),))]
    page._want_none(page.waiting_model.rows[0])
    assert page.waiting_model.rows == []
    desk.undo_latest()
    page.refresh()
    assert len(page.waiting_model.rows) == 1


@pytest.fixture
def signed_in(desk: Desk, nia: int) -> int:
    """Nia at the desk."""

    @needs("testing")
    def link() -> None:
        StaffMember.change(desk.session.actor.staff, person=Mentor.get_by_id(nia).person)

    desk.do(link)
    return nia


def test_that_a_mentor_is_told_once_and_without_a_name_that_somebody_came(
    desk: Desk, opened: Callable[..., Any], signed_in: int, maria: int
) -> None:
    pair_up(desk, signed_in, maria)
    desk.acting_as("peer_mentor")
    page = opened(MyPeoplePage(desk))
    assert [line.name for line in page.people.lines()] == ["Maria Nuñez"]
    assert (page.here.isHidden(), desk.notes) == (True, [])
    desk.acting_as("front_desk")
    comes_in(desk, maria)
    desk.acting_as("peer_mentor")
    page.refresh()
    page.refresh()
    assert desk.notes == ["Somebody you walk beside is here."]
    assert [badge.text for badge in page.people.lines()[0].badges] == ["Here today"]
    assert "Maria" not in page.windowTitle()


def test_that_a_mentor_notes_a_contact_of_their_own(
    desk: Desk, opened: Callable[..., Any], signed_in: int, maria: int
) -> None:
    pair_up(desk, signed_in, maria)
    desk.acting_as("peer_mentor")
    page = opened(MyPeoplePage(desk))
    page.people.choose_current()
    page.panel.form.submit()
    assert [row.contacts for row in desk.ask(lambda: pairs.my_pairs(TODAY))] == [1]
    desk.undo_latest()
    assert [row.contacts for row in desk.ask(lambda: pairs.my_pairs(TODAY))] == [0]


def test_that_the_page_hears_of_an_arrival_by_the_people_it_touched(desk: Desk) -> None:
    pages = {page.key: page for answer in desk.session.pages() for page in answer.value}
    for key in ("mentors.pairings", "mentors.mine_pairs", "mentors.mine"):
        assert pages[key].people
        assert not any(table.startswith("checkin") for table in pages[key].watches)


def test_that_the_tab_tells_who_walks_beside_somebody(
    desk: Desk, opened: Callable[..., Any], nia: int, maria: int
) -> None:
    pair_up(desk, nia, maria)
    page = opened(BesideTab(desk, maria))
    assert [row.mentor_name for row in page.model.rows] == ["Nia Brooks"]


def test_that_a_supervisor_is_given_to_the_chosen_mentors_and_taken_back(
    desk: Desk, opened: Callable[..., Any], nia: int
) -> None:
    @needs("testing")
    def employ() -> int:
        member = StaffMember.add(login="grace", name="Grace Lin")
        StaffRole.add(member=member, role="supervisor")
        return member

    grace = desk.do(employ)
    page = opened(SupervisionPage(desk))
    page.whose.set_value(0)
    page.refresh()
    assert [(row.name, row.supervisor) for row in page.model.rows] == [("Nia Brooks", None)]
    page.table.selectRow(0)
    page.next.set_value(grace)
    page.give.click()
    assert [row.supervisor_name for row in page.model.rows] == ["Grace Lin"]
    desk.undo_latest()
    page.refresh()
    assert [row.supervisor for row in page.model.rows] == [None]
