"""Actions: noted, done, carried on and dropped, each with undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council.register.actions import (
    actions_of_meeting,
    add_action,
    all_actions,
    carry_action,
    change_action,
    open_actions,
    overdue_actions,
    put_back_action,
    set_action,
    take_back_action,
)
from rcc_council.register.rows import ActionWish

from rcc_desktop.api import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
TODAY = date(2026, 11, 21)


@pytest.fixture
def action(desk: Desk, council: Any) -> Callable[..., int]:
    """An action of the council, due on a day."""

    def made(words: str = "Ask about the van", due: date | None = None, **more: Any) -> int:
        wish = ActionWish(words, owner=council.members[0], due_on=due)
        row: int = desk.do(lambda: add_action(council.id, wish, desk.now(), **more))
        return row

    return made


def opened(desk: Desk, council: Any) -> tuple[Any, ...]:
    rows: tuple[Any, ...] = desk.ask(lambda: open_actions(council.id, TODAY))
    return rows


def test_that_what_is_due_first_stands_first_and_what_has_no_day_last(desk: Desk, council: Any, action: Any) -> None:
    action("Some day")
    action("In December", date(2026, 12, 1))
    action("Tomorrow", date(2026, 11, 22))
    assert [row.words for row in opened(desk, council)] == ["Tomorrow", "In December", "Some day"]
    assert opened(desk, council)[0].owner_name == "Anna Member"


def test_that_an_action_from_a_motion_counts_from_the_day_of_its_meeting(
    desk: Desk, council: Any, meet: Any, decide: Any, action: Any
) -> None:
    meeting = meet(council.id, date(2026, 11, 4))
    action(motion=decide(meeting, "Buy paint."))
    (row,) = desk.ask(lambda: actions_of_meeting(meeting, TODAY))
    assert (row.made_on, row.meeting) == (date(2026, 11, 4), meeting)


def test_that_done_leaves_the_list_and_undo_brings_it_back(desk: Desk, council: Any, action: Any) -> None:
    row = action(due=date(2026, 11, 22))
    before = desk.do(lambda: set_action(row, "done", desk.now(), note="At the store"))
    assert opened(desk, council) == ()
    (closed,) = desk.ask(lambda: all_actions(TODAY, closed=True))
    assert (closed.ended_on, closed.note, closed.state_words) == (TODAY, "At the store", "Done")
    desk.do(lambda: put_back_action(before))
    assert [(each.state, each.ended_on, each.note) for each in opened(desk, council)] == [("open", None, "")]


def test_that_what_is_carried_on_stays_open_with_its_new_day(desk: Desk, council: Any, action: Any) -> None:
    row = action(due=date(2026, 11, 21))
    before = desk.do(lambda: carry_action(row, date(2026, 11, 25)))
    assert [(each.state, each.due_on, each.is_overdue) for each in opened(desk, council)] == [
        ("carried", date(2026, 11, 25), False)
    ]
    desk.do(lambda: put_back_action(before))
    assert opened(desk, council)[0].due_on == date(2026, 11, 21)
    desk.do(lambda: set_action(row, "dropped", desk.now()))
    with pytest.raises(Problem):
        desk.do(lambda: carry_action(row, date(2026, 11, 25)))


def test_that_overdue_actions_of_every_body_are_listed_longest_first(
    desk: Desk, council: Any, clock: Any, meet: Any, action: Any
) -> None:
    meeting = meet(council.id, date(2026, 11, 1))
    action("A week late", date(2026, 11, 14), meeting=meeting)
    action("Two weeks late", date(2026, 11, 7), meeting=meeting)
    action("Today", TODAY, meeting=meeting)
    assert [row.words for row in desk.ask(lambda: overdue_actions(TODAY))] == ["Two weeks late", "A week late"]


def test_that_an_action_needs_words_and_a_day_after_it_was_made(desk: Desk, council: Any, action: Any) -> None:
    with pytest.raises(Problem) as problem:
        action("  ")
    assert problem.value.field == "words"
    with pytest.raises(Problem) as problem:
        action(due=date(2026, 11, 20))
    assert problem.value.field == "due_on"


def test_that_two_desks_do_not_overwrite_each_other(desk: Desk, council: Any, action: Any) -> None:
    row = action()
    wish = ActionWish("Ask about the bus", owner_name="A neighbor")
    desk.do(lambda: change_action(row, wish, expected=1))
    assert [(each.words, each.owner_name) for each in opened(desk, council)] == [("Ask about the bus", "A neighbor")]
    with pytest.raises(Problem) as problem:
        desk.do(lambda: change_action(row, wish, expected=1))
    assert problem.value.code == "changed_elsewhere"


def test_that_an_action_entered_by_mistake_is_taken_back(desk: Desk, council: Any, action: Any) -> None:
    row = action()
    desk.do(lambda: take_back_action(row))
    assert opened(desk, council) == ()
    with pytest.raises(Problem):
        desk.do(lambda: set_action(row, "done", desk.now()))


def test_that_what_came_up_in_executive_session_is_shown_only_to_those_who_may_see_it(
    desk: Desk, council: Any, meet: Any, decide: Any, action: Any
) -> None:
    motion = decide(meet(council.id, date(2026, 11, 4)), "Look into it.", item_sealed=True)
    row = action("Talk with the member", motion=motion)
    assert len(opened(desk, council)) == 1
    desk.acting_as("coordinator")
    assert opened(desk, council) == ()
    with pytest.raises(Problem) as problem:
        desk.do(lambda: set_action(row, "done", desk.now()))
    assert problem.value.code == "council.action_gone"
