"""More about somebody of the meeting: when they came and left, or that they had excused themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.views.motion_panel import LivePanel
from rcc_desktop.api import words

if TYPE_CHECKING:
    from datetime import datetime, time

    from rcc_council.meetings.rows import PersonHere
    from rcc_council.views.live_deeds import RoomDeeds
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class StayPanel(LivePanel):
    """The times of somebody's stay."""

    def __init__(self, page: PageWidget, here: PersonHere, deeds: RoomDeeds) -> None:
        super().__init__(page, here.name)
        self._here, self._deeds = here, deeds
        came, left = here.came, here.left
        self.form.time("came", _("Came"), value=came.time() if came else None, required=True)
        self.form.time("left", _("Left"), value=left.time() if left else None, help_text=_("Empty: stayed to the end."))
        self.add_button(_("Keep the times"))

    def save(self) -> None:
        """Keep the times."""
        given, day = self.form.values(), self._here.came or self.desk.now()
        came = _at(day, given["came"])
        left = _at(day, given["left"]) if given["left"] is not None else None
        self.close()
        self._deeds.correct_stay(self._here, came, left)


class ExcusePanel(LivePanel):
    """Why somebody does not come."""

    def __init__(self, page: PageWidget, here: PersonHere, deeds: RoomDeeds) -> None:
        super().__init__(page, _("{name} is excused").format(name=here.name))
        self._here, self._deeds = here, deeds
        self.form.text("why", _("Why, if it is to be noted"))
        self.add_button(_("Keep it"))

    def save(self) -> None:
        """Keep it."""
        why = self.form.values()["why"]
        self.close()
        self._deeds.excuse(self._here, why)


def _at(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
