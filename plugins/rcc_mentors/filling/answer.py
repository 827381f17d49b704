"""What the engine gives back: who takes what, what each part cost, and how much better a plan could be at most."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .problem import Problem, Share, Slot

Pair = tuple[str, str]  # worker key, slot key


@dataclass(frozen=True, slots=True)
class Assignment:
    """Somebody takes a slot; `cost` is the worker's own cost of it (0 or more is a price, below 0 a reason for it)."""

    worker: str
    slot: str
    cost: int
    fixed: bool  # it was there before and was not to be touched


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the engine is: the best cost so far, and what no plan can go below."""

    seconds: float
    cost: int
    bound: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan that keeps every hard rule (if `feasible`), and its cost part by part.

    ``cost == problem.constant + sum of assignment costs + sum of slot_costs + sum of share_costs``.
    """

    assignments: tuple[Assignment, ...]  # by worker, then slot; the fixed ones too
    cost: int
    bound: int  # no plan costs less; equal to `cost` when `proven`
    proven: bool  # no better plan exists
    feasible: bool  # False: no plan that keeps the hard rules was found (a `least` of a Limit is out of reach)
    seconds: float
    uncovered: Mapping[str, int]  # slot key -> people short of `least`; covered slots are left out
    slot_costs: Mapping[str, int]  # slot key -> what missing, wanting and surplus people cost; zeros are left out
    share_costs: Mapping[str, int]  # worker key -> what being off the fair share costs; zeros are left out

    @property
    def chosen(self) -> tuple[Pair, ...]:
        """The plan as (worker, slot) pairs."""
        return tuple((one.worker, one.slot) for one in self.assignments)

    @property
    def gap(self) -> float:
        """How far the cost may be above the best there is, as a share of the cost: 0.0 when proven."""
        return 0.0 if self.proven else (self.cost - self.bound) / max(1, abs(self.cost))


def slot_cost(slot: Slot, people: int) -> int:
    """What `people` in this slot cost; see `Slot`. Above a hard `most` nothing is added: only fixed ones get there."""
    cost = slot.missing * max(0, slot.least - people) + slot.wanting * max(0, slot.wanted - people)
    return cost + (slot.surplus or 0) * max(0, people - slot.most)


def share_cost(share: Share, total: int) -> int:
    """What a total of `total` units (`done` included) costs."""
    over = sum(step.weight * max(0, total - share.target - step.beyond) for step in share.over)
    return over + sum(step.weight * max(0, share.target - total - step.beyond) for step in share.under)


def answer_for(
    problem: Problem, chosen: Iterable[Pair], *, bound: int, seconds: float, feasible: bool = True, proven: bool = False
) -> Answer:
    """The answer that says what `chosen` costs; `bound` is cut to the cost."""
    pairs = sorted(set(chosen))
    workers = {worker.key: worker for worker in problem.workers}
    assignments = tuple(
        Assignment(worker, slot, workers[worker].costs.get(slot, 0), slot in workers[worker].fixed)
        for worker, slot in pairs
    )
    people = Counter(slot for _worker, slot in pairs)
    slot_costs = {slot.key: slot_cost(slot, people[slot.key]) for slot in problem.slots}
    taken: dict[str, list[str]] = {worker.key: [] for worker in problem.workers}
    for worker, slot in pairs:
        taken[worker].append(slot)
    share_costs = {key: sum(_costs_of_shares(worker.shares, taken[key])) for key, worker in workers.items()}
    cost = problem.constant + sum(one.cost for one in assignments)
    cost += sum(slot_costs.values()) + sum(share_costs.values())
    short = {slot.key: slot.least - people[slot.key] for slot in problem.slots if people[slot.key] < slot.least}
    return Answer(
        assignments=assignments,
        cost=cost,
        bound=min(bound, cost),
        proven=feasible and (proven or bound >= cost),
        feasible=feasible,
        seconds=seconds,
        uncovered=short,
        slot_costs={key: value for key, value in slot_costs.items() if value},
        share_costs={key: value for key, value in share_costs.items() if value},
    )


def _costs_of_shares(shares: Iterable[Share], slots: list[str]) -> Iterable[int]:
    for share in shares:
        yield share_cost(share, share.done + sum(share.amounts.get(slot, 0) for slot in slots))


def to_plain(answer: Answer) -> dict[str, Any]:
    """The answer as dicts, lists, numbers and strings: what JSON keeps."""
    return asdict(answer)


def from_plain(plain: Mapping[str, Any]) -> Answer:
    """The answer `to_plain` made."""
    return Answer(**{**plain, "assignments": tuple(Assignment(**one) for one in plain["assignments"])})
