"""The meeting while it goes on: who is here, what is talked about, what is decided. Made for the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_council.meetings.live import note_words
from rcc_council.views.agenda_lines import AgendaLines
from rcc_council.views.live_action import ActionPanel
from rcc_council.views.live_deeds import ItemDeeds, RoomDeeds
from rcc_council.views.live_doing import Doing
from rcc_council.views.live_item import ItemPart
from rcc_council.views.live_keys import show_live_keys
from rcc_council.views.live_motions import LiveMotions
from rcc_council.views.live_pick import PickPanel
from rcc_council.views.live_quorum import no_quorum_words
from rcc_council.views.live_room import RoomPart
from rcc_council.views.live_stay import ExcusePanel, StayPanel
from rcc_council.views.live_words import whole_agenda
from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, Card, Chips, FlowRow, button, look, spaced, watch_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.meetings.rows import ItemRow, MeetingNow, PersonHere
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

SECOND_MS = 1000
ROOM, ITEM, AGENDA = "room", "item", "agenda"
ROOM_FOR_THREE = 1000
"""Pixels at 100 % text: with less, one of the three parts is shown at a time."""
SEALED = "council.sealed"


class LiveView(QWidget):
    """Three parts side by side. Letters are keys where nothing is typed; with Alt they are keys everywhere."""

    add_asked = Signal()
    """An item is to be added to the agenda."""
    changed = Signal()
    """Something was kept: look again."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self.now: MeetingNow | None = None
        self._had_quorum = True
        self._may = page.desk.may("council.record")
        self.doing = Doing(page, self.changed.emit)
        self.room_deeds, self.item_deeds = RoomDeeds(self.doing), ItemDeeds(self.doing)
        self.room, self.agenda = RoomPart(self._desk), AgendaLines(_("Agenda"))
        self.item = ItemPart(self._desk, _keep)
        self.motions = LiveMotions(page, self.doing, self.item, self.changed.emit)
        self.banner = Banner("danger")
        self.parts = Chips(
            [(ROOM, _("Who is here")), (ITEM, _("Now")), (AGENDA, _("Agenda"))], one=True, at_least_one=True,
            numbered=False,
        )  # fmt: skip
        self.parts.choose([ITEM])
        self._arrange()
        self._listen()
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._tick)
        watch_look(self._give_room)

    def show_meeting(self, now: MeetingNow) -> None:
        """Show the meeting as it stands; what is typed stays."""
        self.now = self.doing.now = now
        self._may = self._desk.may("council.record")
        going_on = self.open_item()
        self.room.show_room(now, may_record=self._may)
        self.agenda.show_agenda(now.agenda, going_on.id if going_on else None)
        self.item.show_item(going_on, self._desk.now(), may_record=self._may)
        self._say_nothing_open(now)
        self._say_quorum(now)
        self.item_bar.setVisible(self._may)

    def open_item(self) -> ItemRow | None:
        """The item that is talked about."""
        return next((item for _depth, item in self.agenda_items() if item.state == "open"), None)

    def agenda_items(self) -> tuple[tuple[int, ItemRow], ...]:
        """Every line of the agenda, with how deep it stands."""
        return tuple(whole_agenda(self.now.agenda)) if self.now else ()

    def first_focus(self) -> QWidget:
        """The keys belong where names are typed before the first item, and on the agenda after."""
        return self.room.field if self._may and self.open_item() is None else self.agenda

    def next_item(self) -> None:
        """This item is done: on to the next one that waits."""
        items = [item for _depth, item in self.agenda_items()]
        now = self.open_item()
        at = items.index(now) + 1 if now is not None else 0
        coming = next((item for item in items[at:] if item.state == "waiting"), None)
        self.item.notes.keep_now()
        if coming is not None:
            self.item_deeds.begin(coming)
        elif now is not None:
            self.item_deeds.end(now)
        self._go(ITEM)

    def take_up(self, item: ItemRow) -> None:
        """Take up an item of the agenda; the one before it is done."""
        if self._may and item.state != "open":
            self.item.notes.keep_now()
            self.item_deeds.begin(item)
        self._go(ITEM)

    def ask_speaker(self) -> None:
        """Somebody asks to speak."""
        item, now = self.open_item(), self.now
        if item is None or now is None or not self._may:
            return
        here = [(each.person, each.name) for each in now.people if each.is_here]
        panel = PickPanel(self._page, _("Who would like to speak?"), here, by_name=True)
        panel.picked.connect(lambda person, name: self.item_deeds.ask_to_speak(item, person, name))
        panel.open()

    def next_word(self) -> None:
        """Whoever speaks has spoken; else the next on the list has the word."""
        item = self.open_item()
        if item is None or not self._may:
            return
        speaking = next((each for each in item.speakers if each.began and not each.ended), None)
        waiting = next((each for each in item.speakers if not each.began), None)
        if speaking is not None:
            self.item_deeds.end_word(speaking)
        elif waiting is not None:
            self.item_deeds.give_word(waiting)

    def turn_executive(self) -> None:
        """Into executive session, or back out of it."""
        if not (self._may and self._desk.may(SEALED)):
            return
        item = self.open_item()
        self.item.notes.keep_now()
        if item is not None and item.kind == "executive":
            self.room_deeds.leave_executive(item.began)
        else:
            self.room_deeds.enter_executive()

    def ask_action(self) -> None:
        """Somebody will do something."""
        item, now = self.open_item(), self.now
        if item is not None and now is not None and self._may:
            panel = ActionPanel(self._page, now, item)
            panel.saved.connect(self.changed)
            panel.open()

    def ask_chair(self) -> None:
        """Say who chairs."""
        now = self.now
        if now is not None and self._may:
            people = [(each.person, each.name) for each in now.people if each.is_here and each.person is not None]
            panel = PickPanel(self._page, _("Who chairs?"), people, by_name=False)
            panel.picked.connect(lambda person, _name: self.room_deeds.set_chair(person))
            panel.open()

    def _arrange(self) -> None:
        whole = spaced(QVBoxLayout(self), gap=12)
        whole.addWidget(self.banner)
        whole.addWidget(self.parts)
        row = spaced(QHBoxLayout(), gap=16)
        self.room_card, self.agenda_card = Card(), Card(_("Agenda"))
        for card, part in ((self.room_card, self.room), (self.agenda_card, self.agenda)):
            card.body.addWidget(part, 1)
        self.agenda_card.add_action(button(_("Add"), "link", icon_name="plus", press=self.add_asked.emit))
        self.middle = QWidget()
        column = spaced(QVBoxLayout(self.middle), gap=12)
        column.addWidget(self.item, 1)
        self.item_bar = self._build_bar()
        column.addWidget(self.item_bar)
        row.addWidget(self.room_card)
        row.addWidget(self.middle, 1)
        row.addWidget(self.agenda_card)
        whole.addLayout(row, 1)

    def _build_bar(self) -> QWidget:
        self.mover = button(_("Motion (M)"), press=self.motions.ask_motion)
        self.speak = button(_("Speaker (S)"), press=self.ask_speaker)
        self.act = button(_("To do (D)"), press=self.ask_action)
        self.next = button(_("Next (N)"), "primary", icon_name="arrow-right", press=self.next_item)
        return FlowRow(self.next, self.mover, self.speak, self.act)

    def _listen(self) -> None:
        self.room.came.connect(self.room_deeds.came)
        self.room.left.connect(self.room_deeds.left)
        self.room.asked_more.connect(self._open_stay)
        self.room.chair_asked.connect(self.ask_chair)
        self.agenda.opened.connect(self.take_up)
        self.item.speakers.began.connect(self.item_deeds.give_word)
        self.item.speakers.ended.connect(self.item_deeds.end_word)
        self.item.speakers.withdrawn.connect(self.item_deeds.end_word)
        self.item.notes.failed.connect(self._page.show_problem)
        self.item.notes.reread.connect(self.changed)
        self.parts.changed.connect(self._give_room)
        for part in (self.room.list, self.agenda):
            part.installEventFilter(self)
        for letter in self._letters():
            name = QKeySequence(letter).toString()
            shortcut = QShortcut(QKeySequence(f"Alt+{name}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._letters()[letter])

    def _letters(self) -> dict[Qt.Key, Callable[[], object]]:
        presses: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_A: lambda: self._go(ROOM, self.room.ask_who_comes),
            Qt.Key.Key_L: lambda: self._go(ROOM, self.room.ask_who_leaves),
            Qt.Key.Key_T: lambda: self._go(ITEM, self.item.notes.text.setFocus),
            Qt.Key.Key_G: lambda: self._go(AGENDA, self.agenda.setFocus),
            Qt.Key.Key_S: self.ask_speaker,
            Qt.Key.Key_W: self.next_word,
            Qt.Key.Key_M: self.motions.ask_motion,
            Qt.Key.Key_V: self.motions.vote,
            Qt.Key.Key_N: self._next_by_key,
            Qt.Key.Key_I: self.add_asked.emit,
            Qt.Key.Key_E: self.turn_executive,
            Qt.Key.Key_D: self.ask_action,
        }
        digits = (Qt.Key(Qt.Key.Key_1 + at) for at in range(9))
        return presses | {key: self._press_of(at) for at, key in enumerate(digits, 1)}

    def _press_of(self, number: int) -> Callable[[], object]:
        return lambda: self.motions.press(number)

    def _next_by_key(self) -> None:
        if self._may:
            self.next_item()

    def _go(self, part: str, then: Callable[[], object] = lambda: None) -> None:
        """Bring a part into sight where there is room for one, then put the keys in it."""
        self.parts.choose([part])
        self._give_room()
        then()

    def _give_room(self) -> None:
        roomy = self.width() >= look().px(ROOM_FOR_THREE)
        shown = self.parts.chosen()
        self.parts.setVisible(not roomy)
        for part, code in ((self.room_card, ROOM), (self.middle, ITEM), (self.agenda_card, AGENDA)):
            part.setVisible(roomy or code in shown)
        for card in (self.room_card, self.agenda_card):
            card.setMinimumWidth(look().px(264) if roomy else 0)
            card.setMaximumWidth(look().px(300) if roomy else 16_777_215)

    def _open_stay(self, here: PersonHere) -> None:
        panel = (StayPanel if here.row is not None else ExcusePanel)(self._page, here, self.room_deeds)
        panel.open()

    def _say_quorum(self, now: MeetingNow) -> None:
        is_open = now.meeting.state == "open"
        if is_open and not now.has_quorum:
            self.banner.say(*no_quorum_words(now))
        elif not self.banner.isHidden():
            self.banner.hide()

    def _say_nothing_open(self, now: MeetingNow) -> None:
        if now.has_sealed and not self._desk.may(SEALED):
            self.item.nothing.say(
                _("No item is open that you may see"),
                _("The council may be in executive session. What is said there is sealed."),
            )
        else:
            self.item.nothing.say(
                _("No item is open"), _("Press N to begin with the next, or Enter on one of the agenda.")
            )

    def _tick(self) -> None:
        self.item.tick(self._desk.now())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~plain:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Question:
            show_live_keys(self._page)
        elif key == Qt.Key.Key_Escape:
            self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in self._letters():
            self._letters()[key]()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters on a list are keys of the page, not a search in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            press = self._letters().get(Qt.Key(event.key()))
            if press is not None:
                press()
                return True
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """What one part alone needs: the others give way before the page would be too wide."""
        return QSize(look().px(360), look().px(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._second.stop()
        super().hideEvent(event)


def _keep(item: int, said: str, expected: int, was: str) -> int:
    return note_words(item, said, expected=expected, was=was)
