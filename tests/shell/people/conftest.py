"""A center's real, encrypted store with nobody in it, and staff of every kind to ask it."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

import pytest

from rcc_desktop.api import Actor, Changes
from rcc_desktop.database.connection import CenterDatabase
from rcc_desktop.database.keyslots import Secrets
from rcc_desktop.database.migrate import SHELL, migrate
from rcc_desktop.database.store import Store
from rcc_desktop.people.permissions import PERMISSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("America/New_York"))


def role(name: str) -> Actor:
    """Somebody who holds what ``name`` holds from the start."""
    return Actor(staff=None, permissions=frozenset(one.key for one in PERMISSIONS if name in one.roles))


class Room:
    """A store, and whoever asks it; ``news`` is what was kept."""

    def __init__(self, store: Store, news: list[Changes]) -> None:
        self.store = store
        self.news = news
        self.now = NOW

    def write(self, work: Callable[[], T], by: str = "director") -> T:
        return self.store.write(work, role(by))

    def read(self, work: Callable[[], T], by: str = "director") -> T:
        return self.store.read(work, role(by))

    def rows(self, sql: str) -> list[Any]:
        found: list[Any] = self.store.database.execute_sql(sql).fetchall()
        return found


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    database = CenterDatabase(tmp_path / "center.db", Secrets(bytes(range(32)), bytes(16), bytes(32)))
    database.connect()
    migrate(database, [SHELL], backup=lambda: None)
    anchor = SimpleNamespace(write=lambda _seq, _mac: None)
    center = cast("Any", SimpleNamespace(database=database, audit_key=bytes(32), anchor=anchor))
    news: list[Changes] = []
    yield Room(Store(center, lambda: NOW, news.append), news)
    database.close_everywhere()
