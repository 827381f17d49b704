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
    from importlib.metadata import PackageMetadata

    from rcc_desktop.api.ui.page import PageWidget

_, ngettext = words("rcc_desktop")

PROGRAM = "rcc-desktop"


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
        found.append(Part(known.name, known.version, _license(known.metadata), _("library")))
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


def _license(metadata: PackageMetadata) -> str:
    """The license in a word: the newer field, a classifier, or the first line of the older field."""
    if "License-Expression" in metadata:
        return str(metadata["License-Expression"])
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    if classifiers:
        return str(classifiers[0]).rpartition(" :: ")[2]
    return (str(metadata["License"]).splitlines() or ["–"])[0][:60] if "License" in metadata else "–"


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
