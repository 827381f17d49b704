"""The controls a form is made of: text, dates, choices, numbers, passwords."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rcc_desktop.api.ui.dates import read_date, write_date
from rcc_desktop.api.ui.icons import icon
from rcc_desktop.api.ui.look import look, mark, watch_look
from rcc_desktop.api.ui.times import read_time, write_time
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

_, _ngettext = words("rcc_desktop")


class EndButton(QToolButton):
    """A small icon button at the end (or the start) of a line edit, at every text size."""

    def __init__(self, edit: QLineEdit, icon_name: str, name: str, *, start: bool = False) -> None:
        super().__init__(edit)
        self._edit, self._start = edit, start
        mark(self, "inside")
        self.set_icon(icon_name, name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        edit.installEventFilter(self)
        watch_look(self._place)
        self._place()

    def set_icon(self, icon_name: str, name: str) -> None:
        """Change the icon and what the button is called."""
        self.setIcon(icon(icon_name, "text2"))
        self.setAccessibleName(name)
        self.setToolTip(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange, QEvent.Type.StyleChange}:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        tall = self._edit.property("kind") == "hero"
        side = look().px(40 if tall else 28)
        self.setIconSize(QSize(look().px(20 if tall else 16), look().px(20 if tall else 16)))
        at_left = self._start == (self._edit.layoutDirection() == Qt.LayoutDirection.LeftToRight)
        left = look().px(4) if at_left else self._edit.width() - side - look().px(4)
        self.setGeometry(left, (self._edit.height() - side) // 2, side, side)
        margins = self._edit.textMargins()
        room = side - look().px(4)
        self._edit.setTextMargins(room if at_left else margins.left(), 0, margins.right() if at_left else room, 0)


class TextField(QLineEdit):
    """One line of text."""

    def __init__(self, value: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(value, parent)
        self.setPlaceholderText(hint)

    def value(self) -> str:
        """What was typed, without blanks at either end."""
        return self.text().strip()


class LongTextField(QPlainTextEdit):
    """Several lines of text; Tab moves on, Enter starts a new line."""

    def __init__(self, value: str = "", hint: str = "", lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(value, parent)
        self._lines = lines
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        watch_look(self._measure)
        self._measure()

    def value(self) -> str:
        """What was typed, without blanks at either end."""
        return self.toPlainText().strip()

    def _measure(self) -> None:
        self.setFixedHeight(round(self._lines * look().text_px("body") * 1.45) + look().px(20))


class DateField(QLineEdit):
    """A day, typed: ``3/4/1980``, ``1980-03-04``, ``t`` for today, + and - for a day on or back; or picked."""

    picked = Signal()
    """The day was set by a key or the calendar rather than typed."""

    def __init__(self, today: Callable[[], date], value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(write_date(value), parent)
        self._today = today
        self.setPlaceholderText(_("MM/DD/YYYY"))
        self._button = EndButton(self, "calendar", _("Pick a day"))
        self._button.clicked.connect(self.open_calendar)

    def value(self) -> date | None:
        """The day, or None where nothing was typed or it cannot be read (see ``is_readable``)."""
        return read_date(self.text(), self._today())

    def set_value(self, day: date | None) -> None:
        """Show this day."""
        self.setText(write_date(day))

    def is_readable(self) -> bool:
        """False where something was typed that is no day."""
        return not self.text().strip() or self.value() is not None

    def open_calendar(self) -> None:
        """Open a month to pick a day from, below the field."""
        day = self.value() or self._today()
        popup = _CalendarPopup(self)
        popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.calendar.activated.connect(lambda: self._take(popup))
        popup.calendar.clicked.connect(lambda: self._take(popup))
        popup.move(self.mapToGlobal(QPoint(0, self.height() + look().px(4))))
        popup.show()

    def _take(self, popup: _CalendarPopup) -> None:
        chosen = popup.calendar.selectedDate()
        popup.close()
        self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
        self.picked.emit()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _step(self, days: int) -> None:
        self.set_value((self.value() or self._today()) + timedelta(days=days))
        self.picked.emit()

    def _is_written_out(self) -> bool:
        """True when + and - can only mean a day on or back, for nothing is half typed."""
        day = self.value()
        return not self.text() or (day is not None and self.text() == write_date(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {"+": 1, "=": 1, "-": -1}
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.text() in steps and self._is_written_out():
            self._step(steps[event.text()])
        elif event.text().casefold() == "t" and self._is_written_out():
            self.set_value(self._today())
            self.picked.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if (day := self.value()) is not None:
            self.set_value(day)
        super().focusOutEvent(event)


class _CalendarPopup(QFrame):
    """A month in a small window that closes when one looks away."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark(self, "popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        column.addWidget(self.calendar)
        self.setFocusProxy(self.calendar)


class TimeField(QLineEdit):
    """A time of day, typed: ``9``, ``930``, ``9:30 pm``, ``14:00``; Up and Down move by a quarter of an hour."""

    def __init__(self, value: time | None = None, parent: QWidget | None = None) -> None:
        super().__init__(write_time(value), parent)
        self.setPlaceholderText(_("9:30 am"))

    def value(self) -> time | None:
        """The time, or None where nothing was typed or it cannot be read (see ``is_readable``)."""
        return read_time(self.text())

    def set_value(self, moment: time | None) -> None:
        """Show this time."""
        self.setText(write_time(moment))

    def is_readable(self) -> bool:
        """False where something was typed that is no time."""
        return not self.text().strip() or self.value() is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 15, Qt.Key.Key_Down: -15}.get(Qt.Key(event.key()))
        now = self.value()
        if step is None or now is None:
            super().keyPressEvent(event)
            return
        minutes = (now.hour * 60 + now.minute + step) % (24 * 60)
        self.set_value(time(minutes // 60, minutes % 60))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if (moment := self.value()) is not None:
            self.set_value(moment)
        super().focusOutEvent(event)


class ChoiceField(QComboBox):
    """One of several. The wheel turns it only while it has the keys, so scrolling a form changes nothing."""

    def __init__(
        self,
        options: Sequence[tuple[Hashable, str]],
        value: Hashable = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._codes: list[Hashable] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setPlaceholderText(hint or _("Choose…"))
        self.offer(options)
        self.set_value(value)

    def offer(self, options: Sequence[tuple[Hashable, str]]) -> None:
        """Replace the choices; the chosen one stays if it is still offered."""
        before = self.value()
        self.clear()
        self._codes = [code for code, _words in options]
        self.addItems([text for _code, text in options])
        self.set_value(before)

    def value(self) -> Hashable:
        """The code that is chosen, or None."""
        at = self.currentIndex()
        return self._codes[at] if at >= 0 else None

    def set_value(self, code: Hashable) -> None:
        """Choose a code; one that is not offered clears the field."""
        self.setCurrentIndex(self._codes.index(code) if code in self._codes else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(QLineEdit):
    """A whole number within bounds, or nothing; Up and Down count."""

    def __init__(
        self, value: int | None = None, low: int = 0, high: int = 999_999, parent: QWidget | None = None
    ) -> None:
        super().__init__("" if value is None else str(value), parent)
        self._low, self._high = low, high
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> int | None:
        """The number, or None where there is none or it is out of bounds."""
        number = self._typed()
        return number if number is not None and self._low <= number <= self._high else None

    def set_value(self, number: int | None) -> None:
        """Show this number."""
        self.setText("" if number is None else str(number))

    def is_readable(self) -> bool:
        """False where something was typed that is no number within bounds."""
        return not self.text().strip() or self.value() is not None

    def _typed(self) -> int | None:
        bare = self.text().strip().replace(",", "")
        return int(bare) if bare.lstrip("-").isdecimal() and bare.count("-") <= 1 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        number = self._typed()
        stepped = (self._low if step > 0 else self._high) if number is None else number + step
        self.set_value(min(max(stepped, self._low), self._high))


class PasswordField(QLineEdit):
    """A password, hidden until its eye is pressed."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = EndButton(self, "eye", _("Show the password"))
        self._eye.clicked.connect(self._turn)

    def value(self) -> str:
        """What was typed, to the letter."""
        return self.text()

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if hidden else "eye", _("Hide the password") if hidden else _("Show the password"))
