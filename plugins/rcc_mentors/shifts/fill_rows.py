"""What crosses from filling to whoever shows it: the question, the proposal, and what was taken of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rcc_mentors.shifts.fill_question import Wishes
    from rcc_mentors.shifts.rows import ShiftRow


@dataclass(frozen=True, slots=True)
class FillQuestion:
    """What the engine is asked about the days from ``first`` to ``last``: ids and numbers, and nobody's name.

    ``open_places`` counts the people missing before, ``places`` the shifts, ``mentors`` those who could take any.
    """

    first: date
    last: date
    site: int | None
    wishes: Wishes
    problem: Mapping[str, Any]
    places: int
    mentors: int
    open_places: int


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """One booking that would be made, or one that would be given up (``frees`` is its assignment).

    ``cost_words`` say what spoke for and against it. ``key`` names it within the proposal.
    """

    key: str
    shift: ShiftRow
    mentor: int
    name: str
    frees: int | None
    cost: int
    cost_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A shift that stays open in the proposal, and the smallest set of reasons why, as a sentence."""

    shift: ShiftRow
    missing: int
    sentence: str


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What the proposal gives one mentor in these days, beside what they have now: minutes, weekends, evenings."""

    mentor: int
    name: str
    minutes_now: int
    minutes_then: int
    weekends: int
    evenings: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the engine proposes. ``proof_words`` say how good it is: the best there is, or how far off at most.

    Somebody who was asked and has not answered counts as missing neither before nor after; ``waiting`` counts them.
    """

    first: date
    last: date
    changes: tuple[ProposedChange, ...]
    gaps: tuple[OpenGap, ...]
    load: tuple[LoadLine, ...]
    missing_before: int
    missing_after: int
    waiting: int
    cost: int
    bound: int
    is_proven: bool
    proof_words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of a proposal, as bookings: those that were made and those that were given up for them.

    ``left_out`` says in sentences what could not be done any more, and why.
    """

    made: tuple[int, ...]
    given_up: tuple[int, ...]
    left_out: tuple[str, ...]
