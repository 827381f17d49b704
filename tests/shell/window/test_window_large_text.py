"""At twice the text size, on the smallest screen there is: nothing is cut off, and nothing scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect

from rcc_desktop.api.ui.card import button
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.shell.navigation import Place
from rcc_desktop.shell.rail import Rail
from rcc_desktop.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from rcc_desktop.testing_desk import TryOutDesk

WIDE, HIGH = 1366 - 208, 768 - 76  # beside the rail, over the line at the foot


@pytest.fixture(autouse=True)
def _large_text(qapp: QApplication, made_look: None) -> Iterator[None]:
    apply_theme(qapp, "light", 200)
    yield
    apply_theme(qapp, "light", 100)


def place(number: int) -> Place:
    return Place(f"p{number}", f"Place {number}", "users", lambda: pytest.fail("not to be built"), foot=number == 0)


def test_that_buttons_beside_a_title_go_below_each_other_rather_than_out_of_the_window(
    desk: TryOutDesk, qtbot: QtBot
) -> None:
    page = PageWidget(desk, "Personas", "400 personas")
    qtbot.addWidget(page)
    actions = [button("Importar una hoja de cálculo", icon_name="import"), button("Persona nueva", "primary")]
    for action in actions:
        page.add_action(action)
    page.resize(WIDE, HIGH)
    page.show()
    assert page.minimumSizeHint().width() <= WIDE
    places = [QRect(action.mapTo(page, QPoint()), action.size()) for action in actions]
    assert all(page.rect().contains(each) for each in places)
    assert not places[0].intersects(places[1])
    assert all(each.width() >= action.sizeHint().width() for each, action in zip(places, actions, strict=True))


def test_that_every_place_of_the_rail_is_in_sight(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.resize(208, HIGH)
    rail.show_places([place(number) for number in range(1, 7)] + [place(0)])
    rail.show()
    buttons = [rail.button(f"p{number}") for number in range(7)]
    qtbot.waitUntil(lambda: all(each.visibleRegion().boundingRect() == each.rect() for each in buttons))
    assert min(each.height() for each in buttons) >= 2 * 24  # the least a target may be, in WCAG 2.2, at twice the size
