"""Meetings: the list of them, and one of them: its agenda before, the live page during, what came of it after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from rcc_council.bodies.service import body_list
from rcc_council.meetings.live import close_meeting, meeting_now, open_meeting
from rcc_council.meetings.service import all_meetings, keep_ahead, notice_due, put_back_meeting
from rcc_council.views.agenda_page import AgendaView
from rcc_council.views.live_closing import ClosingPanel
from rcc_council.views.live_keys import show_live_keys
from rcc_council.views.live_page import LiveView
from rcc_council.views.live_plan import CancelPanel, MovePanel, PlanPanel
from rcc_council.views.live_series import SeriesPanel
from rcc_council.views.live_summary import SummaryView
from rcc_council.views.live_words import clock_words, day_words, hours_words
from rcc_council.views.meetings_calendar import ask_for_calendar_file
from rcc_council.views.meetings_list import MeetingsList
from rcc_desktop.api import words
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import PageWidget, button, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rcc_council.bodies.rows import BodyRow
    from rcc_council.meetings.rows import MeetingNow, MeetingRow, NoticeRow
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")

DAYS_BACK, DAYS_AHEAD = 3660, 400
LIST, PLANNED, LIVE, OVER = "list", "planned", "live", "over"
SEALED = "council.sealed"


class MeetingsPage(PageWidget):
    """Ctrl+N plans a meeting, Enter opens one, Alt+Left goes back to all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Meetings"))
        self.meeting: int | None = None
        self.now: MeetingNow | None = None
        self.shown = LIST
        self._records = False
        self._bodies: tuple[BodyRow, ...] = ()
        self._kept_ahead = False
        self.list, self.agenda = MeetingsList(), AgendaView(self)
        self.live, self.summary = LiveView(self), SummaryView(self)
        self._views: dict[str, QWidget] = {
            LIST: self.list, PLANNED: self.agenda, LIVE: self.live, OVER: self.summary,
        }  # fmt: skip
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        self.body.addWidget(self._stack, 1)
        self.list.opened.connect(lambda row: self.open_meeting_of(row.id))
        for signal in (self.agenda.changed, self.live.changed, self.summary.changed):
            signal.connect(self.refresh)
        self.live.add_asked.connect(self._add_to_live)
        self.agenda.doing.now = self.live.doing.now = None
        self._buttons: dict[QPushButton, frozenset[str]] = {}
        self._build_buttons()
        self._turn(LIST)

    def refresh(self) -> None:
        """Ask for the list again, or for the meeting that is open."""
        now, meeting = self.desk.now(), self.meeting
        if meeting is not None:
            self.desk.read(self, lambda: _look_at(meeting, now), lambda found: self._show_meeting(*found))
            return
        first, last = now.date() - timedelta(days=DAYS_BACK), now.date() + timedelta(days=DAYS_AHEAD)
        self.desk.read(self, lambda: (all_meetings(first, last, now), body_list(now)), self._show_list)

    def first_focus(self) -> QWidget:
        """The table, the agenda, or where names are typed."""
        if self.shown == LIST:
            return self.list.table
        if self.shown == PLANNED:
            return self.agenda.first_focus()
        return self.live.first_focus() if self.shown == LIVE else self.summary

    def open_meeting_of(self, meeting: int) -> None:
        """Show one meeting."""
        self.meeting, self.now, self._records = meeting, None, False
        self.refresh()

    def show_all(self) -> None:
        """Back to all meetings."""
        self.live.item.notes.keep_now()
        self.meeting = self.now = None
        self._turn(LIST)
        self.refresh()
        self.list.table.setFocus()

    def plan(self, *, was_held: bool = False) -> None:
        """Ask about a new meeting, or one of the past."""
        if not self.desk.may("council.record"):
            return
        bodies = [(each.id, each.name) for each in self._bodies if each.last_day is None]
        panel = PlanPanel(self, bodies, self.list.chosen_body(), was_held=was_held)
        panel.saved.connect(self.refresh)
        panel.planned.connect(self.open_meeting_of)
        panel.open()

    def show_series(self) -> None:
        """How a council meets again and again, to change its usual agenda or let it end."""
        bodies = [(each.id, each.name) for each in self._bodies if each.last_day is None]
        panel = SeriesPanel(self, bodies, self.list.chosen_body())
        panel.saved.connect(self.refresh)
        panel.open()

    def ask_for_calendar(self) -> None:
        """Ask where the meetings of the chosen council, or of all, go as a calendar."""
        ask_for_calendar_file(self, self.list.chosen_body())

    def begin(self) -> None:
        """Call the meeting to order."""
        meeting, now = self.meeting, self.desk.now()
        if meeting is None:
            return

        def opened(_none: None) -> None:
            self.desk.note(_("The meeting is open since {time}.").format(time=clock_words(now)))
            self.refresh()
            self.live.first_focus().setFocus()

        self.desk.write(self, lambda: open_meeting(meeting, now), opened)

    def ask_close(self) -> None:
        """Ask whether to close the meeting, with what is not settled yet."""
        if self.now is not None:
            self.live.item.notes.keep_now()
            panel = ClosingPanel(self, self.now)
            panel.agreed.connect(self.close_now)
            panel.open()

    def close_now(self) -> None:
        """Adjourn; what is open ends with it."""
        meeting, now = self.meeting, self.desk.now()
        if meeting is None:
            return

        def closed(state: str) -> None:
            said = _("The meeting is closed.")
            if state == "no_quorum":
                said = _("The meeting is closed. There was never a quorum, so it stays as a stub.")
            self.desk.note(said, lambda: open_meeting(meeting, self.desk.now()))
            self.refresh()

        self.desk.write(self, lambda: close_meeting(meeting, now), closed)

    def print_agenda(self) -> None:
        """Hand the agenda over, to look at or print."""
        if self.now is not None:
            self.desk.hand_over("council.agenda", Answers(one=self.now.meeting.id, now=self.desk.now()))

    def _build_buttons(self) -> None:
        record, report = self.desk.may("council.record"), self.desk.may("council.report")
        offers: list[tuple[frozenset[str], str, str, str, Callable[[], object], bool]] = [
            (
                frozenset({PLANNED, LIVE, OVER}),
                _("All meetings (Alt and left)"),
                "icon",
                "chevron-left",
                self.show_all,
                True,
            ),
            (frozenset({LIST}), _("Meetings that repeat"), "icon", "repeat", self.show_series, record),
            (frozenset({LIST}), _("Write calendar…"), "", "calendar-days", self.ask_for_calendar, report),
            (frozenset({LIST}), _("Type in a past meeting"), "", "history", self._plan_past, record),
            (frozenset({LIST}), _("New meeting"), "primary", "plus", self.plan, record),
            (frozenset({PLANNED}), _("Move…"), "", "calendar", self._move, record),
            (frozenset({PLANNED}), _("Call off…"), "", "calendar-x", self._call_off, record),
            (frozenset({PLANNED}), _("Print"), "", "printer", self.print_agenda, report),
            (frozenset({PLANNED}), _("Open the meeting"), "primary", "gavel", self.begin, record),
            (frozenset({LIVE}), _("Keys (?)"), "icon", "keyboard", lambda: show_live_keys(self), True),
        ]
        for shown, text, kind, icon_name, press, may in offers:
            made = (
                icon_button(icon_name, text, press)
                if kind == "icon"
                else button(text, kind or None, icon_name=icon_name, press=press)
            )
            self._offer(shown, made, may)
        self._build_more(record)
        shortcuts = (("Ctrl+N", self.plan), ("Alt+Left", self.show_all), ("Ctrl+P", self.print_agenda))
        for keys, pressed in shortcuts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(pressed)

    def _build_more(self, record: bool) -> None:
        """The buttons whose words or presence follow the meeting."""
        self.executive = button(_("Executive session (E)"), icon_name="lock", press=self.live.turn_executive)
        self.close_button = button(_("Close the meeting"), "primary", icon_name="check", press=self.ask_close)
        self.correct = button(_("Correct the record"), icon_name="pencil", press=self._correct)
        self.done = button(_("Done"), "primary", icon_name="check", press=self._stop_correcting)
        self.back_on = button(_("Put it back on"), icon_name="undo-2", press=self._put_back)
        self.minutes = button(_("Minutes"), "primary", icon_name="file-text", press=self._open_minutes)
        for each in (self.executive, self.close_button, self.done):
            self._offer(frozenset({LIVE}), each, record)
        self._offer(frozenset({OVER}), self.correct, record)
        self._offer(frozenset({OVER}), self.back_on, record)
        self._offer(frozenset({OVER}), self.minutes, True)

    def _offer(self, shown: frozenset[str], made: QPushButton, may: bool) -> None:
        self.add_action(made)
        self._buttons[made] = shown if may else frozenset()

    def _turn(self, to: str) -> None:
        """Show a view, with the buttons that belong to it."""
        self.shown = to
        self._stack.setCurrentWidget(self._views[to])
        for each, shown in self._buttons.items():
            each.setVisible(to in shown)
        if to == LIST:
            self.set_title(_("Meetings"))
            self.set_subtitle("")

    def _show_list(self, found: tuple[Sequence[MeetingRow], Sequence[BodyRow]]) -> None:
        if self.meeting is not None:
            return
        rows, self._bodies = found[0], tuple(found[1])
        now = self.desk.now()
        self.list.show_meetings(rows, [(each.id, each.name) for each in self._bodies], now.date())
        going_on = next((row for row in rows if row.state == "open"), None)
        self.set_subtitle(
            _("{body} is meeting now").format(body=going_on.body_name)
            if going_on
            else ngettext("{count} meeting", "{count} meetings", len(rows)).format(count=len(rows))
        )
        if not self._kept_ahead and self.desk.may("council.record"):
            self._kept_ahead = True
            self.desk.write(self, lambda: keep_ahead(now), lambda made: self.refresh() if made else None)

    def _show_meeting(self, now: MeetingNow, notice: NoticeRow | None) -> None:
        if self.meeting != now.meeting.id:
            return
        is_first, self.now = self.now is None, now
        row = now.meeting
        self.set_title(row.body_name)
        said = [day_words(row.day), hours_words(row.starts, row.ends)]
        if row.state != "open":
            said += [row.place, row.kind_words, row.state_words, _notice_words(notice)]
        self.set_subtitle(" · ".join(each for each in said if each))
        to = PLANNED if row.state == "planned" else LIVE if row.state == "open" or self._records else OVER
        turned = to != self.shown
        if turned:
            self._turn(to)
        {PLANNED: self.agenda, LIVE: self.live, OVER: self.summary}[to].show_meeting(now)  # type: ignore[attr-defined]
        self._show_buttons(now, to)
        if is_first or turned:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self, now: MeetingNow, to: str) -> None:
        record = self.desk.may("council.record")
        is_open = now.meeting.state == "open"
        going_on = self.live.open_item() if to == LIVE else None
        in_session = going_on is not None and going_on.kind == "executive"
        self.executive.setVisible(to == LIVE and record and is_open and self.desk.may(SEALED))
        said = _("End executive session (E)") if in_session else _("Executive session (E)")
        self.executive.setText(f"\u2002{said}")
        self.close_button.setVisible(to == LIVE and record and is_open)
        self.done.setVisible(to == LIVE and record and not is_open)
        self.back_on.setVisible(to == OVER and record and now.meeting.state == "cancelled")
        was_held = to == OVER and now.meeting.state in {"closed", "no_quorum"}
        self.correct.setVisible(was_held and record and now.meeting.minutes_state != "adopted")
        self.minutes.setVisible(was_held)

    def _plan_past(self) -> None:
        self.plan(was_held=True)

    def _move(self) -> None:
        if self.now is not None:
            panel = MovePanel(self, self.now.meeting)
            panel.saved.connect(self.refresh)
            panel.open()

    def _call_off(self) -> None:
        if self.now is not None:
            panel = CancelPanel(self, self.now.meeting)
            panel.saved.connect(self.refresh)
            panel.open()

    def _put_back(self) -> None:
        meeting = self.meeting
        if meeting is not None:
            self.desk.write(self, lambda: put_back_meeting(meeting), lambda _none: self.refresh())

    def _correct(self) -> None:
        self._records = True
        self.refresh()

    def _stop_correcting(self) -> None:
        self.live.item.notes.keep_now()
        self._records = False
        self.refresh()

    def _open_minutes(self) -> None:
        self.desk.open_page("council.minutes", self.meeting)

    def _add_to_live(self) -> None:
        from rcc_council.views.agenda_panel import ItemPanel

        if self.now is not None and self.desk.may("council.record"):
            panel = ItemPanel(self, self.now)
            panel.saved.connect(self.refresh)
            panel.open()


def _look_at(meeting: int, now: datetime) -> tuple[MeetingNow, NoticeRow | None]:
    """A meeting, and of one to come the day by which its members must be told, where that is near or over."""
    found = meeting_now(meeting, now)
    due = notice_due(now) if found.meeting.state == "planned" else ()
    return found, next((each for each in due if each.meeting.id == meeting), None)


def _notice_words(notice: NoticeRow | None) -> str:
    if notice is None:
        return ""
    told = _("Notice was due by {day}") if notice.is_late else _("Notice is due by {day}")
    return told.format(day=day_words(notice.by))
