"""Off the window's thread and back: a writing and a reading lane, and the one place where late answers are dropped."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from rcc_desktop.logs import log_mistake
from rcc_desktop.work.garbage import Sweeper
from rcc_desktop.work.lanes import Cancelled, Ear, Errand, Lane, Silence, answer_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

SHOW_PROGRESS_AFTER = 0.5  # seconds; what is done sooner never shows a bar
BETWEEN_PROGRESS = 0.1  # seconds; more often than this nobody can read
REST_AFTER = 2.0  # seconds without writing after which the writing lane tidies up behind itself
WAIT_AT_CLOSE = 10.0  # seconds a lane gets to finish what it holds
HURRY_EVERY = 0.1  # seconds; for lanes that are being closed
SWEEP_EVERY = 1000  # milliseconds

_outlived: list[Lanes] = []
"""Lanes whose work went on past their closing. They are never let go of: that would happen on the lane itself."""


@dataclass(slots=True, eq=False)
class _Job:
    """One piece of work; emptied on the asking thread, so that no widget is ever let go of on a lane."""

    owner: Any
    work: Any
    then: Any
    answer: Any = None
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def empty(self) -> None:
        self.owner = self.work = self.then = self.answer = self.error = None


class Lanes(QObject):
    """Made on the window's thread. ``inline`` uses the same two threads but waits for each answer: for tests.

    No widget is ever let go of on a lane: what a job holds is dropped on the window's thread, whatever becomes of it,
    and Python's garbage is collected there alone, between two events; see ``garbage``. Whoever waits for each answer
    has no event loop to count on, and sweeps when it suits.
    """

    _arrived = Signal()

    def __init__(self, *, inline: bool = False) -> None:
        super().__init__()
        self.inline = inline
        self._is_closed = False
        self._ear: Ear = Silence()
        self._at_end: Callable[[], None] = lambda: None
        self._at_rest: Callable[[], None] = lambda: None
        self._hurry: Callable[[], None] = lambda: None
        self._news: SimpleQueue[_Job | Callable[[], None]] = SimpleQueue()
        self._queues: dict[Lane, SimpleQueue[_Job | None]] = {"read": SimpleQueue(), "write": SimpleQueue()}
        self._arrived.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._sweeper = Sweeper()
        self._sweeps = QTimer(self, interval=SWEEP_EVERY)
        self._sweeps.timeout.connect(self._sweeper.sweep)  # from the event loop, where Qt is in the midst of nothing
        if not inline:
            self._sweeps.start()
        self._threads = [
            threading.Thread(target=self._live, args=(lane, queue), name=f"rcc {lane} lane", daemon=True)
            for lane, queue in self._queues.items()
        ]
        for thread in self._threads:
            thread.start()

    def listen(
        self,
        ear: Ear,
        at_end: Callable[[], None],
        at_rest: Callable[[], None] = lambda: None,
        hurry: Callable[[], None] = lambda: None,
    ) -> None:
        """Tell trouble to ``ear``; each lane calls ``at_end`` (letting go of its connection) as its last act.

        The writing lane calls ``at_rest`` once nothing was written for two seconds. Whoever closes the lanes calls
        ``hurry``, which cuts short what is being read.
        """
        self._ear, self._at_end, self._at_rest, self._hurry = ear, at_end, at_rest, hurry

    def run(self, lane: Lane, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Queue ``work`` on a lane; ``then`` gets its answer on the window's thread if ``owner`` still lives.

        Once the lanes are closed nothing is run and nothing answered.
        """
        if threading.current_thread() in self._threads:
            raise RuntimeError("work on a lane asked the desk: a verb reads and writes directly")
        if self._is_closed:
            return  # a page outlived its center; nobody is left to work for it
        job = _Job(owner, work, then)
        self._queues[lane].put(job)
        if self.inline:
            job.done.wait()
            self._deliver(job)
            for news in _drain(self._news):
                self._take(news)

    def long(
        self,
        lane: Lane,
        owner: object,
        work: Callable[[Callable[[float], None]], T],
        then: Callable[[T], None],
        progress: Callable[[float], None],
    ) -> Errand:
        """Queue work that may take over half a second; ``progress`` is told 0.0 to 1.0 on the window's thread."""
        errand = _Errand(self, owner, progress)
        self.run(lane, owner, lambda: work(errand.told), errand.if_wanted(then))
        return errand

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` on the window's thread, soon; safe from any thread."""
        self._tell(call)

    def close(self) -> None:
        """Finish what is being worked at and what is queued to be written, then end both lanes.

        Answers that are still under way are dropped; what was only queued to be read is not begun, for nobody is left
        to see it.
        """
        self._is_closed = True
        self._sweeps.stop()
        self._arrived.disconnect(self._hear)
        unread = tuple(_drain(self._queues["read"]))
        for queue in self._queues.values():
            queue.put(None)
        self._wait_for_lanes()
        for job in (*unread, *_drain(self._news)):
            if isinstance(job, _Job):
                job.empty()

    def _wait_for_lanes(self) -> None:
        """What is being read may be between two statements when it is first cut short, so it is told again."""
        until = time.monotonic() + WAIT_AT_CLOSE
        for thread in self._threads:
            while thread.is_alive() and time.monotonic() < until:
                self._hurry()
                thread.join(HURRY_EVERY)
        if any(thread.is_alive() for thread in self._threads):
            _outlived.append(self)

    def _live(self, lane: Lane, queue: SimpleQueue[_Job | None]) -> None:
        rests = lane == "write" and not self.inline
        patience = None
        while True:
            try:
                job = queue.get(timeout=patience)
            except Empty:
                self._work(_Job(None, self._at_rest, lambda _answer: None))
                patience = None
                continue
            if job is None:
                break
            self._work(job)
            del job
            patience = REST_AFTER if rests else None
        self._at_end()

    def _work(self, job: _Job) -> None:
        try:
            job.answer = job.work()
        except BaseException as error:  # noqa: BLE001 (the lane lives on, whatever a plugin's work raises; told below)
            job.error = error
        job.done.set()
        if not self.inline:
            self._tell(job)

    def _tell(self, news: _Job | Callable[[], None]) -> None:
        """Every piece of news waits in the queue and rings once; Qt carries none of it, and so can lose none."""
        self._news.put(news)
        if not self.inline:
            self._arrived.emit()

    @Slot()
    def _hear(self) -> None:
        """One ring, one piece of news. What rang before the lanes were closed is still heard after, and is empty."""
        if self._is_closed or self._news.empty():
            return
        self._take(self._news.get())

    def _take(self, news: _Job | Callable[[], None]) -> None:
        if isinstance(news, _Job):
            self._deliver(news)
        else:
            self._call(news)

    def _deliver(self, job: _Job) -> None:
        try:
            if is_alive(job.owner):
                self._answer(job)
        finally:
            job.empty()

    def _answer(self, job: _Job) -> None:
        error, owner = job.error, job.owner
        if error is None:
            try:
                job.then(job.answer)
            except Exception as mistake:  # noqa: BLE001 (a border: a page's mistake must not end the window)
                error = mistake
        if error is not None:
            answer_trouble(owner, error, self._ear)

    def _call(self, posted: Callable[[], None]) -> None:
        try:
            posted()
        except Exception as mistake:  # noqa: BLE001 (a border, as above)
            self._ear.broke(log_mistake(mistake))


class _Errand:
    """Long work under way: what it tells reaches the window ten times a second at most, from half a second on."""

    def __init__(self, lanes: Lanes, owner: object, progress: Callable[[float], None]) -> None:
        self._lanes, self._owner, self._progress = lanes, owner, progress
        self._cancelled = threading.Event()
        self._next = time.monotonic() + SHOW_PROGRESS_AFTER

    def cancel(self) -> None:
        """Stop at the next progress; nothing is answered."""
        self._cancelled.set()

    def if_wanted(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """``then``, unless the errand was cancelled after its last progress."""
        return lambda answer: None if self._cancelled.is_set() else then(answer)

    def told(self, share: float) -> None:
        """Called by the work. Raises ``Cancelled`` once nobody wants the answer."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now >= self._next:
            self._next = now + BETWEEN_PROGRESS
            self._lanes.post(lambda: self._show(share))

    def _show(self, share: float) -> None:
        if is_alive(self._owner) and not self._cancelled.is_set():
            self._progress(share)


def _drain(queue: SimpleQueue[T]) -> Iterator[T]:
    while not queue.empty():
        yield queue.get()


def is_alive(owner: object) -> bool:
    """False for a widget whose page was closed; whatever is no widget is taken to live."""
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
