"""What visits come to: facts for whoever reports, and the same figures for the desk and the papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import JOIN, Case, fn

from rcc_desktop.api import Group, Measure, Period, ReportingYear, needs, words
from rcc_desktop.api.center import FISCAL_YEAR_STARTS
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.records import fetch

from .records import Visit, VisitReason
from .settings import KINDS, REASONS, title_of
from .wording import hour_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from peewee import Select

    from rcc_desktop.api import Choice, Desk

_, ngettext = words("rcc_checkin")

DEFINITIONS = {
    "visits": _(
        "Everybody who came in, each time they did. A group counts as many as came. Coming back soon after leaving "
        "goes on with the same visit; once a new day of business has begun, it is a new one. Visits that were undone "
        "do not count."
    ),
    "people": _("People whose names we know, each counted once, however often they came."),
    "person_days": _("Each person we know by name, once for each day they came."),
    "anonymous": _("Visits of people who gave no name. They are never turned into a number of people."),
    "new_people": _("People we know by name whose first visit ever lies in the period."),
    "new_this_year": _("People we know by name who came in the period, and whose first visit lies in its fiscal year."),
    "hours": _(
        "Time spent here, from arriving to leaving, without time away in between. Visits whose end nobody saw, so that "
        "closing time stands in for it, are left out."
    ),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What visits come to. ``visits`` is those with a name and the anonymous together."""

    visits: int
    people: int
    person_days: int
    anonymous: int
    new_people: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """The hours of the ``visits`` whose end was said, and how many visits were left out because nobody saw it."""

    hours: float
    visits: int
    left_out: int


def measures_for(desk: Desk) -> list[Measure]:
    """Every measure, with the words of the center's own lists."""
    by_kind = Group("kind", _("Kind of visitor"), "kind", _wording(desk, KINDS), order=_place(desk, KINDS))
    by_hour = Group("hour", _("Hour of arrival"), "hour", hour_words)

    def by_reason(facts: Callable[[Period], Select]) -> Group:
        return Group("reason", _("Here for"), "reason", _wording(desk, REASONS), facts, order=_place(desk, REASONS))

    def measure(key: str, title: str, unit: str, facts: Callable[[Period], Select], counts: str = "sum") -> Measure:
        groups = [by_reason(lambda period: with_reasons(facts(period))), by_kind, by_hour]
        return Measure(
            f"checkin.{key}",
            title,
            unit,
            facts,
            counts,
            DEFINITIONS[key],
            groups,
            "checkin.report",
            additive=counts == "sum" and not key.startswith("new"),
        )

    year = _reporting_year(desk)
    return [
        measure("visits", _("Visits"), _("visits"), visits),
        measure("people", _("People"), _("people"), named, "people"),
        measure("person_days", _("Days people came"), _("days"), named, "person_days"),
        measure("anonymous", _("Anonymous visits"), _("visits"), anonymous),
        measure("new_people", _("New people"), _("people"), new_people, "people"),
        measure(
            "new_this_year",
            _("New this fiscal year"),
            _("people"),
            lambda period: new_this_year(period, year()),
            "people",
        ),
        measure("hours", _("Hours of visits"), _("hours"), hours),
    ]


def visits(period: Period) -> Select:
    """Every visit that counts."""
    return _facts(period, Visit.heads)


def named(period: Period) -> Select:
    """The visits of people we know by name."""
    return visits(period).where(Visit.person.is_null(False))


def anonymous(period: Period) -> Select:
    """The visits of people who gave no name."""
    return visits(period).where(Visit.person.is_null())


def new_people(period: Period) -> Select:
    """First visits ever: no earlier one is on record, and nobody said at the door that they had been here before."""
    before = Visit.alias("before")
    sooner = (before.on_day < Visit.on_day) | ((before.on_day == Visit.on_day) & (before.id < Visit.id))
    earlier = before.select(1).where((before.person == Visit.person) & before.undone_at.is_null() & sooner)
    said_new = Visit.first_visit.is_null() | (Visit.first_visit == True)  # noqa: E712 (an SQL comparison)
    return named(period).where(said_new & ~fn.EXISTS(earlier))


def new_this_year(period: Period, year: ReportingYear) -> Select:
    """Visits of people whose first visit ever lies in the fiscal year in which ``period`` ends, and in or before it."""
    fiscal_year = Period(year.first_day(year.of(period.last)), period.last, "")
    of_the_year = new_people(fiscal_year).alias("of_the_year")
    people = of_the_year.select_from(of_the_year.c.person)
    return named(period).where(Visit.person.in_(people))


def hours(period: Period) -> Select:
    """Hours of visits whose end was said, without time away; of a group, for each who came."""
    here = (Visit.left_at - Visit.arrived_at - Visit.away).cast("DOUBLE PRECISION")
    ended = Visit.left_at.is_null(False) & (Visit.left_how == "said")
    return _facts(period, here * Visit.heads / 3_600_000.0).where(ended)


def with_reasons(facts: Select) -> Select:
    """The same facts once for each reason of the visit; one that said none has no reason."""
    return facts.join(VisitReason, JOIN.LEFT_OUTER, on=VisitReason.visit == Visit.id).select_extend(
        VisitReason.reason.alias("reason")
    )


@needs("checkin.see")
def figures(period: Period, site: int | None = None) -> Figures:
    """What the visits of a period come to, at one site or at all."""
    facts = _at(visits(period), site).alias("fact")
    a_day = facts.c.person * 100_000_000 + facts.c.on_day
    nameless = Case(None, [(facts.c.person.is_null(), facts.c.amount)], 0)
    query = facts.select_from(
        fn.SUM(facts.c.amount), fn.COUNT(facts.c.person.distinct()), fn.COUNT(a_day.distinct()), fn.SUM(nameless)
    )
    (every, people, days, without_name), *_none = fetch(query)
    first = _at(new_people(period), site).alias("fact")
    ((new,),) = fetch(first.select_from(fn.COUNT(first.c.person.distinct())))
    return Figures(int(every or 0), int(people), int(days), int(without_name or 0), int(new))


@needs("checkin.see")
def counted_by(column: str, period: Period, site: int | None = None) -> dict[Any, Figures]:
    """Visits, people and anonymous visits by ``on_day``, ``hour``, ``kind`` or ``reason`` (None: said none).

    A visit for two reasons stands under both. People are counted once in each group, new people are not counted here.
    """
    source = with_reasons(visits(period)) if column == "reason" else visits(period)
    facts = _at(source, site).alias("fact")
    group = getattr(facts.c, column)
    a_day = facts.c.person * 100_000_000 + facts.c.on_day
    nameless = Case(None, [(facts.c.person.is_null(), facts.c.amount)], 0)
    query = facts.select_from(
        group,
        fn.SUM(facts.c.amount),
        fn.COUNT(facts.c.person.distinct()),
        fn.COUNT(a_day.distinct()),
        fn.SUM(nameless),
    ).group_by(group)
    return {
        key: Figures(int(every), int(people), int(days), int(without_name), 0)
        for key, every, people, days, without_name in fetch(query)
    }


@needs("checkin.see")
def lengths(period: Period, site: int | None = None) -> Lengths:
    """How long people stayed, each of a group counting for themselves."""
    seen = _at(hours(period), site).alias("fact")
    ((total, known),) = fetch(seen.select_from(fn.SUM(seen.c.amount), fn.SUM(seen.c.heads)))
    unseen = _at(visits(period).where(Visit.left_how == "estimated"), site).alias("fact")
    ((left_out,),) = fetch(unseen.select_from(fn.SUM(unseen.c.amount)))
    return Lengths(float(total or 0), int(known or 0), int(left_out or 0))


def presence() -> Select:
    """Who was here on which day: every visit that was not undone."""
    return Visit.select(Visit.person.alias("person"), Visit.on_day.alias("on_day")).where(Visit.undone_at.is_null())


def _facts(period: Period, amount: Any) -> Select:
    inside = Visit.on_day.between(to_day(period.first), to_day(period.last))
    return Visit.select(
        Visit.person.alias("person"),
        Visit.on_day.alias("on_day"),
        amount.alias("amount"),
        Visit.site.alias("site"),
        Visit.kind.alias("kind"),
        Visit.hour.alias("hour"),
        Visit.heads.alias("heads"),
    ).where(inside & Visit.undone_at.is_null())


def _at(facts: Select, site: int | None) -> Select:
    return facts if site is None else facts.where(Visit.site == site)


def _wording(desk: Desk, which: Any) -> Callable[[Any], str]:
    def wording(key: Any) -> str:
        choices: tuple[Choice, ...] = desk.setting(which)
        return title_of(choices, key) if key else _("Not said")

    return wording


def _place(desk: Desk, which: Any) -> Callable[[Any], int]:
    def place(key: Any) -> int:
        keys = [choice.key for choice in desk.setting(which)]
        return keys.index(key) if key in keys else len(keys)

    return place


def _reporting_year(desk: Desk) -> Callable[[], ReportingYear]:
    return lambda: ReportingYear(desk.setting(FISCAL_YEAR_STARTS))
