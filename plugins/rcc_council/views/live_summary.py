"""What came of a meeting: who was there, what was decided, what is left to do; and the way to its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from rcc_council.register.actions import actions_of_meeting
from rcc_council.views.live_words import clock_words, minutes_words, whole_agenda, whole_family
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Card, Figure, FlowRow, SideBySide, label, mark, spaced, write_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rcc_council.meetings.rows import ItemRow, MeetingNow, MotionRow, PersonHere
    from rcc_council.register.rows import ActionRow
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class SummaryView(QScrollArea):
    """Read only; the record is changed on the live page, the text in the minutes."""

    changed = Signal()

    def __init__(self, page: PageWidget) -> None:
        super().__init__()
        mark(self, "bare")
        self._page, self._desk = page, page.desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        column = spaced(QVBoxLayout(inner), (0, 0, 8, 0), 16)
        self.figures = {
            "present": Figure(_("Members who came"), accent=True),
            "decided": Figure(_("Decisions")),
            "left": Figure(_("Not finished")),
            "length": Figure(_("Lasted")),
        }
        column.addWidget(FlowRow(*self.figures.values(), gap=12))
        self.decided, self.people, self.items = Card(_("Decided")), Card(_("Who was there")), Card(_("Items"))
        self.to_do = Card(_("To do"))
        side = QWidget()
        below = spaced(QVBoxLayout(side), gap=16)
        for card in (self.people, self.items):
            below.addWidget(card)
        below.addStretch(1)
        first = QWidget()
        main = spaced(QVBoxLayout(first), gap=16)
        main.addWidget(self.decided)
        main.addWidget(self.to_do)
        main.addStretch(1)
        column.addWidget(SideBySide(first, side, shares=(6, 5), narrow=820))
        column.addStretch(1)
        self.setWidget(inner)
        self._rows: list[QWidget] = []
        self._action_rows: list[QWidget] = []

    def show_meeting(self, now: MeetingNow) -> None:
        """Show what came of it."""
        items = [item for _depth, item in whole_agenda(now.agenda)]
        motions = [motion for item in items for _depth, motion in whole_family(item.motions)]
        came = [each for each in now.people if each.came is not None]
        self.figures["present"].show_number(f"{now.meeting.present}")
        self.figures["decided"].show_number(f"{sum(each.state in {'adopted', 'lost'} for each in motions)}")
        left = [item for item in items if item.state != "done" and not item.inside]
        self.figures["left"].show_number(f"{len(left)}")
        length = (now.closed - now.opened).total_seconds() if now.closed and now.opened else 0
        self.figures["length"].show_number(minutes_words(round(length / 60)) if length else "–")
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        self._put(self.decided, _decisions(motions), _("Nothing was decided."))
        self._put(self.people, (_attended(each) for each in came), _("Nobody was written down."))
        self._put(self.items, (_item_line(each) for each in items), _("Nothing was on the agenda."))

        meeting, today = now.meeting.id, self._desk.now().date()
        self._desk.read(self, lambda: actions_of_meeting(meeting, today), self._show_actions)

    def show_problem(self, problem: Problem) -> None:
        """Said on the page."""
        self._page.show_problem(problem)

    def _show_actions(self, actions: Sequence[ActionRow]) -> None:
        for row in self._action_rows:
            row.hide()
            row.deleteLater()
        before, self._rows = self._rows, []
        self._put(self.to_do, (_action_line(each) for each in actions), _("Nobody said they would do something."))
        self._rows, self._action_rows = before, self._rows

    def _put(self, card: Card, rows: Iterator[QWidget], empty: str) -> None:
        made = list(rows) or [label(empty, "subtle", wrap=True)]
        for row in made:
            card.body.addWidget(row)
        self._rows += made


def _decisions(motions: list[MotionRow]) -> Iterator[QWidget]:
    for motion in motions:
        row = QWidget()
        column = spaced(QVBoxLayout(row), (0, 0, 0, 8), 4)
        tone = {"adopted": "ok", "lost": "danger"}.get(motion.state, "warn")
        badge = BadgeLabel(Badge(motion.state_words, tone))  # type: ignore[arg-type]
        column.addWidget(FlowRow(label(motion.number, "strong"), badge))
        column.addWidget(label(motion.words, wrap=True))
        standing = [vote for vote in motion.votes if not vote.is_void]
        if standing:
            column.addWidget(label(standing[-1].arithmetic, "faint", wrap=True))
        yield row


def _attended(here: PersonHere) -> QWidget:
    times = ""
    if here.came is not None:
        times = _("from {time}").format(time=clock_words(here.came))
        if here.left is not None:
            times = _("{came} to {left}").format(came=clock_words(here.came), left=clock_words(here.left))
    return label(f"{here.name} · {times}" if times else here.name, wrap=True)


def _action_line(action: ActionRow) -> QWidget:
    due = _("by {day}").format(day=write_date(action.due_on)) if action.due_on else ""
    return label(" · ".join(each for each in (action.words, action.owner_name, due) if each), wrap=True)


def _item_line(item: ItemRow) -> QWidget:
    spent = minutes_words(max(1, round(item.seconds_spent / 60))) if item.seconds_spent else ""
    state = "" if item.state == "done" else _("not finished")
    said = " · ".join(each for each in (f"{item.number}  {item.title}", spent, state) if each)
    return label(said, wrap=True)
