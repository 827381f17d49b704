"""The steps to a new center, one page each, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Banner, button, label
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.shell.first_start_pages import CenterStep, DirectorStep, HoursStep, SitesStep, Step
from rcc_desktop.shell.open_center import NewCenter, OpenCenter
from rcc_desktop.shell.recovery_page import RecoveryPage
from rcc_desktop.staff.views.card_column import MiddleCard
from rcc_desktop.staff.views.one_at_a_time import OneAtATime

if TYPE_CHECKING:
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.shell.open_center import Ways
    from rcc_desktop.work.jobs import Lanes

_, ngettext = words("rcc_desktop")


class NewCenterSteps(MiddleCard):
    """Asks a little at a time. ``left`` goes back to the beginning, ``done`` hands over the open center.

    Nothing is written before the last question is answered; then the center is made on a lane, which takes seconds.
    """

    left = Signal()
    done = Signal(OpenCenter)

    def __init__(self, ways: Ways, lanes: Lanes) -> None:
        super().__init__("sprout", _("A new center"), width=560)
        self._ways, self._lanes = ways, lanes
        self._opened: OpenCenter | None = None
        self.center = CenterStep(ways.default_folder)
        self.hours, self.sites, self.director = HoursStep(), SitesStep(), DirectorStep()
        self.steps: tuple[Step, ...] = (self.center, self.hours, self.sites, self.director)
        self.recovery = RecoveryPage()
        self.recovery.finished.connect(self._finish)
        self.banner = Banner("danger")
        self.body.addWidget(self.banner)
        self._count = label("", "faint")
        self.body.addWidget(self._count)
        self._stack = OneAtATime()
        for step in self.steps:
            step.answered.connect(self.go_on)
            self._stack.add(step)
        self._stack.add(self._build_making())
        self._stack.add(self.recovery)
        self.body.addWidget(self._stack)
        self.body.addLayout(self._build_buttons())
        self.show_step(0)

    def take_keys(self) -> None:
        """Put the keys on the step's first question, or where the code is typed back."""
        at = self._stack.at()
        if at < len(self.steps):
            self.steps[at].first_focus().setFocus()
        elif at > len(self.steps):
            self.recovery.typed.setFocus()

    def at_step(self) -> int:
        """The number of the step in sight, from 0."""
        return self._stack.at()

    def go_on(self) -> None:
        """Go to the next step if this one is answered; after the last, make the center."""
        at = self._stack.at()
        if at >= len(self.steps) or not self.steps[at].check():
            return
        if at + 1 < len(self.steps):
            self.show_step(at + 1)
        else:
            self._make()

    def go_back(self) -> None:
        """Go to the step before; before the first, leave."""
        at = self._stack.at()
        if at == 0:
            self.left.emit()
        else:
            self.show_step(at - 1)

    def answers(self) -> NewCenter:
        """All that was asked for."""
        center, director = self.center.form.values(), self.director.form.values()
        return NewCenter(
            folder=self.center.folder(),
            name=center["name"],
            time_zone=center["zone"],
            hours=self.hours.grid.hours(),
            sites=self.sites.places(),
            director=director["name"],
            login=director["login"],
            password=director["password"],
        )

    def show_problem(self, problem: Problem) -> None:
        """Go back to the step whose answer is the trouble, and say it there."""
        step = next((step for step in self.steps if problem.field in step.names()), None)
        if step is None:
            step = self.director if (problem.code or "").startswith("store.password") else self.center
        self.show_step(self.steps.index(step))
        if not step.show_problem(problem):
            self.banner.say(problem.what, problem.way_out)

    def _make(self) -> None:
        wanted = self.answers()
        self.show_step(len(self.steps))
        self._lanes.long("write", self, lambda told: self._ways.create(wanted, told), self._made, self._show_share)

    def _made(self, made: tuple[OpenCenter, str]) -> None:
        self._opened, code = made
        self.recovery.show_code(code, self.center.form.values()["name"])
        self.show_step(len(self.steps) + 1)

    def _finish(self) -> None:
        if self._opened is not None:
            opened, self._opened = self._opened, None
            self.done.emit(opened)

    def _show_share(self, share: float) -> None:
        self._progress.setRange(0, 100)
        self._progress.setValue(round(share * 100))

    def _build_making(self) -> QWidget:
        page = QWidget()
        column = spaced(QVBoxLayout(page), gap=12)
        column.addWidget(label(_("The keys are being made. This takes a few seconds."), wrap=True))
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(_("Making the center"))
        column.addWidget(self._progress)
        column.addStretch(1)
        return page

    def _build_buttons(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), gap=8)
        self.back = button(_("Back"), press=self.go_back)
        self.next = button(_("Next"), "primary", press=self.go_on)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        return row

    def show_step(self, at: int) -> None:
        """Show a step by its number; after the questions come the making and the recovery code."""
        self.banner.hide()
        asking = at < len(self.steps)
        self.back.setVisible(asking)
        self.next.setVisible(asking)
        self.next.setText(_("Open the center") if at == len(self.steps) - 1 else _("Next"))
        self._count.setText(_("Step {now} of {all}").format(now=at + 1, all=len(self.steps)) if asking else "")
        self._count.setVisible(asking)
        titles = [step.title for step in self.steps] + [_("One moment"), _("The recovery code")]
        texts = [step.text for step in self.steps] + ["", RecoveryPage.text()]
        self.say(titles[at], texts[at])
        self._stack.show_page(at)
        if self.isVisible():
            self.take_keys()
