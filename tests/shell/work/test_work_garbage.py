"""A widget never goes on a lane: not as garbage, not with an answer nobody hears, not with lanes that outlive it."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from rcc_desktop.work import jobs
from rcc_desktop.work.garbage import Sweeper
from rcc_desktop.work.jobs import Lanes
from rcc_desktop.work.lanes import Silence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QEvent

    from rcc_desktop.work.lanes import Lane

HERE = threading.main_thread().name


class Knot:
    """Something that only the garbage collector can let go of."""

    def __init__(self) -> None:
        self.itself = self


class Page(QWidget):
    """A page that notes the thread it goes on."""

    def __init__(self, went: list[str]) -> None:
        super().__init__()
        weakref.finalize(self, lambda: went.append(threading.current_thread().name))

    def show_answer(self, answer: object) -> None:
        """Take the answer; for whoever asks with the page alone in hand."""


@pytest.fixture
def went() -> list[str]:
    """The threads that pages went on."""
    return []


class Gate:
    """Work that has begun, and ends when it is let."""

    def __init__(self) -> None:
        self._begun, self._end = threading.Event(), threading.Event()

    def work(self) -> None:
        self._begun.set()
        self._end.wait()

    def wait_for_work(self) -> None:
        self._begun.wait()

    def open(self) -> None:
        self._end.set()


@pytest.fixture(params=[False, True], ids=["queued", "inline"])
def lanes(request: pytest.FixtureRequest, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lanes]:
    monkeypatch.setattr(jobs, "SWEEP_EVERY", 10)
    made = Lanes(inline=request.param)
    yield made
    made.close()


@pytest.mark.parametrize("lane", ["read", "write"])
def test_that_garbage_with_a_page_in_it_goes_on_the_window_s_thread_whatever_a_lane_makes(
    lanes: Lanes, lane: Lane, qtbot: Any, went: list[str]
) -> None:
    page = Page(went)
    page.itself = page  # type: ignore[attr-defined]
    del page
    answers: list[object] = []
    lanes.run(lane, None, lambda: [[] for _each in range(100_000)], answers.append)
    assert went == [], "it goes at an event of its own, and not in the middle of something"
    qtbot.waitUntil(lambda: bool(answers))
    if lanes.inline:
        Sweeper().sweep()
    qtbot.waitUntil(lambda: bool(went))
    assert went == [HERE]


def test_that_what_an_unheard_answer_holds_is_let_go_of_by_whoever_closes_the_lanes(
    qtbot: Any, went: list[str]
) -> None:
    lanes, gate = Lanes(), Gate()
    lanes.listen(Silence(), lambda: None, hurry=gate.open)
    for _time in range(2):
        page = Page(went)
        lanes.run("read", page, gate.work, page.show_answer)
        del page
    gate.wait_for_work()
    lanes.close()
    assert went == [HERE, HERE]


def test_that_lanes_whose_work_outlives_their_closing_let_go_of_nothing_on_a_lane(
    qtbot: Any, went: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "WAIT_AT_CLOSE", 0.0)
    monkeypatch.setattr(jobs, "_outlived", [])
    lanes, gate, page = Lanes(), Gate(), Page(went)
    weakref.finalize(lanes, lambda: went.append(threading.current_thread().name))
    threads = lanes._threads
    lanes.run("read", page, gate.work, page.show_answer)
    gate.wait_for_work()
    lanes.close()
    del lanes, page
    gate.open()
    for thread in threads:
        thread.join()
    assert went == []


def test_that_reading_is_cut_short_again_until_the_lane_has_ended(qtbot: Any) -> None:
    lanes, gate = Lanes(), Gate()
    hurries: list[int] = []

    def hurry() -> None:
        hurries.append(len(hurries))
        if len(hurries) == 2:
            gate.open()

    lanes.listen(Silence(), lambda: None, hurry=hurry)
    lanes.run("read", None, gate.work, lambda _answer: None)
    gate.wait_for_work()
    lanes.close()
    assert hurries[:2] == [0, 1]


def test_that_what_is_only_queued_to_be_read_is_not_begun_once_the_lanes_close(qtbot: Any) -> None:
    lanes, gate = Lanes(), Gate()
    begun: list[str] = []
    lanes.listen(Silence(), lambda: None, hurry=gate.open)
    lanes.run("read", None, gate.work, lambda _answer: None)
    gate.wait_for_work()
    lanes.run("read", None, lambda: begun.append("read"), lambda _answer: None)
    lanes.run("write", None, lambda: begun.append("write"), lambda _answer: None)
    lanes.close()
    assert begun == ["write"]


def test_that_the_collector_stays_off_by_itself() -> None:
    gc.enable()
    Sweeper()
    assert not gc.isenabled()


def test_that_garbage_does_not_go_while_qt_is_in_the_midst_of_something(qtbot: Any, went: list[str]) -> None:
    gone: list[int] = []

    class Restless(QWidget):
        """Makes much of everything, as a delegate does of every row."""

        def changeEvent(self, event: QEvent) -> None:
            super().changeEvent(event)
            self.made = [[] for _each in range(100_000)]  # type: ignore[var-annotated]
            gone.append(len(went))

    Sweeper()
    restless = Restless()
    qtbot.addWidget(restless)
    page = Page(went)
    page.itself = page  # type: ignore[attr-defined]
    del page
    restless.setStyleSheet("color: red")
    assert gone
    assert set(gone) == {0}


def test_that_a_sweep_finds_what_is_young_and_then_what_is_old() -> None:
    sweeper, knot = Sweeper(), Knot()
    old = weakref.ref(knot)
    gc.collect()
    del knot
    kept: list[list[object]] = []
    for _time in range(200):  # over 11 times 11 sweeps of 700 and more, by Python's own thresholds
        kept.extend([] for _each in range(1000))
        sweeper.sweep()
    assert old() is None


def test_that_looking_through_everything_takes_a_hundredth_of_the_time_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    wholes: list[float] = []

    def collect(generation: int = 2) -> None:
        nonlocal now
        if generation == 2:
            wholes.append(now)
            now += 0.1

    monkeypatch.setattr(time, "monotonic", lambda: now)
    monkeypatch.setattr(gc, "get_count", lambda: (701, 11, 11))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", collect)
    sweeper = Sweeper()
    for _second in range(25):
        sweeper.sweep()
        now += 1.0
    # 0.1 s at second 0, so not again within 10 s; each whole sweep itself takes the clock on by 0.1 s
    assert [round(at) for at in wholes] == [0, 10, 20]
