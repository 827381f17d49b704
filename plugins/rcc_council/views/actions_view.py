"""What people said they would do: what is late stands first, and one key says that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.register.actions import all_actions, put_back_action, set_action
from rcc_council.register.rules import STILL_OPEN, has_all, terms_of
from rcc_council.views.actions_panels import ActionForm, CarryForm
from rcc_desktop.api import words
from rcc_desktop.api.ui import Chips, Column, FlowRow, RowsModel, RowsTable, button, look, spaced, write_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from rcc_council.register.rows import ActionBefore, ActionRow
    from rcc_desktop.api.ui import PageWidget, SidePanel, Tone

_, ngettext = words("rcc_council")

OPEN, CLOSED = "open", "closed"
_TONES: dict[str, Tone] = {"open": "neutral", "carried": "info", "done": "ok", "dropped": "neutral"}


class ActionsView(QWidget):
    """Enter changes an action, Ctrl+D says it is done, Ctrl+R carries it on, Del drops it."""

    moved = Signal()

    def __init__(self, page: PageWidget) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self._rows: tuple[ActionRow, ...] = ()
        self._bodies: Sequence[tuple[int, str]] = ()
        self._text = ""
        self.panel: SidePanel | None = None
        whole = spaced(QVBoxLayout(self), gap=12)
        self.which = Chips([(OPEN, _("Still to do")), (CLOSED, _("Done or dropped"))], one=True, at_least_one=True,
                           numbered=False)  # fmt: skip
        self.which.choose([OPEN])
        self.which.changed.connect(self.moved)
        self.done = button(_("Done"), icon_name="check", press=lambda: self.set_state("done"))
        self.done.setToolTip(_("Say that it is done (Ctrl+D)"))
        self.carry = button(_("Carry on…"), icon_name="arrow-right", press=self.carry_on)
        self.carry.setToolTip(_("Give it another day (Ctrl+R)"))
        self.drop = button(_("Drop"), press=lambda: self.set_state("dropped"))
        self.drop.setToolTip(_("Nobody will do it (Del)"))
        self.again = button(_("Open again"), icon_name="undo-2", press=lambda: self.set_state("open"))
        whole.addWidget(FlowRow(self.which, self.done, self.carry, self.drop, self.again))
        self.model: RowsModel[ActionRow] = RowsModel(_columns())
        self.table = RowsTable(self.model, _("What people said they would do"))
        self.table.activated_row.connect(self.change)
        self.table.chosen_rows_changed.connect(self._offer)
        self.table.setMinimumHeight(look().px(240))
        whole.addWidget(self.table, 1)
        for keys, press in (
            ("Ctrl+D", lambda: self.set_state("done")),
            ("Ctrl+R", self.carry_on),
            ("Del", lambda: self.set_state("dropped")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press)
        self._offer()

    def ask(self, body: int | None, text: str, bodies: Sequence[tuple[int, str]]) -> None:
        """Ask for what is to be shown, of one body or of all."""
        today, closed = self.desk.now().date(), self._is_closed()
        self._bodies, self._text = bodies, text
        self.desk.read(self.page, lambda: all_actions(today, body=body, closed=closed), self._show)

    def narrow(self, text: str) -> None:
        """Show those that hold every word."""
        self._text = text
        terms = terms_of(text)
        shown = [row for row in self._rows if has_all(terms, row.words, row.owner_name, row.body_name)]
        self.model.show(shown)
        self._offer()

    def told(self) -> str:
        """How many are open, and late."""
        if self._is_closed():
            return ""
        late = sum(row.is_overdue for row in self._rows)
        count = ngettext("{count} to do", "{count} to do", len(self._rows)).format(count=len(self._rows))
        return f"{count} · {ngettext('{count} late', '{count} late', late).format(count=late)}" if late else count

    def add(self, body: int | None) -> None:
        """Note a new action."""
        self._open(ActionForm(self.page, self._bodies, body))

    def change(self, row: ActionRow) -> None:
        """Word it anew, or give it to somebody else."""
        if row.state in STILL_OPEN and self.desk.may("council.record"):
            self._open(ActionForm(self.page, self._bodies, row.body, row=row))

    def carry_on(self) -> None:
        """Carry the action the keys are on to another day."""
        row = self.table.current_row()
        if row is not None and self.carry.isEnabled():
            self._open(CarryForm(self.page, row))

    def set_state(self, state: str) -> None:
        """Say what came of the action the keys are on."""
        row, now = self.table.current_row(), self.desk.now()
        if row is None or (row.state in STILL_OPEN) == (state == OPEN) or not self.desk.may("council.record"):
            return

        def moved(before: ActionBefore) -> None:
            self.desk.note(_SAID[state], lambda: put_back_action(before))
            self.moved.emit()

        self.desk.write(self.page, lambda: set_action(row.id, state, now, expected=row.version), moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, least in _LEAST_ROOM.items():
            self.table.setColumnHidden(at, self.width() < look().px(least))

    def _open(self, panel: ActionForm | CarryForm) -> None:
        self.panel = panel
        panel.saved.connect(self.moved)
        panel.open()

    def _show(self, rows: tuple[ActionRow, ...]) -> None:
        self._rows = rows
        self.table.set_empty(*_EMPTY[CLOSED if self._is_closed() else OPEN])
        self.narrow(self._text)
        self.page.set_subtitle(self.told())

    def _offer(self) -> None:
        row, may = self.table.current_row(), self.desk.may("council.record")
        closed = self._is_closed()
        for each in (self.done, self.carry, self.drop):
            each.setVisible(may and not closed)
            each.setEnabled(row is not None)
        self.again.setVisible(may and closed)
        self.again.setEnabled(row is not None)

    def _is_closed(self) -> bool:
        return CLOSED in self.which.chosen()


def _columns() -> tuple[Column[ActionRow], ...]:
    return (
        Column(_("Due"), _due_words, width=14, sort=lambda row: (row.due_on is None, row.due_on), tone=_due_tone),
        Column(_("What"), lambda row: row.words),
        Column(_("Who"), lambda row: row.owner_name, width=20),
        Column(_("Body"), lambda row: row.body_name, width=22),
        Column(_("Since"), lambda row: write_date(row.made_on), width=12, sort=lambda row: row.made_on),
        Column(_("State"), lambda row: row.state_words, width=12, tone=lambda row: _TONES.get(row.state)),
    )


def _due_words(row: ActionRow) -> str:
    if row.ended_on is not None:
        return write_date(row.ended_on)
    return write_date(row.due_on) if row.due_on is not None else ""


def _due_tone(row: ActionRow) -> Tone | None:
    return "warn" if row.is_overdue else None


_LEAST_ROOM = {3: 900, 4: 1100, 5: 620}
"""Columns that give way where there is little room, and the room they need; with the text they grow."""
_SAID = {"done": _("It is done."), "dropped": _("It is dropped."), "open": _("It is open again.")}
_EMPTY = {
    OPEN: (_("Nothing is left to do"), _("What somebody says they will do appears here until it is done.")),
    CLOSED: (_("Nothing is done yet"), _("What was done or dropped appears here.")),
}
