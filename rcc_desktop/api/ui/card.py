"""Cards, figures, badges, banners, and what an empty page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.icons import icon, icon_pixmap
from rcc_desktop.api.ui.look import Tone, look, mark, spaced, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QIcon, QKeyEvent

_, _ngettext = words("rcc_desktop")


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word in a colored pill; the word carries the meaning, the tone only helps to find it."""

    text: str
    tone: Tone = "neutral"


def label(text: str = "", kind: str | None = None, *, wrap: bool = False) -> QLabel:
    """A plain-text label of a kind the theme knows; text from people is never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return mark(made, kind) if kind else made


class _Button(QPushButton):
    """A button that Enter presses too, once the keys are on it; Qt has that for dialogs only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str, kind: str | None = None, *, icon_name: str = "", press: Callable[[], object] | None = None
) -> QPushButton:
    """A push button of a kind the theme knows (none: an outlined one), that calls ``press``."""
    made = _Button()
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(_button_icon(icon_name, kind))
        made.setAccessibleName(text)
        # The style draws icon and text too close together; an en space sets them apart.
        made.setText(f"\u2002{text}" if text else "")
    else:
        made.setText(text)
    if press is not None:
        made.clicked.connect(lambda _checked: press())
    return mark(made, kind) if kind else made


def icon_button(name: str, text: str, press: Callable[[], object] | None = None) -> QPushButton:
    """A square button with only an icon; ``text`` is its tip and its name for screen readers."""
    made = button("", "icon", icon_name=name, press=press)
    made.setAccessibleName(text)
    made.setToolTip(text)
    return made


class BadgeLabel(QLabel):
    """A badge as a widget."""

    def __init__(self, badge: Badge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_badge(badge)

    def show_badge(self, badge: Badge) -> None:
        """Show another badge."""
        self.setText(badge.text)
        mark(self, "badge", tone=badge.tone)


class Card(QFrame):
    """A white sheet with round corners; put things into ``body``, buttons for the heading's right by ``add_action``."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "card")
        whole = spaced(QVBoxLayout(self), (20, 20, 20, 20), 12)
        self._heading = label(title, "heading3")
        header = spaced(QHBoxLayout(), gap=8)
        header.addWidget(self._heading, 1)
        self._actions = FlowRow(gap=8)  # below each other where the heading leaves no room for them in a row
        self._actions.hide()
        header.addWidget(self._actions)
        whole.addLayout(header)
        self.body = spaced(QVBoxLayout(), gap=8)
        whole.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Change the heading; none hides it."""
        self._heading.setText(title)
        self._heading.setVisible(bool(title))

    def add_action(self, action: QWidget) -> None:
        """Put a button at the right of the heading."""
        self._actions.flow.addWidget(action)
        self._actions.show()


class Figure(QFrame):
    """One number that matters, under the words for it."""

    def __init__(
        self, words_for_it: str, number: str = "–", *, accent: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "figure")
        column = spaced(QVBoxLayout(self), (16, 12, 16, 12), 4)
        self._label = label(words_for_it, "faint")
        self._number = mark(label(number, "number"), accent=accent)
        column.addWidget(self._label)
        column.addWidget(self._number)
        self.show_number(number)

    def show_number(self, number: str) -> None:
        """Show a number, already written the way people read it."""
        self._number.setText(number)
        self.setAccessibleName(f"{self._label.text()}: {number}")


class _Picture(QLabel):
    """An icon as a picture that follows the look."""

    def __init__(self, name: str, size: int, role: str) -> None:
        super().__init__()
        self._name, self._size, self._role = name, size, role
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        watch_look(self._draw)
        self._draw()

    def show_icon(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(icon_pixmap(self._name, look().px(self._size), self._role, self.devicePixelRatioF()))


class EmptyState(QWidget):
    """What an empty list says: what would be here, and what to do first."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str = "",
        action: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = spaced(QVBoxLayout(self), (24, 24, 24, 24), 8)
        column.addStretch(2)
        column.addWidget(_Picture(icon_name, 40, "text3"))
        self._title = label(title, "heading3", wrap=True)
        self._text = label(text, "subtle", wrap=True)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        if action is not None:
            column.addSpacing(look().px(8))
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(title, text)

    def say(self, title: str, text: str = "") -> None:
        """Say something else, for example that nothing matches."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))


class Banner(QFrame):
    """A line across the page that stays until it is solved or closed: what is wrong, and the way out."""

    def __init__(self, tone: Tone = "danger", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = spaced(QHBoxLayout(self), (16, 12, 12, 12), 12)
        self._sign = _Picture(_SIGNS[tone], 20, tone)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        lines = spaced(QVBoxLayout(), gap=4)
        self._what = label("", "strong", wrap=True)
        self._way_out = label("", wrap=True)
        lines.addWidget(self._what)
        lines.addWidget(self._way_out)
        row.addLayout(lines, 1)
        self._buttons = spaced(QHBoxLayout(), gap=8)
        row.addLayout(self._buttons)
        self._close = icon_button("x", _("Close this message"), self.hide)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(_("Message"))
        self._tone: Tone = tone
        mark(self, "banner", tone=tone)
        self.hide()

    def add_action(self, action: QWidget) -> None:
        """Put a button beside the message, such as to try again."""
        self._buttons.addWidget(action)

    def say(self, what: str, way_out: str = "", tone: Tone | None = None) -> None:
        """Show the message and tell screen readers."""
        self._tone = tone or self._tone
        mark(self, tone=self._tone)
        self._sign.show_icon(_SIGNS[self._tone], self._tone if self._tone != "neutral" else "text2")
        self._what.setText(what)
        self._way_out.setText(way_out)
        self._way_out.setVisible(bool(way_out))
        self.setAccessibleDescription(f"{what} {way_out}".strip())
        self.show()


_SIGNS: dict[Tone, str] = {
    "neutral": "info", "info": "info", "accent": "info", "ok": "circle-check", "warn": "triangle-alert",
    "danger": "circle-alert",
}  # fmt: skip


def _button_icon(name: str, kind: str | None) -> QIcon:
    return icon(name, _ICON_ROLES.get(kind or "", "text"))


_ICON_ROLES = {"primary": "on_accent", "danger": "on_danger", "link": "accent", "quiet": "text2", "icon": "text2"}
