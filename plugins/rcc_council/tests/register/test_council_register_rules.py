"""What is late, how long answers take, and how words are found."""

from __future__ import annotations

from datetime import date

import pytest
from rcc_council.register.rules import (
    answer_due,
    has_all,
    in_a_row,
    in_time,
    is_overdue,
    median_days,
    standing,
    terms_of,
)

MADE = date(2026, 3, 4)


def test_that_an_answer_is_due_thirty_days_after() -> None:
    assert answer_due(MADE, 30) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        ("open", date(2026, 3, 3), True),
        ("open", MADE, False),  # its last day is still good
        ("carried", date(2026, 3, 3), True),
        ("done", date(2026, 3, 3), False),
        ("open", None, False),
    ],
)
def test_that_what_is_open_after_its_last_day_is_overdue(state: str, due: date | None, late: bool) -> None:
    assert is_overdue(state, due, MADE) is late


@pytest.mark.parametrize(
    ("answer", "done", "today", "stands"),
    [
        ("", None, date(2026, 4, 3), "waiting"),
        ("", None, date(2026, 4, 4), "late"),
        ("more_time", None, date(2026, 4, 4), "late"),  # asking for time buys none
        ("accepted", None, date(2026, 4, 4), "answered"),
        ("accepted", date(2026, 4, 2), date(2026, 4, 4), "done"),
        ("declined", None, date(2026, 4, 4), "turned_down"),
    ],
)
def test_where_a_recommendation_stands(answer: str, done: date | None, today: date, stands: str) -> None:
    assert standing(answer, date(2026, 4, 3), done, today) == stands


def test_that_an_answer_on_the_day_it_is_due_is_in_time() -> None:
    assert in_time(date(2026, 4, 3), date(2026, 4, 3))
    assert not in_time(date(2026, 4, 4), date(2026, 4, 3))
    assert in_time(date(2030, 1, 1), None)


def test_that_half_the_answers_took_no_longer_than_the_median() -> None:
    assert median_days([12, 41, 33]) == 33
    assert median_days([12, 41]) == 26.5
    assert median_days([]) is None


def test_that_a_streak_ends_at_the_first_meeting_missed() -> None:
    assert in_a_row([True, True, False, True]) == 2
    assert in_a_row([False, True]) == 0
    assert in_a_row([]) == 0


def test_that_words_are_found_whatever_their_accents_and_capitals() -> None:
    assert has_all(terms_of("NUNEZ bus"), "Buses for Ana Nuñez")
    assert has_all(terms_of("núñez"), "Ana NUNEZ")
    assert not has_all(terms_of("bus train"), "Buses")
    assert has_all(terms_of("  "), "anything")
