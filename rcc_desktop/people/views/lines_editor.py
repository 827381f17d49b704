"""Several of the same: ways to reach somebody, other names, cards, alerts; a line each, added and removed in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui import ChoiceField, DateField, FieldRow, TextField, button, icon_button, label, mark, spaced
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_, ngettext = words("rcc_desktop")

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """One control of a line, in columns of a grid twelve wide; the first cell of a kind that is blank makes no line."""

    name: str
    title: str
    make: Callable[[], TextField | ChoiceField | DateField]
    span: int = 4
    below: bool = False


class LinesEditor(QWidget):
    """A list to edit in place. A line counts once its ``main`` cell says something."""

    left = Signal()

    def __init__(self, cells: Sequence[Cell], main: str, fresh: Mapping[str, Any], add: str, *, may: bool) -> None:
        super().__init__()
        self._cells, self._main, self._fresh, self._may = tuple(cells), main, dict(fresh), may
        self._lines: list[_Line] = []
        column = spaced(QVBoxLayout(self), gap=12)
        self._none = label("", "faint")
        self._room = spaced(QVBoxLayout(), gap=16)
        column.addWidget(self._none)
        column.addLayout(self._room)
        self.add_button = button(add, "link", icon_name="plus", press=self.add_line)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.setVisible(may)
        self._say_none()

    def values(self) -> tuple[Values, ...]:
        """Every line that says something."""
        said = [line.values() for line in self._lines]
        return tuple(values for values in said if values[self._main] not in ("", None))

    def show_values(self, lines: Sequence[Values]) -> None:
        """Show these lines; the same ones stay as they are, with the keys in them."""
        if self.values() == tuple(lines):
            return
        for line in tuple(self._lines):
            self._take_out(line)
        for values in lines:
            self._put_in(values)
        self._say_none()

    def add_line(self) -> None:
        """One more line, with the keys in it."""
        self._put_in(self._fresh).control(self._main).setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_none()

    def show_problem(self, at: int, problem: str) -> None:
        """Say what is wrong beside the main cell of a line."""
        said = [line for line in self._lines if line.values()[self._main] not in ("", None)]
        if 0 <= at < len(said):
            said[at].row(self._main).show_problem(problem)

    def clear_problems(self) -> None:
        """Take back what was said to be wrong."""
        for line in self._lines:
            line.row(self._main).show_problem("")

    def _put_in(self, values: Mapping[str, Any]) -> _Line:
        line = _Line(self._cells, values, may=self._may)
        line.left.connect(self.left)
        line.removed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._room.addWidget(line)
        return line

    def _remove(self, line: _Line) -> None:
        self._take_out(line)
        self._say_none()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def _take_out(self, line: _Line) -> None:
        self._lines.remove(line)
        self._room.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _say_none(self) -> None:
        self._none.setText("" if self._lines else _("None yet."))
        self._none.setVisible(not self._lines)


class _Line(QWidget):
    """The controls of one line, and the cross that removes it."""

    left = Signal()
    removed = Signal()

    def __init__(self, cells: Sequence[Cell], values: Mapping[str, Any], *, may: bool) -> None:
        super().__init__()
        across = spaced(QHBoxLayout(self), gap=8)
        grid = spaced(QGridLayout(), gap=8)
        self._rows: dict[str, FieldRow] = {}
        places = {False: 0, True: 0}
        for cell in cells:
            row = self._make(cell, values[cell.name], may)
            grid.addWidget(row, int(cell.below), places[cell.below], 1, cell.span, Qt.AlignmentFlag.AlignTop)
            places[cell.below] += cell.span
        for at in range(12):
            grid.setColumnStretch(at, 1)
        across.addLayout(grid, 1)
        remove = icon_button("x", _("Remove this line"), self.removed.emit)
        remove.setVisible(may)
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)

    def values(self) -> Values:
        return {name: _value(row.control) for name, row in self._rows.items()}

    def row(self, name: str) -> FieldRow:
        return self._rows[name]

    def control(self, name: str) -> QWidget:
        return self._rows[name].control

    def _make(self, cell: Cell, value: Any, may: bool) -> FieldRow:
        control = cell.make()
        control.setAccessibleName(cell.title)
        if isinstance(control, ChoiceField):
            control.set_value(value)
            control.activated.connect(lambda _at: self.left.emit())
            control.setEnabled(may)
        else:
            _fill(control, value)
            control.setReadOnly(not may)
            control.editingFinished.connect(self.left)
            mark(control, "")
        row = FieldRow("", control)
        if isinstance(control, TextField):
            control.setPlaceholderText(cell.title)
        self._rows[cell.name] = row
        return row


def _fill(control: TextField | DateField, value: Any) -> None:
    if isinstance(control, DateField):
        control.set_value(value)
    else:
        control.setText(value)


def _value(control: QWidget) -> Any:
    if isinstance(control, ChoiceField | DateField | TextField):
        return control.value()
    raise TypeError("a line is made of texts, choices and days")
