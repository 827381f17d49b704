"""The front desk: one field to find people by, Enter to check them in, and who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_checkin.door import door_of, look_around, look_for
from rcc_checkin.rules import sure_match
from rcc_checkin.service import check_in, check_in_anonymous, close_forgotten, undo_check_in, undo_return
from rcc_checkin.settings import ASK_REASON, FIRST_REASON_CHOSEN, KINDS, REASONS
from rcc_checkin.views.counting import AnonymousPanel, GroupPanel
from rcc_checkin.views.here_for import HereFor
from rcc_checkin.views.lines import line_of
from rcc_checkin.views.who_is_here import WhoIsHere
from rcc_checkin.wording import clock_words, short_day_words, time_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Banner,
    Card,
    PageWidget,
    PersonPicker,
    SideBySide,
    button,
    label,
    look,
    spaced,
    watch_look,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from rcc_checkin.door import AtTheDoor, Looked
    from rcc_checkin.service import Arrival
    from rcc_desktop.api import Desk, Problem

_, ngettext = words("rcc_checkin")

MINUTE_MS = 60_000
_KEYS = "\n".join(
    (
        _("Enter checks in, Up and Down choose, Esc empties the field"),
        _("Alt+1 to Alt+9: what they are here for"),
        _("Alt+A: anonymous · Alt+G: a group · Alt+N: somebody new"),
        _("Alt+W: who is here, Ctrl+Enter there checks out · Alt+E: check out everyone · Alt+S: back to this field"),
    )
)


class DeskPage(PageWidget):
    """Type, scan or swipe; Enter checks in whoever is highlighted. The keys always come back to the field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Front desk"))
        self._at_door: AtTheDoor | None = None
        self._found: dict[int, Looked] = {}
        self._answering = False
        self._given_up = ""
        self.alert = Banner("warn")
        self.body.addWidget(self.alert)
        self.here_for = HereFor()
        self.who_is_here = WhoIsHere(desk, self)
        self.picker = PersonPicker(self._look_for, _("Name, nickname or phone, or scan a card"))
        self.picker.field.setToolTip(_KEYS)
        self.body.addWidget(SideBySide(self._arrange_arrivals(), self.who_is_here), 1)
        self.picker.chosen.connect(self._choose)
        self.picker.typed.connect(self._clear_words)
        self.picker.people.current_changed.connect(self._ask_about)
        self.who_is_here.moved.connect(self._look_again)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        self._add_buttons()
        self._say_what_to_do()
        watch_look(self._give_room)
        self._give_room()

    def refresh(self) -> None:
        """Ask who is here and how the day stands."""
        now = self.desk.now()
        self.desk.read(self, lambda: look_around(self.desk, now), lambda at_door: self._show(at_door, now))

    def first_focus(self) -> QWidget:
        """The keys belong in the field."""
        return self.picker.field

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong, and give back what was typed if the field is free."""
        super().show_problem(problem)
        if self._given_up and not self.picker.text():
            self.picker.field.setText(self._given_up)
        self._given_up = ""

    def count_anonymous(self) -> None:
        """Ask how many people without names came in."""
        panel = AnonymousPanel(self)
        panel.counted.connect(self._count)
        panel.open()

    def check_in_group(self) -> None:
        """Ask who came together, and how many they are."""
        panel = GroupPanel(self, self.desk, self.here_for.reasons())
        panel.counted.connect(self._carry_on)
        panel.open()

    def add_somebody(self) -> None:
        """Add somebody new with the name typed, and check them in at once."""
        self.desk.add_person(self.picker.text(), self._check_in)

    def _arrange_arrivals(self) -> QWidget:
        arrivals = QWidget()
        column = spaced(QVBoxLayout(arrivals), gap=0)
        column.addWidget(self.picker)
        card = Card()
        stacked = self.picker.layout()
        assert isinstance(stacked, QVBoxLayout)
        stacked.removeWidget(self.picker.people)
        spaced(stacked, gap=12)
        stacked.addWidget(self.here_for)
        stacked.addWidget(card, 1)
        card.body.addWidget(self.picker.people, 1)
        foot = spaced(QHBoxLayout(), gap=8)
        self._matches = label("", "faint")
        foot.addWidget(self._matches, 1)
        together = button(_("Group…"), "link", icon_name="users", press=self.check_in_group)
        together.setToolTip(_("A group arrives together: names, and how many they are (Alt+G)"))
        foot.addWidget(together)
        self._as_new = button(_("Add somebody new"), "link", icon_name="user-plus", press=self.add_somebody)
        foot.addWidget(self._as_new)
        card.body.addLayout(foot)
        return arrivals

    def _add_buttons(self) -> None:
        offers: tuple[tuple[str, str, str, str, Callable[[], None]], ...] = (
            (_("Anonymous"), "", "hand", "Alt+A", self.count_anonymous),
            (_("New person"), "primary", "user-plus", "Alt+N", self.add_somebody),
        )
        for text, kind, icon_name, keys, press in offers:
            made = button(text, kind or None, icon_name=icon_name, press=press)
            made.setToolTip(f"{text} ({keys})")
            self.add_action(made)
            self._bind(keys, press)
        self._bind("Ctrl+Shift+A", self.count_anonymous)
        self._bind("Alt+G", self.check_in_group)
        self._bind("Alt+W", lambda: self.who_is_here.people.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._bind("Alt+S", lambda: self.picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._bind("Alt+E", self.who_is_here.ask_everyone)

    def _give_room(self) -> None:
        """Two people stay in sight at any text size."""
        self.picker.people.setMinimumHeight(look().px(152))

    def _bind(self, keys: str, press: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(press)

    def _look_for(self, text: str) -> None:
        def look() -> tuple[Looked, ...]:
            return look_for(self.desk, text, at_door.door if at_door else door_of(self.desk))

        at_door = self._at_door
        self.desk.read(self, look, lambda found: self._show_found(text, found))

    def _show_found(self, text: str, found: tuple[Looked, ...]) -> None:
        if text != self.picker.text():
            return
        self._found = {looked.person.id: looked for looked in found}
        today = self._at_door.day if self._at_door else self.desk.now().date()
        self._say_what_to_do(text, len(found))
        self._answering = True
        try:
            self.picker.show_lines([line_of(looked, today) for looked in found], text)
        finally:
            self._answering = False

    def _choose(self, person: int) -> None:
        """Enter, or a click. An Enter that came before the answer counts only where there is no doubt who is meant."""
        names = [looked.person.name for looked in self._found.values()]
        if self._answering and sure_match(self.picker.text(), names) is None:
            self._matches.setText(_("Who of these? Choose with Up and Down, then Enter."))
            return
        self._check_in(person)

    def _check_in(self, person: int) -> None:
        now, asked = self.desk.now(), self.here_for
        kind, reasons, first_visit = asked.kind_chosen(), asked.reasons(), asked.first_visit()
        looked, at_door = self._found.get(person), self._at_door

        def arrive() -> Arrival:
            door = at_door.door if at_door else door_of(self.desk)
            return check_in(person, door, now, kind=kind, reasons=reasons, first_visit=first_visit)

        self._given_up = self.picker.text()
        self._start_over()
        self._show_alert(looked)
        self.desk.write(self, arrive, self._greet)

    def _count(self, heads: int) -> None:
        now, kind, reasons = self.desk.now(), self.here_for.kind_chosen() or "guest", self.here_for.reasons()

        def say(visit: int) -> None:
            said = ngettext("{count} anonymous visit counted.", "{count} anonymous visits counted.", heads)
            why = _("Taken back at once, at the desk")
            self.desk.note(said.format(count=heads), lambda: undo_check_in(visit, why, self.desk.now()))
            self._carry_on()

        def count() -> int:
            return check_in_anonymous(heads, door_of(self.desk), now, kind=kind, reasons=reasons)

        self.desk.write(self, count, say)

    def _greet(self, arrival: Arrival) -> None:
        self._given_up = ""
        time = time_words(arrival.since)
        if arrival.how == "here":
            self.desk.note(_("{name} is already here since {time}.").format(name=arrival.name, time=time))
        elif arrival.before is not None:
            before = arrival.before
            said = _("Welcome back: {name} goes on with the visit from {time}.").format(name=arrival.name, time=time)
            self.desk.note(said, lambda: undo_return(arrival.visit, before))
        else:
            said = _("{name} is checked in.").format(name=arrival.name)
            why = _("Taken back at once, at the desk")
            self.desk.note(said, lambda: undo_check_in(arrival.visit, why, self.desk.now()))
        self.refresh()

    def _show_alert(self, looked: Looked | None) -> None:
        if looked is not None and looked.person.alert:
            self.alert.say(looked.person.name, looked.person.alert)
        else:
            self.alert.hide()

    def _ask_about(self, person: int) -> None:
        looked = self._found.get(person)
        self.here_for.ask_first_visit(asked=looked is not None and looked.seen is None and not looked.colleague)

    def _start_over(self) -> None:
        self.picker.clear()
        self.here_for.start_over()
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_again(self) -> None:
        """Somebody left; a name half typed stays."""
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _carry_on(self) -> None:
        """Something was recorded: on to the next person."""
        self._start_over()
        self.refresh()

    def _show(self, at_door: AtTheDoor, now: datetime) -> None:
        self._at_door = at_door
        until = _("open until {time}").format(time=clock_words(at_door.closes)) if at_door.closes else _("closed today")
        self.set_subtitle(f"{short_day_words(at_door.day)} · {until}")
        self.here_for.ask(
            self.desk.setting(REASONS),
            self.desk.setting(KINDS),
            ask=self.desk.setting(ASK_REASON),
            first_chosen=self.desk.setting(FIRST_REASON_CHOSEN),
        )
        self.who_is_here.show_door(at_door, now)
        if at_door.forgotten:
            self.desk.write(self, lambda: close_forgotten(at_door.door, now), lambda _ended: self.refresh())

    def _clear_words(self) -> None:
        self.clear_problem()

    def _say_what_to_do(self, text: str = "", found: int = 0) -> None:
        people = self.picker.people
        self._as_new.setVisible(bool(text))
        self._as_new.setToolTip(_("Add “{text}” and check them in (Alt+N)").format(text=text))
        if text:
            self._matches.setText(
                ngettext("{count} person matches “{text}”", "{count} people match “{text}”", found).format(
                    count=found, text=text
                )
            )
            people.set_empty(
                _("Nobody here is called “{text}”").format(text=text),
                _("Try part of the name, or press Alt+N to add them and check them in."),
            )
        else:
            self._matches.setText("")
            people.set_empty(
                _("Who is coming in?"),
                _("Type a few letters of a name. Enter checks in, Esc empties the field."),
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear_problem()
            self.alert.hide()
            self._start_over()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)
