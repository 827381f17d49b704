"""What a center may decide about clocking in, about care for its mentors, and about this desk's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import Setting, words
from rcc_mentors.hours.fairness import Thresholds
from rcc_mentors.hours.rules import Terms

if TYPE_CHECKING:
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_mentors")

CLOCK_EARLY = Setting(
    "mentors.clock_early",
    _("Clocking in belongs to a shift from this long before it starts"),
    45,
    least=0,
    most=240,
    unit=_("minutes"),
    section="mentors",
)
CLOCK_LATE = Setting(
    "mentors.clock_late",
    _("Clocking in belongs to a shift until this long after it started"),
    120,
    help=_("Later, the hours count as well; they stand on their own."),
    least=0,
    most=720,
    unit=_("minutes"),
    section="mentors",
)
CLOCK_GRACE = Setting(
    "mentors.clock_grace",
    _("Forgotten clocking out is closed after"),
    90,
    help=_("Counted from the end of the shift. The hours end with the shift then, marked as estimated."),
    least=15,
    most=720,
    unit=_("minutes"),
    section="mentors",
)
KIOSK = Setting(
    "mentors.kiosk",
    _("This desk is a time clock for mentors"),
    False,
    help=_("The page “Clock in” shows one field and nobody's name. Mentors type their whole name or scan their card."),
    shared=False,
    section="mentors",
)
CARE_HOURS = Setting(
    "mentors.care_hours",
    _("Ask how a mentor is from this many hours in a month"),
    60,
    least=1,
    most=300,
    unit=_("hours"),
    section="mentors",
)
CARE_DAYS = Setting(
    "mentors.care_days",
    _("Ask how a mentor is from this many days in a row"),
    6,
    least=2,
    most=31,
    unit=_("days"),
    section="mentors",
)
CARE_COVER = Setting(
    "mentors.care_cover",
    _("Ask how a mentor is when this share of their shifts was stepping in"),
    40,
    help=_("Only for mentors who stepped in at least three times in the quarter."),
    least=10,
    most=100,
    unit="%",
    section="mentors",
)
PAID_SHIFT = Setting(
    "mentors.paid_shift",
    _("Say when volunteer hours fall and paid hours rise by"),
    25,
    help=_("And the other way around. Compared by function, a quarter with the one before."),
    least=5,
    most=100,
    unit="%",
    section="mentors",
)

HOURS_SETTINGS = (CLOCK_EARLY, CLOCK_LATE, CLOCK_GRACE, KIOSK, CARE_HOURS, CARE_DAYS, CARE_COVER, PAID_SHIFT)


def terms_of(desk: Desk) -> Terms:
    """What the clock of this desk goes by, as the center has set it."""
    return Terms(desk.site(), desk.setting(CLOCK_EARLY), desk.setting(CLOCK_LATE), desk.setting(CLOCK_GRACE))


def thresholds_of(desk: Desk) -> Thresholds:
    """From where the center wants to hear that a mentor may need a rest."""
    return Thresholds(
        desk.setting(CARE_HOURS) * 60, desk.setting(CARE_DAYS), desk.setting(CARE_COVER), desk.setting(PAID_SHIFT)
    )
