"""Which roles hold what, who must never be the last one, and how long a desk may lie idle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rcc_desktop.api.contributions import Permission

KEEPERS = frozenset({"director", "administrator"})
"""The roles that may add and remove staff; a center always has somebody who holds one."""

AT_THE_DESK = frozenset({"front_desk"})
"""The roles of those who sit where strangers can look over their shoulder."""


@dataclass(frozen=True, slots=True)
class IdleLimits:
    """Seconds without a key or the mouse after which the screen is covered, and after which it is locked."""

    cover: int
    lock: int


def permissions_of(roles: Iterable[str], declared: Iterable[Permission]) -> frozenset[str]:
    """The keys of all declared permissions that any of ``roles`` holds; a role nobody named holds none."""
    held = set(roles)
    return frozenset(permission.key for permission in declared if held.intersection(permission.roles))


def has_keeper(roles_by_member: Mapping[int, Iterable[str]]) -> bool:
    """Whether at least one of these active members may still add and remove staff."""
    return any(KEEPERS.intersection(roles) for roles in roles_by_member.values())


def is_desk_only(roles: Iterable[str]) -> bool:
    """Whether somebody works at the front desk and nowhere else: their screen is locked sooner."""
    held = frozenset(roles)
    return bool(held) and held <= AT_THE_DESK


def idle_limits(roles: Iterable[str], *, cover: int, desk_minutes: int, office_minutes: int) -> IdleLimits:
    """The limits for somebody with ``roles``; those who also work in the office get the office's minutes.

    At the front desk the screen is covered after ``cover`` seconds; in the office it is not covered before it locks.
    """
    if is_desk_only(roles):
        lock = desk_minutes * 60
        return IdleLimits(min(cover, lock), lock)
    return IdleLimits(office_minutes * 60, office_minutes * 60)


def folded_login(login: str) -> str:
    """A login the way two are compared: without blanks at the ends, upper case the same as lower."""
    return login.strip().casefold()
