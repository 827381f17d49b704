"""Everybody who gives their time: found as you type, with what each of them owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Chips,
    Column,
    EmptyState,
    Figure,
    FlowRow,
    PageWidget,
    RowsModel,
    RowsTable,
    SearchField,
    button,
    look,
)
from rcc_desktop.api.written import write_date
from rcc_mentors.people.listing import MentorRow, mentors
from rcc_mentors.people.sorting import ATTENTION, counts, shown
from rcc_mentors.people.standards import standards_of
from rcc_mentors.people.wording import STAGE_TITLES, items_count, owed_words, stage_words, titles_of
from rcc_mentors.settings import CREDENTIALS, ROLES
from rcc_mentors.views.mentor_add import AddMentorPanel
from rcc_mentors.views.mentor_match import MatchPanel
from rcc_mentors.views.mentor_terms import TermsPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_mentors")

FILE = "mentors.file"
"""The key of a mentor's tab in a person's file."""
PAUSE_MS = 40
_TONES: dict[str, Tone] = {"active": "ok", "on_leave": "info", "left": "neutral"}


class MentorsPage(PageWidget):
    """The list. Type to find, Alt+1 to Alt+5 to narrow it, Enter opens the file, Ctrl+N adds a mentor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Mentors"))
        self._rows: list[MentorRow] = []
        self._may_keep = desk.may("mentors.keep")
        self._add_actions()
        self.figures = {
            "active": Figure(_("Active"), accent=True),
            "way_in": Figure(_("On the way in")),
            "on_leave": Figure(_("On leave")),
            ATTENTION: Figure(_("Need attention")),
        }
        self.field = SearchField(_("Name of a mentor"))
        self.chips = Chips(_CHOICES, one=True)
        self.chips.changed.connect(self._narrow)
        self.model: RowsModel[MentorRow] = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Mentors"))
        self.table.activated_row.connect(lambda row: desk.open_person(row.person, FILE))
        self._room = QStackedWidget()
        self._room.addWidget(self.table)
        self._room.addWidget(self._nobody_yet())
        for part in (FlowRow(*self.figures.values(), gap=12), self.field, self.chips):
            self.body.addWidget(part)
        self.body.addWidget(self._room, 1)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._narrow)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.installEventFilter(self)

    def refresh(self) -> None:
        """Ask for everybody again."""
        now, standards = self.desk.now(), standards_of(self.desk)
        self.desk.read(self, lambda: mentors(now, standards), self._show)

    def first_focus(self) -> QWidget:
        """The field."""
        return self.field

    def add_mentor(self) -> None:
        """Ask who it is."""
        panel = AddMentorPanel(self, self.desk, self.field.text().strip())
        panel.added.connect(lambda person: self.desk.open_person(person, FILE))
        panel.open()

    def find_match(self) -> None:
        """Ask what is looked for."""
        panel = MatchPanel(self, self.desk)
        panel.chosen.connect(lambda person: self.desk.open_person(person, FILE))
        panel.open()

    def change_terms(self) -> None:
        """Say what each kind of credential asks."""
        panel = TermsPanel(self, self.desk)
        panel.saved.connect(self.refresh)
        panel.open()

    def _add_actions(self) -> None:
        offers: list[tuple[str, str, str, str, Callable[[], None]]] = [
            (_("Find a match"), "", "heart-handshake", "Ctrl+M", self.find_match),
        ]
        if self._may_keep:
            offers.insert(0, (_("Credentials"), "", "award", "Ctrl+Shift+C", self.change_terms))
            offers.append((_("Add a mentor"), "primary", "user-plus", "Ctrl+N", self.add_mentor))
        for text, kind, icon_name, keys, press in offers:
            made = button(text, kind or None, icon_name=icon_name, press=press)
            made.setToolTip(f"{text} ({keys})")
            self.add_action(made)
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press)

    def _nobody_yet(self) -> EmptyState:
        if not self._may_keep:
            return EmptyState("heart-handshake", _("No mentors yet"), _("A coordinator can add the first one."))
        add = button(_("Add a mentor"), "primary", icon_name="user-plus", press=self.add_mentor)
        first = _("Add the first one with Ctrl+N: somebody who is on file, or somebody new.")
        return EmptyState("heart-handshake", _("No mentors yet"), first, add)

    def _columns(self) -> tuple[Column[MentorRow], ...]:
        roles, credentials = self.desk.setting(ROLES), self.desk.setting(CREDENTIALS)

        def see_to(row: MentorRow) -> str:
            if row.owed:
                first = owed_words(row.owed[0], credentials)
                more = len(row.owed) - 1
                return _("{first} (+{more})").format(first=first, more=more) if more else first
            return items_count(len(row.open_items)) if row.open_items else ""

        return (
            Column(_("Name"), lambda row: row.name, width=22),
            Column(_("Stage"), _stage, width=16, tone=lambda row: _TONES.get(row.stage, "warn"), sort=_stage_order),
            Column(_("Since"), lambda row: write_date(row.stage_on), width=11, sort=lambda row: row.stage_on),
            Column(_("Does"), lambda row: titles_of(roles, row.roles), width=24),
            Column(_("Where"), lambda row: ", ".join(row.sites) or _("Anywhere"), width=13),
            Column(_("To see to"), see_to, tone=_tone, sort=lambda row: (-len(row.owed), -len(row.open_items))),
        )

    def _show(self, rows: list[MentorRow]) -> None:
        self._rows = rows
        found = counts(rows)
        for choice, figure in self.figures.items():
            figure.show_number(f"{found[choice]:,}")
        self._room.setCurrentIndex(0 if rows else 1)
        self.chips.setVisible(bool(rows))
        self._narrow()

    def _narrow(self) -> None:
        """Show whom the field and the chips leave; all are here already, so it waits for nothing."""
        self._pause.stop()
        typed = self.field.text().strip()
        choice = next((str(code) for code in self.chips.chosen()), None)
        before = self.table.current_row()
        rows = shown(self._rows, choice, typed)
        self.model.show(rows)
        self._say(len(rows), typed, choice)
        if rows and typed:
            at = next((at for at, row in enumerate(rows) if before is not None and row.id == before.id), 0)
            self.table.selectRow(at)

    def _say(self, count: int, typed: str, choice: str | None) -> None:
        told = ngettext("{count} mentor", "{count} mentors", count).format(count=f"{count:,}")
        self.set_subtitle(told)
        if typed:
            way_on = _("Ctrl+N makes somebody a mentor.") if self._may_keep else _("Try part of the name.")
            self.table.set_empty(_("No mentor is called “{typed}”").format(typed=typed), way_on)
        elif choice == ATTENTION:
            self.table.set_empty(_("Nothing to see to"), _("Every credential and signature is in order."))
        else:
            self.table.set_empty(_("Nobody here now"), _("Press the chip again to see everybody."))

    def _step(self, rows: int) -> None:
        count = self.model.rowCount()
        if count:
            at = self.table.currentIndex().row() if self.table.chosen_rows() else -1
            self.table.selectRow(min(max(at + rows, 0), count - 1))

    def _enter(self) -> None:
        """Open who is chosen. Fast hands get who they typed: the list is narrowed first."""
        if self._pause.isActive():
            self._narrow()
        row = self.table.current_row()
        if row is not None:
            self.desk.open_person(row.person, FILE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - look().px(64)
        for at, least in _LEAST_ROOM.items():
            self.table.setColumnHidden(at, room < look().px(least))

    def hideEvent(self, event: QHideEvent) -> None:
        self._pause.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            rows = _STEPS.get(Qt.Key(event.key()))
            if rows is not None:
                self._step(rows)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self._enter()
                return True
        return super().eventFilter(watched, event)


_CHOICES = (
    ("active", _("Active")),
    ("way_in", _("On the way in")),
    ("on_leave", _("On leave")),
    ("left", _("Left")),
    (ATTENTION, _("Needs attention")),
)
_LEAST_ROOM = {2: 1320, 3: 760, 4: 940}
"""Columns that give way to the names where the window is narrow or the text large, and the room they need."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
_ORDER = {stage: at for at, stage in enumerate(STAGE_TITLES)}


def _stage(row: MentorRow) -> str:
    return stage_words(row.stage)


def _stage_order(row: MentorRow) -> int:
    return _ORDER.get(row.stage, len(_ORDER))


def _tone(row: MentorRow) -> Tone | None:
    if row.owed:
        return "danger" if row.owed[0].is_pressing else "warn"
    return None
