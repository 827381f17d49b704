"""Work apart: asked, told, answered; killed, mistaken and unwanted; and never a process left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from rcc_desktop.api import apart
from rcc_desktop.api.ui import Apart

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TASK = """
    import os, sys, time
    from rcc_desktop.api.apart import serve

    def answer(question, tell):
        tell({"pid": os.getpid()})
        print("a library that talks too much", flush=True)
        if question == "die":
            os._exit(9)
        if question == "mistake":
            raise ValueError("María")
        if question == "long":
            time.sleep(60)
        return [question, os.environ.get("RCC_PASSWORD")]

    def run(_arguments):
        return serve(answer)

    if __name__ == "__main__":
        sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that works apart, found where a plugin would be."""
    package = tmp_path / "rcc_tried_apart"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "task.py").write_text(textwrap.dedent(TASK), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    for known in [each for each in sys.modules if each.split(".")[0] == package.name]:
        monkeypatch.delitem(sys.modules, known)  # of a test before, whose folder is gone
    monkeypatch.setenv("RCC_PASSWORD", "not for others")
    return "rcc_tried_apart.task"


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_that_what_is_asked_is_answered_and_what_is_ours_is_not_handed_on(task: str) -> None:
    told: list[Any] = []
    assert apart.ask_apart(task, "Zoë 🌻\n", told=told.append) == ["Zoë 🌻\n", None]
    assert len(told) == 1


@pytest.mark.parametrize("question", ["die", "mistake"])
def test_that_a_process_that_ends_without_an_answer_is_told_from_one_that_answers(task: str, question: str) -> None:
    with pytest.raises(apart.Ended):
        apart.ask_apart(task, question)


def test_that_nothing_is_left_running_once_the_answer_is_not_wanted(task: str) -> None:
    told: list[Any] = []
    assert apart.ask_apart(task, "long", told=told.append, wanted=lambda: not told) is None
    assert not is_running(told[0]["pid"])


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for a process by POSIX means")
def test_that_it_ends_by_itself_when_whoever_asked_is_gone(task: str) -> None:
    child = subprocess.Popen(
        apart.command(task), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=apart.surroundings(task)
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdout, child.stdin:
        child.stdin.write(apart.line("long"))
        child.stdin.flush()
        child.stdout.readline()
        child.stdin.close()
        assert child.wait(20) == 1


def test_that_the_built_program_runs_the_same_module(task: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart.command(task) == [sys.executable, "--apart", task]
    built = [sys.executable, "-m", "rcc_desktop"]
    monkeypatch.setattr(apart, "command", lambda module: [*built, apart.ASKED, module])
    problem = {"slots": [], "workers": [], "first_day": 0, "last_day": 0, "constant": 7}
    answer = apart.ask_apart("rcc_mentors.filling.child", {"problem": problem, "seconds": 5, "seed": 1})
    assert answer["cost"] == 7


def test_that_a_page_hears_what_it_asked_for(task: str, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    told: list[Any] = []
    asked = Apart(page, task, "hello")
    asked.told.connect(told.append)
    with qtbot.waitSignal(asked.answered, timeout=20_000) as answered:
        pass
    assert answered.args == [["hello", None]]
    assert len(told) == 1


@pytest.mark.parametrize("question", ["die", "mistake"])
def test_that_a_page_hears_that_there_will_be_no_answer(task: str, qtbot: QtBot, question: str) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    asked = Apart(page, task, question)
    with qtbot.waitSignal(asked.failed, timeout=20_000):
        pass


def test_that_a_page_that_stops_it_hears_nothing_more_and_leaves_no_process(task: str, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    asked = Apart(page, task, "long")
    heard: list[object] = []
    asked.answered.connect(heard.append)
    asked.failed.connect(lambda: heard.append("failed"))
    with qtbot.waitSignal(asked.told, timeout=20_000) as told:
        pass
    asked.stop()
    assert not is_running(told.args[0]["pid"])
    assert heard == []


def test_that_a_page_that_is_closed_takes_its_process_along(task: str, qtbot: QtBot) -> None:
    page = QWidget()
    asked = Apart(page, task, "long")
    with qtbot.waitSignal(asked.told, timeout=20_000) as told:
        pass
    page.deleteLater()
    qtbot.waitUntil(lambda: not is_running(told.args[0]["pid"]), timeout=20_000)
