"""The sections of the settings page, as far as this person may open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.center import CENTER_NAME, CENTER_SETTINGS, LANGUAGE
from rcc_desktop.api.words import words
from rcc_desktop.host.discovery import DROP_IN
from rcc_desktop.shell import choices
from rcc_desktop.shell.setting_cards import CenterSettings, DeskSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api.contributions import Setting
    from rcc_desktop.shell.center_view import CenterView
    from rcc_desktop.shell.settings_page import SettingsPage

_, ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section that may be opened: its key, its words, and how it is built."""

    key: str
    title: str
    build: Callable[[], QWidget]


def sections_for(page: SettingsPage, view: CenterView) -> list[SectionPlace]:
    """Every section this person may open, in their order."""
    may = view.session.actor.may
    offered: list[tuple[str | None, SectionPlace]] = [
        ("center.change", _center(page, view, "center", _("Center"), CENTER_SETTINGS)),
        ("center.change", SectionPlace("sites", _("Sites and hours"), lambda: _sites(page, view))),
        *(("center.change", place) for place in _of_plugins(page, view)),
        ("center.change", _center(page, view, "lock", _("Locking"), _LOCK)),
        (None, SectionPlace("desk", _("This desk"), lambda: _desk(page, view))),
        (None, SectionPlace("password", _("Your password"), lambda: _password(page, view))),
        ("staff.see", SectionPlace("staff", _("Staff"), lambda: _staff(page, view))),
        ("staff.manage", SectionPlace("recovery", _("Recovery code"), lambda: _recovery(page, view))),
        ("center.back_up", SectionPlace("backups", _("Backups"), lambda: _backups(page, view))),
        ("plugins.approve", SectionPlace("plugins", _("Plugins"), lambda: _plugins(page, view))),
        (None, SectionPlace("about", _("About"), lambda: _about(page))),
    ]
    return [place for needed, place in offered if needed is None or may(needed)]


_LOCK = (choices.COVER_AFTER, choices.LOCK_DESK_AFTER, choices.LOCK_OFFICE_AFTER)


def _center(
    page: SettingsPage, view: CenterView, key: str, title: str, settings: tuple[Setting[Any], ...]
) -> SectionPlace:
    return SectionPlace(key, title, lambda: CenterSettings(page, view.session, title, settings))


def _of_plugins(page: SettingsPage, view: CenterView) -> list[SectionPlace]:
    """A section for each plugin that declares something; what belongs to a desk stands with the desk's own."""
    found = []
    for name, info in view.session.host.infos.items():
        shared = tuple(setting for setting in info.settings if setting.shared)
        if shared:
            found.append(_center(page, view, f"plugin:{name}", info.title, shared))
    return found


def _sites(page: SettingsPage, view: CenterView) -> QWidget:
    from rcc_desktop.sites.views.sites_section import SitesSection

    return SitesSection(page)


def _desk(page: SettingsPage, view: CenterView) -> QWidget:
    own = tuple(setting for info in view.session.host.infos.values() for setting in info.settings if not setting.shared)
    shown: tuple[Setting[Any], ...] = (choices.SCHEME, choices.TEXT_SIZE, LANGUAGE, *own)
    if view.session.actor.may("plugins.approve"):
        shown = (*shown, DROP_IN)
    return DeskSettings(page, view.session, shown)


def _password(page: SettingsPage, view: CenterView) -> QWidget:
    from rcc_desktop.shell.key_room import KeyRoom
    from rcc_desktop.staff.views.password_section import PasswordSection

    return PasswordSection(page, KeyRoom(view.session), view.opened.signed.member.login)


def _staff(page: SettingsPage, view: CenterView) -> QWidget:
    from rcc_desktop.shell.key_room import KeyRoom
    from rcc_desktop.staff.views.staff_section import StaffSection

    return StaffSection(page, KeyRoom(view.session), view.opened.signed.member.id)


def _recovery(page: SettingsPage, view: CenterView) -> QWidget:
    from rcc_desktop.shell.key_room import KeyRoom
    from rcc_desktop.shell.recovery_section import RecoverySection

    return RecoverySection(page, KeyRoom(view.session), view.session.settings.get(CENTER_NAME))


def _backups(page: SettingsPage, view: CenterView) -> QWidget:
    from rcc_desktop.shell.backups_section import BackupsSection

    return BackupsSection(page, view.session, view.put_back.emit)


def _plugins(page: SettingsPage, view: CenterView) -> QWidget:
    from rcc_desktop.shell.plugins_section import PluginsSection

    return PluginsSection(page, view.session)


def _about(page: SettingsPage) -> QWidget:
    from rcc_desktop.shell.about_section import AboutSection

    return AboutSection(page)
