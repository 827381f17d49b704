"""Starts each plugin apart and asks each apart; one that fails is set aside, and the others never notice."""

from __future__ import annotations

import re
import threading
from contextlib import nullcontext
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import pluggy

from rcc_desktop.api import hookspecs
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.host import answers, order
from rcc_desktop.host.failures import Failure, FailureKind, SetAside, failure_of
from rcc_desktop.host.tracing import traced
from rcc_desktop.logs import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from rcc_desktop.api.contributions import Permission, PluginInfo, Setting
    from rcc_desktop.api.record import Record
    from rcc_desktop.host.found import Found
    from rcc_desktop.host.marker import Marker

_, ngettext = words("rcc_desktop")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one plugin said to one hook. ``value`` is a tuple of contributions, or a ``PluginInfo``."""

    plugin: str
    value: Any


class PluginHost:
    """The plugins of one center. Nothing of theirs is imported before ``start``."""

    def __init__(self, found: Iterable[Found], marker: Marker | None = None, aside: Iterable[Failure] = ()) -> None:
        self._found = tuple(found)
        self._marker = marker
        self._lock = threading.RLock()
        self._asker = pluggy.PluginManager("rcc_desktop")
        self._asker.add_hookspecs(hookspecs)
        self._infos: dict[str, PluginInfo] = {}
        self._failures: dict[str, Failure] = {failure.name: failure for failure in aside}
        self.on_set_aside: Callable[[Failure], None] = lambda _failure: None

    @property
    def failures(self) -> Mapping[str, Failure]:
        """The plugins that were set aside, by name, and why."""
        return MappingProxyType(self._failures)

    @property
    def infos(self) -> Mapping[str, PluginInfo]:
        """What each running plugin said of itself, those that others require first."""
        return MappingProxyType(self._infos)

    def running(self) -> tuple[str, ...]:
        """The names of the plugins that may be asked."""
        return tuple(self._infos)

    def start(self) -> None:
        """Import, register and ask each plugin who it is; those that fail are in ``failures`` afterwards."""
        off = self._marker.off() if self._marker else {}
        for found in self._found:
            if found.name in self._infos:
                self._set_aside(f"{found.name} (2)", found.name, _name_taken(found.name), loading=True)
            elif found.name in off:
                self._failures.setdefault(found.name, _left_off(found.name, off[found.name]))
            elif found.name not in self._failures:
                self._start_one(found)
        for name, reason in order.unmet(self._infos).items():
            self._set_aside(name, self._infos[name].title, reason, loading=True)
        self._infos = {name: self._infos[name] for name in order.by_requirement(self._infos)}

    def ask(self, hook: str, **arguments: object) -> Iterator[Answer]:
        """Ask every running plugin; one that fails is set aside and left out."""
        for name in self.running():
            answer = self.ask_one(name, hook, **arguments)
            if answer is not None:
                yield answer

    def ask_one(self, name: str, hook: str, **arguments: object) -> Answer | None:
        """Ask one plugin. None when it has nothing to say to this hook, or failed and was set aside."""
        return self.attempt(name, hook, lambda: self._call(name, hook, arguments))

    def attempt(self, name: str, what: str, call: Callable[[], T]) -> T | None:
        """Run a plugin's code (a hook, building a page) in its own name; None when it fails and is set aside."""
        if name in self._failures:
            return None
        with self._lock:
            try:
                with self._at_work(name), traced(what, name) as tell:
                    value = call()
                    tell(value.value if isinstance(value, Answer) else value)
                    return value
            except (Exception, SystemExit) as error:  # noqa: BLE001 (the border that keeps one plugin from the others)
                title = self._infos[name].title if name in self._infos else name
                self._set_aside(name, title, error, loading=False)
                return None

    def run(self, name: str, call: Callable[[], T]) -> T:
        """Run a verb of a plugin (a paper's build, an import) in its name, on any thread.

        What it raises passes to whoever asked, and the plugin stays; only trying to end the program sets it aside.
        """
        try:
            with self._at_work(name):
                return call()
        except SystemExit as ending:
            self.set_aside(name, ending)
            raise Problem(self._failures[name].words, code="plugin.set_aside") from None

    def title_at(self, places: Iterable[str]) -> str:
        """The title of the plugin in whose modules one of ``places`` (module:line) lies, or nothing."""
        packages = {found.module.partition(".")[0]: found.name for found in self._found}
        for place in places:
            name = packages.get(place.partition(":")[0].partition(".")[0])
            if name is not None:
                return self._infos[name].title if name in self._infos else name
        return ""

    def set_aside(self, name: str, error: BaseException) -> None:
        """Set a plugin aside because its page or its work failed with ``error``."""
        title = self._infos[name].title if name in self._infos else name
        self._set_aside(name, title, error, loading=False)

    def leave_off(self, name: str) -> None:
        """Do not start it again on this computer; takes effect at the next opening. Its records stay."""
        if self._marker:
            self._marker.leave_off(name)

    def is_left_off(self, name: str) -> bool:
        """Whether it will not be started at the next opening."""
        return self._marker is not None and self._marker.is_left_off(name)

    def try_again(self, name: str) -> None:
        """Start it again; takes effect at the next opening."""
        if self._marker:
            self._marker.try_again(name)

    def settings(self) -> tuple[Setting[Any], ...]:
        """Every setting that a running plugin declares."""
        return tuple(setting for info in self._infos.values() for setting in info.settings)

    def permissions(self) -> tuple[Permission, ...]:
        """Every permission that a running plugin declares."""
        return tuple(permission for info in self._infos.values() for permission in info.permissions)

    def _start_one(self, found: Found) -> None:
        title = found.name
        try:
            with self._at_work(found.name), traced("load", found.name) as tell:
                module = found.load()
                self._asker.register(module, found.name)
                self._check_hooks()
                answer = self._call(found.name, "rcc_plugin", {})
                info = answers.checked_info(found.name, answer.value if answer else None)
                tell(info)
                title = info.title
                answers.check_tables(info)
                self._infos[found.name] = info
        except (Exception, SystemExit) as error:  # noqa: BLE001 (the border that keeps one plugin from the others)
            self._set_aside(found.name, title, error, loading=True)

    def _check_hooks(self) -> None:
        try:
            self._asker.check_pending()
        except pluggy.PluginValidationError as error:
            named = re.search(r"unknown hook '\w+'", str(error))  # the rest of the sentence is a path on this computer
            detail = named[0] if named else ""
            raise SetAside("unknown_hook", _("It answers a question the program does not ask."), detail) from None

    def _call(self, name: str, hook: str, arguments: Mapping[str, object]) -> Answer | None:
        for implementation in getattr(self._asker.hook, hook).get_hookimpls():
            if implementation.plugin_name == name:
                value = implementation.function(*(arguments[each] for each in implementation.argnames))
                return Answer(name, answers.checked(hook, value))
        return None

    def _set_aside(self, name: str, title: str, error: BaseException, *, loading: bool) -> None:
        """Keep the reason, and take back whatever of the plugin was registered."""
        failure = failure_of(name, title, error, loading=loading)
        log.warning("plugin %s set aside: %s %s", name, failure.kind, failure.detail)
        self._infos.pop(name, None)
        if self._asker.has_plugin(name):
            self._asker.unregister(name=name)
        self._failures[name] = failure
        self.on_set_aside(failure)

    def _at_work(self, name: str) -> AbstractContextManager[None]:
        return self._marker.at_work(name) if self._marker else nullcontext()


def records_of(info: PluginInfo) -> Sequence[type[Record]]:
    """The records a plugin stores."""
    return tuple(info.records()) if info.records else ()


def _left_off(name: str, why: str) -> Failure:
    if why == "closed_program":
        sentence = _("{name} closed the program last time, so it was not started.")
        kind: FailureKind = "closed_program"
    else:
        sentence = _("{name} is left off on this computer.")
        kind = "left_off"
    return failure_of(name, name, SetAside(kind, sentence.format(name=name)), loading=True)


def _name_taken(name: str) -> SetAside:
    return SetAside("name_taken", _("Two plugins are called {name}; the first one found is used.").format(name=name))
