"""Who somebody is, to be changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui import Card, SideBySide, label, spaced
from rcc_desktop.api.words import words
from rcc_desktop.people.views.answers_part import languages_part
from rcc_desktop.people.views.identity_part import BORN, IdentityPart
from rcc_desktop.people.views.lines_part import codes_part, contacts_part, names_part

if TYPE_CHECKING:
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.ui import FieldRow
    from rcc_desktop.people.views.keeper import Keeper
    from rcc_desktop.people.views.part import Part

_, ngettext = words("rcc_desktop")


class AboutTab(QWidget):
    """Names, birth, ways to reach them, address, languages, cards."""

    def __init__(self, desk: Desk, person: int, keeper: Keeper) -> None:
        super().__init__()
        may, reaches = desk.may("people.change"), desk.may("people.contact")
        self._identity = IdentityPart(person, desk.now, may_change=may)
        self._contacts = contacts_part(person, may=may)
        self._names = names_part(person, may=may)
        self._codes = codes_part(person, may=may)
        self._languages = languages_part(person, may=may)
        restricted = [self._restricted_card()] if desk.may("people.restricted") else []
        first = _column(self._name_card(), self._names_card(), *restricted)
        reached = [self._contacts_card(), self._address_card()] if reaches else []
        second = _column(*reached, self._languages_card(), self._codes_card())
        whole = spaced(QVBoxLayout(self), (0, 16, 12, 0), 16)
        whole.addWidget(SideBySide(first, second, shares=(1, 1)))
        whole.addStretch(1)
        parts: tuple[Part, ...] = (self._identity, self._names, self._languages, self._codes)
        for part in (*parts, self._contacts) if reaches else parts:
            keeper.add(part)

    def _name_card(self) -> Card:
        card = Card(_("Name and birth"))
        field = self._identity.field
        _place(
            card,
            (field("goes_by", _("Goes by"), _("What to call them")), field("pronouns", _("Pronouns"))),
            (field("first_name", _("First name")), field("middle_name", _("Middle name"))),
            (field("last_name", _("Last name")), field("gender", _("Gender"), _("In their own words"))),
            (field(BORN, _("Birth date or year"), "3/4/1980"),),
        )
        return card

    def _names_card(self) -> Card:
        card = Card(_("Other names"))
        told = _("They are found by these too. A search never spells a former name out.")
        card.body.addWidget(label(told, "faint", wrap=True))
        card.body.addWidget(self._names.editor)
        return card

    def _contacts_card(self) -> Card:
        card = Card(_("Ways to reach them"))
        card.body.addWidget(self._contacts.editor)
        return card

    def _address_card(self) -> Card:
        card = Card(_("Address"))
        field = self._identity.field
        _place(
            card,
            (field("street", _("Street")),),
            (field("city", _("City")), field("state", _("State"))),
            (field("zip", _("ZIP code")), field("tract", _("Census tract"))),
        )
        return card

    def _languages_card(self) -> Card:
        card = Card(_("Languages"))
        self._languages.row.label.hide()
        card.body.addWidget(self._languages.row)
        return card

    def _codes_card(self) -> Card:
        card = Card(_("Cards and numbers"))
        card.body.addWidget(self._codes.editor)
        return card

    def _restricted_card(self) -> Card:
        card = Card(_("Who may see this file"))
        card.body.addWidget(self._identity.restricted())
        return card


def _column(*cards: Card) -> QWidget:
    column = QWidget()
    down = spaced(QVBoxLayout(column), gap=16)
    for card in cards:
        down.addWidget(card)
    down.addStretch(1)
    return column


def _place(card: Card, *lines: tuple[FieldRow, ...]) -> None:
    """Fields two in a line; one alone takes all of it."""
    grid = spaced(QGridLayout(), gap=12)
    for at, line in enumerate(lines):
        for place, row in enumerate(line):
            grid.addWidget(row, at, place, 1, 2 // len(line))
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
