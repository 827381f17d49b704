"""A motion that changes what was adopted before: found by its words, and carried to the addendum of minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from rcc_council.meetings.agenda import add_item
from rcc_council.meetings.rows import ItemWish
from rcc_council.meetings.service import add_meeting
from rcc_council.motions.reading import adopted_motions
from rcc_council.motions.records import Motion
from rcc_council.motions.service import move
from rcc_council.motions.voting import take_vote
from rcc_council.views.motion_panel import MotionPanel

from rcc_desktop.api.records import fetch

Town = Any
Press = Any
Open = Any


@pytest.fixture
def adopted(town: Town) -> tuple[int, int, int]:
    """Three motions of a meeting a week ago: on coffee and on the van adopted, on parking lost."""
    before = town.clock.now - timedelta(days=7)
    town_hall = town.do(add_meeting, town.body, before, before + timedelta(hours=1), town.clock.now, was_held=True)
    item = town.do(add_item, town_hall, ItemWish("What we buy", "topic", 10))
    made = []
    for words, votes in (("Coffee from 10 to 11.", (6, 1)), ("Buy a van.", (5, 2)), ("Paid parking.", (1, 6))):
        made.append(town.do(move, item, words, town.clock.now))
        town.do(take_vote, made[-1], "hands", town.clock.now, yes=votes[0], no=votes[1])
    return made[0], made[1], made[2]


@pytest.fixture
def form(open_page: Open, town: Town, press: Press, panel: Any, adopted: Any) -> Any:
    """The form of a new motion, with the keys in its words."""
    town.open()
    page = open_page()
    page.live.agenda.setFocus()
    press("m", "Coffee from 9 to 11.")
    return panel(page, MotionPanel).form


def offered(form: Any) -> list[str]:
    choice = form.row("rescinds").control
    return [choice.itemText(at) for at in range(choice.count())]


def test_that_only_what_was_adopted_can_be_changed_and_the_newest_stands_first(form: Any) -> None:
    assert not form.row("rescinds").isVisible()
    form.fill({"kind": "amend_adopted"})
    assert form.row("rescinds").isVisible()
    first, second = offered(form)
    assert first.endswith("M2 · Buy a van.")
    assert second.endswith("M1 · Coffee from 10 to 11.")


def test_that_a_word_finds_what_is_changed_and_the_motion_keeps_it(
    form: Any, town: Town, adopted: Any, desk: Any
) -> None:
    form.fill({"kind": "amend_adopted"})
    form.fill({"find_changed": "coffee"})
    assert form.values()["rescinds"] == adopted[0]
    form.submit()
    kept = desk.ask(lambda: fetch(Motion.select(Motion.rescinds).where(Motion.id == town.motion().id)))
    assert kept == [(adopted[0],)]
    assert (town.motion().kind, town.motion().threshold) == ("amend_adopted", "two_thirds_or_members")


def test_that_a_motion_of_another_kind_changes_nothing(form: Any, town: Town, desk: Any) -> None:
    form.fill({"kind": "amend_adopted"})
    form.fill({"find_changed": "coffee"})
    form.fill({"kind": "main"})
    form.submit()
    assert desk.ask(lambda: fetch(Motion.select(Motion.rescinds).where(Motion.id == town.motion().id))) == [(None,)]


def test_that_what_was_adopted_in_executive_session_is_offered_only_to_those_who_may_see_it(
    town: Town, adopted: Any, desk: Any
) -> None:
    item = town.do(add_item, town.meeting, ItemWish("Personnel", "topic", 10))
    town.open(item=None)
    sealed = town.do(move, item, "Hire Rosa.", town.clock.now, is_sealed=True)
    town.do(take_vote, sealed, "hands", town.clock.now, yes=6, no=0)
    seen = desk.ask(lambda: adopted_motions(town.body, town.clock.now))
    assert [each.id for each in seen] == [sealed, adopted[1], adopted[0]]
    desk.acting_as("coordinator")
    seen = desk.ask(lambda: adopted_motions(town.body, town.clock.now))
    assert [each.id for each in seen] == [adopted[1], adopted[0]]
