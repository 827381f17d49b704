"""How a command answers: plain lines for a person, or one JSON value for a program."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from rcc_desktop.api.problems import Problem

REFUSED = 1
"""The exit status when something a person can put right went wrong; argparse uses 2 for a call it cannot read."""


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


def in_columns(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """``rows`` under their titles, padded so that columns line up in a terminal."""
    cells = [list(titles), *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[at]) for row in cells) for at in range(len(titles))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, set | frozenset) else str(value)
