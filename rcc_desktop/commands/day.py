"""A day of the made-up center without a window: people checked in, the day's sheet written, a picture of every page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.host.made_up import Wanted, make_up
from rcc_desktop.host.papers import write_paper
from rcc_desktop.main import close_center, open_headless

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

ARRIVALS = 10
"""How many more come in while we watch."""

DAY_SHEET, CHECK_IN = "checkin.sign_in_sheet", "checkin"


def run_a_day(beside: Path, clock: Callable[[], datetime]) -> Path:
    """Run the day into a new folder beside others of its kind, and give the folder."""
    out = _free(beside)
    made = make_up(out / "center", Wanted(), clock)
    opened = open_headless(made.folder, made.director, made.password)
    try:
        _check_people_in(opened.session)
        for suffix in (".xlsx", ".pdf"):
            write_paper(opened.session, DAY_SHEET, out / f"sign-in-sheet{suffix}", period=None, site=None)
    finally:
        close_center(opened)
    return out


def _check_people_in(session: Session) -> None:
    """Check in some who are not here yet, by the command anybody may type."""
    from rcc_desktop.people.service import people_after

    info = session.host.infos[CHECK_IN]
    commands = info.commands() if info.commands else ()
    check_in = next(command for command in commands if command.name == CHECK_IN)
    desk = session.desk_of(CHECK_IN)
    for row in session.store.read(lambda: people_after(limit=ARRIVALS), session.actor):
        typed = {"person": str(row.id), "reason": []}
        session.store.write(partial(check_in.run, desk, typed), session.actor)


def _free(wanted: Path) -> Path:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3`` … that is not there yet."""
    number, free = 1, wanted
    while free.exists():
        number += 1
        free = wanted.with_name(f"{wanted.name}-{number}")
    free.mkdir(parents=True)
    return free
