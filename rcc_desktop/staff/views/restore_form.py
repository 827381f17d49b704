"""Which backup is to take the center's place, and who says so; built only when somebody needs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import button, label
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import look, spaced, watch_look
from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_time
from rcc_desktop.documents.cells import date_words
from rcc_desktop.staff.views.one_at_a_time import OneAtATime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.database.backup import BackupRow

_, ngettext = words("rcc_desktop")

BY_PASSWORD, BY_CODE = 0, 1
MEGABYTE = 1024 * 1024
_PATH = int(Qt.ItemDataRole.UserRole)


class RestoreForm(QWidget):
    """Offers the backups in the center's folder and any other file, then asks for a password or the recovery code."""

    given = Signal(Path, str, str)
    """The backup, the name and the password."""
    given_code = Signal(Path, str)
    """The backup and the recovery code."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self), gap=16)
        column.addWidget(label(_("What was written after the backup was made is lost."), "strong", wrap=True))
        kept = _("The file that is here now is not deleted: it is kept in the folder “set-aside”.")
        column.addWidget(label(kept, "subtle", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.list)
        self._none = label(_("There is no backup in the center's folder."), wrap=True)
        self._none.hide()
        column.addWidget(self._none)
        column.addWidget(button(_("Choose a file, such as from a stick…"), "link", press=self._choose_file))
        self._ways = OneAtATime()
        self.by_password, self.by_code = self._build_by_password(), self._build_by_code()
        self._ways.add(self.by_password)
        self._ways.add(self.by_code)
        column.addWidget(self._ways)
        self._other_way = button("", "link", press=self._turn)
        column.addWidget(self._other_way)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Back"), press=self.left.emit))
        self.go = button("", "primary", press=self.submit)
        row.addWidget(self.go, 1)
        column.addLayout(row)
        watch_look(self._measure)
        self._measure()
        self._show_way(BY_PASSWORD)
        self.wait(waiting=False)

    def show_backups(self, rows: Sequence[BackupRow]) -> None:
        """Offer these, newest first; the newest one that was read back is chosen unless another is."""
        before = self.chosen()
        self.list.clear()
        for row in rows:
            self._offer(row.path, _told(row))
        proven = next((at for at, row in enumerate(rows) if row.verified), 0)
        self.list.setCurrentRow(proven)
        self._none.setVisible(not rows)
        if before is not None:
            self.choose(before)

    def chosen(self) -> Path | None:
        """The backup that is to take the center's place."""
        item = self.list.currentItem()
        return Path(str(item.data(_PATH))) if item is not None else None

    def choose(self, backup: Path) -> None:
        """Choose a backup, from the list or from anywhere."""
        listed = [str(self.list.item(at).data(_PATH)) for at in range(self.list.count())]
        if str(backup) not in listed:
            self._offer(backup, _("From a file: {name}").format(name=backup.name), 0)
            listed.insert(0, str(backup))
        self.list.setCurrentRow(listed.index(str(backup)))
        self._none.hide()

    def first_focus(self) -> QWidget:
        """The backups."""
        return self.list

    def use_code(self) -> Form:
        """Ask for the recovery code in place of a password."""
        self._show_way(BY_CODE)
        return self.by_code

    def submit(self) -> None:
        """Hand over what was chosen and typed."""
        if self.chosen() is None:
            self._none.show()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        (self.by_code if self._ways.at() == BY_CODE else self.by_password).submit()

    def wait(self, *, waiting: bool) -> None:
        """Take no answers while the backup is read back and put in its place."""
        self.setEnabled(not waiting)
        self.go.setText(_("Reading it back…") if waiting else _("Put it in its place"))

    def show_problem(self, problem: Problem) -> bool:
        """Say it beside its field; False where there is none in sight."""
        form = self.by_code if self._ways.at() == BY_CODE else self.by_password
        if problem.field not in form.values():
            return False
        form.problem(str(problem.field), str(problem))
        return True

    def forget_typed(self) -> None:
        """Empty the password and the code."""
        self.by_password.fill({"password": ""})
        self.by_code.fill({"code": ""})

    def _offer(self, path: Path, told: str, at: int | None = None) -> None:
        item = QListWidgetItem(told)
        item.setData(_PATH, str(path))
        self.list.insertItem(self.list.count() if at is None else at, item)

    def _build_by_password(self) -> Form:
        form = Form()
        form.text("login", _("Your sign-in name"), required=True)
        told = _("The one of today; if that does not open it, the one from when the backup was made.")
        form.password("password", _("Password"), help_text=told)
        form.submitted.connect(self._give)
        return form

    def _build_by_code(self) -> Form:
        form = Form()
        told = _("It was printed when the center was opened.")
        form.text("code", _("Recovery code"), required=True, help_text=told)
        form.submitted.connect(self._give_code)
        return form

    def _give(self) -> None:
        values, backup = self.by_password.values(), self.chosen()
        if backup is not None:
            self.given.emit(backup, values["login"], values["password"])

    def _give_code(self) -> None:
        backup = self.chosen()
        if backup is not None:
            self.given_code.emit(backup, self.by_code.values()["code"])

    def _turn(self) -> None:
        self._show_way(BY_PASSWORD if self._ways.at() == BY_CODE else BY_CODE)

    def _show_way(self, way: int) -> None:
        self._ways.show_page(way)
        self._other_way.setText(_("Use a password instead") if way == BY_CODE else _("Use the recovery code instead"))

    def _choose_file(self) -> None:
        asked = QFileDialog(self, _("Choose a backup"), str(Path.home()))
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setNameFilter(_("Backups (*.rcbak)"))
        asked.setHistory([])
        asked.fileSelected.connect(lambda path: self.choose(Path(path)))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _measure(self) -> None:
        self.list.setFixedHeight(look().px(150))


def _told(row: BackupRow) -> str:
    """A backup in a line; the center is closed, so its day and hour are this computer's."""
    made = row.made_at.astimezone()
    when = f"{date_words(made.date())}, {write_time(made.time())}"
    read_back = _("read back") if row.verified else _("not read back yet")
    return f"{when} · {row.size / MEGABYTE:,.1f} MB · {read_back}"
