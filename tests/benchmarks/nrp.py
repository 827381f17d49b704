"""The published shift-scheduling benchmark (Curtois & Qu): files read as problems, plans checked by the file alone.

`problem_of` states a file for the engine. `cost_of` knows nothing of the engine: it reads the file's own figures,
refuses a plan that breaks a hard rule and adds the cost up, so the two can be held against each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from rcc_mentors.filling.problem import Limit, Problem, Slot, Worker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DAY = 1440


@dataclass(slots=True)
class Nurse:
    """One line of SECTION_STAFF."""

    most_of: dict[str, int]
    most_minutes: int
    least_minutes: int
    most_in_a_row: int
    least_in_a_row: int
    least_off: int
    most_weekends: int


@dataclass(slots=True)
class Instance:
    """A file, section by section."""

    days: int = 0
    minutes: dict[str, int] = field(default_factory=dict)
    never_after: dict[str, set[str]] = field(default_factory=dict)
    staff: dict[str, Nurse] = field(default_factory=dict)
    days_off: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    wished: dict[tuple[str, int, str], int] = field(default_factory=dict)
    unwished: dict[tuple[str, int, str], int] = field(default_factory=dict)
    cover: dict[tuple[int, str], tuple[int, int, int]] = field(default_factory=dict)


def read(path: Path) -> Instance:
    """The instance in a file."""
    instance, section = Instance(), ""
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("SECTION_"):
            section = text.removeprefix("SECTION_")
        elif text and not text.startswith("#"):
            _take(instance, section, text.split(","))
    return instance


def _take(instance: Instance, section: str, cells: list[str]) -> None:
    if section == "HORIZON":
        instance.days = int(cells[0])
    elif section == "SHIFTS":
        instance.minutes[cells[0]] = int(cells[1])
        instance.never_after[cells[0]] = set(filter(None, cells[2].split("|")))
    elif section == "STAFF":
        most_of = dict(part.split("=") for part in cells[1].split("|"))
        instance.staff[cells[0]] = Nurse({kind: int(most) for kind, most in most_of.items()}, *map(int, cells[2:]))
    elif section == "DAYS_OFF":
        instance.days_off[cells[0]] = {int(day) for day in cells[1:]}
    elif section == "SHIFT_ON_REQUESTS":
        instance.wished[cells[0], int(cells[1]), cells[2]] = int(cells[3])
    elif section == "SHIFT_OFF_REQUESTS":
        instance.unwished[cells[0], int(cells[1]), cells[2]] = int(cells[3])
    elif section == "COVER":
        instance.cover[int(cells[0]), cells[1]] = (int(cells[2]), int(cells[3]), int(cells[4]))
    else:
        raise ValueError(f"unknown section {section}")


def problem_of(instance: Instance) -> Problem:
    """The instance as the engine is asked it: a slot for every day and shift, no more than one a day for each."""
    slots = []
    for day in range(instance.days):
        for kind, minutes in instance.minutes.items():
            needed, under, over = instance.cover.get((day, kind), (0, 0, 0))
            weekend = day // 7 if day % 7 > 4 else None
            starts = day * DAY
            slots.append(
                Slot(f"{day}{kind}", day, starts, starts + minutes, needed, needed, under, 0, 0, over, kind, weekend)
            )
    workers = tuple(_worker(instance, name, nurse, slots) for name, nurse in instance.staff.items())
    return Problem(tuple(slots), workers, 0, instance.days - 1, constant=sum(instance.wished.values()))


def _worker(instance: Instance, name: str, nurse: Nurse, slots: list[Slot]) -> Worker:
    costs = {}
    for slot in slots:
        wish = (name, slot.day, slot.kind)
        if nurse.most_of.get(slot.kind, 0) and slot.day not in instance.days_off[name]:
            costs[slot.key] = instance.unwished.get(wish, 0) - instance.wished.get(wish, 0)
    mine = [slot for slot in slots if slot.key in costs]
    minutes = {slot.key: instance.minutes[slot.kind] for slot in mine}
    limits = [Limit("minutes", minutes, nurse.most_minutes, nurse.least_minutes)]
    for kind, most in nurse.most_of.items():
        limits.append(Limit(kind, {slot.key: 1 for slot in mine if slot.kind == kind}, most))
    return Worker(
        name,
        costs,
        one_a_day=True,
        most_days_in_a_row=nurse.most_in_a_row,
        least_days_in_a_row=nurse.least_in_a_row,
        least_days_off_in_a_row=nurse.least_off,
        most_weekends=nurse.most_weekends,
        never_next_day=tuple((first, then) for first, never in instance.never_after.items() for then in sorted(never)),
        limits=tuple(limits),
    )


def cost_of(instance: Instance, plan: Iterable[tuple[str, int, str]]) -> int:
    """The cost of (nurse, day, shift) triples, from the file alone; ValueError says which hard rule they break."""
    taken: dict[str, dict[int, str]] = {name: {} for name in instance.staff}
    for name, day, kind in plan:
        if day in taken[name]:
            raise ValueError(f"{name} works twice on day {day}")
        taken[name][day] = kind
    for name, nurse in instance.staff.items():
        _check(instance, name, nurse, taken[name])
    cost = sum(weight for (name, day, kind), weight in instance.wished.items() if taken[name].get(day) != kind)
    cost += sum(weight for (name, day, kind), weight in instance.unwished.items() if taken[name].get(day) == kind)
    for (day, kind), (needed, under, over) in instance.cover.items():
        present = sum(days.get(day) == kind for days in taken.values())
        cost += under * max(0, needed - present) + over * max(0, present - needed)
    return cost


def _check(instance: Instance, name: str, nurse: Nurse, days: dict[int, str]) -> None:
    kinds = list(days.values())
    minutes = sum(instance.minutes[kind] for kind in kinds)
    weekends = {day // 7 for day in days if day % 7 > 4}
    rules = {
        "day off": not instance.days_off[name] & days.keys(),
        "shifts of a type": all(kinds.count(kind) <= most for kind, most in nurse.most_of.items()),
        "minutes": nurse.least_minutes <= minutes <= nurse.most_minutes,
        "weekends": len(weekends) <= nurse.most_weekends,
        "what may follow": all(days.get(day + 1) not in instance.never_after[kind] for day, kind in days.items()),
    }
    runs = [(worked, len(list(run))) for worked, run in groupby(day in days for day in range(instance.days))]
    rules["most in a row"] = all(length <= nurse.most_in_a_row for worked, length in runs if worked)
    inner = runs[1:-1]
    rules["least in a row"] = all(length >= nurse.least_in_a_row for worked, length in inner if worked)
    rules["least off"] = all(length >= nurse.least_off for worked, length in inner if not worked)
    if broken := [rule for rule, kept in rules.items() if not kept]:
        raise ValueError(f"{name} breaks: {', '.join(broken)}")
