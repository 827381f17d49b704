"""Who a body is on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import roster_on
from rcc_desktop.api import needs

if TYPE_CHECKING:
    from datetime import date

    from rcc_council.bodies.rows import Roster


@needs("council.see")
def roster(body: int, day: date) -> Roster:
    """A body as it stood or stands on a day: members, vacancies, bylaws, and the quorum with its arithmetic.

    Raises ``Problem`` when there is no such body.
    """
    return roster_on(facts_of(body), day)
