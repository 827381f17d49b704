"""The time clock: the hour, one field, and a word for whoever pressed. It lists nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, SearchField, label, look, spaced, watch_look
from rcc_mentors.hours.at_clock import mentor_at_kiosk
from rcc_mentors.hours.choices import terms_of
from rcc_mentors.hours.clock import press
from rcc_mentors.hours.wording import clock_words
from rcc_mentors.views.clock_lines import pressed_words

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QHideEvent

    from rcc_desktop.api import Desk, Problem
    from rcc_mentors.hours.rows import Pressed

_, ngettext = words("rcc_mentors")

READ_MS = 6_000
"""How long a word stays: long enough to read, gone before the next one comes."""


class KioskClock(QWidget):
    """A whole name or a card, and Enter. What is said is cleared, for the next one shall not read it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        whole = spaced(QVBoxLayout(self), gap=24)
        self.time = label("", "heading1")
        self.time.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field = SearchField(_("Type your whole name, or scan your card"))
        self.field.returnPressed.connect(self._press)
        self.said = label("", "heading2", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        help_ = label(_("Enter clocks you in. When you leave, do the same again."), "subtle", wrap=True)
        help_.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._card = Card()
        for part in (self.time, self.field, help_, self.said):
            self._card.body.addWidget(part)
        whole.addStretch(1)
        middle = spaced(QHBoxLayout(), gap=0)
        middle.addStretch(1)
        middle.addWidget(self._card, 8)
        middle.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(2)
        self._reading = QTimer(self, interval=READ_MS, singleShot=True)
        self._reading.timeout.connect(lambda: self.said.setText(""))
        watch_look(self._measure)
        self._measure()

    def tell_time(self, now: datetime) -> None:
        """Show what time it is."""
        self.time.setText(clock_words(now))

    def show_problem(self, problem: Problem) -> None:
        """Say it here, to whoever stands before it."""
        self._say(str(problem))

    def _press(self) -> None:
        typed = self.field.text().strip()
        self.field.clear()
        if typed:
            self._desk.read(self, lambda: mentor_at_kiosk(self._desk, typed), self._clock)

    def _clock(self, mentor: int) -> None:
        terms, now = terms_of(self._desk), self._desk.now()
        self._desk.write(self, lambda: press(mentor, terms, now, "kiosk"), self._greet)

    def _greet(self, pressed: Pressed) -> None:
        self._say(pressed_words(pressed))

    def _say(self, said: str) -> None:
        self.said.setText(said)
        self.said.setAccessibleName(said)
        self._reading.start()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        self._card.setMaximumWidth(look().px(600))
        self.said.setMinimumHeight(look().px(96))

    def hideEvent(self, event: QHideEvent) -> None:
        self._reading.stop()
        self.said.setText("")
        super().hideEvent(event)
