"""The whole problem as one integer model: a column for each person and open slot, rows for every rule.

Pairs that exclude each other (overlap, rest, what may not follow) become cliques, which is what makes the bound strong.
Fixed slots are columns held at 1; a row they break by themselves is loosened as far as they break it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from math import gcd
from typing import TYPE_CHECKING

from .answer import share_cost
from .conflicts import clash, stretches
from .linear import INFINITE, Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .answer import Pair
    from .linear import Values
    from .problem import Problem, Share, Slot, Work, Worker

    Terms = dict[int, float]
    Shape = tuple[int, int, int, str]  # see `shape_of`


class Compact:
    """The model, and which column stands for which person in which slot."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = Model()
        self.model.constant = float(problem.constant)
        self.taking: dict[Pair, int] = {}
        self.cliques = Cliques()
        self._in_slot: dict[str, list[int]] = defaultdict(list)
        for worker in problem.workers:
            self._add_worker(worker)
        for slot in problem.slots:
            self._cover(slot)

    def chosen(self, values: Values) -> tuple[Pair, ...]:
        """The plan a solution stands for."""
        return tuple(pair for pair, column in self.taking.items() if values[column] > 0.5)

    def _add_worker(self, worker: Worker) -> None:
        slots = [self.problem.by_key[key] for key in open_slots(self.problem, worker)]
        for slot in slots:
            held = slot.key in worker.fixed
            column = self.model.column(worker.costs.get(slot.key, 0), float(held), 1, whole=True)
            self.taking[worker.key, slot.key] = column
            self._in_slot[slot.key].append(column)
        Rules(self, worker, slots).add()

    def _cover(self, slot: Slot) -> None:
        columns = self._in_slot[slot.key]
        fixed = sum(self.model.lower[column] > 0.5 for column in columns)
        terms: Terms = dict.fromkeys(columns, 1.0)
        hard = INFINITE if slot.surplus is not None else max(slot.most, fixed)
        if slot.wanted and slot.wanting:
            lacking = self.model.column(slot.wanting, 0, slot.wanted)
            self.model.row(slot.wanted, INFINITE, {**terms, lacking: 1.0})
        if slot.surplus:
            extra = self.model.column(slot.surplus, 0, max(0, len(columns) - slot.most))
            if slot.least == slot.most:
                terms[extra] = -1.0
                hard = slot.most
            else:
                self.model.row(-INFINITE, slot.most, {**terms, extra: -1.0})
        if slot.missing and slot.least:
            terms[self.model.column(slot.missing, 0, slot.least)] = 1.0
            self.model.row(slot.least, max(slot.least, hard), terms)
        elif len(columns) > hard:
            self.model.row(-INFINITE, hard, terms)


def open_slots(problem: Problem, worker: Worker) -> Iterator[str]:
    """Slots this person holds, or may take without clashing with what is fixed or elsewhere."""
    fixed = [problem.by_key[key] for key in worker.fixed]
    near: list[Slot | Work] = [*fixed, *worker.elsewhere]
    yield from worker.fixed
    for key in worker.costs:
        slot = problem.by_key[key]
        if slot.key not in worker.fixed and not any(clash(worker, held, slot) for held in near):
            yield key


class Cliques:
    """Sets of slots of which one person takes at most one, kept for every set of rules people share."""

    def __init__(self) -> None:
        self._known: dict[object, list[frozenset[Shape]]] = {}

    def of(self, problem: Problem, worker: Worker, slots: Sequence[Slot]) -> list[list[Slot]]:
        """Cliques that cover every pair of `slots` that exclude each other; none inside another."""
        rules = (worker.rest, worker.one_a_day, worker.never_next_day)
        if rules not in self._known:
            shapes = {shape_of(slot): slot for slot in problem.slots}
            self._known[rules] = list(_clique_cover(worker, shapes))
        by_shape: dict[Shape, list[Slot]] = defaultdict(list)
        for slot in slots:
            by_shape[shape_of(slot)].append(slot)
        found: dict[frozenset[Shape], None] = {}
        for clique in self._known[rules]:
            part = frozenset(shape for shape in clique if shape in by_shape)
            if sum(len(by_shape[shape]) for shape in part) > 1:
                found[part] = None
        kept = [part for part in found if not any(part < other for other in found)]
        return [[slot for shape in sorted(part) for slot in by_shape[shape]] for part in kept]


def shape_of(slot: Slot) -> Shape:
    """What of a slot decides which others it excludes."""
    return (slot.day, slot.starts, slot.ends, slot.kind)


def _clique_cover(worker: Worker, shapes: Mapping[Shape, Slot]) -> Iterator[frozenset[Shape]]:
    """Sets of shapes that exclude each other, such that every two that do are together in one; lone shapes too."""
    order = sorted(shapes)
    near = _neighbors(worker, [shapes[shape] for shape in order])
    covered: set[tuple[int, int]] = set()
    for one in range(len(order)):
        if len(near[one]) == 1:
            yield frozenset([order[one]])
        for other in sorted(near[one]):
            if other <= one or (one, other) in covered:
                continue
            clique = _grow(near, [one, other])
            covered.update(combinations(clique, 2))
            yield frozenset(order[place] for place in clique)


def _neighbors(worker: Worker, slots: Sequence[Slot]) -> list[set[int]]:
    """For each slot, in order of day and start, the numbers of those it excludes, and its own."""
    near = [{place} for place in range(len(slots))]
    for one, first in enumerate(slots):
        for other in range(one + 1, len(slots)):
            second = slots[other]
            if second.day > first.day + 1 and second.starts - first.ends >= worker.rest:
                break
            if clash(worker, first, second):
                near[one].add(other)
                near[other].add(one)
    return near


def _grow(near: Sequence[set[int]], clique: list[int]) -> list[int]:
    common = set.intersection(*(near[place] for place in clique)) - set(clique)
    while common:
        place = min(common)
        clique.append(place)
        common = (common & near[place]) - {place}
    return sorted(clique)


def _edges(share: Share, unit: int) -> list[int]:
    """Where the share's cost may bend, in units on top of `done`: next to every step."""
    sides = [share.target + step.beyond for step in share.over] + [share.target - step.beyond for step in share.under]
    return sorted({(side - share.done) // unit + more for side in sides for more in (0, 1)})


class Rules:
    """The rows of one person."""

    def __init__(self, compact: Compact, worker: Worker, slots: Sequence[Slot]) -> None:
        self.problem, self.model, self.worker, self.slots = compact.problem, compact.model, worker, slots
        self.column = {slot.key: compact.taking[worker.key, slot.key] for slot in slots}
        self.fixed = {slot.key for slot in slots if slot.key in worker.fixed}
        self.open = [slot for slot in slots if slot.key not in self.fixed]
        self.cliques = compact.cliques.of(compact.problem, worker, self.open)
        self.held = {slot.day for slot in slots if slot.key in self.fixed} | {work.day for work in worker.elsewhere}
        self.day_terms: dict[int, Terms] = {}

    def add(self) -> None:
        """Add every row this person's rules ask for."""
        for clique in self.cliques:
            if len(clique) > 1:
                self.model.row(-INFINITE, 1, self._terms(clique))
        self._limits()
        for share in self.worker.shares:
            self._share(share)
        self._weekends()
        self._days()

    def _terms(self, slots: Iterable[Slot]) -> Terms:
        return {self.column[slot.key]: 1.0 for slot in slots}

    def _limits(self) -> None:
        for limit in self.worker.limits:
            terms = {self.column[slot.key]: float(limit.amounts.get(slot.key, 0)) for slot in self.slots}
            terms = {column: amount for column, amount in terms.items() if amount}
            fixed = sum(limit.amounts.get(key, 0) for key in self.fixed)
            most = INFINITE if limit.most is None else float(max(limit.most - limit.done, fixed))
            least = limit.least - limit.done
            if least > 0 or sum(terms.values()) > most:
                self.model.row(least if least > 0 else -INFINITE, most, terms)

    def _share(self, share: Share) -> None:
        """The share's cost, in steps as wide as totals can be apart: shifts of one length leave the bound no gap."""
        terms = {self.column[slot.key]: share.amounts.get(slot.key, 0) for slot in self.slots}
        terms = {column: amount for column, amount in terms.items() if amount}
        if not terms:
            self.model.constant += share_cost(share, share.done)
            return
        unit = gcd(*terms.values())
        most = sum(terms.values()) // unit

        def slope(units: int) -> int:
            """What one unit on top of `units` costs."""
            total = share.done + units * unit
            return share_cost(share, total + unit) - share_cost(share, total)

        self.model.constant += share_cost(share, share.done)
        for column, amount in terms.items():
            self.model.costs[column] += slope(0) * (amount // unit)
        scaled = {column: float(amount // unit) for column, amount in terms.items()}
        for edge in _edges(share, unit):
            if 0 < edge < most and slope(edge) > slope(edge - 1):
                beyond = self.model.column(slope(edge) - slope(edge - 1), 0, INFINITE)
                self.model.row(-INFINITE, edge, {**scaled, beyond: -1.0})

    def _weekends(self) -> None:
        most = self.worker.most_weekends
        known = {work.weekend for work in self.worker.elsewhere if work.weekend is not None}
        known |= {slot.weekend for slot in self.slots if slot.key in self.fixed and slot.weekend is not None}
        weekends: set[int] = {slot.weekend for slot in self.slots if slot.weekend is not None} - known
        if most is None or len(weekends) + len(known) <= most:
            return
        worked = {weekend: self.model.column(0, 0, 1) for weekend in sorted(weekends)}
        for clique in self._day_cliques():
            for weekend in sorted({slot.weekend for slot in clique if slot.weekend is not None} & worked.keys()):
                part = [slot for slot in clique if slot.weekend == weekend]
                self.model.row(-INFINITE, 0, {**self._terms(part), worked[weekend]: -1.0})
        self.model.row(-INFINITE, max(0, most - len(known)), dict.fromkeys(worked.values(), 1.0))

    def _day_cliques(self) -> Iterator[list[Slot]]:
        """Every clique cut down to each of its days; together they hold every open slot."""
        seen: set[tuple[str, ...]] = set()
        parts: list[list[Slot]] = []
        for clique in self.cliques:
            days: dict[int, list[Slot]] = defaultdict(list)
            for slot in clique:
                days[slot.day].append(slot)
            parts += days.values()
        parts += [[slot] for slot in self.open]
        for part in sorted(parts, key=len, reverse=True):
            keys = tuple(slot.key for slot in part)
            if len(keys) > 1 or not any(keys[0] in one for one in seen):
                if keys not in seen:
                    yield part
                seen.add(keys)

    def _days(self) -> None:
        worker = self.worker
        strict = worker.least_days_in_a_row > 1 or worker.least_days_off_in_a_row > 1
        if worker.most_days_in_a_row is None and not strict:
            return
        days = {slot.day for slot in self.slots} | self.held
        if not strict and not any(last - first >= (worker.most_days_in_a_row or 0) for first, last in stretches(days)):
            return
        self._worked(strict=strict)
        if worker.most_days_in_a_row is not None:
            self._most_in_a_row(worker.most_days_in_a_row, days)
        if strict:
            self._least_in_a_row()

    def _worked(self, *, strict: bool) -> None:
        """For each day a sum that is 1 when worked: the slots themselves if they exclude each other, else a column."""
        parts: dict[int, list[list[Slot]]] = defaultdict(list)
        for clique in self._day_cliques():
            parts[clique[0].day].append(clique)
        for day, cliques in parts.items():
            if day in self.held:
                continue
            if len(cliques) == 1:
                self.day_terms[day] = self._terms(cliques[0])
                continue
            worked = self.model.column(0, 0, 1, whole=strict)
            self.day_terms[day] = {worked: 1.0}
            for clique in cliques:
                self.model.row(-INFINITE, 0, {**self._terms(clique), worked: -1.0})
            if strict:
                every = {column: -amount for clique in cliques for column, amount in self._terms(clique).items()}
                self.model.row(-INFINITE, 0, {**every, worked: 1.0})

    def _most_in_a_row(self, most: int, days: set[int]) -> None:
        for first in range(min(days), max(days) - most + 1):
            window = range(first, first + most + 1)
            if all(day in days for day in window):
                held = sum(day in self.held for day in window)
                terms = {column: 1.0 for day in window for column in self.day_terms.get(day, ())}
                if terms:
                    self.model.row(-INFINITE, max(0, most - held), terms)

    def _least_in_a_row(self) -> None:
        """If a stretch starts on a day, the days after are like it, as far as the horizon goes."""
        days = range(self.problem.first_day, self.problem.last_day + 1)
        for before, day in pairwise(days):
            for ahead in range(1, self.worker.least_days_in_a_row):
                if day + ahead in days:
                    self._follows(before, day, day + ahead, 1.0)
            for ahead in range(1, self.worker.least_days_off_in_a_row):
                if day + ahead in days:
                    self._follows(before, day, day + ahead, -1.0)

    def _follows(self, before: int, day: int, later: int, sign: float) -> None:
        """If `day` is unlike `before`, `later` is like it (sign 1: worked, -1: off), unless what is fixed breaks it."""
        terms: Terms = defaultdict(float)
        upper = 0.0 if sign > 0 else 1.0
        for one, factor in ((day, sign), (before, -sign), (later, -sign)):
            upper -= factor * (one in self.held)
            for column, amount in self.day_terms.get(one, {}).items():
                terms[column] += factor * amount
        if upper >= 0 and sum(max(0.0, amount) for amount in terms.values()) > upper:
            self.model.row(-INFINITE, upper, terms)
