"""Before a meeting is closed: what is not settled, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.motions.rules import OPEN_STATES
from rcc_council.views.live_words import whole_agenda, whole_family
from rcc_desktop.api import words
from rcc_desktop.api.ui import FlowRow, Overlay, button, label, spaced

if TYPE_CHECKING:
    from rcc_council.meetings.rows import MeetingNow

_, ngettext = words("rcc_council")


class ClosingPanel(Overlay):
    """One question, with what there is to know."""

    agreed = Signal()

    def __init__(self, over: QWidget, now: MeetingNow) -> None:
        content = QWidget()
        super().__init__(over, content, _("Close the meeting?"), place="middle", width=520)
        column = spaced(QVBoxLayout(content), gap=12)
        for line in _lines(now):
            column.addWidget(label(line, wrap=True))
        self.yes = button(_("Close the meeting"), "primary", icon_name="check", press=self._agree)
        column.addWidget(FlowRow(self.yes, button(_("Not yet"), press=self.close)))
        self.closed.connect(self.deleteLater)

    def _agree(self) -> None:
        self.close()
        self.agreed.emit()


def _lines(now: MeetingNow) -> list[str]:
    items = [item for _depth, item in whole_agenda(now.agenda)]
    open_motions = [
        motion for item in items for _depth, motion in whole_family(item.motions) if motion.state in OPEN_STATES
    ]
    waiting = [item for item in items if item.state == "waiting" and not item.inside]
    lines = [_("Everybody who is here leaves with it, and what is open is done.")]
    if open_motions:
        said = ngettext("{numbers} is not decided.", "{numbers} are not decided.", len(open_motions))
        lines.append(said.format(numbers=", ".join(each.number for each in open_motions)))
    if waiting:
        said = ngettext(
            "{count} item was not taken up. It comes to the next meeting by itself.",
            "{count} items were not taken up. They come to the next meeting by themselves.",
            len(waiting),
        )
        lines.append(said.format(count=len(waiting)))
    return lines
