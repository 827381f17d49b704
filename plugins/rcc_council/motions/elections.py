"""Elections: who was voted for, and who has a majority of the ballots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_council.motions.rules import chosen
from rcc_council.motions.wording import election_words
from rcc_desktop.api import Problem, words
from rcc_desktop.api.known_people import require_known, shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping

_, ngettext = words("rcc_council")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line of an election; ``person`` is None for a name without a file."""

    person: int | None
    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class Election:
    """An election as it came out; ``chosen`` are places in ``candidates``."""

    candidates: tuple[Candidate, ...]
    chosen: tuple[int, ...]
    cast: int
    arithmetic: str


def elect(
    votes: Mapping[int | str, int], places: int, ballots: int | None, *, blank: int = 0, illegal: int = 0
) -> Election:
    """Who is elected to ``places`` by more than half of the ballots cast. Raises ``Problem``.

    ``ballots`` are those with a vote that can be read (RONR 46:33: a ballot counts once, however many it names); for
    one place they are the votes themselves. Illegal ballots count as cast, blank ones do not.
    """
    candidates = tuple(_candidates(votes))
    named = [each.votes for each in candidates]
    readable = sum(named) if ballots is None and places == 1 else ballots
    if readable is None:
        raise Problem(
            _("How many ballots were there?"),
            _("Where several are chosen at once, the ballots are counted as well as the names on them."),
            field="ballots",
            code="council.ballots",
        )
    _require_fit(named, places, readable, blank, illegal)
    cast = readable + illegal
    elected = chosen(dict(enumerate(named)), places, cast)
    told = election_words(
        cast,
        places,
        [(each.name, each.votes) for each in candidates],
        [candidates[each].name for each in elected],
        blank=blank,
        illegal=illegal,
    )
    return Election(candidates, elected, cast, told)


def _candidates(votes: Mapping[int | str, int]) -> list[Candidate]:
    people = [each for each in votes if isinstance(each, int)]
    require_known(people)
    names = dict(fetch(Person.select(Person.id, shown_name_of()).where(Person.id.in_(people))))
    return [
        Candidate(each, names[each], count) if isinstance(each, int) else Candidate(None, each.strip(), count)
        for each, count in votes.items()
    ]


def _require_fit(named: list[int], places: int, ballots: int, blank: int, illegal: int) -> None:
    if places < 1 or not named:
        raise Problem(_("Nobody stands, or there is no place to fill."), _("Add who stands."), field="votes")
    if min(*named, ballots, blank, illegal) < 0:
        raise Problem(_("A count is below zero."), _("Correct the numbers."), code="council.counts")
    if max(named) > ballots or sum(named) > ballots * places:
        raise Problem(
            _("There are more votes than {count} ballots can hold.").format(count=ballots),
            _("Count again: each ballot may name each person once, and no more people than there are places."),
            field="ballots",
            code="council.counts",
        )
