"""Find a mentor for somebody: by language, pathway, lived experience, skill, site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, Form, PeopleList, PersonLine, SideBySide, SidePanel, label, look, spaced
from rcc_mentors.people.matching import MatchWish, matching_mentors
from rcc_mentors.people.wording import TRAIT_TITLES, offered, title_of
from rcc_mentors.settings import LIVED, PATHWAYS, SKILLS, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import Choice, Desk
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.people.matching import Match

_, ngettext = words("rcc_mentors")

_SEXES = (("0", _("Woman")), ("1", _("Man")))


class MatchPanel(SidePanel):
    """What is looked for above, who fits below, the best first; ``chosen`` tells whose file to open."""

    chosen = Signal(int)

    def __init__(self, page: PageWidget, desk: Desk) -> None:
        content = QWidget()
        super().__init__(page, content, _("Find a match"), width=980)
        self._desk = desk
        self._lists: dict[str, tuple[Choice, ...]] = {
            "language": desk.setting(SPOKEN),
            "pathway": desk.setting(PATHWAYS),
            "lived": desk.setting(LIVED),
            "skill": desk.setting(SKILLS),
        }
        whole = spaced(QVBoxLayout(content), gap=16)
        whole.addWidget(
            label(_("Only what mentors said of themselves. One of each row is enough."), "subtle", wrap=True)
        )
        self.form = Form()
        for kind, choices in self._lists.items():
            self.form.choices(kind, TRAIT_TITLES[kind], offered(choices))
        if desk.may("people.demographics") and desk.may("people.colleagues"):
            self.form.choices("sex", _("They say they are"), _SEXES)
        self.form.changed.connect(lambda _name: self.refresh())
        self.people = PeopleList(_("Who fits"), one_click=True)
        self.people.setMinimumHeight(look().px(320))
        self.people.set_empty(_("Nobody fits yet"), _("Take something away, or ask at a meeting of mentors."))
        self.people.chosen.connect(self._choose)
        whole.addWidget(SideBySide(self.form, self.people, shares=(6, 5), narrow=700), 1)
        self.closed.connect(self.deleteLater)
        self.refresh()

    def refresh(self) -> None:
        """Ask who fits."""
        wish = self._wish()
        self._desk.read(self, lambda: matching_mentors(wish), self._show)

    def _wish(self) -> MatchWish:
        given: dict[str, Any] = self.form.values()
        return MatchWish(
            languages=given["language"],
            pathways=given["pathway"],
            lived=given["lived"],
            skills=given["skill"],
            sexes=given.get("sex", ()),
        )

    def _show(self, found: Sequence[Match]) -> None:
        self.people.show_lines([self._line(match) for match in found])

    def _line(self, match: Match) -> PersonLine:
        fits = [title_of(self._lists[kind], code) for kind, code in match.fits if kind in self._lists]
        badges = () if match.misses else (Badge(_("Fits all"), "ok"),) if match.fits else ()
        missing = ", ".join(TRAIT_TITLES.get(kind, _("what they say they are")) for kind in match.misses)
        side = _("not: {missing}").format(missing=missing) if missing else ""
        return PersonLine(match.person, match.name, side=side, below=", ".join(fits), badges=badges)

    def _choose(self, person: int) -> None:
        self.close()
        self.chosen.emit(person)
