"""The hours of a weekday as a mentor types them: ``9 to 1, 5 pm to 8 pm``."""

from __future__ import annotations

import re
from datetime import time

from rcc_desktop.api.ui import read_time, write_time
from rcc_mentors.shifts.timing import MINUTES_OF_DAY

_SPANS = re.compile(r"\s*(?:,|;|\band\b|\by\b)\s*")
_ENDS = re.compile(r"\s*(?:-|–|\bto\b|\ba\b(?!\.?m))\s*")

Span = tuple[int, int]
"""From and until, in minutes of the day; midnight at the end is 1440."""


def read_spans(text: str) -> tuple[Span, ...] | None:
    """The hours that were typed; nothing for nothing, None where they cannot be told."""
    spans = []
    for part in _SPANS.split(text.strip().casefold()):
        if not part:
            continue
        ends = _ENDS.split(part)
        moments = [read_time(each) for each in ends]
        if len(moments) != 2 or moments[0] is None or moments[1] is None:
            return None
        starts, until = _minutes(moments[0]), _minutes(moments[1]) or MINUTES_OF_DAY
        if until <= starts:
            return None
        spans.append((starts, until))
    return tuple(spans)


def write_spans(spans: tuple[Span, ...]) -> str:
    """The hours of a weekday, as they may be typed again."""
    return ", ".join(f"{_clock(starts)} – {_clock(ends)}" for starts, ends in sorted(spans))


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _clock(minutes: int) -> str:
    return write_time(time(minutes // 60 % 24, minutes % 60)).replace(":00", "")
