"""An open center's records: where every reading and writing goes through."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from rcc_desktop.api.acting import act_as
from rcc_desktop.api.record import database as proxy
from rcc_desktop.database import engine
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.search import SearchIndex
from rcc_desktop.database.transaction import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from peewee import Database

    from rcc_desktop.api.acting import Actor
    from rcc_desktop.api.changes import Changes
    from rcc_desktop.database.center import Center
    from rcc_desktop.database.head import Head

T = TypeVar("T")


@dataclass(slots=True)
class Store:
    """The records of ``center``. ``now`` is the clock, aware and in the center's zone; ``tell`` hears what was kept."""

    center: Center
    now: Callable[[], datetime]
    tell: Callable[[Changes], None]
    search_index: SearchIndex = field(init=False)
    _reading: list[Any] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        proxy.initialize(self.database)
        self.search_index = SearchIndex(self.database)

    @property
    def database(self) -> Database:
        """The open database; each thread has its own connection to it."""
        return self.center.database

    @property
    def audit_key(self) -> bytes:
        """The key the audit chain is sealed with."""
        return self.center.audit_key

    @contextmanager
    def connected(self) -> Iterator[Database]:
        """Make sure this thread has its connection; it stays open until the thread lets go."""
        if self.database.is_closed():
            self.database.connect()
        yield self.database

    def errors_in_words(self) -> AbstractContextManager[None]:
        """Turn what the engine raises (disk full, busy, damaged) into a ``Problem``."""
        return mapped_errors()

    def anchor_head(self, head: Head) -> None:
        """Note the newest audit entry outside the database; only called once it is committed."""
        self.center.anchor.write(head.seq, head.mac)

    def write(
        self, work: Callable[[], T], actor: Actor, *, origin: object | None = None, request: str | None = None
    ) -> T:
        """Run ``work`` in one transaction on ``actor``'s account."""
        with write(self, actor, origin=origin, request=request):
            return work()

    def read(self, work: Callable[[], T], actor: Actor) -> T:
        """Run ``work``, which only reads, on ``actor``'s account."""
        with self.connected() as database, self.errors_in_words(), act_as(actor):
            connection = database.connection()
            self._reading.append(connection)
            try:
                return work()
            finally:
                self._reading.remove(connection)

    def cut_short(self) -> None:
        """Have the statements that are being read fail at once, for nobody waits for them; from any thread."""
        for connection in tuple(self._reading):
            with suppress(engine.LetGo):  # it was finished, and let go of, this very moment
                connection.interrupt()
