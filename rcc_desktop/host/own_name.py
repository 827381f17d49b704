"""What a plugin offers, so that whoever calls it runs it in that plugin's name: the one border for all of them."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from rcc_desktop.api.contributions import Measure, Page, PersonPage
from rcc_desktop.api.documents import Document
from rcc_desktop.api.imports import Import
from rcc_desktop.host.host import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.host import PluginHost

P = ParamSpec("P")
T = TypeVar("T")


def in_its_name(host: PluginHost, answer: Answer) -> Answer:
    """The answer with every verb in it run in its plugin's name, wherever it is called from."""
    return Answer(answer.plugin, tuple(_named(host, answer.plugin, each) for each in answer.value))


def in_name_of(host: PluginHost, plugin: str, call: Callable[P, T]) -> Callable[P, T]:
    """``call``, so that whoever calls it runs it as ``PluginHost.run`` does."""

    @wraps(call)
    def named(*args: P.args, **kwargs: P.kwargs) -> T:
        return host.run(plugin, lambda: call(*args, **kwargs))

    return named


def _named(host: PluginHost, plugin: str, offered: object) -> object:
    match offered:
        case Document():
            return replace(offered, build=in_name_of(host, plugin, offered.build))
        case Import():
            judge, take = in_name_of(host, plugin, offered.judge), in_name_of(host, plugin, offered.take)
            return replace(offered, judge=judge, take=take)
        case Measure():
            groups = [
                replace(group, facts=in_name_of(host, plugin, group.facts)) if group.facts else group
                for group in offered.groups
            ]
            return replace(offered, facts=in_name_of(host, plugin, offered.facts), groups=groups)
        case Page():
            return replace(offered, build=_building(host, plugin, offered.build))
        case PersonPage():
            return replace(offered, build=_building(host, plugin, offered.build))
        case _:
            return offered


def _building(host: PluginHost, plugin: str, build: Callable[..., PageWidget]) -> Callable[..., PageWidget]:
    """Builds the page (whoever asks for it says what stands in for one that fails) and names its ``refresh``."""

    def built(*about: Any) -> PageWidget:
        page = build(*about)
        page.refresh = in_name_of(host, plugin, page.refresh)  # type: ignore[method-assign]  # of this one page
        return page

    return built
