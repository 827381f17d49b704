"""What was moved and voted, for whoever shows or prints it; what is sealed only for those who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.meetings.rows import AdoptedRow
from rcc_council.meetings.stored import sees_sealed
from rcc_council.motions.records import Motion
from rcc_council.motions.showing import motion_rows
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from rcc_council.meetings.rows import MotionRow

_, ngettext = words("rcc_council")

LASTING = ("main", "amend_adopted", "adopt_minutes", "election", "other")
"""Kinds of motions whose decision outlives the meeting, so that a later one can change it."""


@needs("council.see")
def motions_of(meeting: int, now: datetime) -> tuple[MotionRow, ...]:
    """The motions of a meeting in the order they were moved, amendments, votes and ballots inside them."""
    return motion_rows((Motion.meeting == meeting) & _shown(), now.tzinfo)


@needs("council.see")
def motion_now(motion: int, now: datetime) -> MotionRow:
    """One motion as it stands, with its amendments. Raises ``Problem`` when it is gone, or sealed to this person."""
    family = [motion, *(row for (row,) in fetch(Motion.select(Motion.id).where(Motion.amends == motion)))]
    inner = Motion.select(Motion.id).where(Motion.amends.in_(family))
    rows = motion_rows((Motion.id.in_(family) | Motion.id.in_(inner)) & _shown(), now.tzinfo)
    for row in rows:
        if row.id == motion:
            return row
    raise Problem(_("This motion is no longer here."), _("Look at the meeting again."), code="council.motion_gone")


@needs("council.see")
def waiting_motions(body: int, now: datetime) -> tuple[MotionRow, ...]:
    """What a body laid aside and has not taken up again: tabled, postponed to a day, or referred."""
    taken_up = Motion.select(Motion.goes_on_from).where(Motion.goes_on_from.is_null(False))
    aside = Motion.state.in_(("tabled", "postponed", "referred")) & Motion.amends.is_null()
    of_body = Motion.meeting.in_(Meeting.select(Meeting.id).where(Meeting.body == body))
    return motion_rows(aside & of_body & Motion.id.not_in(taken_up) & _shown(), now.tzinfo)


@needs("council.see")
def adopted_motions(body: int, now: datetime) -> tuple[AdoptedRow, ...]:
    """What a body adopted that lasts and can be changed or taken back, its minutes among it; the newest first."""
    columns = (Motion.id, Motion.number, Motion.final_words, Motion.words, Meeting.on_day)
    lasting = (Motion.state == "adopted") & Motion.kind.in_(LASTING) & Motion.amends.is_null()
    query = Motion.select(*columns).join(Meeting).where(Meeting.body == body, Meeting.starts_at <= now, lasting)
    rows = fetch(query.where(_shown()).order_by(Meeting.starts_at.desc(), Motion.id.desc()))
    return tuple(AdoptedRow(row, number, final or told, from_day(day)) for row, number, final, told, day in rows)


def _shown() -> Any:
    """What whoever is acting may see: without their permission nothing sealed, nor under an item that is."""
    if sees_sealed():
        return Motion.id > 0
    line = AgendaItem.alias()
    sealed = AgendaItem.select(AgendaItem.id).where(AgendaItem.is_sealed)
    under = line.select(line.id).where(line.id.in_(sealed) | line.inside.in_(sealed))
    return ~Motion.is_sealed & Motion.item.not_in(under)
