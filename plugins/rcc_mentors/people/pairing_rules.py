"""What speaks against a pair, which mentors fit best, and when a pair has been quiet for long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

Against = Literal["self", "already", "not_serving", "person_rather_not", "mentor_rather_not", "full"]

NEVER: frozenset[Against] = frozenset({"self", "already"})
"""What no reason outweighs."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a mentor stands to somebody: ``walks_with`` counts the people beside them now.

    A liking is 1 for would like to, -1 for would rather not, 0 for nothing said.
    """

    is_self: bool
    is_paired: bool
    serves: bool
    person_likes: int
    mentor_likes: int
    walks_with: int


def against(stands: Standing, most: int) -> tuple[Against, ...]:
    """Everything that speaks against the pair, the gravest first; ``most`` is how many people a mentor takes."""
    said: tuple[tuple[bool, Against], ...] = (
        (stands.is_self, "self"),
        (stands.is_paired, "already"),
        (not stands.serves, "not_serving"),
        (stands.person_likes < 0, "person_rather_not"),
        (stands.mentor_likes < 0, "mentor_rather_not"),
        (stands.walks_with >= most, "full"),
    )
    return tuple(reason for speaks, reason in said if speaks)


def fits(asked: Mapping[str, Collection[str]], brings: Mapping[str, Collection[str]]) -> tuple[tuple[str, str], ...]:
    """What was asked for and is brought, as (kind, code); nobody is taken to bring what they did not say."""
    return tuple(
        (kind, code) for kind, codes in asked.items() for code in codes if code in brings.get(kind, frozenset())
    )


def preference(stands: Standing, fitting: int) -> tuple[int, int, int]:
    """A key to sort by, the best first: wishes of both, then what fits, then who walks with the fewest."""
    return -(stands.person_likes + stands.mentor_likes), -fitting, stands.walks_with


def days_quiet(since: date, last_contact: date | None, today: date) -> int:
    """Days since a pair was last in touch, or since it began where it never was."""
    return (today - (last_contact or since)).days
