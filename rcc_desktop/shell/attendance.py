"""Keeps in the record when somebody locks this desk, comes back and leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.logs import log
from rcc_desktop.staff import at_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.host.session import Session


class Attendance:
    """Of whoever is signed in to ``session`` now. A disk that is full keeps nobody from locking their desk."""

    def __init__(self, session: Session) -> None:
        self._session, self._actor = session, session.actor

    def locked(self) -> None:
        """The desk was locked."""
        self._keep(at_desk.locked)

    def unlocked(self, failed_tries: int) -> None:
        """They came back, after so many wrong passwords."""
        self._keep(at_desk.unlocked)
        if failed_tries:
            self._keep(lambda: at_desk.failed_tries(failed_tries))

    def signed_out(self) -> None:
        """They left."""
        self._keep(at_desk.signed_out)

    def show_problem(self, problem: Problem) -> None:
        """Nobody at a locked desk can do anything about it."""
        log.warning("not kept in the record: %s", problem.code)

    def _keep(self, verb: Callable[[], None]) -> None:
        session, actor = self._session, self._actor
        session.lanes.run("write", self, lambda: session.store.write(verb, actor), lambda _kept: None)
