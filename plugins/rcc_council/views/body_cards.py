"""The smaller cards of a body: offices, leave, bylaws, and interests that were declared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_council.bodies.offices import end_conflict, end_leave
from rcc_council.views.body_bylaws import BylawsPanel
from rcc_council.views.body_panels import ConflictPanel, LeavePanel, OfficePanel
from rcc_council.views.body_words import laws_in_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, button, label, spaced, write_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_council.bodies.rows import ConflictRow, OfficeRow
    from rcc_council.views.bodies_page import BodiesPage
    from rcc_council.views.body_reading import BodyLook
    from rcc_council.views.motion_panel import LivePanel

_, ngettext = words("rcc_council")


class LinesCard(Card):
    """A card of lines, with one button to add another."""

    def __init__(self, page: BodiesPage, title: str, add: str) -> None:
        super().__init__(title)
        self.page = page
        self.looked: BodyLook | None = None
        self.lines: list[QWidget] = []
        self.may_keep = page.desk.may("council.keep")
        if self.may_keep:
            self.add_action(button(add, "link", press=self.ask))

    def show_body(self, looked: BodyLook) -> None:
        """Show what it is about."""
        self.looked = looked
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = list(self.draw(looked))
        for line in self.lines:
            self.body.addWidget(line)

    def draw(self, looked: BodyLook) -> Sequence[QWidget]:
        """The lines of the card."""
        raise NotImplementedError

    def panel_for(self, looked: BodyLook) -> LivePanel:
        """The form that adds a line."""
        raise NotImplementedError

    def ask(self) -> None:
        """Open the form."""
        if self.looked is not None:
            panel = self.panel_for(self.looked)
            panel.saved.connect(self.page.refresh)
            panel.open()


class OfficesCard(LinesCard):
    """Who holds an office now."""

    def __init__(self, page: BodiesPage) -> None:
        super().__init__(page, _("Offices"), _("Give an office…"))

    def draw(self, looked: BodyLook) -> Sequence[QWidget]:
        """One line for each office that is held."""
        now = [each for each in looked.offices if _holds(each, looked)]
        return [_line(each.name, _since(each, each.office_words)) for each in now] or [_none(_("Nobody holds one."))]

    def panel_for(self, looked: BodyLook) -> LivePanel:
        """Somebody takes an office."""
        return OfficePanel(self.page, looked.roster.body, looked.offices)


class LeaveCard(LinesCard):
    """Who is away, and does not count toward the quorum."""

    def __init__(self, page: BodiesPage) -> None:
        super().__init__(page, _("On leave"), _("Somebody is away…"))

    def draw(self, looked: BodyLook) -> Sequence[QWidget]:
        """One line for each who is away now or later."""
        now = [each for each in looked.leaves if each.last_day is None or each.last_day >= looked.roster.day]
        return [self._away(each) for each in now] or [_none(_("Nobody is on leave."))]

    def panel_for(self, looked: BodyLook) -> LivePanel:
        """Somebody goes on leave."""
        return LeavePanel(self.page, looked.roster.body, looked.roster.members)

    def _away(self, leave: OfficeRow) -> QWidget:
        told = _("from {first}").format(first=write_date(leave.first_day))
        if leave.last_day is not None:
            told = _("{first} to {last}").format(first=write_date(leave.first_day), last=write_date(leave.last_day))
        press = partial(self._back, leave) if self.may_keep else None
        return _line(leave.name, told, _("Is back"), press)

    def _back(self, leave: OfficeRow) -> None:
        desk = self.page.desk
        today = max(desk.now().date(), leave.first_day)

        def kept(_none: None) -> None:
            desk.note(_("{name} counts again.").format(name=leave.name), lambda: end_leave(leave.id, leave.last_day))
            self.page.refresh()

        desk.write(self.page, lambda: end_leave(leave.id, today), kept)


class LawsCard(LinesCard):
    """The bylaws in force, in plain words, and since when."""

    def __init__(self, page: BodiesPage) -> None:
        super().__init__(page, _("Bylaws"), _("Change from a day on…"))

    def draw(self, looked: BodyLook) -> Sequence[QWidget]:
        """What must be so for a decision, first."""
        first, *rest = laws_in_words(looked.roster)
        lines: list[QWidget] = [label(first, "heading3", wrap=True), *(label(each, wrap=True) for each in rest)]
        in_force = next((each for each in looked.laws if each.from_day <= looked.roster.day), None)
        if in_force is not None:
            lines.append(label(_("Since {day}").format(day=write_date(in_force.from_day)), "faint"))
        later = [each for each in looked.laws if each.from_day > looked.roster.day]
        for each in later:
            lines.append(label(_("Others from {day} on").format(day=write_date(each.from_day)), "faint"))
        return lines

    def panel_for(self, looked: BodyLook) -> LivePanel:
        """Other bylaws from a day on."""
        return BylawsPanel(self.page, looked.roster.body, looked.roster.bylaws, looked.laws)


class ConflictsCard(LinesCard):
    """What members declared, so that nobody forgets it when an item touches it."""

    def __init__(self, page: BodiesPage) -> None:
        super().__init__(page, _("Interests declared"), _("Somebody declares…"))

    def draw(self, looked: BodyLook) -> Sequence[QWidget]:
        """One line for each that holds."""
        today = looked.roster.day
        now = [each for each in looked.conflicts if each.ended_on is None or each.ended_on >= today]
        told = _none(_("Nobody declared one. An agenda item that touches one is marked."))
        return [self._declared(each) for each in now] or [told]

    def panel_for(self, looked: BodyLook) -> LivePanel:
        """Somebody declares an interest."""
        return ConflictPanel(self.page, looked.roster.members)

    def _declared(self, row: ConflictRow) -> QWidget:
        said = (row.words, row.note, _("since {day}").format(day=write_date(row.declared_on)))
        press = partial(self._end, row) if self.may_keep else None
        return _line(row.name, " · ".join(each for each in said if each), _("Is no more"), press)

    def _end(self, row: ConflictRow) -> None:
        desk = self.page.desk
        today = desk.now().date()

        def kept(_none: None) -> None:
            desk.note(_("The interest is no more after today."), lambda: end_conflict(row.id, None))
            self.page.refresh()

        desk.write(self.page, lambda: end_conflict(row.id, today), kept)


def _line(name: str, told: str, offer: str = "", press: Callable[[], object] | None = None) -> QWidget:
    row = QWidget()
    line = spaced(QHBoxLayout(row), gap=8)
    line.addWidget(label(name, "strong"))
    line.addWidget(label(told, "subtle", wrap=True), 1)
    if press is not None:
        made = button(offer, "link", press=press)
        made.setAccessibleName(f"{offer}: {name}")
        line.addWidget(made)
    return row


def _none(said: str) -> QWidget:
    return label(said, "subtle", wrap=True)


def _holds(row: OfficeRow, looked: BodyLook) -> bool:
    today = looked.roster.day
    return row.first_day <= today and (row.last_day is None or today <= row.last_day)


def _since(row: OfficeRow, said: str) -> str:
    return _("{office} since {day}").format(office=said, day=write_date(row.first_day))
