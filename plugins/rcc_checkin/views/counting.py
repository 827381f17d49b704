"""Counting people without names, and groups that arrive together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_checkin.door import door_of, look_for
from rcc_checkin.service import MOST_HEADS, check_in_group, undo_check_in
from rcc_checkin.views.lines import line_of
from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, Overlay, PersonPicker, SidePanel, button, icon_button, label, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_checkin.door import Looked
    from rcc_checkin.service import GroupArrival
    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_checkin")


class AnonymousPanel(Overlay):
    """How many came whose names nobody writes down. Enter counts; Up and Down change the number."""

    counted = Signal(int)

    def __init__(self, page: PageWidget) -> None:
        content = QWidget()
        super().__init__(page, content, _("Count people without names"), place="middle", width=420)
        whole = spaced(QVBoxLayout(content), gap=16)
        whole.addWidget(
            label(_("Nothing about them is kept but the hour and what they came for."), "subtle", wrap=True)
        )
        self.form = Form()
        self.heads = self.form.number("heads", _("How many"), value=1, low=1, high=MOST_HEADS, required=True)
        self.form.submitted.connect(self._count)
        whole.addWidget(self.form)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(icon_button("minus", _("One fewer"), lambda: self._step(-1)))
        row.addWidget(icon_button("plus", _("One more"), lambda: self._step(1)))
        row.addStretch(1)
        row.addWidget(button(_("Count them"), "primary", press=self.form.submit))
        whole.addLayout(row)
        self.closed.connect(self.deleteLater)

    def open(self) -> None:
        """Show it with the number selected, ready to be typed over."""
        super().open()
        self.heads.setFocus()
        self.heads.selectAll()

    def _step(self, by: int) -> None:
        self.heads.set_value(min(max((self.heads.value() or 1) + by, 1), MOST_HEADS))

    def _count(self) -> None:
        heads = int(self.form.values()["heads"])
        self.close()
        self.counted.emit(heads)


class GroupPanel(SidePanel):
    """A group: the names of those we know, and how many they are in all."""

    counted = Signal()

    def __init__(self, page: PageWidget, desk: Desk, reasons: Sequence[str]) -> None:
        content = QWidget()
        super().__init__(page, content, _("A group arrives"), width=520)
        self._page, self._desk = page, desk
        self._reasons = tuple(reasons)
        self._named: dict[int, str] = {}
        self._found: dict[int, Looked] = {}
        whole = spaced(QVBoxLayout(content), gap=16)
        self.form = Form()
        self.form.text("group", _("Who are they?"), hint=_("For example: Oxford House"))
        self.heads = self.form.number("heads", _("How many in all"), value=None, low=1, high=MOST_HEADS)
        self.form.submitted.connect(self._check_in)
        whole.addWidget(self.form)
        whole.addWidget(label(_("Names of those you know; the others count without a name"), "subtle", wrap=True))
        self.names = label("", "strong", wrap=True)
        whole.addWidget(self.names)
        self.picker = PersonPicker(self._look_for)
        self.picker.chosen.connect(self._add)
        self.picker.setMinimumHeight(260)
        whole.addWidget(self.picker, 1)
        whole.addWidget(button(_("Check in the group"), "primary", press=self.form.submit))
        self.set_dismissable(False)
        self.closed.connect(self.deleteLater)
        self._show_names()

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the number."""
        self.form.problem("heads", str(problem))

    def _look_for(self, text: str) -> None:
        desk = self._desk
        self._desk.read(self, lambda: look_for(desk, text, door_of(desk)), lambda found: self._show_found(text, found))

    def _show_found(self, text: str, found: tuple[Looked, ...]) -> None:
        self._found = {looked.person.id: looked for looked in found}
        today = self._desk.now().date()
        self.picker.show_lines([line_of(looked, today) for looked in found], text)

    def _add(self, person: int) -> None:
        if person in self._found:
            self._named[person] = self._found[person].person.name
        self.picker.clear()
        self._show_names()

    def _show_names(self) -> None:
        self.names.setText(", ".join(self._named.values()))
        self.names.setVisible(bool(self._named))

    def _check_in(self) -> None:
        given, now, desk = self.form.values(), self._desk.now(), self._desk
        people, heads, group, reasons = list(self._named), given["heads"] or 0, str(given["group"]), self._reasons
        desk.write(
            self,
            lambda: check_in_group(people, heads, door_of(desk), now, group_name=group, reasons=reasons),
            self._say,
        )

    def _say(self, group: GroupArrival) -> None:
        said = ngettext(
            "{count} person of the group is checked in.", "{count} people of the group are checked in.", group.heads
        )
        new = [arrival.visit for arrival in group.arrivals if arrival.how == "new"]
        visits = [*new, *([group.anonymous] if group.anonymous is not None else [])]
        desk, why = self._desk, _("Taken back at once, at the desk")

        def undo() -> None:
            for visit in visits:
                undo_check_in(visit, why, desk.now())

        desk.note(said.format(count=group.heads), undo)
        self.counted.emit()
        self.close()
