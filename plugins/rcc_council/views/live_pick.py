"""One of those who are here, found by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Overlay, PeopleList, PersonLine, TextField, label, look, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

_, ngettext = words("rcc_council")


class PickPanel(Overlay):
    """Type, walk with the arrows, Enter; ``by_name`` also takes a name that is not in the list."""

    picked = Signal(object, str)
    """The person's id (None for a name alone), and the name."""

    def __init__(
        self, over: QWidget, title: str, people: Sequence[tuple[int | None, str]], *, told: str = "", by_name: bool
    ) -> None:
        content = QWidget()
        super().__init__(over, content, title, place="middle", width=440)
        self._people = [(person, name) for person, name in people]
        self._by_name = by_name
        self._shown: list[tuple[int | None, str]] = []
        column = spaced(QVBoxLayout(content), gap=8)
        if told:
            column.addWidget(label(told, "subtle", wrap=True))
        self.field = TextField(hint=_("Name"))
        self.field.setAccessibleName(title)
        self.list = PeopleList(title, compact=True, one_click=True)
        self.list.setFixedHeight(look().px(56) * 5)
        self.list.set_empty(_("Nobody by that name is here"), "")
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.chosen.connect(self._pick)
        self.closed.connect(self.deleteLater)
        self._narrow()

    def _narrow(self) -> None:
        typed = self.field.value()
        self._shown = [each for each in self._people if typed.casefold() in each[1].casefold()]
        if self._by_name and typed and all(name.casefold() != typed.casefold() for _person, name in self._shown):
            self._shown.append((None, typed))
        lines = [
            PersonLine(at, name, color=person, below="" if person is not None else _("Not on file"))
            for at, (person, name) in enumerate(self._shown)
        ]
        self.list.show_lines(lines, keep_current=False)

    def _pick(self, at: int) -> None:
        person, name = self._shown[at]
        self.close()
        self.picked.emit(person, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.list.choose_current()
                return True
        return super().eventFilter(watched, event)
