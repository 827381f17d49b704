"""Which counts of a small body may be told, so that nobody's answer can be worked out. Values in, values out.

A count below the threshold is hidden, and others with it until the hidden ones leave each other room: whoever knows the
total and that none of the hidden is zero must still be able to think of each that it is not small (rules of CMS for
small cells, with complementary hiding). Where that cannot be, nothing of the question is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def told_parts(parts: Mapping[str, int], hide_below: int) -> Mapping[str, int | None]:
    """Counts that add up to a known total, as they may be told."""
    hidden = {key for key, count in parts.items() if 0 < count < hide_below}
    if not hidden:
        return dict(parts)
    open_ones = sorted((count, key) for key, count in parts.items() if count and key not in hidden)
    for _count, key in open_ones:
        if _leaves_room([parts[each] for each in hidden], hide_below):
            break
        hidden.add(key)
    if not _leaves_room([parts[each] for each in hidden], hide_below):
        return dict.fromkeys(parts)
    return {key: None if key in hidden else count for key, count in parts.items()}


def told_of(count: int, of: int, hide_below: int) -> int | None:
    """How many of a known number chose one of several answers, as it may be told: neither few did, nor few did not."""
    few = 0 < count < hide_below or 0 < of - count < hide_below
    return None if few else count


def _leaves_room(hidden: list[int], hide_below: int) -> bool:
    """Whether each of several hidden counts could be one that is not small, the others being one at least."""
    return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= max(hide_below, 2)
