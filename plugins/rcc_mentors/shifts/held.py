"""What a mentor has taken on and has not begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rows import STANDING

if TYPE_CHECKING:
    from datetime import datetime


@needs("mentors.keep")
def coming_shifts(mentor: int, now: datetime) -> int:
    """How many shifts to come a mentor holds or is offered."""
    holds = (Assignment.mentor == mentor) & Assignment.state.in_(sorted(STANDING))
    coming = (Shift.state == "planned") & (Shift.starts_at > now)
    return int(Assignment.select().join(Shift).where(holds & coming).count())
