"""From an opened folder to a center at work: plugins started, the file moved forward, nobody signed in yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.database import audit
from rcc_desktop.database.migrate import SHELL, Steps, migrate
from rcc_desktop.host.host import PluginHost
from rcc_desktop.host.session import Session
from rcc_desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.database.center import Center
    from rcc_desktop.host.found import Found
    from rcc_desktop.host.marker import Marker
    from rcc_desktop.work.lanes import TwoLanes

LATELY = 1000
"""How many of the newest audit entries are checked at each opening; the whole chain is checked by ``verify``."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a center is started with on this computer. ``clock`` gives aware moments."""

    clock: Callable[[], datetime]
    lanes: TwoLanes
    found: Iterable[Found]
    marker: Marker | None = None
    settings_file: Path | None = None
    find: Callable[[str, int], Sequence[PersonFound]] | None = None


def start_session(center: Center, around: Surroundings) -> Session:
    """Start the plugins, take pending steps, and give the session. Takes as long as the steps do: call it on a lane.

    Raises ``Problem`` when the file is newer than the program, or when the shell's own steps fail; a plugin whose steps
    fail is set aside, and the file keeps what it had.
    """
    host = PluginHost(around.found, around.marker)
    host.start()
    _move_forward(center, host, around.clock)
    session = Session(
        center,
        host=host,
        lanes=around.lanes,
        settings=Settings(around.settings_file),
        clock=around.clock,
        find=around.find,
    )
    session.settings.load()
    session.store.search_index.prepare()
    return session


def what_is_wrong(session: Session) -> audit.Broken | None:
    """Check the newest audit entries against their chain and against the anchor beside the file."""
    store = session.store
    return audit.verify(store.database, store.audit_key, store.center.anchor.read(), last=LATELY)


def _move_forward(center: Center, host: PluginHost, clock: Callable[[], datetime]) -> None:
    once = _Once(lambda: center.backup(clock(), _head(center)))
    migrate(center.database, [SHELL], once)
    for name, info in list(host.infos.items()):
        if info.migrations:
            try:
                migrate(center.database, [Steps(name, info.migrations)], once)
            except Exception as error:  # noqa: BLE001 (a plugin's own steps may fail in any way)
                host.set_aside(name, error)


def _head(center: Center) -> audit.Head | None:
    return audit.newest(center.database) if "audit_entry" in center.database.get_tables() else None


class _Once:
    """A verified backup before the first step that is taken, and no second one."""

    def __init__(self, backup: Callable[[], object]) -> None:
        self._backup: Callable[[], object] | None = backup

    def __call__(self) -> None:
        if self._backup is not None:
            self._backup()
            self._backup = None
