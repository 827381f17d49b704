"""Labelled fields, checked as they are typed, made for the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import label
from rcc_desktop.api.ui.chips import Chips
from rcc_desktop.api.ui.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    PasswordField,
    TextField,
    TimeField,
)
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    import datetime

_, _ngettext = words("rcc_desktop")

Side = Literal["above", "left"]
Check = Callable[[Any], str | None]
"""Looks at a value; returns what is wrong with it in words, or None."""


class FieldRow(QWidget):
    """A label, its control, and under it what is wrong or a word of help."""

    def __init__(self, text: str, control: QWidget, *, side: Side = "above", help_text: str = "") -> None:
        super().__init__()
        self.control = control
        self.side = side
        self._help = help_text
        self.label = mark(label(text), "field")
        self.label.setBuddy(control)
        if text and not control.accessibleName():
            control.setAccessibleName(text)
        self._note = label("", "problem", wrap=True)
        self._lay_out()
        self.label.setVisible(bool(text))  # only once it has a parent: before, it would be a window for a moment
        self.show_problem("")

    def show_problem(self, problem: str) -> None:
        """Say what is wrong under the control; nothing goes back to the help."""
        self._note.setText(problem or self._help)
        self._note.setVisible(bool(problem or self._help))
        mark(self._note, "problem" if problem else "faint")
        mark(self.control, invalid=bool(problem))
        self.control.setAccessibleDescription(problem or self._help)

    def problem(self) -> str:
        """What is said to be wrong now."""
        return self._note.text() if self.control.property("invalid") else ""

    def label_width(self) -> int:
        """How wide the label wants to be, in pixels."""
        return QFontMetrics(look().font("body")).horizontalAdvance(self.label.text()) + look().px(8)

    def set_label_width(self, width: int) -> None:
        """Line the controls of several rows up; only for labels at the left."""
        if self.side == "left":
            self.label.setFixedWidth(width)
            self.label.setVisible(True)

    def _lay_out(self) -> None:
        below = spaced(QVBoxLayout(), gap=4)
        below.addWidget(self.control)
        below.addWidget(self._note)
        if self.side == "left":
            across = spaced(QHBoxLayout(self), gap=12)
            across.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
            across.addLayout(below, 1)
            mark(self.label, "field_left")
        else:
            whole = spaced(QVBoxLayout(self), gap=4)
            whole.addWidget(self.label)
            whole.addLayout(below)


@dataclass(slots=True)
class _Field:
    """One field of a form: how to read it and fill it, and what must hold."""

    row: FieldRow
    read: Callable[[], Any]
    fill: Callable[[Any], object]
    required: bool = False
    check: Check | None = None
    readable: Callable[[], bool] = lambda: True
    unreadable: str = ""


class Form(QWidget):
    """Fields one below the other. Enter moves on and submits from the last; Ctrl+Enter submits from anywhere.

    Each ``text``, ``date``, ``choice`` … adds a field under a name and returns its control. A field is checked when
    its value changes after it was once wrong, and all are when the form is submitted; what was typed always stays.
    """

    submitted = Signal()
    """All fields passed their checks; read ``values()``."""
    changed = Signal(str)
    """The name of the field whose value changed."""

    def __init__(self, labels: Side = "above", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side: Side = labels
        self._fields: dict[str, _Field] = {}
        self._column = spaced(QVBoxLayout(self), gap=16 if labels == "above" else 12)
        self._column.addStretch(1)
        watch_look(self._line_up)

    def text(
        self, name: str, title: str, *, value: str = "", hint: str = "", help_text: str = "", required: bool = False,
        lines: int = 1, check: Check | None = None,
    ) -> TextField | LongTextField:  # fmt: skip
        """Text of one or several lines."""
        if lines > 1:
            long = LongTextField(value, hint, lines)
            long.textChanged.connect(lambda: self._touched(name))
            self._add(name, title, long, long.value, long.setPlainText, help_text, required, check)
            return long
        field = TextField(value, hint)
        field.textChanged.connect(lambda: self._touched(name))
        self._add(name, title, field, field.value, field.setText, help_text, required, check)
        return field

    def date(
        self, name: str, title: str, *, today: Callable[[], datetime.date], value: datetime.date | None = None,
        help_text: str = "", required: bool = False, check: Check | None = None,
    ) -> DateField:  # fmt: skip
        """A day, typed or picked; ``today`` is asked when it is needed (``lambda: desk.now().date()``)."""
        field = DateField(today, value)
        field.textChanged.connect(lambda: self._touched(name))
        made = self._add(name, title, field, field.value, field.set_value, help_text, required, check)
        made.readable = field.is_readable
        made.unreadable = _("This is not a date we can read. Type it like 3/4/1980.")
        field.editingFinished.connect(lambda: self._check(name) if field.text() else None)
        return field

    def time(
        self, name: str, title: str, *, value: datetime.time | None = None, help_text: str = "", required: bool = False,
        check: Check | None = None,
    ) -> TimeField:  # fmt: skip
        """A time of day, typed."""
        field = TimeField(value)
        field.textChanged.connect(lambda: self._touched(name))
        made = self._add(name, title, field, field.value, field.set_value, help_text, required, check)
        made.readable = field.is_readable
        made.unreadable = _("This is not a time we can read. Type it like 9:30 am.")
        field.editingFinished.connect(lambda: self._check(name) if field.text() else None)
        return field

    def choice(
        self, name: str, title: str, options: Sequence[tuple[Hashable, str]], *, value: Hashable = None, hint: str = "",
        help_text: str = "", required: bool = False, check: Check | None = None,
    ) -> ChoiceField:  # fmt: skip
        """One of several, from a list that opens."""
        field = ChoiceField(options, value, hint)
        field.currentIndexChanged.connect(lambda: self._touched(name))
        self._add(name, title, field, field.value, field.set_value, help_text, required, check)
        return field

    def choices(
        self, name: str, title: str, options: Sequence[tuple[Hashable, str]], *, value: Sequence[Hashable] = (),
        one: bool = False, help_text: str = "", required: bool = False, check: Check | None = None,
    ) -> Chips:  # fmt: skip
        """Chips in sight: several may be on, or ``one`` at most. The value is a tuple of codes either way."""
        field = Chips(options, one=one, numbered=False)
        field.choose(value)
        field.changed.connect(lambda: self._touched(name))
        self._add(name, title, field, field.chosen, field.choose, help_text, required, check)
        return field

    def check(self, name: str, title: str, *, value: bool = False, help_text: str = "") -> QCheckBox:
        """Yes or no."""
        field = QCheckBox(title)
        field.setChecked(value)
        field.toggled.connect(lambda: self._touched(name))
        field.setAccessibleName(title)
        self._add(name, "", field, field.isChecked, field.setChecked, help_text, False, None)
        return field

    def number(
        self, name: str, title: str, *, value: int | None = None, low: int = 0, high: int = 999_999,
        help_text: str = "", required: bool = False, check: Check | None = None,
    ) -> NumberField:  # fmt: skip
        """A whole number, or None."""
        field = NumberField(value, low, high)
        field.textChanged.connect(lambda: self._touched(name))
        made = self._add(name, title, field, field.value, field.set_value, help_text, required, check)
        made.readable = field.is_readable
        made.unreadable = _("Type a whole number from {low} to {high}.").format(low=low, high=high)
        return field

    def password(
        self,
        name: str,
        title: str,
        *,
        hint: str = "",
        help_text: str = "",
        required: bool = True,
        check: Check | None = None,
    ) -> PasswordField:
        """A password, to the letter."""
        field = PasswordField(hint)
        field.textChanged.connect(lambda: self._touched(name))
        self._add(name, title, field, field.value, field.setText, help_text, required, check)
        return field

    def place(self, widget: QWidget) -> None:
        """Put something between the fields, or the buttons below them."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def row(self, name: str) -> FieldRow:
        """The row of one field: its label, control and words below."""
        return self._fields[name].row

    def values(self) -> dict[str, Any]:
        """Every value by field name: str, date or None, a code or None, a tuple of codes, bool, int or None."""
        return {name: field.read() for name, field in self._fields.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put these values into their fields; the others keep theirs."""
        for name, value in values.items():
            self._fields[name].fill(value)
        self.clear_problems()

    def problem(self, name: str, text: str) -> None:
        """Say what is wrong with a field, beside it, and put the keys there."""
        row = self._fields[name].row
        row.show_problem(text)
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Take back everything said to be wrong."""
        for field in self._fields.values():
            field.row.show_problem("")

    def submit(self) -> bool:
        """Check every field; emits ``submitted`` if all are right, else goes to the first that is not."""
        wrong = [name for name in self._fields if not self._check(name)]
        if wrong:
            self._fields[wrong[0]].row.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.submitted.emit()
        return True

    def _add(
        self, name: str, title: str, control: QWidget, read: Callable[[], Any], fill: Callable[[Any], object],
        help_text: str, required: bool, check: Check | None,
    ) -> _Field:  # fmt: skip
        if name in self._fields:
            raise ValueError(f"There is a field {name} already")
        row = FieldRow(title, control, side=self._side, help_text=help_text)
        self._fields[name] = _Field(row, read, fill, required, check)
        self.place(row)
        self._line_up()
        return self._fields[name]

    def _line_up(self) -> None:
        if self._side == "left" and self._fields:
            width = max(field.row.label_width() for field in self._fields.values())
            for field in self._fields.values():
                field.row.set_label_width(width)

    def _touched(self, name: str) -> None:
        if name in self._fields and self._fields[name].row.problem():
            self._check(name)
        self.changed.emit(name)

    def _check(self, name: str) -> bool:
        """Whether a field is right; says beside it what is not."""
        field = self._fields[name]
        value = field.read()
        wrong: str | None = None
        if not field.readable():
            wrong = field.unreadable
        elif field.required and value in (None, "", ()):
            wrong = _("Please fill this in.")
        elif field.check is not None:
            wrong = field.check(value)
        field.row.show_problem(wrong or "")
        return not wrong

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._is_last(self.focusWidget()):
            self.submit()
        else:
            self.focusNextChild()

    def _is_last(self, focused: QWidget | None) -> bool:
        last = list(self._fields.values())[-1].row if self._fields else None
        return last is not None and focused is not None and last.isAncestorOf(focused)
