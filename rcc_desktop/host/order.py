"""Which plugin needs which: pure, so that the order and the missing ones can be tested by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.host.failures import SetAside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api.contributions import PluginInfo

_, ngettext = words("rcc_desktop")


def unmet(infos: Mapping[str, PluginInfo]) -> dict[str, SetAside]:
    """The plugins that cannot start, directly or through one they need, and why."""
    missing: dict[str, SetAside] = {}
    while True:
        here = {name: info for name, info in infos.items() if name not in missing}
        absent = {name: needed for name, info in here.items() for needed in info.requires if needed not in here}
        if not absent:
            return missing | {name: _in_a_circle(infos[name]) for name in _circles(here)}
        missing |= {name: _is_missing(infos, name, needed) for name, needed in absent.items()}


def by_requirement(infos: Mapping[str, PluginInfo]) -> list[str]:
    """The names, each after those it needs, else in the order they came. Needs no circles."""
    ordered: list[str] = []

    def place(name: str) -> None:
        if name not in ordered:
            for needed in infos[name].requires:
                place(needed)
            ordered.append(name)

    for name in infos:
        place(name)
    return ordered


def _circles(infos: Mapping[str, PluginInfo]) -> set[str]:
    """Whatever cannot be put after all it needs."""
    placed: set[str] = set()
    while ready := {name for name, info in infos.items() if name not in placed and placed.issuperset(info.requires)}:
        placed |= ready
    return set(infos) - placed


def _is_missing(infos: Mapping[str, PluginInfo], name: str, needed: str) -> SetAside:
    title = infos[needed].title if needed in infos else needed
    told = _("{title} needs the plugin {needed}, which is not running.")
    return SetAside("missing_plugin", told.format(title=infos[name].title, needed=title))


def _in_a_circle(info: PluginInfo) -> SetAside:
    told = _("{title} and the plugins it needs wait for each other.")
    return SetAside("in_a_circle", told.format(title=info.title))
