"""How a vote came out, large enough to be read out loud across the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import FieldRow, FlowRow, TextField, button, label, spaced

if TYPE_CHECKING:
    from rcc_council.meetings.rows import VoteRow

_, ngettext = words("rcc_council")


class ResultPart(QWidget):
    """The outcome, the sentence that proves it, and the way back from a mistake."""

    done = Signal()
    voided = Signal(object, str)
    """The vote, and why it did not hold."""

    def __init__(self) -> None:
        super().__init__()
        self._vote: VoteRow | None = None
        whole = spaced(QVBoxLayout(self), gap=16)
        self.outcome = label("", "heading1", wrap=True)
        self.sentence = label("", "heading2", wrap=True)
        self.room = label("", "subtle", wrap=True)
        for line in (self.outcome, self.sentence, self.room):
            whole.addWidget(line)
        self.close_button = button(_("Go on"), "primary", press=self.done.emit)
        self.void_button = button(_("This vote did not hold…"), press=self._ask_why)
        whole.addWidget(FlowRow(self.close_button, self.void_button))
        self.why = TextField(hint=_("For example: somebody voted who may not"))
        self.why_row = FieldRow(_("Why it did not hold"), self.why)
        self.why.returnPressed.connect(self._void)
        self.void_now = button(_("Void the vote"), "danger", press=self._void)
        whole.addWidget(self.why_row)
        whole.addWidget(FlowRow(self.void_now))
        whole.addStretch(1)
        self._hide_why()

    def show_vote(self, vote: VoteRow) -> None:
        """Show how it came out."""
        self._vote = vote
        self._hide_why()
        self.outcome.setText(vote.outcome_words)
        self.sentence.setText(vote.arithmetic)
        said = _("{present} of {in_office} members here, {needed} are a quorum.")
        room = said.format(present=vote.present, in_office=vote.in_office, needed=vote.needed)
        self.room.setText(room if vote.in_office else "")
        self.setAccessibleName(f"{vote.outcome_words}. {vote.arithmetic}")

    def ask_void(self, vote: VoteRow) -> None:
        """Show a vote taken before, with the keys on the reason why it does not hold."""
        self.show_vote(vote)
        self._ask_why()

    def _hide_why(self) -> None:
        self.why_row.hide()
        self.void_now.hide()

    def _ask_why(self) -> None:
        self.why_row.show()
        self.void_now.show()
        self.why.setFocus()

    def _void(self) -> None:
        if not self.why.value():
            self.why_row.show_problem(_("Please say why. It stays in the record with the vote."))
            self.why.setFocus()
        elif self._vote is not None:
            self.voided.emit(self._vote, self.why.value())
