"""A short question over the page: yes, or never mind; with a word of why where it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, Overlay, button, label, spaced

_, ngettext = words("rcc_checkin")


class Question(Overlay):
    """Ask before something is done."""

    agreed = Signal()

    def __init__(self, over: QWidget, title: str, text: str, yes: str) -> None:
        content = QWidget()
        super().__init__(over, content, title, place="middle", width=460)
        whole = spaced(QVBoxLayout(content), gap=20)
        whole.addWidget(label(text, "subtle", wrap=True))
        self.yes = button(yes, "primary", press=self._agree)
        self.yes.setAutoDefault(True)
        row = spaced(QHBoxLayout(), gap=12)
        row.addStretch(1)
        row.addWidget(self.yes)
        row.addWidget(button(_("Never mind"), press=self.close))
        whole.addLayout(row)
        self.closed.connect(self.deleteLater)

    def _agree(self) -> None:
        self.close()
        self.agreed.emit()


class AskWhy(Overlay):
    """Ask for the reason that is kept with what is done."""

    said = Signal(str)

    def __init__(self, over: QWidget, title: str, text: str, yes: str) -> None:
        content = QWidget()
        super().__init__(over, content, title, place="middle", width=460)
        whole = spaced(QVBoxLayout(content), gap=20)
        whole.addWidget(label(text, "subtle", wrap=True))
        self.form = Form()
        self.form.text("why", _("Why"), required=True, hint=_("For example: the wrong Maria"))
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
