"""A desk in a process of its own that checks people in until it is killed; it says each visit once it is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rcc_checkin.door import door_of
from rcc_checkin.service import check_in, check_in_anonymous

if TYPE_CHECKING:
    from collections.abc import Callable

REASONS = ("drop_in", "food")


def work(desk: Any, say: Callable[[str], None], first: str, last: str) -> None:
    """Check in the people ``first`` to ``last``, and somebody anonymous with each."""
    door = desk.ask(lambda: door_of(desk))
    for person in range(int(first), int(last)):
        named = desk.do(partial(check_in, person, door, desk.now(), reasons=REASONS))
        nameless = desk.do(partial(check_in_anonymous, 1, door, desk.now(), reasons=REASONS))
        say(f"{named.visit} {nameless}")
