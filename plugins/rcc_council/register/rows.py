"""What crosses from the register to whoever shows, counts or prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ActionWish:
    """What is to be done, by whom and by when; ``owner_name`` is for somebody without a file."""

    words: str
    owner: int | None = None
    owner_name: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something somebody said they would do. ``owner_name`` is of a file or typed in."""

    id: int
    body: int
    body_name: str
    meeting: int | None
    words: str
    owner: int | None
    owner_name: str
    made_on: date
    due_on: date | None
    state: str
    state_words: str
    ended_on: date | None
    note: str
    is_overdue: bool
    version: int


@dataclass(frozen=True, slots=True)
class ActionBefore:
    """How an action stood before it was moved, for undo."""

    id: int
    state: str
    due_on: date | None
    ended_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """What a body asked, of whom, and the answer. ``waited`` is days to the answer, or up to today.

    ``stands``: waiting, late, answered, turned_down or done. ``promised`` is the day an answer was promised for by
    those who asked for more time, else the day they mean to be done by.
    """

    id: int
    body: int
    body_name: str
    meeting: int | None
    motion: int | None
    number: str
    words: str
    to_whom: str
    to_body: int | None
    made_on: date
    answer_due: date | None
    answered_on: date | None
    answer: str
    answer_title: str
    answer_words: str
    promised: date | None
    done_on: date | None
    waited: int
    stands: str
    stands_words: str
    version: int

    @property
    def is_waiting(self) -> bool:
        """Whether no answer has come yet."""
        return self.stands in {"waiting", "late"}


@dataclass(frozen=True, slots=True)
class AnswerBefore:
    """How a recommendation stood before it was answered or done, for undo."""

    id: int
    answer: str
    answer_words: str
    answered_on: date | None
    done_due: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """How answers came: of ``answered``, so many ``in_time``, half of them within ``median_days``.

    ``waiting`` have no answer yet, and ``late`` of those should have one.
    """

    made: int
    answered: int
    in_time: int
    median_days: float | None
    waiting: int
    late: int
    done: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in the register: of a motion (``motion``), or brought in from a list of before.

    ``changed_on`` is the day of a later decision that changed or took it back.
    """

    motion: int | None
    past: int | None
    body: int
    body_name: str
    day: date
    meeting: int | None
    number: str
    title: str
    words: str
    outcome: str
    outcome_words: str
    arithmetic: str
    is_by_name: bool
    is_sealed: bool
    changed_on: date | None


@dataclass(frozen=True, slots=True)
class DecisionsFound:
    """The newest decisions that fit, and how many fit in all."""

    rows: tuple[DecisionRow, ...]
    count: int


@dataclass(frozen=True, slots=True)
class MemberAttendance:
    """How often a member came: to ``came`` of ``held`` meetings while in office, the last ``in_a_row`` of them."""

    person: int
    name: str
    came: int
    held: int
    in_a_row: int
