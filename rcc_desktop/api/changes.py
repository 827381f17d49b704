"""What moved, and on whose account: told to every page once a transaction is kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The tables and people of one kept transaction; ``origin`` is the page that asked for it, if one did."""

    tables: frozenset[str]
    people: frozenset[int] = frozenset()
    origin: object | None = None
    entry: int | None = None

    def touches(self, watched: frozenset[str]) -> bool:
        """True when a watched table moved."""
        return not self.tables.isdisjoint(watched)
