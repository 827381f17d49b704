"""Times of day as people type them."""

from __future__ import annotations

import re
from datetime import time

from rcc_desktop.api.written import write_time

__all__ = ["read_time", "write_time"]

_TYPED = re.compile(r"^(\d{1,2})(?:[:.\s]?(\d{2}))?\s*(a|p)?\.?(?:m\.?)?$")


def read_time(text: str) -> time | None:
    """The time that was typed, or None where it cannot be told: ``9``, ``930``, ``9:30 pm``, ``9p``, ``14:00``.

    Without a or p, hours from 1 to 6 are taken for the afternoon, as a center's day runs; the field writes out what
    it understood. Two digits with a zero in front (``06:30``) are the 24-hour clock.
    """
    found = _TYPED.match(text.strip().casefold())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if half:
        return time(hour % 12 + (12 if half == "p" else 0), minute)
    return time(hour + 12 if 1 <= hour <= 6 and not found[1].startswith("0") else hour, minute)
