"""Writing the meetings as a calendar: to a file that whoever asks chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from rcc_council.calendar_out import write_calendar
from rcc_desktop.api import words

if TYPE_CHECKING:
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


def ask_for_calendar_file(page: PageWidget, body: int | None) -> QFileDialog:
    """Open a window to choose where the meetings of a body, or of all, go; nothing waits for it."""
    asked = QFileDialog(page, _("Write the calendar"))
    asked.setOption(QFileDialog.Option.DontUseNativeDialog)
    asked.setHistory([])
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setNameFilters([_("Calendars (*.ics)")])
    asked.setDefaultSuffix("ics")
    asked.selectFile(_("Council meetings.ics"))
    asked.fileSelected.connect(lambda chosen: write_to(page, Path(chosen), body))
    asked.finished.connect(asked.deleteLater)
    asked.open()
    return asked


def write_to(page: PageWidget, file: Path, body: int | None) -> None:
    """Write the calendar, and say so."""
    desk = page.desk
    now = desk.now()
    said = _("The calendar is written. It holds the meetings of the last 90 days and all to come, and nobody's name.")
    desk.write(page, lambda: write_calendar(file, now, body=body), lambda _none: desk.note(said))
