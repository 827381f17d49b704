"""What is late, how long answers take, and who came how often in a row. Values in, values out."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

STILL_OPEN = frozenset({"open", "carried"})
"""An action that was carried to another meeting is as open as before."""

ACTION_STATES = ("open", "carried", "done", "dropped")
ANSWERS = ("accepted", "in_part", "declined", "more_time")
MORE_TIME = "more_time"
"""Asks for more time, which is heard, but is no answer yet."""


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Whether something promised should have been done by now; its last day is still good."""
    return state in STILL_OPEN and due_on is not None and due_on < today


def answer_due(made_on: date, days: int) -> date:
    """The day an answer to a recommendation is due."""
    return made_on + timedelta(days=days)


def standing(answer: str, answer_due: date | None, done_on: date | None, today: date) -> str:
    """Where a recommendation stands: waiting, late, answered, turned_down or done.

    Asking for more time does not make a late answer timely: the first day stays the measure.
    """
    if answer in {"", MORE_TIME}:
        return "late" if answer_due is not None and answer_due < today else "waiting"
    if done_on is not None:
        return "done"
    return "turned_down" if answer == "declined" else "answered"


def in_time(answered_on: date, answer_due: date | None) -> bool:
    """Whether an answer came by the day it was due; one without such a day always does."""
    return answer_due is None or answered_on <= answer_due


def median_days(waits: Sequence[int]) -> float | None:
    """The middle of how many days answers took: half took no longer. None where there are none."""
    return float(median(waits)) if waits else None


def in_a_row(came: Iterable[bool]) -> int:
    """How many meetings somebody came to in a row, the newest first, up to the first they missed."""
    count = 0
    for each in came:
        if not each:
            break
        count += 1
    return count


def folded(text: str) -> str:
    """Text as it is searched: without accents and capitals, so that “nunez” finds “Nuñez”."""
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def terms_of(search: str) -> tuple[str, ...]:
    """The words that must all occur."""
    return tuple(folded(search).split())


def has_all(terms: Sequence[str], *texts: str) -> bool:
    """Whether every term occurs somewhere in the texts."""
    return not terms or all(term in whole for whole in (folded(" ".join(texts)),) for term in terms)
