"""The first start: a new center, one that is here already, or the made-up one to look around in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.card import Banner, button, label
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import LANGUAGES, language, words
from rcc_desktop.shell.open_center import OpenCenter
from rcc_desktop.staff.views.card_column import MiddleCard
from rcc_desktop.staff.views.waiting_line import WaitingLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.shell.first_start_steps import NewCenterSteps
    from rcc_desktop.shell.open_center import MadeUp, Ways
    from rcc_desktop.work.jobs import Lanes

_, ngettext = words("rcc_desktop")


class ThreeWays(MiddleCard):
    """The three ways to begin."""

    new = Signal()
    here = Signal()
    language_chosen = Signal(str)
    look_around = Signal()

    def __init__(self) -> None:
        super().__init__("sprout", _("Welcome to RCC Desktop"), _("How do you want to begin?"), width=520)
        self.banner = Banner("danger")
        self.body.addWidget(self.banner)
        self.first = self._offer(
            _("Open a new center"), _("Four short steps: its name, its hours, its place, and you."), "primary", self.new
        )
        self._offer(_("Open a center that is here already"), _("Choose the folder it is kept in."), None, self.here)
        self._offer(
            _("Look around the made-up center"),
            _("A center with made-up people and visits, to try everything. Nobody in it is real."),
            None,
            self.look_around,
        )
        self.line = WaitingLine()
        self.body.addWidget(self.line)
        self.back: QPushButton | None = None
        self.body.addWidget(self._build_languages())

    def offer_way_back(self, go: Callable[[], object]) -> None:
        """Let somebody who came from a sign-in page go back to it."""
        self.back = button(_("Back to sign-in"), "link", press=go)
        self.body.addWidget(self.back)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong with the folder that was chosen."""
        self.wait(waiting=False)
        self.banner.say(problem.what, problem.way_out)

    def wait(self, *, waiting: bool) -> None:
        """Stop taking answers while the made-up center is written."""
        self.line.wait(waiting)
        self.card.setEnabled(not waiting)

    def _build_languages(self) -> QWidget:
        """Every language in its own words; the one in use cannot be chosen."""
        self.languages = {code: button(name, "link") for code, name in LANGUAGES.items()}
        for code, each in self.languages.items():
            each.clicked.connect(lambda _checked=False, code=code: self.language_chosen.emit(code))
            each.setEnabled(code != language())
        row = FlowRow(*self.languages.values())
        row.setAccessibleName(_("Language"))
        return row

    def _offer(self, title: str, text: str, kind: str | None, chosen: SignalInstance) -> QWidget:
        offer = QWidget()
        column = spaced(QVBoxLayout(offer), gap=4)
        pressed = button(title, kind, press=chosen.emit)
        column.addWidget(pressed)
        column.addWidget(label(text, "subtle", wrap=True))
        self.body.addWidget(offer)
        return pressed


class FirstStart(QWidget):
    """Leads to an open center. ``found`` tells a folder that holds one; ``opened`` a new one, open."""

    found = Signal(Path)
    made_up = Signal(object)
    opened = Signal(OpenCenter)

    def __init__(self, ways: Ways, lanes: Lanes, back_to: Path | None = None) -> None:
        """``back_to`` is the center whose sign-in page somebody came from."""
        super().__init__()
        self._ways, self._lanes = ways, lanes
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        whole.addWidget(self._stack)
        self.three = ThreeWays()
        if back_to is not None:
            self.three.offer_way_back(lambda: self.found.emit(back_to))
        self._stack.addWidget(self.three)
        self.steps: NewCenterSteps | None = None
        self.three.new.connect(self.show_steps)
        self.three.here.connect(self._choose_folder)
        self.three.look_around.connect(self._look_around)

    def take_keys(self) -> None:
        """Put the keys on the first way."""
        self.three.first.setFocus()

    def show_steps(self) -> NewCenterSteps:
        """Begin with a new center; what was typed there before is still there."""
        from rcc_desktop.shell.first_start_steps import NewCenterSteps

        if self.steps is None:
            self.steps = NewCenterSteps(self._ways, self._lanes)
            self.steps.left.connect(self._show_three)
            self.steps.done.connect(self.opened)
            self._stack.addWidget(self.steps)
        self._stack.setCurrentWidget(self.steps)
        self.steps.take_keys()
        return self.steps

    def take_folder(self, folder: Path) -> None:
        """Go on with a folder somebody chose, if it holds a center."""
        if self._ways.is_center(folder):
            self.found.emit(folder)
        else:
            self.three.show_problem(
                Problem(
                    _("There is no center in this folder."),
                    _("Choose the folder that holds the file center.db, or open a new center."),
                )
            )

    def _show_three(self) -> None:
        self._stack.setCurrentWidget(self.three)
        self.take_keys()

    def _choose_folder(self) -> None:
        self.three.banner.hide()
        asked = folder_dialog(self, _("Choose the center's folder"), self._ways.default_folder.parent)
        asked.fileSelected.connect(lambda path: self.take_folder(Path(path)))
        asked.open()

    def _look_around(self) -> None:
        self.three.banner.hide()
        self.three.wait(waiting=True)
        self._lanes.long("write", self.three, self._ways.make_up, self._made_up, lambda _share: None)

    def _made_up(self, made: MadeUp) -> None:
        self.three.wait(waiting=False)
        self.made_up.emit(made)


def folder_dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    """A dialog for a folder. Ours rather than the system's, and it forgets where it was: Qt would note it in a file."""
    asked = QFileDialog(parent, title, str(start))
    asked.setFileMode(QFileDialog.FileMode.Directory)
    asked.setOption(QFileDialog.Option.ShowDirsOnly)
    asked.setHistory([])
    asked.finished.connect(asked.deleteLater)
    return asked
