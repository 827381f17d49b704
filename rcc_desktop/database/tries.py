"""Wrong passwords slow down whoever tries them at the desk, and never lock anyone out for good.

Waiting is measured by the computer's own counter since it was started: setting its clock forward or back gains nothing.
A stolen file is guarded by the stretching of the password alone, not by this.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_, ngettext = words("rcc_desktop")

FREE_TRIES = 3
LONGEST_WAIT = 300.0
DEVICE = "device"
_MOST_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Failed:
    """How often, and at which second of the computer's own counter last."""

    times: int
    last: float


class Tries:
    """``center.tries``: failed tries for each login (as its tag) and for this computer as a whole."""

    def __init__(self, path: Path, ticks: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._ticks = ticks
        self._failed = _read(path)

    def check(self, who: str) -> None:
        """A Problem that says how long to wait, when it is too soon to try again."""
        wait = max(self._wait(self._failed.get(key)) for key in (who, DEVICE))
        if wait <= 0:
            return
        seconds = int(wait) + 1
        raise Problem(
            _("That was not right a few times in a row."),
            ngettext("Wait {count} second, then try again.", "Wait {count} seconds, then try again.", seconds).format(
                count=seconds
            ),
            field="password",
            code="store.too_many_tries",
        )

    def failed(self, who: str) -> None:
        """Count a failed try."""
        for key in (who, DEVICE):
            before = self._failed.pop(key, None)
            self._failed[key] = Failed((before.times if before else 0) + 1, self._ticks())
        self._write()

    def succeeded(self, who: str) -> int:
        """Forget the failed tries of ``who``; how many there were, so that they can be told."""
        before = self._failed.pop(who, None)
        if self._failed.pop(DEVICE, None) or before:
            self._write()
        return before.times if before else 0

    def _wait(self, failed: Failed | None) -> float:
        if failed is None:
            return 0.0
        since = self._ticks() - failed.last
        if since < 0:  # the computer was started anew: at least as much time has gone by as since then
            since = self._ticks()
        return wait_after(failed.times) - since

    def _write(self) -> None:
        kept = list(self._failed.items())[-_MOST_REMEMBERED:]
        plain = {who: [failed.times, failed.last] for who, failed in kept}
        write_whole(self._path, json.dumps(plain).encode("ascii"))


def wait_after(times: int) -> float:
    """Seconds to wait after so many failed tries: none after three, then 1, 2, 4 and so on up to five minutes."""
    over = times - FREE_TRIES
    return 0.0 if over < 0 else min(LONGEST_WAIT, 2.0 ** min(over, 16))


def _read(path: Path) -> dict[str, Failed]:
    found: dict[str, Failed] = {}
    with suppress(FileNotFoundError, ValueError, TypeError, AttributeError):  # a damaged count is no count
        for who, (times, last) in json.loads(path.read_bytes()).items():
            found[str(who)] = Failed(int(times), float(last))
    return found
