"""A picture of every page, for whoever wants to look: of the made-up center, away from any screen."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import recovery_code
from rcc_desktop.host.failures import failure_of
from rcc_desktop.logs import Report
from rcc_desktop.people import service as people
from rcc_desktop.shell import own_pages, shortcuts
from rcc_desktop.shell.first_start import FirstStart
from rcc_desktop.shell.navigation import Place
from rcc_desktop.shell.problem_dialog import show_mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.shell.open_center import MadeUp
    from rcc_desktop.shell.settings_page import SettingsPage

_, ngettext = words("rcc_desktop")

ROUNDS = 2
"""How often a page is drawn before its picture: a layout asks for another."""

CANNOT = "This plugin does not support"
"""How Qt, where it has no screen, begins to say of each window what it will not do with it."""

Stop = tuple[str, "Callable[[], object]"]


@contextmanager
def hush() -> Iterator[None]:
    """Keep what is usual without a screen from whoever asked for pictures; all else that Qt says is said."""

    def say(_kind: object, _where: object, said: str) -> None:
        if not said.startswith(CANNOT):
            sys.stderr.write(f"{said}\n")

    former = qInstallMessageHandler(say)
    try:
        yield
    finally:
        qInstallMessageHandler(former)


@dataclass(frozen=True, slots=True)
class Tour:
    """Walks through everything there is to see, with lanes that wait for each answer. The window is never shown."""

    doors: Doors
    made_up: MadeUp
    out: Path

    def take(self, pages: Collection[str] = ()) -> list[Path]:
        """Take the pictures (of ``pages``, or of all) and give their files. Raises ``Problem`` for an unknown page."""
        self.out.mkdir(parents=True, exist_ok=True)
        left = set(pages)
        written = []
        for key, go in self._stops():
            go()
            if not pages or key in left:
                left.discard(key)
                written.append(self._picture(key))
        if left:
            raise Problem(
                _("There is no page {pages}.").format(pages=", ".join(sorted(left))),
                _("Leave --page out to see them all."),
                code="tour.page",
            )
        return written

    def _stops(self) -> Iterator[Stop]:
        yield from self._outside()
        self.doors.show_sign_in(self.made_up.folder)
        self.doors.lanes.run(
            "write",
            self.doors.window,
            lambda: self.doors.ways.open(self.made_up.folder, self.made_up.login, self.made_up.password),
            self.doors.enter,
        )
        work = self.doors.work
        if work is not None:
            yield from self._inside(work)
            yield from self._over(work)
            yield from self._locked(work)

    def _outside(self) -> Iterator[Stop]:
        """Before anybody is signed in."""
        start = FirstStart(self.doors.ways, self.doors.lanes)
        yield "first_start", lambda: self.doors.window.show_scene(start)
        steps = start.show_steps()
        for number in range(len(steps.steps)):
            yield f"new_center.{number + 1}", partial(steps.show_step, number)
        steps.recovery.show_code(recovery_code.printed(bytes(20)), _("Main Street Recovery"))
        yield "new_center.recovery_code", lambda: steps.show_step(len(steps.steps) + 1)
        page = self.doors.show_sign_in(self.made_up.folder, self.made_up.login)
        yield "sign_in", lambda: None
        yield "sign_in.forgot", page.show_recovery

    def _inside(self, work: AtWork) -> Iterator[Stop]:
        """Every place of the rail, every section of the settings, a person's file."""
        view = work.view
        for place in view.places():
            yield place.key, partial(view.open_place, place.key)
        settings = cast("SettingsPage", view.open_place(own_pages.SETTINGS))
        for key in settings.section_keys():
            yield f"settings.{key}", partial(settings.open_section, key)
        if view.open_place(own_pages.PEOPLE) is None:
            return  # not for the role that looks
        somebody = view.session.store.read(lambda: people.people_after(limit=1), view.session.actor)
        for person in somebody:
            yield "person", partial(view.open_person, person.id)

    def _over(self, work: AtWork) -> Iterator[Stop]:
        """What lies over a page."""
        view, window = work.view, self.doors.window
        yield "set_aside", lambda: view.stack.open(_an_aside_place(work))
        view.open_first()
        yield "notice", lambda: view.notices.note(_("Checked out."), lambda: None)
        view.notices.clear()
        work.open_palette()
        work.palette.field.setText(_("ma"))
        yield "palette", work.palette.ask_now
        work.palette.close()
        keys = shortcuts.show_keys(window)
        yield "keys", lambda: None
        keys.close()
        broken = show_mistake(window, Report("A1B2C3", "ValueError", ("rcc_desktop.somewhere:12",)))
        yield "something_broke", lambda: None
        broken.close()

    def _locked(self, work: AtWork) -> Iterator[Stop]:
        yield "covered", work.cover
        yield "locked", work.lock

    def _picture(self, key: str) -> Path:
        file = self.out / f"{key.replace(':', '.')}.png"
        window = self.doors.window
        for _round in range(ROUNDS):
            QCoreApplication.sendPostedEvents()
            window.grab()  # what was never on a screen takes its style, and so its size, only when it is drawn
        if not window.grab().save(str(file)):
            raise Problem(_("The pictures cannot be written to this folder."), _("Choose another with --out."))
        return file


def _an_aside_place(work: AtWork) -> Place:
    """What a plugin that could not start leaves in its place."""
    failure = failure_of("rides", _("Rides"), ImportError("no module", name="rides_maps"), loading=True)
    return Place("aside:rides", failure.title, "plug", lambda: own_pages.set_aside_page(work.view, failure), aside=True)
