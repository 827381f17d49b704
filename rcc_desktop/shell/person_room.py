"""A person's file as a place in the window, with what every plugin knows of them; and the form for somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rcc_desktop.api.contributions import PersonPage
from rcc_desktop.api.ui.sheet import SidePanel
from rcc_desktop.api.words import words
from rcc_desktop.people.views.add_form import AddForm
from rcc_desktop.people.views.person_file import PersonFilePage, Tab
from rcc_desktop.shell.navigation import Place
from rcc_desktop.shell.own_pages import PEOPLE, set_aside_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.shell.center_view import CenterView

_, ngettext = words("rcc_desktop")

KEY = "person"
WATCHED = frozenset({"person", "person_name", "person_contact", "person_code", "person_answer", "person_alert"})


def person_place(view: CenterView, person: int, tab: str | None = None) -> Place:
    """The file of one person, opened at a tab. One file is kept at a time."""

    unsaved = view.findChild(_Unsaved) or _Unsaved(view)
    unsaved.remember()

    def build() -> PageWidget:
        page = PersonFilePage(view.desk, person, _tabs(view, person), tab, lambda: view.open_place(PEOPLE))
        page.put_back(unsaved.typed.pop(person, {}))
        return page

    return Place(KEY, _("Person"), "user", build, WATCHED, "people.see", person=person)


def open_add_form(view: CenterView, typed: str, then: Callable[[int], None]) -> None:
    """Open the short form at the side; ``then`` gets the person once there is one."""
    adding = view.findChild(_Adding) or _Adding(view)
    adding.open(typed, then)


class _Unsaved(QObject):
    """What was typed into files that gave way to others before it could be saved (a birth date nobody can read)."""

    def __init__(self, view: CenterView) -> None:
        super().__init__(view)
        self._view = view
        self.typed: dict[int, dict[str, object]] = {}

    def remember(self) -> None:
        """Called before a file gives way to the next one."""
        for page in self._view.stack.pages():
            if isinstance(page, PersonFilePage):
                self.typed[page.person] = page.unsaved()


class _Adding(QObject):
    """The short form of one signed-in person: closed with words in it, it still has them when it is opened again."""

    def __init__(self, view: CenterView) -> None:
        super().__init__(view)
        self._then: Callable[[int], None] = view.open_person
        self._typed = ""
        self.form = AddForm(view.desk)
        self.panel = SidePanel(view, self.form, _("New person"), width=540)
        self.form.added.connect(self._added)
        # The panel belongs to the window, which outlives the view: the next to sign in must not find it.
        view.destroyed.connect(self.panel.deleteLater)

    def open(self, typed: str, then: Callable[[int], None]) -> None:
        """Show it: with a name typed elsewhere, or with what was left in it."""
        self._then = then
        if typed and typed != self._typed:
            self.form.begin(typed)
        self._typed = typed or self._typed
        self.panel.set_dismissable(False)
        self.panel.open()

    def _added(self, person: int) -> None:
        self._typed = ""
        self.panel.close()
        self._then(person)


def _tabs(view: CenterView, person: int) -> list[Tab]:
    """What each plugin knows of somebody, for those who may see it, in the plugins' order."""
    session = view.session
    pages = [(answer.plugin, page) for answer in session.pages() for page in answer.value]
    allowed = [
        (plugin, page)
        for plugin, page in pages
        if isinstance(page, PersonPage) and (page.needs is None or session.actor.may(page.needs))
    ]
    ordered = sorted(allowed, key=lambda pair: (pair[1].order, pair[1].title.casefold()))
    return [
        Tab(page.key, page.title, page.icon, _builder(view, plugin, page, person), page.side)
        for plugin, page in ordered
    ]


def _builder(view: CenterView, plugin: str, page: PersonPage, person: int) -> Callable[[], PageWidget]:
    """Builds the tab in its plugin's name: one that cannot be built sets the plugin aside and says so in its place."""

    def build() -> PageWidget:
        host = view.session.host
        built = host.attempt(plugin, f"build {page.key}", lambda: page.build(person))
        if built is None:
            return set_aside_page(view, host.failures[plugin])
        view.refresher.watch(built, page.watches, person)
        return built

    return build
