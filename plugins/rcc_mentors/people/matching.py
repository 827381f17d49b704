"""Find mentors by what they said of themselves: language, pathway, lived experience, skill, site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import acting, needs
from rcc_desktop.api.hats import closed_people
from rcc_desktop.api.known_people import known_people, shown_name_of
from rcc_desktop.api.records import Person, PersonAnswer, fetch
from rcc_mentors.people.records import Mentor, MentorSite, MentorTrait

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class MatchWish:
    """What somebody asked for. Each is a list of which one is enough; ``site`` is None for any."""

    languages: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
    lived: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    site: int | None = None

    def asks(self) -> dict[str, tuple[str, ...]]:
        """What is asked, by kind of trait; nothing that was left open."""
        by_kind = {
            "language": self.languages,
            "pathway": self.pathways,
            "lived": self.lived,
            "skill": self.skills,
            "sex": self.sexes,
        }
        return {kind: codes for kind, codes in by_kind.items() if codes}


@dataclass(frozen=True, slots=True)
class Match:
    """A mentor who fits in part or whole. ``fits`` and ``misses`` are (kind, code), and (kind, "") for a whole kind."""

    mentor: int
    person: int
    name: str
    fits: tuple[tuple[str, str], ...]
    misses: tuple[str, ...]


@needs("mentors.see")
def matching_mentors(wish: MatchWish) -> list[Match]:
    """Active mentors by how much of the wish they fit, the best first; those who fit nothing of it are left out.

    Only what a mentor declared counts: who said nothing is never taken to be anything. Sex comes from the person's own
    answer as a visitor, for those who may see the answers and of those whose participant side is open to them.
    """
    query = (
        Mentor.select(Mentor.id, Mentor.person, shown_name_of())
        .join(Person)
        .where((Mentor.stage == "active") & Mentor.person.in_(known_people()))
        .order_by(Person.sort_name, Mentor.id)
    )
    asks, brought, sites = wish.asks(), _brought(), _sites()
    found = []
    for mentor, person, name in fetch(query):
        has = brought.get(mentor, {})
        fits = [(kind, code) for kind, codes in asks.items() for code in codes if code in has.get(kind, ())]
        misses = [kind for kind, codes in asks.items() if not has.get(kind, set()).intersection(codes)]
        if wish.site is not None:
            serves = not sites.get(mentor) or wish.site in sites[mentor]
            (fits.append(("site", "")) if serves else misses.append("site"))
        if fits or not (asks or wish.site):
            found.append(Match(mentor, person, name, tuple(fits), tuple(misses)))
    return sorted(found, key=lambda match: (len(match.misses), -len(match.fits)))


def _brought() -> dict[int, dict[str, set[str]]]:
    found = _grouped(fetch(MentorTrait.select(MentorTrait.mentor, MentorTrait.kind, MentorTrait.code)))
    if acting().may("people.demographics"):
        answers = (
            PersonAnswer.select(Mentor.id, PersonAnswer.question, PersonAnswer.code)
            .join(Mentor, on=Mentor.person == PersonAnswer.person)
            .where(PersonAnswer.question == "sex", PersonAnswer.person.not_in(list(closed_people())))
        )
        for mentor, kind, code in fetch(answers):
            found.setdefault(mentor, {}).setdefault(kind, set()).add(code)
    return found


def _grouped(rows: Iterable[tuple[int, str, str]]) -> dict[int, dict[str, set[str]]]:
    found: dict[int, dict[str, set[str]]] = {}
    for mentor, kind, code in rows:
        found.setdefault(mentor, {}).setdefault(kind, set()).add(code)
    return found


def _sites() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for mentor, site in fetch(MentorSite.select(MentorSite.mentor, MentorSite.site)):
        found.setdefault(mentor, set()).add(site)
    return found
