"""What a body is made of: what members say of themselves, told so that nobody's answer shows, and their seats."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.hiding import told_of, told_parts
from rcc_council.bodies.questions import hide_below, questions
from rcc_council.bodies.records import Declared
from rcc_council.bodies.rows import MakeUp, Question, Share
from rcc_council.bodies.rules import is_majority_in_recovery
from rcc_council.bodies.standing import roster_on
from rcc_council.bodies.wording import SEAT_KINDS
from rcc_desktop.api import needs, words
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from rcc_council.bodies.questions import Asked
    from rcc_council.bodies.rows import Roster

_, ngettext = words("rcc_council")

NOT_SAID = ""
CONSUMER_SEATS = frozenset({"peer", "family"})
"""Seats of consumers and family members, of whom SAMHSA's indicator A4 (IPP) asks the share."""


@needs("council.see")
def makeup(body: int, day: date) -> MakeUp:
    """What a body is made of on a day. Counts of few members are hidden, and those from which they could be told.

    Raises ``Problem`` when there is no such body.
    """
    roster = roster_on(facts_of(body), day)
    members = {each.person for each in roster.members if each.capacity == "member"}
    said, least = _said(members), hide_below()
    rows = tuple(_question(each, said.get(each.key, {}), len(members), least) for each in questions())
    in_recovery = sum("yes" in codes for codes in said.get("recovery", {}).values())
    is_majority = is_majority_in_recovery(in_recovery, len(members)) if len(members) >= least else None
    kinds = _seat_kinds(roster)
    consumers = sum(each.count or 0 for each in kinds if each.code in CONSUMER_SEATS)
    return MakeUp(
        body=body,
        body_name=roster.body_name,
        day=day,
        members=len(members),
        questions=rows,
        is_majority_in_recovery=is_majority,
        recovery_words=_recovery_words(rows[0], is_majority),
        consumers=consumers,
        consumer_share=consumers / len(members) if members else None,
        seat_kinds=kinds,
    )


@needs("council.keep")
def declare(person: int, question: str, codes: Sequence[str]) -> None:
    """Keep what a member says of themselves, in place of what they said before; nothing takes it back."""
    require_known([person])
    asked = next(each for each in questions() if each.key == question)
    wanted = list(dict.fromkeys(codes))
    if not set(wanted) <= set(asked.answers) or (len(wanted) > 1 and not asked.several):
        raise ValueError(f"{question} cannot be answered like this")
    query = Declared.select(Declared.id, Declared.code)
    known = {code: row for row, code in fetch(query.where(Declared.person == person, Declared.question == question))}
    for code, row in known.items():
        if code not in wanted:
            Declared.remove(row)
    for code in wanted:
        if code not in known:
            Declared.add(person=person, question=question, code=code)


@needs("council.keep")
def declared_of(person: int) -> Mapping[str, tuple[str, ...]]:
    """What somebody said of themselves, by question."""
    require_known([person])
    found: dict[str, list[str]] = defaultdict(list)
    query = Declared.select(Declared.question, Declared.code).where(Declared.person == person)
    for question, code in fetch(query.order_by(Declared.id)):
        found[question].append(code)
    return {question: tuple(codes) for question, codes in found.items()}


def _question(asked: Asked, said: Mapping[int, set[str]], members: int, least: int) -> Question:
    counts = Counter(code for codes in said.values() for code in codes)
    not_said = members - len(said)
    if asked.several:
        told, quiet = _told_several(asked, counts, len(said), not_said, least)
        of = len(said)
    else:
        whole = told_parts({**{code: counts[code] for code in asked.answers}, NOT_SAID: not_said}, least)
        told, quiet, of = {code: whole[code] for code in asked.answers}, whole[NOT_SAID], members
    shares = tuple(_share(code, title, told[code], of) for code, title in asked.answers.items())
    return Question(asked.key, asked.title, shares, quiet)


def _told_several(
    asked: Asked, counts: Mapping[str, int], said: int, not_said: int, least: int
) -> tuple[Mapping[str, int | None], int | None]:
    """Answers of which somebody may choose several; nothing where too few answered, or too few did not."""
    quiet = told_of(not_said, said + not_said, least)
    if quiet is None:
        return dict.fromkeys(asked.answers), None
    return {code: told_of(counts.get(code, 0), said, least) for code in asked.answers}, quiet


def _share(code: str, title: str, count: int | None, of: int) -> Share:
    return Share(code, title, count, of, None if count is None or not of else count / of)


def _seat_kinds(roster: Roster) -> tuple[Share, ...]:
    """How many members hold a seat of each kind, each member once, by their first seat."""
    kinds: dict[int, str] = {}
    for each in roster.members:
        if each.capacity == "member":
            kinds.setdefault(each.person, each.kind)
    counts = Counter(kinds.values())
    return tuple(_share(kind, title, counts[kind], len(kinds)) for kind, title in SEAT_KINDS.items())


def _recovery_words(recovery: Question, is_majority: bool | None) -> str:
    """Whether the body meets the standard, with the count where it may be told."""
    if is_majority is None:
        return _("Too few members to say.")
    yes = recovery.shares[0]
    if yes.count is None:
        return (
            _("More than half of the members are in recovery, as the standard asks.")
            if is_majority
            else _("Not more than half of the members say they are in recovery; the standard asks for more than half.")
        )
    told = (
        _("{count} of {members} members are in recovery: more than half, as the standard asks.")
        if is_majority
        else _("{count} of {members} members are in recovery; the standard asks for more than half.")
    )
    return told.format(count=yes.count, members=yes.of)


def _said(people: Iterable[int]) -> Mapping[str, Mapping[int, set[str]]]:
    """What people said, by question and person."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    query = Declared.select(Declared.question, Declared.person, Declared.code)
    for question, person, code in fetch(query.where(Declared.person.in_(list(people)))):
        found[question][person].add(code)
    return found
