"""When minutes are owed, who may change them, and what becomes of two texts. Values in, values out."""

from __future__ import annotations

from datetime import date, timedelta

OPEN_STATES = frozenset({"draft", "circulated", "corrected"})
SENT = frozenset({"circulated", "corrected"})


def minutes_due(held_on: date, next_meeting: date | None, days: int = 60) -> date:
    """The day minutes are due: the earlier of the next meeting and ``days`` after (Form 990, contemporaneous).

    Held 2026-03-04 with the next on 2026-06-03: 2026-05-03.
    """
    by_days = held_on + timedelta(days=days)
    return by_days if next_meeting is None else min(by_days, next_meeting)


def both_texts(stored: str, typed: str, between: str) -> str:
    """Two texts of one part, written at two desks: none is lost. What one holds whole of the other stands alone."""
    if typed.strip() in stored:
        return stored
    if stored.strip() in typed:
        return typed
    return f"{stored.rstrip()}\n\n{between}\n\n{typed.lstrip()}"
