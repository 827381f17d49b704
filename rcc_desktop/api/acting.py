"""Who is acting, what they may do, and which verb they called.

The permission is checked where the work is done, so the window, the command line and a plugin all meet the same check.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from rcc_desktop.api.ledger import open_ledger
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_, ngettext = words("rcc_desktop")

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in staff member at a desk; ``staff`` is None only for the program itself (opening, closing time)."""

    staff: int | None
    permissions: frozenset[str]
    device: str = "desk"
    everything: bool = False

    def may(self, permission: str) -> bool:
        """True when a role of this person holds ``permission``."""
        return self.everything or permission in self.permissions


NOBODY = Actor(staff=None, permissions=frozenset(), device="nowhere")
PROGRAM = Actor(staff=None, permissions=frozenset(), device="program", everything=True)

_actor: ContextVar[Actor] = ContextVar("actor", default=NOBODY)


def acting() -> Actor:
    """Whoever the work under way is done for; ``NOBODY`` when no one has signed in."""
    return _actor.get()


@contextmanager
def act_as(actor: Actor) -> Iterator[None]:
    """Do what follows on ``actor``'s account."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def needs(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let the verb run only for those who hold ``permission``, and name it in the audit entry of its transaction.

    Raises ``Problem`` (code ``permission``) before anything is read or written.
    """

    def guard(verb: Callable[P, R]) -> Callable[P, R]:
        name = verb_name(verb)

        @wraps(verb)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            require(permission)
            ledger = open_ledger()
            if ledger is not None:
                ledger.called(name)
            return verb(*args, **kwargs)

        guarded.__needs__ = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def require(permission: str) -> None:
    """Raise a ``Problem`` unless the acting person holds ``permission``."""
    if not acting().may(permission):
        raise Problem(
            _("Your role does not include this."),
            _("Nothing was changed. Ask a director or an administrator to do it, or to change your role."),
            code="permission",
        )


def verb_name(verb: Callable[..., object]) -> str:
    """The name a verb has in the audit: ``checkin.check_in`` for ``rcc_checkin.service.check_in``."""
    package = [part for part in verb.__module__.split(".") if part != "rcc_desktop"]
    owner = package[0].removeprefix("rcc_") if package else "shell"
    return f"{owner}.{verb.__qualname__.rsplit('.', 1)[-1]}"
