"""How a mentor came to where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, label
from rcc_desktop.api.written import write_date
from rcc_mentors.people.wording import items_count, items_words, stage_words, title_of
from rcc_mentors.settings import LEFT_WHY

if TYPE_CHECKING:
    from rcc_mentors.people.file import MentorFile, MoveRow
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")


_FEW = 3
"""Open items that are named one by one; of more the number is told."""


class MovesCard(Card):
    """Every step, the newest first, with who wrote it down and why."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("Their way here"))
        self._keeping = keeping
        self.lines = label("", wrap=True)
        self.body.addWidget(self.lines)

    def show_file(self, file: MentorFile) -> None:
        """Show the steps."""
        self.lines.setText("\n".join(self._line(move) for move in file.moves))

    def _line(self, move: MoveRow) -> str:
        reasons = self._keeping.desk.setting(LEFT_WHY)
        why = title_of(reasons, move.why) if move.stage == "left" else move.why
        count = len(move.open_items)
        left = items_words(move.open_items) if count <= _FEW else items_count(count)
        without = _("without: {items}").format(items=left) if count else ""
        parts = (write_date(move.on_day), stage_words(move.stage), why, without, move.moved_by)
        return " · ".join(part for part in parts if part)
