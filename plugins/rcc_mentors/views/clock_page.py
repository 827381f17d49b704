"""The clock: type a name, press Enter, and somebody is in or out. As a time clock it shows nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, PageWidget, PeopleList, PersonPicker, SideBySide, button, label, look, spaced
from rcc_desktop.api.ui import watch_look as watch
from rcc_mentors.hours.at_clock import around_the_clock, look_for_mentor
from rcc_mentors.hours.choices import KIOSK, terms_of
from rcc_mentors.hours.clock import close_forgotten, press, undo_press
from rcc_mentors.hours.wording import day_words
from rcc_mentors.settings import ROLES
from rcc_mentors.views.clock_kiosk import KioskClock
from rcc_mentors.views.clock_lines import line_expected, line_found, line_here, pressed_words
from rcc_mentors.views.hours_write import WriteDownPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from rcc_desktop.api import Desk
    from rcc_mentors.hours.at_clock import AroundTheClock
    from rcc_mentors.hours.rows import AtClock, Pressed

_, ngettext = words("rcc_mentors")

MINUTE_MS = 60_000


class ClockPage(PageWidget):
    """One field and Enter; who is here stands beside it. The keys always come back to the field."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Clock in"))
        self._around: AroundTheClock | None = None
        self._looked_for = ""
        self.picker = PersonPicker(self._look_for, _("Name of a mentor, or scan a card"))
        self.picker.chosen.connect(self._press)
        self.here = PeopleList(_("Clocked in"), compact=True)
        self.here.chosen.connect(self._press)
        self.here.acted.connect(self._press)
        self.kiosk = KioskClock(desk, self)
        self._room = QStackedWidget()
        self._room.addWidget(SideBySide(self._coming(), self._here()))
        self._room.addWidget(self.kiosk)
        self.body.addWidget(self._room, 1)
        self._paper = button(_("Write hours down…"), icon_name="notebook-pen", press=self.write_down)
        self._paper.setToolTip(_("For a past day, or from a paper sheet (Alt+P)"))
        self.add_action(self._paper)
        self._bind("Alt+P", self.write_down)
        self._bind("Alt+S", lambda: self.picker.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._bind("Alt+W", lambda: self.here.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        watch(self._give_room)
        self._give_room()
        self._say_what_to_do()

    def refresh(self) -> None:
        """Ask who is here and who is expected; a time clock asks for nobody."""
        is_kiosk, now = self.desk.setting(KIOSK), self.desk.now()
        self._room.setCurrentIndex(1 if is_kiosk else 0)
        self._paper.setVisible(not is_kiosk)
        self.set_subtitle(day_words(now.date()))
        self.kiosk.tell_time(now)
        terms = terms_of(self.desk)
        if is_kiosk:
            self.desk.write(self, lambda: close_forgotten(terms, now), lambda _ended: None)
        else:
            self.desk.read(self, lambda: around_the_clock(terms, now), self._show)

    def first_focus(self) -> QWidget:
        """The keys belong in the field."""
        return self.kiosk.field if self.desk.setting(KIOSK) else self.picker.field

    def write_down(self) -> None:
        """Type in hours that no clock saw."""
        if self.desk.setting(KIOSK):
            return
        panel = WriteDownPanel(self, self.desk)
        panel.saved.connect(self.refresh)
        panel.open()

    def _coming(self) -> QWidget:
        coming = QWidget()
        column = spaced(QVBoxLayout(coming), gap=0)
        column.addWidget(self.picker)
        card = Card()
        stacked = self.picker.layout()
        assert isinstance(stacked, QVBoxLayout)
        stacked.removeWidget(self.picker.people)
        spaced(stacked, gap=12)
        self._matches = label(_("Expected now"), "faint")
        card.body.addWidget(self._matches)
        card.body.addWidget(self.picker.people, 1)
        stacked.addWidget(card, 1)
        return coming

    def _here(self) -> QWidget:
        self.card = Card(_("Clocked in"))
        self.here.set_empty(_("Nobody is clocked in"), _("Type a name at the left and press Enter."))
        self.card.body.addWidget(self.here, 1)
        return self.card

    def _bind(self, keys: str, press_: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(press_)

    def _give_room(self) -> None:
        self.picker.people.setMinimumHeight(look().px(152))

    def _look_for(self, text: str) -> None:
        self._looked_for = text
        if not text:
            self._show_expected()
            return
        terms, now = terms_of(self.desk), self.desk.now()
        self.desk.read(
            self,
            lambda: look_for_mentor(self.desk, text, terms, now),
            lambda found: self._show_found(text, found),
        )

    def _show_found(self, text: str, found: tuple[AtClock, ...]) -> None:
        if text != self.picker.text():
            return
        self._say_what_to_do(text)
        roles, now = self.desk.setting(ROLES), self.desk.now()
        self.picker.show_lines([line_found(each, now, roles) for each in found], text)

    def _show_expected(self) -> None:
        self._say_what_to_do()
        expected = self._around.expected if self._around else ()
        roles = self.desk.setting(ROLES)
        self.picker.show_lines([line_expected(each, roles) for each in expected], "")

    def _show(self, around: AroundTheClock) -> None:
        self._around = around
        now, roles = self.desk.now(), self.desk.setting(ROLES)
        self.here.show_lines([line_here(each, now, roles) for each in around.here])
        self.card.set_title(_("Clocked in: {count}").format(count=len(around.here)))
        if not self.picker.text() and not self._looked_for:  # else the next pause of the keys asks
            self._show_expected()
        if around.forgotten:
            terms = terms_of(self.desk)
            self.desk.write(self, lambda: close_forgotten(terms, now), self._say_forgotten)

    def _say_forgotten(self, ended: int) -> None:
        said = ngettext(
            "{count} mentor forgot to clock out. The hours end with the shift, marked as estimated.",
            "{count} mentors forgot to clock out. Their hours end with their shifts, marked as estimated.",
            ended,
        )
        if ended:
            self.desk.note(said.format(count=ended))
        self.refresh()

    def _press(self, mentor: int) -> None:
        terms, now = terms_of(self.desk), self.desk.now()
        self.clear_problem()
        self.picker.clear()
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.write(self, lambda: press(mentor, terms, now), self._greet)

    def _greet(self, pressed: Pressed) -> None:
        wrote = pressed.how in {"in", "out"}
        undo = (lambda: undo_press(pressed, self.desk.now())) if wrote else None
        self.desk.note(pressed_words(pressed), undo)
        self.refresh()

    def _say_what_to_do(self, text: str = "") -> None:
        people = self.picker.people
        if text:
            self._matches.hide()
            people.set_empty(
                _("No mentor is called “{text}”").format(text=text),
                _("Try part of the name. Only mentors who serve now are shown."),
            )
        else:
            self._matches.show()
            people.set_empty(
                _("Nobody is expected in the next two hours"),
                _("Type a few letters of a name. Enter clocks in or out."),
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear_problem()
            self.picker.clear()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)
