"""An item of the agenda at the side: what it is, how long it may take, whose it is, and what goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from rcc_council.meetings.agenda import add_item, change_item, remove_item
from rcc_council.meetings.rows import ItemWish
from rcc_council.meetings.wording import ITEM_KINDS
from rcc_council.views.agenda_deeds import wish_of
from rcc_council.views.motion_panel import LivePanel
from rcc_desktop.api import words
from rcc_desktop.api.ui import PersonLine, PersonPicker, button, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.meetings.rows import ItemRow, MeetingNow
    from rcc_desktop.api import PersonFound
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

SEALED = "council.sealed"


class ItemPanel(LivePanel):
    """A new item, or one that is there. ``at`` is the place of a new one, under ``inside``."""

    added = Signal(int)

    def __init__(
        self,
        page: PageWidget,
        now: MeetingNow,
        item: ItemRow | None = None,
        *,
        inside: int | None = None,
        at: int | None = None,
    ) -> None:
        super().__init__(page, _("Item {number}").format(number=item.number) if item else _("New item"))
        self._now, self._item, self._inside, self._at = now, item, inside, at
        self._owners: list[tuple[int | None, str]] = [(None, _("Nobody"))]
        self._owners += [(each.person, each.name) for each in now.people if each.person is not None]
        if item is not None and item.owner_id not in dict(self._owners):
            self._owners.append((item.owner_id, item.owner))
        self._build(item)

    def save(self) -> None:
        """Keep the item."""
        given = self.form.values()
        wish = ItemWish(
            given["title"], str(given["kind"] or "topic"), given["minutes"] or 0, given["owner"], given["consent"],
            given["sealed"],
        )  # fmt: skip
        if self._item is None:
            self._add(wish)
            return
        item, before = self._item, wish_of(self._item)
        self.write(
            lambda: change_item(item.id, wish, expected=item.version),
            _("{number} is changed.").format(number=item.number),
            lambda: change_item(item.id, before, expected=item.version + 1),
        )

    def _build(self, item: ItemRow | None) -> None:
        usual = wish_of(item) if item else ItemWish("")
        self.form.text("title", _("What it is about"), value=usual.title, required=True)
        self.form.number("minutes", _("Minutes"), value=usual.minutes or None, high=1440)
        self.form.choice("owner", _("Whose it is"), self._owners, value=usual.owner)
        self.other = button(_("Somebody else…"), "link", press=self._ask_owner)
        self.form.place(self.other)
        self.picker = PersonPicker(self._find)
        self.picker.setFixedHeight(look().px(240))
        self.picker.chosen.connect(self._choose_owner)
        self.picker.hide()
        self.form.place(self.picker)
        self.form.choice("kind", _("Kind"), list(ITEM_KINDS.items()), value=usual.kind)
        told = _("Adopted with the others in one go, unless somebody asks to talk about it.")
        self.form.check("consent", _("On the consent agenda"), value=usual.is_consent, help_text=told)
        told = _("Only those who may see executive sessions see it.")
        self.form.check("sealed", _("Sealed"), value=usual.is_sealed, help_text=told)
        self.form.row("sealed").setVisible(self.desk.may(SEALED))
        self.add_button(_("Keep the item"))

    def _add(self, wish: ItemWish) -> None:
        meeting = self._now.meeting.id

        def kept(item: int) -> None:
            self.desk.note(_("{title} is on the agenda.").format(title=wish.title), lambda: remove_item(item))
            self.added.emit(item)
            self.saved.emit()
            self.close()

        self.desk.write(self, lambda: add_item(meeting, wish, inside=self._inside, at=self._at), kept)

    def _ask_owner(self) -> None:
        self.picker.show()
        self.picker.setFocus()

    def _find(self, text: str) -> None:
        desk = self.desk

        def show(found: Sequence[PersonFound]) -> None:
            self.picker.show_lines([PersonLine(each.id, each.name, side=each.born_in) for each in found], text)

        desk.read(self, lambda: desk.find_people(text) if text else (), show)

    def _choose_owner(self, person: int) -> None:
        name = next(line.name for line in self.picker.people.lines() if line.id == person)
        if person not in dict(self._owners):
            self._owners.append((person, name))
        owner = self.form.row("owner").control
        owner.offer(self._owners)  # type: ignore[attr-defined]  # a ChoiceField
        self.form.fill({"owner": person})
        self.picker.hide()
        owner.setFocus()
