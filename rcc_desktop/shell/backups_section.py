"""Backups: when the last one was made and read back, where they lie, and making one now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from rcc_desktop.api.ui.card import Card, button, label
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import look, spaced
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_time
from rcc_desktop.documents.cells import date_words
from rcc_desktop.host import copies
from rcc_desktop.staff.views.waiting_line import WaitingLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo
    from pathlib import Path

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.database.backup import BackupRow
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

MEGABYTE = 1024 * 1024


class BackupsSection(Card):
    """The backups of this center: make one now, check the whole file, put one in the file's place.

    ``put_back`` closes the center and goes on with the backup it is given, or with None where none is chosen.
    """

    def __init__(self, page: PageWidget, session: Session, put_back: Callable[[Path | None], object]) -> None:
        super().__init__(_("Backups"))
        self._page, self._session, self._put_back = page, session, put_back
        self._last = label("", wrap=True)
        self._proof = label("", "subtle", wrap=True)
        self.body.addWidget(self._last)
        self.body.addWidget(self._proof)
        self.make = button(_("Back up now"), "primary", icon_name="save", press=self.back_up)
        self.check = button(_("Check the whole file"), icon_name="shield-check", press=self.prove)
        self.restore = button(_("Restore…"), icon_name="undo-2", press=self.put_back)
        self.restore.setToolTip(_("Close the center and put a backup in its place"))
        row = FlowRow()
        spaced(row.flow, gap=8)
        for each in (self.make, self.check, self.restore):
            row.flow.addWidget(each)
        self.body.addWidget(row)
        self.line = WaitingLine()
        self.body.addWidget(self.line)
        self._model: RowsModel[BackupRow] = RowsModel(_columns(session.zone))
        self.table = RowsTable(self._model, _("Backups"))
        self.table.setMinimumHeight(look().px(280))
        self.table.set_empty(_("No backups yet"), _("Press “Back up now” to make the first one."))
        self.body.addWidget(self.table, 1)
        folder = label(
            _("They lie in {folder}.").format(folder=session.store.center.folder / "backups"), "faint", wrap=True
        )
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(folder)
        self.body.addWidget(
            label(_("Copy one to a USB stick each week and keep the stick in another place."), "subtle", wrap=True)
        )

    def ask(self) -> None:
        """Look which backups there are."""
        session = self._session
        self._session.lanes.run("read", self._page, lambda: copies.last_proven(session), self._show_proven)
        self._session.lanes.run("read", self._page, session.store.center.backups, self._show)

    def rows(self) -> list[BackupRow]:
        """The backups listed, newest first."""
        return list(self._model.rows)

    def proof(self) -> str:
        """What the last check of the whole file told."""
        return self._proof.text()

    def back_up(self) -> None:
        """Make one now; it is read back before it is listed."""
        self._wait(waiting=True)
        self._session.lanes.run("write", self, lambda: copies.back_up(self._session), self._made)

    def prove(self) -> None:
        """Check every page of the file and every entry of who did what."""
        self._wait(waiting=True)
        self._session.lanes.run("read", self, lambda: copies.prove(self._session), self._proved)

    def put_back(self) -> None:
        """Close the center, and choose on the way in which backup takes its place."""
        self._put_back(next((row.path for row in self.table.chosen_rows()), None))

    def show_problem(self, problem: Problem) -> None:
        """A problem is the page's to show."""
        self._wait(waiting=False)
        self._page.show_problem(problem)

    def _made(self, _file: Path) -> None:
        self._wait(waiting=False)
        self._page.desk.note(_("The backup was made and read back."))
        self.ask()

    def _proved(self, proof: copies.Proof) -> None:
        self._wait(waiting=False)
        self._proof.setText(f"{proof.words} {proof.way_out}".strip())
        self._session.lanes.run("write", self, lambda: copies.keep_proof(self._session, proof), lambda _kept: None)

    def _show_proven(self, when: datetime | None) -> None:
        if self._proof.text():
            return  # what was just found says more
        told = _("The whole file was last checked on {when}, and was sound.")
        words_of_it = _("The whole file has not been checked yet.")
        self._proof.setText(told.format(when=_when(when, self._session.zone)) if when else words_of_it)

    def _show(self, rows: list[BackupRow]) -> None:
        self._model.show(rows)
        proven = next((row for row in rows if row.verified), None)
        told = _("No backup has been made yet.")
        if proven is not None:
            told = _("The last backup was made and read back on {when}.").format(
                when=_when(proven.made_at, self._session.zone)
            )
        self._last.setText(told)

    def _wait(self, *, waiting: bool) -> None:
        self.line.wait(waiting)
        self.make.setEnabled(not waiting)
        self.check.setEnabled(not waiting)
        self.restore.setEnabled(not waiting)


def _when(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{date_words(local.date())}, {write_time(local.time())}"


def _columns(zone: tzinfo) -> tuple[Column[BackupRow], ...]:
    return (
        Column(_("Made"), lambda row: _when(row.made_at, zone), width=26, sort=lambda row: row.made_at),
        Column(
            _("Size"), lambda row: f"{row.size / MEGABYTE:,.1f} MB", align="right", width=12, sort=lambda row: row.size
        ),
        Column(
            _("Read back"),
            lambda row: _("Yes") if row.verified else _("Not yet"),
            width=14,
            tone=lambda row: "ok" if row.verified else "warn",
        ),
        Column(_("File"), lambda row: row.path.name),
    )
