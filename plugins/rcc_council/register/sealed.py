"""What was said or decided in executive session, as questions that are not asked yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.meetings.records import AgendaItem
from rcc_council.motions.records import Motion
from rcc_desktop.api import acting

if TYPE_CHECKING:
    from peewee import Select


def sees_sealed() -> bool:
    """Whether whoever is acting may see executive session."""
    return acting().may("council.sealed")


def sealed_items() -> Select:
    """The ids of sealed lines, and of lines under them down to the third level."""
    above, top = AgendaItem.alias(), AgendaItem.alias()
    sealed = AgendaItem.select(AgendaItem.id).where(AgendaItem.is_sealed)
    inside = above.select(above.id).where(above.inside.in_(sealed))
    deeper = top.select(top.id).where(top.inside.in_(inside))
    line = AgendaItem.alias()
    return line.select(line.id).where(line.id.in_(sealed) | line.id.in_(inside) | line.id.in_(deeper))


def sealed_motions() -> Select:
    """The ids of motions that are sealed themselves, or by the line they were made under."""
    motion = Motion.alias()
    return motion.select(motion.id).where(motion.is_sealed | motion.item.in_(sealed_items()))
