"""A pytest plugin for whoever writes a plugin: a whole center, synchronous, asked for by name.

``center``, ``session``, ``store``, ``host``, ``desk``, ``clock``, ``person``, ``written`` and ``turns`` are fixtures;
override ``more_plugins`` to start a plugin that is not installed. A test that leaves a thread or a running timer behind
fails. Run as a module it is the other process of ``turns``.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import shutil
import subprocess
import sys
import threading
import time
import weakref
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from rcc_desktop.work.garbage import Sweeper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rcc_desktop.api.documents import Sheet
    from rcc_desktop.database.center import Center
    from rcc_desktop.database.store import Store
    from rcc_desktop.host.host import PluginHost
    from rcc_desktop.host.session import Session
    from rcc_desktop.testing_desk import TryOutDesk


os.environ["OPENPYXL_LXML"] = "False"  # as where workbooks are read (imports/apart.py), and before openpyxl looks
ZONE = ZoneInfo("America/New_York")
LOGIN, PASSWORD = "director", "seven kind herons wade slowly"


class Clock:
    """A clock that stands still at 2026-11-21 10:00 in New York until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 10, 0, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now

    def set(self, moment: datetime) -> None:
        """Move to ``moment``; a naive one is taken for the center's own time."""
        self.now = moment if moment.tzinfo else moment.replace(tzinfo=ZONE)

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Move to a time of the same day, and say what it is now."""
        self.now = self.now.replace(hour=hour, minute=minute)
        return self.now

    def advance(self, **span: float) -> datetime:
        """Let time pass: ``clock.advance(minutes=40)``, and say what it is now."""
        self.now = (self.now.astimezone(UTC) + timedelta(**span)).astimezone(ZONE)
        return self.now


class Turns:
    """A center that is opened, worked at and left again and again: here, or by a process that is killed at it."""

    def __init__(self, folder: Path, clock: Clock, more: Mapping[str, str]) -> None:
        self._folder, self._clock, self._more = folder, clock, more

    @contextmanager
    def here(self) -> Iterator[TryOutDesk]:
        """One turn in this process."""
        with _at_work(self._folder, self._clock, self._more) as desk:
            yield desk

    def killed(self, script: Path, after: float, *given: object) -> list[str]:
        """A turn of another process, killed ``after`` seconds at work; the lines it said by then.

        ``script`` defines ``work(desk, say, *given)``, which gets what is ``given`` as text and says a line with
        ``say``. A line cut short by the kill is left out.
        """
        command = [sys.executable, "-m", "rcc_desktop.testing", str(self._folder), json.dumps(dict(self._more))]
        command += [str(script), *map(str, given)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            said = child.stdout
            assert said is not None
            assert said.readline() == "open\n"
            time.sleep(after)
            child.kill()
            lines = said.read().splitlines(keepends=True)
        return [line.rstrip("\n") for line in lines if line.endswith("\n")]


SWEEPER = Sweeper()
"""Python's garbage is collected between two tests and not on whichever thread a test makes something."""


def pytest_runtest_logfinish() -> None:
    """Collect what is due; here no event loop does."""
    SWEEPER.sweep()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option we have."""
    parser.addini("rcc_watch_leaks", "watch every test for threads and timers left behind", "bool", default=False)


@pytest.fixture
def clock() -> Clock:
    """The clock of the center."""
    return Clock()


@pytest.fixture
def more_plugins() -> Mapping[str, str]:
    """Plugins to start besides the installed ones, as ``{"rides": "rcc_rides.plugin"}``; override it."""
    return {}


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that stands for everything this computer keeps outside the center."""
    folder = tmp_path / "computer"
    monkeypatch.setenv("RCC_CONFIG_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def _templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Path]:
    """Made once for each set of plugins, then copied for every test: a center with one site and one director."""
    made: dict[tuple[tuple[str, str], ...], Path] = {}

    def template(more: Mapping[str, str]) -> Path:
        key = tuple(sorted(more.items()))
        if key not in made:
            made[key] = _make_template(tmp_path_factory.mktemp("template"), more)
        return made[key]

    return template


@pytest.fixture
def center(
    tmp_path: Path, _templates: Callable[[Mapping[str, str]], Path], more_plugins: Mapping[str, str], computer: Path
) -> Iterator[Center]:
    """An open center of its own for this test: encrypted, migrated, with one site and one director."""
    from rcc_desktop.database.center import open_center

    folder = tmp_path / "center"
    shutil.copytree(_templates(more_plugins), folder)
    opened = open_center(folder, login=LOGIN, password=PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def session(center: Center, clock: Clock, more_plugins: Mapping[str, str]) -> Iterator[Session]:
    """The center at work; lanes are real threads, but each answer is waited for."""
    from rcc_desktop.testing_desk import begin_session

    begun = begin_session(center, clock, more_plugins)
    yield begun
    begun.close()


@pytest.fixture
def store(session: Session) -> Store:
    """The records."""
    return session.store


@pytest.fixture
def host(session: Session) -> PluginHost:
    """The plugins."""
    return session.host


@pytest.fixture
def desk(session: Session) -> TryOutDesk:
    """A desk at which somebody is signed in who may do everything; ``desk.acting_as("front_desk")`` changes that."""
    from rcc_desktop.testing_desk import TryOutDesk

    return TryOutDesk(session)


@pytest.fixture
def person(desk: TryOutDesk) -> Callable[..., int]:
    """``person("Maria Nuñez", born=date(1984, 5, 1))`` adds somebody made up and gives their id."""
    return desk.add_made_up


@pytest.fixture
def written(clock: Clock) -> Callable[[Sheet, str], bytes]:
    """``written(sheet, ".pdf")`` is the file that a paper would be handed over as: .pdf, .xlsx or .csv."""
    from rcc_desktop.api.documents import Letterhead
    from rcc_desktop.documents.hand_over import document_bytes

    return lambda sheet, suffix: document_bytes(sheet, Letterhead("Main Street", clock.now), suffix)


@pytest.fixture
def turns(center: Center, clock: Clock, more_plugins: Mapping[str, str]) -> Turns:
    """The center, left; for tests that open it several times or kill whoever works at it."""
    center.close()
    return Turns(center.folder, clock, more_plugins)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not (request.config.getini("rcc_watch_leaks") or "center" in request.fixturenames):
        yield
        return
    before = set(threading.enumerate())
    timers = _watch_timers(monkeypatch)
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before if _outlives(thread)]
    if any(_is_running(timer) for timer in timers):
        gc.collect()  # those of a page that nobody holds any more only wait to be swept
    running = [timer for timer in timers if _is_running(timer)]
    for timer in running:
        timer.stop()
    if left or running:
        pytest.fail(f"left behind: threads {left}, {len(running)} running timers")


def _outlives(thread: threading.Thread) -> bool:
    thread.join(1.0)
    return thread.is_alive()


def _watch_timers(monkeypatch: pytest.MonkeyPatch) -> weakref.WeakSet[Any]:
    """Every QTimer that is started from Python while the test runs."""
    started: weakref.WeakSet[Any] = weakref.WeakSet()
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QTimer

        start = QTimer.start

        def noted(timer: Any, *interval: int) -> None:
            started.add(timer)
            start(timer, *interval)

        monkeypatch.setattr(QTimer, "start", noted)
    return started


def _is_running(timer: Any) -> bool:
    import shiboken6

    return shiboken6.isValid(timer) and timer.isActive()


def _make_template(folder: Path, more: Mapping[str, str]) -> Path:
    from rcc_desktop.database.center import create_center
    from rcc_desktop.database.stretch import LEAST_READ_KIB, Stretch
    from rcc_desktop.testing_desk import begin_session, furnish

    made = folder / "center"
    cheapest = Stretch(LEAST_READ_KIB, 1, 1)
    opened = create_center(made, login=LOGIN, password=PASSWORD, stretch=cheapest).center
    begun = begin_session(opened, Clock(), more)
    furnish(begun, LOGIN)
    begun.close()
    opened.close()
    return made


@contextmanager
def _at_work(folder: Path, clock: Clock, more: Mapping[str, str]) -> Iterator[TryOutDesk]:
    from rcc_desktop.database.center import open_center
    from rcc_desktop.testing_desk import TryOutDesk, begin_session

    opened = open_center(folder, login=LOGIN, password=PASSWORD)
    begun = begin_session(opened, clock, more)
    try:
        yield TryOutDesk(begun)
    finally:
        begun.close()
        opened.close()


def _take_a_turn(folder: str, more: str, script: str, *given: str) -> None:
    def say(line: object) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    work = runpy.run_path(script)["work"]
    with _at_work(Path(folder), Clock(), json.loads(more)) as desk:
        say("open")
        work(desk, say, *given)


if __name__ == "__main__":
    _take_a_turn(*sys.argv[1:])
