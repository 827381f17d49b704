"""While somebody is signed in: their view, the keys that work everywhere, and the lock."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from rcc_desktop.api.center import CENTER_NAME
from rcc_desktop.api.words import words
from rcc_desktop.shell import choices, shortcuts
from rcc_desktop.shell.attendance import Attendance
from rcc_desktop.shell.center_view import CenterView
from rcc_desktop.shell.lock import IdleWatch, Vault, has_typed
from rcc_desktop.shell.palette import Palette
from rcc_desktop.shell.palette_entries import entries_for
from rcc_desktop.shell.window_shell import WindowShell
from rcc_desktop.staff.rules import IdleLimits, idle_limits
from rcc_desktop.staff.views.lock_screen import LockScreen, PrivacyScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut

    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.shell.open_center import OpenCenter

_, ngettext = words("rcc_desktop")


class AtWork(QObject):
    """One signed-in person at this desk, from sign-in to sign-out.

    The lock takes everything that was on screen out of the window and keeps it, with what was typed. After fifteen
    minutes the center is closed and the program started anew, so that neither its key nor anybody's name stays in
    memory; where something typed is not saved yet, it stays locked instead, for that would be lost.
    """

    def __init__(self, doors: Doors, opened: OpenCenter) -> None:
        super().__init__()
        self.doors, self.opened = doors, opened
        self.view = CenterView(opened)
        self.attendance = Attendance(opened.session)
        self.vault = Vault()
        self.lock_screen: LockScreen | None = None
        self.privacy_screen: PrivacyScreen | None = None
        self.watch = IdleWatch(doors.app, time.monotonic, time.time)
        self.palette = Palette(lambda: entries_for(self), self._find)
        self._shortcuts: list[QShortcut] = []
        self._undo = shortcuts.UndoPastFields()
        opened.session.shell = WindowShell(self.view)

    def begin(self) -> None:
        """Put the view in the window and watch for the desk being left."""
        self.doors.window.show_scene(self.view)
        self._open_last_page()
        self.view.foot.lock.clicked.connect(self.lock)
        self.view.foot.sign_out.clicked.connect(self.doors.sign_out)
        self.view.put_back.connect(self.doors.put_back)
        self._bind_keys()
        self.doors.app.installEventFilter(self._undo)
        self.watch.ticked.connect(self.view.foot.show_seconds_left)
        self.watch.cover_due.connect(self.cover)
        self.watch.lock_due.connect(self.lock)
        self.watch.hard_lock_due.connect(self.lock_hard)
        self.watch.start(self.limits())
        self.watch.tick()
        self._tell_news()

    def end(self) -> None:
        """Stop watching; the view goes with the window's next scene."""
        self.watch.stop()
        self.doors.app.removeEventFilter(self._undo)
        self.view.notices.clear()
        self.attendance.signed_out()
        self.opened.session.sign_out()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        if self.vault.content is not None:
            self.vault.deleteLater()

    def limits(self) -> IdleLimits:
        """How long this desk may lie idle with this person signed in."""
        settings = self.opened.session.settings
        return idle_limits(
            self.opened.signed.member.roles,
            cover=settings.get(choices.COVER_AFTER),
            desk_minutes=settings.get(choices.LOCK_DESK_AFTER),
            office_minutes=settings.get(choices.LOCK_OFFICE_AFTER),
        )

    def is_locked(self) -> bool:
        """Whether a password is asked for."""
        return self.lock_screen is not None

    def cover(self) -> None:
        """Hide what is on screen until a key is pressed."""
        if self.vault.content is not None:
            return
        self.vault.take(self.view, self.doors.window)
        self.privacy_screen = PrivacyScreen()
        self.privacy_screen.uncovered.connect(self._uncover)
        self.doors.window.show_scene(self.privacy_screen, keep=True)
        self.doors.window.name_center("")
        self._enable_keys(on=False)
        self.privacy_screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self) -> None:
        """Hide what is on screen, keep what was typed, and ask for the password."""
        if self.is_locked():
            return
        if self.vault.content is None:
            self.vault.take(self.view, self.doors.window)
        self._enable_keys(on=False)
        self.privacy_screen = None
        self.lock_screen = LockScreen(self.opened.signed.member.name)
        self.lock_screen.entered.connect(self._prove)
        self.lock_screen.someone_else.connect(self.doors.sign_out)
        self.doors.window.show_scene(self.lock_screen)
        self.doors.window.name_center("")
        self.lock_screen.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.attendance.locked()

    def lock_hard(self) -> None:
        """Close the center and start the program anew, unless something typed would be lost."""
        self.lock()
        if has_typed(self.view):
            return
        self.doors.close(start_anew)

    def change_text_size(self, steps: int) -> None:
        """Make the text larger or smaller; 0 for its usual size."""
        settings = self.doors.settings
        now = settings.get(choices.TEXT_SIZE)
        settings.choose_here(choices.TEXT_SIZE, choices.next_size(now, steps) if steps else 100)
        self.doors.show_look()

    def open_palette(self) -> None:
        """Ctrl+K."""
        self.palette.open_over(self.doors.window, self.view.open_person)

    def _open_last_page(self) -> None:
        """Where this person was last, and only this person: a volunteer is not to land where the director was."""
        settings, slot = self.doors.settings, self.opened.center.slot_uid
        self.view.open_first(choices.page_of(settings.get(choices.LAST_PAGE), slot))
        self.view.moved.connect(lambda key: settings.choose_here(choices.LAST_PAGE, choices.remember_page(key, slot)))

    def _prove(self, password: str) -> None:
        screen = self.lock_screen
        self.opened.session.lanes.run(
            "read", screen, lambda: self.doors.ways.prove(self.opened, password), self._unlock
        )

    def _unlock(self, failed_tries: int) -> None:
        self.lock_screen = None
        self._bring_back()
        self.attendance.unlocked(failed_tries)
        self._tell_tries(failed_tries)

    def _uncover(self) -> None:
        self.privacy_screen = None
        self._bring_back()

    def _bring_back(self) -> None:
        window = self.doors.window
        window.show_scene(self.vault.give_back(window))
        self.vault.reopen()
        window.name_center(self.opened.session.settings.get(CENTER_NAME))
        self._enable_keys(on=True)
        self.watch.touch()

    def _bind_keys(self) -> None:
        window, view = self.doors.window, self.view
        keys = {
            "Ctrl+K": self.open_palette,
            "Ctrl+L": self.lock,
            "Ctrl+Z": view.notices.undo_newest,
            "F1": lambda: shortcuts.show_keys(window),
            "F5": view.stack.refresh_current,
            "Ctrl++": lambda: self.change_text_size(1),
            "Ctrl+=": lambda: self.change_text_size(1),
            "Ctrl+-": lambda: self.change_text_size(-1),
            "Ctrl+0": lambda: self.change_text_size(0),
        }
        self._shortcuts = [shortcuts.bind(window, key, run) for key, run in keys.items()]
        self._shortcuts += [
            shortcuts.bind(window, f"Ctrl+{number}", partial(view.open_number, number)) for number in range(1, 10)
        ]

    def _enable_keys(self, *, on: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(on)

    def _find(self, typed: str) -> None:
        desk = self.view.desk
        if desk.may("people.see"):
            desk.read(
                self.palette, lambda: desk.find_people(typed), lambda people: self.palette.show_people(typed, people)
            )

    def _tell_news(self) -> None:
        self._tell_tries(self.opened.failed_tries)
        for warning in self.opened.warnings:
            self.view.notices.note(warning)

    def _tell_tries(self, count: int) -> None:
        from rcc_desktop.staff.service import failed_tries_told

        told = failed_tries_told(count)
        if told:
            self.view.notices.note(told)


def start_anew() -> None:
    """End this program and start it as it was started, so that nothing of the center is left in its memory."""
    os.execv(sys.executable, [sys.executable, "-m", "rcc_desktop", *sys.argv[1:]])
