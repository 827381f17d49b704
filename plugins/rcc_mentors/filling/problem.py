"""What is asked of the engine: slots to cover, people who may cover them, and every rule between the two.

Plain integers and strings only: a problem crosses a process border as JSON (`to_plain`, `from_plain`). The engine knows
no date, no database and no word for a person; whoever asks has already turned all three into keys and numbers.

Minutes (`starts`, `ends`) count real time on one axis, such as minutes of UTC since any fixed moment, so a night when
the clocks change is as long as it really is. Days (`day`) are consecutive ordinals of *local* days. Costs are whole
numbers, and smaller is better; a negative cost is a reason for, such as an assignment already published.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the plan to be filled with people.

    With n people the slot costs
    ``missing * max(0, least - n) + wanting * max(0, wanted - n) + surplus * max(0, n - most)``.
    Two-person opening or closing is `least` = 2 and nothing more.
    """

    key: str  # unique in the problem
    day: int  # ordinal of the local day it is counted on (the day it starts)
    starts: int  # real minutes; the slot is half-open, so one may end where the next starts
    ends: int
    least: int  # each person short of this costs `missing`
    most: int  # no more people than this, unless `surplus` gives a price for each one more
    missing: int
    wanted: int = 0  # each person short of this costs `wanting` (in addition to `missing`); 0: nothing beyond `least`
    wanting: int = 0
    surplus: int | None = None  # None: `most` is never passed (people already fixed are kept even so)
    kind: str = ""  # what `Worker.never_next_day` speaks of, such as a shift's type
    weekend: int | None = None  # number of the weekend it belongs to; None on other days


@dataclass(frozen=True, slots=True)
class Limit:
    """What one person's slots may add up to: hours a day or a week, shifts a month or of one kind, minutes in all."""

    name: str  # comes back in what `conflicts.broken` and `conflicts.why_not` say; any text
    amounts: Mapping[str, int]  # slot key -> what taking it adds (never negative); slots not named add nothing
    most: int | None = None  # done + amounts taken <= most
    least: int = 0  # done + amounts taken >= least: hard, so a wish for more work belongs in a `Share`
    done: int = 0  # what the same days already hold outside the problem's slots


@dataclass(frozen=True, slots=True)
class Step:
    """From `beyond` units off the target, each further unit costs `weight` more (added to the steps before)."""

    beyond: int
    weight: int


@dataclass(frozen=True, slots=True)
class Share:
    """One person's fair share of something, and what being off it costs: convex, by steps on either side.

    With total t = done + amounts taken, the cost is the sum of ``weight * max(0, t - target - beyond)`` over the steps
    of `over` and ``weight * max(0, target - t - beyond)`` over those of `under`.
    """

    name: str
    amounts: Mapping[str, int]  # slot key -> units (hours rather than minutes keep costs small)
    target: int
    over: tuple[Step, ...] = ()
    under: tuple[Step, ...] = ()
    done: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """Work of a person that is no slot of the problem: before the horizon, after it, or elsewhere meanwhile.

    It counts for overlap, rest, days in a row and weekends. For limits and shares, say it in their `done`.
    """

    day: int
    starts: int
    ends: int
    kind: str = ""
    weekend: int | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who may take slots. Every rule here is hard; what is fixed already is kept even where it breaks one.

    Rules on days look at days worked on, by a slot or by `elsewhere`. Stretches that touch the first or the last day of
    the problem are never too short (the days outside are taken as whatever helps).
    """

    key: str  # unique in the problem
    costs: Mapping[str, int]  # slot key -> cost of this person taking it; slots not listed are not open to them
    fixed: tuple[str, ...] = ()  # slots this person holds and keeps, also when not in `costs` (cost 0 then)
    rest: int = 0  # least real minutes from a day's last end to the next worked day's first start; not within a day
    one_a_day: bool = False  # at most one slot a day; otherwise any that do not overlap
    most_days_in_a_row: int | None = None
    least_days_in_a_row: int = 1
    least_days_off_in_a_row: int = 1
    most_weekends: int | None = None  # different `weekend` numbers worked on
    never_next_day: tuple[tuple[str, str], ...] = ()  # (kind, kind that may not follow on the very next day)
    limits: tuple[Limit, ...] = ()
    shares: tuple[Share, ...] = ()
    elsewhere: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """All slots and workers; `first_day` and `last_day` bound the horizon that the rules on days look at."""

    slots: tuple[Slot, ...]
    workers: tuple[Worker, ...]
    first_day: int
    last_day: int
    constant: int = 0  # added to every plan's cost, such as the price of every wish that only a taken slot takes back
    by_key: Mapping[str, Slot] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {slot.key: slot for slot in self.slots})


def to_plain(problem: Problem) -> dict[str, Any]:
    """The problem as dicts, lists, numbers and strings: what JSON keeps."""
    return {
        "slots": [asdict(slot) for slot in problem.slots],
        "workers": [asdict(worker) for worker in problem.workers],
        "first_day": problem.first_day,
        "last_day": problem.last_day,
        "constant": problem.constant,
    }


def from_plain(plain: Mapping[str, Any]) -> Problem:
    """The problem `to_plain` made; a key that is not ours is a TypeError."""
    return Problem(
        slots=tuple(Slot(**slot) for slot in plain["slots"]),
        workers=tuple(_worker(worker) for worker in plain["workers"]),
        first_day=plain["first_day"],
        last_day=plain["last_day"],
        constant=plain["constant"],
    )


def _worker(plain: Mapping[str, Any]) -> Worker:
    return Worker(
        **{
            **plain,
            "fixed": tuple(plain["fixed"]),
            "never_next_day": tuple((first, second) for first, second in plain["never_next_day"]),
            "limits": tuple(Limit(**limit) for limit in plain["limits"]),
            "shares": tuple(_share(share) for share in plain["shares"]),
            "elsewhere": tuple(Work(**work) for work in plain["elsewhere"]),
        }
    )


def _share(plain: Mapping[str, Any]) -> Share:
    steps = {side: tuple(Step(**step) for step in plain[side]) for side in ("over", "under")}
    return Share(**{**plain, **steps})
