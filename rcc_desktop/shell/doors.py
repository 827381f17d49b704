"""From the street to the desk and back: first start, sign-in, the open center, the lock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from rcc_desktop.api.center import CENTER_NAME
from rcc_desktop.api.words import words
from rcc_desktop.shell import choices
from rcc_desktop.shell.theme import apply_theme, follow_system
from rcc_desktop.staff.views.sign_in import SignInPage
from rcc_desktop.work.jobs import is_alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from rcc_desktop.settings import Settings
    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.leaving import Leaving
    from rcc_desktop.shell.open_center import OpenCenter, Ways
    from rcc_desktop.shell.upkeep import Upkeep
    from rcc_desktop.shell.window import Window
    from rcc_desktop.staff.views.restore_form import RestoreForm
    from rcc_desktop.work.jobs import Lanes

_, ngettext = words("rcc_desktop")

T = TypeVar("T")


class Doors(QObject):
    """Decides which scene the window shows. ``make_lanes`` gives fresh lanes for each center that is opened."""

    at_desk = Signal()
    """Somebody signed in and the center is on screen."""

    def __init__(
        self, app: QApplication, window: Window, ways: Ways, settings: Settings, lanes: Callable[[], Lanes]
    ) -> None:
        super().__init__()
        self.app, self.window, self.ways, self.settings = app, window, ways, settings
        self._make_lanes = lanes
        self.lanes = lanes()
        self.folder: Path | None = None
        self._passing: Path | None = None
        self.work: AtWork | None = None
        self.upkeep: Upkeep | None = None
        window.may_close = self._may_close
        window.resized.connect(self._remember_size)
        self._size = ""
        self._leaving: Leaving | None = None
        self._is_closing = self._is_closed = False
        follow_system(app, self._follow_system)

    def start(self, folder: Path | None, login: str = "", password: str = "") -> None:
        """Show the sign-in page of ``folder`` (or of the center opened here last), or the first start.

        A center that is named is not the one opened next time. Only a made-up center's password is handed in.
        """
        last = self.settings.get(choices.LAST_CENTER)
        wanted = folder or (Path(last) if last else None) or self.ways.default_folder
        if self.ways.is_center(wanted):
            self._passing = folder
            self.show_sign_in(wanted, login, password)
        else:
            self.show_first_start()

    def show_sign_in(self, folder: Path, login: str = "", password: str = "") -> SignInPage:
        """Ask who is there. A made-up center's password is filled in, and it is not the one opened next time."""
        self.folder = folder
        if password:
            self._passing = folder
        page = SignInPage(login, folder.name)
        page.entered.connect(lambda name, typed: self.open_by(page, lambda: self.ways.open(folder, name, typed)))
        page.recovered.connect(
            lambda code, name, new: self.open_by(page, lambda: self.ways.recover(folder, code, name, new))
        )
        page.restoring.connect(lambda form: self._offer_backups(page, form, folder))
        page.other_center.connect(lambda: self.show_first_start(folder))
        self.window.name_center("")
        self.window.show_scene(page)
        if password:
            page.password.setText(password)
        page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def show_first_start(self, back_to: Path | None = None) -> None:
        """Offer a new center, one that is here already, or the made-up one; and the way back to where one was."""
        from rcc_desktop.shell.first_start import FirstStart

        self.window.name_center("")
        page = FirstStart(self.ways, self.lanes, back_to)
        page.found.connect(self.show_sign_in)
        page.made_up.connect(lambda made: self.show_sign_in(made.folder, made.login, made.password))
        page.opened.connect(self.enter)
        page.three.language_chosen.connect(self._speak)
        self.window.show_scene(page)
        page.take_keys()

    def enter(self, opened: OpenCenter) -> None:
        """Show the open center."""
        from rcc_desktop.shell.at_work import AtWork
        from rcc_desktop.shell.upkeep import Upkeep

        self.folder = opened.center.folder
        if self.folder != self._passing:
            self.settings.choose_here(choices.LAST_CENTER, str(self.folder))
        self.work = AtWork(self, opened)
        self.window.name_center(opened.session.settings.get(CENTER_NAME))
        self.work.begin()
        self.upkeep = Upkeep(opened.session)
        self.upkeep.start()
        self.at_desk.emit()

    def show_look(self) -> None:
        """Show the colors and the text size this desk has chosen."""
        apply_theme(self.app, self.settings.get(choices.SCHEME), self.settings.get(choices.TEXT_SIZE))

    def sign_out(self) -> None:
        """Close the center and ask who is there."""
        self._leave(self._ask_who_is_there)

    def put_back(self, backup: Path | None = None) -> None:
        """Close the center and ask which backup is to take its place; ``backup``, as far as is known."""
        login = self.work.opened.signed.member.login if self.work is not None else ""

        def ask() -> None:
            page = self._ask_who_is_there(login)
            form = page.show_restore() if page is not None else None
            if form is not None and backup is not None:
                form.choose(backup)

        self._leave(ask)

    def close(self, then: Callable[[], object] = lambda: None) -> None:
        """Close what is open, for the window is going away, then call ``then``; closing twice is once."""
        if self._is_closing:
            return
        self._is_closing = True
        if self._size:
            self.settings.choose_here(choices.WINDOW_SIZE, self._size)

        def closed() -> None:
            self._is_closed = True
            then()

        self._leave(closed)

    def _may_close(self) -> bool:
        """The window may go once the center is closed; it comes back to ask when that is so."""
        self.close(self._let_window_go)
        return self._is_closed

    def _let_window_go(self) -> None:
        if is_alive(self.window):  # whoever closed it may have let go of it while the last backup was made
            self.window.close()

    def _speak(self, code: str) -> None:
        """Start anew in another language: many words are looked up as their module is brought in."""
        from rcc_desktop.api.center import LANGUAGE
        from rcc_desktop.shell import at_work

        self.settings.choose_here(LANGUAGE, code)
        self.close(at_work.start_anew)

    def _ask_who_is_there(self, login: str = "") -> SignInPage | None:
        self.lanes = self._make_lanes()
        return self.show_sign_in(self.folder, login) if self.folder is not None else None

    def open_by(self, page: SignInPage, way: Callable[[], OpenCenter]) -> None:
        """Open a center on the lane and show it."""

        def opened(center: OpenCenter) -> None:
            page.forget_typed()
            self.enter(center)

        self.lanes.run("write", page, self.once_closed(way), opened)

    def once_closed(self, work: Callable[[], T]) -> Callable[[], T]:
        """``work``, not begun before the center of a moment ago is closed: it may be the same one."""
        leaving = self._leaving

        def wait_and_work() -> T:
            if leaving is not None:
                leaving.is_closed.wait()  # nobody else waited for its backup
            return work()

        return wait_and_work

    def _offer_backups(self, page: SignInPage, form: RestoreForm, folder: Path) -> None:
        from rcc_desktop.shell.putting_back import PuttingBack

        PuttingBack(self, page, form, folder).ask()

    def _follow_system(self) -> None:
        """The system turned dark or light; nobody looks at a window that was closed."""
        if not self._is_closed:
            self.show_look()

    def _leave(self, then: Callable[[], object]) -> None:
        work, self.work = self.work, None
        if work is None or self.upkeep is None:
            self.lanes.close()
            then()
            return
        from rcc_desktop.shell.leaving import LastBackup, Leaving

        work.end()
        self._leaving = Leaving(work.opened, self.upkeep, self.ways.close)
        scene = LastBackup()
        scene.without.connect(self._leaving.go_on)
        self._leaving.over.connect(then)
        self.window.name_center("")
        self.window.show_scene(scene)
        self._leaving.begin()

    def _remember_size(self, size: QSize) -> None:
        if not self.window.isMaximized():
            self._size = f"{size.width()}x{size.height()}"
