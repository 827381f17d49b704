"""When and where Python's garbage is collected: between two events, on the window's thread, never else (decision 16).

Pages are knots of references, so most widgets go when the collector finds them and not when the last name does. Left to
itself it runs wherever the next object is made. A widget that goes on a lane leaves its timers and animations behind,
which Qt then calls on the window's thread, in memory that is gone. One that goes in the middle of an event may be one
that Qt has yet to come to: a new style sheet, for one, visits every widget there is.
"""

from __future__ import annotations

import gc
import time

WHOLE_AT_MOST = 0.01
"""The share of the time that may go to looking through everything, which takes longest and finds least."""


class Sweeper:
    """Collects when ``sweep`` is called, and where. Once one is made, the collector by itself stays off."""

    def __init__(self) -> None:
        gc.disable()
        self._next_whole = 0.0

    def sweep(self) -> None:
        """Collect what is due by the counts that Python goes by itself; nothing, most of the time."""
        due = [count > threshold > 0 for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[2] and time.monotonic() >= self._next_whole:
            self._sweep_whole()
        elif due[1] or due[2]:
            gc.collect(1)
        elif due[0]:
            gc.collect(0)

    def _sweep_whole(self) -> None:
        begun = time.monotonic()
        gc.collect()
        took = time.monotonic() - begun
        self._next_whole = begun + took / WHOLE_AT_MOST
