"""The price that keeps a limit which patterns do not count: found by doubling, then halving."""

from __future__ import annotations


class Toll:
    """The price of a limit's units: doubled until there is no more too much (or too little), then halved in between."""

    def __init__(self) -> None:
        self.price, self._step = 0.0, 1.0
        self._too_low: float | None = None
        self._too_high: float | None = None

    def answer(self, excess: int) -> None:
        """Change the price after a pattern with this excess (below 0: too little)."""
        if excess > 0:
            self._too_low = self.price
        elif excess < 0:
            self._too_high = self.price
        else:
            return
        if self._too_low is not None and self._too_high is not None:
            self.price = (self._too_low + self._too_high) / 2
        else:
            self.price += self._step if excess > 0 else -self._step
            self._step *= 2
