"""Better plans out of patterns: dive to a first good one, choose among all, then rework a few people at a time.

Every step ends by its own count of work, not by the clock, so that the same seed goes the same way.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .linear import Values
    from .pricing import Pricing

NEARLY_WHOLE = 0.99
STEPS_OF_A_DIVE = 30  # at most about so many
ROUNDS_A_DIVE_STEP = 4
ROUNDS_A_REWORK = 12
NODES_OF_CHOICE = 200
FRUITLESS = 12  # reworks of one size without a gain before trying larger ones
LARGEST_REWORK = 0.6  # of all people
REWORKED_SLOTS = 250  # pairs of person and day in the first reworks


def improve(pricing: Pricing) -> None:
    """Bring the watch's plan close to the bound."""
    dive(pricing)
    choose(pricing)
    rework(pricing)


def dive(pricing: Pricing) -> None:
    """Hold the patterns the master is surest of, let the others adapt, and so on until everybody holds one."""
    master, watch = pricing.master, pricing.watch
    held: dict[int, tuple[int, ...]] = {}
    at_least = -(-master.people // STEPS_OF_A_DIVE)
    while not watch.over() and not watch.proven():
        pricing.catch_up(ROUNDS_A_DIVE_STEP)
        weights = master.weights()
        sure = [int(number) for number in np.flatnonzero(weights > NEARLY_WHOLE) if master.owners[number] not in held]
        if len(sure) < at_least:
            owners = {master.owners[number]: number for number in reversed(_by_weight(weights))}
            sure = [number for owner, number in owners.items() if owner not in held]
            sure = sorted(sure, key=lambda number: (-weights[number], number))[:at_least]
        held |= {master.owners[number]: master.patterns[number] for number in sure}
        master.hold(held)
        if len(held) == master.people:
            pricing.offer([held[owner] for owner in range(master.people)])
            break
    master.hold({})


def _by_weight(weights: Values) -> list[int]:
    """The numbers of all patterns, those the master takes most of first."""
    return [int(number) for number in np.lexsort((np.arange(len(weights)), -weights))]


def choose(pricing: Pricing) -> None:
    """The best choice among the patterns known."""
    if pricing.watch.over() or pricing.watch.proven():
        return
    pricing.master.solve()
    best = pricing.master.choose(
        pricing.plan, below=pricing.watch.cost - 0.5, nodes=NODES_OF_CHOICE, watch=pricing.watch
    )
    if best is not None:
        pricing.offer(best)


def rework(pricing: Pricing) -> None:
    """Free some people at a time, hold everybody else to the best plan, and choose anew for those."""
    chance = Random(pricing.watch.seed)
    people = len(pricing.people)
    free = max(2, min(people, REWORKED_SLOTS // len(pricing.people[0].days)))
    fruitless = 0
    while not pricing.watch.over() and not pricing.watch.proven():
        gained = _rework(pricing, set(chance.sample(range(people), free)))
        fruitless = 0 if gained else fruitless + 1
        if fruitless == FRUITLESS:
            if free >= LARGEST_REWORK * people:
                break
            free, fruitless = min(people, 1 + free * 4 // 3), 0
    pricing.master.hold({})


def _rework(pricing: Pricing, free: set[int]) -> bool:
    held = {owner: pattern for owner, pattern in enumerate(pricing.plan) if owner not in free}
    pricing.master.hold(held)
    cost = pricing.catch_up(ROUNDS_A_REWORK)
    if cost > pricing.watch.cost - 1 + 1e-5 or pricing.watch.over():
        return False
    best = pricing.master.choose(
        pricing.plan, below=pricing.watch.cost - 0.5, nodes=NODES_OF_CHOICE, watch=pricing.watch
    )
    return best is not None and pricing.offer(best)
