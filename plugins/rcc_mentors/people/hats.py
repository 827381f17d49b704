"""Who works here by wearing the mentor's hat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_mentors.people.records import Mentor

if TYPE_CHECKING:
    from peewee import Select

WORN = ("active", "on_leave")
"""The stages in which somebody is a colleague; on the way in, and once they left, they are a visitor alone."""


def wearers() -> Select:
    """The ``person`` of everybody who is a colleague now."""
    return Mentor.select(Mentor.person.alias("person")).where(Mentor.stage.in_(WORN))
