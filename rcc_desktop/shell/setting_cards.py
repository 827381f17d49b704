"""The sections that are drawn from declared settings: the center's own, and this desk's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from rcc_desktop import settings as store
from rcc_desktop.api.center import THIS_SITE, TIME_ZONE
from rcc_desktop.api.ui.card import Card, label
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import watch_look
from rcc_desktop.api.words import words
from rcc_desktop.shell import choices
from rcc_desktop.shell.first_start_pages import zone_choices
from rcc_desktop.shell.settings_form import SettingsForm
from rcc_desktop.shell.theme import apply_theme
from rcc_desktop.sites.service import sites_of_center

if TYPE_CHECKING:
    from rcc_desktop.api.contributions import Setting
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.session import Session
    from rcc_desktop.sites.service import SiteRow

_, ngettext = words("rcc_desktop")

Changed = list[tuple["Setting[Any]", Any]]


class CenterSettings(Card):
    """Settings that belong to the center: saved in one transaction, for every desk."""

    def __init__(self, page: PageWidget, session: Session, title: str, settings: tuple[Setting[Any], ...]) -> None:
        super().__init__(title)
        self._page = page
        self.form = SettingsForm(settings, session.settings.get, {TIME_ZONE.key: zone_choices()})
        self.form.saved.connect(self._save)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def show_beside(self, problem: Problem) -> bool:
        """Say it beside its setting."""
        return self.form.show_problem(problem)

    def _save(self, changed: Changed) -> None:
        def work() -> None:
            for setting, value in changed:
                store.choose(setting, value)

        desk = self._page.desk
        desk.write(self._page, work, lambda _done: desk.note(_("Saved for every desk.")))


class DeskSettings(Card):
    """Settings of this computer alone: colors, text size, language, the site it stands at."""

    def __init__(self, page: PageWidget, session: Session, settings: tuple[Setting[Any], ...]) -> None:
        super().__init__(_("This desk"))
        self._page, self._session = page, session
        self.body.addWidget(label(_("These are for this computer alone."), "subtle", wrap=True))
        self.where = Form()
        self.site = self.where.choice("site", THIS_SITE.title, [])
        self.site.activated.connect(self._move)
        self.body.addWidget(self.where)
        self.form = SettingsForm(settings, session.settings.get)
        self.form.saved.connect(self._save)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        watch_look(self._follow_text_size)

    def ask(self) -> None:
        """Ask which sites there are."""
        self._page.desk.read(self._page, sites_of_center, self._show_sites)

    def show_beside(self, problem: Problem) -> bool:
        """Say it beside its setting."""
        return self.form.show_problem(problem)

    def _follow_text_size(self) -> None:
        """Ctrl+plus changes it too."""
        self.form.show_chosen(choices.TEXT_SIZE)

    def _show_sites(self, sites: list[SiteRow]) -> None:
        self.site.offer([(site.id, site.name) for site in sites if site.active])
        self.site.set_value(self._session.site)

    def _move(self) -> None:
        self._session.settings.choose_here(THIS_SITE, int(str(self.site.value())))
        self._page.desk.note(_("This desk stands at {site} now.").format(site=self.site.currentText()))

    def _save(self, changed: Changed) -> None:
        settings = self._session.settings
        for setting, value in changed:
            settings.choose_here(setting, value)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, settings.get(choices.SCHEME), settings.get(choices.TEXT_SIZE))
        self._page.desk.note(_("Saved for this desk."))
