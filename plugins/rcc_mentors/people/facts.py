"""What whoever books mentors has to know of each of them, and nothing more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import acting, needs, words
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.known_people import name_not_shown, sees_restricted, shown_name_of
from rcc_desktop.api.records import ContactWay, Person, fetch
from rcc_desktop.api.written import write_date
from rcc_mentors.people.records import Mentor, MentorSite, MentorTrait

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

_, ngettext = words("rcc_mentors")

REMEMBERED = timedelta(days=62)
"""How long after leaving a mentor is still among the facts, so that last month's board can be explained."""


@dataclass(frozen=True, slots=True)
class MentorFact:
    """One mentor as the schedule needs them. ``sites`` is empty for any site; limits are None for the policy alone.

    ``phone`` and ``best_times`` are empty for those who may not see how to reach people. ``lived`` is not here at all.
    """

    id: int
    person: int
    name: str
    stage: str
    pay: str
    roles: frozenset[str]
    skills: frozenset[str]
    languages: frozenset[str]
    sites: frozenset[int]
    most_shifts_week: int | None
    most_shifts_month: int | None
    most_minutes_week: int | None
    rest_minutes: int | None
    best_times: str
    phone: str
    active_on: date | None = None
    left_on: date | None = None

    @property
    def serves(self) -> bool:
        """Whether shifts may be booked now: in the active stage, neither on leave nor on the way in or out."""
        return self.stage == "active"


@needs("mentors.schedule_see")
def mentor_facts(now: datetime, *, even_if_left: Iterable[int] = ()) -> list[MentorFact]:
    """Everybody who wears the hat, by name; of those who left, the ones who did so in the last two months.

    ``even_if_left`` are mentors who are wanted however long ago they left, for they hold something yet.
    """
    since = to_day(now.date() - REMEMBERED)
    there = (Mentor.stage != "left") | (Mentor.left_on >= since) | Mentor.id.in_(list(even_if_left))
    query = (
        Mentor.select(
            Mentor.id,
            Mentor.person,
            shown_name_of(),
            Mentor.stage,
            Mentor.pay,
            Mentor.most_shifts_week,
            Mentor.most_shifts_month,
            Mentor.most_minutes_week,
            Mentor.rest_minutes,
            Mentor.best_times,
            Mentor.active_on,
            Mentor.left_on,
            Person.restricted,
        )
        .join(Person)
        .where(there)
        .order_by(Person.sort_name, Mentor.id)
    )
    traits, sites = _traits(), _sites()
    calls = acting().may("people.contact")
    phones = _phones() if calls else {}
    hides = not sees_restricted()
    facts = [_fact(row, traits, sites, phones, quiet=not calls or (hides and bool(row[-1]))) for row in fetch(query)]
    return _told_apart(facts)


def _told_apart(facts: list[MentorFact]) -> list[MentorFact]:
    """Two of one name are told apart by when they began, and by a number where even that is the same.

    Names that are not to be known stay alike.
    """
    alike = {name for name, count in Counter(fact.name for fact in facts).items() if count > 1} - {name_not_shown()}
    seen: Counter[str] = Counter()
    found = []
    for fact in facts:
        name = fact.name
        if name in alike:
            since = write_date(fact.active_on) if fact.active_on else _("not active yet")
            name = _("{name} ({since})").format(name=name, since=since)
            seen[name] += 1
            name = f"{name} {seen[name]}" if seen[name] > 1 else name
        found.append(replace(fact, name=name))
    return found


def _fact(
    row: tuple[Any, ...],
    traits: dict[int, dict[str, set[str]]],
    sites: dict[int, set[int]],
    phones: dict[int, str],
    *,
    quiet: bool,
) -> MentorFact:
    mentor, person, name, stage, pay, week, month, minutes, rest, best_times, active, left, _restricted = row
    brought = traits.get(mentor, {})
    return MentorFact(
        mentor,
        person,
        name,
        stage,
        pay,
        frozenset(brought.get("role", ())),
        frozenset(brought.get("skill", ())),
        frozenset(brought.get("language", ())),
        frozenset(sites.get(mentor, ())),
        week,
        month,
        minutes,
        rest,
        "" if quiet else best_times,
        "" if quiet else phones.get(person, ""),
        _maybe(active),
        _maybe(left),
    )


def _traits() -> dict[int, dict[str, set[str]]]:
    kinds = ("role", "skill", "language")
    query = MentorTrait.select(MentorTrait.mentor, MentorTrait.kind, MentorTrait.code)
    found: dict[int, dict[str, set[str]]] = {}
    for mentor, kind, code in fetch(query.where(MentorTrait.kind.in_(kinds))):
        found.setdefault(mentor, {}).setdefault(kind, set()).add(code)
    return found


def _sites() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for mentor, site in fetch(MentorSite.select(MentorSite.mentor, MentorSite.site)):
        found.setdefault(mentor, set()).add(site)
    return found


def _phones() -> dict[int, str]:
    """The first telephone number of each mentor's person."""
    query = (
        ContactWay.select(ContactWay.person, ContactWay.value)
        .join(Mentor, on=ContactWay.person == Mentor.person)
        .where(ContactWay.kind == "phone")
        .order_by(ContactWay.id.desc())
    )
    return dict(fetch(query))


def _maybe(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
