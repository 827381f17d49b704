"""Minutes: the list with what is owed first, and one of them: written, sent around, corrected, adopted, frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from rcc_council.minutes.adopting import motions_to_adopt, motions_to_amend
from rcc_council.minutes.circulating import circulate, reopen_correction, take_back, turn_down
from rcc_council.minutes.drafting import begin_minutes, keep_edited, remove_part, rewrite, take_written
from rcc_council.minutes.names import names_in
from rcc_council.minutes.reading import minutes_list, minutes_now
from rcc_council.minutes.rules import OPEN_STATES, SENT
from rcc_council.minutes.written_part import short_day
from rcc_council.views.minutes_draft import MinutesView
from rcc_council.views.minutes_list import list_columns, owed_words
from rcc_council.views.minutes_panels import (
    AddPartPanel,
    AdoptPanel,
    AmendPanel,
    AskCorrectionPanel,
    KeepNamePanel,
    MakeCorrectionPanel,
)
from rcc_desktop.api import words
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import PageWidget, RowsModel, RowsTable, button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_council.minutes.rows import CorrectionRow, MinutesNow, MinutesRow, MotionChoice, NameRow, PartRow
    from rcc_council.views.minutes_panels import MinutesPanel
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")

LIST, ONE = 0, 1
LOOK_MS = 1500
"""Names are looked for this long after something was kept: among twenty thousand people it takes half a second."""


class MinutesPage(PageWidget):
    """Enter opens minutes or begins them, Alt+Left goes back to all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Minutes"))
        self.minutes: int | None = None
        self.panel: MinutesPanel | None = None
        self._may = desk.may("council.record")
        self._looked_at: tuple[PartRow, ...] | None = None
        self._look = QTimer(self, singleShot=True)
        self._look.timeout.connect(self._look_for_names)
        self.model = RowsModel(list_columns())
        self.table = RowsTable(self.model, _("Minutes"))
        self.table.set_empty(_("No meeting was held yet"), _("Minutes are begun once a meeting is over."))
        self.view = MinutesView(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.view)
        self.body.addWidget(self._stack, 1)
        self._build_buttons()
        self._listen()
        self._offer(None)

    def refresh(self) -> None:
        """Ask for the list again, or for the minutes that are open and the names in them."""
        now, minutes = self.desk.now(), self.minutes
        if minutes is None:
            self.desk.read(self, lambda: minutes_list(now), self._show_list)
            return
        self.desk.read(self, lambda: minutes_now(minutes, now), self._show_one)

    def first_focus(self) -> QWidget:
        """The list, or the parts."""
        return self.table if self.minutes is None else self.view.parts

    def show_one(self, one: int) -> None:
        """Open the minutes of a meeting, as from its row."""
        now = self.desk.now()

        def found(rows: Sequence[MinutesRow]) -> None:
            for row in rows:
                if row.meeting == one:
                    self.open_row(row)

        self.show_all()
        self.desk.read(self, lambda: minutes_list(now), found)

    def open_row(self, row: MinutesRow) -> None:
        """Open the minutes of a meeting; where nobody began them, write the first draft."""
        if row.minutes is not None:
            self.open_minutes(row.minutes)
        elif self._may:
            meeting, now = row.meeting, self.desk.now()
            self.desk.write(self, lambda: begin_minutes(meeting, now), self.open_minutes)

    def open_minutes(self, minutes: int) -> None:
        """Show one."""
        self.minutes, self._looked_at = minutes, None
        self._stack.setCurrentIndex(ONE)
        self.clear_problem()
        self.refresh()
        self.view.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Back to the list."""
        self.view.editor.keep_now()
        self.minutes = None
        self._stack.setCurrentIndex(LIST)
        self.set_title(_("Minutes"))
        self._offer(None)
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_anew(self) -> None:
        """Write anew what nobody edited."""
        minutes, now = self._open_now(), self.desk.now()
        if minutes is not None:
            self.desk.write(self, lambda: rewrite(minutes, now), self._written_anew)

    def send_around(self) -> None:
        """Let everybody read the draft, and members ask for corrections."""
        minutes, now = self._open_now(), self.desk.now()
        if minutes is None:
            return

        def sent(_none: None) -> None:
            told = _("The minutes can be read by everybody who may see the council.")
            self.desk.note(told, lambda: take_back(minutes))
            self.refresh()

        self.desk.write(self, lambda: circulate(minutes, now), sent)

    def ask_for_correction(self) -> None:
        """Write down what a member asks to have corrected."""
        if self.view.now is not None and self.view.now.state in SENT:
            self.view.editor.keep_now()
            self._open_panel(AskCorrectionPanel(self, self.view.now, self.view.chosen()))

    def adopt(self) -> None:
        """Choose the motion that adopted them."""
        self._with_motions(motions_to_adopt, AdoptPanel)

    def amend(self) -> None:
        """Choose the motion that amended them."""
        self._with_motions(motions_to_amend, AmendPanel)

    def hand_over(self) -> None:
        """Look at them as a paper, to save or print."""
        if self.minutes is not None:
            self.view.editor.keep_now()
            self.desk.hand_over("council.minutes", Answers(one=self.minutes, now=self.desk.now()))

    def add_part(self) -> None:
        """Add a part after the one that is chosen."""
        minutes = self._open_now()
        if minutes is not None:
            part = self.view.chosen()
            self._open_panel(AddPartPanel(self, minutes, part.id if part is not None else None))

    def remove_part(self) -> None:
        """Take out the chosen part, if the record does not bring it again."""
        part = self.view.chosen()
        if part is not None and self._open_now() is not None:
            self.desk.write(self, lambda: remove_part(part.id), lambda _none: self.refresh())

    def _open_now(self) -> int | None:
        """The minutes that are open, with everything typed on its way to the store."""
        self.view.editor.keep_now()
        return self.minutes if self._may else None

    def _show_list(self, rows: Sequence[MinutesRow]) -> None:
        self.model.show(rows)
        self.set_subtitle(owed_words(list(rows)))

    def _show_one(self, of: MinutesNow) -> None:
        if of.id != self.minutes:
            return
        self.set_title(_("Minutes of {day}").format(day=short_day(of.day)))
        self.set_subtitle(f"{of.body_name} · {of.kind_words} · {of.state_words}")
        self.view.show_minutes(of, may_record=self._may)
        self._offer(of)
        if self._may and of.state in OPEN_STATES and self._looked_at != of.parts:
            is_first = self._looked_at is None
            self._looked_at = of.parts
            self._look.start(0 if is_first else LOOK_MS)

    def _look_for_names(self) -> None:
        minutes = self.minutes
        if minutes is not None:
            self.desk.read(self, lambda: names_in(minutes), self.view.show_names)

    def _written_anew(self, changed: int) -> None:
        told = ngettext("{count} part was written anew.", "{count} parts were written anew.", changed)
        self.desk.note(told.format(count=changed) if changed else _("Nothing recorded has changed since."))
        self.refresh()

    def _with_motions(
        self,
        ask: Callable[[int], tuple[MotionChoice, ...]],
        panel: Callable[[PageWidget, MinutesNow, Sequence[MotionChoice]], MinutesPanel],
    ) -> None:
        minutes, of = self._open_now(), self.view.now
        if minutes is not None and of is not None:
            self.desk.read(self, lambda: ask(minutes), lambda found: self._open_panel(panel(self, of, found)))

    def _open_panel(self, panel: MinutesPanel) -> None:
        self.panel = panel
        panel.saved.connect(lambda _answer: self._refresh_all())
        panel.open()

    def _refresh_all(self) -> None:
        """Also the names, of which a reason may have been given."""
        self._looked_at = None
        self.refresh()

    def _leave_name(self, row: NameRow) -> None:
        minutes = self._open_now()
        if minutes is not None:
            self._open_panel(KeepNamePanel(self, minutes, row))

    def _make(self, row: CorrectionRow) -> None:
        self.view.editor.keep_now()
        self._open_panel(MakeCorrectionPanel(self, row, self.view.part(row.part)))

    def _settle(self, verb: Callable[[int], None], row: CorrectionRow) -> None:
        self.desk.write(self, lambda: verb(row.id), lambda _none: self.refresh())

    def _take(self, part: PartRow) -> None:
        now = self.desk.now()
        self.desk.write(self, lambda: take_written(part.id, now), lambda _none: self.refresh())

    def _stay(self, part: PartRow) -> None:
        now = self.desk.now()
        self.desk.write(self, lambda: keep_edited(part.id, now), lambda _none: self.refresh())

    def _build_buttons(self) -> None:
        self.back = button(_("All minutes"), icon_name="arrow-left", press=self.show_all)
        self.anew = button(_("Write anew"), icon_name="refresh-cw", press=self.write_anew)
        self.anew.setToolTip(_("Write anew what nobody edited, from what was recorded (F5)"))
        self.add = button(_("Add a part…"), icon_name="plus", press=self.add_part)
        self.send = button(_("Send around"), "primary", icon_name="mail", press=self.send_around)
        self.correct = button(_("Correction…"), icon_name="pencil", press=self.ask_for_correction)
        self.adopted = button(_("Adopt…"), "primary", icon_name="gavel", press=self.adopt)
        self.amended = button(_("Change…"), icon_name="square-pen", press=self.amend)
        self.paper = button(_("Paper"), icon_name="file-text", press=self.hand_over)
        for each in (self.back, self.anew, self.add, self.correct, self.amended, self.paper, self.send, self.adopted):
            self.add_action(each)

    def _offer(self, of: MinutesNow | None) -> None:
        state = of.state if of is not None else ""
        offers = (
            (self.back, of is not None),
            (self.anew, self._may and state in OPEN_STATES),
            (self.add, self._may and state in OPEN_STATES),
            (self.send, self._may and state == "draft"),
            (self.correct, self._may and state in SENT),
            (self.adopted, self._may and state in SENT),
            (self.amended, self._may and state == "adopted"),
            (self.paper, of is not None and self.desk.may("council.report")),
        )
        for each, is_offered in offers:
            each.setVisible(is_offered)

    def _listen(self) -> None:
        self.table.activated_row.connect(self.open_row)
        view = self.view
        view.editor.stored.connect(self.refresh)
        view.editor.failed.connect(self.show_problem)
        view.editor.take_asked.connect(self._take)
        view.editor.keep_asked.connect(self._stay)
        view.names.left.connect(self._leave_name)
        view.corrections.make_asked.connect(self._make)
        view.corrections.turn_down_asked.connect(lambda row: self._settle(turn_down, row))
        view.corrections.reopen_asked.connect(lambda row: self._settle(reopen_correction, row))
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            *(("Alt+Left", self.show_all), ("F5", self.write_anew), ("Ctrl+N", self.add_part)),
            *(("Ctrl+P", self.hand_over), ("Ctrl+S", view.editor.keep_now)),
        )
        for pressed, press in keys:
            shortcut = QShortcut(QKeySequence(pressed), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press)
        for pressed, press in (("Del", self.remove_part), ("Ins", self.add_part)):
            shortcut = QShortcut(QKeySequence(pressed), view.parts)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(press)

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)
