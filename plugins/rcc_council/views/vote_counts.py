"""Votes that are counted or heard: hands, ballots, voices, and nobody objecting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.motions.rules import Counts
from rcc_desktop.api import words
from rcc_desktop.api.ui import FieldRow, FlowRow, NumberField, button, label, look, mark, spaced, watch_look

if TYPE_CHECKING:
    from rcc_council.views.vote_floor import Floor

_, ngettext = words("rcc_council")


class CountsWay(QWidget):
    """Numbers typed one after another; the total is held against who is here with every key."""

    given = Signal(object, str)
    """The counts, and how the chair votes (empty: not)."""

    def __init__(self) -> None:
        super().__init__()
        self._floor: Floor | None = None
        self._method, self._threshold = "hands", "majority"
        whole = spaced(QVBoxLayout(self), gap=12)
        self.fields = {
            "yes": NumberField(low=0, high=9999),
            "no": NumberField(low=0, high=9999),
            "abstain": NumberField(low=0, high=9999),
            "blank": NumberField(low=0, high=9999),
            "illegal": NumberField(low=0, high=9999),
        }
        titles = {
            "yes": _("Yes"),
            "no": _("No"),
            "abstain": _("Abstaining"),
            "blank": _("Blank"),
            "illegal": _("Illegal"),
        }
        self.rows = {name: FieldRow(titles[name], field) for name, field in self.fields.items()}
        whole.addWidget(FlowRow(*self.rows.values(), gap=12))
        watch_look(self._measure)
        self._measure()
        for field in self.fields.values():
            field.textChanged.connect(self._weigh)
            field.returnPressed.connect(self._enter)
        self.total = label("", "subtle", wrap=True)
        self.proof = label("", "strong", wrap=True)
        self.problem = label("", "problem", wrap=True)
        for line in (self.total, self.problem, self.proof):
            whole.addWidget(line)
        self.chair = button("", press=self._give_with_chair)
        whole.addWidget(FlowRow(self.chair))
        self.take = button(_("Take the vote"), "primary", icon_name="vote", press=self._give)
        whole.addWidget(FlowRow(self.take))

    def show_floor(self, floor: Floor, method: str, threshold: str) -> None:
        """Ask for what this method counts."""
        self._floor, self._method, self._threshold = floor, method, threshold
        for name, row in self.rows.items():
            row.setVisible(name not in {"blank", "illegal"} or method == "ballot")
        self._weigh()

    def counts(self) -> Counts:
        """What is typed; an empty field is zero."""
        shown = {name: 0 if self.rows[name].isHidden() else field.value() or 0 for name, field in self.fields.items()}
        return Counts(**shown)

    def _measure(self) -> None:
        for row in self.rows.values():
            row.setFixedWidth(look().px(120))

    def _weigh(self) -> None:
        if self._floor is None:
            return
        counts, most = self.counts(), self._floor.most(self._method)
        wrong = next((name for name, field in self.fields.items() if not field.is_readable()), None)
        if most is None:
            self.total.setText(_("{all} votes typed. Nobody was written down as present.").format(all=counts.all))
        else:
            said = ngettext("{all} of {most} member who may vote", "{all} of {most} members who may vote", most).format(
                all=counts.all, most=most
            )
            self.total.setText(said if not self._floor.chair_stays_out(self._method) else self._without_chair(said))
        is_over = most is not None and counts.all > most
        told = _("These are more votes than members who may vote. Count again.") if is_over else ""
        self.problem.setText(_("Type whole numbers.") if wrong else told)
        self.problem.setVisible(bool(self.problem.text()))
        fits = not wrong and not is_over and counts.all > 0
        self.proof.setText(self._floor.proof(self._threshold, counts) if fits else "")
        self.take.setEnabled(fits)
        turns = self._floor.chair_turns(self._method, self._threshold, counts) if fits else ""
        self.chair.setVisible(bool(turns))
        self.chair.setText(
            _("The chair votes yes: it is adopted") if turns == "yes" else _("The chair votes no: it is lost")
        )
        mark(self.chair, turn=turns)

    def _without_chair(self, said: str) -> str:
        assert self._floor is not None
        if self._floor.bylaws.chair_votes == "never":
            return _("{said}; the chair has no vote").format(said=said)
        return _("{said}; the chair only to decide").format(said=said)

    def _enter(self) -> None:
        """On to the next number; from the last, take the vote."""
        shown = [field for name, field in self.fields.items() if not self.rows[name].isHidden()]
        at = next((at for at, field in enumerate(shown) if field.hasFocus()), len(shown))
        if at + 1 < len(shown):
            shown[at + 1].setFocus()
            shown[at + 1].selectAll()
        else:
            self._give()

    def _give(self) -> None:
        if self.take.isEnabled():
            self.given.emit(self.counts(), "")

    def _give_with_chair(self) -> None:
        if self.take.isEnabled():
            self.given.emit(self.counts(), str(self.chair.property("turn")))


class HeardWay(QWidget):
    """What the chair heard, or that nobody objected: two buttons, and nothing to count."""

    given = Signal(bool)

    def __init__(self, told: str, yes: str, no: str) -> None:
        super().__init__()
        whole = spaced(QVBoxLayout(self), gap=12)
        whole.addWidget(label(told, "subtle", wrap=True))
        self.yes = button(yes, "primary", icon_name="check", press=lambda: self.given.emit(True))
        self.no = button(no, icon_name="x", press=lambda: self.given.emit(False))
        whole.addWidget(FlowRow(self.yes, self.no))
