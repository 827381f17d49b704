"""The schedule: who serves when and where, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_desktop.api import Period, words
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import PageWidget, SidePanel, button, label, look, spaced, watch_look
from rcc_mentors.shifts.rows import STANDING
from rcc_mentors.shifts.series import keep_ahead
from rcc_mentors.views.board_bar import DAY, MONTH, WEEK, BoardBar
from rcc_mentors.views.board_deeds import Deeds
from rcc_mentors.views.board_hands import BoardHands
from rcc_mentors.views.board_keys import show_board_keys
from rcc_mentors.views.board_layout import OPEN, holes_first, is_on_board
from rcc_mentors.views.board_side import BoardSide
from rcc_mentors.views.board_words import month_year_words, range_words, spoken_shift
from rcc_mentors.views.calendars_panel import CalendarsPanel
from rcc_mentors.views.call_list import CallListPanel
from rcc_mentors.views.cover_panel import CoverPanel
from rcc_mentors.views.fill_panel import open_fill
from rcc_mentors.views.policy_panel import PolicyPanel
from rcc_mentors.views.schedule_boards import ScheduleBoards
from rcc_mentors.views.schedule_reading import Looked, look_at, span_of, turned
from rcc_mentors.views.shift_panel import NewShiftPanel, ShiftPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from rcc_desktop.api import Desk
    from rcc_mentors.shifts.rows import ShiftRow
    from rcc_mentors.views.board_layout import Piece

_, ngettext = words("rcc_mentors")

MINUTE_MS = 60_000
ROOM_FOR_SIDE = 1160
"""Pixels at 100 % text: a narrower page keeps the list at the side behind a button."""


class SchedulePage(PageWidget):
    """Boards of a day, a week and a month, with the open slots beside them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Schedule"))
        self.kind, self.day = WEEK, desk.now().date()
        self.looked: Looked | None = None
        self._told_site = False
        self._side_wanted: bool | None = None
        self.bar = BoardBar()
        self.boards = ScheduleBoards()
        self.side = BoardSide()
        self.line = label("", "faint")
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.deeds = Deeds(desk, self, self._done)
        self.hands = BoardHands(self, self.boards, self.side, self.deeds)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._pass_time)
        self._panel: SidePanel | None = None
        self._arrange()
        self._add_buttons()
        self._listen()
        watch_look(self._give_room)

    def refresh(self) -> None:
        """Ask for the days shown again."""
        first, last = span_of(self.kind, self.day)
        now = self.desk.now()
        self.desk.read(self, lambda: look_at(first, last, now), lambda looked: self._show((first, last), looked, now))

    def first_focus(self) -> QWidget:
        """The keys belong on the board."""
        if self.kind == MONTH:
            return next((cell for cell in self.boards.month.cells() if cell.focusPolicy() != Qt.FocusPolicy.ClickFocus),
                        self.boards.month)  # fmt: skip
        return self.boards.view.canvas

    def show_day(self, day: date) -> None:
        """Open the board of one day."""
        self.day = day
        self.show_kind(DAY)

    def show_kind(self, kind: str) -> None:
        """Turn to another board; it shows the day the keys are on."""
        here = self.boards.current_day() if self.boards.has_keys() and kind != DAY else None
        self.day, self.kind = here or self.day, kind
        self.refresh()

    def turn(self, by: int) -> None:
        """To the days before (-1) or after (1), or to today (0)."""
        self.day = turned(self.kind, self.day, by) if by else self.desk.now().date()
        self.refresh()

    def open_shift(self, shift: ShiftRow) -> None:
        """Open a shift at the side, with who is in it."""
        self._open(ShiftPanel(self, shift))

    def find_cover(self, shift: ShiftRow) -> None:
        """Open the list of who could take a shift."""
        if self.desk.may("mentors.schedule"):
            self._open(CoverPanel(self, shift))

    def add_shift(self, at: datetime | None = None) -> None:
        """Open the form for a new need, on the day the keys are on."""
        if self.desk.may("mentors.schedule"):
            day = at.date() if at else self.boards.current_day() or self.day
            site = self.bar.which().site or self.desk.site()
            self._open(NewShiftPanel(self, day, site, at.time() if at else None))

    def show_limits(self) -> None:
        """Open what the center allows its mentors."""
        if self.desk.may("mentors.schedule"):
            self._open(PolicyPanel(self))

    def take_out(self, shift: ShiftRow) -> None:
        """Take somebody out of a shift: the one in it, or the one whose column it is; call an empty one off."""
        column = self.boards.current_column()
        standing = [place for place in shift.places if place.state in STANDING]
        mine = [place for place in standing if column and place.mentor == column.mentor]
        if column is not None and column.mentor == OPEN:
            standing = []
        if mine or len(standing) == 1:
            self.deeds.take_out((mine or standing)[0], shift)
        elif standing:
            self.open_shift(shift)
        else:
            self.deeds.cancel(shift)

    def print_poster(self) -> None:
        """Hand the poster of these days over, to look at or print."""
        first, last = span_of(self.kind, self.day)
        if self.kind == MONTH:
            middle = first + (last - first) // 2
            period = Period.month(middle.year, middle.month)
        else:
            period = Period.day(first) if self.kind == DAY else Period.week(first)
        self.desk.hand_over("mentors.poster", Answers(period, self.bar.which().site or None, now=self.desk.now()))

    def publish(self) -> None:
        """Make the shifts of these days known."""
        first, last = span_of(self.kind, self.day)
        self.deeds.publish(first, last, self.bar.which().site or None)

    def _arrange(self) -> None:
        self.body.addWidget(self.bar)
        row = spaced(QHBoxLayout(), gap=16)
        row.addWidget(self.boards, 1)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.line)
        spaced(self.body, gap=12)
        self.line.setSizePolicy(self.line.sizePolicy().Policy.Ignored, self.line.sizePolicy().Policy.Fixed)

    def _add_buttons(self) -> None:
        self.call_list = button(_("Call list"), icon_name="phone", press=self._open_call_list)
        self.fill = button(_("Fill open slots"), icon_name="wand-sparkles", press=self._fill)
        self.publish_button = button(_("Publish"), icon_name="megaphone", press=self.publish)
        self.new = button(_("New shift"), "primary", icon_name="plus", press=self.add_shift)
        self.new.setToolTip(_("New shift (N)"))
        for each in (self.call_list, self.fill, self.publish_button, self.new):
            self.add_action(each)
        may = self.desk.may("mentors.schedule")
        self.new.setVisible(may)
        self.call_list.setVisible(may)
        self.fill.setVisible(may)
        self.boards.view.canvas.may_move = may
        self.bar.limits.setVisible(may)
        self.bar.may_print(self.desk.may("mentors.report"))

    def _listen(self) -> None:
        canvas = self.boards.view.canvas
        canvas.opened.connect(self.open_shift)
        canvas.asked_new.connect(self.add_shift)
        canvas.told.connect(self._tell)
        canvas.aimed.connect(self._tell_aim)
        self.boards.view.fits_changed.connect(self._say_range)
        self.boards.day_opened.connect(self.show_day)
        self.boards.month.told.connect(self.line.setText)
        self.bar.turned.connect(self.turn)
        self.bar.board_chosen.connect(self.show_kind)
        self.bar.filtered.connect(self._filter)
        self.bar.zoomed.connect(self.boards.view.zoom)
        self.bar.keys_asked.connect(lambda: show_board_keys(self))
        self.bar.printed.connect(self.print_poster)
        self.bar.limits_asked.connect(self.show_limits)
        self.bar.calendars_asked.connect(lambda: self._open(CalendarsPanel(self)))
        self.bar.side_asked.connect(self._turn_side)
        self.side.holes.chosen.connect(self._go_to_hole)
        self.side.mentor_chosen.connect(self._show_mentor)
        shortcuts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("+", lambda: self.boards.view.zoom(1)),
            ("=", lambda: self.boards.view.zoom(1)),
            ("-", lambda: self.boards.view.zoom(-1)),
            ("Ctrl+P", self.print_poster),
        )
        for keys, press in shortcuts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press)

    def _show(self, days: tuple[date, date], looked: Looked, now: datetime) -> None:
        if days != span_of(self.kind, self.day):
            return
        self.looked = looked
        mentors = {fact.id: fact.name for fact in looked.mentors if fact.stage != "left"}
        self.bar.offer(looked.sites, looked.roles, mentors)
        if not self._told_site:
            self._told_site = True
            if len(looked.sites) > 1 and self.desk.site() in looked.sites:
                self.bar.site.set_value(self.desk.site())
            self.desk.write(self, lambda: keep_ahead(now), lambda made: self.refresh() if made else None)
        self._draw(days, looked, now)

    def _draw(self, days: tuple[date, date], looked: Looked, now: datetime) -> None:
        which = self.bar.which()
        self.boards.show_looked(looked, self.kind, days, which, str(self.bar.by.chosen()[0]), now)
        tones = {role: number for number, role in enumerate(looked.roles)}
        shifts = [each for each in self.boards.shifts if days[0] <= each.day <= days[1]]
        holes = holes_first(shifts, now)
        self.side.holes.show_holes(holes, tones, with_site=len({shift.site for shift in self.boards.shifts}) > 1)
        self.side.show_mentors(looked.mentors, (each for each in looked.rows.shifts if is_on_board(each)))
        self._say_range()
        untold = sum(not each.is_published for each in shifts)
        self.publish_button.setVisible(bool(untold) and self.desk.may("mentors.schedule"))
        said = ngettext("Publish {count} change", "Publish {count} changes", untold).format(count=untold)
        self.publish_button.setText(f"\u2002{said}")
        self.publish_button.setAccessibleName(said)
        open_now = sum(each.missing for each in holes)
        people = ngettext("{count} open slot", "{count} open slots", open_now).format(count=open_now)
        self.bar.show_side(people)
        self.set_subtitle(
            people if open_now else _("Everything to come is covered") if shifts else _("No shifts on these days")
        )
        self._give_room()

    def _say_range(self) -> None:
        first, last = span_of(self.kind, self.day)
        if self.kind == MONTH:
            self.bar.show_range(month_year_words(first + (last - first) // 2), MONTH)
            return
        in_sight = [column.day for column in self.boards.view.columns_in_sight()]
        if in_sight and first <= in_sight[0] and in_sight[-1] <= last:
            first, last = in_sight[0], in_sight[-1]
        self.bar.show_range(range_words(first, last), self.kind)

    def _filter(self) -> None:
        if self.looked is not None:
            self._draw(span_of(self.kind, self.day), self.looked, self.desk.now())

    def _pass_time(self) -> None:
        self.boards.view.canvas.now = self.desk.now()
        self.boards.view.canvas.update()

    def _done(self) -> None:
        """Something was kept, or not: look again; the keys go back to the board where they were."""
        self.refresh()
        if self._panel is None and not self.side.isAncestorOf(self.focusWidget() or self):
            self.boards.focus_current()

    def _tell(self, piece: Piece | None) -> None:
        self.line.setText(spoken_shift(piece.shift) if piece else "")

    def _tell_aim(self, said: str) -> None:
        self.line.setText(_("{when}. Enter keeps it, Esc leaves it.").format(when=said) if said else "")

    def _go_to_hole(self, shift: ShiftRow) -> None:
        if self.kind == MONTH:
            self.show_day(shift.day)
        self.boards.view.canvas.focus_shift(shift.id)
        self.find_cover(shift)

    def _show_mentor(self, mentor: int) -> None:
        self.bar.mentor.set_value(mentor)

    def _open(self, panel: SidePanel) -> None:
        self._panel = panel
        panel.closed.connect(self._panel_closed)
        panel.open()

    def _panel_closed(self) -> None:
        self._panel = None
        self.refresh()

    def _open_call_list(self) -> None:
        self._open(CallListPanel(self))

    def _fill(self) -> None:
        first, last = span_of(self.kind, self.day)
        open_fill(self, first, last)

    def _turn_side(self) -> None:
        self._side_wanted = self.side.isHidden()
        self.side.setVisible(self._side_wanted)
        if self._side_wanted:
            self.side.holes.focus_first()
        elif self.side.isAncestorOf(self.focusWidget() or self):
            self.boards.focus_current()

    def _give_room(self) -> None:
        """The list stands at the side where there is room, unless somebody closed or opened it."""
        roomy = self.width() >= look().px(ROOM_FOR_SIDE)
        self.bar.fold(narrow=not roomy)
        self.side.setVisible(roomy if self._side_wanted is None else self._side_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        presses: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_T: lambda: self.turn(0),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_1: lambda: self.show_day(self.boards.current_day() or self.day),
            Qt.Key.Key_2: lambda: self.show_kind(WEEK),
            Qt.Key.Key_3: lambda: self.show_kind(MONTH),
            Qt.Key.Key_N: self.add_shift,
            Qt.Key.Key_O: self._go_to_list,
            Qt.Key.Key_L: self.show_limits,
            Qt.Key.Key_Question: lambda: show_board_keys(self),
        }
        shift = self.boards.current_shift() if self.boards.has_keys() else None
        on_shift = {
            Qt.Key.Key_A: self.find_cover,
            Qt.Key.Key_Delete: self.take_out,
            Qt.Key.Key_Backspace: self.take_out,
        }
        key, plain = Qt.Key(event.key()), Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~plain:
            super().keyPressEvent(event)
        elif key in presses:
            presses[key]()
        elif shift is not None and key in on_shift and self.desk.may("mentors.schedule"):
            on_shift[key](shift)
        else:
            super().keyPressEvent(event)

    def _go_to_list(self) -> None:
        self._side_wanted = True
        self.side.show()
        self.side.show_list("open")
        self.side.holes.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)
