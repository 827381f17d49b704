"""How a password is made slow to guess: Argon2id, and how much of it this computer can bear.

RFC 9106 describes Argon2id; ours is 256 MiB, three passes, two lanes unless the computer says otherwise.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_READ_KIB = 19_456  # OWASP's minimum; anything below was tampered with or is a toy
MOST_READ_KIB = 2 * 1024 * 1024  # more would be an attempt to fill this computer's memory
MOST_PASSES = 32
MOST_LANES = 16
SHORTEST_SECONDS, LONGEST_SECONDS = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The cost of one try: memory in KiB, passes over it, and lanes side by side."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 2

    def is_bearable(self) -> bool:
        """Whether a key file may ask this of us: not too cheap to be ours, not dear enough to be an attack."""
        return (
            LEAST_READ_KIB <= self.memory_kib <= MOST_READ_KIB
            and 1 <= self.passes <= MOST_PASSES
            and 1 <= self.lanes <= MOST_LANES
        )

    def apply(self, secret: bytes, salt: bytes) -> bytes:
        """The 32 bytes that come of ``secret``; takes as long as it is meant to."""
        if not self.is_bearable():
            raise ValueError("stretch out of bounds")
        return hash_secret_raw(secret, salt, self.passes, self.memory_kib, self.lanes, 32, Type.ID)


SMALLEST = Stretch(64 * 1024, 3, 4)  # RFC 9106, second recommended option
USUAL = Stretch()
LARGEST_KIB = 1024 * 1024


def seconds_for(stretch: Stretch) -> float:
    """How long one try takes on this computer; endless where the memory is not to be had."""
    started = time.perf_counter()
    try:
        stretch.apply(b"a made-up password", b"sixteen of salt.")
    except (HashingError, MemoryError):
        return float("inf")
    return time.perf_counter() - started


def calibrate(measure: Callable[[Stretch], float] = seconds_for) -> Stretch:
    """The dearest stretch that still opens in a second here, from 64 MiB to 1 GiB."""
    chosen = USUAL
    taken = measure(chosen)
    while taken > LONGEST_SECONDS:
        if chosen.memory_kib // 2 <= SMALLEST.memory_kib:
            return SMALLEST
        chosen = Stretch(chosen.memory_kib // 2, chosen.passes, chosen.lanes)
        taken = measure(chosen)
    while taken < SHORTEST_SECONDS and chosen.memory_kib * 2 <= LARGEST_KIB:
        dearer = Stretch(chosen.memory_kib * 2, chosen.passes, chosen.lanes)
        taken = measure(dearer)
        if taken > LONGEST_SECONDS:
            break
        chosen = dearer
    return chosen
