"""Which backups are kept: all of two days, then fewer the older they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ALL_OF = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 14, 8, 12
NEWEST_ALWAYS = 3
SUSPICIOUS_SHARE = 0.3


def kept_moments(moments: Sequence[datetime], now: datetime) -> set[datetime]:
    """Of verified backups made at these moments, those to keep.

    A day, week (ISO 8601) or month is represented by its newest backup; days turn where ``now`` is.
    """
    newest_first = sorted(moments, reverse=True)
    kept = {moment for moment in newest_first if now - moment <= ALL_OF}
    kept.update(newest_first[:NEWEST_ALWAYS])
    spans: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAILY, lambda local: local.date()),
        (WEEKLY, lambda local: local.isocalendar()[:2]),
        (MONTHLY, lambda local: (local.year, local.month)),
    )
    for count, span in spans:
        newest_of: dict[object, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(span(moment.astimezone(now.tzinfo)), moment)
        kept.update(list(newest_of.values())[:count])
    return kept


def is_suspicious(gone_or_changed: int, listed: int) -> bool:
    """Whether so many backups vanished or changed that none should be removed by us as well."""
    return listed > 0 and gone_or_changed / listed > SUSPICIOUS_SHARE
