"""A desk in a process of its own that checks people in until it is killed; it says each visit once it is kept."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from rcc_checkin.door import door_of
from rcc_checkin.service import check_in, check_in_anonymous

from rcc_desktop.database.center import open_center
from rcc_desktop.testing import LOGIN, PASSWORD, Clock
from rcc_desktop.testing_desk import TryOutDesk, begin_session


def main(folder: str, first: int, last: int) -> None:
    """Check in the people ``first`` to ``last``, and somebody anonymous with each."""
    clock = Clock()
    session = begin_session(open_center(Path(folder), login=LOGIN, password=PASSWORD), clock, {})
    desk = TryOutDesk(session)
    door = desk.ask(lambda: door_of(desk))
    sys.stdout.write("open\n")
    sys.stdout.flush()
    reasons = ("drop_in", "food")
    for person in range(first, last):
        named = desk.do(partial(check_in, person, door, clock(), reasons=reasons))
        nameless = desk.do(partial(check_in_anonymous, 1, door, clock(), reasons=reasons))
        sys.stdout.write(f"{named.visit} {nameless}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
