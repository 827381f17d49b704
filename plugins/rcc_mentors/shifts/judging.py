"""Whether a mentor may take a shift as things stand in the store, and the words when not. Reads only."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from peewee import DoesNotExist

from rcc_desktop.api import Problem, acting, require, words
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.known_people import known_people, not_on_file
from rcc_desktop.api.records import Person, StaffMember, fetch
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.chosen import late_hours, titles
from rcc_mentors.shifts.facts import facts_of, scene
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rows import COVERING, STANDING
from rcc_mentors.shifts.rules import Broken, may_move, one_freed, stopping
from rcc_mentors.shifts.timing import real_minutes
from rcc_mentors.shifts.wording import STATE_WORDS, reasons, refusals_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rcc_mentors.shifts.rows import ShiftRow

_, ngettext = words("rcc_mentors")


def rules_broken(
    row: ShiftRow, mentor: int, now: datetime, *leaving_out: int, is_freed: bool = False
) -> tuple[Broken, ...]:
    """Every rule ``mentor`` would break by taking a shift, were they not on those left out.

    ``is_freed`` judges it as if one of those who hold it had given up their place. Raises ``Problem`` when nobody
    wears this hat.
    """
    judged = scene(row.day, row.day, now, [mentor])
    if mentor not in judged.known:
        raise not_on_file()
    facts = facts_of(row, sum(each.state in COVERING and each.mentor != mentor for each in row.places))
    broken = judged.judge(mentor, one_freed(facts) if is_freed else facts, *leaving_out, now=real_minutes(now))
    return (Broken("closed"), *broken) if row.state == "closed" else broken


def let_in(broken: Iterable[Broken], override_why: str, now: datetime) -> dict[str, Any]:
    """What a booking keeps of the rules that are set aside for it.

    Raises ``Problem`` (code ``refused``) when there are some and no reason is given, and (code ``permission``) when
    whoever is acting may not set rules aside.
    """
    stopped = stopping(broken)
    if not stopped:
        return {}
    if not override_why.strip():
        raise refused(stopped, now)
    require("mentors.override")
    rules = " ".join(dict.fromkeys(each.code for each in stopped))
    return {"overrode": rules, "override_why": override_why.strip(), "overrode_by": acting().staff}


def refused(broken: Iterable[Broken], now: datetime) -> Problem:
    """What is said to whoever would book against a rule: the reasons."""
    told = reasons(refusals_of(broken, now.tzinfo or UTC, titles()))
    way_out = _("Nothing was changed. Choose somebody else, or another time.")
    if acting().may("mentors.override"):
        way_out = _("Nothing was changed. Choose somebody else, or book nevertheless and say why.")
    return Problem(told, way_out, code="refused")


def require_open(row: ShiftRow, mentor: int) -> None:
    """Raise ``Problem`` when the shift was cancelled, or ``mentor`` stands on it already."""
    if row.state == "cancelled":
        raise Problem(
            _("This shift was called off."),
            _("Nothing was changed. Put the shift back first."),
            code="shifts.cancelled",
        )
    if any(each.mentor == mentor and each.state in STANDING for each in row.places):
        raise Problem(
            _("They are on this shift already."),
            _("Nothing was changed. Look at the board again."),
            code="shifts.twice",
        )


def require_move(stored: dict[str, object], to: str) -> None:
    """Raise ``Problem`` (code ``shifts.state``) unless a booking may come from where it stands to ``to``."""
    state = str(stored["state"])
    if not may_move(state, to):
        raise Problem(
            _("This booking stands as: {state}.").format(state=STATE_WORDS.get(state, state)),
            _("Nothing was changed. Look at the board again."),
            code="shifts.state",
        )


def booking_of(assignment: int) -> dict[str, Any]:
    """A booking as stored, by column. Raises ``Problem`` when there is none."""
    try:
        return Assignment.stored_row(assignment)
    except DoesNotExist as cause:
        raise Problem(
            _("This booking is no longer here."), _("Look at the board again."), code="shifts.gone"
        ) from cause


def known_mentors() -> list[int]:
    """The mentors whom the acting person may know of, by name."""
    query = Mentor.select(Mentor.id).join(Person).where(Person.id.in_(known_people()))
    return [mentor for (mentor,) in fetch(query.order_by(Person.sort_name, Mentor.id))]


def is_late(shift: int, now: datetime) -> bool:
    """Whether calling off now is within the center's hours before the shift begins."""
    starts = from_millis(int(str(Shift.stored_row(shift)["starts_at"])))
    return starts - now < timedelta(hours=late_hours())


def own_mentor() -> int | None:
    """The mentor that the signed-in person is, by the person behind their sign-in; None for everybody else."""
    query = (
        Mentor.select(Mentor.id)
        .join(StaffMember, on=StaffMember.person == Mentor.person)
        .where(StaffMember.id == acting().staff)
    )
    found = fetch(query)
    return int(found[0][0]) if found else None


def require_own(mentor: int) -> None:
    """Let coordinators do it for anybody, and mentors for themselves. Raises ``Problem`` (code ``permission``)."""
    if not acting().may("mentors.schedule"):
        require("mentors.mine")
        if own_mentor() != mentor:
            raise Problem(
                _("This belongs to another mentor."),
                _("Nothing was changed. Ask the coordinator."),
                code="permission",
            )
