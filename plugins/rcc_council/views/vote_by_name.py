"""Votes by name: the list is walked with one key for each member, and every answer stays in sight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.motions.wording import CHOICE_WORDS
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, FieldRow, FlowRow, PeopleList, PersonLine, TextField, button, label, look, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.views.vote_floor import Voter
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer a member may give: its code, the key that stands for it, and how it looks."""

    code: str
    key: Qt.Key
    letter: str
    tone: Tone


ROLL_CALL = (
    Answer("yes", Qt.Key.Key_Y, "Y", "ok"),
    Answer("no", Qt.Key.Key_N, "N", "danger"),
    Answer("abstain", Qt.Key.Key_A, "A", "neutral"),
)
CONSENSUS = (
    Answer("agree", Qt.Key.Key_Y, "Y", "ok"),
    Answer("reservations", Qt.Key.Key_R, "R", "info"),
    Answer("aside", Qt.Key.Key_A, "A", "neutral"),
    Answer("block", Qt.Key.Key_B, "B", "danger"),
)
WITH_WHY = frozenset({"reservations", "aside", "block"})


class ByNameWay(QWidget):
    """Members under each other. A letter answers for the one the keys are on and goes to the next."""

    changed = Signal()

    def __init__(self, answers: Sequence[Answer], title: str) -> None:
        super().__init__()
        self._answers = {each.code: each for each in answers}
        self._voters: tuple[Voter, ...] = ()
        self._held: dict[int, Voter] = {}
        self.choices: dict[int, str] = {}
        self.why: dict[int, str] = {}
        whole = spaced(QVBoxLayout(self), gap=8)
        letters = " · ".join(f"{each.letter} {CHOICE_WORDS[each.code]}" for each in answers)
        whole.addWidget(label(letters, "subtle", wrap=True))
        self.list = PeopleList(title, compact=True)
        self.list.installEventFilter(self)
        self.list.current_changed.connect(self._show_why)
        whole.addWidget(self.list, 1)
        self.buttons = [button(CHOICE_WORDS[each.code], press=partial(self._answer, each.code)) for each in answers]
        whole.addWidget(FlowRow(*self.buttons))
        self.reason = TextField(hint=_("In their own words"))
        self.reason_row = FieldRow(_("Why"), self.reason)
        self.reason.textChanged.connect(self._write_why)
        self.reason.returnPressed.connect(self._next_from_reason)
        whole.addWidget(self.reason_row)
        self.reason_row.hide()

    def show_voters(self, voters: Sequence[Voter], held: dict[int, Voter] | None = None) -> None:
        """Show who is called; ``held`` says who votes for an absent member. Answers given before stay."""
        self._voters, self._held = tuple(voters), held or {}
        here = {each.person for each in voters}
        self.choices = {person: code for person, code in self.choices.items() if person in here}
        self.list.setMinimumHeight(look().px(56) * min(4, max(2, len(voters))))
        self._draw()

    def missing(self) -> int:
        """How many have not answered."""
        return sum(each.person not in self.choices for each in self._voters)

    def tally(self) -> dict[str, int]:
        """How many gave each answer."""
        given = list(self.choices.values())
        return {code: given.count(code) for code in self._answers}

    def _draw(self) -> None:
        self.list.show_lines([self._line(each) for each in self._voters])
        self._show_why()

    def _line(self, voter: Voter) -> PersonLine:
        code = self.choices.get(voter.person)
        badges = (Badge(CHOICE_WORDS[code], self._answers[code].tone),) if code else ()
        said = [_("Chair") if voter.is_chair else ""]
        if voter.person in self._held:
            said.append(_("by proxy: {name}").format(name=self._held[voter.person].name))
        said.append(self.why.get(voter.person, ""))
        below = " · ".join(each for each in said if each)
        return PersonLine(voter.person, voter.name, below=below, badges=badges)

    def _answer(self, code: str) -> None:
        line = self.list.current_line()
        if line is None:
            return
        self.choices[line.id] = code
        if code not in WITH_WHY:
            self.why.pop(line.id, None)
        self._draw()
        self.changed.emit()
        if code == "block":  # a block needs its reason
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.step(1)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_why(self) -> None:
        line = self.list.current_line()
        code = self.choices.get(line.id, "") if line is not None else ""
        self.reason_row.setVisible(code in WITH_WHY)
        if line is not None and code in WITH_WHY and not self.reason.hasFocus():
            self.reason.blockSignals(True)
            self.reason.setText(self.why.get(line.id, ""))
            self.reason.blockSignals(False)

    def _write_why(self) -> None:
        line = self.list.current_line()
        if line is not None:
            self.why[line.id] = self.reason.value()
            self.changed.emit()

    def _next_from_reason(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._draw()
        self.list.step(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            for answer in self._answers.values():
                if event.key() == answer.key and not event.modifiers():
                    self._answer(answer.code)
                    return True
        return super().eventFilter(watched, event)
