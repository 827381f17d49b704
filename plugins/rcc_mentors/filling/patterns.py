"""The best pattern of one person over all days, for any prices on the slots: a shortest path by dynamic programming.

A state is a day together with how the current stretch stands (days off so far, or days worked so far and the kind
worked last), the weekends worked and the units of every limit used. All states of a day are one array, and a day's step
is a few array operations, so a pattern over four weeks takes some milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import gcd, prod
from typing import TYPE_CHECKING

import numpy as np

from .tolls import Toll

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from .problem import Limit, Problem, Slot, Worker

    Values = NDArray[np.float64]
    Index = tuple[slice, ...]

MOST_STATES = 80_000  # states of one day; limits beyond are left out of them, largest first
MENDINGS = 24  # tries to keep what was left out
MOST_CELLS = 12_000_000  # states of all days together: 100 MB
NOWHERE = 1e15  # the cost of a state that cannot be reached


@dataclass(frozen=True, slots=True)
class Move:
    """Taking one slot: the group of kinds it belongs to, and how far it moves along every limit."""

    place: int  # number of the slot in the problem
    group: int
    source: Index  # of the limits' axes: where one may come from,
    target: Index  # and where that leads
    amounts: tuple[int, ...]


def suits(problem: Problem, worker: Worker) -> bool:
    """Whether this person's rules are all of the sort that patterns know."""
    slots = [problem.by_key[key] for key in worker.costs]
    by_day: dict[int, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.day, []).append(slot)
    plain = worker.one_a_day and not worker.shares and not worker.elsewhere and not worker.fixed
    one_weekend = all(len({slot.weekend for slot in found}) == 1 for found in by_day.values())
    days = sorted({(slot.weekend, slot.day) for slot in slots if slot.weekend is not None})
    near = all(first[0] != second[0] or second[1] == first[1] + 1 for first, second in pairwise(days))
    rested = all(
        second.starts - first.ends >= worker.rest
        or (second.day == day + 1 and (first.kind, second.kind) in worker.never_next_day)
        for day, firsts in by_day.items()
        for first in firsts
        for second in (*by_day.get(day + 1, ()), *by_day.get(day + 2, ()))
    )
    return plain and one_weekend and near and rested


class Patterns:
    """Prices in, best patterns out, for one person. A pattern is a sorted tuple of the numbers of slots."""

    def __init__(self, problem: Problem, worker: Worker, places: Mapping[str, int]) -> None:
        self.worker = worker
        self.days = range(problem.first_day, problem.last_day + 1)
        slots = [problem.by_key[key] for key in worker.costs]
        self.costs = {places[slot.key]: float(worker.costs[slot.key]) for slot in slots}
        self.groups, self.may_follow = _groups(worker, sorted({slot.kind for slot in slots}))
        longest = len(self.days)
        self.most = min(longest, worker.most_days_in_a_row or longest)
        self.least = min(worker.least_days_in_a_row, self.most)
        self.least_off = max(1, min(worker.least_days_off_in_a_row, longest))
        self.weekend_of = {slot.day: slot.weekend for slot in slots if slot.weekend is not None}
        weekends = len(set(self.weekend_of.values()))
        most_weekends = weekends if worker.most_weekends is None else worker.most_weekends
        self.counts_weekends = most_weekends < weekends
        self.limits, self.left_out = _kept_limits(self, slots, most_weekends + 1 if self.counts_weekends else 1)
        self.units = [gcd(*(amount for amount in limit.amounts.values() if amount)) for limit in self.limits]
        sizes = [_size(limit, unit) for limit, unit in zip(self.limits, self.units, strict=True)]
        self.shape = (most_weekends + 1 if self.counts_weekends else 1, *sizes)
        self._amounts = [
            {places[key]: amount for key, amount in limit.amounts.items() if amount} for limit in self.left_out
        ]
        self._uneven = 1 + np.arange(len(problem.slots)) * 7919 % 97 / 291  # no two alike, or a toll takes all or none
        self._unused = (0,) * len(self.limits)
        self.moves: dict[int, list[Move]] = {day: [] for day in self.days}
        for slot in slots:
            move = self._move(places[slot.key], slot, sizes)
            if move is not None:
                self.moves[slot.day].append(move)

    def _move(self, place: int, slot: Slot, sizes: Sequence[int]) -> Move | None:
        amounts = tuple(
            limit.amounts.get(slot.key, 0) // unit for limit, unit in zip(self.limits, self.units, strict=True)
        )
        if any(amount >= size for amount, size in zip(amounts, sizes, strict=True)):
            return None
        source = tuple(slice(0, size - amount) for amount, size in zip(amounts, sizes, strict=True))
        target = tuple(slice(amount, size) for amount, size in zip(amounts, sizes, strict=True))
        return Move(place, self.groups[slot.kind], source, target, amounts)

    @property
    def positions(self) -> int:
        """Standings in a stretch worked: 1 .. most days; then 1 .. least - 1 days of one that began on the first day.

        The days before the horizon may have made the latter long enough, so it may end at any time.
        """
        return self.most + self.least - 1

    def best(self, prices: Values, count: int) -> tuple[float, list[tuple[float, tuple[int, ...]]]]:
        """What no pattern goes below, and at most `count` cheap patterns with their costs, ending in different states.

        The patterns keep every limit. Where limits are left out of the states, the bound need not be reached.
        """
        found = self._cheapest(prices, count)
        if not found:
            return NOWHERE, []
        kept = [(cost, pattern) for cost, pattern in found if not any(self._excess(pattern))]
        return found[0][0], kept or self._mended(prices, found[0][1])

    def _excess(self, pattern: tuple[int, ...]) -> list[int]:
        """By how much a pattern breaks each limit left out: above 0 for too much, below for too little."""
        excess = []
        for limit, amounts in zip(self.left_out, self._amounts, strict=True):
            total = limit.done + sum(amounts.get(place, 0) for place in pattern)
            over = total - limit.most if limit.most is not None else 0
            excess.append(max(0, over) - max(0, limit.least - total))
        return excess

    def _mended(self, prices: Values, pattern: tuple[int, ...]) -> list[tuple[float, tuple[int, ...]]]:
        """A pattern that keeps the limits left out, by a toll on what it has too much of; none if tolls do not help."""
        tolls = [Toll() for _limit in self.left_out]
        for _attempt in range(MENDINGS):
            paid = prices * self._uneven
            for toll, excess, amounts in zip(tolls, self._excess(pattern), self._amounts, strict=True):
                toll.answer(excess)
                size = max(amounts.values())
                for place, amount in amounts.items():
                    paid[place] += toll.price * amount / size
            found = self._cheapest(paid, 1)
            if not found:
                return []
            pattern = found[0][1]
            if not any(self._excess(pattern)):
                return [(sum(self.costs[place] + float(prices[place]) for place in pattern), pattern)]
        return []

    def _cheapest(self, prices: Values, count: int) -> list[tuple[float, tuple[int, ...]]]:
        table = self.table(prices)
        ends = np.concatenate([part.reshape(-1) for part in self._ends(*table[-1])])
        order = np.argsort(ends, kind="stable")[: count * 3] if count > 1 else [int(ends.argmin())]
        found: dict[tuple[int, ...], float] = {}
        for end in order:
            if ends[end] < NOWHERE / 2 and len(found) < count:
                pattern = tuple(self._walk_back(table, prices, int(end)))
                found.setdefault(pattern, float(ends[end]))
        return [(cost, pattern) for pattern, cost in found.items()]

    def table(self, prices: Values) -> list[tuple[Values, Values]]:
        """For every day the cheapest way to each state, (off, worked); `prices` come on top of the person's costs."""
        table: list[tuple[Values, Values]] = []
        for day in self.days:
            off = np.full((self.least_off, *self.shape), NOWHERE)
            worked = np.full((len(self.may_follow), self.positions, *self.shape), NOWHERE)
            if table:
                self._rest(*table[-1], off)
            else:
                off[(self.least_off - 1, 0, *self._unused)] = 0.0
            for group in {move.group for move in self.moves[day]}:
                source = self._source(*table[-1], day, group) if table else self._first_source(day)
                for move in self.moves[day]:
                    if move.group == group:
                        here = worked[group][(slice(None), slice(None), *move.target)]
                        there = source[(slice(None), slice(None), *move.source)]
                        np.minimum(here, there + (self.costs[move.place] + prices[move.place]), out=here)
            table.append((off, worked))
        return table

    def _ends(self, off: Values, worked: Values) -> tuple[Values, Values]:
        """The last day's states without those that fall short of a limit's least."""
        off, worked = off.copy(), worked.copy()
        for axis, (limit, unit) in enumerate(zip(self.limits, self.units, strict=True), start=1):
            short = slice(0, max(0, -(-(limit.least - limit.done) // unit)))
            off[(slice(None),) + (slice(None),) * axis + (short,)] = NOWHERE
            worked[(slice(None),) * 2 + (slice(None),) * axis + (short,)] = NOWHERE
        return off, worked

    def _rest(self, off_before: Values, worked_before: Values, off: Values) -> None:
        off[1:] = off_before[:-1]
        np.minimum(off[-1], off_before[-1], out=off[-1])
        np.minimum(off[0], worked_before[:, self.least - 1 :].min(axis=(0, 1)), out=off[0])

    def _first_source(self, day: int) -> Values:
        source = np.full((self.positions, *self.shape), NOWHERE)
        source[(self.most if self.least > 1 else 0, int(self._new_weekend(day)), *self._unused)] = 0.0
        return source

    def _source(self, off_before: Values, worked_before: Values, day: int, group: int) -> Values:
        """What each state costs on arriving at it by a slot of `group`, before that slot's own cost and amounts."""
        worked = worked_before[self.may_follow[group]].min(axis=0) if len(self.may_follow) > 1 else worked_before[0]
        source = np.full((self.positions, *self.shape), NOWHERE)
        source[1 : self.most] = worked[: self.most - 1]
        if self.least > 1:
            source[self.most + 1 :] = worked[self.most : -1]
            np.minimum(source[self.least - 1], worked[-1], out=source[self.least - 1])
        source[0] = off_before[-1]
        if self._new_weekend(day):
            changed = slice(0, 1) if self._same_weekend(day) else slice(None)
            source[changed, 1:] = source[changed, :-1].copy()
            source[changed, 0] = NOWHERE
        return source

    def _new_weekend(self, day: int) -> bool:
        return self.counts_weekends and day in self.weekend_of

    def _same_weekend(self, day: int) -> bool:
        return self.weekend_of.get(day - 1) == self.weekend_of[day]

    def through(self, prices: Values) -> tuple[dict[int, float], dict[int, float]]:
        """For every slot the cost of the cheapest pattern with it; for every day, of the cheapest one off."""
        table = self.table(prices)
        taking: dict[int, float] = {}
        resting: dict[int, float] = {}
        off, worked = (np.where(part < NOWHERE, 0.0, NOWHERE) for part in self._ends(*table[-1]))
        for number in range(len(self.days) - 1, -1, -1):
            day = self.days[number]
            resting[day] = float((table[number][0] + off).min())
            arrivals: dict[int, Values] = {}
            for group in {move.group for move in self.moves[day]}:
                source = self._source(*table[number - 1], day, group) if number else self._first_source(day)
                arrivals[group] = arrival = np.full((self.positions, *self.shape), NOWHERE)
                for move in self.moves[day]:
                    if move.group == group:
                        cost = self.costs[move.place] + prices[move.place]
                        ahead = worked[group][(slice(None), slice(None), *move.target)] + cost
                        here = (slice(None), slice(None), *move.source)
                        taking[move.place] = float((source[here] + ahead).min())
                        np.minimum(arrival[here], ahead, out=arrival[here])
            off, worked = self._ahead(off, worked, arrivals, day)
        return taking, resting

    def _ahead(self, off: Values, worked: Values, arrivals: dict[int, Values], day: int) -> tuple[Values, Values]:
        """The cheapest way on from every state of the day before, given that of every state of `day`."""
        off_before = np.concatenate([off[1:], off[-1:]])
        worked_before = np.full_like(worked, NOWHERE)
        worked_before[:, self.least - 1 :] = off[0]
        for group, arrival in arrivals.items():
            if self._new_weekend(day):
                changed = slice(0, 1) if self._same_weekend(day) else slice(None)
                arrival[changed, :-1] = arrival[changed, 1:].copy()
                arrival[changed, -1] = NOWHERE
            on = np.full_like(arrival, NOWHERE)
            on[: self.most - 1] = arrival[1 : self.most]
            if self.least > 1:
                on[self.most : -1] = arrival[self.most + 1 :]
                on[-1] = arrival[self.least - 1]
            np.minimum(off_before[-1], arrival[0], out=off_before[-1])
            for before in self.may_follow[group]:
                np.minimum(worked_before[before], on, out=worked_before[before])
        return off_before, worked_before

    def _walk_back(self, table: list[tuple[Values, Values]], prices: Values, end: int) -> list[int]:
        """The slots on the cheapest way to the last day's state number `end`."""
        states = np.concatenate([np.arange(part.size) for part in table[-1]])
        is_off = end < table[-1][0].size
        at: tuple[int, ...] = tuple(
            int(place) for place in np.unravel_index(int(states[end]), table[-1][0 if is_off else 1].shape)
        )
        taken: list[int] = []
        for number in range(len(self.days) - 1, -1, -1):
            day = self.days[number]
            before = table[number - 1] if number else None
            if is_off:
                step = self._before_off(before, at) if before else None
            else:
                place, step = self._before_slot(before, day, at, prices)
                taken.append(place)
            if step is None:
                break
            is_off, at = step
        return taken[::-1]

    def _before_off(self, before: tuple[Values, Values], at: tuple[int, ...]) -> tuple[bool, tuple[int, ...]]:
        off, worked = before
        place, rest = at[0], at[1:]
        ways: list[tuple[float, bool, tuple[int, ...]]] = []
        if place > 0:
            ways.append((float(off[(place - 1, *rest)]), True, (place - 1, *rest)))
        if place == self.least_off - 1:
            ways.append((float(off[(place, *rest)]), True, at))
        if place == 0:
            here: tuple[int | slice, ...] = (slice(None), slice(self.least - 1, None), *rest)
            ended = worked[here]
            group, position = np.unravel_index(int(ended.argmin()), ended.shape)
            ways.append((float(ended.min()), False, (int(group), int(position) + self.least - 1, *rest)))
        _cost, is_off, state = min(ways)
        return is_off, state

    def _before_slot(
        self, before: tuple[Values, Values] | None, day: int, at: tuple[int, ...], prices: Values
    ) -> tuple[int, tuple[bool, tuple[int, ...]] | None]:
        group, position, weekends, *used = at
        ways: list[tuple[float, int, tuple[bool, tuple[int, ...]] | None]] = []
        for move in self.moves[day]:
            rest = tuple(have - amount for have, amount in zip(used, move.amounts, strict=True))
            if move.group != group or min(rest, default=0) < 0:
                continue
            cost = self.costs[move.place] + float(prices[move.place])
            if before is None:
                ways.append((cost if not any(rest) else NOWHERE, move.place, None))
                continue
            for is_off, state in self._came_from(day, group, position, weekends):
                if state[-1] >= 0:
                    full = (*state, *rest)
                    ways.append((float(before[0 if is_off else 1][full]) + cost, move.place, (is_off, full)))
        _cost, place, step = min(ways, key=lambda way: way[0])
        return place, step

    def _came_from(self, day: int, group: int, position: int, weekends: int) -> Iterator[tuple[bool, tuple[int, ...]]]:
        new = self._new_weekend(day)
        if position == 0:
            yield True, (self.least_off - 1, weekends - new)
            return
        worked = weekends - (new and not self._same_weekend(day))
        sources = [position - 1] if position != self.most else []
        if self.least > 1 and position == self.least - 1:
            sources.append(self.positions - 1)
        for earlier in self.may_follow[group]:
            for source in sources:
                yield False, (int(earlier), source, worked)


def _groups(worker: Worker, kinds: Sequence[str]) -> tuple[dict[str, int], list[NDArray[np.intp]]]:
    """Kinds that the same kinds may follow and precede are one group; for each group, those that may come before it."""
    never = set(worker.never_next_day)
    looks = {
        kind: tuple((kind, other) in never for other in kinds) + tuple((other, kind) in never for other in kinds)
        for kind in kinds
    }
    names = sorted(set(looks.values()))
    groups = {kind: names.index(looks[kind]) for kind in kinds}
    one_of = {group: kind for kind, group in groups.items()}
    may_follow = [
        np.array(
            [before for before in range(len(names)) if (one_of[before], one_of[after]) not in never], dtype=np.intp
        )
        for after in range(len(names))
    ]
    return groups, may_follow


def _binding(limit: Limit, slots: Sequence[Slot]) -> bool:
    """Whether a limit can be broken at all by one slot a day."""
    days: dict[int, int] = {}
    for slot in slots:
        days[slot.day] = max(days.get(slot.day, 0), limit.amounts.get(slot.key, 0))
    return limit.least > limit.done or (limit.most is not None and limit.done + sum(days.values()) > limit.most)


def _size(limit: Limit, unit: int) -> int:
    most = sum(limit.amounts.values()) if limit.most is None else limit.most - limit.done
    return max(0, most) // unit + 1


def _kept_limits(patterns: Patterns, slots: Sequence[Slot], weekends: int) -> tuple[list[Limit], list[Limit]]:
    """The limits that states can count, and those left out because there would be too many states."""
    binding = [limit for limit in patterns.worker.limits if _binding(limit, slots)]
    base = (len(patterns.may_follow) * patterns.positions + patterns.least_off) * weekends
    sizes = {
        limit.name: _size(limit, gcd(*(amount for amount in limit.amounts.values() if amount))) for limit in binding
    }
    kept: list[Limit] = []
    most_states = min(MOST_STATES, MOST_CELLS // len(patterns.days))
    for limit in sorted(binding, key=lambda limit: (limit.least <= limit.done, sizes[limit.name])):
        if base * prod(sizes[one.name] for one in (*kept, limit)) <= most_states:
            kept.append(limit)
    return kept, [limit for limit in binding if limit not in kept]
