"""Declared settings, typed by their defaults: the center's own lie in its file, a desk's own on this computer."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar, cast

from rcc_desktop.api.acting import needs
from rcc_desktop.api.contributions import Choice, Setting
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.logs import log
from rcc_desktop.places import config_folder
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from rcc_desktop.api.changes import Changes

_, ngettext = words("rcc_desktop")

T = TypeVar("T")

TABLE = "setting_value"
FILE = "desk.json"


class Settings:
    """What was chosen, kept in memory: asking never waits. ``load`` reads the center's choices; call it on a lane."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or config_folder() / FILE
        self._declared: dict[str, Setting[Any]] = {}
        self._shared: Mapping[str, str] = {}
        self._here: Mapping[str, str] = _read_file(self.file)
        self._known: dict[str, object] = {}

    def declare(self, settings: Iterable[Setting[Any]]) -> None:
        """Add to what may be chosen. ValueError for a key that is taken, TypeError for a default of no known type."""
        for setting in settings:
            if self._declared.setdefault(setting.key, setting) != setting:
                raise ValueError(f"the setting {setting.key} is declared twice")
            to_text(setting.default)

    def declared(self) -> tuple[Setting[Any], ...]:
        """Everything that may be chosen, in the order it was declared."""
        return tuple(self._declared.values())

    def get(self, which: Setting[T]) -> T:
        """What was chosen, or the default; a value that cannot be read counts as none, and the log says which."""
        known = self._known.get(which.key)
        if known is None:
            known = self._known[which.key] = self._read(which)
        return cast(T, known)

    def load(self) -> None:
        """Read the center's choices anew."""
        from rcc_desktop.api.record import fetch
        from rcc_desktop.api.records import SettingValue

        self._shared = dict(fetch(SettingValue.select(SettingValue.key, SettingValue.value)))
        self._known = {}

    def follow(self, changes: Changes) -> bool:
        """Load again when somebody chose something; says whether that was so."""
        moved = TABLE in changes.tables
        if moved:
            self.load()
        return moved

    def choose_here(self, which: Setting[T], value: T) -> None:
        """Choose for this desk alone; kept at once. Raises ``Problem`` for a value the setting does not take."""
        if which.shared:
            raise ValueError(f"{which.key} belongs to the center")
        check(which, value)
        self._here = {**self._here, which.key: to_text(value)}
        _write_file(self.file, self._here)
        self._known.pop(which.key, None)

    def _read(self, which: Setting[T]) -> T:
        text = (self._shared if which.shared else self._here).get(which.key)
        if text is None:
            return which.default
        try:
            value = from_text(text, which.default)
            check(which, value)
        except (ValueError, TypeError, KeyError, Problem):
            log.warning("setting %s cannot be read; its default counts", which.key)
            return which.default
        return value


@needs("center.change")
def choose(which: Setting[T], value: T) -> None:
    """Choose for the whole center, inside a transaction. Raises ``Problem`` for a value the setting does not take."""
    from rcc_desktop.api.records import SettingValue

    if not which.shared:
        raise ValueError(f"{which.key} belongs to each desk")
    check(which, value)
    row = SettingValue.select(SettingValue.id).where(SettingValue.key == which.key).tuples().first()
    if row is None:
        SettingValue.add(key=which.key, value=to_text(value))
    else:
        SettingValue.change(row[0], value=to_text(value))


def check(which: Setting[T], value: T) -> None:
    """Raise a ``Problem`` beside the field named by the setting's key unless it takes ``value``."""
    if which.choices is not None and value not in which.choices:
        raise _refused(which, _("Choose one of the list."))
    if isinstance(value, tuple):
        _check_list(which, value)
    if isinstance(value, int) and not isinstance(value, bool):
        if which.least is not None and value < which.least:
            raise _refused(which, _("The least is {least}.").format(least=which.least))
        if which.most is not None and value > which.most:
            raise _refused(which, _("The most is {most}.").format(most=which.most))


def to_text(value: object) -> str:
    """A setting's value as JSON. Raises TypeError for a type that settings do not have."""
    if isinstance(value, bool | int | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, time):
        return json.dumps(value.isoformat("minutes"))
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    if isinstance(value, tuple) and all(isinstance(entry, Choice) for entry in value):
        return json.dumps([asdict(entry) for entry in value], ensure_ascii=False)
    raise TypeError(f"settings hold no {type(value).__name__}")


def from_text(text: str, default: T) -> T:
    """The value that JSON means, of the type of ``default``. Raises ValueError, TypeError or KeyError otherwise."""
    found = json.loads(text)
    if isinstance(default, time):
        return cast(T, time.fromisoformat(found))
    if isinstance(default, date):
        return cast(T, date.fromisoformat(found))
    if isinstance(default, tuple):
        return cast(T, tuple(Choice(str(each["key"]), str(each["title"]), bool(each["active"])) for each in found))
    if type(found) is not type(default):
        raise TypeError(f"a {type(default).__name__} was expected")
    return found


def _check_list(which: Setting[Any], entries: tuple[Choice, ...]) -> None:
    if any(not entry.title.strip() for entry in entries):
        raise _refused(which, _("One line has no words."))
    if len({entry.key for entry in entries}) != len(entries):
        raise _refused(which, _("Two lines have the same key."))


def _refused(which: Setting[Any], way_out: str) -> Problem:
    what = _("“{setting}” does not take this.").format(setting=which.title)
    return Problem(what, way_out, field=which.key, code="setting")


def _read_file(file: Path) -> Mapping[str, str]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        log.warning("the settings of this desk cannot be read; defaults count")
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _write_file(file: Path, values: Mapping[str, str]) -> None:
    """Chosen while somebody waits, and read as the default where it is lost: not worth waiting for the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(file, text.encode("utf-8"), lasting=False)
