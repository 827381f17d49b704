"""Work leaves the window's thread and its answer comes back, or is dropped."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rcc_desktop.api.problems import Problem
from rcc_desktop.work.jobs import Lanes
from rcc_desktop.work.lanes import PlainLanes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_desktop.logs import Report
    from rcc_desktop.work.lanes import Lane


class Ear:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.reports: list[Report] = []

    def show_problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def broke(self, report: Report) -> None:
        self.reports.append(report)


class Page(QObject):
    """A page that shows its problems."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []

    def show_problem(self, problem: Problem) -> None:
        self.problems.append(problem)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture(params=[False, True], ids=["queued", "inline"])
def lanes(request: pytest.FixtureRequest, qtbot: Any, ear: Ear) -> Iterator[Lanes]:
    made = Lanes(inline=request.param)
    made.listen(ear, lambda: None)
    yield made
    made.close()


def test_that_work_is_done_elsewhere_and_answered_here(lanes: Lanes, qtbot: Any) -> None:
    answers: list[tuple[str, threading.Thread]] = []
    both: tuple[Lane, ...] = ("read", "write")
    for lane in both:
        lanes.run(
            lane,
            None,
            lambda: threading.current_thread().name,
            lambda name: answers.append((name, threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert sorted(name for name, _thread in answers) == ["rcc read lane", "rcc write lane"]
    assert {thread for _name, thread in answers} == {threading.main_thread()}


def test_that_writes_are_answered_in_the_order_they_were_asked(lanes: Lanes, qtbot: Any) -> None:
    answers: list[int] = []
    for number in range(50):
        lanes.run("write", None, partial(int, number), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == list(range(50))


def test_that_an_answer_for_a_closed_page_is_dropped(qtbot: Any, ear: Ear) -> None:
    lanes = Lanes()
    lanes.listen(ear, lambda: None)
    page, gate = QWidget(), threading.Event()
    answers: list[object] = []
    lanes.run("read", page, gate.wait, answers.append)
    lanes.run("read", page, lambda: 1 / 0, answers.append)
    shiboken6.delete(page)
    gate.set()
    after: list[int] = []
    lanes.run("read", None, lambda: 1, after.append)
    qtbot.waitUntil(lambda: after == [1])
    lanes.close()
    assert answers == []
    assert ear.reports == []


def test_that_a_problem_is_shown_on_the_page_that_asked(lanes: Lanes, ear: Ear, qtbot: Any) -> None:
    def refuse() -> None:
        raise Problem("No.", "Try another.")

    page = Page()
    lanes.run("write", page, refuse, lambda _answer: None)
    lanes.run("write", None, refuse, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(ear.problems))
    assert [problem.what for problem in page.problems] == ["No."]
    assert [problem.what for problem in ear.problems] == ["No."]
    assert ear.reports == []


def test_that_a_mistake_is_told_once_without_its_words(
    lanes: Lanes, ear: Ear, qtbot: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def break_it() -> None:
        raise ValueError("Maria Nuñez")

    lanes.run("read", Page(), break_it, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(ear.reports))
    (report,) = ear.reports
    assert report.kind == "ValueError"
    assert "Maria" not in report.text()
    assert report.places[-1].startswith(__name__.rsplit(".", 1)[-1]) or "test_work_lanes" in report.places[-1]
    assert report.number in caplog.text


def test_that_a_mistake_in_the_answer_is_told_too_and_the_lane_lives_on(lanes: Lanes, ear: Ear, qtbot: Any) -> None:
    after: list[int] = []
    lanes.run("write", None, lambda: 0, lambda zero: after.append(1 // zero))
    lanes.run("write", None, lambda: 1, after.append)
    qtbot.waitUntil(lambda: after == [1])
    assert [report.kind for report in ear.reports] == ["ZeroDivisionError"]


def test_that_even_a_plugin_that_exits_on_a_lane_does_not_end_it(lanes: Lanes, ear: Ear, qtbot: Any) -> None:
    def leave() -> None:
        raise SystemExit

    after: list[int] = []
    lanes.run("write", None, leave, lambda _answer: None)
    lanes.run("write", None, lambda: 1, after.append)
    qtbot.waitUntil(lambda: after == [1])
    assert [report.kind for report in ear.reports] == ["SystemExit"]


def test_that_work_on_a_lane_cannot_ask_a_lane(lanes: Lanes, ear: Ear, qtbot: Any) -> None:
    lanes.run("read", None, lambda: lanes.run("read", None, int, print), lambda _answer: None)
    qtbot.waitUntil(lambda: bool(ear.reports))
    assert ear.reports[0].kind == "RuntimeError"


def test_that_progress_is_not_shown_for_what_is_done_at_once(lanes: Lanes, qtbot: Any) -> None:
    answers: list[str] = []
    shares: list[float] = []

    def work(told: Any) -> str:
        for step in range(11):
            told(step / 10)
        return "done"

    lanes.long("read", None, work, answers.append, shares.append)
    qtbot.waitUntil(lambda: answers == ["done"])
    assert shares == []


def test_that_progress_of_long_work_arrives_here(qtbot: Any, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rcc_desktop.work.jobs.SHOW_PROGRESS_AFTER", 0.0)
    monkeypatch.setattr("rcc_desktop.work.jobs.BETWEEN_PROGRESS", 0.0)
    lanes = Lanes()
    lanes.listen(ear, lambda: None)
    shares: list[tuple[float, threading.Thread]] = []
    answers: list[None] = []
    lanes.long(
        "read", None, lambda told: told(0.5), answers.append, lambda s: shares.append((s, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: len(answers) == 1)
    lanes.close()
    assert shares == [(0.5, threading.main_thread())]


def test_that_cancelled_work_stops_and_answers_nothing(qtbot: Any, ear: Ear) -> None:
    lanes = Lanes()
    lanes.listen(ear, lambda: None)
    going = threading.Event()
    answers: list[None] = []

    def endless(told: Any) -> None:
        while True:
            going.set()
            told(0.0)

    errand = lanes.long("read", None, endless, answers.append, lambda _share: None)
    going.wait()
    errand.cancel()
    after: list[int] = []
    lanes.run("read", None, lambda: 1, after.append)
    qtbot.waitUntil(lambda: after == [1])
    lanes.close()
    assert (answers, ear.reports, ear.problems) == ([], [], [])


def test_that_closing_finishes_what_is_queued_and_lets_each_lane_say_goodbye(qtbot: Any, ear: Ear) -> None:
    lanes = Lanes()
    ended: list[str] = []
    kept: list[int] = []
    lanes.listen(ear, lambda: ended.append(threading.current_thread().name))
    for number in range(20):
        lanes.run("write", None, partial(kept.append, number), lambda _answer: None)
    lanes.close()
    assert kept == list(range(20))
    assert sorted(ended) == ["rcc read lane", "rcc write lane"]


def test_that_the_writing_lane_tidies_up_once_it_has_rested(
    qtbot: Any, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rcc_desktop.work.jobs.REST_AFTER", 0.01)
    lanes = Lanes()
    rests: list[str] = []
    lanes.listen(ear, lambda: None, lambda: rests.append(threading.current_thread().name))
    lanes.run("read", None, int, lambda _answer: None)
    lanes.run("write", None, int, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(rests))
    qtbot.wait(50)
    lanes.close()
    assert rests == ["rcc write lane"]


def test_that_the_command_line_works_on_its_own_thread_and_gets_errors_as_they_are() -> None:
    lanes = PlainLanes()
    answers: list[str] = []
    lanes.run("write", None, lambda: threading.current_thread().name, answers.append)
    assert answers == [threading.current_thread().name]
    with pytest.raises(ZeroDivisionError):
        lanes.run("read", None, lambda: 1 / 0, lambda _answer: None)


def test_that_asking_lanes_that_are_closed_waits_for_nothing(qtbot: Any, lanes: Lanes) -> None:
    answers: list[int] = []
    closed = Lanes(inline=lanes.inline)
    closed.close()
    closed.run("read", Page(), lambda: 1, answers.append)
    assert answers == []
