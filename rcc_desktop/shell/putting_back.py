"""A backup in the center's place, from the sign-in page: what is offered, and what is done once somebody chose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_time
from rcc_desktop.documents.cells import date_words

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.database.restore import Restored
    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.shell.open_center import OpenCenter
    from rcc_desktop.staff.views.restore_form import RestoreForm
    from rcc_desktop.staff.views.sign_in import SignInPage

_, ngettext = words("rcc_desktop")


class PuttingBack(QObject):
    """Does on a lane what the form asks for, then signs in with the password that was given.

    A restore that is interrupted at any point is finished, or cleared away, at the next opening.
    """

    def __init__(self, doors: Doors, page: SignInPage, form: RestoreForm, folder: Path) -> None:
        super().__init__(page)
        self._doors, self._page, self._form, self._folder = doors, page, form, folder
        form.given.connect(self._restore)
        form.given_code.connect(self._restore_by_code)

    def ask(self) -> None:
        """Look which backups lie in the folder."""
        ways = self._doors.ways
        self._doors.lanes.run("read", self._page, lambda: ways.backups(self._folder), self._form.show_backups)

    def _restore(self, backup: Path, login: str, password: str) -> None:
        ways, folder = self._doors.ways, self._folder

        def restore_and_open() -> OpenCenter:
            told = told_of(ways.restore(folder, backup, login, password))
            opened = ways.open(folder, login, password)
            return replace(opened, warnings=(told, *opened.warnings))

        self._page.wait(True)
        self._doors.open_by(self._page, restore_and_open)

    def _restore_by_code(self, backup: Path, code: str) -> None:
        ways, folder = self._doors.ways, self._folder
        work = self._doors.once_closed(lambda: ways.restore_by_code(folder, backup, code))
        self._page.wait(True)
        self._doors.lanes.run("write", self._page, work, self._ask_for_password)

    def _ask_for_password(self, restored: Restored) -> None:
        self._page.forget_typed()
        self._page.wait(False)
        self._page.show_sign_in()
        self._page.banner.say(told_of(restored), _("Now sign in, or choose a new password with the code."), "ok")


def told_of(restored: Restored) -> str:
    """What a restore did, for whoever asked for it."""
    made = restored.made_at.astimezone()
    return _("The center is as it was on {day} at {time}. The former file is kept in set-aside/{name}.").format(
        day=date_words(made.date()), time=write_time(made.time()), name=restored.set_aside.name
    )
