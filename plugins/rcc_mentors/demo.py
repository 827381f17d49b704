"""Mentors for a made-up center: on their way, active, on leave and gone; ten months of shifts, and holes ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_mentors.made_up.abilities import add_abilities
from rcc_mentors.made_up.bookings import book
from rcc_mentors.made_up.company import add_company
from rcc_mentors.made_up.hats import add_mentors
from rcc_mentors.made_up.hours import add_hours
from rcc_mentors.made_up.shifts import add_shifts
from rcc_mentors.made_up.times import add_times

if TYPE_CHECKING:
    from rcc_desktop.api.made_up import MadeUpCenter


@needs("mentors.keep")
def fill(made_up: MadeUpCenter) -> None:
    """Make about one in seven of the people a mentor, and give them ten months of shifts up to four weeks from now."""
    mentors = add_mentors(made_up)
    if mentors:
        add_abilities(made_up, mentors)
        add_company(made_up, mentors)
        add_times(made_up, mentors)
        made_up.told(0.3)
        add_hours(made_up, book(made_up, mentors, add_shifts(made_up)))
    made_up.told(1.0)
