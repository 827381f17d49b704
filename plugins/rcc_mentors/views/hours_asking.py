"""A short question over the page for the reason, or the name, that is kept with what is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, Overlay, button, label, spaced

_, ngettext = words("rcc_mentors")


class AskWhy(Overlay):
    """Say why, or what ``asks`` asks for; Enter does it, Esc leaves everything as it is."""

    said = Signal(str)

    def __init__(self, over: QWidget, title: str, text: str, yes: str, *, hint: str, asks: str = "") -> None:
        content = QWidget()
        super().__init__(over, content, title, place="middle", width=520)
        whole = spaced(QVBoxLayout(content), gap=20)
        whole.addWidget(label(text, "subtle", wrap=True))
        self.form = Form()
        self.form.text("why", asks or _("Why"), required=not asks, hint=hint)
        self.form.submitted.connect(self._say)
        whole.addWidget(self.form)
        row = spaced(QHBoxLayout(), gap=12)
        row.addStretch(1)
        row.addWidget(button(yes, "primary", press=self.form.submit))
        row.addWidget(button(_("Never mind"), press=self.close))
        whole.addLayout(row)
        self.closed.connect(self.deleteLater)

    def _say(self) -> None:
        why = str(self.form.values()["why"])
        self.close()
        self.said.emit(why)
