"""What stands in the place of a page whose plugin could not start, or made a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from rcc_desktop.api.ui.card import Card, button, label
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.host.failures import Failure

_, ngettext = words("rcc_desktop")


class SetAsidePage(PageWidget):
    """Says what happened to a plugin, that its records are safe, and what can be done."""

    def __init__(
        self,
        desk: Desk,
        failure: Failure,
        *,
        try_again: Callable[[], object] | None = None,
        leave_off: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(desk, _("{plugin} could not start").format(plugin=failure.title))
        self._failure = failure
        card = Card(_("What happened"))
        card.body.addWidget(label(failure.words, wrap=True))
        row = spaced(QHBoxLayout(), gap=8)
        if try_again is not None and failure.can_be_tried_again:
            row.addWidget(button(_("Try again"), "primary", press=lambda: self._asked(try_again)))
        if leave_off is not None and failure.kind != "left_off":
            row.addWidget(button(_("Leave off"), press=lambda: self._asked(leave_off)))
        if failure.detail:
            row.addWidget(button(_("Copy report"), press=self._copy))
        row.addStretch(1)
        card.body.addLayout(row)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _asked(self, act: Callable[[], object]) -> None:
        act()
        self.desk.note(_("Takes effect when RCC Desktop is next opened."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._failure.report)
        self.desk.note(_("The report is on the clipboard."))
