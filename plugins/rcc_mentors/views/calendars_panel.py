"""Writing the calendars that phones follow: one for each mentor, each site, and the whole schedule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import FlowRow, button, label
from rcc_mentors.calendars.choices import CALENDAR_FOLDER
from rcc_mentors.calendars.out import write_calendars
from rcc_mentors.calendars.wording import written_words
from rcc_mentors.views.file_asking import ask_for_folder
from rcc_mentors.views.schedule_panel import SchedulePanel

if TYPE_CHECKING:
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.calendars.rows import CalendarsWritten

_, ngettext = words("rcc_mentors")


class CalendarsPanel(SchedulePanel):
    """Says where they go and what is in them; one button writes them all."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(page, _("Calendars for phones"))
        chosen = self.desk.setting(CALENDAR_FOLDER).strip()
        what = _("A file for each mentor, each site and the whole schedule, with published shifts and nobody's name.")
        where = _("They go to {folder}.").format(folder=chosen)
        none = _("No folder is chosen on this desk yet. Choose one now, or for good under Settings, Mentors.")
        self.body.addWidget(label(what, wrap=True))
        self.body.addWidget(label(where if chosen else none, "strong" if chosen else "subtle", wrap=True))
        self.now = button(_("Write the calendars"), "primary", press=lambda: self.write(Path(chosen).expanduser()))
        self.now.setVisible(bool(chosen))
        other = _("Into another folder…") if chosen else _("Choose a folder…")
        self.other = button(other, icon_name="folder-open", press=self._ask)
        self.body.addWidget(FlowRow(self.now, self.other))
        self.said = label("", "strong", wrap=True)
        self.body.addWidget(self.said)
        each = _("The name of a mentor's own file stands in their file, under “Their calendar”, to tell them.")
        self.body.addWidget(label(each, "subtle", wrap=True))
        self.body.addStretch(1)

    def write(self, folder: Path) -> None:
        """Write every calendar into a folder, or none."""
        self.clear_problem()
        now = self.desk.now()
        self.desk.write(self, lambda: write_calendars(folder.absolute(), now), self._written)

    def _ask(self) -> None:
        ask_for_folder(self, self.write)

    def _written(self, written: CalendarsWritten) -> None:
        self.said.setText(written_words(written.files, str(written.folder)))
