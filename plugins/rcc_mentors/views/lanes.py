"""Shifts at the same time stand beside each other: which lane each takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Lane:
    """The place of a block across its column: lane ``at`` (from 0), ``wide`` lanes wide, of ``of``."""

    at: int
    of: int
    wide: int = 1


def lay_lanes(spans: Sequence[tuple[float, float]]) -> list[Lane]:
    """A lane for each span (top, bottom), in the order given. Half-open: spans that only touch share a lane.

    Spans that overlap, directly or through others, share one division of the column; a block widens over lanes that
    stay free beside it.
    """
    order = sorted(range(len(spans)), key=lambda each: (spans[each][0], -spans[each][1], each))
    lanes: dict[int, Lane] = {}
    cluster: list[int] = []
    reach = float("-inf")
    for each in order:
        top, bottom = spans[each]
        if cluster and top >= reach:
            lanes |= _divide(cluster, spans)
            cluster = []
        cluster.append(each)
        reach = max(reach, bottom) if len(cluster) > 1 else bottom
    lanes |= _divide(cluster, spans)
    return [lanes[each] for each in range(len(spans))]


def _divide(cluster: Sequence[int], spans: Sequence[tuple[float, float]]) -> dict[int, Lane]:
    """The lanes of spans that hang together; each takes the first that is free when it begins."""
    ends: list[float] = []
    at: dict[int, int] = {}
    for each in cluster:
        top, bottom = spans[each]
        free = next((lane for lane, end in enumerate(ends) if end <= top), len(ends))
        ends[free : free + 1] = [bottom]
        at[each] = free
    return {each: Lane(at[each], len(ends), _room(each, at, spans, len(ends))) for each in cluster}


def _room(each: int, at: dict[int, int], spans: Sequence[tuple[float, float]], of: int) -> int:
    """How many lanes a span may take, from its own on, before it meets another."""
    top, bottom = spans[each]
    beside = [at[other] for other in at if at[other] > at[each] and spans[other][0] < bottom and top < spans[other][1]]
    return min(beside, default=of) - at[each]
