"""The recovery code: shown once, printed or saved, and typed back so that it is known to be on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import button, label
from rcc_desktop.api.ui.fields import TextField
from rcc_desktop.api.ui.form import FieldRow
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_, ngettext = words("rcc_desktop")


class RecoveryPage(QWidget):
    """``finished`` comes once the code was typed back as it is shown."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._center = ""
        column = spaced(QVBoxLayout(self), gap=16)
        self.shown = label("", "heading2", wrap=True)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        column.addWidget(self.shown)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Print"), icon_name="printer", press=self._print))
        row.addWidget(button(_("Save as PDF"), icon_name="file-down", press=self._save))
        row.addStretch(1)
        column.addLayout(row)
        self.typed = TextField(hint="XXXX-XXXX-…")
        told = _("With or without dashes, in large or small letters.")
        self.row = FieldRow(_("Type it back from the paper"), self.typed, help_text=told)
        self.typed.returnPressed.connect(self.check)
        column.addWidget(self.row)
        self.go = button(_("Go to the desk"), "primary", press=self.check)
        column.addWidget(self.go)

    @staticmethod
    def text() -> str:
        """What stands under the heading."""
        return _(
            "It opens the center when every password is forgotten, and it is shown only now. "
            "Print it twice: one for the safe, one for the board chair. "
            "Should it get lost, or the power fail now: a new one is made under Settings, Recovery code."
        )

    def show_code(self, code: str, center: str) -> None:
        """Show the code of a new center."""
        self._code, self._center = code, center
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        self.shown.setText("-".join(groups[:half]) + "-\n" + "-".join(groups[half:]))
        self.shown.setAccessibleName(_("Recovery code: {code}").format(code=" ".join(code)))

    def check(self) -> bool:
        """Whether the code was typed back; says what is wrong beside the field."""
        from rcc_desktop.api.problems import Problem
        from rcc_desktop.database import recovery_code

        try:
            right = recovery_code.typed(self.typed.value()) == recovery_code.typed(self._code)
        except Problem as problem:
            self.row.show_problem(str(problem))
            return False
        if not right:
            self.row.show_problem(_("This is another code. Type the one that is shown here."))
            return False
        self.row.show_problem("")
        self._code = ""
        self.shown.clear()
        self.finished.emit()
        return True

    def save_pdf(self, path: Path) -> None:
        """Write the page with the code as a PDF."""
        writer = QPdfWriter(str(path))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
        writer.setTitle(_("Recovery code"))
        painter = QPainter(writer)
        self._draw(painter, QRectF(0, 0, writer.width(), writer.height()))
        painter.end()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_("Recovery code"))
        asked = QPrintDialog(printer, self)
        asked.accepted.connect(lambda: self._paint_on(printer))
        asked.finished.connect(asked.deleteLater)
        QDialog.open(asked)

    def _paint_on(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        self._draw(painter, QRectF(painter.viewport()))
        painter.end()

    def _save(self) -> None:
        asked = QFileDialog(self, _("Save the recovery code"), _("Recovery code.pdf"))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilter("PDF (*.pdf)")
        asked.setDefaultSuffix("pdf")
        asked.setHistory([])
        asked.fileSelected.connect(lambda path: self.save_pdf(Path(path)))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _draw(self, painter: QPainter, page: QRectF) -> None:
        unit = page.width() / 100
        lines = (
            (5.0, 3.2, True, _("Recovery code")),
            (12.0, 2.2, False, self._center),
            (22.0, 2.6, True, self.shown.text().splitlines()[0]),
            (27.0, 2.6, True, self.shown.text().splitlines()[-1]),
            (38.0, 1.8, False, _("Whoever holds this paper can open the center. Keep it in a safe place.")),
            (42.0, 1.8, False, _("On the sign-in page choose “Forgot your password?” and type the code.")),
        )
        for top, size, bold, text in lines:
            font = QFont("Inter")
            font.setPixelSize(max(1, round(size * unit)))
            font.setBold(bold)
            painter.setFont(font)
            painter.drawText(QRectF(0, top * unit, page.width(), 8 * unit), int(Qt.TextFlag.TextWordWrap), text)
