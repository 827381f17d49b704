"""Where a mentor stands: the stage, its checklist to tick, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Card, FlowRow, button, label, spaced
from rcc_desktop.api.written import write_date
from rcc_mentors.people.rules import CHECKLIST, PIPELINE, open_items
from rcc_mentors.people.service import mark_item, move_stage, undo_move, unmark_item
from rcc_mentors.people.wording import ITEM_TITLES, items_count, stage_words
from rcc_mentors.views.mentor_file.keeping import Shown
from rcc_mentors.views.mentor_file.limits_panel import LimitsPanel
from rcc_mentors.views.mentor_file.move_panel import MovePanel

if TYPE_CHECKING:
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.people.file import MentorFile
    from rcc_mentors.views.mentor_file.keeping import Keeping

_, ngettext = words("rcc_mentors")

_TONES: dict[str, Tone] = {"active": "ok", "on_leave": "info", "left": "neutral"}


class StageCard(Card):
    """Ticks are kept as they are made. The next step needs one press when nothing is open, else a word of why."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(_("Where they stand"))
        self._keeping, self._shown = keeping, Shown()
        self._whole = False
        self.badge = BadgeLabel(Badge(""))
        self._since = label("", "subtle")
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(self.badge)
        row.addWidget(self._since, 1)
        self.body.addLayout(row)
        self._list = QWidget()
        self._items = spaced(QVBoxLayout(self._list), gap=4)
        self.ticks: dict[str, QCheckBox] = {}
        self.body.addWidget(self._list)
        self.all_items = button(_("Show the whole list"), "link", press=self._show_all)
        self.next_step = button("", "primary", press=self._go_on)
        self.other_step = button(_("Another step…"), press=self.ask_step)
        limits = button(_("What a mentor does and does not do"), "link", press=self._show_limits)
        self.body.addWidget(FlowRow(self.next_step, self.other_step, self.all_items, limits))

    def show_file(self, file: MentorFile) -> None:
        """Show where they stand now."""
        self._shown.show(file)
        self.badge.show_badge(Badge(stage_words(file.stage), _TONES.get(file.stage, "warn")))
        since = _("since {day}").format(day=write_date(file.stage_on))
        if file.active_on is not None and file.stage != "active":
            since = _("{since} · first active {day}").format(since=since, day=write_date(file.active_on))
        left = open_items("active", file.marks)
        if file.stage not in PIPELINE and file.stage != "left" and left:
            since = f"{since} · {items_count(len(left))}"
        self._since.setText(since)
        self._draw_list()
        step = _next(file)
        self.next_step.setText(_STEP_WORDS.get(file.stage) or _("Go on to: {stage}").format(stage=stage_words(step)))
        self.next_step.setVisible(self._keeping.may and file.stage != "active")
        self.other_step.setVisible(self._keeping.may)

    def ask_step(self, stage: str | None = None) -> None:
        """Ask for a step, its day and why."""
        MovePanel(self._keeping, self._shown.file, stage).open()

    def _draw_list(self) -> None:
        """Show the items. The same ones as before are only written anew, so that the keys stay where they are."""
        file = self._shown.file
        wanted = _to_show(file, whole=self._whole)
        if [item for items in wanted.values() for item in items] != list(self.ticks):
            self._make_ticks(wanted)
        for item, tick in self.ticks.items():
            mark = file.marks.get(item)
            seen = (write_date(mark.done_on), mark.seen_by, mark.note) if mark else ()
            told = " · ".join(part for part in seen if part)
            tick.setText(f"{ITEM_TITLES[item]} ({told})" if told else ITEM_TITLES[item])
            tick.setChecked(mark is not None)
        self._list.setVisible(bool(self.ticks))
        self.all_items.setVisible(not self._whole and len(self.ticks) < len(ITEM_TITLES))

    def _make_ticks(self, wanted: dict[str, tuple[str, ...]]) -> None:
        while (taken := self._items.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.ticks = {}
        for stage, items in wanted.items():
            self._items.addWidget(label(stage_words(stage), "strong"))
            for item in items:
                self.ticks[item] = self._tick(item)
                self._items.addWidget(self.ticks[item])

    def _tick(self, item: str) -> QCheckBox:
        tick = QCheckBox()
        tick.setEnabled(self._keeping.may)
        tick.clicked.connect(lambda on: self._set(item, on=on))
        return tick

    def _set(self, item: str, *, on: bool) -> None:
        mentor, now = self._shown.file.id, self._keeping.desk.now()
        title = ITEM_TITLES[item]
        if on:
            said = _("Done: {item}.").format(item=title)
            self._keeping.keep(lambda: mark_item(mentor, item, now), said, lambda _row: unmark_item(mentor, item))
            return
        before = self._shown.file.marks[item]
        self._keeping.keep(
            lambda: unmark_item(mentor, item),
            _("Not done: {item}.").format(item=title),
            lambda _none: mark_item(mentor, item, now, done_on=before.done_on, note=before.note),
        )

    def _go_on(self) -> None:
        """Take the next step at once where nothing is open; else ask why it goes on."""
        file, now = self._shown.file, self._keeping.desk.now()
        step = _next(file)
        if file.stage != "on_leave" and open_items(step, file.marks):
            self.ask_step(step)
            return
        said = _("{name}: {stage}.").format(name=file.name, stage=stage_words(step))
        self._keeping.keep(lambda: move_stage(file.id, step, now), said, lambda move: undo_move(file.id, move))

    def _show_all(self) -> None:
        self._whole = True
        self._draw_list()

    def _show_limits(self) -> None:
        LimitsPanel(self).open()


_STEP_WORDS = {
    "council": _("Make them active"),
    "on_leave": _("Back from leave"),
    "left": _("They come back"),
}


def _next(file: MentorFile) -> str:
    """The step that usually comes next."""
    if file.stage in PIPELINE[:-1]:
        return PIPELINE[PIPELINE.index(file.stage) + 1]
    return "active"


def _to_show(file: MentorFile, *, whole: bool) -> dict[str, tuple[str, ...]]:
    """The items to show by stage: on the way in those of this stage and what is open before it; or all of them."""
    if whole:
        return dict(CHECKLIST)
    if file.stage not in PIPELINE:
        return {}
    until = PIPELINE.index(file.stage)
    shown = {}
    for at, stage in enumerate(PIPELINE[: until + 1]):
        items = CHECKLIST[stage] if at == until else tuple(each for each in CHECKLIST[stage] if each not in file.marks)
        if items:
            shown[stage] = items
    return shown
