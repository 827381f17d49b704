"""One part of a draft: its heading and words, kept by themselves while they are typed, and what the record says now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.minutes.drafting import save_part
from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, FieldRow, FlowRow, LongTextField, TextField, button, label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent

    from rcc_council.minutes.rows import PartRow, Saved
    from rcc_desktop.api import Desk, Problem

_, ngettext = words("rcc_council")

REST_MS = 700
"""Kept this long after the last key; and, however fast somebody types on,"""
MOST_MS = 1800
"""this long after the first key that is not kept."""


class PartEditor(QWidget):
    """Shows one part at a time. What another desk wrote meanwhile is never overwritten: the part then holds both."""

    stored = Signal()
    """What was typed is in the store."""
    failed = Signal(object)
    """A ``Problem`` with keeping it; what was typed stays."""
    take_asked = Signal(object)
    keep_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.part: PartRow | None = None
        self._version = 0
        self._kept = ("", "")
        self._on_the_way: tuple[str, str] | None = None
        whole = spaced(QVBoxLayout(self), gap=12)
        self.heading = TextField()
        self.text = LongTextField(lines=14)
        whole.addWidget(FieldRow(_("Heading"), self.heading))
        whole.addWidget(FieldRow(_("What was done"), self.text))
        self.state = label("", "faint", wrap=True)
        whole.addWidget(self.state)
        self.moved = Banner("warn")
        self.take = button(_("Take what the record says"), press=lambda: self._ask(self.take_asked.emit))
        self.stay = button(_("Keep my words"), press=lambda: self._ask(self.keep_asked.emit))
        whole.addWidget(self.moved)
        self._ways = FlowRow(self.take, self.stay)
        whole.addWidget(self._ways)
        whole.addStretch(1)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._most = QTimer(self, interval=MOST_MS, singleShot=True)
        for timer in (self._rest, self._most):
            timer.timeout.connect(self.keep_now)
        self.heading.textChanged.connect(self._typed)
        self.text.textChanged.connect(self._typed)

    def show_part(self, part: PartRow | None, *, may_edit: bool) -> None:
        """Show a part as it is in the store; what is typed in it and not kept yet stays."""
        if part is None or self.part is None or part.id != self.part.id or not part.id:
            self.keep_now()
            self._on_the_way = None
            self.part = None
            self._write(part)
        elif part.version >= self._version and not self.has_unkept():
            self._write(part)
        self.part = part
        self.setEnabled(part is not None)
        for field in (self.heading, self.text):
            field.setReadOnly(not may_edit)
        if not may_edit:
            self.state.setText("")
        self._show_moved(may_edit=may_edit)

    def has_unkept(self) -> bool:
        """Whether anything typed is not in the store yet."""
        return self.part is not None and (self._on_the_way is not None or self._typed_now() != self._kept)

    def keep_now(self) -> None:
        """Store what was typed."""
        self._rest.stop()
        self._most.stop()
        if self.part is None or self._on_the_way is not None or self._typed_now() == self._kept:
            return
        part, version = self.part.id, self._version
        self._on_the_way = heading, said = self._typed_now()

        def answered(saved: Saved) -> None:
            if self.part is not None and part == self.part.id:
                self._stored(heading, said, saved)

        self._desk.write(self, lambda: save_part(part, heading, said, expected=version), answered)

    def show_problem(self, problem: Problem) -> None:
        """What was typed stays here."""
        self._on_the_way = None
        self.state.setText(_("Not kept yet."))
        self.failed.emit(problem)

    def select(self, start: int, end: int) -> None:
        """Mark letters of the words, and put the keys there; before the first are those of the heading."""
        if start < 0:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            self.heading.selectAll()
            return
        cursor = self.text.textCursor()
        cursor.setPosition(_units(self.text.toPlainText(), start))
        cursor.setPosition(_units(self.text.toPlainText(), end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed_now(self) -> tuple[str, str]:
        return self.heading.value(), self.text.toPlainText()

    def _typed(self) -> None:
        if self.part is None or self._typed_now() == self._kept:
            return
        self.state.setText(_("Not kept yet."))
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def _stored(self, heading: str, said: str, saved: Saved) -> None:
        self._on_the_way = None
        now_heading, now_said = self._typed_now()
        self._version, self._kept = saved.version, (heading, saved.words)
        if saved.is_both:
            both = saved.words.replace(said, now_said) if said else saved.words
            self._set(now_heading, both)
            self.state.setText(_("Somebody else wrote here too. Both texts stand here; make one of them."))
        else:
            self.state.setText(_("Kept."))
        if self._typed_now() != self._kept:
            self._typed()
        self.stored.emit()

    def _write(self, part: PartRow | None) -> None:
        heading, said = (part.heading, part.words) if part is not None else ("", "")
        if (heading, said) != self._typed_now():
            self._set(heading, said)
            self.state.setText("")
        self._version = part.version if part is not None else 0
        self._kept = self._typed_now()

    def _set(self, heading: str, said: str) -> None:
        before = self._kept
        self._kept = (heading, said)
        self.heading.setText(heading)
        at = self.text.textCursor().position()
        self.text.setPlainText(said)
        cursor = self.text.textCursor()
        cursor.setPosition(min(at, len(self.text.toPlainText())))
        self.text.setTextCursor(cursor)
        self._kept = before

    def _show_moved(self, *, may_edit: bool) -> None:
        part = self.part
        told = part is not None and may_edit and (bool(part.moved) or part.is_gone)
        self._ways.setVisible(told)
        if part is None or not told:
            self.moved.hide()
            return
        self.take.setVisible(bool(part.moved))
        if part.moved:
            self.moved.say(_("What was recorded has changed since this was written."), part.moved)
        else:
            self.moved.say(_("What this was written from is no longer recorded."))

    def _ask(self, tell: Callable[[PartRow], object]) -> None:
        if self.part is not None:
            tell(self.part)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_now()
        super().hideEvent(event)


def _units(text: str, at: int) -> int:
    """A place in a text as Qt counts it: letters beyond the basic plane are two."""
    return at + sum(ord(char) > 0xFFFF for char in text[:at])
