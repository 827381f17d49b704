"""The desk that a plugin is handed: the few things it may ask, and no way to anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rcc_desktop.api.contributions import Measure, Setting, Tally
    from rcc_desktop.api.documents import Answers
    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.api.periods import Period
    from rcc_desktop.host.session import Session

T = TypeVar("T")


class PluginDesk:
    """The ``Desk`` of one plugin. Work is done on the account of whoever is signed in when it is asked for."""

    def __init__(self, plugin: str, session: Session) -> None:
        self.plugin = plugin
        self._session = session

    def read(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        session, actor = self._session, self._session.actor
        session.lanes.run("read", owner, lambda: session.store.read(work, actor), then)

    def write(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        session, actor = self._session, self._session.actor
        session.lanes.run("write", owner, lambda: session.store.write(work, actor, origin=owner), then)

    def now(self) -> datetime:
        return self._session.now()

    def setting(self, which: Setting[T]) -> T:
        return self._session.settings.get(which)

    def may(self, permission: str) -> bool:
        return self._session.actor.may(permission)

    def site(self) -> int:
        return self._session.site

    def find_people(self, text: str, limit: int = 20) -> Sequence[PersonFound]:
        return self._session.find_people(text, limit)

    def measures(self) -> Sequence[Measure]:
        return self._session.measures()

    def tally(self, key: str, period: Period, by: str | None = None) -> Tally:
        return self._session.tally(key, period, by)

    def open_person(self, person: int, page: str | None = None) -> None:
        self._session.shell.open_person(person, page)

    def open_page(self, page: str, one: int | None = None) -> None:
        self._session.shell.open_page(page, one)

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        self._session.shell.add_person(typed, then)

    def note(self, text: str, undo: Callable[[], object] | None = None) -> None:
        shell = self._session.shell
        if undo is None:
            shell.note(text, None)
        else:
            shell.note(text, lambda: self.write(shell, undo, lambda _answer: None))

    def hand_over(self, document: str, answers: Answers | None = None) -> None:
        self._session.shell.hand_over(document, answers)
