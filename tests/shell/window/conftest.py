"""A window over a small center that is really encrypted; lanes wait for each answer, so everything is done at once."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

import pytest

from rcc_desktop import main
from rcc_desktop.api.opening import OpenHours
from rcc_desktop.settings import Settings
from rcc_desktop.shell.open_center import NewCenter
from rcc_desktop.work.lanes import PlainLanes
from tests import window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors

made_look, doors = window.made_look, window.doors
LOGIN, PASSWORD, NAME = "maria", "seven kind herons wade slowly", "Maria Reyes"
CENTER = "Main Street Recovery"


def new_center(folder: Path) -> NewCenter:
    """What somebody would answer at the first start."""
    hours = {weekday: OpenHours(time(9), time(17)) for weekday in range(1, 6)}
    return NewCenter(folder, CENTER, "America/Chicago", hours, ("Main Street", "North Side"), NAME, LOGIN, PASSWORD)


@dataclass(slots=True)
class Made:
    """The center every test gets a copy of, and the code that was shown once."""

    folder: Path
    code: str


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = tmp_path_factory.mktemp("window")
    folder = home / "center"
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("RCC_CONFIG_DIR", str(home / "computer"))
        settings = Settings(home / "desk.json")
        opened, code = main.create_at(new_center(folder), PlainLanes(), settings, lambda _share: None, window.CHEAPEST)
        main.close_center(opened)
    return Made(folder, code)


@pytest.fixture
def folder(_made: Made, tmp_path: Path, computer: Path) -> Path:
    """A closed center of its own for this test."""
    copied = tmp_path / "center"
    shutil.copytree(_made.folder, copied)
    return copied


@pytest.fixture
def code(_made: Made) -> str:
    """The recovery code of ``folder``."""
    return _made.code


@pytest.fixture
def sign_in(doors: Doors, folder: Path) -> Callable[..., AtWork]:
    """``sign_in()`` opens the center as its director; ``sign_in(login, password)`` as somebody else."""

    def go(login: str = LOGIN, password: str = PASSWORD) -> AtWork:
        page = doors.show_sign_in(folder, login)
        page.password.setText(password)
        page.submit()
        assert doors.work is not None, page.told()
        return doors.work

    return go


@pytest.fixture
def work(sign_in: Callable[..., AtWork]) -> AtWork:
    """The director at work."""
    return sign_in()


@pytest.fixture
def add_staff(sign_in: Callable[..., AtWork], doors: Doors) -> Callable[..., None]:
    """``add_staff("lou", "front_desk")`` gives somebody a key and a role, and leaves the center signed out."""
    from rcc_desktop.staff import service

    def add(login: str, *roles: str) -> None:
        session = sign_in().opened.session
        row = session.store.write(lambda: service.add_member(login, login.title(), roles), session.actor)
        slot = session.store.center.add_member(login, PASSWORD)
        session.store.write(lambda: service.give_key(row.id, slot), session.actor)
        doors.sign_out()

    return add
