"""A coordinator's month: sixty mentors at four sites scheduled, published, disturbed, repaired and reported.

The page and the panels are those of the window; the commands are those of the command line. What is legal is counted
here once more, by the clock on the wall and the clock of the world, and not by the program's own rules.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import icalendar
import openpyxl
import pytest
from rcc_mentors.commands import COMMANDS
from rcc_mentors.people.credentials import add_credential, correct_credential
from rcc_mentors.people.records import Mentor, MentorTrait
from rcc_mentors.shifts.absences import add_absence
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.booking import mark, publish
from rcc_mentors.shifts.rows import COVERING, ShiftWish
from rcc_mentors.shifts.series import add_shift, change_shift, wish_of
from rcc_mentors.shifts.swap_reading import swap_choices
from rcc_mentors.shifts.swaps import agree, propose_swap
from rcc_mentors.views.fill_panel import FillPanel
from rcc_mentors.views.schedule_page import SchedulePage

from rcc_desktop.api import Period, needs
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.records import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from rcc_mentors.shifts.rows import ShiftRow

    from rcc_desktop.testing_desk import TryOutDesk

NEW_YORK = ZoneInfo("America/New_York")
MONDAY, SUNDAY = date(2026, 2, 23), date(2026, 3, 22)
WEEKS = "2026-W09..2026-W12"
SPRING_NIGHT = date(2026, 3, 7)
MENTORS, SITES = 60, 4
ALL_DAY = (
    ("front_desk", 8 * 60, 180, ()),
    ("front_desk", 11 * 60, 180, ()),
    ("peer_mentor", 11 * 60, 180, ("spanish",)),
    ("front_desk", 14 * 60, 180, ()),
    ("peer_mentor", 16 * 60, 180, ()),
    ("meeting", 19 * 60, 180, ()),
)
"""The shifts of every day at every site: role, minutes after midnight, length, skills. The last ends at ten."""


@needs("testing")
def _furnish() -> list[int]:
    return [1, *(Site.add(name=name) for name in ("North Side", "Harbor", "East End"))]


@needs("testing")
def _wear(person: int, number: int) -> int:
    hat = Mentor.add(person=person, stage="active", stage_on=date(2025, 1, 1), applied_on=date(2024, 1, 1))
    codes = [("role", "front_desk"), ("role", "peer_mentor"), ("role", "meeting")]
    codes += [("language", "spanish")] if number % 3 == 0 else []
    for kind, code in codes:
        MentorTrait.add(mentor=hat, kind=kind, code=code)
    return int(hat)


@pytest.fixture
def month(desk: TryOutDesk, clock: Any) -> list[int]:
    """Sixty mentors, a third of whom speak Spanish, and the shifts of four sites; the mentors' ids."""
    clock.set(datetime(2026, 2, 16, 10, tzinfo=NEW_YORK))
    sites = desk.do(_furnish)
    hats = []
    for number in range(MENTORS):
        somebody = desk.add_made_up(f"Mentor Number{number:02}")
        hats.append(desk.do(partial(_wear, somebody, number)))
    for site in sites:
        for role, starts, length, skills in ALL_DAY:
            wish = ShiftWish(site, role, MONDAY, starts, length, rule="FREQ=DAILY", skills=skills)
            desk.do(partial(add_shift, wish, desk.now()))
    return hats


def shifts_of(desk: TryOutDesk) -> list[ShiftRow]:
    return list(desk.ask(lambda: board(MONDAY, SUNDAY, desk.now())).shifts)


def missing(desk: TryOutDesk) -> int:
    return sum(row.missing for row in shifts_of(desk))


def held(desk: TryOutDesk) -> dict[int, list[ShiftRow]]:
    """What each mentor holds, by time."""
    found: dict[int, list[ShiftRow]] = defaultdict(list)
    for row in shifts_of(desk):
        for place in row.places:
            if place.state in COVERING:
                found[place.mentor].append(row)
    return found


def real_hours(earlier: datetime, later: datetime) -> float:
    """Hours between two moments as the world counts them."""
    return (later.astimezone(UTC) - earlier.astimezone(UTC)).total_seconds() / 3600


def check_by_hand(desk: TryOutDesk, speaks: set[int]) -> None:
    """At most 8 hours a day and 20 a week, 10 real hours of rest, 6 days in a row, and Spanish where it is asked."""
    for mentor, rows in held(desk).items():
        by_day: dict[date, float] = defaultdict(float)
        by_week: dict[tuple[int, int], float] = defaultdict(float)
        for row in rows:
            hours = real_hours(row.starts, row.ends)
            by_day[row.day] += hours
            by_week[(row.starts.isocalendar().year, row.starts.isocalendar().week)] += hours
            assert "spanish" not in row.skills or mentor in speaks
        assert max(by_day.values()) <= 8
        assert max(by_week.values()) <= 20
        for earlier, later in pairwise(sorted(rows, key=lambda row: row.starts)):
            assert earlier.ends <= later.starts
            if earlier.day != later.day:
                assert real_hours(earlier.ends, later.starts) >= 10, "also in the night of March 8, an hour shorter"
        days = sorted(by_day)
        assert not any(days[at + 6] - days[at] == timedelta(days=6) for at in range(len(days) - 6))


def run(desk: TryOutDesk, name: str, **given: object) -> tuple[dict[str, Any], int]:
    """What a command answers, and the exit status it gives."""
    command = next(each for each in COMMANDS if each.name == name)
    answer = dict(desk.do(lambda: command.run(desk, given)))
    assert command.told(answer)
    return answer, command.status(answer) if command.status else 0


@pytest.fixture
def page(desk: TryOutDesk, qtbot: QtBot, month: list[int]) -> Iterator[SchedulePage]:
    made = SchedulePage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.day = MONDAY
    made.refresh()
    assert month
    yield made
    made.hide()


def fill(page: SchedulePage, qtbot: QtBot) -> int:
    """Press Fill, look for four weeks, take all of it; how many changes that were."""
    page._fill()
    panel = page.window().findChild(FillPanel)
    assert panel is not None
    assert panel.form.values()["first"] == MONDAY
    panel.form.submit()
    qtbot.waitUntil(lambda: bool(panel.proposal.model.rows), timeout=120_000)
    changes = len(panel.proposal.model.rows)
    panel.proposal.take_all.click()
    return changes


def test_that_a_month_is_scheduled_published_disturbed_repaired_and_reported(
    desk: TryOutDesk,
    page: SchedulePage,
    month: list[int],
    tmp_path: Path,
    qtbot: QtBot,
    clock: Any,
    written: Callable[..., bytes],
) -> None:
    speaks = set(month[::3])
    needed = SITES * len(ALL_DAY) * 28
    assert missing(desk) == needed == 672

    assert fill(page, qtbot) == needed
    assert missing(desk) == 0
    check_by_hand(desk, speaks)
    answer, status = run(desk, "schedule check", weeks=WEEKS)
    assert (answer["shifts"], answer["broken"], answer["open"], status) == (672, [], [], 0)

    page.refresh()
    page.publish()
    assert sum(row.is_published for row in shifts_of(desk)) == len(ALL_DAY) * 7, "this site, this week: what is shown"
    desk.do(lambda: publish(MONDAY, SUNDAY, desk.now()))
    assert all(row.is_published for row in shifts_of(desk))

    freed = disturb(desk, month)
    assert missing(desk) == freed > 0
    answer, status = run(desk, "schedule check", weeks=WEEKS)
    assert status == 1
    assert {each["rule"] for each in answer["broken"]} == {"credential"}
    assert sum(each["missing"] for each in answer["open"]) == freed

    before = {(mentor, row.id) for mentor, rows in held(desk).items() for row in rows}
    repaired = run(desk, "schedule fill", weeks=WEEKS, seconds="60")[0]
    after = {(mentor, row.id) for mentor, rows in held(desk).items() for row in rows}
    assert repaired["proven"]
    assert missing(desk) == 0
    check_by_hand(desk, speaks)
    assert len(before - after) <= 2 * freed + 8, "what stood was left alone, but for a few that had to move"
    assert run(desk, "schedule check", weeks=WEEKS)[1] == 0

    clock.set(datetime.combine(MONDAY, time(12), tzinfo=NEW_YORK))
    report(desk, tmp_path, written)


def disturb(desk: TryOutDesk, month: list[int]) -> int:
    """Three absences, one credential that runs out, one swap; how many shifts lost somebody by the absences."""
    freed = 0
    for mentor, first, days in ((month[0], date(2026, 3, 2), 7), (month[1], SPRING_NIGHT, 2), (month[2], MONDAY, 28)):
        starts = datetime.combine(first, time(0), tzinfo=NEW_YORK)
        done = desk.do(partial(add_absence, mentor, starts, starts + timedelta(days=days), "away", "", desk.now()))
        freed += len(done.freed)
    expire_a_credential(desk, month[3], others=month[30:])
    swap_a_shift(desk, month[4])
    return freed


def expire_a_credential(desk: TryOutDesk, mentor: int, others: list[int]) -> None:
    """A shift they hold asks for a certificate from now on; theirs was typed as good for a year too long."""
    row = next(each for each in held(desk)[mentor] if each.day > date(2026, 3, 1))
    issued = date(2024, 2, 20)
    credential = desk.do(lambda: add_credential(mentor, "cpr", issued, date(2027, 2, 20), desk.now()))
    for other in others:
        desk.do(partial(add_credential, other, "cpr", date(2026, 1, 5), date(2028, 1, 5), desk.now()))
    wish = desk.ask(lambda: wish_of(row.id, desk.now()))
    asks = replace(wish, credentials=("cpr",))
    desk.do(lambda: change_shift(row.id, asks, "this", desk.now(), expected=row.version))
    assert run(desk, "schedule check", weeks=WEEKS)[1] == 0, "it was still good"
    desk.do(lambda: correct_credential(credential, issued, date(2026, 2, 20), desk.now()))


def swap_a_shift(desk: TryOutDesk, mentor: int) -> None:
    row = held(desk)[mentor][0]
    (place,) = (each for each in row.places if each.mentor == mentor)
    choice = desk.ask(lambda: swap_choices(place.assignment, desk.now()))[0]
    swap = desk.do(lambda: propose_swap(place.assignment, choice.mentor, desk.now(), takes=choice.takes))
    assert not desk.do(lambda: agree(swap, "giver", desk.now()))
    assert row.id in {each.id for each in held(desk)[mentor]}, "one yes is not enough"
    assert desk.do(lambda: agree(swap, "taker", desk.now()))
    assert row.id not in {each.id for each in held(desk)[mentor]}


def report(desk: TryOutDesk, to: Path, written: Callable[..., bytes]) -> None:
    """Numbers, the wall poster and the calendars of what was made."""
    rows = shifts_of(desk)
    served = rows[0]
    desk.do(lambda: mark(served.places[0].assignment, "no_show", desk.now()))
    period = Period(MONDAY, SUNDAY, "custom")
    assert desk.ask(lambda: desk.tally("mentors.shifts_needed", period)).amount == 672
    assert desk.ask(lambda: desk.tally("mentors.shifts_covered", period)).amount == 671
    assert desk.ask(lambda: desk.tally("mentors.no_shows", period)).amount == 1

    poster = next(paper for paper in desk.session.documents() if paper.key == "mentors.poster")
    week = Period(MONDAY, MONDAY + timedelta(days=6), "2026-W09")
    sheet = desk.ask(lambda: poster.build(Answers(period=week, site=1, now=desk.now())))
    book = openpyxl.load_workbook(BytesIO(written(sheet, ".xlsx")))
    assert any("Mentor" in str(cell.value) for each in book for line in each.iter_rows() for cell in line if cell.value)

    (to / "calendars").mkdir()
    told, _status = run(desk, "schedule calendars", to=str(to / "calendars"))
    files = sorted((to / "calendars").glob("*.ics"))
    assert len(files) >= SITES + 1
    assert told
    for file in files:
        assert "Number" not in file.name
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        assert calendar.walk("VEVENT")
