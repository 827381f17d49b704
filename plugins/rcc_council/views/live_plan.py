"""Planning meetings: one, a series of them, or one that was held without the program."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from rcc_council.meetings.service import (
    add_meeting,
    add_series,
    cancel_meeting,
    move_meeting,
    put_back_meeting,
)
from rcc_council.meetings.wording import MEETING_KINDS
from rcc_council.views.motion_panel import LivePanel
from rcc_desktop.api import words
from rcc_desktop.api.ui import label

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import date, time

    from rcc_council.meetings.rows import MeetingRow
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "weekly", "fortnightly", "monthly"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class PlanPanel(LivePanel):
    """A new meeting; ``was_held`` types in one of the past, with the times it had."""

    planned = Signal(int)
    """The meeting that was added; nothing for a series."""

    def __init__(
        self, page: PageWidget, bodies: Sequence[tuple[Hashable, str]], body: int | None, *, was_held: bool
    ) -> None:
        super().__init__(page, _("A past meeting") if was_held else _("New meeting"))
        self._was_held = was_held
        if was_held:
            told = _("For a meeting held without the program: its times, who came, what was decided.")
            self.form.place(label(told, "subtle", wrap=True))
        today = lambda: self.desk.now().date()  # noqa: E731 (asked when it is needed)
        only = bodies[0][0] if len(bodies) == 1 else None
        self.form.choice("body", _("Who meets"), list(bodies), value=body or only, required=True)
        self.form.date("day", _("Day"), today=today, required=True)
        self.form.time("starts", _("From"), required=True)
        self.form.time("ends", _("To"), required=True)
        self.form.text("place", _("Where"))
        self.form.choice("kind", _("Kind"), list(MEETING_KINDS.items()), value="regular")
        self.form.choices("repeat", _("How often"), _repeats(), value=[ONCE], one=True)
        self.form.row("repeat").setVisible(not was_held)
        self.add_button(_("Keep the meeting"))

    def save(self) -> None:
        """Plan it, or the series."""
        given, now = self.form.values(), self.desk.now()
        repeat = str((*given["repeat"], ONCE)[0])
        starts = _moment(given["day"], given["starts"], now)
        ends = _moment(given["day"], given["ends"], now)
        if ends <= starts:
            ends += timedelta(days=1)
        body, place = int(given["body"]), given["place"]
        if repeat != ONCE:
            length = int((ends - starts).total_seconds() // 60)
            begins = given["starts"].hour * 60 + given["starts"].minute
            self.write(
                lambda: add_series(body, rule_of(repeat, given["day"]), given["day"], begins, length, now, place=place),
                _("The meetings of the next weeks are planned."),
            )
            return
        kind, was_held = str(given["kind"]), self._was_held

        def kept(meeting: int) -> None:
            said = _("The meeting is kept.") if was_held else _("The meeting is planned.")
            undo = None if was_held else lambda: cancel_meeting(meeting, "")
            self.desk.note(said, undo)
            self.saved.emit()
            self.close()
            self.planned.emit(meeting)

        self.desk.write(
            self, lambda: add_meeting(body, starts, ends, now, place=place, kind=kind, was_held=was_held), kept
        )


class MovePanel(LivePanel):
    """Another time or place for a planned meeting."""

    def __init__(self, page: PageWidget, meeting: MeetingRow) -> None:
        super().__init__(page, _("Move the meeting"))
        self._meeting = meeting
        self.form.date("day", _("Day"), today=lambda: self.desk.now().date(), value=meeting.day, required=True)
        self.form.time("starts", _("From"), value=meeting.starts.time(), required=True)
        self.form.time("ends", _("To"), value=meeting.ends.time(), required=True)
        self.form.text("place", _("Where"), value=meeting.place)
        self.add_button(_("Keep it"))

    def save(self) -> None:
        """Move it."""
        given, now, meeting = self.form.values(), self.desk.now(), self._meeting
        starts, ends = _moment(given["day"], given["starts"], now), _moment(given["day"], given["ends"], now)
        if ends <= starts:
            ends += timedelta(days=1)
        self.write(
            lambda: move_meeting(meeting.id, starts, ends, now, place=given["place"], expected=meeting.version),
            _("The meeting is moved."),
            lambda: move_meeting(meeting.id, meeting.starts, meeting.ends, self.desk.now(), place=meeting.place),
        )


class CancelPanel(LivePanel):
    """Why a meeting is called off."""

    def __init__(self, page: PageWidget, meeting: MeetingRow) -> None:
        super().__init__(page, _("Call the meeting off"))
        self._meeting = meeting
        told = _("It stays in the list with the reason. What was on its agenda comes to the next meeting.")
        self.form.place(label(told, "subtle", wrap=True))
        self.form.text("why", _("Why"), hint=_("For example: snow"))
        self.add_button(_("Call it off"))

    def save(self) -> None:
        """Call it off."""
        meeting, why = self._meeting, self.form.values()["why"]
        self.write(
            lambda: cancel_meeting(meeting.id, why, expected=meeting.version),
            _("The meeting is called off."),
            lambda: put_back_meeting(meeting.id),
        )


def rule_of(repeat: str, day: date) -> str:
    """The RFC 5545 rule by which meetings repeat that begin on ``day``."""
    weekday = _WEEKDAYS[day.weekday()]
    nth = (day.day - 1) // 7 + 1
    return {
        WEEKLY: f"FREQ=WEEKLY;BYDAY={weekday}",
        FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        MONTHLY: f"FREQ=MONTHLY;BYDAY={nth if nth < 5 else -1}{weekday}",
    }[repeat]


def _repeats() -> list[tuple[Hashable, str]]:
    return [
        (ONCE, _("Once")),
        (WEEKLY, _("Every week")),
        (FORTNIGHTLY, _("Every second week")),
        (MONTHLY, _("Every month, on that weekday")),
    ]


def _moment(day: date, clock: time, now: datetime) -> datetime:
    return datetime.combine(day, clock, tzinfo=now.tzinfo)
