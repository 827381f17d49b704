"""Which of a few hundred titles somebody means by what they type: whole words first, then beginnings, then slips."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

GOOD_ENOUGH = 70.0
"""Of 100: below this, what was typed and the title have nothing to do with each other."""


def best_first(typed: str, entries: Sequence[T], title: Callable[[T], str], limit: int = 8) -> list[T]:
    """The entries whose title fits ``typed``, best first; the first ``limit`` as they came when nothing is typed."""
    if not typed.strip():
        return list(entries[:limit])
    from rapidfuzz import fuzz, utils

    wanted = utils.default_process(typed)
    if not wanted:
        return []
    scored = []
    for place, entry in enumerate(entries):
        words = utils.default_process(title(entry))
        score = 100.0 + len(wanted) if _begins(wanted, words) else fuzz.WRatio(wanted, words)
        if score >= GOOD_ENOUGH:
            scored.append((-score, place, entry))
    return [entry for _score, _place, entry in sorted(scored, key=lambda found: found[:2])[:limit]]


def _begins(wanted: str, words: str) -> bool:
    """Whether every word typed begins a word of the title."""
    known = words.split()
    return all(any(word.startswith(part) for word in known) for part in wanted.split())
