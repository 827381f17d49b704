"""Who asked to speak, in their order; Enter gives the word to the next, and takes it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_council.views.live_words import timer_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, button, icon_button, label, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rcc_council.meetings.rows import SpeakerRow

_, ngettext = words("rcc_council")


class SpeakersPart(QWidget):
    """The queue of an item. Those who spoke are only counted."""

    began = Signal(object)
    ended = Signal(object)
    withdrawn = Signal(object)
    """A speaker's row, each."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[QWidget] = []
        self._shown: tuple[object, ...] | None = None
        self._timer = label("", "strong")
        self._speaking: SpeakerRow | None = None
        self.column = spaced(QVBoxLayout(self), gap=4)

    def show_speakers(self, speakers: Sequence[SpeakerRow], now: datetime, *, may_record: bool) -> None:
        """Show who speaks and who waits."""
        if self._shown == (tuple(speakers), may_record):
            return
        self._shown = (tuple(speakers), may_record)
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._speaking = next((each for each in speakers if each.began and not each.ended), None)
        waiting = [each for each in speakers if not each.began]
        in_turn = [*([self._speaking] if self._speaking else []), *waiting]
        self._rows = [self._row(each, may_record=may_record) for each in in_turn]
        spoke = sum(each.ended is not None for each in speakers)
        if spoke and not waiting and self._speaking is None:
            said = ngettext("{count} person spoke", "{count} people spoke", spoke).format(count=spoke)
            self._rows.append(label(said, "faint"))
        for row in self._rows:
            self.column.addWidget(row)
        self.setVisible(bool(self._rows))
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the time of whoever speaks run on."""
        if self._speaking is not None and self._speaking.began is not None:
            self._timer.setText(timer_words(int((now - self._speaking.began).total_seconds())))

    def _row(self, speaker: SpeakerRow, *, may_record: bool) -> QWidget:
        row = QWidget()
        line = spaced(QHBoxLayout(row), gap=8)
        if speaker.began is None:
            line.addWidget(label(speaker.name, wrap=True), 1)
        else:
            line.addWidget(label(speaker.name, "strong", wrap=True))
            line.addWidget(BadgeLabel(Badge(_("Speaking"), "accent")))
            self._timer = label("", "strong")
            line.addWidget(self._timer)
            line.addStretch(1)
        if may_record:
            over = speaker.began is not None
            said = _("Has spoken") if over else _("Has the word")
            press = button(said, "link", press=partial((self.ended if over else self.began).emit, speaker))
            press.setAccessibleName(f"{said}: {speaker.name}")
            line.addWidget(press)
            if not over:
                away = icon_button("x", _("Does not want to speak any more"))
                away.clicked.connect(lambda _checked=False: self.withdrawn.emit(speaker))
                line.addWidget(away, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
