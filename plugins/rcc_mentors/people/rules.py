"""What is decided about a mentor's hat: the way to it, how long a credential lasts, what is owed.

Plain values in, plain values out. Sources: Fair Credit Reporting Act, 15 U.S.C. 1681b(b); Fair Labor Standards Act,
29 CFR 553.102 (the same kind of work) for the warning about pay; the center's own terms for everything else.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

PIPELINE = ("applied", "references", "background_check", "orientation", "council")
"""The way in, in order."""
STAGES = (*PIPELINE, "active", "on_leave", "left")

CHECKLIST: Mapping[str, tuple[str, ...]] = {
    "applied": ("form_received", "talked_together"),
    "references": ("reference_one", "reference_two"),
    "background_check": ("disclosure", "authorization", "check_decided"),
    "orientation": ("orientation_attended", "role_limits", "ethics_signed"),
    "council": ("council_approved",),
}
"""What is done at each stage of the way in before the next begins."""

LastDay = Literal["same_date", "next_day", "day_before", "month_end"]
Standing = Literal["valid", "renew", "expired", "not_yet"]


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody came to a stage; ``why`` is a code when the stage is left."""

    stage: str
    on_day: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Hat:
    """Where a mentor stands by all the moves made so far."""

    stage: str
    stage_on: date
    active_on: date | None
    left_on: date | None
    left_why: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a kind of credential asks: how long it lasts, and minutes of training in that time, in all and by topic."""

    months: int | None = None
    training_minutes: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)


USUAL_TERMS: Mapping[str, Terms] = {
    "peer_certificate": Terms(24, 20 * 60, {"ethics": 6 * 60}),
    "background_check": Terms(24),
    "naloxone_training": Terms(24),
    "cpr": Terms(24),
}
"""Until the center says otherwise; states differ, so nothing here is law."""


@dataclass(frozen=True, slots=True)
class Held:
    """One certificate: its first and its last good day; no last day means for good."""

    id: int
    kind: str
    issued_on: date
    expires_on: date | None


def may_follow(stage: str) -> tuple[str, ...]:
    """The stages that may come after ``stage``.

    On the way in: any later one, and the one before. Whoever is active or on leave may pause, return or leave.
    Whoever left may come back, at the start or straight to active.
    """
    if stage == "active":
        return ("on_leave", "left")
    if stage == "on_leave":
        return ("active", "left")
    if stage == "left":
        return (*PIPELINE, "active")
    at = PIPELINE.index(stage)
    return (*PIPELINE[at + 1 :], "active", *PIPELINE[max(0, at - 1) : at], "left")


def open_items(stage: str, done: Collection[str]) -> tuple[str, ...]:
    """What is not done of all that comes before ``stage``. Leaving and a leave of absence wait for nothing."""
    if stage in {"left", "on_leave"}:
        return ()
    before = PIPELINE[: PIPELINE.index(stage)] if stage in PIPELINE else PIPELINE
    return tuple(item for each in before for item in CHECKLIST[each] if item not in done)


def stage_of_item(item: str) -> str | None:
    """The stage whose checklist holds ``item``."""
    return next((stage for stage, items in CHECKLIST.items() if item in items), None)


def hat_after(moves: Sequence[Move]) -> Hat:
    """Where somebody stands after these moves, the earliest first. Raises IndexError for none.

    ``active_on`` is the first active day since they last came back; somebody who left keeps theirs.
    """
    active_on: date | None = None
    before = ""
    for move in moves:
        if before == "left":
            active_on = None
        if move.stage == "active" and active_on is None:
            active_on = move.on_day
        before = move.stage
    last = moves[-1]
    gone = last.stage == "left"
    return Hat(last.stage, last.on_day, active_on, last.on_day if gone else None, last.why if gone else "")


def last_day(issued_on: date, months: int, policy: LastDay = "same_date") -> date:
    """The last day a credential is good that lasts ``months``.

    2024-02-29 and two years: 2026-02-28, because February 2026 has no 29th; ``next_day`` makes that March 1,
    ``day_before`` takes one day off, ``month_end`` goes to the end of the month.
    """
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if policy == "month_end":
        return date(year, month + 1, days)
    there = date(year, month + 1, min(issued_on.day, days))
    if policy == "day_before":
        return there - timedelta(days=1)
    return there + timedelta(days=1) if policy == "next_day" and issued_on.day > days else there


def warn_from(expires_on: date, warn_days: int) -> date:
    """The first day on which a renewal is due soon."""
    return expires_on - timedelta(days=warn_days)


def standing(held: Held, today: date, warn_days: int) -> Standing:
    """How a certificate stands today; its last day still counts."""
    if today < held.issued_on:
        return "not_yet"
    if held.expires_on is None:
        return "valid"
    if today > held.expires_on:
        return "expired"
    return "renew" if today >= warn_from(held.expires_on, warn_days) else "valid"


def current(certificates: Iterable[Held], today: date) -> Held | None:
    """Of several certificates of one kind the one that counts today: begun, and good for longest; else the next."""
    rows = list(certificates)
    begun = [each for each in rows if each.issued_on <= today]
    if begun:
        return max(begun, key=lambda each: (each.expires_on or date.max, each.issued_on))
    return min(rows, key=lambda each: each.issued_on, default=None)


def is_renewed(certificates: Iterable[Held], counted: Held, today: date) -> bool:
    """Whether another certificate already waits that leaves no gap after the one that counts today."""
    if counted.expires_on is None:
        return False
    after = counted.expires_on + timedelta(days=1)
    return any(each.issued_on <= after and _outlasts(each, counted.expires_on) for each in certificates)


def _outlasts(held: Held, day: date) -> bool:
    return held.expires_on is None or held.expires_on > day


def ethics_standing(
    edition: str | None, renew_on: date | None, current_edition: str, today: date, warn_days: int
) -> Literal["signed", "renew", "owed"]:
    """How the newest signing of the ethics code stands: owed from ``renew_on`` on, and when the edition is another."""
    if edition is None or edition != current_edition:
        return "owed"
    if renew_on is None or today < warn_from(renew_on, warn_days):
        return "signed"
    return "owed" if today >= renew_on else "renew"


def training_missing(terms: Terms, minutes_by_topic: Mapping[str, int]) -> dict[str, int]:
    """Minutes still missing: in all under the empty key, and of each topic that has a minimum of its own."""
    missing = {topic: least - minutes_by_topic.get(topic, 0) for topic, least in terms.topics.items()}
    missing[""] = max(terms.training_minutes, sum(terms.topics.values())) - sum(minutes_by_topic.values())
    return {topic: minutes for topic, minutes in missing.items() if minutes > 0}


@dataclass(frozen=True, slots=True)
class CheckSteps:
    """The days of a background check, and what came of it."""

    disclosed_on: date | None = None
    authorized_on: date | None = None
    ordered_on: date | None = None
    result_on: date | None = None
    result: Literal["", "clear", "concern"] = ""
    assessed_on: date | None = None
    pre_adverse_on: date | None = None
    final_on: date | None = None
    decision: Literal["", "cleared", "not_cleared"] = ""
    recheck_on: date | None = None


WAIT_DAYS = 5
"""Business days between the first notice and the final one, so that somebody can answer what was found."""

_ORDER = ("disclosed_on", "authorized_on", "ordered_on", "result_on", "pre_adverse_on", "final_on")


def earliest_final(pre_adverse_on: date, holidays: Collection[date], wait: int = WAIT_DAYS) -> date:
    """The first day a final notice may go out: the ``wait``-th business day after the first notice."""
    day = pre_adverse_on
    for _day in range(wait):
        day += timedelta(days=1)
        while day.weekday() >= 5 or day in holidays:
            day += timedelta(days=1)
    return day


def fault_in_check(steps: CheckSteps, today: date, holidays: Collection[date]) -> tuple[str, str] | None:
    """What is wrong with the steps of a check, as the field and a code; None when nothing is.

    Nobody is looked into before they were told on a page of its own and agreed in writing; somebody who is turned down
    had the first notice (with the report and their rights), time to answer, and the final notice.
    """
    for name in (*_ORDER, "assessed_on"):
        day = getattr(steps, name)
        if day is not None and day > today:
            return name, "ahead"
    for before, after in pairwise(_ORDER):
        if (fault := _fault_in_order(getattr(steps, before), getattr(steps, after), before)) is not None:
            return after, fault
    if bool(steps.result) != (steps.result_on is not None):
        return ("result", "no_result") if not steps.result else ("result_on", "no_day")
    return _fault_in_decision(steps, holidays)


def _fault_in_order(first: date | None, second: date | None, before: str) -> str | None:
    if second is None:
        return None
    if first is None:
        return f"before_{before}"
    return "order" if second < first else None


def _fault_in_decision(steps: CheckSteps, holidays: Collection[date]) -> tuple[str, str] | None:
    first, final = steps.pre_adverse_on, steps.final_on
    if first is not None and final is not None and final < earliest_final(first, holidays):
        return "final_on", "too_soon"
    if not steps.decision:
        return None
    if not steps.result:
        return "decision", "no_result"
    if steps.result == "concern" and steps.assessed_on is None:
        return "assessed_on", "not_assessed"
    return _fault_in_no(steps) if steps.decision == "not_cleared" else None


def _fault_in_no(steps: CheckSteps) -> tuple[str, str] | None:
    if steps.result == "clear":
        return "decision", "clear"
    return ("final_on", "no_notice") if steps.final_on is None else None


SAME_WORK: Mapping[str, frozenset[str]] = {
    "front_desk": frozenset({"front_desk"}),
    "peer_specialist": frozenset({"peer_mentor", "telephone", "meeting"}),
}
"""Roles of staff who sign in, and the mentor's roles that are the same kind of work."""


def same_work(pay: str, mentor_roles: Collection[str], staff_roles: Collection[str]) -> frozenset[str]:
    """The roles a volunteer has that are also their work as staff: to be looked at, for employees may not volunteer
    for the same employer what they are paid for. Nothing for somebody who is paid as a mentor."""
    if pay == "paid":
        return frozenset()
    theirs = frozenset().union(*(SAME_WORK.get(role, frozenset()) for role in staff_roles))
    return theirs & frozenset(mentor_roles)
