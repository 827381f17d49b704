"""What a mentor does, and what a mentor does not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import SidePanel, button, label, spaced
from rcc_mentors.people.wording import DOES, DOES_NOT

if TYPE_CHECKING:
    from collections.abc import Sequence

_, ngettext = words("rcc_mentors")


class LimitsPanel(SidePanel):
    """The two lists, to read with somebody at orientation."""

    def __init__(self, over: QWidget) -> None:
        content = QWidget()
        super().__init__(over, content, _("The role of a mentor"), width=480)
        whole = spaced(QVBoxLayout(content), gap=12)
        for title, lines in ((_("A mentor"), DOES), (_("A mentor does not"), DOES_NOT)):
            whole.addWidget(label(title, "heading3"))
            whole.addWidget(_listed(lines))
        whole.addWidget(button(_("Close"), press=self.close))
        whole.addStretch(1)
        self.closed.connect(self.deleteLater)


def _listed(lines: Sequence[str]) -> QWidget:
    return label("\n".join(f"•  {line}" for line in lines), wrap=True)
