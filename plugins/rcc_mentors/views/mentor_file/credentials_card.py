"""Credentials: since when, until when, and one press to renew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Column, RowsModel, RowsTable, button
from rcc_desktop.api.written import write_date
from rcc_mentors.people.rules import standing
from rcc_mentors.people.standards import standards_of
from rcc_mentors.people.wording import STANDING_TITLES, title_of
from rcc_mentors.settings import CREDENTIALS
from rcc_mentors.views.mentor_file.credential_panel import CredentialPanel
from rcc_mentors.views.mentor_file.keeping import Shown
from rcc_mentors.views.mentor_file.tables import fit_rows

if TYPE_CHECKING:
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.people.file import CredentialRow, MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_TONES: dict[str, Tone] = {"valid": "ok", "renew": "warn", "expired": "danger", "not_yet": "neutral"}


class CredentialsCard(Card):
    """The newest first. On the list, Enter corrects a row, R renews it, Insert adds one."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("Credentials"))
        self._keeping, self._shown = keeping, Shown()
        self.model: RowsModel[CredentialRow] = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Credentials"))
        self.table.set_empty(_("No credentials yet"), _("Add the first one: what it is, and the day it was issued."))
        self.body.addWidget(self.table)
        if keeping.may:
            self.renew = button(_("Renew"), "link", icon_name="refresh-cw", press=self._renew)
            self.add = button(_("Add"), "link", icon_name="plus", press=lambda: self._open(None))
            self.add_action(self.renew)
            self.add_action(self.add)
            self.table.activated_row.connect(self._open)
            for keys, press in (("R", self._renew), ("Insert", lambda: self._open(None))):
                shortcut = QShortcut(QKeySequence(keys), self.table)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(press)
            self.renew.setToolTip(_("Renew (R)"))
            self.add.setToolTip(_("Add (Insert)"))

    def show_file(self, file: MentorFile) -> None:
        """Show what is written down."""
        self._shown.show(file)
        self.model.show(file.credentials)
        fit_rows(self.table, len(file.credentials))
        if self._keeping.may:
            self.renew.setVisible(bool(file.credentials))

    def _columns(self) -> tuple[Column[CredentialRow], ...]:
        kinds = self._keeping.desk.setting(CREDENTIALS)
        warn_days = standards_of(self._keeping.desk).warn_days

        def stands(row: CredentialRow) -> str:
            return standing(row.held, self._keeping.desk.now().date(), warn_days)

        return (
            Column(_("What"), lambda row: title_of(kinds, row.kind)),
            Column(_("Issued"), lambda row: write_date(row.issued_on), width=11, sort=lambda row: row.issued_on),
            Column(_("Good until"), lambda row: write_date(row.expires_on) or _("for good"), width=11, sort=_ends),
            Column(
                _("Stands"),
                lambda row: STANDING_TITLES[stands(row)],
                width=12,
                tone=lambda row: _TONES[stands(row)],
            ),
        )

    def _open(self, row: CredentialRow | None) -> None:
        CredentialPanel(self._keeping, self._shown.file, row).open()

    def _renew(self) -> None:
        row = self.table.current_row()
        if row is not None:
            CredentialPanel(self._keeping, self._shown.file, row, renew=True).open()


def _ends(row: CredentialRow) -> str:
    return row.expires_on.isoformat() if row.expires_on else "9999"
