"""Credentials: what somebody holds, since when, until when, and what that closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.records import fetch
from rcc_mentors.people.records import Credential

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_MANY = 500
"""From this many mentors on, all are read and the wanted ones kept: a list in SQL has a limit."""


@needs("mentors.schedule_see")
def credentials_on(mentor_ids: Iterable[int], day: date) -> dict[int, frozenset[str]]:
    """The kinds of credential each of these mentors holds on ``day``; the last day written on one still counts."""
    held: dict[int, set[str]] = {mentor: set() for mentor in mentor_ids}
    at = to_day(day)
    holds = (Credential.issued_on <= at) & (Credential.expires_on.is_null() | (Credential.expires_on >= at))
    if len(held) < _MANY:
        holds &= Credential.mentor.in_(list(held))
    for mentor, kind in fetch(Credential.select(Credential.mentor, Credential.kind).where(holds)):
        if mentor in held:
            held[mentor].add(kind)
    return {mentor: frozenset(kinds) for mentor, kinds in held.items()}
