"""Has a calendar from outside read by a process of its own, and says in words why one cannot be taken."""

from __future__ import annotations

import time
from base64 import b64encode
from datetime import datetime
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, words
from rcc_desktop.api.apart import Ended, ask_apart
from rcc_mentors.calendars.child import MODULE
from rcc_mentors.calendars.reading import MOST_BYTES, WEEKS
from rcc_mentors.calendars.rows import BusyRead, BusyTime
from rcc_mentors.calendars.zones import zone_of

if TYPE_CHECKING:
    from pathlib import Path

_, ngettext = words("rcc_mentors")

SECONDS = 20.0


def read_file(file: Path, now: datetime) -> BusyRead:
    """The busy times of the next weeks in an .ics file. Takes a second or so; raises ``Problem`` (field ``file``)."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise _refused(_("This file cannot be opened.")) from trouble
    return read_content(content, now)


def read_content(content: bytes, now: datetime) -> BusyRead:
    """The same of what a file holds."""
    if len(content) > MOST_BYTES:
        raise _refusal("size")
    zone = zone_of(now)
    question = {"content": b64encode(content).decode(), "zone": zone.key, "now": now.isoformat()}
    deadline = time.monotonic() + SECONDS
    try:
        answer = ask_apart(MODULE, question, wanted=lambda: time.monotonic() < deadline)
    except Ended as ended:
        raise _refusal("format") from ended
    if answer is None:
        raise _refusal("times")
    if "refused" in answer:
        raise _refusal(answer["refused"])
    found = (
        (uid, datetime.fromisoformat(starts), datetime.fromisoformat(ends)) for uid, starts, ends in answer["times"]
    )
    local = (BusyTime(uid, starts.astimezone(zone), ends.astimezone(zone)) for uid, starts, ends in found)
    return BusyRead(tuple(local), answer["guessed"], answer["unread"])


def _refusal(code: str) -> Problem:
    weeks = WEEKS.days // 7
    return _refused(
        {
            "size": _("This calendar is larger than one megabyte."),
            "events": _("This calendar holds too many events."),
            "times": _("This calendar holds too many times for the next {weeks} weeks.").format(weeks=weeks),
            "format": _("This file is not a calendar that can be read."),
        }[code]
    )


def _refused(what: str) -> Problem:
    return Problem(
        what,
        _("Nothing was changed. Ask for an .ics file of one calendar, without the years that are over."),
        field="file",
        code="mentors.calendar_file",
    )
