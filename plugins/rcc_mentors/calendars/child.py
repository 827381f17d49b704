"""The process that reads a calendar from outside, and answers with times and nothing else."""

from __future__ import annotations

import sys
from base64 import b64decode
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rcc_desktop.api.apart import serve
from rcc_mentors.calendars.reading import Unreadable, read_busy

if TYPE_CHECKING:
    from collections.abc import Callable

MODULE = "rcc_mentors.calendars.child"


def answer(question: dict[str, Any], _tell: Callable[[Any], None]) -> dict[str, Any]:
    """``question``: content (base64), zone, now. Answers times as (uid, start, end), or why it is ``refused``."""
    zone = ZoneInfo(question["zone"])
    try:
        read = read_busy(b64decode(question["content"]), zone, datetime.fromisoformat(question["now"]))
    except Unreadable as refusal:
        return {"refused": refusal.code}
    times = [(each.uid, each.starts.isoformat(), each.ends.isoformat()) for each in read.times]
    return {"times": times, "guessed": read.guessed, "unread": read.unread}


def run(_arguments: list[str]) -> int:
    """Read what is asked on standard input."""
    return serve(answer)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
