"""Everybody at the center: a list as long as it is, and one field to find anybody in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from rcc_desktop.api.ui import (
    Column,
    EmptyState,
    PageWidget,
    RowsModel,
    RowsTable,
    SearchField,
    button,
    look,
    write_date,
)
from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_birth
from rcc_desktop.people import service
from rcc_desktop.people.views.wording import seen_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.api.ui import Tone
    from rcc_desktop.people.rows import PersonRow

_, ngettext = words("rcc_desktop")

PAUSE_MS = 60
MOST_FOUND = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: somebody as the desk sees them, and where they stand in the whole list."""

    found: PersonFound
    sort_name: str = ""
    restricted: bool = False


class PeoplePage(PageWidget):
    """The list of people. Type to find, Enter opens the file, Ctrl+N adds somebody.

    ``bring_in`` opens the page for files from outside; without it the button is not offered.
    """

    def __init__(self, desk: Desk, bring_in: Callable[[], object] | None = None) -> None:
        super().__init__(desk, _("People"))
        self._sought = ""
        self._enter_waits = False
        self._count: int | None = None
        self._add_actions(bring_in)
        self.field = SearchField(
            _("Name, nickname, phone or card") if desk.may("people.contact") else _("Name, nickname or card")
        )
        self.model: RowsModel[Listed] = RowsModel(_columns(lambda: desk.now().date()), self._fetch)
        self.table = RowsTable(self.model, _("People"))
        self.table.setColumnHidden(_LAST_HERE, not desk.may("people.presence"))
        self.table.activated_row.connect(lambda row: desk.open_person(row.found.id))
        self._room = QStackedWidget()
        self._room.addWidget(self.table)
        self._room.addWidget(self._nobody_yet(bring_in))
        self.body.addWidget(self.field)
        self.body.addWidget(self._room, 1)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._seek)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)

    def refresh(self) -> None:
        """Ask for what is on screen again, and how many people there are."""
        if self._sought:
            self._ask(self._sought)
        else:
            self.model.start_over()
        self.desk.read(self, service.count, self._show_count)

    def first_focus(self) -> QWidget:
        """The field."""
        return self.field

    def add_person(self) -> None:
        """Open the short form, with what was typed if nobody was found by it."""
        typed = self.field.text().strip() if self._sought and not self.model.rows else ""
        self.desk.add_person(typed, self.desk.open_person)

    def _add_actions(self, bring_in: Callable[[], object] | None) -> None:
        self._may_add = self.desk.may("people.add")
        if bring_in is not None and self.desk.may("people.import"):
            self.add_action(button(_("Bring in a spreadsheet"), icon_name="import", press=bring_in))
        if self._may_add:
            new = button(_("New person"), "primary", icon_name="user-plus", press=self.add_person)
            new.setToolTip(_("Ctrl+N"))
            self.add_action(new)
            keys = QShortcut(QKeySequence("Ctrl+N"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(self.add_person)

    def _nobody_yet(self, bring_in: Callable[[], object] | None) -> EmptyState:
        first = _("Add the first person with Ctrl+N.") if self._may_add else _("Whoever may add people can begin.")
        if bring_in is not None and self.desk.may("people.import"):
            first = _("Add the first person with Ctrl+N, or bring in the list you have as a spreadsheet.")
        add = button(_("New person"), "primary", icon_name="user-plus", press=self.add_person)
        return EmptyState("users", _("Nobody is here yet"), first, add if self._may_add else None)

    def _fetch(self, after: Listed | None, limit: int) -> None:
        now = self.desk.now()

        def read() -> tuple[Listed, ...]:
            rows = service.people_after(after.sort_name, after.found.id, limit) if after else _first(limit)
            found = {one.id: one for one in service.found([row.id for row in rows], now)}
            return tuple(Listed(found[row.id], row.sort_name, row.restricted) for row in rows if row.id in found)

        self.desk.read(self, read, lambda rows: self._add_rows(rows, limit))

    def _add_rows(self, rows: Sequence[Listed], limit: int) -> None:
        if not self._sought:
            self.model.append(rows, more=len(rows) == limit)

    def _show_count(self, count: int) -> None:
        self._count = count
        self._say_how_many()
        self._room.setCurrentIndex(1 if count == 0 else 0)

    def _say_how_many(self) -> None:
        if self._sought:
            found = len(self.model.rows)
            told = ngettext("{count} person fits “{typed}”", "{count} people fit “{typed}”", found)
            self.set_subtitle(told.format(count=found, typed=self._sought))
        elif self._count is not None:
            told = ngettext("{count} person", "{count} people", self._count)
            self.set_subtitle(told.format(count=f"{self._count:,}"))

    def _typed(self) -> None:
        self._enter_waits = False
        self._pause.start()

    def _seek(self) -> None:
        self._pause.stop()
        typed = self.field.text().strip()
        if typed == self._sought:
            return
        self._sought = typed
        if typed:
            self._ask(typed)
        else:
            self.model.start_over()
            self._say_how_many()

    def _ask(self, typed: str) -> None:
        now = self.desk.now()
        self.desk.read(self, lambda: service.find(typed, MOST_FOUND, now), lambda found: self._show(typed, found))

    def _show(self, typed: str, found: Sequence[PersonFound]) -> None:
        if typed != self._sought:
            return
        self.model.show([Listed(one) for one in found])
        way_on = _("Press Ctrl+N to add them.") if self._may_add else _("Try part of the name, or the phone number.")
        self.table.set_empty(_("Nobody fits “{typed}”").format(typed=typed), way_on)
        self._say_how_many()
        if found:
            self.table.selectRow(0)
        if self._enter_waits and not self._pause.isActive():
            self._enter_waits = False
            self._open_current()

    def _enter(self) -> None:
        if self.field.text().strip() == self._sought:
            self._open_current()
            return
        # Fast hands press Enter before the answer is here; they get who they typed, not who was on screen.
        self._enter_waits = True
        self._seek()

    def _open_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.desk.open_person(row.found.id)

    def _step(self, rows: int) -> None:
        count = self.model.rowCount()
        if count:
            at = self.table.currentIndex().row() if self.table.chosen_rows() else -1
            self.table.selectRow(min(max(at + rows, 0), count - 1))

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


_LAST_HERE = 3
_LEAST_ROOM = {2: 760, 4: 860, 5: 640}
"""Columns that give way to the names where the window is narrow or the text large, and the room they need."""

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


def _first(limit: int) -> Sequence[PersonRow]:
    return service.people_after(limit=limit)


def _columns(today: Callable[[], date]) -> tuple[Column[Listed], ...]:
    return (
        Column(_("Name"), lambda row: row.found.name),
        Column(_("Born"), lambda row: write_birth(row.found.born), width=12, sort=lambda row: row.found.born),
        Column(_("Pronouns"), lambda row: row.found.pronouns, width=12),
        Column(_("Last here"), lambda row: seen_words(row.found.last_seen, today()), width=12, sort=_last_seen),
        Column(_("Added"), lambda row: write_date(row.found.added_on), width=12, sort=_added),
        Column(_("Note"), _note, width=24, tone=_note_tone),
    )


def _last_seen(row: Listed) -> str:
    return row.found.last_seen.isoformat() if row.found.last_seen else ""


def _added(row: Listed) -> str:
    return row.found.added_on.isoformat() if row.found.added_on else ""


def _note(row: Listed) -> str:
    """What the desk should know first: an alert, then that the file is restricted, then what the search fit."""
    return row.found.alert or (_("Restricted") if row.restricted else row.found.matched)


def _note_tone(row: Listed) -> Tone | None:
    if row.found.alert:
        return "warn"
    return "danger" if row.restricted else None
