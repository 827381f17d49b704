"""The minutes of the made-up meetings, by the same verbs as real ones: adopted, sent around, corrected, or owed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.minutes.adopting import adopt, amend
from rcc_council.minutes.circulating import ask_correction, circulate, make_correction
from rcc_council.minutes.drafting import begin_minutes
from rcc_council.minutes.names import keep_name
from rcc_desktop.api import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.made_up.meetings import MadeUpMeeting

_A_DAY = timedelta(days=1)
ASKED = ("The winter hours are for Tuesdays too.", "The price for the page was asked of two people.")
"""Corrections of the newest minutes: all but the last are made, which still waits."""

CORRECTED, MADE = "Coffee hour on Saturdays", "Twelve people signed the sheet, not ten."
WHY_NAMED = "Asked to be thanked by name"


@needs("council.record")
def add_minutes(held: Sequence[MadeUpMeeting], visitor: str) -> None:
    """Write them: all but the newest of each body are adopted; what became of the newest differs by body.

    The stub of a meeting without a quorum is sent around by one council, and owed by the other.
    """
    newest = {meeting.body.id: meeting for meeting in held if meeting.was_held}
    adopted_by = {meeting.adopts_of: meeting.adopts for meeting in held if meeting.adopts is not None}
    minutes: dict[int, int] = {}
    for meeting in (each for each in held if each.was_held):
        motion = adopted_by.get(meeting.id)
        if meeting is newest[meeting.body.id]:
            _leave_open(meeting)
        elif motion is not None:
            minutes[meeting.id] = _adopt(meeting, motion, visitor)
    for meeting in held:
        if meeting.week.state == "no_quorum" and meeting.body.decides_by == "consensus":
            circulate(begin_minutes(meeting.id, meeting.ends_at), meeting.ends_at)
    _amend(held, minutes)


def _adopt(meeting: MadeUpMeeting, motion: int, visitor: str) -> int:
    """Sent around on the day after, and adopted by the motion of a later meeting."""
    moment = meeting.ends_at + _A_DAY
    minutes = begin_minutes(meeting.id, moment)
    if meeting.names_visitor:
        keep_name(minutes, visitor, WHY_NAMED, moment.date())
    circulate(minutes, moment)
    if CORRECTED in meeting.items:
        make_correction(ask_correction(minutes, meeting.here[1], MADE, moment))
    adopt(minutes, motion)
    return minutes


def _leave_open(meeting: MadeUpMeeting) -> None:
    """The newest are sent around, with corrections where a council votes; one draft names a visitor; one is owed."""
    moment = meeting.ends_at + _A_DAY
    if meeting.body.kind == "committee":
        return
    minutes = begin_minutes(meeting.id, moment)
    if meeting.names_visitor:
        return
    circulate(minutes, moment)
    if meeting.body.kind == "council":
        for said in ASKED:
            correction = ask_correction(minutes, meeting.here[1], said, moment + _A_DAY)
            if said != ASKED[-1]:
                make_correction(correction)


def _amend(held: Sequence[MadeUpMeeting], minutes: dict[int, int]) -> None:
    """What a later meeting changed stands under the minutes that it changed."""
    for meeting in held:
        for _topic, moved, motion in meeting.motions:
            if not moved.changes:
                continue
            first = next(
                each for each in held if any(topic.title == moved.changes for topic, _moved, _motion in each.motions)
            )
            if first.id in minutes:
                amend(minutes[first.id], motion)
