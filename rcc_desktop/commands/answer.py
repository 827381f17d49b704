"""How a command answers: plain lines for a person, or one JSON value for a program."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.words import words
from rcc_desktop.logs import LOG_FILE, log, log_mistake, start_log
from rcc_desktop.places import state_folder

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from rcc_desktop.api.problems import Problem

_, ngettext = words("rcc_desktop")

REFUSED = 1
"""The exit status when something a person can put right went wrong; argparse uses 2 for a call it cannot read."""

BROKEN = 70
"""The exit status of a mistake of the program itself: ``EX_SOFTWARE`` of ``sysexits.h``."""


def answer(args: Namespace, value: Any, lines: Iterable[str]) -> int:
    """Print ``value`` as JSON if a program asked, else ``lines``; give the exit status of success."""
    if getattr(args, "json", False):
        print(json.dumps(value, ensure_ascii=False, default=_plain))
    else:
        for line in lines:
            print(line)
    return 0


def refuse(problem: Problem) -> int:
    """Say what went wrong on the error stream; give the exit status of it."""
    print(str(problem), file=sys.stderr)
    return REFUSED


def broke(mistake: Exception) -> int:
    """Keep a mistake of the program in the log, without its words; say its number, and give the exit status of it."""
    with ExitStack() as kept:
        try:
            kept.callback(start_log(state_folder()).close)
        except OSError as trouble:  # no room, or no right to write there: its number is said all the same
            log.warning("no log: %s", type(trouble).__name__)
        number = log_mistake(mistake).number
    told = _("The program made a mistake (number {number}). What was not finished was not kept. The log: {file}")
    print(told.format(number=number, file=state_folder() / LOG_FILE), file=sys.stderr)
    return BROKEN


def in_columns(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """``rows`` under their titles, padded so that columns line up in a terminal."""
    cells = [list(titles), *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[at]) for row in cells) for at in range(len(titles))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, set | frozenset) else str(value)
