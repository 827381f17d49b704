"""Asking for a calendar file or a folder: in our own window, without a list of what was opened before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_, ngettext = words("rcc_mentors")


def ask_for_calendar(over: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Open a window to choose a calendar to read; nothing waits for it."""
    dialog = _dialog(over, _("Choose a calendar"), then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Calendars (*.ics *.ical)"), _("All files (*)")])
    dialog.open()
    return dialog


def ask_for_folder(over: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Open a window to choose a folder to write to; nothing waits for it."""
    dialog = _dialog(over, _("Choose a folder for the calendars"), then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def _dialog(over: QWidget, title: str, then: Callable[[Path], object]) -> QFileDialog:
    dialog = QFileDialog(over, title)
    # The system's own window would put the file's name, often somebody's, into its list of recent files.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setHistory([])
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
