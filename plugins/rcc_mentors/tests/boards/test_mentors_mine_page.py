"""My shifts: what mentors see and say for themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from rcc_checkin.door import door_of
from rcc_checkin.service import check_in
from rcc_mentors.people.pairings import pair
from rcc_mentors.shifts.booking import mark
from rcc_mentors.shifts.mine import come_after_all, my_absences, my_swaps, my_times
from rcc_mentors.shifts.times import Free, Taste
from rcc_mentors.views.mine_page import MinePage
from rcc_mentors.views.swap_panel import SwapPanel

from rcc_desktop.api import Actor, Problem, needs
from rcc_desktop.api.records import Person, StaffMember
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

Town = Any
Desk = Any
TUESDAY = date(2026, 11, 17)


@needs("testing")
def _be(name: str) -> None:
    person = Person.get(Person.shown_name == name)
    StaffMember.update(person=person).where(StaffMember.id == 1).execute()


def buttons(page: QWidget, text: str) -> list[QPushButton]:
    return [b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(page)]


@pytest.fixture
def page(qtbot: Any, town: Town, desk: Desk) -> Iterator[MinePage]:
    """Aisha's page: she is booked on Tuesday at nine and offered Tuesday at two."""
    town.book(town.shift(TUESDAY, 9, 2), "Aisha")
    town.book(town.shift(TUESDAY, 14, 2), "Aisha", state="offered")
    desk.do(lambda: _be("Aisha Khan"))
    desk.acting_as("peer_mentor")
    made = MinePage(desk)
    qtbot.addWidget(made)
    made.refresh()
    made.resize(1200, 800)
    made.show()
    yield made
    made.hide()


def test_that_an_offer_is_answered_with_yes(page: MinePage, town: Town, desk: Desk) -> None:
    buttons(page, "Yes, I take it")[0].click()
    assert town.row(2).covered == 1
    assert desk.notes[-1] == "Thank you. Front desk, Tuesday, November 17, 2 pm to 4 pm, is yours."
    assert page.offers.isHidden()


def test_that_an_offer_is_answered_with_no(page: MinePage, town: Town) -> None:
    buttons(page, "No")[0].click()
    assert town.who(2) == []
    assert page.offers.isHidden()


def test_that_a_mentor_without_shifts_is_sent_to_their_coordinator_for_one(page: MinePage) -> None:
    buttons(page, "I cannot come")[0].click()
    said = [label.text() for label in page.shifts.findChildren(QLabel)]
    assert "Nothing in the next weeks. If you would like a shift, tell your coordinator." in said


def test_that_calling_off_opens_the_hole(page: MinePage, town: Town, desk: Desk) -> None:
    buttons(page, "I cannot come")[0].click()
    assert town.row(1).missing == 1
    assert desk.notes[-1] == "Front desk, Tuesday, November 17, 9 am to 11 am, is called off."


def test_that_a_late_call_off_says_that_it_is_late(page: MinePage, clock: Any, desk: Desk) -> None:
    clock.set(datetime(2026, 11, 17, 7, 0, tzinfo=ZONE))
    buttons(page, "I cannot come")[0].click()
    assert desk.notes[-1].endswith("It is soon: the coordinator sees it on the call list.")


def test_that_a_mentor_takes_back_that_they_called_off(page: MinePage, town: Town, desk: Desk) -> None:
    buttons(page, "I cannot come")[0].click()
    assert town.who(1) == []
    desk.undo_latest()
    assert town.who(1) == ["Aisha Khan"]


def test_that_a_mentor_does_not_come_back_into_a_place_that_is_taken(page: MinePage, town: Town, desk: Desk) -> None:
    buttons(page, "I cannot come")[0].click()
    desk.acting_as("coordinator")
    town.book(1, "Bo")
    desk.acting_as("peer_mentor")
    desk.undo_latest()
    assert (town.who(1), len(desk.problems)) == (["Bo Ruiz"], 1)


def test_that_a_mentor_puts_back_only_what_they_called_off_themselves(town: Town, desk: Desk) -> None:
    booked = town.book(town.shift(TUESDAY, 9, 2), "Aisha")
    desk.do(lambda: mark(booked, "excused", desk.now()))
    desk.do(lambda: _be("Aisha Khan"))
    desk.acting_as("peer_mentor")
    with pytest.raises(Problem):
        desk.do(lambda: come_after_all(booked, desk.now()))
    assert town.who(1) == []


def test_that_an_absence_is_taken_back_with_what_it_freed(page: MinePage, town: Town, desk: Desk) -> None:
    page.away.form.fill({"starts": TUESDAY})
    page.away.form.submit()
    desk.undo_latest()
    assert (town.who(1), town.who(2)) == (["Aisha Khan"], ["Aisha Khan"])
    assert desk.ask(lambda: my_absences(desk.now())) == ()


def test_that_an_absence_gets_other_days_and_its_old_ones_back(
    page: MinePage, town: Town, desk: Desk, qtbot: Any
) -> None:
    page.away.form.fill({"starts": date(2026, 11, 18), "why": "Family"})
    page.away.form.submit()
    assert town.who(1) == ["Aisha Khan"]
    qtbot.waitUntil(lambda: bool(buttons(page, "Change")))
    buttons(page, "Change")[0].click()
    given = page.away.form.values()
    assert (given["starts"], given["ends"], given["why"]) == (date(2026, 11, 18), date(2026, 11, 18), "Family")
    assert (given["from_time"], given["until_time"]) == (None, None)
    page.away.form.fill({"starts": TUESDAY})
    page.away.form.submit()
    (absence,) = desk.ask(lambda: my_absences(desk.now()))
    assert (absence.starts.date(), absence.ends) == (TUESDAY, datetime(2026, 11, 19, tzinfo=ZONE))
    assert town.who(1) == []
    desk.undo_latest()
    (absence,) = desk.ask(lambda: my_absences(desk.now()))
    assert (absence.starts.date(), town.who(1)) == (date(2026, 11, 18), ["Aisha Khan"])


def test_that_a_swap_is_asked_for_and_waits_until_the_other_says_yes(
    page: MinePage, town: Town, desk: Desk, qtbot: Any
) -> None:
    buttons(page, "Swap…")[0].click()
    (panel,) = page.window().findChildren(SwapPanel)
    panel.picker.people.choose_current()
    assert len(buttons(page, "Take it back")) == 1
    assert town.who(1) == ["Aisha Khan"]
    taker = desk.ask(lambda: my_swaps(desk.now()))[0].taker_name
    desk.session.sign_in(Actor(desk.session.actor.staff, frozenset({"testing"})))
    desk.do(lambda: _be(taker))
    desk.acting_as("peer_mentor")
    page.refresh()
    qtbot.waitUntil(lambda: bool(buttons(page, "Yes, swap")))
    buttons(page, "Yes, swap")[0].click()
    assert town.who(1) == [taker]
    assert page.swaps.isHidden()


def test_that_somebody_who_comes_in_is_told_of_here_too_once_and_without_a_name(
    page: MinePage, town: Town, desk: Desk, person: Any
) -> None:
    rosa = person("Rosa Quill")
    desk.acting_as("director", "coordinator")
    desk.do(lambda: pair(town.mentors["Aisha"], rosa, desk.now(), 4))
    desk.acting_as("peer_mentor")
    page.refresh()
    assert page.here.isHidden()
    desk.acting_as("front_desk")
    desk.do(lambda: check_in(rosa, door_of(desk), desk.now()))
    desk.acting_as("peer_mentor")
    page.refresh()
    page.refresh()
    assert desk.notes == ["Somebody you walk beside is here."]
    assert page.here.isVisible()


def test_that_a_liked_part_of_the_day_is_kept_beside_all_else(page: MinePage, desk: Desk) -> None:
    page.times.form.fill({"best": ["evening"], "likes": ["meeting"]})
    page.times.form.submit()
    assert set(desk.ask(my_times).tastes) == {Taste(1, None, 17 * 60, 24 * 60), Taste(1, role="meeting")}
    page.times.form.fill({"best": []})
    page.times.form.submit()
    assert set(desk.ask(my_times).tastes) == {Taste(1, role="meeting")}


def test_that_an_absence_frees_what_is_in_it_and_says_so(page: MinePage, town: Town, desk: Desk) -> None:
    page.away.form.fill({"starts": TUESDAY, "why": "Family"})
    page.away.form.submit()
    assert town.who(1) == []
    assert "2 shifts are free again" in desk.notes[-1]
    assert buttons(page, "I cannot come") == []


def test_that_times_are_typed_by_weekday_and_kept(page: MinePage, desk: Desk) -> None:
    page.times.form.fill({"free_2": "9 am to 1 pm, 5 pm to 8 pm", "likes": ["meeting"], "days": [7]})
    page.times.form.submit()
    times = desk.ask(my_times)
    assert times.free == (Free(2, 540, 780), Free(2, 1020, 1200))
    assert set(times.tastes) == {Taste(1, role="meeting"), Taste(-1, weekday=7)}


def test_that_hours_that_cannot_be_read_are_said_beside_their_day_and_stay(page: MinePage, desk: Desk) -> None:
    page.times.form.fill({"free_3": "mornings"})
    page.times.form.submit()
    assert page.times.form.row("free_3").problem() == "Type the hours like 9 am to 1 pm."
    assert page.times.form.values()["free_3"] == "mornings"
    assert desk.ask(my_times).free == ()


def test_that_somebody_without_the_hat_is_told_what_to_do(qtbot: Any, town: Town, desk: Desk) -> None:
    desk.acting_as("peer_mentor")
    made = MinePage(desk)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    assert made._banner.isVisible()
    made.hide()
