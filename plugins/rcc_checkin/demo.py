"""Visits for a made-up center: weekdays, seasons, growth, peaks in the day, and what goes wrong at a door."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day, to_millis

from .records import TimeAway, Visit, VisitCorrection, VisitReason
from .rules import estimated_end

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from rcc_desktop.api.made_up import MadeUpCenter, MadeUpPerson

T = TypeVar("T")

WEEKDAYS = (1.0, 1.0, 1.05, 1.15, 1.2, 0.8, 0.4)
"""How busy each weekday is, Monday first."""

SEASONS = (1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.9, 1.0, 1.05, 1.0, 1.1)
"""How busy each month is; winters are cold, and the center is warm."""

PEAKS = ((0.06, 0.45), (0.26, 0.3), (0.68, 0.25))
"""Where in the opening hours people come (as a share of them), and what share of them does."""

ANONYMOUS = 0.12
RETURNS = 0.04
FORGOTTEN = 0.11
UNDONE = 0.004
CORRECTED = 0.003
GROWTH_A_YEAR = 0.18
CHUNK = 20_000

_REASONS = (
    *(("drop_in", 34), ("meeting", 22), ("food", 9), ("coaching", 8), ("computer", 8), ("peer_group", 7)),
    *(("jobs", 3), ("housing", 3), ("benefits", 2), ("social", 4), ("arts", 1), ("wellness", 2), ("family", 1)),
    *(("learning", 2), ("volunteering", 3), ("treatment", 1), ("naloxone", 1), ("court", 1), ("shower", 2)),
)
_KINDS = (("member", 84), ("volunteer", 6), ("family", 5), ("guest", 4), ("professional", 1))
_COLUMNS = (
    *("site", "person", "kind", "heads", "first_visit", "on_day", "weekday", "hour", "arrived_at", "left_at"),
    *("left_how", "away", "undone_at", "undone_by", "undone_why"),
)


@needs("checkin.record")
def fill(made_up: MadeUpCenter) -> None:
    """Write ``made_up.wanted`` visits, and leave those open who would be here at ``made_up.now``."""
    days = _busy_days(made_up)
    people = _Regulars(made_up)
    pages = _Pages()
    written = 0
    for day, share in days:
        upto = round(made_up.wanted * share)
        _fill_day(made_up, day, upto - written, people, pages)
        written = upto
        if len(pages.visits) >= CHUNK:
            pages.write()
            made_up.told(written / max(made_up.wanted, 1))
    pages.write()
    made_up.told(1.0)


@dataclass(slots=True)
class _Pages:
    """Rows on their way into the store."""

    visits: list[tuple[object, ...]] = field(default_factory=list)
    reasons: list[tuple[int, str]] = field(default_factory=list)
    away: list[tuple[int, int, int]] = field(default_factory=list)
    corrected: list[tuple[int, int, int | None, str, int, int | None, str]] = field(default_factory=list)

    def write(self) -> None:
        """Write them; the others point to visits by their place among them."""
        first = Visit.add_many(_COLUMNS, self.visits).start
        VisitReason.add_many(("visit", "reason"), ((first + place, reason) for place, reason in self.reasons))
        TimeAway.add_many(
            ("visit", "left_at", "back_at"), ((first + place, left, back) for place, left, back in self.away)
        )
        VisitCorrection.add_many(
            ("visit", "arrived_at", "left_at", "left_how", "corrected_at", "corrected_by", "why"),
            ((first + place, *rest) for place, *rest in self.corrected),
        )
        self.visits, self.reasons, self.away, self.corrected = [], [], [], []


class _Regulars:
    """Who may come on a day: those who had come by then, the busier the likelier."""

    def __init__(self, made_up: MadeUpCenter) -> None:
        self._waiting = sorted(made_up.people, key=lambda person: (person.first_day, person.id), reverse=True)
        self._known: list[MadeUpPerson] = []
        self._weights: list[float] = []

    def on(self, day: date) -> list[MadeUpPerson]:
        """Those whose first day this is; from here on they are known."""
        new = []
        while self._waiting and self._waiting[-1].first_day <= day:
            person = self._waiting.pop()
            new.append(person)
            self._known.append(person)
            self._weights.append((self._weights[-1] if self._weights else 0.0) + max(person.visits_a_month, 0.05))
        return new

    def some(self, count: int, chance: Random) -> list[int]:
        """Up to ``count`` different people who come today."""
        if not self._known:
            return []
        whole = self._weights[-1]
        last = len(self._known) - 1
        places = (bisect(self._weights, chance.random() * whole, hi=last) for _try in range(round(count * 1.15) + 2))
        return list(dict.fromkeys(self._known[place].id for place in places))[:count]


def _busy_days(made_up: MadeUpCenter) -> list[tuple[date, float]]:
    """The days open, each with the share of all visits that lie on it or before."""
    last = made_up.opening.local_day(made_up.now)
    span = range((last - made_up.first_day).days + 1)
    days = [made_up.first_day + timedelta(days=number) for number in span]
    days = [day for day in days if made_up.opening.is_open_on(day)]
    busy = []
    for day in days:
        years = (day - made_up.first_day).days / 365.25
        mood = 0.8 + made_up.chance.random() * 0.4
        busy.append(WEEKDAYS[day.weekday()] * SEASONS[day.month - 1] * (1 + GROWTH_A_YEAR) ** years * mood)
    whole = sum(busy) or 1.0
    return list(zip(days, (so_far / whole for so_far in accumulate(busy)), strict=True))


def _fill_day(made_up: MadeUpCenter, day: date, wanted: int, people: _Regulars, pages: _Pages) -> None:
    chance = made_up.chance
    closing = made_up.opening.closing(day)
    if closing is None:
        return
    hours = made_up.opening.hours[day.isoweekday()]
    opens = datetime.combine(day, hours.opens, tzinfo=made_up.opening.zone).astimezone(UTC)
    closes = closing.astimezone(UTC)
    new = [person.id for person in people.on(day)]
    named = people.some(max(wanted - round(wanted * ANONYMOUS), 0), chance)
    named = list(dict.fromkeys([*new, *named]))[: max(wanted, 0)]
    comers: list[int | None] = [*named, *([None] * max(wanted - len(named), 0))]
    now = made_up.now.astimezone(UTC)
    offset = closing.utcoffset() or timedelta()
    arrivals = sorted((_moment(opens, closes, chance), place) for place in range(len(comers)))
    for arrived, place in arrivals:
        if arrived > now:
            break
        _add_visit(made_up, pages, comers[place], _When(day, arrived, closes, now, offset))


@dataclass(frozen=True, slots=True)
class _When:
    """An arrival and what bounds it."""

    day: date
    arrived: datetime
    closes: datetime
    now: datetime
    offset: timedelta


def _add_visit(made_up: MadeUpCenter, pages: _Pages, person: int | None, when: _When) -> None:
    chance = made_up.chance
    place = len(pages.visits)
    left, how, away = _leaving(chance, when)
    if how == "said" and left is not None and person is not None and chance.random() < RETURNS:
        back = left + timedelta(minutes=chance.randint(5, 55))
        again = back + timedelta(minutes=chance.randint(10, 80))
        if again < min(when.closes, when.now):
            pages.away.append((place, to_millis(left), to_millis(back)))
            left, away = again, to_millis(back) - to_millis(left)
    undone = chance.random() < UNDONE
    left_at = None if left is None else to_millis(left)
    site = made_up.sites[0] if chance.random() < 0.8 else made_up.sites[chance.randrange(len(made_up.sites))]
    staff = chance.choice(made_up.staff) if made_up.staff else None
    minute_after = to_millis(min(when.arrived + timedelta(minutes=1), when.now))
    pages.visits.append(
        (
            site,
            person,
            "guest" if person is None else _pick(_KINDS_SUMMED, chance),
            1 if person is not None or chance.random() < 0.85 else chance.randint(2, 6),
            None,
            to_day(when.day),
            when.day.isoweekday(),
            (when.arrived + when.offset).hour,
            to_millis(when.arrived),
            left_at,
            how,
            away,
            minute_after if undone else None,
            staff if undone else None,
            "Wrong person" if undone else "",
        )
    )
    _add_reasons(pages, place, chance)
    if how == "said" and left is not None and chance.random() < CORRECTED:
        closing = to_millis(estimated_end(when.arrived, made_up.opening))
        row = (place, to_millis(when.arrived), closing, "estimated", to_millis(when.now), staff, "Forgot to check out")
        pages.corrected.append(row)


def _leaving(chance: Random, when: _When) -> tuple[datetime | None, str, int]:
    """When they left and how we know; nothing while they would still be here."""
    stayed = timedelta(minutes=min(max(round(chance.gammavariate(2.2, 38)), 4), 480))
    left = when.arrived + stayed
    if left >= when.closes or chance.random() < FORGOTTEN:
        return (when.closes, "estimated", 0) if when.closes <= when.now else (None, "", 0)
    return (left, "said", 0) if left <= when.now else (None, "", 0)


def _moment(opens: datetime, closes: datetime, chance: Random) -> datetime:
    """When somebody comes: around one of the peaks, or some other time."""
    if chance.random() < 0.3:
        share = chance.random()
    else:
        middle = _pick(_PEAKS_SUMMED, chance)
        share = min(max(chance.gauss(middle, 0.07), 0.0), 0.985)
    return opens + timedelta(seconds=round((closes - opens).total_seconds() * share * 0.985))


def _add_reasons(pages: _Pages, place: int, chance: Random) -> None:
    if chance.random() < 0.03:
        return
    reasons = {_pick(_REASONS_SUMMED, chance)}
    if chance.random() < 0.28:
        reasons.add(_pick(_REASONS_SUMMED, chance))
    pages.reasons.extend((place, reason) for reason in sorted(reasons))


def _summed(weighed: Sequence[tuple[T, float]]) -> tuple[tuple[float, ...], tuple[T, ...]]:
    """Values ready to be picked by weight."""
    return tuple(accumulate(weight for _value, weight in weighed)), tuple(value for value, _weight in weighed)


def _pick(weighed: tuple[Sequence[float], Sequence[T]], chance: Random) -> T:
    so_far, values = weighed
    return values[bisect(so_far, chance.random() * so_far[-1], hi=len(values) - 1)]


_REASONS_SUMMED = _summed(_REASONS)
_KINDS_SUMMED = _summed(_KINDS)
_PEAKS_SUMMED = _summed(PEAKS)
