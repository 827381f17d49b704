"""Fill open slots: ask the engine, show what it proposes and why, and take of it what is wanted."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import acting, needs, words
from rcc_mentors.filling import answer as answers
from rcc_mentors.filling.problem import to_plain
from rcc_mentors.shifts.chosen import ask_first, titles
from rcc_mentors.shifts.facts import facts_of
from rcc_mentors.shifts.fill_question import Wishes, price, question
from rcc_mentors.shifts.fill_reading import Reading, holders, read_for_filling
from rcc_mentors.shifts.fill_reasons import gap
from rcc_mentors.shifts.fill_rows import FillQuestion, LoadLine, OpenGap, Proposal, ProposedChange, Taken
from rcc_mentors.shifts.fill_wording import gap_sentence, load_words, price_words, proof_words, taken_too_late
from rcc_mentors.shifts.records import Assignment
from rcc_mentors.shifts.rows import STANDING
from rcc_mentors.shifts.rules import ShiftFacts, stopping
from rcc_mentors.shifts.timing import real_minutes
from rcc_mentors.shifts.wording import reasons, refusals_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from rcc_mentors.shifts.chosen import Titles
    from rcc_mentors.shifts.rows import ShiftRow

_, ngettext = words("rcc_mentors")

UNTOUCHED = frozenset({"confirmed", "offered"})
"""States in which a booking that was filled still is as it was made."""


@needs("mentors.schedule")
def fill_question(
    first: date, last: date, now: datetime, *, wishes: Wishes | None = None, site: int | None = None
) -> FillQuestion:
    """What the engine is to solve: every shift of the days that has not begun, of one site or all of them."""
    wishes = wishes or Wishes()
    read = read_for_filling(first, last, now, site)
    problem = question(read.places, read.people, read.scene.limits_on, wishes, (first.toordinal(), last.toordinal()))
    missing = sum(_short(row) for row in read.rows.values())
    return FillQuestion(first, last, site, wishes, to_plain(problem), len(problem.slots), len(problem.workers), missing)


@needs("mentors.schedule")
def proposal(asked: FillQuestion, answered: Mapping[str, Any], now: datetime) -> Proposal:
    """What the engine's answer (``filling.answer.to_plain``) would change on the board as it stands now, and why."""
    read = read_for_filling(asked.first, asked.last, now, asked.site)
    found = answers.from_plain(answered)
    plan = _plan(found.chosen, read)
    missing = {row.id: max(0, row.least - len(plan.get(row.id, ()))) for row in read.rows.values()}
    return Proposal(
        first=asked.first,
        last=asked.last,
        changes=tuple(_changes(plan, read, asked.wishes, found.share_costs)),
        gaps=tuple(_gaps(plan, read, missing, titles())),
        load=tuple(_load(plan, read)),
        missing_before=sum(_short(row) for row in read.rows.values()),
        missing_after=sum(missing.values()),
        waiting=sum(place.state == "offered" for row in read.rows.values() for place in row.places),
        cost=found.cost,
        bound=found.bound,
        is_proven=found.proven,
        proof_words=proof_words(
            is_proven=found.proven, cost=found.cost, bound=found.bound, missing=sum(missing.values())
        ),
    )


@needs("mentors.schedule")
def take_proposal(chosen: Sequence[ProposedChange], now: datetime) -> Taken:
    """Make these changes of a proposal, each judged again by what stands now; what no longer fits is left out."""
    if not chosen:
        return Taken((), (), ())
    days = [change.shift.day for change in chosen]
    read = read_for_filling(min(days), max(days), now, None)
    given_up = _give_up([change for change in chosen if change.frees is not None], read, now)
    held = _held_now(read, set(given_up.values()))
    made, left_out = [], []
    for change in chosen:
        if change.frees is None:
            why = _why_not(change, read, held, now)
            if why:
                left_out.append(taken_too_late(change.name, change.shift, why))
            else:
                made.append(_book(change, read, held, now))
    return Taken(tuple(made), tuple(given_up), tuple(left_out))


@needs("mentors.schedule")
def undo_filling(taken: Taken, now: datetime) -> None:
    """Take back what was taken, but for bookings that somebody has touched since."""
    for assignment in taken.made:
        if Assignment.stored_row(assignment)["state"] in UNTOUCHED:
            Assignment.change(assignment, state="cancelled", why=_("Filling was undone."), **_signed(now))
    for assignment in taken.given_up:
        if Assignment.stored_row(assignment)["state"] == "cancelled":
            Assignment.change(assignment, state="confirmed", why="", **_signed(now))


def _short(row: ShiftRow) -> int:
    """How many a shift still needs, were everybody who was asked to say yes."""
    return max(0, row.least - sum(place.state in STANDING for place in row.places))


def _plan(chosen: Iterable[answers.Pair], read: Reading) -> dict[int, list[int]]:
    """Who would be on each shift: what the engine chose, of shifts and mentors that are still here."""
    plan: dict[int, list[int]] = {}
    for mentor, shift in chosen:
        if int(shift) in read.rows and int(mentor) in read.scene.mentors:
            plan.setdefault(int(shift), []).append(int(mentor))
    return plan


def _changes(
    plan: Mapping[int, Sequence[int]], read: Reading, wishes: Wishes, shares: Mapping[str, int]
) -> Iterable[ProposedChange]:
    serving = {each.facts.id: each for each in read.people}
    for place in read.places:
        row = read.rows[place.facts.id]
        on_it = plan.get(row.id, [])
        for standing in row.places:
            if standing.state in STANDING and standing.mentor not in on_it:
                spoke = price_words(place, serving[standing.mentor], wishes)
                key = f"frees {standing.assignment}"
                yield ProposedChange(key, row, standing.mentor, standing.name, standing.assignment, 0, spoke)
        for mentor in on_it:
            if mentor not in place.held:
                over = shares.get(str(mentor), 0)
                spoke = (*price_words(place, serving[mentor], wishes), *load_words(over))
                key = f"books {mentor} on {row.id}"
                name = read.scene.known[mentor].name
                yield ProposedChange(key, row, mentor, name, None, price(serving[mentor], place, wishes), spoke)


def _gaps(
    plan: Mapping[int, Sequence[int]], read: Reading, missing: Mapping[int, int], names: Titles
) -> Iterable[OpenGap]:
    """Each shift that stays open, with why everybody else cannot take it once the rest is as planned."""
    planned: dict[int, list[ShiftFacts]] = {}
    for place in read.places:
        for mentor in plan.get(place.facts.id, ()):
            planned.setdefault(mentor, []).append(place.facts)
    for place in read.places:
        row = read.rows[place.facts.id]
        if missing[row.id]:
            ruled_out = {
                mentor: read.judge(mentor, place.facts, [*each.outside, *planned.get(mentor, ())])
                for each in read.people
                if (mentor := each.facts.id) not in plan.get(row.id, ())
            }
            why = gap(row.id, missing[row.id], ruled_out)
            yield OpenGap(row, missing[row.id], gap_sentence(why, row, names))


def _load(plan: Mapping[int, Sequence[int]], read: Reading) -> Iterable[LoadLine]:
    """What each mentor would have in these days, by name; nobody is ranked."""
    now_by, then_by = holders(read.places), Counter[int]()
    weekends, evenings = Counter[int](), Counter[int]()
    for place in read.places:
        for mentor in plan.get(place.facts.id, ()):
            then_by[mentor] += place.facts.minutes
            weekends[mentor] += place.is_weekend
            evenings[mentor] += place.is_evening
    for mentor, fact in read.scene.known.items():
        minutes = sum(place.facts.minutes for place in now_by.get(mentor, ()))
        if minutes or then_by[mentor]:
            yield LoadLine(mentor, fact.name, minutes, then_by[mentor], weekends[mentor], evenings[mentor])


def _give_up(changes: Sequence[ProposedChange], read: Reading, now: datetime) -> dict[int, tuple[int, int]]:
    """Give bookings up, but for those that moved on meanwhile; the (mentor, shift) of each that was."""
    given_up = {}
    for change in changes:
        row = read.rows.get(change.shift.id)
        standing = {place.assignment: place for place in row.places} if row else {}
        place = standing.get(change.frees or 0)
        if place is not None and place.state == "confirmed" and not place.is_locked:
            Assignment.change(
                place.assignment, expected=place.version, state="cancelled", why=_("Filled anew."), **_signed(now)
            )
            given_up[place.assignment] = (change.mentor, change.shift.id)
    return given_up


def _why_not(change: ProposedChange, read: Reading, held: Mapping[int, Sequence[ShiftFacts]], now: datetime) -> str:
    """Why a booking of the proposal cannot be made any more; nothing when it can."""
    row = read.rows.get(change.shift.id)
    if row is None or change.mentor not in read.scene.mentors:
        return _("The shift or the mentor is no longer here.")
    theirs = held.get(change.mentor, ())
    if any(other.id == row.id for other in theirs):
        return _("They are on it already.")
    facts = facts_of(row, _taken(row, held))
    found = stopping(read.judge(change.mentor, facts, theirs, real_minutes(now)))
    return reasons(refusals_of(found, row.starts.tzinfo or UTC, titles()))


def _book(change: ProposedChange, read: Reading, held: dict[int, list[ShiftFacts]], now: datetime) -> int:
    row = read.rows[change.shift.id]
    held.setdefault(change.mentor, []).append(facts_of(row, 0))
    state = "offered" if ask_first() else "confirmed"
    return Assignment.add(shift=row.id, mentor=change.mentor, state=state, was_filled=True, **_signed(now))


def _signed(now: datetime) -> dict[str, Any]:
    return {"changed_at": now, "changed_by": acting().staff}


def _held_now(read: Reading, freed: set[tuple[int, int]]) -> dict[int, list[ShiftFacts]]:
    """What every mentor holds, once what was given up is gone."""
    held = {each.facts.id: list(each.outside) for each in read.people}
    for place in read.places:
        for mentor in place.held:
            if (mentor, place.facts.id) not in freed and mentor in held:
                held[mentor].append(place.facts)
    return held


def _taken(row: ShiftRow, held: Mapping[int, Sequence[ShiftFacts]]) -> int:
    return sum(other.id == row.id for others in held.values() for other in others)
