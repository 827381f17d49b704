"""Weeks as they are typed: ``2026-W48``, ``2026-W48..2026-W51`` (ISO 8601)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rcc_desktop.api import Problem, words

_, ngettext = words("rcc_mentors")

MOST_WEEKS = 13
_YEARS = range(1970, 2200)
"""Farther years are slips of the keys, and near the ends of what a date can hold nothing can be counted."""
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


def days_of_weeks(typed: str) -> tuple[date, date]:
    """The Monday of the first and the Sunday of the last week typed. Raises ``Problem``."""
    first, _dots, last = typed.strip().partition("..")
    monday, until = _monday(first), _monday(last or first)
    if until < monday:
        raise _unread(_("The weeks end before they begin."))
    if (until - monday).days >= MOST_WEEKS * 7:
        raise _unread(_("That is more than {most} weeks.").format(most=MOST_WEEKS))
    return monday, until + timedelta(days=6)


def _monday(typed: str) -> date:
    found = _WEEK.fullmatch(typed.strip())
    no_week = _unread(_("“{typed}” is no week.").format(typed=typed.strip()))
    if not found or int(found[1]) not in _YEARS:
        raise no_week
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError as unread:
        raise no_week from unread


def _unread(what: str) -> Problem:
    return Problem(
        what,
        _("Nothing was changed. Type a week like 2026-W48, or several like 2026-W48..2026-W51."),
        field="weeks",
        code="mentors.weeks",
    )
