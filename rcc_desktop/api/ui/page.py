"""A page: a title, what may be done at its right, and a body that knows how to refresh itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Banner, label
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import spaced

if TYPE_CHECKING:
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.api.ui.form import FieldRow, Form


class PageWidget(QWidget):
    """What every page is. Put widgets into ``body``; override ``refresh`` to ask the desk again."""

    def __init__(self, desk: Desk, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._fields: dict[str, FieldRow] = {}
        whole = spaced(QVBoxLayout(self), (32, 24, 32, 24), 16)
        whole.addLayout(self._build_header())
        self._banner = Banner("danger")
        whole.addWidget(self._banner)
        self.body: QVBoxLayout = spaced(QVBoxLayout(), gap=16)
        whole.addLayout(self.body, 1)
        self.set_title(title)
        self.set_subtitle(subtitle)

    def refresh(self) -> None:
        """Ask for what is shown again. The shell calls it when something the page watches has changed."""

    def show_one(self, one: int) -> None:
        """Show one of the things the page is about, for another page that asks by ``Desk.open_page``.

        What the number means is between the two pages; a page that has no such things stays as it is.
        """

    def first_focus(self) -> QWidget | None:
        """The widget that takes the keys when the page opens; the first one that can, unless overridden."""
        for child in self.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(self) and child.isEnabled():
                return child
        return None

    def set_title(self, title: str) -> None:
        """Change the heading of the page."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the line under the heading; none hides it."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_action(self, action: QWidget) -> None:
        """Put a button at the right of the title."""
        self._actions.flow.addWidget(action)
        self._actions.show()

    def register_form(self, form: Form) -> None:
        """Let problems with any field of ``form`` be shown beside it."""
        for name in form.values():
            self._fields[name] = form.row(name)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong: beside the field it is about, else in a banner under the title. Nothing typed is lost."""
        self.clear_problem()
        row = self._fields.get(problem.field) if problem.field else None
        if row is not None and row.isVisibleTo(self):
            row.show_problem(str(problem))
            row.control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._banner.say(problem.what, problem.way_out)

    def clear_problem(self) -> None:
        """Take the banner and the words beside the fields away."""
        self._banner.hide()
        for row in self._fields.values():
            row.show_problem("")

    def _build_header(self) -> QHBoxLayout:
        header = spaced(QHBoxLayout(), gap=12)
        words = spaced(QVBoxLayout(), gap=4)
        self._title = label("", "heading1")
        self._subtitle = label("", "subtle", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        header.addLayout(words, 1)
        self._actions = FlowRow(gap=12)  # below each other where the title leaves no room for them in a row
        self._actions.hide()
        header.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)
        return header
