"""The whole window for tests: made once for every room that needs it, and read as a pair of eyes would read it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from rcc_desktop import main
from rcc_desktop.database.stretch import LEAST_READ_KIB, Stretch
from rcc_desktop.shell import application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rcc_desktop.shell.doors import Doors

CHEAPEST = Stretch(LEAST_READ_KIB, 1, 1)


@pytest.fixture(scope="session")
def made_look() -> None:
    """The application as everybody sees it."""
    application.make_application("light", 100)


@pytest.fixture
def doors(qtbot: QtBot, computer: Path, monkeypatch: pytest.MonkeyPatch, made_look: None) -> Iterator[Doors]:
    """The window and everything behind it, with nothing shown yet; lanes wait for each answer."""
    monkeypatch.setattr(application, "apply_theme", lambda *_look: None)  # once is enough, and takes a second
    _app, made = main.put_together(inline=True)
    made.ways = replace(
        made.ways,
        create=lambda new, told: main.create_at(new, made.lanes, made.settings, told, CHEAPEST),
        default_folder=computer / "nothing here",
    )
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close()


def everything_readable(window: QWidget) -> str:
    """Whatever a screen reader or a pair of eyes could find anywhere in the window."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            columns = range(1 if isinstance(widget, QListView) else model.columnCount())
            places = product(range(model.rowCount()), columns)
            found += [str(model.index(*place).data()) for place in places]
    return "\n".join(found)
