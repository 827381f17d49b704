"""The navigation at the side: an icon and a word for every page, the keys that open them, and what was set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from rcc_desktop.api.ui.icons import icon, icon_pixmap
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from rcc_desktop.shell.navigation import Place

_, ngettext = words("rcc_desktop")

WIDTH = 104
HEIGHT, GAP, MARK = 64, 6, 72
SMALL_HEIGHT, SMALLEST_HEIGHT, MARGINS = 44, 30, 40
"""Without words a place is as high as there is room for; less than the smallest cannot be hit, and the rail scrolls."""


class RailButton(QToolButton):
    """One place in the rail."""

    def __init__(self, place: Place, number: int) -> None:
        super().__init__()
        self.key = place.key
        self._small_height = SMALL_HEIGHT
        self._icon = "triangle-alert" if place.aside else place.icon
        mark(self, "rail")
        self.setText(place.title)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        # A long word is cut short rather than pushing the others out of sight; the tip says all of it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("{page}: could not start").format(page=place.title) if place.aside else place.title)
        tip = place.title
        if number:
            keys = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
            tip = f"{place.title} ({keys})"
        self.setToolTip(_("{page} could not start").format(page=place.title) if place.aside else tip)
        self.toggled.connect(self._tint)
        watch_look(self._measure)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        forward = steps.get(Qt.Key(event.key()))
        if forward is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(forward)

    def set_small(self, small: bool, height: int = SMALL_HEIGHT) -> None:
        """Show the icon alone, where there is no room for the word; the tip and screen readers still say it."""
        only, both = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        self.setToolButtonStyle(only if small else both)
        self._small_height = height
        self._measure()

    def _measure(self) -> None:
        small = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setIconSize(QSize(look().px(24), look().px(24)))
        self.setFixedHeight(look().px(self._small_height if small else HEIGHT))
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._icon, "rail_on_text" if self.isChecked() else "rail_text"))


class Rail(QWidget):
    """The navigation. ``chosen`` tells which place was asked for; ``show_current`` marks where the window is."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        mark(self, "rail_ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._buttons: dict[str, RailButton] = {}
        # One group over both columns: the pages above and those at the foot.
        self._group = QButtonGroup(self)
        whole = spaced(QVBoxLayout(self), (8, 16, 8, 8), 4)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self._mark)
        whole.addSpacing(look().px(8))
        self._upper = spaced(QVBoxLayout(), gap=6)
        self._lower = spaced(QVBoxLayout(), gap=6)
        whole.addWidget(self._scrolled(), 1)
        whole.addLayout(self._lower)
        watch_look(self._measure)
        self._measure()

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these places; the first nine open by Ctrl+1 to Ctrl+9."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        self._buttons = {}
        for number, place in enumerate(places, 1):
            button = RailButton(place, number if number <= 9 else 0)
            button.clicked.connect(lambda _checked=False, key=place.key: self.chosen.emit(key))
            (self._lower if place.foot else self._upper).addWidget(button)
            self._group.addButton(button)
            self._buttons[place.key] = button
        self._fit()

    def show_current(self, key: str) -> None:
        """Mark the place the window is at."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def keys(self) -> list[str]:
        """The places shown, from the top."""
        return list(self._buttons)

    def button(self, key: str) -> RailButton:
        """The button of one place."""
        return self._buttons[key]

    def _scrolled(self) -> QScrollArea:
        """The pages scroll where the window is low; the foot always stays in sight."""
        scroll = mark(QScrollArea(), "bare")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        mark(scroll.verticalScrollBar(), "rail")
        room = mark(QWidget(), "rail_ground")
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._upper)
        column.addStretch(1)
        scroll.setWidget(room)
        return scroll

    def _fit(self) -> None:
        """Leave the words and the sprout out when not every place would be in sight with them."""
        count, unit = max(1, len(self._buttons)), look().px(100) / 100
        small = 0 < self.height() < look().px(MARK + (HEIGHT + GAP) * count)
        each = int((self.height() / unit - MARGINS) / count) - GAP
        for button in self._buttons.values():
            button.set_small(small, min(SMALL_HEIGHT, max(SMALLEST_HEIGHT, each)))
        self._mark.setHidden(small)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        self.setFixedWidth(look().px(WIDTH))
        self._fit()
        self._mark.setPixmap(icon_pixmap("sprout", look().px(36), "rail_mark", self.devicePixelRatioF()))
