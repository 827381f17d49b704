"""A center that closes does not wait for what is being read."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.acting import PROGRAM
from rcc_desktop.host.opening import begin
from rcc_desktop.settings import Settings
from rcc_desktop.work.jobs import WAIT_AT_CLOSE, Lanes

if TYPE_CHECKING:
    from rcc_desktop.database.center import Center
    from rcc_desktop.testing import Clock

ENDLESS = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT count(*) FROM number"


def test_that_closing_cuts_short_a_read_without_end(center: Center, clock: Clock, qtbot: Any) -> None:
    lanes = Lanes()
    session = begin(center, lanes=lanes, settings=Settings(), clock=clock, found=())
    begun = threading.Event()

    def count() -> object:
        begun.set()
        return session.store.database.execute_sql(ENDLESS).fetchone()

    lanes.run("read", None, lambda: session.store.read(count, PROGRAM), lambda _answer: None)
    assert begun.wait(WAIT_AT_CLOSE)
    since = time.monotonic()
    session.close()
    assert time.monotonic() - since < WAIT_AT_CLOSE / 2
    assert not [thread for thread in threading.enumerate() if thread.name == "rcc read lane"]
