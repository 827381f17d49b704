"""What somebody is here for, and what they come as: one tap each, asked while the name is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from rcc_checkin.settings import offered
from rcc_desktop.api import words
from rcc_desktop.api.ui import Chips, ChoiceField, button, label, look, spaced, watch_look

if TYPE_CHECKING:
    from rcc_desktop.api import Choice

_, ngettext = words("rcc_checkin")

IN_SIGHT = 7
"""Reasons shown before “More”: what fits on two lines on a small screen."""


class HereFor(Chips):
    """The questions at the door, in one flow of words and chips. Alt and a number turn a reason on or off."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Here for"))
        self._reasons: tuple[Choice, ...] = ()
        self._first_chosen = False
        self._asks = True
        self._all_in_sight = False
        self._what_for = label(_("Here for"), "subtle")
        self._more = button(_("More…"), "link", press=self._show_all)
        self._more.setToolTip(_("Show every reason on the center's list"))
        self.kind = ChoiceField([(None, _("As last time"))])
        self.kind.setAccessibleName(_("Coming as"))
        self._been_before = QCheckBox(_("Has been here before"))
        self._been_before.setToolTip(_("They came before the center used this program, so they are not new"))
        self._as_what = self._in_a_row(label(_("Coming as"), "subtle"), self.kind, self._been_before)
        self.ask_first_visit(asked=False)
        watch_look(self._line_up)

    def ask(self, reasons: tuple[Choice, ...], kinds: tuple[Choice, ...], *, ask: bool, first_chosen: bool) -> None:
        """Show the center's own lists; nothing moves if they are what they were."""
        if (offered(reasons), ask) == (self._reasons, self._asks):
            return
        self._reasons, self._asks = offered(reasons), ask
        self._first_chosen = first_chosen and ask
        self._show_chips()
        self.kind.offer([(None, _("As last time")), *((kind.key, kind.title) for kind in offered(kinds))])
        self.start_over()

    def reasons(self) -> tuple[str, ...]:
        """The keys that are on."""
        return tuple(str(key) for key in self.chosen())

    def kind_chosen(self) -> str | None:
        """The kind that was picked, None for what they were last time."""
        value = self.kind.value()
        return None if value is None else str(value)

    def first_visit(self) -> bool | None:
        """What was said about a first visit; None when it was not asked."""
        return None if self._been_before.isHidden() else not self._been_before.isChecked()

    def ask_first_visit(self, *, asked: bool) -> None:
        """Ask whether somebody without a visit on record has been here before."""
        self._been_before.setVisible(asked)

    def start_over(self) -> None:
        """Ready for the next person."""
        self.choose([choice.key for choice in self._reasons[: int(self._first_chosen)]])
        self.kind.set_value(None)
        self._been_before.setChecked(False)
        self.ask_first_visit(asked=False)

    def _show_all(self) -> None:
        self._all_in_sight = True
        self._show_chips()

    def _show_chips(self) -> None:
        """The words before the chips, and what may be said after them."""
        shown = self._reasons if self._all_in_sight else self._reasons[:IN_SIGHT]
        around = (self._what_for, self._more, self._as_what)
        for widget in around:
            self.flow.removeWidget(widget)
        if self._asks:
            self.flow.addWidget(self._what_for)
        self.offer([(choice.key, choice.title) for choice in shown] if self._asks else [])
        self.flow.addWidget(self._more)
        self.flow.addWidget(self._as_what)
        self._what_for.setVisible(self._asks)
        self._more.setVisible(self._asks and len(shown) < len(self._reasons))
        self._line_up()

    def _line_up(self) -> None:
        """Words as high as the chips beside them."""
        self._what_for.setMinimumHeight(look().px(36))

    def _in_a_row(self, words_before: QLabel, *fields: QWidget) -> QWidget:
        made = QWidget(self)
        row = spaced(QHBoxLayout(made), gap=8)
        for each in (words_before, *fields):
            row.addWidget(each)
        return made
