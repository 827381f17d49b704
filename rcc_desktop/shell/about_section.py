"""What this program is, and the licenses of everything in it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from rcc_desktop import __version__
from rcc_desktop.api.ui.card import Card, label
from rcc_desktop.api.ui.look import look
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from importlib.metadata import Distribution

    from rcc_desktop.api.ui.page import PageWidget

_, ngettext = words("rcc_desktop")

PROGRAM = "rcc-desktop"
KNOWN_BY = {
    "MIT": "Permission is hereby granted, free of charge, to any person obtaining a copy",
    "Zlib": "This software is provided 'as-is', without any express or implied warranty",
}
"""Licenses by words of their text, for libraries that come with the text alone."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something in the program that others made."""

    name: str
    version: str
    license: str
    kind: str


def shipped() -> list[Part]:
    """The typefaces and drawings in the program's own folder; their license texts lie beside them."""
    return [
        Part("Inter", "4", "OFL-1.1", _("typeface")),
        Part("Noto Sans", "", "OFL-1.1", _("typeface")),
        Part("Droid Sans Fallback", "", "Apache-2.0", _("typeface")),
        Part("Lucide", "", "ISC", _("icons")),
    ]


def parts_inside() -> list[Part]:
    """Every library the program asks for, as installed here, then what is shipped with it."""
    found = []
    for name in _required():
        try:
            known = distribution(name)
        except PackageNotFoundError:
            continue
        found.append(Part(known.name, known.version, _license(known), _("library")))
    return sorted(found, key=lambda part: part.name.casefold()) + shipped()


def _required() -> list[str]:
    try:
        asked = distribution(PROGRAM).requires or []
    except PackageNotFoundError:
        return []
    return sorted({_name(line) for line in asked if "extra ==" not in line})


def _name(requirement: str) -> str:
    end = next((at for at, letter in enumerate(requirement) if letter in "<>=!~;[ ("), len(requirement))
    return requirement[:end]


def _license(part: Distribution) -> str:
    """The license in a word: the newer field, a classifier, the first line of the older field or of its text."""
    metadata = part.metadata
    if "License-Expression" in metadata:
        return str(metadata["License-Expression"])
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    if classifiers:
        return str(classifiers[0]).rpartition(" :: ")[2]
    told = str(metadata["License"]) if "License" in metadata else _license_text(part)
    flat = " ".join(told.split())
    known = next((name for name, words_of_it in KNOWN_BY.items() if words_of_it in flat), "")
    return known or next((line.strip() for line in told.splitlines() if line.strip()), "–")[:60]


def _license_text(part: Distribution) -> str:
    """What lies beside a library that says nothing of its license but which file it is in."""
    named = {str(name) for name in part.metadata.get_all("License-File") or []}
    return next((path.read_text() for path in part.files or () if path.name in named), "")


class AboutSection(Card):
    """The version, the license, and a table of what is inside."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(_("About RCC Desktop"))
        self._page = page
        self.body.addWidget(label(_("Version {version}").format(version=__version__), "strong"))
        self.body.addWidget(
            label(_("The program a recovery community center runs its day on. License: Apache-2.0."), wrap=True)
        )
        self.body.addWidget(label(_("It sends nothing anywhere."), "subtle", wrap=True))
        self.body.addWidget(label(_("What is inside"), "heading3"))
        self._model: RowsModel[Part] = RowsModel(
            (
                Column(_("Name"), lambda part: part.name),
                Column(_("Version"), lambda part: part.version, width=12),
                Column(_("License"), lambda part: part.license),
                Column(_("What it is"), lambda part: part.kind, width=14),
            )
        )
        self.table = RowsTable(self._model, _("What is inside"))
        self.table.setMinimumHeight(look().px(360))
        self.body.addWidget(self.table, 1)

    def ask(self) -> None:
        """Look up what is inside, once."""
        if not self._model.rows:
            self._page.desk.read(self._page, parts_inside, self._model.show)
