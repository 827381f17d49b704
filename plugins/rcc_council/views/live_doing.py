"""How a meeting is written down while it goes on: kept at once, said quietly, and taken back by undo."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rcc_council.meetings.rows import MeetingNow
    from rcc_desktop.api.ui import PageWidget

T = TypeVar("T")


class Doing:
    """Keeps things for the page on the meeting it shows; ``done`` is called after each."""

    def __init__(self, page: PageWidget, done: Callable[[], object]) -> None:
        self._page, self.desk, self._done = page, page.desk, done
        self.now: MeetingNow | None = None

    @property
    def meeting(self) -> int:
        """The meeting that is shown."""
        assert self.now is not None
        return self.now.meeting.id

    def moment(self, *, at_end: bool = False) -> datetime:
        """Now; in a meeting that is over, within its own hours."""
        if self.now is None or self.now.closed is None:
            return self.desk.now()
        begins = self.now.opened or self.now.meeting.starts
        return max(begins, self.now.closed - timedelta(seconds=1)) if at_end else begins

    def keep(self, work: Callable[[], T], said: str, undo: Callable[[T], object] | None = None) -> None:
        """Do something, say it, and look again."""
        self._page.clear_problem()

        def kept(answer: T) -> None:
            if said:
                self.desk.note(said, (lambda: undo(answer)) if undo is not None else None)
            self._done()

        self.desk.write(self._page, work, kept)

    def keep_and_say(self, work: Callable[[], T], say: Callable[[T], object]) -> None:
        """Do something whose answer decides what is said."""
        self._page.clear_problem()

        def kept(answer: T) -> None:
            say(answer)
            self._done()

        self.desk.write(self._page, work, kept)
