"""What facts come to: worked examples, each figure by arithmetic written out beside it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import ForeignKeyField, IntegerField, TextField

from rcc_desktop.api import Group, Measure, OpenHours, Opening, Period, Problem, ReportingYear, needs
from rcc_desktop.api.fields import DayField, to_day
from rcc_desktop.api.records import Person, PersonAnswer, Record, Site
from rcc_desktop.measures import Question, groups_of, tally

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = ReportingYear(7)
EVERY_DAY = Opening(ZoneInfo("America/New_York"), {day: OpenHours(time(9), time(17)) for day in range(1, 8)})
RACE = Question("race", "Race", {"2106-3": "White", "2135-2": "Hispanic or Latino", "refused": "Prefers not to answer"})


class Visit(Record):
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    on_day = DayField()
    amount = IntegerField(default=1)
    site = ForeignKeyField(Site, null=True, on_delete="RESTRICT")
    kind = TextField(default="member")

    class Meta:
        table_name = "tests_visit"


class Reason(Record):
    visit = ForeignKeyField(Visit, on_delete="RESTRICT")
    reason = TextField()

    class Meta:
        table_name = "tests_reason"


def facts(period: Period) -> Any:
    return Visit.select(Visit.person, Visit.on_day, Visit.amount, Visit.site, Visit.kind).where(
        Visit.on_day.between(period.first, period.last)
    )


def facts_by_reason(period: Period) -> Any:
    return (
        Visit.select(Visit.person, Visit.on_day, Visit.amount, Visit.site, Reason.reason.alias("reason"))
        .join(Reason)
        .where(Visit.on_day.between(period.first, period.last))
    )


def first_visits(period: Period) -> Any:
    from peewee import fn

    first = fn.MIN(Visit.on_day)
    return (
        Visit.select(Visit.person, first.alias("on_day"), Visit.site.alias("site"), fn.MIN(1).alias("amount"))
        .where(Visit.person.is_null(False))
        .group_by(Visit.person, Visit.site)
        .having(first.between(to_day(period.first), to_day(period.last)))
    )


KIND = Group("kind", "Kind", "kind", label=str.title)
REASON = Group("reason", "Reason", "reason", facts=facts_by_reason)
VISITS = Measure("tests.visits", "Visits", "visits", facts, groups=(KIND, REASON))
PEOPLE = Measure("tests.people", "People", "people", facts, counts="people", additive=False)
DAYS = Measure("tests.days", "Days", "person-days", facts, counts="person_days")
NEW = Measure("tests.new", "New people", "people", first_visits, counts="people", additive=False)


@needs("testing")
def keep(rows: list[dict[str, Any]]) -> list[int]:
    return [Visit.add(**row) for row in rows]


@needs("testing")
def add(record: type[Record], **values: object) -> int:
    return record.add(**values)


@pytest.fixture
def visits(desk: Any) -> Callable[..., list[int]]:
    desk.session.store.database.create_tables([Visit, Reason])

    def write(*rows: dict[str, Any]) -> list[int]:
        kept: list[int] = desk.do(lambda: keep(list(rows)))
        return kept

    return write


@pytest.fixture
def count(desk: Any) -> Callable[..., Any]:
    def ask(measure: Measure, period: Period, by: str | None = None, opening: Opening = EVERY_DAY, **more: Any) -> Any:
        return desk.ask(lambda: tally(measure, period, by, opening, YEAR, questions=[RACE], **more))

    return ask


def on(day: str, who: int | None, **more: Any) -> dict[str, Any]:
    return {"on_day": date.fromisoformat(day), "person": who, **more}


def as_dict(tallied: Any) -> dict[str, float]:
    return {row.title: row.amount for row in tallied.rows}


def test_that_people_are_never_added_up_over_quarters(visits: Any, count: Any, person: Any) -> None:
    """Oracle 1.4: 40 people in the first quarter, 35 in the second, 20 in both: 40 + 35 - 20 = 55 in the half-year."""
    people = [person(f"P {n}") for n in range(55)]
    visits(*(on("2026-02-03", who) for who in people[:40]), *(on("2026-05-06", who) for who in people[20:]))
    first, second = Period.quarter(2026, 1), Period.quarter(2026, 2)
    half = Period.parse("2026-01-01..2026-06-30", YEAR)
    assert [count(PEOPLE, span).amount for span in (first, second, half)] == [40, 35, 55]
    assert [count(VISITS, span).amount for span in (first, second, half)] == [40, 35, 75]
    by_quarter = count(PEOPLE, half, "quarter")
    assert as_dict(by_quarter) == {"2026Q1": 40, "2026Q2": 35}
    assert by_quarter.amount == 55


def test_that_the_anonymous_are_counted_apart_and_never_estimated_into_people(
    visits: Any, count: Any, person: Any, desk: Any
) -> None:
    """Oracle 1.5: one person three times, one twice at two sites, four heads: 3 + 2 + 4 = 9 visits, 2 people."""
    one, two = person("P One"), person("P Two")
    other = desk.do(lambda: add(Site, name="Elm Street"))
    visits(
        *(on(f"2026-11-0{day}", one, site=1) for day in (1, 2, 3)),
        on("2026-11-02", two, site=1),
        on("2026-11-03", two, site=other),
        on("2026-11-03", None, amount=4, site=1),
    )
    month = Period.month(2026, 11)
    total = count(VISITS, month)
    assert (total.amount, total.identified, total.anonymous, total.people) == (9, 5, 4, 2)
    assert (count(PEOPLE, month).amount, count(PEOPLE, month).anonymous) == (2, 0)
    by_site = {row.title: (row.amount, row.people, row.anonymous) for row in count(VISITS, month, "site").rows}
    assert by_site == {"Main Street": (8, 2, 4), "Elm Street": (1, 1, 0)}


@needs("testing")
def keep_a_year(people: int, visits: int) -> None:
    names = ("shown_name", "sort_name", "added_on")
    ids = Person.add_many(names, [("P", "P", 20220701)] * people)
    Visit.add_many(("person", "on_day"), [(ids[n % people], 20220701 + n % 28) for n in range(visits)])


def test_that_visits_for_each_person_come_to_what_the_center_published(visits: Any, count: Any, desk: Any) -> None:
    """Oracle 10.1: 7,209 visits of 2,580 people are 2.79 visits each (7209 / 2580 = 2.794)."""
    desk.do(lambda: keep_a_year(2580, 7209))
    year = count(VISITS, YEAR.period(2023))
    assert (year.amount, year.people) == (7209, 2580)
    assert round(year.amount / year.people, 2) == 2.79


def test_that_a_day_of_one_person_counts_once_however_often_they_came(visits: Any, count: Any, person: Any) -> None:
    """Oracle 10.2: two visits on one day, 60 + 80 and 60 minutes of them."""
    someone = person("P One")
    minutes = Measure("tests.minutes", "Minutes", "minutes", facts)
    visits(on("2026-11-20", someone, amount=60 + 80), on("2026-11-20", someone, amount=60), on("2026-11-21", someone))
    day = Period.day(date(2026, 11, 20))
    assert count(DAYS, day).amount == 1
    assert count(minutes, day).amount == 200
    assert count(DAYS, Period.month(2026, 11)).amount == 2


def test_that_a_fiscal_year_begins_in_july(visits: Any, count: Any, person: Any) -> None:
    """Oracle 10.3: 2026-06-30 lies in FY2026, 2026-07-01 in FY2027."""
    someone = person("P One")
    visits(on("2026-06-30", someone), on("2026-07-01", someone), on("2026-07-02", someone))
    assert as_dict(count(VISITS, Period.parse("2026", YEAR), "fiscal_year")) == {"FY2026": 1, "FY2027": 2}


def test_that_the_average_is_by_days_open(visits: Any, count: Any) -> None:
    """Oracle 10.4: 4,000 visits in a month that was open 30 days are 133.3 a day."""
    visits(on("2026-11-02", None, amount=4000))
    november = count(VISITS, Period.month(2026, 11))
    assert november.days_open == 30
    assert round(november.per_day_open, 1) == 133.3
    mondays = Opening(EVERY_DAY.zone, {1: OpenHours(time(9), time(17))}, frozenset({date(2026, 11, 30)}))
    assert count(VISITS, Period.month(2026, 11), opening=mondays).per_day_open == 4000 / 4


def test_that_days_to_come_are_not_counted_as_open(visits: Any, count: Any) -> None:
    visits(on("2026-11-02", None, amount=42))
    running = count(VISITS, Period.month(2026, 11), today=date(2026, 11, 21))
    assert running.days_open == 21
    assert running.per_day_open == 2


def test_that_someone_is_new_once(visits: Any, count: Any, person: Any) -> None:
    """Oracle 10.5: first seen on 2025-12-31: not new in January, but new in the fiscal year that began in July."""
    someone = person("P One")
    visits(on("2025-12-31", someone), on("2026-01-02", someone))
    assert count(NEW, Period.month(2026, 1)).amount == 0
    assert count(NEW, YEAR.period(2026)).amount == 1


def test_that_a_visit_with_two_reasons_stands_in_both_and_counts_once(
    visits: Any, count: Any, person: Any, desk: Any
) -> None:
    (both,) = visits(on("2026-11-02", person("P One")))
    (coffee,) = visits(on("2026-11-02", None, amount=3))
    for visit, reason in ((both, "meeting"), (both, "coffee"), (coffee, "coffee")):
        desk.do(lambda visit=visit, reason=reason: add(Reason, visit=visit, reason=reason))
    tallied = count(VISITS, Period.month(2026, 11), "reason")
    assert as_dict(tallied) == {"coffee": 4, "meeting": 1}
    assert tallied.amount == 4
    assert [row.anonymous for row in tallied.rows] == [3, 0]


def test_that_a_measures_own_group_words_its_values(visits: Any, count: Any) -> None:
    visits(on("2026-11-02", None), on("2026-11-02", None, kind="guest"))
    assert as_dict(count(VISITS, Period.month(2026, 11), "kind")) == {"Member": 1, "Guest": 1}


def test_that_answers_are_shown_alone_or_together_and_those_not_asked_apart(
    visits: Any, count: Any, person: Any, desk: Any
) -> None:
    both, one, none, refused = (person(f"P {n}") for n in range(4))
    for who, code in ((both, "2106-3"), (both, "2135-2"), (one, "2106-3"), (refused, "refused")):
        desk.do(lambda who=who, code=code: add(PersonAnswer, person=who, question="race", code=code))
    desk.do(lambda: add(PersonAnswer, person=none, question="housing", code="1"))
    visits(*(on("2026-11-02", who) for who in (both, one, none, refused)), on("2026-11-02", None, amount=5))
    tallied = count(VISITS, Period.month(2026, 11), "race")
    assert [(row.title, row.amount) for row in tallied.rows] == [
        ("White", 2),
        ("Hispanic or Latino", 1),
        ("Prefers not to answer", 1),
        ("Not asked", 1),
        ("Anonymous", 5),
    ]
    assert tallied.amount == 9
    assert as_dict(count(PEOPLE, Period.month(2026, 11), "race"))["White"] == 2


def test_that_race_is_counted_alone_or_in_combination(visits: Any, count: Any, person: Any, desk: Any) -> None:
    """Oracle 1.6: W; W; W+H; H; B; B+H; A; W+AIAN; MENA; blank: 12 answers of the 9 people who gave any."""
    w, h, b, a, aian, mena = "2106-3", "2135-2", "2054-5", "2028-9", "1002-5", "2118-8"
    for n, answered in enumerate(((w,), (w,), (w, h), (h,), (b,), (b, h), (a,), (w, aian), (mena,), ())):
        who = person(f"P {n}")
        visits(on("2026-11-02", who))
        for code in answered:
            desk.do(lambda who=who, code=code: add(PersonAnswer, person=who, question="race", code=code))
    tallied = count(PEOPLE, Period.month(2026, 11), "race")
    by_code = {row.key: row.amount for row in tallied.rows}
    assert by_code == {w: 4, h: 3, b: 2, a: 1, aian: 1, mena: 1, "": 1}
    assert tallied.amount == 10


@pytest.mark.parametrize(
    ("born", "day", "band"),
    [
        ("2008-11-21", "2026-11-20", "12–17"),  # 18 tomorrow
        ("2008-11-21", "2026-11-21", "18–25"),
        ("2004-02-29", "2030-02-28", "18–25"),  # no February 29 in 2030: 26 on March 1
        ("2004-02-29", "2030-03-01", "26–34"),
        ("1961-11-21", "2026-11-21", "65+"),
        ("2016-01-01", "2026-11-21", "0–11"),
        ("1980", "2026-01-01", "45–54"),  # only the year is known: 2026 - 1980 = 46
        (None, "2026-11-21", "Not known"),
    ],
)
def test_that_age_is_that_on_the_day_of_the_visit(
    visits: Any, count: Any, person: Any, born: str | None, day: str, band: str
) -> None:
    whole = born is not None and len(born) > 4
    known = {"born": date.fromisoformat(born)} if whole and born else {"birth_year": int(born)} if born else {}
    visits(on(day, person("P One", **known)))
    assert as_dict(count(VISITS, Period.parse("2026-01-01..2030-12-31", YEAR), "age_band")) == {band: 1}


def test_that_places_are_counted_and_unknown_ones_said(visits: Any, count: Any, person: Any) -> None:
    people = [person("P One", zip="19104", city="Philadelphia"), person("P Two")]
    visits(*(on("2026-11-02", who) for who in people), on("2026-11-02", None))
    month = Period.month(2026, 11)
    assert as_dict(count(VISITS, month, "zip")) == {"19104": 1, "Not known": 1, "Anonymous": 1}
    assert as_dict(count(VISITS, month, "city")) == {"Philadelphia": 1, "Not known": 1, "Anonymous": 1}


def test_that_weekdays_are_those_of_the_calendar_for_four_hundred_years(visits: Any, count: Any) -> None:
    start = date(1900, 1, 1)
    days = [start + timedelta(days=131 * n) for n in range(1115)]  # 131 and 7 share no factor: every weekday comes
    visits(*({"on_day": day, "person": None} for day in days))
    expected: dict[str, int] = {}
    for day in days:
        expected[day.strftime("%A")] = expected.get(day.strftime("%A"), 0) + 1
    tallied = count(VISITS, Period(days[0], days[-1], "long"), "weekday")
    assert as_dict(tallied) == expected
    assert [row.title for row in tallied.rows][:2] == ["Monday", "Tuesday"]


def test_that_nothing_comes_to_nothing(visits: Any, count: Any) -> None:
    empty = count(VISITS, Period.month(2026, 11), "month")
    assert (empty.amount, empty.identified, empty.anonymous, empty.people, empty.rows) == (0, 0, 0, 0, ())


def test_that_a_group_nobody_knows_is_refused_with_the_known_ones(visits: Any, count: Any) -> None:
    with pytest.raises(Problem, match="age_band") as refused:
        count(VISITS, Period.month(2026, 11), "shoe_size")
    assert refused.value.field == "by"
    assert set(groups_of(VISITS, [RACE])) >= {"kind", "reason", "race", "month", "age_band"}


ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 9)), max_size=30
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_that_known_and_anonymous_always_come_to_the_total(
    rows: list[tuple[int, date, int]], visits: Any, count: Any, person: Any, desk: Any
) -> None:
    desk.session.store.database.execute_sql("DELETE FROM tests_visit")
    known = desk.ask(lambda: [row.id for row in Person.select()]) or [person(f"P {n}") for n in range(4)]
    people = [None, *known]
    visits(*({"person": people[who], "on_day": day, "amount": amount} for who, day, amount in rows))
    year = Period.parse("2026", YEAR)
    total = count(VISITS, year)
    assert total.amount == sum(amount for _who, _day, amount in rows)
    assert total.identified == sum(amount for who, _day, amount in rows if who)
    assert total.identified + total.anonymous == total.amount
    for by in ("day", "month", "quarter", "fiscal_year", "weekday", "site", "age_band", "zip", "race"):
        assert sum(row.amount for row in count(VISITS, year, by).rows) == total.amount
    assert count(PEOPLE, year).amount == len({who for who, _day, _amount in rows if who})
    assert count(DAYS, year).amount == len({(who, day) for who, day, _amount in rows if who})


def test_that_a_desk_counts_what_plugins_offer_and_says_when_they_are_not_here(desk: Any) -> None:
    with pytest.raises(Problem, match="not here"):
        desk.ask(lambda: desk.tally("absent.visits", Period.month(2026, 11)))
