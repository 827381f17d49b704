"""What the director may choose, and who may do what from the start."""

from __future__ import annotations

from typing import Any

from rcc_desktop.api import Permission, Setting, words

_, ngettext = words("rcc_rides")

DAYS_AHEAD = Setting(
    "rides.days_ahead",
    _("A ride is asked for this many days ahead"),
    1,
    help=_("0 lets people ask on the day itself."),
    least=0,
    most=30,
    section="rides",
)

SETTINGS: tuple[Setting[Any], ...] = (DAYS_AHEAD,)

PERMISSIONS = (
    Permission("rides.see", _("See rides"), ("front_desk", "coordinator", "supervisor", "director")),
    Permission("rides.plan", _("Plan rides"), ("front_desk", "coordinator", "director")),
)
