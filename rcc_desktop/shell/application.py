"""The Qt application: its name, its look, and the one place where a mistake of the window itself is caught."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from rcc_desktop.api.words import language
from rcc_desktop.logs import log_mistake, start_log
from rcc_desktop.places import state_folder
from rcc_desktop.shell.theme import apply_theme, load_typeface

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.shell.theme import Scheme

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def make_application(scheme: Scheme, text_percent: int) -> QApplication:
    """The application with its look, in the language in use."""
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("RCC Desktop")
    app.setDesktopFileName("rcc-desktop")
    if language() in RIGHT_TO_LEFT:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if language() != "en":
        speak_qt(app, language())
    apply_theme(app, scheme, text_percent, load_typeface())
    return app


def speak_qt(app: QApplication, code: str) -> None:
    """Let Qt's own words (Cancel, the calendar) be in this language too."""
    QLocale.setDefault(QLocale(code))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def run(app: QApplication, doors: Doors, folder: Path | None, login: str, password: str = "") -> int:
    """Show the window, and stay until it is closed."""
    catch_mistakes(doors)
    doors.start(folder, login, password)
    doors.window.show()
    QTimer.singleShot(0, doors.window.set_icon)
    kept = ExitStack()
    doors.window.painted.connect(lambda: kept.callback(start_log(state_folder()).close))
    with kept:
        return app.exec()


def catch_mistakes(doors: Doors) -> None:
    """Log what a slot raises by number and place, and say so over the window; nothing typed is lost by it."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = log_mistake(error)
        from rcc_desktop.shell.problem_dialog import show_mistake

        host = doors.work.opened.session.host if doors.work else None
        show_mistake(doors.window, report, host.title_at(reversed(report.places)) if host else "")

    sys.excepthook = caught
