"""Fields for declared settings, drawn from their type: nothing of any one setting is known here."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import button
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.shell.choice_list import ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rcc_desktop.api.contributions import Setting
    from rcc_desktop.api.problems import Problem

_, ngettext = words("rcc_desktop")

LEAST, MOST = 0, 999_999


class SettingsForm(QWidget):
    """``saved`` tells what was changed, by setting; ``get`` says what is chosen now."""

    saved = Signal(object)

    def __init__(
        self,
        settings: Iterable[Setting[Any]],
        get: Callable[[Setting[Any]], Any],
        offered: Mapping[str, Sequence[tuple[Any, str]]] | None = None,
    ) -> None:
        """``offered`` are choices by key for settings whose declaration leaves them open."""
        super().__init__()
        self._offered = offered or {}
        self._settings = {setting.key: setting for setting in settings}
        self._get = get
        self._lists: dict[str, ChoiceList] = {}
        column = spaced(QVBoxLayout(self), gap=16)
        self.form = Form()
        for setting in self._settings.values():
            self._add(setting, get(setting))
        column.addWidget(self.form)
        row = spaced(QHBoxLayout(), gap=8)
        self.save = button(_("Save"), "primary", press=self.form.submit)
        row.addWidget(self.save)
        row.addStretch(1)
        column.addLayout(row)
        self.form.submitted.connect(self._submit)

    def value(self, key: str) -> Any:
        """What stands in a setting's field now, as the setting's type."""
        if key in self._lists:
            return self._lists[key].value()
        return self.form.values()[key]

    def changed_values(self) -> dict[str, Any]:
        """The settings whose field differs from what is chosen, with the new value."""
        return {
            key: value for key, setting in self._settings.items() if (value := self.value(key)) != self._get(setting)
        }

    def show_chosen(self, setting: Setting[Any]) -> None:
        """Show what is chosen now for one of the settings; what is being typed elsewhere stays."""
        if setting.key in self._settings:
            self.form.fill({setting.key: self._get(setting)})

    def show_problem(self, problem: Problem) -> bool:
        """Say it beside the setting it is about; False where there is none."""
        if problem.field in self._lists:
            self._lists[str(problem.field)].show_problem(str(problem))
            return True
        if problem.field in self.form.values():
            self.form.problem(str(problem.field), str(problem))
            return True
        return False

    def _submit(self) -> None:
        for each in self._lists.values():
            each.show_problem("")
        changed = self.changed_values()
        if changed:
            self.saved.emit([(self._settings[key], value) for key, value in changed.items()])

    def _add(self, setting: Setting[Any], value: Any) -> None:
        form, key, title = self.form, setting.key, setting.title
        offered = self._offered.get(key) or (list(setting.choices.items()) if setting.choices else None)
        if offered is not None:
            form.choice(key, title, offered, value=value, help_text=setting.help, required=True)
        elif isinstance(value, bool):
            form.check(key, title, value=value, help_text=setting.help)
        elif isinstance(value, int):
            low, high = _bounds(setting)
            told = " ".join(part for part in (_in_unit(setting.unit), setting.help) if part)
            form.number(key, title, value=value, low=low, high=high, help_text=told, required=True)
        elif isinstance(value, time):
            form.time(key, title, value=value, help_text=setting.help, required=True)
        elif isinstance(value, tuple):
            self._lists[key] = ChoiceList(title, value, setting.help)
            form.place(self._lists[key])
        else:
            form.text(key, title, value=value, help_text=setting.help)


def _bounds(setting: Setting[Any]) -> tuple[int, int]:
    return (LEAST if setting.least is None else setting.least, MOST if setting.most is None else setting.most)


def _in_unit(unit: str) -> str:
    return _("In {unit}.").format(unit=unit) if unit else ""
