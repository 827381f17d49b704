"""From an unlocked center to a session: plugins found and started, tables brought forward, choices read."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from rcc_desktop.api.hats import go_by
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import database as proxy
from rcc_desktop.api.words import words
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.migrate import SHELL, Steps, has_rows, pending, take
from rcc_desktop.host import approvals, drop_in, order
from rcc_desktop.host.discovery import DROP_IN, find_plugins
from rcc_desktop.host.failures import SetAside
from rcc_desktop.host.hats import hats_of
from rcc_desktop.host.host import PluginHost
from rcc_desktop.host.look_over import look_over
from rcc_desktop.host.marker import Marker
from rcc_desktop.host.presence import presences_of
from rcc_desktop.host.session import Session
from rcc_desktop.places import state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.database.center import Center
    from rcc_desktop.host.found import Found
    from rcc_desktop.settings import Settings
    from rcc_desktop.work.lanes import TwoLanes

_, ngettext = words("rcc_desktop")


def begin(
    center: Center,
    *,
    lanes: TwoLanes,
    settings: Settings,
    clock: Callable[[], datetime],
    found: Iterable[Found] | None = None,
) -> Session:
    """Start the plugins for ``center`` (those found on this computer unless given) and bring its tables forward.

    Called on the thread that opened the center, which takes a moment. Raises ``Problem`` when the file is newer than
    the program; a plugin that cannot be started is in ``session.host.failures``.
    """
    proxy.initialize(center.database)
    if found is None:
        settings.declare([DROP_IN])
        found = find_plugins(outside=settings.get(DROP_IN))
    host = let_in(found, marker_of(center.folder))
    host.start()
    bring_forward(center, host, clock())
    session = Session(center, host=host, lanes=lanes, settings=settings, clock=clock)
    settings.load()
    go_by(hats_of(host, center.database), center.database)
    session.store.search_index.ask_presence_of(presences_of(host, center.database))
    session.store.search_index.prepare()
    center.warnings += look_over(session)
    return session


def let_in(found: Iterable[Found], marker: Marker | None) -> PluginHost:
    """A host for the plugins that may run here; the dropped-in ones that may not are set aside. Reads the store."""
    found = tuple(found)
    outside = [each for each in found if each.folder is not None]
    aside = approvals.not_let_in(outside, approvals.approved()) if outside else ()
    kept_out = {failure.name for failure in aside}
    drop_in.install([each.folder for each in outside if each.folder and each.name not in kept_out])
    return PluginHost(found, marker, aside)


def bring_forward(center: Center, host: PluginHost, now: datetime) -> None:
    """Take every step that the center's tables have not taken, after one backup if there is anything to lose.

    The shell's own must go well, or the ``Problem`` or mistake passes. A plugin whose steps fail, or whose tables are
    newer than it, is set aside with its tables as they were, and the others go on.
    """
    database = center.database
    shell = pending(database, SHELL)
    behind = [steps for steps in _steps_of(host) if host.attempt(steps.owner, "steps", partial(_behind, center, steps))]
    if (shell or behind) and has_rows(database):
        center.backup(now, center.anchor.read())
    if shell:
        take(database, SHELL)
    for steps in behind:
        _set_aside_unmet(host)
        host.attempt(steps.owner, "steps", partial(_take, center, steps))
    _set_aside_unmet(host)


def _steps_of(host: PluginHost) -> list[Steps]:
    return [Steps(name, info.migrations) for name, info in host.infos.items() if info.migrations]


def _behind(center: Center, steps: Steps) -> list[str]:
    try:
        return pending(center.database, steps)
    except Problem as problem:
        if problem.code != "store.newer_schema":
            raise
        told = _("Its tables in this center were made by a newer version of it. Put that version in its place.")
        raise SetAside("wrong_tables", told) from None


def _take(center: Center, steps: Steps) -> None:
    try:
        with mapped_errors():
            take(center.database, steps)
    except Problem as problem:  # no room, most likely: nothing the plugin did
        raise SetAside("raised", str(problem)) from None


def _set_aside_unmet(host: PluginHost) -> None:
    for name, reason in order.unmet(host.infos).items():
        host.set_aside(name, reason)


def marker_of(folder: Path) -> Marker:
    """The marker of the center in ``folder``: on this computer, so that it never travels with a copied center."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return Marker(state_folder() / "plugins" / name)
