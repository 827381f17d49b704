"""The papers of the door."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import documents, service
from rcc_checkin.past_day import PaperLine, enter_past_day

from rcc_desktop.api import Period
from rcc_desktop.api.documents import Answers, Blank, Chart, Figures, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
Desk = Any
FRIDAY = Period.day(date(2026, 11, 20))


@pytest.fixture
def friday(run: Run, person: Callable[[str], int], door: Door, clock: Clock) -> None:
    """Two people with names (one twice), five without."""
    ana, bo = person("Ana Lee"), person("Bø Ørsted")
    lines = [
        PaperLine(ana, time(9, 5), time(10, 0), reasons=("meeting",)),
        PaperLine(ana, time(14, 0), time(16, 0)),
        PaperLine(bo, time(9, 30)),
        PaperLine(None, time(12, 0), time(13, 0), heads=5, kind="group", group_name="Oxford House", reasons=("food",)),
    ]
    run(lambda: enter_past_day(FRIDAY.first, lines, door, clock.now))


@pytest.fixture
def paper(desk: Desk, ask: Run, clock: Clock) -> Callable[..., Sheet]:
    """Build a paper by key."""

    def build(key: str, period: Period = FRIDAY, site: int | None = 1) -> Sheet:
        found = {each.key: each for each in documents.documents_for(desk)}[key]
        sheet: Sheet = ask(lambda: found.build(Answers(period, site, now=clock.now)))
        return sheet

    return build


def figure(sheet: Sheet, label: str) -> Any:
    rows = [part for part in sheet.parts if isinstance(part, Figures)]
    return {each.label: each.value for row in rows for each in row.figures}[label]


def table(sheet: Sheet, title: str) -> Table:
    return next(part for part in sheet.tables() if part.title == title)


@pytest.mark.usefixtures("friday")
def test_that_the_sheet_lists_every_visit_with_real_times(paper: Callable[..., Sheet]) -> None:
    rows = table(paper("checkin.sign_in_sheet"), "Who came").rows
    assert [row[:6] for row in rows] == [
        ("Ana Lee", time(9, 5), time(10, 0), "checked out", 55, 1),
        ("Bø Ørsted", time(9, 30), time(20, 0), "closing time", None, 1),
        ("Anonymous · Oxford House", time(12, 0), time(13, 0), "checked out", 60, 5),
        ("Ana Lee", time(14, 0), time(16, 0), "checked out", 120, 1),
    ]
    assert rows[0][6:] == ("Member", "Meeting")


@pytest.mark.usefixtures("friday")
def test_that_the_figures_of_the_sheet_are_those_of_the_measures(
    paper: Callable[..., Sheet], desk: Desk, ask: Run
) -> None:
    sheet = paper("checkin.sign_in_sheet")
    for key, label in (("visits", "Visits"), ("people", "People"), ("new_people", "New people")):
        counted = ask(lambda key=key: desk.tally(f"checkin.{key}", FRIDAY))
        assert figure(sheet, label) == counted.amount
    assert figure(sheet, "Visits") == 8 == table(sheet, "Who came").totals()[5]
    assert figure(sheet, "Anonymous visits") == 5


@pytest.mark.usefixtures("friday")
def test_that_the_attendance_adds_up_everywhere_and_names_nobody(paper: Callable[..., Sheet]) -> None:
    sheet = paper("checkin.month", Period.month(2026, 11))
    days = table(sheet, "Day by day")
    assert figure(sheet, "Visits") == 8
    assert days.totals()[3:6] == (8, 3, 5)
    charts = [part for part in sheet.parts if isinstance(part, Chart)]
    assert [sum(sum(value or 0 for value in series.values) for series in chart.series) for chart in charts] == [8, 8]
    assert "Ana" not in repr(sheet)
    assert "Oxford" not in repr(sheet)


@pytest.mark.usefixtures("friday")
def test_that_averages_divide_by_the_days_open_up_to_today(paper: Callable[..., Sheet]) -> None:
    # November 1 to 21 is 21 days, on all of which this center opens: 8 / 21
    sheet = paper("checkin.month", Period.month(2026, 11))
    assert "21 days open" in repr(sheet)
    assert figure(sheet, "Visits per day open") == Fraction(8, 21)
    assert figure(sheet, "Visits per person") == Fraction(3, 2)
    assert figure(sheet, "Busiest hour") == "12 pm"
    assert figure(sheet, "Average stay") == round((55 + 120 + 5 * 60) / 7)


def test_that_the_average_of_4000_visits_over_30_days_open_is_133_3(
    run: Run, paper: Callable[..., Sheet], door: Door, clock: Clock
) -> None:
    # ORACLE 10.4
    clock.now = clock.now.replace(month=12, day=1)
    crowd = [PaperLine(None, time(9), time(10), heads=4000)]
    run(lambda: enter_past_day(date(2026, 11, 2), crowd, door, clock.now))
    sheet = paper("checkin.month", Period.month(2026, 11))
    assert round(float(figure(sheet, "Visits per day open")), 1) == 133.3


def test_that_visits_per_person_is_exact() -> None:
    # ORACLE 10.1: 7,209 visits of 2,580 people are 2.79 each
    each = documents._ratio(7209, 2580)
    assert each is not None
    assert round(float(each), 2) == 2.79


def test_that_a_day_without_visits_says_so(paper: Callable[..., Sheet]) -> None:
    sheet = paper("checkin.sign_in_sheet")
    assert table(sheet, "Who came").empty == "Nobody was checked in."
    assert figure(sheet, "Visits") == 0
    assert figure(paper("checkin.month"), "Visits per person") is None


@pytest.mark.usefixtures("friday")
def test_that_an_undone_visit_stands_on_no_paper(
    run: Run, paper: Callable[..., Sheet], person: Callable[[str], int], door: Door, clock: Clock
) -> None:
    wrong = person("Wrong Person")
    arrival = run(lambda: service.check_in(wrong, door, clock.at(9)))
    run(lambda: service.undo_check_in(arrival.visit, "Wrong person", clock.now))
    today = Period.day(clock.now.date())
    assert table(paper("checkin.sign_in_sheet", today), "Who came").rows == []


def test_that_the_empty_sheet_is_room_to_write(paper: Callable[..., Sheet]) -> None:
    (blank,) = paper("checkin.blank_sheet").parts
    assert isinstance(blank, Blank)
    assert blank.rows == documents.EMPTY_LINES


@pytest.mark.usefixtures("friday")
@pytest.mark.parametrize(
    ("key", "suffix"),
    [
        *((key, suffix) for key in ("checkin.sign_in_sheet", "checkin.month") for suffix in (".pdf", ".xlsx", ".csv")),
        *(("checkin.blank_sheet", suffix) for suffix in (".pdf", ".xlsx")),
    ],
)
def test_that_every_paper_can_be_written(
    paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes], key: str, suffix: str
) -> None:
    sheet = paper(key, FRIDAY if key != "checkin.month" else Period.month(2026, 11))
    assert len(written(sheet, suffix)) > 200


@pytest.mark.usefixtures("friday")
def test_that_a_sheet_of_several_days_at_all_sites_says_the_day_of_each_line(
    paper: Callable[..., Sheet], desk: Desk, ask: Run, clock: Clock
) -> None:
    sheet = paper("checkin.sign_in_sheet", Period.month(2026, 11), None)
    assert {row[0] for row in table(sheet, "Who came").rows} == {FRIDAY.first}
    assert sheet.subtitle == "All sites"
    today = ask(lambda: documents.sign_in_sheet(desk, Answers(now=clock.now)))
    assert today.period_words == "Saturday, November 21, 2026"


def test_that_only_the_sign_in_sheet_names_people(desk: Desk) -> None:
    assert [each.key for each in documents.documents_for(desk) if each.identifies] == ["checkin.sign_in_sheet"]
