"""The item that is talked about: its time, what is noted, who waits to speak, and what is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from rcc_council.views.live_notes import NotesPart
from rcc_council.views.live_speakers import SpeakersPart
from rcc_council.views.live_words import minutes_words, seconds_on, timer_words, whole_family
from rcc_council.views.motion_card import MotionCard
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Banner, EmptyState, label, mark, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rcc_council.meetings.rows import ItemRow, MotionRow
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")


class ItemPart(QScrollArea):
    """The middle of the live page."""

    stepped = Signal(object, str)
    asked = Signal(object, object, str)
    """What is to be done with a motion, or with a vote on it; see ``MotionCard``."""

    def __init__(self, desk: Desk, keep: Callable[[int, str, int, str], int]) -> None:
        super().__init__()
        mark(self, "bare")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._desk = desk
        self.item: ItemRow | None = None
        self.cards: list[MotionCard] = []
        self._with_keys: int | None = None
        self._drawn: tuple[object, ...] | None = None
        inner = QWidget()
        self._column = spaced(QVBoxLayout(inner), (0, 0, 8, 0), 12)
        self.notes = NotesPart(desk, keep)
        self.speakers = SpeakersPart()
        self.conflicts = Banner("warn")
        self.nothing = EmptyState(
            "gavel", _("No item is open"), _("Press N to begin with the first, or Enter on one at the right.")
        )
        self._column.addWidget(self._build_head())
        for part in (self.conflicts, self.notes, self.speakers, self.nothing):
            self._column.addWidget(part)
        self._motions = spaced(QVBoxLayout(), gap=12)
        self._column.addLayout(self._motions)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_item(self, item: ItemRow | None, now: datetime, *, may_record: bool) -> None:
        """Show an item; what is typed in its notes stays."""
        if item is None or self.item is None or item.id != self.item.id:
            self._with_keys = None
        self.item = item
        for part in (self._head, self.notes):
            part.setVisible(item is not None)
        self.nothing.setVisible(item is None)
        if item is None:
            self.conflicts.hide()
            self.speakers.hide()
            self._draw_motions((), may_record=False)
            return
        self.title.setText(f"{item.number}  {item.title}")
        under = (item.kind_words, item.owner, item.carried_words)
        self.under.setText(" · ".join(each for each in under if each))
        self._show_conflicts(item)
        self.notes.show_item(item, may_record=may_record)
        self.speakers.show_speakers(item.speakers, now, may_record=may_record)
        self._draw_motions(item.motions, may_record=may_record)
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Let the time run on."""
        if self.item is None:
            return
        spent = seconds_on(self.item, now)
        over = spent - self.item.minutes * 60 if self.item.minutes else 0
        said = timer_words(spent)
        if self.item.minutes:
            said = _("{spent} of {minutes}").format(spent=said, minutes=minutes_words(self.item.minutes))
        self.timer.setText(said)
        self.over.setVisible(over > 0)
        if over > 0:
            self.over.show_badge(Badge(_("{time} over").format(time=timer_words(over)), "warn"))
        self.speakers.tick(now)

    def with_keys(self) -> MotionCard | None:
        """The motion whose steps the digits take."""
        return next((card for card in self.cards if card.has_keys), None)

    def give_keys(self, motion: MotionRow) -> None:
        """Let the digits take the steps of this motion."""
        self._with_keys, self._drawn = motion.id, None
        if self.item is not None:
            self._draw_motions(self.item.motions, may_record=True)

    def show_motion(self, motion: int) -> None:
        """Bring a motion into sight."""
        for card in self.cards:
            if card.motion.id == motion:
                self.ensureWidgetVisible(card)

    def _build_head(self) -> QWidget:
        self._head = QWidget()
        column = spaced(QVBoxLayout(self._head), gap=4)
        line = spaced(QHBoxLayout(), gap=8)
        self.title = label("", "heading2", wrap=True)
        self.timer = label("", "heading3")
        self.over = BadgeLabel(Badge(""))
        line.addWidget(self.title, 1)
        line.addWidget(self.over, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.timer, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(line)
        self.under = label("", "faint", wrap=True)
        column.addWidget(self.under)
        return self._head

    def _show_conflicts(self, item: ItemRow) -> None:
        if item.conflicts:
            self.conflicts.say(_("An interest was declared that this item touches"), "\n".join(item.conflicts))
        else:
            self.conflicts.hide()

    def _draw_motions(self, motions: Sequence[MotionRow], *, may_record: bool) -> None:
        drawn = (tuple(motions), may_record, self._with_keys)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        for card in self.cards:
            self._motions.removeWidget(card)
            card.hide()
            card.deleteLater()
        family = list(whole_family(motions))
        keys = self._whose_keys([motion for _depth, motion in family])
        self.cards = [
            MotionCard(motion, depth, may_record=may_record, has_keys=motion.id == keys) for depth, motion in family
        ]
        for card in self.cards:
            card.stepped.connect(self.stepped)
            card.asked.connect(self.asked)
            card.chosen.connect(self.give_keys)
            self._motions.addWidget(card)

    def _whose_keys(self, motions: Sequence[MotionRow]) -> int | None:
        """The motion that was chosen, else the latest that is not settled, else the latest."""
        if any(each.id == self._with_keys for each in motions):
            return self._with_keys
        unsettled = [each for each in motions if each.moves or each.state == "put"]
        return (unsettled or list(motions))[-1].id if motions else None
