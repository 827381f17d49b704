"""The first rows of a new center: its name, its zone, its sites and their hours, its first director."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rcc_desktop import settings
from rcc_desktop.api.center import CENTER_NAME, OPENED_ON, TIME_ZONE
from rcc_desktop.sites import service as sites
from rcc_desktop.staff import service as staff

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_desktop.shell.open_center import NewCenter


def furnish(new: NewCenter, slot: str, now: datetime) -> None:
    """Write what the first start asked for, inside one transaction; ``slot`` is the first director's key."""
    settings.choose(CENTER_NAME, new.name)
    settings.choose(TIME_ZONE, new.time_zone)
    settings.choose(OPENED_ON, now.astimezone(ZoneInfo(new.time_zone)).date())
    for name in new.sites:
        sites.set_hours(sites.add_site(name), new.hours)
    director = staff.add_member(new.login, new.director, ["director"])
    staff.give_key(director.id, slot)
