"""Off the window's thread and back: a writing and a reading lane, and the one place where late answers are dropped."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from rcc_desktop.logs import log_mistake
from rcc_desktop.work.lanes import Cancelled, Ear, Errand, Lane, Silence, answer_trouble

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

SHOW_PROGRESS_AFTER = 0.5  # seconds; what is done sooner never shows a bar
BETWEEN_PROGRESS = 0.1  # seconds; more often than this nobody can read
REST_AFTER = 2.0  # seconds without writing after which the writing lane tidies up behind itself
WAIT_AT_CLOSE = 10.0  # seconds a lane gets to finish what it holds


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
    """Made on the window's thread. ``inline`` uses the same two threads but waits for each answer: for tests."""

    _arrived = Signal(object)

    def __init__(self, *, inline: bool = False) -> None:
        super().__init__()
        self.inline = inline
        self._is_closed = False
        self._ear: Ear = Silence()
        self._at_end: Callable[[], None] = lambda: None
        self._at_rest: Callable[[], None] = lambda: None
        self._posted: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._queues: dict[Lane, SimpleQueue[_Job | None]] = {"read": SimpleQueue(), "write": SimpleQueue()}
        self._arrived.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            threading.Thread(target=self._live, args=(lane, queue), name=f"rcc {lane} lane", daemon=True)
            for lane, queue in self._queues.items()
        ]
        for thread in self._threads:
            thread.start()

    def listen(self, ear: Ear, at_end: Callable[[], None], at_rest: Callable[[], None] = lambda: None) -> None:
        """Tell trouble to ``ear``; each lane calls ``at_end`` (letting go of its connection) as its last act.

        The writing lane calls ``at_rest`` once nothing was written for two seconds.
        """
        self._ear, self._at_end, self._at_rest = ear, at_end, at_rest

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
            self._deliver_posted()

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
        self._posted.put(call)
        if not self.inline:
            self._arrived.emit(None)

    def close(self) -> None:
        """Finish what is queued, then end both lanes; answers that are still under way are dropped."""
        self._is_closed = True
        self._arrived.disconnect(self._hear)
        for queue in self._queues.values():
            queue.put(None)
        for thread in self._threads:
            thread.join(WAIT_AT_CLOSE)

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
            self._arrived.emit(job)

    def _hear(self, job: _Job | None) -> None:
        if job is None:
            self._deliver_posted()
        else:
            self._deliver(job)

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

    def _deliver_posted(self) -> None:
        while not self._posted.empty():
            try:
                self._posted.get()()
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


def is_alive(owner: object) -> bool:
    """False for a widget whose page was closed; whatever is no widget is taken to live."""
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
