"""What was given in a period: figures by where they come from, the entries, and what may be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Chips, Column, Figure, FlowRow, RowsModel, RowsTable, button, spaced
from rcc_mentors.hours.approval import approve, refuse, undo_approval
from rcc_mentors.hours.by_hand import take_from_schedule, undo_written
from rcc_mentors.hours.match import claim
from rcc_mentors.hours.wording import (
    clock_words,
    flag_short,
    hours_words,
    month_words,
    notes_words,
    source_words,
    state_words,
    weekday_words,
)
from rcc_mentors.views.hours_asking import AskWhy
from rcc_mentors.views.hours_panel import EntryPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.hours.rows import EntryRow, HoursOfDays
    from rcc_mentors.views.hours_page import HoursPage

_, ngettext = words("rcc_mentors")

WAITING, FLAGGED, ESTIMATED, APPROVED, REFUSED, ALL = "waiting", "flagged", "estimated", "approved", "refused", "all"


class HoursList(QWidget):
    """Space or a click marks an entry; Ctrl+Enter approves what is marked, Enter opens the one the keys are on."""

    moved = Signal()

    def __init__(self, desk: Desk, page: HoursPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._entries: tuple[EntryRow, ...] = ()
        self._marked: set[int] = set()
        whole = spaced(QVBoxLayout(self), gap=12)
        self.figures = {key: Figure(title, accent=key == "approved") for key, title in _figure_titles()}
        whole.addWidget(FlowRow(*self.figures.values(), gap=12))
        self.filter = Chips(_filters(), one=True, at_least_one=True, numbered=False)
        self.filter.choose((WAITING,))
        self.filter.changed.connect(self._narrow)
        whole.addWidget(self.filter)
        self.model: RowsModel[EntryRow] = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Hours"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.table.activated_row.connect(self._open)
        self.table.chosen_rows_changed.connect(self._mark)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._buttons())
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._approve)
        self._narrow()

    def show_hours(self, found: HoursOfDays) -> None:
        """Show a period."""
        self._entries = found.entries
        of, sums = found.figures, self.figures
        for key in ("clocked", "written", "estimated", "scheduled", "approved"):
            sums[key].show_number(hours_words(getattr(of, key)))
        self._narrow()

    def _buttons(self) -> FlowRow:
        self._approve_button = button(_("Approve"), "primary", icon_name="check", press=self._approve)
        self._approve_button.setToolTip(_("Approve what is marked (Ctrl+Enter)"))
        self._rest = button(_("Approve all without flags"), icon_name="list-checks", press=self._approve_without_flags)
        self._refuse_button = button(_("Do not count…"), icon_name="circle-x", press=self._ask_refuse)
        self._look = button(_("Look closer…"), icon_name="pencil", press=self._open_current)
        self._planned = button(_("Count booked shifts"), icon_name="calendar-check", press=self._take_from_schedule)
        self._planned.setToolTip(_("Shifts that are over and that nobody clocked in for, as long as they were planned"))
        self._claim_button = button(_("Used by another award…"), icon_name="tag", press=self._ask_award)
        self._claim_button.setToolTip(_("Approved hours that an award counts already count for no other one"))
        row = (self._approve_button, self._rest, self._look, self._refuse_button, self._planned, self._claim_button)
        return FlowRow(*row)

    def _columns(self) -> tuple[Column[EntryRow], ...]:
        return (
            Column(_("Marked"), lambda row: _("yes") if row.id in self._marked else "–", width=5, tone=self._mark_tone),
            Column(_("Day"), lambda row: _short_day(row.day), width=11, sort=lambda row: (row.day, row.id)),
            Column(_("Name"), lambda row: row.name, width=15),
            Column(_("In and out"), _times, width=15, sort=_times),
            Column(_("Hours"), _given, width=9, align="right", sort=lambda row: row.minutes),
            Column(_("Shift"), _planned, width=8, align="right", sort=lambda row: row.scheduled or 0),
            Column(_("Approved"), _approved, width=8, align="right", sort=lambda row: row.approved or 0),
            Column(_("From"), lambda row: source_words(row.source), width=12, tone=_source_tone),
            Column(_("To look at"), _to_look_at, tone=_flag_tone),
        )

    def _narrow(self) -> None:
        which = str(self.filter.chosen()[0])
        self._marked = set()
        self.model.show([row for row in self._entries if _KINDS[which](row)])
        title, text = _EMPTY.get(which, (_("Nothing here in these days"), ""))
        self.table.set_empty(title, text)
        self._claim_button.setVisible(which in {APPROVED, ALL} and self._desk.may("mentors.match"))
        for key, name in _filters():
            count = sum(map(_KINDS[key], self._entries))
            self.filter.chip(key).setText(f"{name} · {count}")
        self._offer()

    def _mark(self) -> None:
        self._marked = {row.id for row in self.table.chosen_rows()}
        self.table.viewport().update()
        self._offer()

    def _mark_tone(self, row: EntryRow) -> Tone | None:
        return "accent" if row.id in self._marked else None

    def _locked(self) -> list[EntryRow]:
        return [row for row in self.table.chosen_rows() if row.state == "approved"]

    def _waiting(self) -> list[EntryRow]:
        return [row for row in self.table.chosen_rows() if row.state == "waiting"]

    def _offer(self) -> None:
        marked = len(self._waiting())
        said = ngettext("Approve {count} entry", "Approve {count} entries", marked).format(count=marked)
        self._approve_button.setText(f"\u2002{said}" if marked else "\u2002" + _("Approve"))
        self._approve_button.setEnabled(bool(marked))
        self._refuse_button.setEnabled(bool(marked))
        self._claim_button.setEnabled(bool(self._locked()))
        self._rest.setEnabled(any(row.state == "waiting" and not row.flags for row in self._entries))
        self._look.setEnabled(bool(self.model.rows))

    def _approve(self) -> None:
        rows = self._waiting()
        if any(row.flags for row in rows):
            question = AskWhy(
                self,
                _("Some of these cannot be right as they stand"),
                _flags_told(rows),
                _("Approve them"),
                hint=_("For example: stayed on, nobody came to take over"),
            )
            question.said.connect(lambda why: self._approve_rows(rows, why))
            question.open()
        elif rows:
            self._approve_rows(rows, "")

    def _approve_rows(self, rows: Sequence[EntryRow], why: str) -> None:
        ids, now = [row.id for row in rows], self._desk.now()
        self._desk.write(self._page, lambda: approve(ids, now, why), self._say_approved)

    def _approve_without_flags(self) -> None:
        from rcc_mentors.hours.approval import approve_without_flags

        period, now = self._page.bar.period, self._desk.now()
        self._desk.write(self._page, lambda: approve_without_flags(period, None, now), self._say_approved)

    def _say_approved(self, entries: tuple[int, ...]) -> None:
        said = ngettext("{count} entry approved and locked.", "{count} entries approved and locked.", len(entries))
        undo = (lambda: undo_approval(entries, self._desk.now())) if entries else None
        self._desk.note(said.format(count=len(entries)), undo)
        self._show_anew()

    def _ask_refuse(self) -> None:
        ids = [row.id for row in self._waiting()]
        question = AskWhy(
            self,
            _("Do not count these hours?"),
            _("They stay on file, with your name and the reason, and count nowhere."),
            _("Do not count them"),
            hint=_("For example: typed twice"),
        )
        question.said.connect(lambda why: self._refuse(ids, why))
        question.open()

    def _refuse(self, ids: Sequence[int], why: str) -> None:
        now = self._desk.now()

        def say(entries: tuple[int, ...]) -> None:
            said = ngettext("{count} entry does not count.", "{count} entries do not count.", len(entries))
            self._desk.note(said.format(count=len(entries)), lambda: undo_approval(entries, self._desk.now()))
            self._show_anew()

        self._desk.write(self._page, lambda: refuse(ids, why, now), say)

    def _ask_award(self) -> None:
        rows = self._locked()
        question = AskWhy(
            self,
            _("Which award uses these hours?"),
            _("They count for it alone, and for no budget line of another one. Leave it empty for none any longer."),
            _("Keep it"),
            hint=_("The award as it is called under “Match”"),
            asks=_("Award"),
        )
        question.said.connect(lambda award: self._claim(rows, award))
        question.open()

    def _claim(self, rows: Sequence[EntryRow], award: str) -> None:
        ids = [row.id for row in rows]

        def take_back() -> None:
            for row in rows:
                claim([row.id], row.claimed_for)

        def say(_nothing: None) -> None:
            if award:
                said = ngettext("{count} entry counts for {award}.", "{count} entries count for {award}.", len(ids))
            else:
                said = ngettext(
                    "{count} entry is free for any award.", "{count} entries are free for any award.", len(ids)
                )
            self._desk.note(said.format(count=len(ids), award=award), take_back)
            self._show_anew()

        self._desk.write(self._page, lambda: claim(ids, award), say)

    def _take_from_schedule(self) -> None:
        period, now = self._page.bar.period, self._desk.now()

        def say(entries: tuple[int, ...]) -> None:
            said = ngettext(
                "{count} shift counted as planned. It waits for approval.",
                "{count} shifts counted as planned. They wait for approval.",
                len(entries),
            )
            text = said.format(count=len(entries)) if entries else _("Every booked shift of these days has its hours.")
            self._desk.note(text, (lambda: undo_written(entries)) if entries else None)
            self._show_anew()

        self._desk.write(self._page, lambda: take_from_schedule(period, None, now), say)

    def _open_current(self) -> None:
        rows = self.table.chosen_rows() or [row for row in (self.table.current_row(),) if row is not None]
        if rows:
            self._open(rows[0])

    def _open(self, row: EntryRow) -> None:
        if row.state == "open":
            self._desk.note(_("They are still clocked in."))
            return
        panel = EntryPanel(self._page, self._desk, row)
        panel.saved.connect(self._show_anew)
        panel.open()

    def _show_anew(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit()


def _figure_titles() -> tuple[tuple[str, str], ...]:
    return (
        ("clocked", _("Clocked")),
        ("written", _("Written down")),
        ("estimated", _("Estimated")),
        ("scheduled", _("Scheduled")),
        ("approved", _("Approved")),
    )


def _filters() -> tuple[tuple[str, str], ...]:
    return (
        (WAITING, _("Waiting")),
        (FLAGGED, _("With a flag")),
        (ESTIMATED, _("End forgotten")),
        (APPROVED, _("Approved")),
        (REFUSED, _("Not counted")),
        (ALL, _("All")),
    )


_KINDS: dict[str, Callable[[EntryRow], bool]] = {
    WAITING: lambda row: row.state == "waiting",
    FLAGGED: lambda row: row.state == "waiting" and bool(row.flags),
    ESTIMATED: lambda row: row.source == "estimated" and row.state != "refused",
    APPROVED: lambda row: row.state == "approved",
    REFUSED: lambda row: row.state == "refused",
    ALL: lambda _row: True,
}

_EMPTY = {
    WAITING: (_("Nothing waits for approval in these days"), _("Hours appear here once somebody clocked out.")),
    FLAGGED: (_("Nothing looks wrong in these days"), ""),
    ESTIMATED: (_("Nobody forgot to clock out in these days"), ""),
}


def _short_day(day: date) -> str:
    return _("{weekday}, {month} {day}").format(
        weekday=weekday_words(day.isoweekday()), month=month_words(day.month), day=day.day
    )


def _times(row: EntryRow) -> str:
    if row.clock_in is None:
        return "–"
    return _("{first} – {last}").format(first=clock_words(row.clock_in), last=clock_words(row.clock_out))


def _given(row: EntryRow) -> str:
    return state_words("open") if row.state == "open" else hours_words(row.minutes)


def _planned(row: EntryRow) -> str:
    return "–" if row.scheduled is None else hours_words(row.scheduled)


def _approved(row: EntryRow) -> str:
    if row.approved is not None:
        return hours_words(row.approved)
    return state_words(row.state) if row.state == "refused" else "–"


def _source_tone(row: EntryRow) -> Tone | None:
    tones: dict[str, Tone] = {"estimated": "warn", "written": "info", "scheduled": "neutral"}
    return tones.get(row.source)


def _to_look_at(row: EntryRow) -> str:
    return ", ".join(flag_short(flag) for flag in row.flags) or notes_words(row)


def _flag_tone(row: EntryRow) -> Tone | None:
    return "danger" if row.flags and row.state == "waiting" else None


def _flags_told(rows: Sequence[EntryRow]) -> str:
    flagged = [row for row in rows if row.flags]
    told = [f"{row.name}, {_short_day(row.day)}: {notes_words(row)}." for row in flagged[:4]]
    if len(flagged) > 4:
        told.append(_("And {count} more.").format(count=len(flagged) - 4))
    return "\n".join([*told, _("If they are right all the same, say why. The reason stays with the hours.")])
