"""Recommendations: made, answered, done, and how long it took."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_council.register.recommendations import (
    all_recommendations,
    answer,
    put_back_answer,
    recommend,
    response_times,
    set_done,
    take_back_recommendation,
    waiting,
)

from rcc_desktop.api import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
Clock = Any
TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def asked(desk: Desk, council: Any, meet: Any, decide: Any) -> Callable[..., int]:
    """A recommendation the council made on a day by a motion it adopted."""

    def made(day: date, words: str = "Buy bus passes.", **more: Any) -> int:
        motion = decide(meet(council.id, day), words)
        to = {"to_whom": "The organization"} | more
        row: int = desk.do(lambda: recommend(council.id, "", desk.now(), motion=motion, answer_days=30, **to))
        return row

    return made


def one(desk: Desk, recommendation: int) -> Any:
    return next(row for row in desk.ask(lambda: all_recommendations(TODAY)) if row.id == recommendation)


def test_that_it_takes_words_day_and_due_day_from_its_motion(desk: Desk, asked: Any) -> None:
    row = one(desk, asked(date(2026, 11, 4)))
    assert (row.words, row.made_on, row.answer_due) == ("Buy bus passes.", date(2026, 11, 4), date(2026, 12, 4))
    assert (row.stands, row.waited, row.number) == ("waiting", 17, "M1")


def test_that_nothing_is_recommended_that_was_lost(desk: Desk, council: Any, meet: Any, decide: Any) -> None:
    motion = decide(meet(council.id, TODAY), "Buy bus passes.", "lost")
    with pytest.raises(Problem):
        desk.do(lambda: recommend(council.id, "", desk.now(), to_whom="X", motion=motion, answer_days=30))


def test_that_what_waits_longest_stands_first_and_the_board_sees_what_it_owes(
    desk: Desk, asked: Any, board: int
) -> None:
    second = asked(date(2026, 11, 4))
    first = asked(date(2026, 10, 7), to_body=board)
    answered = asked(date(2026, 9, 2))
    desk.do(lambda: answer(answered, "accepted", "", date(2026, 9, 20), desk.now()))
    assert [row.id for row in desk.ask(lambda: all_recommendations(TODAY))] == [first, second, answered]
    assert [row.id for row in desk.ask(lambda: waiting(TODAY))] == [first, second]
    owed = desk.ask(lambda: waiting(TODAY, to_body=board))
    assert [(row.id, row.to_whom, row.stands) for row in owed] == [(first, "Advisory Board", "late")]


def test_that_only_those_who_may_answer_answer(desk: Desk, asked: Any) -> None:
    row = asked(date(2026, 11, 4))
    desk.acting_as("council_secretary")
    with pytest.raises(Problem) as problem:
        desk.do(lambda: answer(row, "accepted", "", TODAY, desk.now()))
    assert problem.value.code == "permission"
    desk.acting_as("director")
    desk.do(lambda: answer(row, "accepted", "", TODAY, desk.now()))
    assert one(desk, row).stands == "answered"


def test_that_everything_but_a_plain_yes_needs_words(desk: Desk, asked: Any) -> None:
    row = asked(date(2026, 11, 4))
    for kind in ("in_part", "declined"):
        with pytest.raises(Problem) as problem:
            desk.do(lambda kind=kind: answer(row, kind, " ", TODAY, desk.now()))
        assert problem.value.field == "said"
    with pytest.raises(Problem) as problem:
        desk.do(lambda: answer(row, "more_time", "We ask for prices.", TODAY, desk.now()))
    assert problem.value.field == "by"


def test_that_an_answer_lies_between_the_recommendation_and_today(desk: Desk, asked: Any) -> None:
    row = asked(date(2026, 11, 4))
    for day in (date(2026, 11, 3), date(2026, 11, 22)):
        with pytest.raises(Problem) as problem:
            desk.do(lambda day=day: answer(row, "accepted", "", day, desk.now()))
        assert problem.value.field == "on_day"


def test_that_asking_for_more_time_is_no_answer_and_buys_none(desk: Desk, asked: Any) -> None:
    row = asked(date(2026, 10, 7))
    desk.do(lambda: answer(row, "more_time", "Prices.", date(2026, 10, 20), desk.now(), by=date(2026, 12, 1)))
    stands = one(desk, row)
    assert (stands.stands, stands.answered_on, stands.promised) == ("late", None, date(2026, 12, 1))
    desk.do(lambda: answer(row, "accepted", "", TODAY, desk.now()))
    times = desk.ask(lambda: response_times(*YEAR, TODAY))
    assert (times.answered, times.in_time) == (1, 0)  # due on November 6


def test_that_an_answer_and_a_deed_are_undone(desk: Desk, asked: Any) -> None:
    row = asked(date(2026, 11, 4))
    before = desk.do(lambda: answer(row, "accepted", "Yes.", TODAY, desk.now(), by=date(2026, 12, 1)))
    done = desk.do(lambda: set_done(row, TODAY, desk.now()))
    assert one(desk, row).stands == "done"
    desk.do(lambda: put_back_answer(done))
    assert (one(desk, row).stands, one(desk, row).answer_words) == ("answered", "Yes.")
    desk.do(lambda: put_back_answer(before))
    assert (one(desk, row).stands, one(desk, row).promised) == ("waiting", None)
    with pytest.raises(Problem):
        desk.do(lambda: set_done(row, TODAY, desk.now()))


def test_that_what_was_answered_is_never_removed(desk: Desk, asked: Any) -> None:
    row = asked(date(2026, 11, 4))
    desk.do(lambda: answer(row, "declined", "No money.", TODAY, desk.now()))
    with pytest.raises(Problem):
        desk.do(lambda: take_back_recommendation(row))
    mistake = asked(date(2026, 11, 11))
    desk.do(lambda: take_back_recommendation(mistake))
    assert [each.id for each in desk.ask(lambda: all_recommendations(TODAY))] == [row]


def test_that_response_times_are_told_as_a_median_and_how_many_were_in_time(desk: Desk, asked: Any) -> None:
    for made, answered in (
        (date(2026, 9, 2), date(2026, 9, 14)),  # after 12 days
        (date(2026, 9, 9), date(2026, 10, 20)),  # after 41 days: late
        (date(2026, 9, 16), date(2026, 10, 16)),  # after 30 days: in time
    ):
        row = asked(made)
        desk.do(lambda row=row, day=answered: answer(row, "accepted", "", day, desk.now()))
    asked(date(2026, 10, 7))  # late
    asked(date(2026, 11, 18))  # waits
    times = desk.ask(lambda: response_times(*YEAR, TODAY))
    assert (times.made, times.answered, times.in_time, times.median_days) == (5, 3, 2, 30)
    assert (times.waiting, times.late, times.done) == (2, 1, 0)


def test_that_a_recommendation_of_executive_session_is_told_only_to_those_who_may_see_it(
    desk: Desk, council: Any, meet: Any, decide: Any
) -> None:
    motion = decide(meet(council.id, date(2026, 11, 4)), "Look into it.", is_sealed=True)
    desk.do(lambda: recommend(council.id, "", desk.now(), to_whom="The director", motion=motion, answer_days=30))
    assert len(desk.ask(lambda: all_recommendations(TODAY))) == 1
    desk.acting_as("coordinator")
    assert desk.ask(lambda: all_recommendations(TODAY)) == ()
