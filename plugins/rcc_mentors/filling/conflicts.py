"""The hard rules, read off a finished plan: what is broken, and why somebody may not take one more slot.

Nothing here knows how a plan was found, so it checks every way of finding one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .answer import Pair
    from .problem import Limit, Problem, Slot, Work, Worker

Rule = Literal[
    "closed",  # the slot is not open to this person
    "overlap",
    "one a day",
    "rest",
    "next day",  # a kind that may not follow another on the next day
    "days in a row",
    "too few days in a row",
    "too few days off in a row",
    "weekends",
    "limit over",
    "limit under",
    "full",  # more people than the slot takes
]


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken by one person (or, for `full`, by a slot), and by how much."""

    rule: Rule
    worker: str  # empty for `full`
    where: str  # the limit's name, the slots' keys or the day, so that two breaches of one rule can be told apart
    by: int  # minutes of rest missing, days or units too many or too few
    slots: tuple[str, ...] = ()


def clash(worker: Worker, one: Slot | Work, other: Slot | Work) -> Rule | None:
    """The rule that forbids this person both, if any."""
    first, second = (one, other) if (one.day, one.starts) <= (other.day, other.starts) else (other, one)
    if first.day == second.day:
        if first.starts < second.ends and second.starts < first.ends:
            return "overlap"
        return "one a day" if worker.one_a_day else None
    if second.starts - first.ends < worker.rest:
        return "overlap" if second.starts < first.ends else "rest"
    if second.day == first.day + 1 and (first.kind, second.kind) in worker.never_next_day:
        return "next day"
    return None


def broken(problem: Problem, chosen: Iterable[Pair]) -> tuple[Breach, ...]:
    """Every hard rule the plan breaks, except where the fixed slots alone break it at least as much."""
    taken: dict[str, list[str]] = {worker.key: [] for worker in problem.workers}
    people: Counter[str] = Counter()
    for who, key in chosen:
        taken[who].append(key)
        people[key] += 1
    found = [breach for worker in problem.workers for breach in _new(problem, worker, worker.fixed, taken[worker.key])]
    fixed = Counter(slot for worker in problem.workers for slot in worker.fixed)
    for slot in problem.slots:
        most = max(slot.most, fixed[slot.key])
        if slot.surplus is None and people[slot.key] > most:
            found.append(Breach("full", "", slot.key, people[slot.key] - most, (slot.key,)))
    return tuple(found)


def why_not(problem: Problem, chosen: Iterable[Pair], worker: Worker, slot: str) -> tuple[Breach, ...]:
    """The rules this person would break by taking `slot` on top of the plan; empty when they may.

    A stretch of days that is still too short is not held against one slot: more slots may make it long enough.
    """
    held = [key for who, key in chosen if who == worker.key and key != slot]
    breaches = _new(problem, worker, held, [*held, slot])
    return tuple(one for one in breaches if not one.rule.startswith("too few") and one.rule != "limit under")


def _new(problem: Problem, worker: Worker, before: Sequence[str], after: Sequence[str]) -> Iterator[Breach]:
    """Breaches of `after` that are worse than those of `before`."""
    known: dict[tuple[str, str], int] = {
        (one.rule, one.where): one.by for one in breaches_of(problem, worker, before) if one.rule != "limit under"
    }
    for one in breaches_of(problem, worker, after):
        if one.by > known.get((one.rule, one.where), 0):
            yield one


def breaches_of(problem: Problem, worker: Worker, keys: Sequence[str]) -> Iterator[Breach]:
    """Every rule of this one person that the slots `keys` break, whatever is fixed."""
    slots = [problem.by_key[key] for key in keys]
    for slot in slots:
        if slot.key not in worker.costs and slot.key not in worker.fixed:
            yield Breach("closed", worker.key, slot.key, 1, (slot.key,))
    yield from _clashes(worker, slots)
    yield from _limits(worker, keys)
    yield from _stretches(problem, worker, slots)


def _clashes(worker: Worker, slots: Sequence[Slot]) -> Iterator[Breach]:
    order = sorted(slots, key=lambda slot: (slot.day, slot.starts))
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            if other.day > one.day + 1 and other.starts - one.ends >= worker.rest:
                break
            if rule := clash(worker, one, other):
                keys = tuple(sorted((one.key, other.key)))
                yield Breach(rule, worker.key, " ".join(keys), 1, keys)
    for work in worker.elsewhere:
        for slot in slots:
            if rule := clash(worker, work, slot):
                yield Breach(rule, worker.key, f"{slot.key} {work.starts}", 1, (slot.key,))


def _limits(worker: Worker, keys: Sequence[str]) -> Iterator[Breach]:
    for limit in worker.limits:
        over, under = over_and_under(limit, keys)
        counted = tuple(key for key in keys if limit.amounts.get(key))
        if over > 0:
            yield Breach("limit over", worker.key, limit.name, over, counted)
        if under > 0:
            yield Breach("limit under", worker.key, limit.name, under, counted)


def over_and_under(limit: Limit, keys: Iterable[str]) -> tuple[int, int]:
    """How far the slots go beyond the limit's most, and stay below its least (both 0 or less when kept)."""
    total = limit.done + sum(limit.amounts.get(key, 0) for key in keys)
    return (total - limit.most if limit.most is not None else 0), limit.least - total


def _stretches(problem: Problem, worker: Worker, slots: Sequence[Slot]) -> Iterator[Breach]:
    days = {slot.day for slot in slots} | {work.day for work in worker.elsewhere}
    weekends = {slot.weekend for slot in slots} | {work.weekend for work in worker.elsewhere}
    weekends.discard(None)
    if worker.most_weekends is not None and len(weekends) > worker.most_weekends:
        keys = tuple(slot.key for slot in slots if slot.weekend is not None)
        yield Breach("weekends", worker.key, "", len(weekends) - worker.most_weekends, keys)
    for first, last in stretches(days):
        length = last - first + 1
        if worker.most_days_in_a_row is not None and length > worker.most_days_in_a_row:
            keys = tuple(slot.key for slot in slots if first <= slot.day <= last)
            yield Breach("days in a row", worker.key, str(first), length - worker.most_days_in_a_row, keys)
        inside = problem.first_day < first and last < problem.last_day
        if inside and length < worker.least_days_in_a_row:
            yield Breach("too few days in a row", worker.key, str(first), worker.least_days_in_a_row - length)
    off = set(range(problem.first_day, problem.last_day + 1)) - days
    for first, last in stretches(off):
        length = last - first + 1
        inside = problem.first_day < first and last < problem.last_day
        if inside and length < worker.least_days_off_in_a_row:
            yield Breach("too few days off in a row", worker.key, str(first), worker.least_days_off_in_a_row - length)


def stretches(days: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last day of every run of consecutive days, in order."""
    run: list[int] = []
    for day in sorted(set(days)):
        if run and day != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(day)
    if run:
        yield run[0], run[-1]
