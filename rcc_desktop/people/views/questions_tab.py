"""The optional questions, for those who may see the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.ui import Card, label, spaced
from rcc_desktop.api.words import words
from rcc_desktop.people import codes
from rcc_desktop.people.views.answers_part import answer_part

if TYPE_CHECKING:
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.people.views.keeper import Keeper

_, ngettext = words("rcc_desktop")

ELSEWHERE = frozenset({"language"})
"""Asked in "About", where everybody at the desk may see it."""


class QuestionsTab(QWidget):
    """Every question of today with its answers; each is saved as it is given."""

    def __init__(self, desk: Desk, person: int, keeper: Keeper) -> None:
        super().__init__()
        whole = spaced(QVBoxLayout(self), (0, 16, 12, 0), 16)
        card = Card(_("Optional questions"))
        told = _("Nobody has to answer. “Prefers not to answer” is an answer; “Not asked” says that nobody asked yet.")
        card.body.addWidget(label(told, "subtle", wrap=True))
        rows = spaced(QVBoxLayout(), (0, 8, 0, 0), 20)
        for question in codes.questions_on(desk.now().date()):
            if question.key not in ELSEWHERE:
                part = answer_part(person, question, may=True)
                rows.addWidget(part.row)
                keeper.add(part)
        card.body.addLayout(rows)
        whole.addWidget(card)
        whole.addStretch(1)
