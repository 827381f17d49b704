"""The name of a mentor's own calendar file: to tell them, and to change where it came into wrong hands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, FlowRow, button, label
from rcc_mentors.calendars.choices import CALENDAR_FOLDER
from rcc_mentors.calendars.folder import ENDING
from rcc_mentors.calendars.out import calendar_name, rename_calendar
from rcc_mentors.views.mentor_file.keeping import Shown

if TYPE_CHECKING:
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")


class CalendarCard(Card):
    """The name is shown when it is asked for; only for those who print schedules."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("Their calendar"))
        self._desk, self._page, self._shown = keeping.desk, keeping.page, Shown()
        told = _("Their shifts as a file that a phone can follow. Its name tells nobody whose it is; only they get it.")
        self.body.addWidget(label(told, "subtle", wrap=True))
        self.name = label("", "strong", wrap=True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.name)
        self.ask = button(_("Show the name of the file"), press=self._ask)
        self.copy = button(_("Copy"), icon_name="copy", press=self._copy)
        self.rename = button(_("Give it another name"), "link", press=self._rename)
        self.body.addWidget(FlowRow(self.ask, self.copy, self.rename))
        self._show("")
        self.setVisible(keeping.desk.may("mentors.report"))

    def show_file(self, file: MentorFile) -> None:
        """The mentor whose calendar is meant."""
        self._shown.show(file)

    def _show(self, name: str) -> None:
        self.name.setText(f"{name}{ENDING}" if name else "")
        for each in (self.name, self.copy, self.rename):
            each.setVisible(bool(name))
        self.ask.setVisible(not name)

    def _ask(self) -> None:
        mentor = self._shown.file.id
        self._desk.write(self._page, lambda: calendar_name(mentor), self._show)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.name.text())
        self._desk.note(_("The name of the file is on the clipboard."))

    def _rename(self) -> None:
        mentor, chosen = self._shown.file.id, self._desk.setting(CALENDAR_FOLDER).strip()
        folder = Path(chosen).expanduser() if chosen else None

        def renamed(name: str) -> None:
            self._show(name)
            self._desk.note(_("The old name leads nowhere now. Write the calendars again, and tell them the new name."))

        self._desk.write(self._page, lambda: rename_calendar(mentor, folder), renamed)
