"""What a body is made of, told so that nobody's answer can be worked out; its standards (rules.md 5.2, 7 and 9)."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rcc_council.bodies.hiding import told_of, told_parts
from rcc_council.bodies.makeup import declare, declared_of, makeup
from rcc_council.bodies.seats import add_seat, begin_term

if TYPE_CHECKING:
    from collections.abc import Mapping

SINCE = date(2026, 1, 1)
DAY = date(2026, 3, 4)


def made_of(body: Any) -> Any:
    return body.desk.ask(lambda: makeup(body.body, DAY))


def say(body: Any, question: str, *answers: str) -> None:
    """The first members answer, one each."""
    for person, answer in zip(body.people, answers, strict=False):
        body.do(declare, person, question, [answer])


def told(row: Any, key: str) -> dict[str, int | None]:
    question = next(each for each in row.questions if each.key == key)
    return {**{each.code: each.count for each in question.shares}, "": question.not_said}


@pytest.mark.parametrize(("in_recovery", "members", "passes"), [(5, 10, False), (6, 11, True)])
def test_that_more_than_half_must_be_in_recovery(council: Any, in_recovery: int, members: int, passes: bool) -> None:
    body = council(members)
    say(body, "recovery", *["yes"] * in_recovery)
    row = made_of(body)
    assert row.is_majority_in_recovery is passes
    assert told(row, "recovery") == {"yes": in_recovery, "no": 0, "": members - in_recovery}
    assert row.recovery_words.startswith(f"{in_recovery} of {members} members")


def test_that_the_share_of_consumers_is_that_of_their_seats(council: Any, person: Any) -> None:
    """Indicator A4: 7 of 9 are 77.8 %."""
    body = council(7)
    for kind in ("professional", "community"):
        seat = body.do(add_seat, body.body, kind, SINCE)
        body.do(begin_term, seat, person(f"Pat {kind.title()}"), SINCE)
    row = made_of(body)
    assert (row.consumers, row.members, f"{row.consumer_share:.1%}") == (7, 9, "77.8%")


def test_that_an_alternate_is_no_part_of_the_make_up(council: Any, person: Any) -> None:
    body = council(3)
    seat = body.do(add_seat, body.body, "peer", SINCE, alternate_for=body.seats[0])
    body.do(begin_term, seat, person("Rosa Alternate"), SINCE)
    assert made_of(body).members == 3


def test_that_a_small_group_is_hidden_with_one_from_which_it_could_be_told(council: Any) -> None:
    """Of eleven, 1 is long in recovery; hiding it alone, 11 - 6 - 4 = 1 tells it: the 4 goes as well."""
    body = council(11)
    say(body, "stage", *["steady"] * 6, *["early"] * 4, "long")
    assert told(made_of(body), "stage") == {"thinking": 0, "early": None, "steady": 6, "long": None, "": 0}


def test_that_among_several_answers_neither_few_nor_all_but_few_are_told(council: Any) -> None:
    """All eight answered: 7 chose the first (1 did not), 4 the second, 2 the third, nobody the others."""
    body = council(8)
    for at, person in enumerate(body.people):
        codes = [*(["mutual_aid"] if at else []), *(["faith"] if at < 4 else []), *(["smart"] if at > 5 else [])]
        body.do(declare, person, "pathway", codes)
    row = told(made_of(body), "pathway")
    assert (row["mutual_aid"], row["faith"], row["smart"], row["medication"], row[""]) == (None, 4, None, 0, 0)


def test_that_too_few_members_are_not_judged(council: Any) -> None:
    body = council(2)
    say(body, "recovery", "yes", "yes")
    row = made_of(body)
    assert (row.is_majority_in_recovery, row.recovery_words) == (None, "Too few members to say.")
    assert set(told(row, "recovery").values()) == {None}


def test_that_nobody_has_to_say_anything_and_may_take_it_back(council: Any, desk: Any) -> None:
    body = council(4)
    body.do(declare, body.people[0], "culture", ["black", "veteran"])
    assert desk.ask(lambda: declared_of(body.people[0])) == {"culture": ("black", "veteran")}
    body.do(declare, body.people[0], "culture", [])
    assert desk.ask(lambda: declared_of(body.people[0])) == {}
    assert told(made_of(body), "recovery") == {"yes": 0, "no": 0, "": 4}


@pytest.mark.parametrize(("question", "codes"), [("stage", ["early", "long"]), ("gender", ["unheard of"])])
def test_that_an_answer_that_cannot_be_is_refused(council: Any, question: str, codes: list[str]) -> None:
    body = council(1)
    with pytest.raises(ValueError, match=question):
        body.do(declare, body.people[0], question, codes)


def all_that_may_be(shown: Mapping[str, int | None], total: int) -> list[tuple[int, ...]]:
    """Every way the hidden counts could be, to somebody who knows the total and the shown ones.

    Where only some are hidden, none of those is zero: zeros would have been shown.
    """
    hidden = [key for key, count in shown.items() if count is None]
    least = 0 if len(hidden) == len(shown) else 1
    left = total - sum(count for count in shown.values() if count is not None)
    ways = product(range(least, left + 1), repeat=len(hidden))
    return [way for way in ways if sum(way) == left]


COUNTS = some.lists(some.integers(0, 6), min_size=2, max_size=4)


@given(COUNTS, some.integers(2, 4))
def test_that_no_hidden_count_can_be_worked_out_or_known_to_be_small(counts: list[int], hide_below: int) -> None:
    parts = {str(at): count for at, count in enumerate(counts)}
    shown = told_parts(parts, hide_below)
    assert all(count is None or count == parts[key] for key, count in shown.items())
    assert all(count is None or count == 0 or count >= hide_below for count in shown.values())
    if None in shown.values() and sum(counts) >= hide_below:
        ways = all_that_may_be(shown, sum(counts))
        for column in zip(*ways, strict=True):
            assert len(set(column)) > 1
            assert max(column) >= hide_below


@given(some.integers(0, 12), some.integers(0, 12), some.integers(1, 4))
def test_that_of_a_known_number_neither_few_nor_all_but_few_are_told(count: int, more: int, hide_below: int) -> None:
    shown = told_of(count, count + more, hide_below)
    assert (shown is None) == (count in range(1, hide_below) or more in range(1, hide_below))
    assert shown in (None, count)
