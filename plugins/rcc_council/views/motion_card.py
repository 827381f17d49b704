"""A motion as it stands: its words, how it came to them, the steps that are open now, and how it was voted on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from rcc_council.views.live_words import MOTION_TONES, clock_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, FlowRow, button, label, mark, spaced

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from rcc_council.meetings.rows import MotionRow, VoteRow
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")

VOTE, AMEND, RECUSE, EDIT, BACK = "vote", "amend", "recuse", "edit", "back"
STEP_WORDS = {
    "seconded": _("Second"),
    "stated": _("Open the discussion"),
    VOTE: _("Vote"),
    AMEND: _("Amend"),
    "tabled": _("Lay on the table"),
    "postponed": _("Postpone"),
    "referred": _("Refer"),
    "postponed_indefinitely": _("Postpone for good"),
    "withdrawn": _("Withdraw"),
    RECUSE: _("Takes no part"),
    EDIT: _("Change the words"),
    BACK: _("Step back"),
}
_ALREADY_ASIDE = frozenset({"tabled", "postponed", "referred"})
MOST_KEYS = 9


class MotionCard(QFrame):
    """One motion; the page says which one the keys 1 to 9 are for, and that one carries the numbers."""

    stepped = Signal(object, str)
    """The motion, and a state it may come to or one of ``vote``, ``amend``, ``recuse``, ``edit``, ``back``."""
    asked = Signal(object, object, str)
    """The motion, a vote on it, and ``void``."""
    chosen = Signal(object)
    """The keys are to be for this motion."""

    def __init__(self, motion: MotionRow, depth: int, *, may_record: bool, has_keys: bool) -> None:
        super().__init__()
        mark(self, "card")
        self.motion = motion
        self.has_keys = has_keys
        self.steps: list[tuple[str, QPushButton]] = []
        whole = spaced(QVBoxLayout(self), (16 + 24 * depth, 12, 16, 12), 8)
        whole.addLayout(self._head())
        whole.addWidget(label(motion.words, wrap=True))
        whole.addWidget(label(_below(motion), "faint", wrap=True))
        for vote in motion.votes:
            whole.addWidget(self._vote(vote, may_record=may_record))
        if may_record:
            whole.addWidget(self._steps())
        self.setAccessibleName(f"{motion.number}, {motion.kind_words}: {motion.state_words}. {motion.words}")

    def press(self, number: int) -> None:
        """What a digit does: the step with that number."""
        if 1 <= number <= len(self.steps):
            self.steps[number - 1][1].click()

    def _head(self) -> QHBoxLayout:
        motion = self.motion
        head = spaced(QHBoxLayout(), gap=8)
        title = f"{motion.number}  {motion.title or motion.kind_words}"
        head.addWidget(label(title, "heading3", wrap=True), 1)
        if motion.is_sealed:
            head.addWidget(BadgeLabel(Badge(_("Sealed"), "neutral")))
        head.addWidget(BadgeLabel(Badge(motion.state_words, MOTION_TONES.get(motion.state, "warn"))))
        return head

    def _steps(self) -> FlowRow:
        row = FlowRow(gap=4)
        if not self.has_keys:
            row.flow.addWidget(button(_("Go on with this one"), "link", press=lambda: self.chosen.emit(self.motion)))
            return row
        for code in open_steps(self.motion):
            number = len(self.steps) + 1
            said = STEP_WORDS[code]
            numbered = f"{number}  {said}" if number <= MOST_KEYS else said
            kind = "primary" if code == VOTE else "link"
            press = button(numbered, kind, press=partial(self.stepped.emit, self.motion, code))
            press.setAccessibleName(f"{said}: {self.motion.number}")
            self.steps.append((code, press))
            row.flow.addWidget(press)
        return row

    def _vote(self, vote: VoteRow, *, may_record: bool) -> QWidget:
        row = QFrame()
        column = spaced(QVBoxLayout(row), (0, 4, 0, 4), 4)
        head = spaced(QHBoxLayout(), gap=8)
        said = f"{vote.method_words} · {clock_words(vote.taken)}"
        head.addWidget(label(said, "faint"), 1)
        outcome = _("Void") if vote.is_void else vote.outcome_words
        tone: Tone = "neutral" if vote.is_void else "danger" if vote.outcome == "lost" else "ok"
        head.addWidget(BadgeLabel(Badge(outcome, tone)))
        if may_record and not vote.is_void:
            void = button(_("Void…"), "link", press=lambda: self.asked.emit(self.motion, vote, "void"))
            head.addWidget(void)
        column.addLayout(head)
        column.addWidget(label(vote.arithmetic, "subtle" if vote.is_void else "strong", wrap=True))
        return row


def open_steps(motion: MotionRow) -> tuple[str, ...]:
    """What may be done with a motion now, in the order of its life; a vote takes the place of being put."""
    moves = list(motion.moves)
    steps: list[str] = []
    may_vote = motion.state in {"moved", "seconded", "stated", "put"}
    if "seconded" in moves:
        steps.append("seconded")
    if "stated" in moves and motion.state in {"moved", "seconded", *_ALREADY_ASIDE}:
        steps.append("stated")
    if may_vote:
        steps.append(VOTE)
    if motion.state in {"moved", "seconded", "stated"}:
        steps += [AMEND, EDIT]
    steps += [each for each in moves if each not in {"seconded", "stated", "put"}]
    if may_vote:
        steps.append(RECUSE)
    if motion.state not in {"moved", "adopted", "lost"}:
        steps.append(BACK)
    return tuple(steps)


def _below(motion: MotionRow) -> str:
    said = [
        _("moved by {name}").format(name=motion.mover) if motion.mover else "",
        _("seconded by {name}").format(name=motion.seconder) if motion.seconder else "",
        motion.threshold_words,
        _("takes no part: {names}").format(names=", ".join(motion.recused)) if motion.recused else "",
    ]
    return " · ".join(each for each in said if each)
