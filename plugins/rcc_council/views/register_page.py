"""The register: what was decided over the years, what people said they would do, who comes, minutes owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from rcc_council.bodies.service import body_list
from rcc_council.views.actions_view import ActionsView
from rcc_council.views.register_comings import AttendanceView, MinutesOwedView
from rcc_council.views.register_decisions import DecisionsView
from rcc_desktop.api import ReportingYear, words
from rcc_desktop.api.center import FISCAL_YEAR_STARTS
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import Chips, ChoiceField, PageWidget, SearchField, button, spaced

if TYPE_CHECKING:
    from rcc_council.bodies.rows import BodyRow
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")

DECISIONS, ACTIONS, COMINGS, MINUTES = "decisions", "actions", "comings", "minutes"


class RegisterPage(PageWidget):
    """Four lists: Alt+1 to Alt+4 choose, typing searches, Ctrl+N notes an action."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Decisions"))
        self._bodies: tuple[tuple[int, str], ...] = ()
        self._was_every = False
        self.sections = Chips(
            [
                (DECISIONS, _("Decisions")),
                (ACTIONS, _("What we said we would do")),
                (COMINGS, _("Who comes")),
                (MINUTES, _("Minutes owed")),
            ],
            one=True,
            at_least_one=True,
        )
        self.sections.choose([DECISIONS])
        self.search = SearchField(_("Words of a decision or an action"))
        self.council = ChoiceField([(None, _("Every council"))])
        self.council.setCurrentIndex(0)
        self.council.setMinimumContentsLength(14)
        self.council.setAccessibleName(_("Which council"))
        bar = spaced(QHBoxLayout(), gap=12)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.council, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.sections)
        self.body.addLayout(bar)
        self.decisions, self.actions_ = DecisionsView(self), ActionsView(self)
        self.comings, self.minutes = AttendanceView(self), MinutesOwedView(self)
        self._views: dict[str, QWidget] = {
            DECISIONS: self.decisions,
            ACTIONS: self.actions_,
            COMINGS: self.comings,
            MINUTES: self.minutes,
        }
        self._room = QStackedWidget()
        for view in self._views.values():
            self._room.addWidget(view)
        self.body.addWidget(self._room, 1)
        self._connect()
        self._add_buttons()
        self._turn()

    def refresh(self) -> None:
        """Ask for the bodies, then for the list that is shown."""
        now = self.desk.now()
        self.desk.read(self, lambda: body_list(now), self._show_bodies)

    def first_focus(self) -> QWidget:
        """Where words are typed."""
        return self.search if self.search.isVisibleTo(self) else self.comings.table

    def note_action(self) -> None:
        """Note that somebody will do something."""
        if self.desk.may("council.record"):
            self.sections.choose([ACTIONS])
            self._turn()
            self._ask()
            self.actions_.add(self._chosen())

    def print_register(self) -> None:
        """Hand the register of the year over."""
        now = self.desk.now()
        year = ReportingYear(self.desk.setting(FISCAL_YEAR_STARTS))
        self.desk.hand_over("council.decisions", Answers(year.period(year.of(now.date())), now=now))

    def _connect(self) -> None:
        self.sections.changed.connect(self._turn)
        self.sections.changed.connect(self._ask)
        self.search.textChanged.connect(self._search)
        self.council.currentIndexChanged.connect(self._ask)
        self.decisions.moved.connect(self._ask)
        self.actions_.moved.connect(self._ask)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.note_action)

    def _add_buttons(self) -> None:
        self._print = button(_("Print"), icon_name="printer", press=self.print_register)
        self._new = button(_("Somebody will do something…"), icon_name="plus", press=self.note_action)
        self._new.setToolTip(_("Note an action (Ctrl+N)"))
        for each, permission in ((self._print, "council.report"), (self._new, "council.record")):
            self.add_action(each)
            each.setVisible(self.desk.may(permission))

    def _turn(self) -> None:
        shown = self._section()
        self._room.setCurrentWidget(self._views[shown])
        self.search.setVisible(shown in {DECISIONS, ACTIONS})
        self.set_subtitle("")

    def _choose_one(self) -> None:
        """There is no count of meetings over several bodies, so one is chosen where they are counted."""
        wants_one = self._section() == COMINGS
        if wants_one and self._chosen() is None and self._bodies:
            self._was_every = True
            self._set_council(self._bodies[0][0])
        elif not wants_one and self._was_every:
            self._was_every = False
            self._set_council(None)

    def _set_council(self, body: int | None) -> None:
        self.council.blockSignals(True)
        self.council.set_value(body)
        self.council.blockSignals(False)

    def _show_bodies(self, found: tuple[BodyRow, ...]) -> None:
        self._bodies = tuple((each.id, each.name) for each in found)
        self.council.blockSignals(True)
        chosen = self.council.value()
        self.council.offer([(None, _("Every council")), *self._bodies])
        self.council.set_value(chosen)
        self.council.setVisible(len(self._bodies) > 1)
        self.council.blockSignals(False)
        self._ask()

    def _ask(self) -> None:
        self._choose_one()
        body, text = self._chosen(), self.search.text()
        shown, name = self._section(), dict(self._bodies).get(body or 0, "")
        if shown == DECISIONS:
            self.decisions.ask(body, text, self._bodies)
        elif shown == ACTIONS:
            self.actions_.ask(body, text, self._bodies)
        elif shown == COMINGS:
            self.comings.ask(body, name)
        else:
            self.minutes.ask(name)

    def _search(self, text: str) -> None:
        if self._section() == ACTIONS:
            self.actions_.narrow(text)
        else:
            self._ask()

    def _section(self) -> str:
        return str(self.sections.chosen()[0])

    def _chosen(self) -> int | None:
        body = self.council.value()
        return body if isinstance(body, int) else None
