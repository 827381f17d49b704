"""An open center at work: its store, its plugins, its lanes, and who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rcc_desktop.api.acting import NOBODY, Actor
from rcc_desktop.api.center import (
    CENTER_SETTINGS,
    DAY_TURNS,
    FISCAL_YEAR_STARTS,
    LANGUAGE,
    OPENED_ON,
    THIS_SITE,
    TIME_ZONE,
    opening_of,
)
from rcc_desktop.api.periods import ReportingYear
from rcc_desktop.api.problems import Problem
from rcc_desktop.database.store import Store
from rcc_desktop.host.desk import PluginDesk
from rcc_desktop.host.offers import Offers
from rcc_desktop.host.shell import HeadlessShell, Shell
from rcc_desktop.logs import log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rcc_desktop.api.changes import Changes
    from rcc_desktop.api.opening import Opening
    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.database.center import Center
    from rcc_desktop.host.host import PluginHost
    from rcc_desktop.logs import Report
    from rcc_desktop.settings import Settings
    from rcc_desktop.work.lanes import TwoLanes

UTC = "UTC"


class Session(Offers):
    """The whole of an open center, for the window, the command line and the tests alike.

    ``clock`` gives aware moments. ``shell`` is the window once there is one. ``actor`` is whoever is signed in.
    """

    def __init__(
        self,
        center: Center,
        *,
        host: PluginHost,
        lanes: TwoLanes,
        settings: Settings,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(host)
        self.lanes, self.settings = lanes, settings
        self.shell: Shell = HeadlessShell()
        self.actor: Actor = NOBODY
        self.store = Store(center, self.now, self._kept)
        self._clock = clock
        self._listeners: list[Callable[[Changes], None]] = []
        settings.declare((*CENTER_SETTINGS, OPENED_ON, THIS_SITE, LANGUAGE))
        settings.declare(host.settings())
        lanes.listen(self, self._let_go, self._bring_home, self.store.cut_short)

    def now(self) -> datetime:
        """This moment, in the center's time zone."""
        return self._clock().astimezone(self.zone)

    @property
    def zone(self) -> ZoneInfo:
        """The center's time zone; UTC where the one chosen is not known on this computer."""
        name = self.settings.get(TIME_ZONE)
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            log.warning("the time zone of the center is not known here")
            return ZoneInfo(UTC)

    @property
    def site(self) -> int:
        """The site this desk stands at."""
        return self.settings.get(THIS_SITE)

    @property
    def year(self) -> ReportingYear:
        """The center's fiscal year."""
        return ReportingYear(self.settings.get(FISCAL_YEAR_STARTS))

    def opening(self, site: int | None = None) -> Opening:
        """When the center is open, at one site or at any; reads the store."""
        return opening_of(site, self.zone, self.settings.get(DAY_TURNS), self.settings.get(OPENED_ON))

    def sign_in(self, actor: Actor) -> None:
        """From here on, work is done on ``actor``'s account."""
        self.actor = actor

    def sign_out(self) -> None:
        """Nobody is at the desk; what is asked for from here on is refused by the verbs."""
        self.actor = NOBODY

    def desk_of(self, plugin: str) -> PluginDesk:
        """The desk one plugin works at; ``shell`` for the program's own pages."""
        return PluginDesk(plugin, self)

    def find_people(self, text: str, limit: int) -> Sequence[PersonFound]:
        """People who match; reads the store."""
        from rcc_desktop.people import service as people

        return people.find(text, limit, self.now())

    def on_changes(self, listener: Callable[[Changes], None]) -> None:
        """Tell ``listener`` on the window's thread whenever a transaction was kept."""
        self._listeners.append(listener)

    def show_problem(self, problem: Problem) -> None:
        """Trouble that has no page goes to the window."""
        self.shell.show_problem(problem)

    def broke(self, report: Report) -> None:
        """So do mistakes of the program."""
        self.shell.broke(report)

    def close(self) -> None:
        """End the lanes; the center stays open until whoever opened it closes it."""
        self.lanes.close()

    def _kept(self, changes: Changes) -> None:
        """Called on the writing lane, after the commit: the center's choices are read there, the rest told outside."""
        self.settings.follow(changes)
        self.lanes.post(lambda: self._tell(changes))

    def _tell(self, changes: Changes) -> None:
        """Whoever asked hears it first, if they have a ``kept``: they alone know what it was about."""
        kept = getattr(changes.origin, "kept", None)
        if kept is not None:
            kept(changes)
        for listener in tuple(self._listeners):
            listener(changes)

    def _bring_home(self) -> None:
        """A hand copy of the center's file is whole once nothing is left in the log beside it.

        Where the disk is too full for that, the log stays until the lane rests again.
        """
        if self.store.database.is_closed():
            return
        try:
            with self.store.errors_in_words():
                self.store.center.database.checkpoint()
        except Problem as problem:
            log.warning("the log stays for now: %s", problem.code)

    def _let_go(self) -> None:
        if not self.store.database.is_closed():
            self.store.database.close()
