"""When minutes are owed. Values in, values out."""

from __future__ import annotations

from datetime import date, timedelta


def minutes_due(held_on: date, next_meeting: date | None, days: int = 60) -> date:
    """The day minutes are due: the earlier of the next meeting and ``days`` after (Form 990, contemporaneous).

    Held 2026-03-04 with the next on 2026-06-03: 2026-05-03.
    """
    by_days = held_on + timedelta(days=days)
    return by_days if next_meeting is None else min(by_days, next_meeting)
