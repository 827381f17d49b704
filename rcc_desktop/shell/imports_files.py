"""Asking for a file: in our own window, without a list of what was opened before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_, ngettext = words("rcc_desktop")


def ask_for_spreadsheet(over: QWidget, then: Callable[[str], object]) -> QFileDialog:
    """Open a window to choose a file to read; nothing waits for it."""
    dialog = _dialog(over, _("Choose a spreadsheet"), then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Spreadsheets (*.xlsx *.csv *.tsv *.txt)"), _("All files (*)")])
    dialog.open()
    return dialog


def ask_where_to_save(over: QWidget, name: str, then: Callable[[str], object]) -> QFileDialog:
    """Open a window to choose where a spreadsheet goes; nothing waits for it."""
    dialog = _dialog(over, _("Save the rows"), then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Spreadsheet (*.xlsx)"), _("Text with commas (*.csv)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(name)
    dialog.open()
    return dialog


def _dialog(over: QWidget, title: str, then: Callable[[str], object]) -> QFileDialog:
    dialog = QFileDialog(over, title)
    # The system's own window would put the file's name, often somebody's, into its list of recent files.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setHistory([])
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
