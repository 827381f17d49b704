"""Somebody says they will do something: written down while it is said, and kept in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.register.actions import add_action, take_back_action
from rcc_council.register.rows import ActionWish
from rcc_council.views.motion_panel import LivePanel
from rcc_desktop.api import words

if TYPE_CHECKING:
    from rcc_council.meetings.rows import ItemRow, MeetingNow
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class ActionPanel(LivePanel):
    """What, who, until when."""

    def __init__(self, page: PageWidget, now: MeetingNow, item: ItemRow) -> None:
        super().__init__(page, _("Somebody will do something"))
        self._now, self._item = now, item
        here = [(each.person, each.name) for each in now.people if each.person is not None]
        self.form.text("words", _("What"), lines=3, required=True)
        self.form.choice("owner", _("Who"), [(None, _("Somebody else")), *here])
        self.form.text("owner_name", _("Who else"), help_text=_("A name, where they are not in the list."))
        self.form.date("due", _("Until when"), today=lambda: self.desk.now().date())
        self.add_button(_("Keep it"))

    def save(self) -> None:
        """Keep the action."""
        given, now = self.form.values(), self.desk.now()
        meeting, item = self._now.meeting, self._item.id

        def kept(action: int) -> None:
            self.desk.note(_("It is in the register of actions."), lambda: take_back_action(action))
            self.saved.emit()
            self.close()

        def keep() -> int:
            wish = ActionWish(given["words"], given["owner"], given["owner_name"], given["due"])
            return add_action(meeting.body, wish, now, item=item)

        self.desk.write(self, keep, kept)
