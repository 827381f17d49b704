"""What a mentor owes, or will soon: renewals, the ethics code, training, a new background check. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from rcc_mentors.people.rules import (
    CheckSteps,
    Held,
    Terms,
    current,
    ethics_standing,
    is_renewed,
    standing,
    training_missing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rcc_mentors.people.standards import Standards

Code = Literal["expired", "renew", "ethics_owed", "ethics_renew", "training_short", "recheck", "check_waits"]
SERVING = ("active", "on_leave")
"""Stages in which things can be owed; before them the checklist says what is missing."""
PRESSING = frozenset({"expired", "ethics_owed"})


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to see to. ``kind`` is the credential, ``day`` when it ends or is due, ``minutes`` what is missing."""

    code: Code
    kind: str = ""
    day: date | None = None
    minutes: int = 0

    @property
    def is_pressing(self) -> bool:
        """Whether it is past its day already, so that shifts may be closed by it."""
        return self.code in PRESSING


@dataclass(frozen=True, slots=True)
class Kept:
    """What a mentor's file holds of what can run out. ``trainings`` are (day, topic, minutes)."""

    certificates: tuple[Held, ...] = ()
    edition: str | None = None
    renew_on: date | None = None
    trainings: tuple[tuple[date, str, int], ...] = ()
    check: CheckSteps | None = None


def minutes_by_topic(trainings: tuple[tuple[date, str, int], ...], since: date | None) -> dict[str, int]:
    """Minutes of training by topic, counted from ``since`` on."""
    found: dict[str, int] = {}
    for day, topic, minutes in trainings:
        if since is None or day >= since:
            found[topic] = found.get(topic, 0) + minutes
    return found


def owed(kept: Kept, terms: Mapping[str, Terms], standards: Standards, today: date) -> tuple[Owed, ...]:
    """Everything somebody owes on ``today``, what is past its day first, then by day."""
    found = [*_certificates(kept, terms, standards, today), *_ethics(kept, standards, today)]
    found += _check(kept, standards, today)
    return tuple(sorted(found, key=lambda each: (not each.is_pressing, each.day or date.min, each.code)))


def _certificates(kept: Kept, terms: Mapping[str, Terms], standards: Standards, today: date) -> Iterator[Owed]:
    for kind in dict.fromkeys(each.kind for each in kept.certificates):
        rows = [each for each in kept.certificates if each.kind == kind]
        counted = current(rows, today)
        if counted is None or is_renewed(rows, counted, today):
            continue
        stands = standing(counted, today, standards.warn_days)
        if stands not in {"expired", "renew"}:
            continue
        yield Owed("expired" if stands == "expired" else "renew", kind, counted.expires_on)
        missing = training_missing(terms.get(kind, Terms()), minutes_by_topic(kept.trainings, counted.issued_on))
        if missing:
            yield Owed("training_short", kind, counted.expires_on, missing.get("") or sum(missing.values()))


def _ethics(kept: Kept, standards: Standards, today: date) -> Iterator[Owed]:
    stands = ethics_standing(kept.edition, kept.renew_on, standards.ethics_edition, today, standards.warn_days)
    if stands == "owed":
        yield Owed("ethics_owed", day=kept.renew_on)
    elif stands == "renew":
        yield Owed("ethics_renew", day=kept.renew_on)


def _check(kept: Kept, standards: Standards, today: date) -> Iterator[Owed]:
    check = kept.check
    if check is None:
        return
    if check.result and not check.decision:
        yield Owed("check_waits", day=check.result_on)
    known = any(each.kind == "background_check" for each in kept.certificates)
    if check.recheck_on is not None and not known and check.recheck_on - timedelta(days=standards.warn_days) <= today:
        yield Owed("recheck", day=check.recheck_on)
