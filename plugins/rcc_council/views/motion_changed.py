"""Which motion adopted before a new one would change or take back: the newest first, found by its words."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from rcc_council.motions.reading import adopted_motions
from rcc_council.register.rules import has_all, terms_of
from rcc_council.views.live_words import day_words
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.meetings.rows import AdoptedRow
    from rcc_council.views.motion_panel import LivePanel

_, ngettext = words("rcc_council")

MOST_OFFERED = 100
"""So many are offered at once; words find the others."""
FIND, CHANGES = "find_changed", "rescinds"


class ChangedPart:
    """Two fields of a motion's form, out of sight until the motion is one that changes something."""

    def __init__(self, panel: LivePanel, body: int) -> None:
        self._panel, self._body = panel, body
        self._adopted: tuple[AdoptedRow, ...] | None = None
        panel.form.text(FIND, _("Look for what it changes"), hint=_("A word of it"))
        told = _("Leave it open for something from before this program.")
        self.choice = panel.form.choice(CHANGES, _("What it changes or takes back"), [], help_text=told)
        self._show_rows(False)
        panel.form.changed.connect(self._narrow)

    def turn(self, is_asked: bool) -> None:
        """Ask for it, or no longer; what was adopted is read when it is first asked for."""
        self._show_rows(is_asked)
        if not is_asked:
            self.choice.set_value(None)
        elif self._adopted is None:
            body, now = self._body, self._panel.desk.now()
            self._panel.desk.read(self._panel, lambda: adopted_motions(body, now), self._offer)

    def _show_rows(self, is_asked: bool) -> None:
        for name in (FIND, CHANGES):
            self._panel.form.row(name).setVisible(is_asked)

    def _offer(self, adopted: Sequence[AdoptedRow]) -> None:
        self._adopted = tuple(adopted)
        self._narrow(FIND)

    def _narrow(self, name: str) -> None:
        """Offer what has every word that was typed; where it is one alone, it is chosen."""
        if name != FIND or self._adopted is None:
            return
        terms = terms_of(self._panel.form.values()[FIND])
        found = [each for each in self._adopted if has_all(terms, each.number, each.words, day_words(each.day))]
        self.choice.offer([(each.id, _line(each)) for each in found[:MOST_OFFERED]])
        if terms and len(found) == 1:
            self.choice.set_value(found[0].id)


def _line(motion: AdoptedRow) -> str:
    return f"{day_words(motion.day)} · {motion.number} · {shorten(motion.words, 80, placeholder='…')}"
