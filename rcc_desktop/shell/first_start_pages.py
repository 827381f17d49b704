"""The questions of the first start: the center, its hours, its sites, its first director."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.card import button, label
from rcc_desktop.api.ui.form import Form
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.sites.views.hours_grid import HoursGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

_, ngettext = words("rcc_desktop")

USUAL_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)


def zone_choices() -> list[tuple[str, str]]:
    """Time zones as they are offered: those of the United States first, then all others by name."""
    others = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    named = {
        "America/New_York": _("Eastern (New York)"),
        "America/Chicago": _("Central (Chicago)"),
        "America/Denver": _("Mountain (Denver)"),
        "America/Phoenix": _("Arizona (Phoenix)"),
        "America/Los_Angeles": _("Pacific (Los Angeles)"),
        "America/Anchorage": _("Alaska (Anchorage)"),
        "Pacific/Honolulu": _("Hawaii (Honolulu)"),
        "America/Puerto_Rico": _("Atlantic (Puerto Rico)"),
    }
    usual = [(zone, named[zone]) for zone in USUAL_ZONES]
    return usual + [(zone, zone.replace("_", " ")) for zone in others if zone not in named]


def zone_of_computer() -> str:
    """The zone this computer is set to, or New York where it is set to none."""
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return zone if zone in available_timezones() and "/" in zone and not zone.startswith("Etc/") else USUAL_ZONES[0]


class Step(QWidget):
    """One page of questions. ``check`` says whether it is answered, and what is missing beside the field."""

    answered = Signal()
    title = ""
    text = ""

    def names(self) -> Sequence[str]:
        """The fields that are asked for here."""
        return ()

    def check(self) -> bool:
        """Whether everything is answered."""
        return True

    def first_focus(self) -> QWidget:
        """What takes the keys."""
        return self

    def show_problem(self, problem: Problem) -> bool:
        """Say what is wrong beside its field; False where there is none for it."""
        return False


class FormStep(Step):
    """A step that is one form."""

    def __init__(self) -> None:
        super().__init__()
        self.column = spaced(QVBoxLayout(self), gap=16)
        self.form = Form()
        self.column.addWidget(self.form)
        self.form.submitted.connect(self._submit)
        self._checking = False

    def names(self) -> Sequence[str]:
        return tuple(self.form.values())

    def check(self) -> bool:
        self._checking = True
        right = self.form.submit()
        self._checking = False
        return right

    def first_focus(self) -> QWidget:
        return self.form.row(next(iter(self.form.values()))).control

    def show_problem(self, problem: Problem) -> bool:
        if problem.field not in self.names():
            return False
        self.form.problem(str(problem.field), str(problem))
        return True

    def _submit(self) -> None:
        if not self._checking:
            self.answered.emit()


class CenterStep(FormStep):
    """What it is called, where it is, and where its file is kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.title = _("Your center")
        self.text = _("This can be changed later in the settings.")
        self.form.text("name", _("Name of the center"), hint=_("Main Street Recovery"), required=True)
        self.form.choice("zone", _("Time zone"), zone_choices(), value=zone_of_computer(), required=True)
        self.form.text("folder", _("Keep it in this folder"), value=str(folder), required=True)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Choose another folder"), "link", press=self._choose))
        row.addStretch(1)
        self.column.addLayout(row)
        told = _("The folder must be on this computer. Everything in it is locked with a password.")
        self.column.addWidget(label(told, "faint", wrap=True))

    def folder(self) -> Path:
        """The folder that was chosen."""
        return Path(self.form.values()["folder"]).expanduser()

    def _choose(self) -> None:
        from rcc_desktop.shell.first_start import folder_dialog

        asked = folder_dialog(self, _("Choose an empty folder"), self.folder().parent)
        asked.fileSelected.connect(lambda path: self.form.fill({"folder": path}))
        asked.open()


class HoursStep(Step):
    """When the doors are open."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Opening hours")
        self.text = _("Averages count only days that are open. You can change this later.")
        column = spaced(QVBoxLayout(self), gap=8)
        self.grid = HoursGrid()
        column.addWidget(self.grid)

    def names(self) -> Sequence[str]:
        return ("hours",)

    def check(self) -> bool:
        return self.grid.check()

    def first_focus(self) -> QWidget:
        return self.grid.findChildren(QWidget)[0]


class SitesStep(FormStep):
    """The places it works at."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Where you meet")
        self.text = _("Most centers have one place. Write one on each line.")
        self.form.text("sites", _("Places"), value=_("Main site"), lines=3, required=True, check=self._twice)
        self.column.addWidget(label(_("This desk stands at the first one."), "faint", wrap=True))

    def places(self) -> tuple[str, ...]:
        """The places, in their order."""
        return tuple(line.strip() for line in self.form.values()["sites"].splitlines() if line.strip())

    def _twice(self, typed: str) -> str | None:
        folded = [line.strip().casefold() for line in typed.splitlines() if line.strip()]
        return _("Two places have the same name.") if len(set(folded)) < len(folded) else None


class DirectorStep(FormStep):
    """Who opens the center the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("You, the first director")
        self.text = _("You can add everybody else once the center is open.")
        self.form.text("name", _("Your name"), required=True)
        self.form.text("login", _("Name to sign in with"), hint=_("maria"), required=True)
        self.form.password(
            "password",
            _("Password"),
            help_text=_("At least 12 characters, or five words that only you would put together."),
            check=self._strong,
        )
        self.form.password("again", _("The password again"), check=self._same)

    def _strong(self, password: str) -> str | None:
        from rcc_desktop.database.passwords import check_password

        try:
            check_password(password, self.form.values()["login"])
        except Problem as problem:
            return str(problem)
        return None

    def _same(self, again: str) -> str | None:
        same = again == self.form.values()["password"]
        return None if same else _("The two passwords are not the same.")
