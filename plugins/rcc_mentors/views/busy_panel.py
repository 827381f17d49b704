"""What a mentor's own calendar says of when they are busy: looked at first, then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, FlowRow, SidePanel, button, label, spaced
from rcc_mentors.calendars.busy import take_busy
from rcc_mentors.calendars.wording import taken_words
from rcc_mentors.views.board_words import short_day_words, time_range_words

if TYPE_CHECKING:
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.calendars.rows import BusyPreview, BusyRead, BusyTaken, BusyTime

_, ngettext = words("rcc_mentors")

SHOWN = 12


class BusyPanel(SidePanel):
    """The new times, what would go, and the shifts that lie in them; one button takes them."""

    def __init__(self, page: PageWidget, mentor: int, read: BusyRead, preview: BusyPreview) -> None:
        content = QWidget()
        super().__init__(page, content, _("Busy times from a calendar"), width=480)
        self._page, self._desk, self._mentor, self._read = page, page.desk, mentor, read
        whole = spaced(QVBoxLayout(content), gap=12)
        self._banner = Banner("danger")
        whole.addWidget(self._banner)
        whole.addWidget(label(_("Only the times are kept, never what they are for."), "subtle", wrap=True))
        for said, kind in _told(preview):
            whole.addWidget(label(said, kind, wrap=True))
        times = [_when(each) for each in preview.new[:SHOWN]]
        more = len(preview.new) - SHOWN
        if more > 0:
            times.append(_("And {count} more.").format(count=more))
        whole.addWidget(label("\n".join(times), wrap=True))
        self.take = button(_("Keep these times"), "primary", press=self._take)
        self.take.setEnabled(bool(preview.new or preview.gone))
        whole.addWidget(FlowRow(self.take, button(_("Leave it"), press=self.close)))
        whole.addStretch(1)
        self.closed.connect(self.deleteLater)

    def show_problem(self, problem: Problem) -> None:
        """Say it at the top."""
        self._banner.say(problem.what, problem.way_out)

    def _take(self) -> None:
        mentor, read, now = self._mentor, self._read, self._desk.now()
        self._desk.write(self, lambda: take_busy(mentor, read, now), self._taken)

    def _taken(self, taken: BusyTaken) -> None:
        self._desk.note(taken_words(taken.added, taken.removed, taken.clashes, 0))
        self.close()
        self._page.refresh()


def _told(preview: BusyPreview) -> list[tuple[str, str | None]]:
    """What taking the file would do; what asks for a second look stands out."""
    new = len(preview.new)
    said: list[tuple[str, str | None]] = [
        (ngettext("{count} new busy time:", "{count} new busy times:", new).format(count=new), "strong")
        if new
        else (_("Nothing new is in this calendar."), "strong")
    ]
    same, gone, guessed, unread = preview.same, preview.gone, preview.guessed, preview.unread
    counted = (
        (same, ngettext("{count} is known already.", "{count} are known already.", same)),
        (
            gone,
            ngettext(
                "{count} is no longer in the calendar and goes.",
                "{count} are no longer in the calendar and go.",
                gone,
            ),
        ),
        (
            guessed,
            ngettext(
                "{count} event names a time zone nobody knows; it is read by the center's clock.",
                "{count} events name a time zone nobody knows; they are read by the center's clock.",
                guessed,
            ),
        ),
        (unread, ngettext("{count} event could not be read.", "{count} events could not be read.", unread)),
    )
    said[:0] = [(told.format(count=count), "subtle") for count, told in counted if count]
    if preview.clashes:
        held = ngettext(
            "{count} shift they hold lies in the new times. It stays theirs, and the board marks it.",
            "{count} shifts they hold lie in the new times. They stay theirs, and the board marks them.",
            preview.clashes,
        )
        said.insert(0, (held.format(count=preview.clashes), "problem"))
    return said


def _when(busy: BusyTime) -> str:
    starts, ends = busy.starts, busy.ends
    if starts.date() == ends.date():
        return f"{short_day_words(starts.date())} · {time_range_words(starts, ends)}"
    return _("{first} to {last}").format(first=short_day_words(starts.date()), last=short_day_words(ends.date()))
