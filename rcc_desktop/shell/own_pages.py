"""The places of the rail: every plugin's pages, the program's own, and those that were set aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rcc_desktop.api.contributions import Page
from rcc_desktop.api.words import words
from rcc_desktop.host.papers import counted_tables
from rcc_desktop.shell.navigation import Place, place_of
from rcc_desktop.shell.set_aside_page import SetAsidePage
from rcc_desktop.staff.permissions import SEE_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.failures import Failure
    from rcc_desktop.shell.center_view import CenterView

_, ngettext = words("rcc_desktop")

PEOPLE, PAPERS, NUMBERS, IMPORTS, SETTINGS = "people", "papers", "numbers", "imports", "settings"


def places_for(view: CenterView) -> list[Place]:
    """Every place there is, whoever may open it."""
    return [*_plugin_places(view), *_own_places(view), *_set_aside_places(view)]


def _plugin_places(view: CenterView) -> list[Place]:
    session = view.session
    pages = [(answer.plugin, page) for answer in session.pages() for page in answer.value if isinstance(page, Page)]
    return [place_of(_guarded(view, plugin, page)) for plugin, page in pages]


def _guarded(view: CenterView, plugin: str, page: Page) -> Page:
    """The page, built in its plugin's name: one that cannot be built sets the plugin aside."""

    def build() -> PageWidget:
        host = view.session.host
        built = host.attempt(plugin, f"build {page.key}", page.build)
        return built if built is not None else set_aside_page(view, host.failures[plugin])

    return replace(page, build=build)


def _own_places(view: CenterView) -> list[Place]:
    counted = counted_tables(view.session)
    return [
        Place(PEOPLE, _("People"), "users", lambda: _people_page(view), PEOPLE_TABLES, "people.see", 20),
        Place(PAPERS, _("Papers"), "file-text", lambda: _papers_page(view), counted, order=80),
        Place(NUMBERS, _("Numbers"), "chart-column", lambda: _numbers_page(view), counted, SEE_NUMBERS.key, 82),
        *_imports_place(view),
        Place(SETTINGS, _("Settings"), "settings", lambda: _settings_page(view), SETTINGS_TABLES, foot=True, order=90),
    ]


PEOPLE_TABLES = frozenset({"person", "person_name", "person_contact", "person_code", "person_alert"})
SETTINGS_TABLES = frozenset({"setting_value", "site", "open_on", "closed_day", "staff_member", "staff_role"})


def _imports_place(view: CenterView) -> list[Place]:
    """Bringing files in is offered to whoever may bring in at least one thing."""
    allowed = [each for each in view.session.imports() if view.session.actor.may(each.needs)]
    return [Place(IMPORTS, _("Bring in"), "import", lambda: _imports_page(view), order=85)] if allowed else []


def _set_aside_places(view: CenterView) -> Sequence[Place]:
    return [
        Place(f"aside:{failure.name}", failure.title, "plug", _aside_builder(view, failure), aside=True)
        for failure in view.session.host.failures.values()
    ]


def _aside_builder(view: CenterView, failure: Failure) -> Callable[[], PageWidget]:
    return lambda: set_aside_page(view, failure)


def set_aside_page(view: CenterView, failure: Failure) -> PageWidget:
    """The page that tells what happened to a plugin; who may approve plugins may also try it again or leave it off."""
    host = view.session.host
    may = view.session.actor.may("plugins.approve")
    return SetAsidePage(
        view.desk,
        failure,
        try_again=(lambda: host.try_again(failure.name)) if may else None,
        leave_off=(lambda: host.leave_off(failure.name)) if may else None,
    )


def _people_page(view: CenterView) -> PageWidget:
    from rcc_desktop.people.views.people_page import PeoplePage

    bring_in = (lambda: view.open_place(IMPORTS)) if _imports_place(view) else None
    return PeoplePage(view.desk, bring_in)


def _papers_page(view: CenterView) -> PageWidget:
    from rcc_desktop.shell.papers_page import PapersPage

    return PapersPage(view.desk, view.session)


def _numbers_page(view: CenterView) -> PageWidget:
    from rcc_desktop.shell.numbers_page import NumbersPage

    return NumbersPage(view.desk, view.session)


def _imports_page(view: CenterView) -> PageWidget:
    from rcc_desktop.shell.imports_page import ImportsPage

    return ImportsPage(view.desk, view.session)


def _settings_page(view: CenterView) -> PageWidget:
    from rcc_desktop.shell.settings_page import SettingsPage

    return SettingsPage(view.desk, view)
