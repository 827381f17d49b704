"""Councils for a made-up center: bodies with seats and officers, ten weeks of meetings, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.made_up.ahead import plan_ahead
from rcc_council.made_up.bodies import add_bodies, visitor_beside
from rcc_council.made_up.declared import add_declared
from rcc_council.made_up.meetings import add_meetings
from rcc_council.made_up.minutes import add_minutes
from rcc_council.made_up.owed import add_owed
from rcc_desktop.api import needs

if TYPE_CHECKING:
    from rcc_desktop.api.made_up import MadeUpCenter


@needs("council.keep")
def fill(made_up: MadeUpCenter) -> None:
    """Give every site a council, and the center a committee and an advisory board, with ten weeks behind them."""
    if made_up.sites:
        bodies = add_bodies(made_up)
        made_up.told(0.1)
        add_declared(made_up, bodies)
        visitor = visitor_beside(made_up, bodies)
        held = add_meetings(made_up, bodies, visitor)
        add_minutes(held, visitor)
        add_owed(made_up, bodies, held)
        plan_ahead(made_up, bodies)
    made_up.told(1.0)
