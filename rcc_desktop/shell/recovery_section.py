"""A new recovery code, when the paper with the old one was lost or seen by somebody it was not for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from rcc_desktop.api.ui.card import Card, button, label
from rcc_desktop.api.words import words
from rcc_desktop.shell.recovery_page import RecoveryPage

if TYPE_CHECKING:
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.shell.key_room import KeyRoom

_, ngettext = words("rcc_desktop")


class RecoverySection(Card):
    """Makes a new code, shows it once, and has it typed back."""

    def __init__(self, page: PageWidget, keys: KeyRoom, center: str) -> None:
        super().__init__(_("Recovery code"))
        self._page, self._keys, self._center = page, keys, center
        told = _("The code on paper opens the center when every password is forgotten. A new one ends the old one.")
        self.body.addWidget(label(told, "subtle", wrap=True))
        self.make = button(_("Make a new code"), "primary", icon_name="key", press=self.make_new)
        self.body.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeading)
        self.shown = RecoveryPage()
        self.shown.go.setText(_("It is on paper"))
        self.shown.finished.connect(self._done)
        self.shown.hide()
        self.body.addWidget(self.shown)
        self.body.addStretch(1)

    def make_new(self) -> None:
        """Make a new code."""
        self.make.setEnabled(False)
        self._keys.new_recovery_code(self._page, self._show)

    def _show(self, code: str) -> None:
        self.shown.show_code(code, self._center)
        self.shown.show()
        self.shown.typed.setFocus()

    def _done(self) -> None:
        self.shown.typed.clear()
        self.shown.hide()
        self.make.setEnabled(True)
        self._page.desk.note(_("The new recovery code is in use."))
