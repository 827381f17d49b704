"""Votes by proxy, where the bylaws have them: which absent member, and who votes for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import ChoiceField, FieldRow, FlowRow, button, label, spaced

if TYPE_CHECKING:
    from rcc_council.views.vote_floor import Floor

_, ngettext = words("rcc_council")


class ProxiesPart(QWidget):
    """A short list; each member here may vote for one who is absent."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[int, int] = {}
        self._names: dict[int, str] = {}
        whole = spaced(QVBoxLayout(self), gap=8)
        self.absent, self.holder = ChoiceField([]), ChoiceField([])
        self.add = button(_("Add the proxy"), press=self._add)
        whole.addWidget(
            FlowRow(FieldRow(_("Absent member"), self.absent), FieldRow(_("Voted for by"), self.holder), self.add)
        )
        self.said = label("", "subtle", wrap=True)
        whole.addWidget(self.said)

    def offer(self, floor: Floor) -> None:
        """Offer those who are absent, and those who may vote for them."""
        self._names = {each.person: each.name for each in (*floor.absent, *floor.voters)}
        self.absent.offer([(each.person, each.name) for each in floor.absent])
        self.holder.offer([(each.person, each.name) for each in floor.voters])

    def held(self) -> dict[int, int]:
        """By absent member who votes for them."""
        return dict(self._held)

    def _add(self) -> None:
        absent, holder = self.absent.value(), self.holder.value()
        if isinstance(absent, int) and isinstance(holder, int):
            self._held[absent] = holder
            told = _("{absent} by {holder}")
            pairs = (told.format(absent=self._names[a], holder=self._names[h]) for a, h in self._held.items())
            self.said.setText(_("By proxy: {pairs}").format(pairs="; ".join(pairs)))
            self.changed.emit()
