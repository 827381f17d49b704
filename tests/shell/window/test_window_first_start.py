"""A new center, step by step, through the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rcc_desktop import main
from rcc_desktop.api.problems import Problem
from rcc_desktop.shell import at_work
from rcc_desktop.shell.center_view import CenterView
from rcc_desktop.shell.first_start import FirstStart
from rcc_desktop.shell.first_start_pages import zone_choices, zone_of_computer
from rcc_desktop.sites import service as sites
from rcc_desktop.staff import service as staff
from tests.window import everything_readable

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.shell.doors import Doors
    from rcc_desktop.shell.first_start_steps import NewCenterSteps

PASSWORD = "nine calm otters float along"


@pytest.fixture
def steps(doors: Doors) -> NewCenterSteps:
    doors.show_first_start()
    page = doors.window.scene()
    assert isinstance(page, FirstStart)
    return page.show_steps()


def answer(steps: NewCenterSteps, folder: Path, **other: str) -> None:
    """Everything a new center is asked for."""
    steps.center.form.fill({"name": "Harbor Light", "zone": "America/Denver", "folder": str(folder)})
    steps.sites.form.fill({"sites": "Main Street\nNorth Side\n"})
    director = {"name": "Dee Ortiz", "login": "dee", "password": PASSWORD, "again": PASSWORD, **other}
    steps.director.form.fill(director)


def go_through(steps: NewCenterSteps) -> None:
    for _step in steps.steps:
        steps.go_on()


def test_that_the_language_chosen_first_is_spoken_at_once(doors: Doors, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(at_work, "start_anew", lambda: started.append(main.language_here()))
    doors.show_first_start()
    page = doors.window.scene()
    assert isinstance(page, FirstStart)
    assert {each.text() for each in page.three.languages.values()} == {"English", "Español"}
    page.three.languages["es"].click()
    assert started == ["es"]


def test_that_the_recovery_code_can_be_typed_back_at_once_and_says_where_another_is_made(
    doors: Doors, steps: NewCenterSteps, tmp_path: Path
) -> None:
    answer(steps, tmp_path / "new")
    go_through(steps)
    assert doors.window.focusWidget() is steps.recovery.typed
    assert "Settings, Recovery code" in everything_readable(doors.window)


def test_that_the_steps_lead_to_an_open_center(doors: Doors, steps: NewCenterSteps, tmp_path: Path) -> None:
    answer(steps, tmp_path / "new")
    go_through(steps)
    code = steps.recovery.shown.text().replace("\n", "")
    steps.recovery.typed.setText(code.lower())
    assert steps.recovery.check()

    assert isinstance(doors.window.scene(), CenterView)
    assert doors.work is not None
    session = doors.work.opened.session
    found = session.store.read(sites.sites_of_center, session.actor)
    assert [site.name for site in found] == ["Main Street", "North Side"]
    assert [sorted(site.hours) for site in found] == [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]
    (director,) = session.store.read(staff.staff_of_center, session.actor)
    assert (director.name, director.roles) == ("Dee Ortiz", ("director",))
    assert str(session.zone) == "America/Denver"
    assert "Harbor Light" in doors.window.windowTitle()


def test_that_the_code_must_be_typed_back_before_anything_else(
    doors: Doors, steps: NewCenterSteps, tmp_path: Path
) -> None:
    answer(steps, tmp_path / "new")
    go_through(steps)
    for wrong in ("", "ABCD-EFGH", "0000-0000-0000-0000-0000-0000-0000-0000-KY"):
        steps.recovery.typed.setText(wrong)
        assert not steps.recovery.check()
        assert steps.recovery.row.problem()
    assert doors.work is None


def test_that_the_code_is_gone_from_the_screen_once_it_was_typed_back(steps: NewCenterSteps, tmp_path: Path) -> None:
    answer(steps, tmp_path / "new")
    go_through(steps)
    steps.recovery.typed.setText(steps.recovery.shown.text().replace("\n", ""))
    steps.recovery.check()
    assert steps.recovery.shown.text() == ""


def test_that_the_code_is_saved_as_a_pdf(steps: NewCenterSteps, tmp_path: Path) -> None:
    steps.recovery.show_code("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJ", "Harbor Light")
    steps.recovery.save_pdf(tmp_path / "code.pdf")
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_step_with_something_missing_is_not_left(steps: NewCenterSteps) -> None:
    steps.center.form.fill({"name": ""})
    steps.go_on()
    assert steps.at_step() == 0
    assert steps.center.form.row("name").problem()


def test_that_a_day_that_closes_when_it_opens_is_not_left(steps: NewCenterSteps, tmp_path: Path) -> None:
    answer(steps, tmp_path / "new")
    steps.go_on()
    _tick, first, last = steps.hours.grid.day(1)
    last.setText(first.text())
    steps.go_on()
    assert steps.at_step() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "dee dee dee dee", "again": "dee dee dee dee"}, "password"),
        ({"again": "something else entirely"}, "again"),
        ({"login": ""}, "login"),
    ],
)
def test_that_what_is_wrong_with_the_director_is_told_before_anything_is_made(
    steps: NewCenterSteps, tmp_path: Path, typed: dict[str, str], field: str
) -> None:
    answer(steps, tmp_path / "new", **typed)
    go_through(steps)
    assert steps.at_step() == 3
    assert steps.director.form.row(field).problem()
    assert not (tmp_path / "new").exists()


def test_that_a_folder_that_is_not_empty_leads_back_to_its_question_and_keeps_every_answer(
    steps: NewCenterSteps, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    answer(steps, tmp_path / "full")
    go_through(steps)
    assert steps.at_step() == 0
    assert "not empty" in steps.banner.accessibleDescription()
    assert steps.director.form.values()["password"] == PASSWORD
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_that_back_from_the_first_step_leads_to_the_three_ways_and_forgets_nothing(
    doors: Doors, steps: NewCenterSteps
) -> None:
    steps.center.form.fill({"name": "Harbor Light"})
    steps.go_back()
    page = doors.window.scene()
    assert isinstance(page, FirstStart)
    assert page.three.isVisible()
    assert page.show_steps().center.form.values()["name"] == "Harbor Light"


def test_that_a_problem_with_a_field_is_shown_at_its_step(steps: NewCenterSteps) -> None:
    steps.show_problem(Problem("Taken.", field="login"))
    assert steps.at_step() == 3


def test_that_the_zone_of_the_computer_is_one_of_those_offered() -> None:
    offered = [zone for zone, _words in zone_choices()]
    assert zone_of_computer() in offered
    assert offered[0] == "America/New_York"
    assert len(set(offered)) == len(offered)
