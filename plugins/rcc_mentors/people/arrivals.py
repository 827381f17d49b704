"""“Your mentee is here”: who of the people that somebody walks beside came today, and who of them came just now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api.center import DAY_TURNS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rcc_desktop.api import Desk
    from rcc_mentors.people.pairs import PairRow


@dataclass(slots=True)
class Arrivals:
    """Remembers who was told of, so that each arrival is told once a day; pages of one mentor share it."""

    told: dict[int, date] = field(default_factory=dict)
    begun: bool = False

    def just_came(self, rows: Iterable[PairRow], today: date) -> list[PairRow]:
        """Those who are here and were not before; nobody the first time, as the page shows them anyway."""
        here = [row for row in rows if row.is_here]
        new = [row for row in here if self.told.get(row.person) != today]
        self.told.update((row.person, today) for row in new)
        begun, self.begun = self.begun, True
        return new if begun else []


def day_at(desk: Desk) -> date:
    """The day of business at a desk: the small hours belong to the evening before."""
    now = desk.now()
    return (now - timedelta(days=1)).date() if now.time() < desk.setting(DAY_TURNS) else now.date()
