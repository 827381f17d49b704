"""Changes of keys from the window: on the writing lane, outside any transaction, for they rewrite whole files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rcc_desktop.api.acting import act_as, require

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.host.session import Session

T = TypeVar("T")


class KeyRoom:
    """The keys of the open center, as the staff room's views ask for them. Problems go to ``owner.show_problem``.

    Keys that are not one's own are changed only by those who hold ``staff.manage``, which is checked on the lane.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def give(self, owner: object, login: str, password: str, then: Callable[[str], None]) -> None:
        """Make a key for ``login``; ``then`` gets the slot it lies in."""
        center = self._session.store.center
        self._run(owner, self._allowed(lambda: center.add_member(login, password)), then)

    def take(self, owner: object, slot: str, then: Callable[[], None]) -> None:
        """Take a key away, and change the center's own so that copies of it open nothing."""
        center = self._session.store.center
        self._run(owner, self._allowed(lambda: center.remove_member(slot)), lambda _done: then())

    def change_password(self, owner: object, login: str, old: str, new: str, then: Callable[[], None]) -> None:
        """Change one's own password; the old one is the permission."""
        center = self._session.store.center
        self._run(owner, lambda: center.change_password(login, old, new), lambda _done: then())

    def new_recovery_code(self, owner: object, then: Callable[[str], None]) -> None:
        """Make a new recovery code; the old one stops working."""
        self._run(owner, self._allowed(self._session.store.center.new_recovery_code), then)

    def _allowed(self, work: Callable[[], T]) -> Callable[[], T]:
        actor = self._session.actor

        def checked() -> T:
            with act_as(actor):
                require("staff.manage")
                return work()

        return checked

    def _run(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._session.lanes.run("write", owner, work, then)
