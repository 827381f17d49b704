"""What a mentor brings, by their own words, and where they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Chips, FieldRow
from rcc_mentors.people.service import set_sites, set_traits
from rcc_mentors.people.wording import TRAIT_TITLES, offered
from rcc_mentors.settings import LIVED, PATHWAYS, ROLES, SKILLS, SPOKEN
from rcc_mentors.views.mentor_file.keeping import Shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from rcc_desktop.api import Choice, Setting
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_LISTS: dict[str, Setting[tuple[Choice, ...]]] = {
    "role": ROLES,
    "skill": SKILLS,
    "language": SPOKEN,
    "pathway": PATHWAYS,
    "lived": LIVED,
}


class BringsCard(Card):
    """Chips, kept as they are pressed."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("What they bring"))
        self._keeping, self._shown = keeping, Shown()
        self._offered: dict[int, tuple[tuple[Hashable, str], ...]] = {}
        self.chips: dict[str, Chips] = {}
        for kind in _LISTS:
            self._add(kind, TRAIT_TITLES[kind], _HELP.get(kind, ""))
        self.sites = Chips(numbered=False)
        self.sites.setEnabled(keeping.may)
        self.sites.changed.connect(self._keep_sites)
        self.body.addWidget(FieldRow(_("Where"), self.sites, help_text=_("None chosen means anywhere.")))

    def show_file(self, file: MentorFile) -> None:
        """Show what is written down."""
        self._shown.show(file)
        for kind, chips in self.chips.items():
            has = file.traits.get(kind, ())
            choices = self._keeping.desk.setting(_LISTS[kind])
            self._show(chips, offered(choices, has), has)
        self._show(self.sites, file.every_site, file.sites)

    def _show(self, chips: Chips, options: Sequence[tuple[Hashable, str]], chosen: Sequence[Hashable]) -> None:
        """Offer anew only what changed: a chip that has the keys keeps them."""
        if self._offered.get(id(chips)) != tuple(options):
            self._offered[id(chips)] = tuple(options)
            chips.offer(options)
        chips.choose(chosen)

    def _add(self, kind: str, title: str, help_text: str) -> None:
        chips = Chips(numbered=False)
        chips.setEnabled(self._keeping.may)
        chips.changed.connect(lambda: self._keep(kind))
        self.chips[kind] = chips
        self.body.addWidget(FieldRow(title, chips, help_text=help_text))

    def _keep(self, kind: str) -> None:
        mentor, codes = self._shown.file.id, tuple(str(code) for code in self.chips[kind].chosen())
        said = _("{what}: saved.").format(what=TRAIT_TITLES[kind])
        self._keeping.keep(
            lambda: set_traits(mentor, kind, codes), said, lambda before: set_traits(mentor, kind, before)
        )

    def _keep_sites(self) -> None:
        mentor, sites = self._shown.file.id, tuple(site for site in self.sites.chosen() if isinstance(site, int))
        self._keeping.keep(
            lambda: set_sites(mentor, sites), _("Where they serve: saved."), lambda before: set_sites(mentor, before)
        )


_HELP = {
    "pathway": _("Only what they said of themselves."),
    "lived": _("Only what they said of themselves. It is used for matching when somebody asks."),
}
