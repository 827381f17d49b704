"""Adds plugins' facts up: totals, people once each, days of people, by any group, in one portable query each.

Unduplicated counts are always counted anew for the group or span that is asked for, never added up: 40 people in one
quarter and 35 in the next may be 55 in the half-year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from peewee import JOIN, Case, Field, Join, Select, fn

from rcc_desktop.api.contributions import Tally, TallyRow
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import database, fetch
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rcc_desktop.api.contributions import Group, Measure
    from rcc_desktop.api.opening import Opening
    from rcc_desktop.api.periods import Period, ReportingYear

_, ngettext = words("rcc_desktop")

ANONYMOUS, NOT_KNOWN = "anonymous", ""
AGE_BANDS = (0, 12, 18, 26, 35, 45, 55, 65)
"""The first age of each band; the last one is open above. As federal funders commonly ask: 12–17, 18–25, 26–34 …"""


@dataclass(frozen=True, slots=True)
class Question:
    """An optional question about people (race, housing …): its answers as stored code and words, in order."""

    key: str
    title: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Breakdown:
    """How facts are grouped: what to select from, the stored key of each row, and its words.

    ``about_people`` breakdowns set the anonymous apart, for nothing is known of them.
    """

    source: Any
    facts: Any
    key: Any
    title: Callable[[Any], str]
    order: Callable[[Any], Any] | None = None
    about_people: bool = False


def tally(
    measure: Measure,
    period: Period,
    by: str | None,
    opening: Opening,
    year: ReportingYear,
    *,
    today: date | None = None,
    questions: Sequence[Question] = (),
) -> Tally:
    """Count ``measure`` in ``period``, broken down ``by`` a key of ``groups_of``. Reads the store.

    ``amount`` = ``identified`` + ``anonymous``; the anonymous are never estimated into people, so they count 0 where
    people or their days are counted. ``days_open`` ends with ``today`` when the period goes on after it, and begins
    with the center or, where older days were typed in, with the first fact.
    Raises ``Problem`` for a group that is not known.
    """
    facts = _named(measure.facts(period))
    asked = Select([facts], [*_figures(measure, facts), fn.MIN(facts.c.on_day)])
    (amount, people, anonymous, first), *_none = fetch(asked.bind(database))
    breakdown = _breakdown(measure, period, by, year, questions) if by else None
    total, apart = _number(amount), _number(anonymous)
    return Tally(
        measure=measure.key,
        title=measure.title,
        unit=measure.unit,
        period=period,
        amount=total,
        identified=total - apart,
        anonymous=apart,
        people=people or 0,
        days_open=opening.days_open(period, today=today or date.max, first_fact=from_day(first) if first else date.max),
        by=by,
        rows=_rows(measure, breakdown) if breakdown else (),
    )


def groups_of(measure: Measure, questions: Sequence[Question] = ()) -> dict[str, str]:
    """Every way to break ``measure`` down, by key, and its words: its own groups first."""
    own = {group.key: group.title for group in measure.groups}
    calendar = {
        "day": _("Day"),
        "month": _("Month"),
        "quarter": _("Quarter"),
        "fiscal_year": _("Fiscal year"),
        "weekday": _("Day of the week"),
        "site": _("Site"),
    }
    people = {"age_band": _("Age"), "zip": _("ZIP code"), "city": _("City")}
    return calendar | people | {question.key: question.title for question in questions} | own


def _breakdown(
    measure: Measure, period: Period, by: str, year: ReportingYear, questions: Sequence[Question]
) -> _Breakdown:
    own = next((group for group in measure.groups if group.key == by), None)
    if own is not None:
        return _by_own(measure, period, own)
    facts = _named(measure.facts(period))
    question = next((each for each in questions if each.key == by), None)
    if question is not None:
        return _by_question(facts, question)
    makers: dict[str, Callable[[Any], _Breakdown]] = {
        "day": lambda facts: _Breakdown(facts, facts, facts.c.on_day, _day_words),
        "month": lambda facts: _Breakdown(facts, facts, facts.c.on_day / 100, _month_words),
        "quarter": _by_quarter,
        "fiscal_year": lambda facts: _by_fiscal_year(facts, year),
        "weekday": lambda facts: _Breakdown(facts, facts, _weekday(facts.c.on_day), _weekday_words),
        "site": _by_site,
        "age_band": _by_age_band,
        "zip": lambda facts: _by_column(facts, "zip"),
        "city": lambda facts: _by_column(facts, "city"),
    }
    if by not in makers:
        known = ", ".join(groups_of(measure, questions))
        raise Problem(
            _("“{measure}” cannot be broken down by “{by}”.").format(measure=measure.title, by=by),
            _("Choose one of: {known}.").format(known=known),
            field="by",
            code="measure.group",
        )
    return makers[by](facts)


def _rows(measure: Measure, how: _Breakdown) -> tuple[TallyRow, ...]:
    key = how.key
    if how.about_people:
        key = Case(None, [(how.facts.c.person.is_null(), ANONYMOUS)], fn.COALESCE(key.cast("TEXT"), NOT_KNOWN))
    key = key.alias("tally_key")  # grouped by name: PostgreSQL does not know an expression with parameters again
    query = Select([how.source], [key, *_figures(measure, how.facts)]).group_by(key)
    found = fetch(query.bind(database))
    found.sort(key=lambda row: _place(how, row[0]))
    return tuple(
        TallyRow(
            key=NOT_KNOWN if value is None else str(value),
            title=_("Anonymous") if how.about_people and value == ANONYMOUS else how.title(value),
            amount=_number(amount),
            people=people or 0,
            anonymous=_number(anonymous),
        )
        for value, amount, people, anonymous in found
        if amount or people
    )


def _named(facts: Select) -> Any:
    """The facts as a table ``fact`` whose columns have the names of their fields: ``person``, not ``person_id``."""
    columns = [each.alias(each.name) if isinstance(each, Field) else each for each in facts.selected_columns]
    return facts.columns(*columns).alias("fact")


def _place(how: _Breakdown, value: Any) -> tuple[int, Any]:
    """Where a row stands: what is known in its order, then what is not, then the anonymous."""
    if how.about_people and value in {ANONYMOUS, NOT_KNOWN}:
        return (2 if value == ANONYMOUS else 1, 0)
    if value is None:
        return (1, 0)
    return (0, how.order(value) if how.order else value)


def _figures(measure: Measure, facts: Any) -> list[Any]:
    """The amount, the people once each, and the part of the amount that is anonymous."""
    person, amount = facts.c.person, facts.c.amount
    people = fn.COUNT(person.distinct())
    if measure.counts == "people":
        return [people, people, 0]
    if measure.counts == "person_days":
        a_day_of_one = person.cast("BIGINT") * 100_000_000 + facts.c.on_day
        return [fn.COUNT(a_day_of_one.distinct()), people, 0]
    nameless = Case(None, [(person.is_null(), amount)], 0)
    return [fn.SUM(amount), people, fn.SUM(nameless)]


def _by_own(measure: Measure, period: Period, group: Group) -> _Breakdown:
    facts = _named((group.facts or measure.facts)(period))
    return _Breakdown(facts, facts, getattr(facts.c, group.column), group.label, group.order)


def _by_quarter(facts: Any) -> _Breakdown:
    day = facts.c.on_day
    quarter = day / 10000 * 10 + (_month(day) + 2) / 3
    return _Breakdown(facts, facts, quarter, lambda value: f"{value // 10}Q{value % 10}")


def _by_fiscal_year(facts: Any, year: ReportingYear) -> _Breakdown:
    day = facts.c.on_day
    later = Case(None, [(_month(day) >= year.first_month, 1)], 0) if year.first_month > 1 else 0
    return _Breakdown(facts, facts, day / 10000 + later, lambda value: f"FY{value}")


def _by_site(facts: Any) -> _Breakdown:
    from rcc_desktop.api.records import Site

    names = dict(fetch(Site.select(Site.id, Site.name)))
    return _Breakdown(
        facts, facts, facts.c.site, lambda site: names.get(site, _("No site")), lambda site: names.get(site, "")
    )


def _by_column(facts: Any, column: str) -> _Breakdown:
    from rcc_desktop.api.records import Person

    source = Join(facts, Person, JOIN.LEFT_OUTER, Person.id == facts.c.person)
    return _Breakdown(source, facts, getattr(Person, column), lambda value: value or _("Not known"), about_people=True)


def _by_age_band(facts: Any) -> _Breakdown:
    """By age on the day of the fact; who was born on February 29 has their birthday on March 1 in other years.

    Somebody of whom only the year is known counts as the age they reach in that year.
    """
    from rcc_desktop.api.records import Person

    source = Join(facts, Person, JOIN.LEFT_OUTER, Person.id == facts.c.person)
    day = facts.c.on_day
    age = fn.COALESCE((day - Person.birth_on) / 10000, day / 10000 - Person.birth_year)
    band = Case(None, [(age >= first, first) for first in reversed(AGE_BANDS)], None)
    return _Breakdown(source, facts, band, _band_words, int, about_people=True)


def _by_question(facts: Any, question: Question) -> _Breakdown:
    """By answer; somebody who gave two answers stands in both rows, so the rows may come to more than the total."""
    from rcc_desktop.api.records import PersonAnswer

    asked = (PersonAnswer.person == facts.c.person) & (PersonAnswer.question == question.key)
    source = Join(facts, PersonAnswer, JOIN.LEFT_OUTER, asked)
    order = {code: at for at, code in enumerate(question.choices)}
    return _Breakdown(
        source,
        facts,
        PersonAnswer.code,
        lambda code: question.choices.get(code, code) or _("Not asked"),
        lambda code: (order.get(code, len(order)), code),
        about_people=True,
    )


def _month(day: Any) -> Any:
    return day / 100 - day / 10000 * 100


def _weekday(day: Any) -> Any:
    """The ISO weekday of a YYYYMMDD number, in whole numbers (after Gauss): databases agree on no function for it."""
    years, month, of_month = day / 10000, _month(day), day - day / 100 * 100
    early = (14 - month) / 12
    year = years - early
    sunday_is_0 = of_month + year + year / 4 - year / 100 + year / 400 + (31 * (month + 12 * early - 2)) / 12
    monday_is_0 = sunday_is_0 + 6
    return monday_is_0 - monday_is_0 / 7 * 7 + 1


def _day_words(day: int) -> str:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"


def _month_words(month: int) -> str:
    return f"{month // 100:04}-{month % 100:02}"


def _weekday_words(weekday: int) -> str:
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[weekday - 1]


def _band_words(first: str) -> str:
    if first == NOT_KNOWN:
        return _("Not known")
    at = AGE_BANDS.index(int(first))
    return f"{first}–{AGE_BANDS[at + 1] - 1}" if at + 1 < len(AGE_BANDS) else f"{first}+"


def _number(value: Any) -> float:
    """Whole where it is whole: databases give sums back as int, float or Decimal."""
    if value is None:
        return 0
    return int(value) if value == int(value) else float(value)
