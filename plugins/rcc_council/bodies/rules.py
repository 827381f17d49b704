"""Who counts: quorum by a body's own rule, terms, and what a body is made of. Values in, values out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

QUORUM_RULES = ("in_office", "share", "number", "present")


def quorum_needed(rule: str, in_office: int, over: int = 1, under: int = 2) -> int:
    """How many members must be present; at least one where anybody is to decide at all.

    ``in_office``: more than half of the members in office, vacant seats left out (RONR 40:2). ``share``: at least
    ``over``/``under`` of them. ``number``: ``over`` people. ``present``: whoever comes.
    """
    needed = {
        "in_office": in_office // 2 + 1,
        "share": -(-in_office * over // under) if under else 0,
        "number": over,
        "present": 1,
    }[rule]
    return max(1, needed)


def is_in_term(day: date, first_day: date, until: date | None, ended_on: date | None) -> bool:
    """Whether a term holds on a day; its last day and the day it ended early are still in it."""
    last = min((each for each in (until, ended_on) if each is not None), default=None)
    return first_day <= day and (last is None or day <= last)


def term_end(first_day: date, months: int) -> date:
    """The last day of a term of whole months: the day before it begins again, at the end of a shorter month."""
    whole = first_day.month - 1 + months
    year, month = first_day.year + whole // 12, whole % 12 + 1
    last = monthrange(year, month)[1]
    if first_day.day > last:
        return date(year, month, last)
    return date.fromordinal(date(year, month, first_day.day).toordinal() - 1)


def is_majority_in_recovery(in_recovery: int, members: int) -> bool:
    """The recovery community organization standard: more than half of the body. 5 of 10 fails, 6 of 11 passes."""
    return in_recovery * 2 > members


def shown_count(count: int, hide_below: int) -> int | None:
    """A count of members as it may be shown: none for a small group; zero may always be said."""
    return count if count == 0 or count >= hide_below else None
