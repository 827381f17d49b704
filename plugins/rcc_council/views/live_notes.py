"""What the secretary notes on an item: kept by itself while it is typed, and never over somebody else's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import FieldRow, FlowRow, LongTextField, SideBySide, button, label, mark, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.meetings.rows import ItemRow
    from rcc_desktop.api import Desk, Problem

_, ngettext = words("rcc_council")

REST_MS = 700
"""Kept this long after the last key; and, however fast somebody types on,"""
MOST_MS = 1800
"""this long after the first key that is not kept: a power cut never costs more than two seconds."""
STALE = "changed_elsewhere"


class Keeping(QObject):
    """One text on its way to the store; a ``Problem`` with it comes back to the notes and not to the page."""

    def __init__(self, notes: NotesPart, refused: Callable[[Problem], None]) -> None:
        super().__init__(notes)
        self._refused = refused

    def show_problem(self, problem: Problem) -> None:
        """Tell the notes."""
        self._refused(problem)


class NotesPart(QWidget):
    """The words of one item. ``keep(item, words, expected, was)`` stores them where they still were ``was``, and gives
    the version of the item after it; ``reread`` asks for the item as it is now."""

    failed = Signal(object)
    """A ``Problem`` other than words from another desk."""
    reread = Signal()

    def __init__(self, desk: Desk, keep: Callable[[int, str, int, str], int]) -> None:
        super().__init__()
        self._desk, self._keep = desk, keep
        self._item: int | None = None
        self._version = 0
        self._kept_words = ""
        self._on_the_way: str | None = None
        self._is_stale = False
        self._owed: dict[int, str] = {}
        whole = spaced(QVBoxLayout(self), gap=8)
        self.text = LongTextField(hint=_("What was done (T). It is kept by itself."), lines=6)
        self.text.setAccessibleName(_("Notes on this item"))
        self.text.textChanged.connect(self._typed)
        whole.addWidget(self.text)
        self.state = label("", "faint")
        whole.addWidget(self.state)
        self.both = BothTexts()
        self.both.chosen.connect(self._settle)
        whole.addWidget(self.both)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._most = QTimer(self, interval=MOST_MS, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._rest.timeout.connect(self.keep_now)
        self._most.timeout.connect(self.keep_now)

    def show_item(self, item: ItemRow, *, may_record: bool) -> None:
        """Show the words of an item. What is typed and not kept yet stays, whatever another desk has written."""
        self.text.setReadOnly(not may_record)
        if item.id != self._item:
            self._leave()
            self._begin(item)
        elif item.version >= self._version and self._on_the_way is None:
            self._hear(item)

    def has_unkept(self) -> bool:
        """Whether anything typed is not in the store yet."""
        return self._item is not None and self.text.toPlainText() != self._kept_words

    def keep_now(self) -> None:
        """Store what was typed, unless both texts still wait for an answer."""
        if self._on_the_way is None:
            self._keep_after(self._kept_words)

    def _keep_after(self, was: str) -> None:
        self._rest.stop()
        self._most.stop()
        if self._item is None or not self.both.isHidden() or not self.has_unkept():
            return
        item, said, expected = self._item, self.text.toPlainText(), self._version
        self._on_the_way = said
        keeping = Keeping(self, lambda problem: self._refused(item, said, problem))

        def kept(version: int) -> None:
            keeping.deleteLater()
            if item == self._item:
                self._now_kept(said, version)

        self._desk.write(keeping, lambda: self._keep(item, said, expected, was), kept)

    def _leave(self) -> None:
        """Another item comes: what was typed on this one is stored, or waits here for its answer."""
        if self._item is not None and not self.both.isHidden():
            self._owed[self._item] = self.text.toPlainText()
        elif self._on_the_way is None:
            self._keep_after(self._kept_words)
        elif self.text.toPlainText() != self._on_the_way:
            self._keep_after(self._on_the_way)  # what is on the way is stored before it

    def _begin(self, item: ItemRow) -> None:
        self._item, self._version, self._kept_words = item.id, item.version, item.words
        self._on_the_way, self._is_stale = None, False
        self.both.hide()
        owed = self._owed.pop(item.id, item.words)
        self._write(owed)
        self.state.setText("")
        if owed != item.words:
            self._ask_which(owed, item.words)

    def _ask_which(self, mine: str, theirs: str) -> None:
        self._rest.stop()
        self._most.stop()
        self.text.setReadOnly(True)
        self.both.ask(mine, theirs)

    def _hear(self, item: ItemRow) -> None:
        """The item as it is in the store now: newer words are taken over where nothing here is lost by it."""
        mine, before = self.text.toPlainText(), self._kept_words
        self._version, self._kept_words = item.version, item.words
        was_stale, self._is_stale = self._is_stale, False
        if item.words in {before, mine}:
            if was_stale:
                self.keep_now()
            return
        if mine == before:
            self._write(item.words)
            self.state.setText(_("Somebody at another desk wrote on."))
        else:
            self._ask_which(mine, item.words)

    def _typed(self) -> None:
        if not self.has_unkept():
            return
        self.state.setText(_("Typing…"))
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def _now_kept(self, said: str, version: int) -> None:
        self._on_the_way = None
        self._version, self._kept_words = version, said
        if self.has_unkept():
            self._rest.start()
        else:
            self.state.setText(_("Kept at {time}").format(time=f"{self._desk.now():%H:%M:%S}"))

    def _refused(self, item: int, said: str, problem: Problem) -> None:
        if item != self._item:
            self._owed[item] = said
            self.failed.emit(problem)
            return
        self._on_the_way = None
        if problem.code == STALE:
            self._is_stale, self._version = True, 0
            self.reread.emit()
            return
        self.state.setText(_("Not kept yet. Your words are still here."))
        self.failed.emit(problem)

    def _settle(self, chosen: str) -> None:
        """Both desks' words were seen, and one text was chosen; it is kept at once."""
        self.text.setReadOnly(False)
        self._write(chosen)
        self.keep_now()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, said: str) -> None:
        if said == self.text.toPlainText():
            return
        at = self.text.textCursor().position()
        self.text.blockSignals(True)
        self.text.setPlainText(said)
        self.text.blockSignals(False)
        cursor = self.text.textCursor()
        cursor.setPosition(min(at, len(said)))
        self.text.setTextCursor(cursor if at else self._at_end())

    def _at_end(self) -> QTextCursor:
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_now()
        super().hideEvent(event)


class BothTexts(QFrame):
    """Two desks wrote at the same time: both texts side by side, and which to keep."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        mark(self, "banner", tone="warn")
        whole = spaced(QVBoxLayout(self), (16, 12, 16, 12), 8)
        whole.addWidget(label(_("Somebody at another desk wrote here at the same time"), "strong", wrap=True))
        whole.addWidget(label(_("Nothing is lost. Choose what is to stand."), wrap=True))
        self.mine, self.theirs = LongTextField(lines=4), LongTextField(lines=4)
        for each in (self.mine, self.theirs):
            each.setReadOnly(True)
        rows = (FieldRow(_("Yours"), self.mine), FieldRow(_("At the other desk"), self.theirs))
        whole.addWidget(SideBySide(*rows, shares=(1, 1), narrow=360))
        self.keep_mine = button(_("Keep mine"), press=lambda: self._choose(self.mine.toPlainText()))
        self.keep_theirs = button(_("Keep theirs"), press=lambda: self._choose(self.theirs.toPlainText()))
        self.keep_both = button(_("Keep both"), "primary", press=self._choose_both)
        whole.addWidget(FlowRow(self.keep_both, self.keep_mine, self.keep_theirs))
        self.hide()

    def ask(self, mine: str, theirs: str) -> None:
        """Show both and put the keys on the choice that loses nothing."""
        self.mine.setPlainText(mine)
        self.theirs.setPlainText(theirs)
        if self.isHidden():
            self.show()
            self.keep_both.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, said: str) -> None:
        self.hide()
        self.chosen.emit(said)

    def _choose_both(self) -> None:
        theirs, mine = self.theirs.toPlainText().rstrip(), self.mine.toPlainText()
        self._choose(f"{theirs}\n{mine}" if theirs else mine)
