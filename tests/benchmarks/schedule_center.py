"""A made-up center of sixty mentors and four sites, as the problem of filling four weeks of slots."""

from __future__ import annotations

from random import Random

from rcc_mentors.filling.problem import Limit, Problem, Share, Slot, Step, Worker

SITES, DAYS, MENTORS = 4, 28, 60
HOURS = ((8, 11), (9, 12), (11, 14), (13, 16), (15, 18), (18, 21))  # six shifts a day at each site
SKILLS = ("", "", "", "spanish", "night_keys")
REST_HOURS = 12
HOURS_A_DAY, HOURS_A_WEEK, DAYS_IN_A_ROW = 8, 20, 6


def made_up_center(seed: int, *, enough: bool) -> Problem:
    """Every site's shifts, two people to open and close the first; 60 mentors, or the same with months too tight."""
    chance = Random(seed)
    slots, needs = [], {}
    for day in range(DAYS):
        for site in range(SITES):
            for number, (starts, ends) in enumerate(HOURS):
                key = f"{day}.{site}.{number}"
                people = 2 if number in (0, len(HOURS) - 1) and site == 0 else 1
                axis = day * 1440
                weekend = day // 7 if day % 7 > 4 else None
                slots.append(
                    Slot(
                        key,
                        day,
                        axis + starts * 60,
                        axis + ends * 60,
                        people,
                        people,
                        1000,
                        kind=str(number),
                        weekend=weekend,
                    )
                )
                needs[key] = (site, number, chance.choice(SKILLS))
    workers = tuple(_mentor(f"m{number}", chance, slots, needs, enough=enough) for number in range(MENTORS))
    return Problem(tuple(slots), workers, 0, DAYS - 1)


def _mentor(
    key: str, chance: Random, slots: list[Slot], needs: dict[str, tuple[int, int, str]], *, enough: bool
) -> Worker:
    sites = set(chance.sample(range(SITES), 2))
    skills = {"", *(skill for skill in SKILLS[3:] if chance.random() < 0.6)}
    free = {(weekday, number) for weekday in range(7) for number in range(len(HOURS)) if chance.random() < 0.5}
    away = chance.randrange(DAYS - 4)
    likes = {number: chance.randrange(-8, 12) for number in range(len(HOURS))}
    costs = {}
    for slot in slots:
        site, number, skill = needs[slot.key]
        open_to = site in sites and skill in skills and (slot.day % 7, number) in free
        if open_to and not away <= slot.day < away + 4:
            costs[slot.key] = likes[number] + chance.randrange(6)
    mine = [slot for slot in slots if slot.key in costs]
    hours = {slot.key: (slot.ends - slot.starts) // 60 for slot in mine}
    limits = [_sum(f"day {day}", [s for s in mine if s.day == day], hours, HOURS_A_DAY) for day in range(DAYS)]
    limits += [_sum(f"week {week}", [s for s in mine if s.day // 7 == week], hours, HOURS_A_WEEK) for week in range(4)]
    month = chance.randrange(12, 20) if enough else chance.randrange(9, 15)
    limits.append(Limit("month", dict.fromkeys(hours, 1), month))
    ends = {slot.key: 1 for slot in mine if slot.weekend is not None}
    late = {slot.key: 1 for slot in mine if slot.kind == str(len(HOURS) - 1)}
    target = DAYS * SITES * len(HOURS) * 3 // MENTORS
    return Worker(
        key,
        costs,
        rest=REST_HOURS * 60,
        most_days_in_a_row=DAYS_IN_A_ROW,
        most_weekends=3,
        limits=tuple(limits),
        shares=(
            Share("hours", hours, target, (Step(2, 2), Step(10, 4)), (Step(4, 2), Step(12, 4))),
            Share("weekends", ends, 3, (Step(0, 5), Step(2, 10))),
            Share("evenings", late, 2, (Step(0, 4), Step(2, 8))),
        ),
    )


def _sum(name: str, slots: list[Slot], hours: dict[str, int], most: int) -> Limit:
    return Limit(name, {slot.key: hours[slot.key] for slot in slots}, most)
