"""The agenda before a meeting, written with the keys: items, their order, their time, and what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rcc_council.views.agenda_deeds import AgendaDeeds
from rcc_council.views.agenda_lines import AgendaLines
from rcc_council.views.agenda_panel import ItemPanel
from rcc_council.views.agenda_papers import PapersPart
from rcc_council.views.agenda_places import planned_minutes, spot_of
from rcc_council.views.live_doing import Doing
from rcc_council.views.live_words import minutes_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Badge,
    BadgeLabel,
    Banner,
    Card,
    FlowRow,
    SideBySide,
    button,
    icon_button,
    label,
    look,
    mark,
    spaced,
    watch_look,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from rcc_council.meetings.rows import ItemRow, MeetingNow
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

LEAST_LINES = 4


class AgendaView(QWidget):
    """Enter opens an item, Insert makes one, Alt and the arrows move it, Delete takes it off."""

    changed = Signal()

    def __init__(self, page: PageWidget) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self.now: MeetingNow | None = None
        self._go_to: int | None = None
        self.doing = Doing(page, self.changed.emit)
        self.deeds = AgendaDeeds(self.doing)
        whole = spaced(QVBoxLayout(self), gap=12)
        self.lines = AgendaLines(_("Agenda"), with_plan=True)
        watch_look(self._measure)
        self._measure()
        self.lines.set_empty(_("Nothing is on the agenda yet"), _("Press Insert for the first item."))
        self.lines.opened.connect(self.edit)
        self.lines.pressed_on.connect(self._press)
        self.lines.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self.papers = PapersPart(page, self.deeds)
        parts = SideBySide(self._build_list(), self._build_side(), shares=(7, 4), narrow=820)
        scroll = mark(QScrollArea(), "bare")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(parts)
        whole.addWidget(scroll, 1)

    def show_meeting(self, now: MeetingNow) -> None:
        """Show the agenda as it stands."""
        self.now = self.doing.now = now
        self.lines.show_agenda(now.agenda)
        if self._go_to is not None:
            self.lines.go_to(self._go_to)
            self._go_to = None
        self._show_sum(now)
        self.tools.setVisible(self._may())
        self._show_current()

    def first_focus(self) -> QWidget:
        """The items."""
        return self.lines

    def add(self) -> None:
        """A new item after the one the keys are on."""
        if self.now is None or not self._may():
            return
        item = self.lines.current()
        spot = spot_of(self.now.agenda, item.id) if item is not None and self.lines.hasFocus() else None
        panel = ItemPanel(self._page, self.now, inside=spot.inside if spot else None, at=spot.at + 1 if spot else None)
        panel.added.connect(self._remember)
        panel.saved.connect(self.changed)
        panel.open()

    def edit(self, item: ItemRow) -> None:
        """Open an item at the side."""
        if self.now is not None and self._may():
            panel = ItemPanel(self._page, self.now, item)
            panel.saved.connect(self.changed)
            panel.open()

    def _measure(self) -> None:
        self.lines.setMinimumHeight(look().px(56 * LEAST_LINES))

    def _build_list(self) -> QWidget:
        card = Card()
        head = spaced(QHBoxLayout(), gap=8)
        self.sum = BadgeLabel(Badge(""))
        head.addWidget(label(_("Agenda"), "heading3"), 1)
        head.addWidget(self.sum)
        card.body.addLayout(head)
        card.body.addWidget(self.lines, 1)
        self.tools = FlowRow(
            button(_("Add an item"), icon_name="plus", press=self.add),
            icon_button("arrow-up", _("Up (Alt and up)"), lambda: self._do(Qt.Key.Key_Up)),
            icon_button("arrow-down", _("Down (Alt and down)"), lambda: self._do(Qt.Key.Key_Down)),
            icon_button("trash-2", _("Take it off the agenda (Delete)"), lambda: self._do(Qt.Key.Key_Delete)),
            button(_("Bring in what is owed"), "link", icon_name="repeat", press=self.deeds.bring_in),
            gap=4,
        )
        card.body.addWidget(self.tools)
        return card

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = spaced(QVBoxLayout(side), gap=12)
        card = Card()
        self.title = label("", "heading3", wrap=True)
        self.about = label("", "subtle", wrap=True)
        self.conflicts = Banner("warn")
        for part in (self.title, self.about, self.conflicts, self.papers):
            card.body.addWidget(part)
        self.consent = button("", "link", press=self._turn_consent)
        self.change = button(_("Change…"), press=lambda: self._with_current(self.edit))
        self.item_tools = FlowRow(self.change, self.consent, gap=4)
        card.body.addWidget(self.item_tools)
        column.addWidget(card)
        keys = _(
            "Enter changes an item, Insert adds one, Delete takes it off. Alt and the arrows move it: up, down, and"
            " right to let it belong under the one before."
        )
        column.addWidget(label(keys, "faint", wrap=True))
        column.addStretch(1)
        return side

    def _show_sum(self, now: MeetingNow) -> None:
        planned = planned_minutes(now.agenda)
        length = round((now.meeting.ends - now.meeting.starts).total_seconds() / 60)
        said = _("{planned} of {length}").format(planned=minutes_words(planned), length=minutes_words(length))
        over = planned - length
        if over > 0:
            said = _("{said}: {over} too long").format(said=said, over=minutes_words(over))
        self.sum.show_badge(Badge(said, "warn" if over > 0 else "neutral"))

    def _show_current(self) -> None:
        item, may = self.lines.current(), self._may()
        self.title.setText(f"{item.number}  {item.title}" if item else _("No item"))
        about = (
            (item.kind_words, item.owner, minutes_words(item.minutes) if item.minutes else "", item.carried_words)
            if item
            else ()
        )
        self.about.setText(" · ".join(each for each in about if each))
        self.papers.show_item(item, may_record=may)
        self.item_tools.setVisible(may and item is not None)
        if item is None:
            self.conflicts.hide()
            return
        self.consent.setText(_("Take off the consent agenda") if item.is_consent else _("Put on the consent agenda"))
        if item.conflicts:
            self.conflicts.say(_("An interest was declared that this item touches"), "\n".join(item.conflicts))
        else:
            self.conflicts.hide()

    def _press(self, event: QKeyEvent, _item: ItemRow | None) -> None:
        key, with_alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Insert:
            self.add()
            event.accept()
        elif key == Qt.Key.Key_Delete or (with_alt and key in _MOVES):
            self._do(key)
            event.accept()

    def _do(self, key: Qt.Key) -> None:
        """What a key does to the item the keys are on."""
        item = self.lines.current()
        spot = spot_of(self.now.agenda, item.id) if self.now is not None and item is not None else None
        if item is None or spot is None or not self._may():
            return
        turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inward = Qt.Key.Key_Left if turned else Qt.Key.Key_Right
        if key == Qt.Key.Key_Delete:
            self.deeds.remove(item, spot)
        elif key in _STEPS:
            self.deeds.move(item, spot, _STEPS[key])
        elif key == inward:
            self.deeds.indent(item)
        else:
            self.deeds.outdent(item)

    def _turn_consent(self) -> None:
        self._with_current(self.deeds.turn_consent)

    def _with_current(self, press: Callable[[ItemRow], object]) -> None:
        item = self.lines.current()
        if item is not None:
            press(item)

    def _remember(self, item: int) -> None:
        self._go_to = item

    def _may(self) -> bool:
        return self._desk.may("council.record")


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVES = {*_STEPS, Qt.Key.Key_Left, Qt.Key.Key_Right}
