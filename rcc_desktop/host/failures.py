"""Why a plugin was set aside, in words for the person at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rcc_desktop.api.words import words
from rcc_desktop.logs import report_of

_, ngettext = words("rcc_desktop")

FailureKind = Literal[
    "cannot_load",
    "ended_program",
    "unknown_hook",
    "wrong_api",
    "wrong_answer",
    "wrong_tables",
    "name_taken",
    "missing_plugin",
    "in_a_circle",
    "raised",
    "closed_program",
    "left_off",
    "not_approved",
    "changed",
]

SAFE = _("Its records are safe, and everything else works.")


@dataclass(frozen=True, slots=True)
class Failure:
    """A plugin that was set aside: what to call it, what kind of failure, what to say, and what a developer wants.

    ``detail`` holds types and places, never an error's own words unless it was raised before the center was read.
    """

    name: str
    title: str
    kind: FailureKind
    words: str
    detail: str = ""

    @property
    def report(self) -> str:
        """What "Copy report" copies, for whoever looks after the plugin."""
        return f"{self.name}: {self.kind}\n{self.detail}"

    @property
    def can_be_tried_again(self) -> bool:
        """Whether switching it on again could help without a new version of it."""
        return self.kind in {"closed_program", "left_off", "raised", "cannot_load", "ended_program"}


class SetAside(Exception):
    """Raised inside the host to set the plugin at hand aside; never leaves it."""

    def __init__(self, kind: FailureKind, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.kind, self.sentence, self.detail = kind, sentence, detail


def failure_of(name: str, title: str, error: BaseException, *, loading: bool) -> Failure:
    """What ``error`` means for the plugin it came from."""
    if isinstance(error, SetAside):
        return Failure(name, title, error.kind, f"{error.sentence} {SAFE}", error.detail)
    report = report_of(error)
    if isinstance(error, SystemExit):
        told = _("{title} tried to end the program.").format(title=title)
        return Failure(name, title, "ended_program", f"{told} {SAFE}", report.text())
    if loading and isinstance(error, ImportError):
        told = _("{title} needs a part that is not on this computer: {part}.")
        told = told.format(title=title, part=error.name or "?")
        return Failure(name, title, "cannot_load", f"{told} {SAFE}", report.text())
    if loading:
        told = _("{title} could not start.").format(title=title)
        return Failure(name, title, "cannot_load", f"{told} {SAFE}", report.text())
    told = _("{title} made a mistake and was set aside.").format(title=title)
    return Failure(name, title, "raised", f"{told} {SAFE}", report.text())
