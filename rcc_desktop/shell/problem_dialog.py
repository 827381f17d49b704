"""Something broke, by our own mistake: what is safe, and a report without names to send."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop import __version__
from rcc_desktop.api.ui.card import button, label
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.ui.sheet import Overlay
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from rcc_desktop.logs import Report

_, ngettext = words("rcc_desktop")


class ProblemCard(QWidget):
    """The words and the buttons of the overlay."""

    def __init__(self, report: Report, plugin: str = "") -> None:
        super().__init__()
        self._report = report
        column = spaced(QVBoxLayout(self), gap=16)
        if plugin:
            whose = _("{plugin} made a mistake. Everything else works.").format(plugin=plugin)
            column.addWidget(label(whose, "strong", wrap=True))
        column.addWidget(
            label(_("Your entry is still here. What was saved before is safe. Try again, or carry on."), wrap=True)
        )
        told = _("If it happens again, copy the report and send it to whoever looks after this program.")
        column.addWidget(label(told + " " + _("It holds no names."), "subtle", wrap=True))
        number = label(_("Number {number}").format(number=report.number), "faint")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(number)
        row = spaced(QHBoxLayout(), gap=8)
        self.copy = button(_("Copy report"), press=self.copy_report)
        self.carry_on = button(_("Carry on"), "primary")
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(self.carry_on)
        column.addLayout(row)

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(report_to_send(self._report))
        self.copy.setText(_("Copied"))


def report_to_send(report: Report) -> str:
    """What "Copy report" copies: the versions in use, and where it broke; nothing anybody typed."""
    return "\n".join(
        (
            f"RCC Desktop {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
            report.text(),
        )
    )


def show_mistake(window: QWidget, report: Report, plugin: str = "") -> Overlay:
    """Say over ``window`` that something broke, and in which ``plugin`` if it was one.

    It is closed by Carry on or Esc, and nothing behind it is lost.
    """
    card = ProblemCard(report, plugin)
    overlay = Overlay(window, card, _("Something broke"), place="middle", width=480)
    overlay.set_dismissable(False)
    card.carry_on.clicked.connect(overlay.close)
    overlay.closed.connect(overlay.deleteLater)
    overlay.open()
    card.carry_on.setFocus(Qt.FocusReason.PopupFocusReason)
    return overlay
