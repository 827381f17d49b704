"""Whether enough are here to decide: a bar, a word that says yes or no, and the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, label, spaced

if TYPE_CHECKING:
    from rcc_council.meetings.rows import MeetingNow

_, ngettext = words("rcc_council")


class QuorumBar(QWidget):
    """Changes with every arrival and every leave."""

    def __init__(self) -> None:
        super().__init__()
        whole = spaced(QVBoxLayout(self), gap=4)
        head = spaced(QHBoxLayout(), gap=8)
        self.count = label("", "heading3")
        self.badge = BadgeLabel(Badge(""))
        head.addWidget(self.count, 1)
        head.addWidget(self.badge)
        whole.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        whole.addWidget(self.bar)
        self.words = label("", "faint", wrap=True)
        whole.addWidget(self.words)

    def show_quorum(self, now: MeetingNow) -> None:
        """Show how many who count are here, and whether that is enough."""
        self.bar.setRange(0, max(1, now.in_office, now.present))
        self.bar.setValue(now.present)
        said = _("{present} of {in_office} here").format(present=now.present, in_office=now.in_office)
        self.count.setText(said)
        quorum = _("Quorum") if now.has_quorum else _("No quorum")
        self.badge.show_badge(Badge(quorum, "ok" if now.has_quorum else "danger"))
        self.words.setText(now.quorum_words)
        self.setAccessibleName(f"{quorum}. {said}. {now.quorum_words}")
        self.bar.setAccessibleName(said)


def no_quorum_words(now: MeetingNow) -> tuple[str, str]:
    """What is said across the page when too few are here, and what is still allowed."""
    here = ngettext("{count} member who counts is here", "{count} members who count are here", now.present)
    what = _("No quorum: {here}, {needed} are needed.").format(here=here.format(count=now.present), needed=now.needed)
    return what, _("Only these may be moved now: to end, to rest, to set when to go on, to send for members.")
