"""Building a page never puts a stray window on the screen, not even for a moment."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rcc_desktop.api.ui import Form

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class ShownWindows(QObject):
    """Remembers every window that was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_that_building_a_form_shows_no_window(qapp: QApplication, qtbot: QtBot) -> None:
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    form = Form()
    qtbot.addWidget(form)
    form.text("name", "Name")
    form.choice("kind", "Kind", [("a", "A")])
    form.date("born", "Born", today=lambda: date(2026, 11, 21))
    qapp.removeEventFilter(shown)
    assert shown.seen == []
