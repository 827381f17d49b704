"""Everything the plugin stores, parents before their children."""

from __future__ import annotations

from .calendars import records as calendars
from .hours import records as hours
from .people import records as people
from .shifts import records as shifts

RECORDS = (*people.RECORDS, *shifts.RECORDS, *hours.RECORDS, *calendars.RECORDS)
