"""Settings: the center, its sites, each plugin's, this desk, the staff, backups, plugins, and what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from rcc_desktop.api.ui.card import Card
from rcc_desktop.api.ui.fields import ChoiceField
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.api.words import words
from rcc_desktop.shell.settings_sections import sections_for

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.shell.center_view import CenterView
    from rcc_desktop.shell.settings_sections import SectionPlace

_, ngettext = words("rcc_desktop")

_KEY = int(Qt.ItemDataRole.UserRole)
NARROW = 820


class SettingsPage(PageWidget):
    """A list of sections at the side; the chosen one is built when it is first visited, and kept."""

    def __init__(self, desk: Desk, view: CenterView) -> None:
        super().__init__(desk, _("Settings"))
        self._sections: dict[str, SectionPlace] = {place.key: place for place in sections_for(self, view)}
        self._built: dict[str, QWidget] = {}
        self._current = ""
        self.list = mark(QListWidget(), "bare")
        self.list.setAccessibleName(_("Sections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place in self._sections.values():
            item = QListWidgetItem(place.title)
            item.setData(_KEY, place.key)
            self.list.addItem(item)
        self._side = Card()
        self._side.body.addWidget(self.list)
        self.choice = ChoiceField([(place.key, place.title) for place in self._sections.values()])
        self.choice.setAccessibleName(_("Sections"))
        self.body.addWidget(self.choice)
        across = spaced(QHBoxLayout(), gap=24)
        self._column = QVBoxLayout()
        across.addWidget(self._side, 3)
        across.addLayout(self._column, 10)
        self.body.addLayout(across, 1)
        self.list.currentItemChanged.connect(lambda item: self.open_section(item.data(_KEY)) if item else None)
        self.choice.activated.connect(lambda _row: self.open_section(str(self.choice.value())))
        watch_look(self._measure)
        self._measure()
        self.list.setCurrentRow(0)

    def section_keys(self) -> list[str]:
        """The sections this person may open."""
        return list(self._sections)

    def open_section(self, key: str) -> QWidget:
        """Show a section."""
        self.clear_problem()
        if key not in self._built:
            self._built[key] = self._sections[key].build()
            self._column.addWidget(self._built[key])
        for name, section in self._built.items():
            section.setVisible(name == key)
        self._current = key
        row = list(self._sections).index(key)
        if self.list.currentRow() != row:
            self.list.setCurrentRow(row)
        self.choice.set_value(key)
        self._ask(self._built[key])
        return self._built[key]

    def section(self) -> QWidget | None:
        """The section in sight."""
        return self._built.get(self._current)

    def refresh(self) -> None:
        """Ask for what the section in sight shows again; what is being typed there stays."""
        section = self.section()
        if section is not None:
            self._ask(section)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field of the section in sight, else above."""
        beside = getattr(self.section(), "show_beside", None)
        if beside is None or not beside(problem):
            super().show_problem(problem)

    def _ask(self, section: QWidget) -> None:
        ask = getattr(section, "ask", None)
        if ask is not None:
            ask()

    def _measure(self) -> None:
        """Where the window is narrow or the text large, the sections are chosen from a field above."""
        narrow = self.width() < look().px(NARROW)
        self._side.setVisible(not narrow)
        self.choice.setVisible(narrow)
        self._side.setMinimumHeight(look().px(36 * (self.list.count() + 2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
