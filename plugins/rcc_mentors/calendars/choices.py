"""What may be chosen about calendars."""

from __future__ import annotations

from rcc_desktop.api import Setting, words

_, ngettext = words("rcc_mentors")

CALENDAR_FOLDER = Setting(
    "mentors.calendar_folder",
    _("Folder for calendars"),
    "",
    help=_("A folder that the center shares, such as one that is copied to the web. The files name nobody."),
    shared=False,
    section="mentors",
)

CALENDAR_SETTINGS = (CALENDAR_FOLDER,)
