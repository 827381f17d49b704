"""What a made-up council can talk about: weeks of topics, what is moved under them, and what somebody promises."""

from __future__ import annotations

from dataclasses import dataclass

VISITOR = "{visitor}"
"""Where a note names somebody who sits in no body."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How a recommendation was answered, after how many days, and after how many it was done."""

    answer: str
    words: str
    after: int
    done_after: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Something moved. ``how`` is a way to vote or a step that lays it aside; the rest of the room is for it.

    ``against``, ``abstain`` and ``aside`` count members; ``fails`` lets more be against it than for it. ``changes`` is
    the title of a topic of before whose motion it changes.
    """

    words: str
    how: str = "hands"
    against: int = 0
    abstain: int = 0
    aside: int = 0
    blank: int = 0
    illegal: int = 0
    fails: bool = False
    kind: str = "main"
    threshold: str | None = None
    amended: tuple[str, str] | None = None
    recused: bool = False
    changes: str = ""
    recommends_to: str = ""
    answered: Answered | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Does:
    """Something somebody said they would do: due in so many days, and what came of it."""

    words: str
    days: int = 7
    state: str = "done"


@dataclass(frozen=True, slots=True)
class Topic:
    """A line of an agenda, with what was noted, moved and promised under it."""

    title: str
    words: str = ""
    minutes: int = 10
    kind: str = "topic"
    moved: tuple[Moved, ...] = ()
    does: tuple[Does, ...] = ()
    is_sealed: bool = False
    leaves: int = 0
    """So many members leave once it has been settled."""


@dataclass(frozen=True, slots=True)
class Week:
    """One meeting: its topics, how many members stay away, and whether it was held at all."""

    topics: tuple[Topic, ...] = ()
    absent: int = 2
    state: str = "closed"
    why: str = ""
