"""The forms of actions: what somebody will do, and until when it is carried on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.bodies.roster import roster
from rcc_council.register.actions import (
    add_action,
    carry_action,
    change_action,
    put_back_action,
    take_back_action,
)
from rcc_council.register.rows import ActionWish
from rcc_council.views.register_panel import RegisterPanel
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.bodies.rows import Roster
    from rcc_council.register.rows import ActionBefore, ActionRow
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class ActionForm(RegisterPanel):
    """What somebody will do: a new action, or one that is there (``row``). ``motion`` is what it comes of."""

    def __init__(
        self,
        page: PageWidget,
        bodies: Sequence[tuple[int, str]],
        body: int | None,
        *,
        row: ActionRow | None = None,
        motion: int | None = None,
    ) -> None:
        super().__init__(page, _("Change an action") if row else _("Somebody will do something"))
        self._row, self._motion = row, motion
        today = self.desk.now().date()
        if row is None and motion is None:
            self.body = self.form.choice("body", _("For whom"), list(bodies), value=body, required=True)
            self.body.currentIndexChanged.connect(self._ask_members)
        self._fixed = body
        self.form.text("words", _("What"), value=row.words if row else "", lines=3, required=True)
        self.owner = self.form.choice("owner", _("Who"), [(None, _("Somebody else"))])
        name = row.owner_name if row and row.owner is None else ""
        self.form.text("owner_name", _("Who else"), value=name, help_text=_("A name, where they are not in the list."))
        self.form.date("due_on", _("Until when"), today=lambda: today, value=row.due_on if row else None)
        self.add_button(_("Keep it"))
        self._ask_members()

    def keep(self) -> None:
        """Note the action, or the change."""
        given, now, row = self.form.values(), self.desk.now(), self._row
        wish = ActionWish(given["words"], given["owner"], given["owner_name"], given["due_on"])
        if row is not None:
            version = row.version
            self.desk.write(self, lambda: change_action(row.id, wish, expected=version), lambda _none: self.finish())
            return
        body, motion = self._body(), self._motion
        if body is None:
            return

        def kept(action: int) -> None:
            self.desk.note(_("It is in the register of actions."), lambda: take_back_action(action))
            self.finish()

        self.desk.write(self, lambda: add_action(body, wish, now, motion=motion), kept)

    def _body(self) -> int | None:
        given = self.form.values().get("body", self._fixed)
        return given if isinstance(given, int) else None

    def _ask_members(self) -> None:
        body, today = self._body(), self.desk.now().date()
        if body is not None:
            self.desk.read(self, lambda: roster(body, today), self._offer)

    def _offer(self, found: Roster) -> None:
        row = self._row
        people = {each.person: each.name for each in found.members}
        if row is not None and row.owner is not None:
            people.setdefault(row.owner, row.owner_name)
        chosen = self.owner.value() or (row.owner if row else None)
        self.owner.offer([(None, _("Somebody else")), *people.items()])
        self.owner.set_value(chosen if chosen in people else None)


class CarryForm(RegisterPanel):
    """Until when an action is carried on: a week, unless another day is given."""

    def __init__(self, page: PageWidget, row: ActionRow) -> None:
        super().__init__(page, _("Carry on to another day"), row.words)
        self._row = row
        today = self.desk.now().date()
        later = max(today, row.due_on or today) + timedelta(days=7)
        self.form.date("due_on", _("Until when"), today=lambda: today, value=later, required=True)
        self.add_button(_("Carry it on"))

    def keep(self) -> None:
        """Carry it on."""
        row, due_on = self._row, self.form.values()["due_on"]

        def carried(before: ActionBefore) -> None:
            self.desk.note(_("It is carried on."), lambda: put_back_action(before))
            self.finish()

        self.desk.write(self, lambda: carry_action(row.id, due_on, expected=row.version), carried)
