"""Find a mentor for somebody: who fits, what both said of each other, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Column,
    Form,
    PersonLine,
    PersonPicker,
    RowsModel,
    RowsTable,
    SidePanel,
    button,
    label,
    look,
    spaced,
)
from rcc_mentors.people.pairing_words import AGAINST, LIKING
from rcc_mentors.people.pairings import pair, set_wish, undo_pair
from rcc_mentors.people.pairs import Suggestion, suggestions
from rcc_mentors.settings import MOST_PAIRS
from rcc_mentors.views.pairing_forms import wanted_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import PersonFound, Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_mentors")

WISHES = tuple((liking, LIKING[liking]) for liking in (1, 0, -1))


class PairingPanel(SidePanel):
    """Choose a person, unless one is given, then a mentor; the best fit is first."""

    saved = Signal()

    def __init__(self, page: PageWidget, person: int | None = None, name: str = "") -> None:
        content = QWidget()
        super().__init__(page, content, _("Find a mentor"), width=720)
        self._desk = page.desk
        self._person, self._name = person, name
        self.column = spaced(QVBoxLayout(content), gap=12)
        self.picker = PersonPicker(self._find)
        self.picker.setFixedHeight(look().px(260))
        self.picker.chosen.connect(self._choose)
        self.who = label(name, "heading3", wrap=True)
        self.column.addWidget(self.picker)
        self.column.addWidget(self.who)
        self.mentors = self._build_mentors()
        self.column.addWidget(self.mentors, 1)
        self.column.addStretch(0)
        self.closed.connect(self.deleteLater)
        self._show_state()
        if person is not None:
            self.ask()

    def ask(self) -> None:
        """Ask anew which mentors would fit."""
        person, most = self._person, self._desk.setting(MOST_PAIRS)
        if person is not None:
            self._desk.read(self, lambda: suggestions(person, most), self._show)

    def show_problem(self, problem: Problem) -> None:
        """What speaks against it stands beside the reason it could give way to."""
        self.form.problem("why", str(problem))

    def _build_mentors(self) -> QWidget:
        part = QWidget()
        column = spaced(QVBoxLayout(part), gap=12)
        self.model = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Mentors who could walk beside them"))
        self.table.set_empty(_("No mentor is active now"), _("Mentors appear here once they are."))
        self.table.setMinimumHeight(look().px(220))
        self.table.chosen_rows_changed.connect(self._show_wishes)
        self.table.activated_row.connect(lambda _row: self._pair())
        column.addWidget(self.table, 1)
        self.form = Form()
        self.form.choice("person", _("What the person says of this mentor"), WISHES, value=0)
        self.form.choice("mentor", _("What the mentor says of this person"), WISHES, value=0)
        self.form.place(button(_("Keep what they said"), press=self._keep_wishes))
        told = _("Only needed where something speaks against it. It is kept with the pairing.")
        self.form.text("why", _("Why all the same"), help_text=told)
        self.form.submitted.connect(self._pair)
        column.addWidget(self.form)
        self.yes = button(_("Pair them"), "primary", icon_name="heart-handshake", press=self._pair)
        column.addWidget(self.yes)
        return part

    def _columns(self) -> tuple[Column[Suggestion], ...]:
        return (
            Column(_("Mentor"), lambda row: row.name, width=20),
            Column(_("Fits"), lambda row: wanted_words(self._desk, row.fitting)),
            Column(_("Walks beside"), lambda row: str(row.walks_with), width=10, align="right"),
            Column(_("Against it"), _against, tone=lambda row: "warn" if row.against else None),
        )

    def _find(self, text: str) -> None:
        desk = self._desk

        def show(found: Sequence[PersonFound]) -> None:
            self.picker.show_lines([PersonLine(each.id, each.name, side=each.born_in) for each in found], text)

        desk.read(self, lambda: desk.find_people(text) if text else (), show)

    def _choose(self, person: int) -> None:
        self._person = person
        self._name = next(line.name for line in self.picker.people.lines() if line.id == person)
        self.who.setText(self._name)
        self._show_state()
        self.ask()

    def _show_state(self) -> None:
        chosen = self._person is not None
        self.picker.setVisible(not chosen)
        self.who.setVisible(chosen)
        self.mentors.setVisible(chosen)

    def _show(self, rows: list[Suggestion]) -> None:
        before = self.table.current_row()
        self.model.show(rows)
        at = next((at for at, row in enumerate(rows) if before is not None and row.mentor == before.mentor), 0)
        if rows:
            self.table.selectRow(at)
            self.table.setFocus()
        self.yes.setEnabled(bool(rows))

    def _show_wishes(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.form.fill({"person": row.person_likes, "mentor": row.mentor_likes})

    def _keep_wishes(self) -> None:
        row, person, given = self.table.current_row(), self._person, self.form.values()
        if row is None or person is None:
            return
        mentor, likes = row.mentor, {side: int(given[side]) for side in ("person", "mentor")}

        def keep() -> dict[str, int]:
            return {side: set_wish(mentor, person, side, liking) for side, liking in likes.items()}

        def kept(before: dict[str, int]) -> None:
            def undo() -> None:
                for side, liking in before.items():
                    set_wish(mentor, person, side, liking)

            self._desk.note(_("What they said is kept."), undo)
            self.ask()

        self._desk.write(self, keep, kept)

    def _pair(self) -> None:
        row, person, now = self.table.current_row(), self._person, self._desk.now()
        if row is None or person is None:
            return
        mentor, why, most = row.mentor, str(self.form.values()["why"]), self._desk.setting(MOST_PAIRS)

        def paired(pairing: int) -> None:
            told = _("{mentor} walks beside {person} from today.").format(mentor=row.name, person=self._name)
            self._desk.note(told, lambda: undo_pair(pairing))
            self.saved.emit()
            self.close()

        self._desk.write(self, lambda: pair(mentor, person, now, most, why=why), paired)


def _against(row: Suggestion) -> str:
    return " ".join(AGAINST[reason] for reason in row.against)
