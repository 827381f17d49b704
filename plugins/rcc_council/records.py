"""Everything the plugin stores, parents before their children."""

from __future__ import annotations

from .bodies import records as bodies
from .meetings import records as meetings
from .minutes import records as minutes
from .motions import records as motions
from .register import records as register

RECORDS = (*bodies.RECORDS, *meetings.RECORDS, *motions.RECORDS, *minutes.RECORDS, *register.RECORDS)
