"""Who is in the room: type a name and press Enter, and they have come; Enter on somebody here, and they have left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.meetings.wording import CAPACITIES
from rcc_council.views.live_quorum import QuorumBar
from rcc_council.views.live_words import clock_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, EndButton, FlowRow, PeopleList, PersonLine, TextField, button, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.meetings.rows import MeetingNow, PersonHere
    from rcc_desktop.api import Desk, PersonFound

_, ngettext = words("rcc_council")

PAUSE_MS = 80
"""How long the keys rest before everybody on file is searched; the members are searched with every key."""


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who might come or leave: one of the meeting, somebody on file, or only a name."""

    name: str
    here: PersonHere | None = None
    person: int | None = None


class RoomPart(QWidget):
    """The left of the live page. Members first, those who are here on top of those who are not."""

    came = Signal(object)
    """A ``Comer`` has come into the room."""
    left = Signal(object)
    """A ``PersonHere`` has left the room."""
    asked_more = Signal(object)
    """Right arrow or a link: more about one of them."""

    chair_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people: tuple[PersonHere, ...] = ()
        self._found: tuple[PersonFound, ...] = ()
        self._shown: list[Comer] = []
        self._waits = False
        self._may = False
        whole = spaced(QVBoxLayout(self), gap=12)
        self.quorum = QuorumBar()
        whole.addWidget(self.quorum)
        self.chair = button("", "link", icon_name="user", press=self.chair_asked.emit)
        whole.addWidget(FlowRow(self.chair))
        self.field = TextField(hint=_("Who comes? (A)"))
        self.field.setAccessibleName(_("Name of somebody who comes or leaves"))
        self._glass = EndButton(self.field, "search", _("Search"), start=True)
        self._glass.setEnabled(False)
        whole.addWidget(self.field)
        self.list = PeopleList(_("People in the room"), compact=True)
        self.list.set_empty(_("Nobody yet"), _("Type a name and press Enter."))
        self.list.chosen.connect(self._toggle)
        self.list.acted.connect(self._more)
        whole.addWidget(self.list, 1)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)

    def show_room(self, now: MeetingNow, *, may_record: bool) -> None:
        """Show who is here now."""
        self._people = now.people
        self._may = may_record
        self.quorum.show_quorum(now)
        self.field.setVisible(may_record)
        chair = _("Chair: {name}").format(name=now.chair) if now.chair else _("Who chairs?")
        self.chair.setText(f"\u2002{chair}")
        self.chair.setAccessibleName(chair)
        self.chair.setEnabled(may_record)
        self._narrow()

    def ask_who_comes(self) -> None:
        """Put the keys where a name is typed."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def ask_who_leaves(self) -> None:
        """Put the keys on the first who is here."""
        self.field.setText("")
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _typed(self) -> None:
        self._found = ()
        self._waits = False
        self._narrow()
        if len(self._text()) >= 2:
            self._pause.start()
        else:
            self._pause.stop()

    def _text(self) -> str:
        return self.field.text().strip()

    def _search(self) -> None:
        self._pause.stop()
        text = self._text()

        def show(found: Sequence[PersonFound]) -> None:
            if text != self._text():
                return
            self._found = tuple(found)
            self._narrow()
            if self._waits:
                self._waits = False
                self.list.choose_current()

        self._desk.read(self, lambda: self._desk.find_people(text, 8), show)

    def _narrow(self) -> None:
        typed = self._text().casefold()
        known = [each for each in self._people if typed in each.name.casefold()]
        if typed:  # who is not here yet first: they are who is typed
            known.sort(key=lambda each: each.is_here)
        else:
            known.sort(key=lambda each: not each.is_here)
        self._shown = [Comer(each.name, each, each.person) for each in known]
        members = {each.person for each in self._people}
        self._shown += [Comer(each.name, None, each.id) for each in self._found if each.id not in members]
        if typed and self._may and len(typed) >= 2 and not self._pause.isActive():
            self._shown.append(Comer(self._text()))
        before = self.list.current_line()
        lines = [_line(at, comer) for at, comer in enumerate(self._shown)]
        keep = before is not None and not typed
        self.list.show_lines(lines, keep_current=False)
        if keep and before is not None:
            again = next((at for at, line in enumerate(lines) if line.name == before.name), 0)
            self.list.step(again)

    def _toggle(self, at: int) -> None:
        if not self._may or not 0 <= at < len(self._shown):
            return
        comer = self._shown[at]
        self.field.setText("")
        if comer.here is not None and comer.here.is_here:
            self.left.emit(comer.here)
        else:
            self.came.emit(comer)

    def _more(self, at: int) -> None:
        if self._may and 0 <= at < len(self._shown) and self._shown[at].here is not None:
            self.asked_more.emit(self._shown[at].here)

    def _enter(self) -> None:
        if not self._text():
            return
        if self._pause.isActive() and not any(each.here is not None for each in self._shown):
            self._waits = True
            self._search()
        else:
            self.list.choose_current()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pause.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.setText("")
                return True
        return super().eventFilter(watched, event)


def _line(at: int, comer: Comer) -> PersonLine:
    here = comer.here
    if here is None:
        below = _("On file: comes as a guest") if comer.person is not None else _("Not on file: comes as a guest")
        return PersonLine(at, comer.name, below=below, color=comer.person)
    badges: tuple[Badge, ...] = ()
    if here.is_here:
        badges = (Badge(_("Here"), "ok" if here.counts else "info"),)
    elif here.is_excused:
        badges = (Badge(_("Excused"), "neutral"),)
    return PersonLine(at, here.name, below=_below(here), badges=badges, color=here.person or at)


def _below(here: PersonHere) -> str:
    role = here.office_words or ("" if here.capacity == "member" else CAPACITIES.get(here.capacity, ""))
    when = ""
    if here.is_here and here.came is not None:
        when = _("since {time}").format(time=clock_words(here.came))
    elif here.left is not None:
        when = _("left {time}").format(time=clock_words(here.left))
    return " · ".join(each for each in (role, when) if each)
