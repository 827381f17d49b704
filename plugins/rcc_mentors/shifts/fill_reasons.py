"""Why a slot stays open: the smallest set of reasons that rules out everybody. Values in, values out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rcc_mentors.shifts.rules import stopping

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from rcc_mentors.shifts.rules import Broken

LASTING = frozenset({"role", "site", "skill", "credential", "stage"})
"""Reasons that lie in who somebody is: those who have one could not take the slot at any hour."""
WEIGHED = "weighed"
"""Nothing stands against it but what else was asked for: it would have cost more than it is worth."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a shift stays open. ``able`` could take it if it were not for ``reasons`` (rule code and how many people).

    With nobody able, ``reasons`` are what everybody here lacks.
    """

    shift: int
    missing: int
    able: int
    reasons: tuple[tuple[str, int], ...]
    lacking: tuple[str, ...] = ()


def gap(shift: int, missing: int, ruled_out: Mapping[int, tuple[Broken, ...]]) -> Gap:
    """The gap of a shift, from every rule each mentor would break by taking it now (none: nothing but its price)."""
    codes = {mentor: {each.code for each in stopping(found)} or {WEIGHED} for mentor, found in ruled_out.items()}
    able = {mentor: found for mentor, found in codes.items() if not found & LASTING}
    if able:
        return Gap(shift, missing, len(able), _counted(able))
    lasting = {mentor: found & LASTING for mentor, found in codes.items()}
    reasons = _counted(lasting)
    said = {code for code, _count in reasons}
    lacking = Counter(
        code for found in ruled_out.values() for each in found if each.code in said for code in each.codes
    )
    return Gap(shift, missing, 0, reasons, tuple(code for code, _count in lacking.most_common()))


def _counted(codes: Mapping[int, Collection[str]]) -> tuple[tuple[str, int], ...]:
    """The fewest codes of which everybody has one, each with how many it rules out first; the most telling first."""
    chosen = _fewest(codes)
    counted: Counter[str] = Counter()
    for found in codes.values():
        counted[next(code for code in chosen if code in found)] += 1
    return tuple(counted.most_common())


def _fewest(codes: Mapping[int, Collection[str]]) -> tuple[str, ...]:
    """A smallest set of codes that meets every one of the given sets. There are a dozen codes, so all are tried."""
    sets = {frozenset(found) for found in codes.values()}
    often = Counter(code for found in codes.values() for code in found)
    known = [code for code, _count in sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))]
    for size in range(1, len(known) + 1):
        for chosen in combinations(known, size):
            if all(found.intersection(chosen) for found in sets):
                return chosen
    return ()
