"""The process that reads one workbook: little memory, little time, no files written, then gone.

The file comes in on standard input, so no name of a file stands in the list of processes; rows go out on standard
output as lines of JSON, the last one saying how it ended.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import speak
from rcc_desktop.imports.limits import MEGABYTE, MOST_BYTES
from rcc_desktop.imports.refusals import refusal
from rcc_desktop.imports.workbook import Sheet, read_workbook

MEMORY = 1024 * MEGABYTE
CPU_SECONDS = 60


def limit_this_process() -> None:
    """Memory, time and files, where the system lets a process bind itself (not on Windows)."""
    with suppress(ImportError):
        import resource

        for what, most, at_last in (
            (resource.RLIMIT_CORE, 0, 0),  # a core file would hold people's names
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 5),  # told first, so that we can say why
            (resource.RLIMIT_AS, MEMORY, MEMORY),
        ):
            with suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; the other limits still hold
                resource.setrlimit(what, (most, at_last))


def run(arguments: list[str]) -> int:
    """``arguments``: the language, and the place of the sheet (counted from 0) or ``-``."""
    limit_this_process()
    language, place = arguments
    speak(language)
    try:
        _write_sheet(read_workbook(sys.stdin.buffer.read(MOST_BYTES + 1), None if place == "-" else int(place)))
    except Problem as problem:
        _write({"what": problem.what, "way_out": problem.way_out, "code": problem.code})
    except MemoryError:
        heavy = refusal("too_heavy")
        _write({"what": heavy.what, "way_out": heavy.way_out, "code": heavy.code})
    sys.stdout.buffer.flush()
    return 0


def _write_sheet(sheet: Sheet) -> None:
    for row in sheet.rows:
        _write(row)
    _write({"names": sheet.names, "chosen": sheet.chosen, "uncalculated": sheet.uncalculated})


def _write(line: Any) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
