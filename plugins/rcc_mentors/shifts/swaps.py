"""Swap shifts: only among those who may, only with two consents, and it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from peewee import DoesNotExist

from rcc_desktop.api import Problem, acting, needs, require, words
from rcc_desktop.api.records import fetch
from rcc_mentors.shifts.board import shift_row
from rcc_mentors.shifts.judging import booking_of, own_mentor, refused, require_move, require_open, rules_broken
from rcc_mentors.shifts.records import Assignment, Swap
from rcc_mentors.shifts.rules import stopping
from rcc_mentors.shifts.swap_reading import SwapRow, swap_rows

if TYPE_CHECKING:
    from datetime import datetime

_, ngettext = words("rcc_mentors")

Side = Literal["giver", "taker"]


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who gives which booking of which shift, who takes it, and what they give for it, if anything."""

    giver: int
    gives: int
    given_shift: int
    taker: int
    takes: int | None
    taken_shift: int | None


@needs("mentors.schedule_see")
def propose_swap(gives: int, to_mentor: int, now: datetime, *, takes: int | None = None) -> int:
    """Propose that a mentor takes over a booking, perhaps for one of theirs (``takes``); the swap.

    A mentor who proposes it for a booking of their own has said yes with that. Raises ``Problem`` (code ``refused``)
    when a rule would be broken once it had happened, whichever of the two shifts it is.
    """
    parties = _parties(gives, to_mentor, takes)
    own = _own_side(parties)
    if own is None:
        require("mentors.schedule")
    _require_none_waiting(gives)
    _require_legal(parties, now)
    agreed = {} if own is None else {f"{own}_agreed_at": now}
    return Swap.add(gives=gives, to_mentor=to_mentor, takes=takes, asked_at=now, **agreed)


@needs("mentors.schedule_see")
def agree(swap: int, side: Side, now: datetime, *, expected: int | None = None) -> bool:
    """Say yes to a swap for the giver or the taker; whether it happened, which it does with the second yes.

    Mentors speak for themselves. A coordinator writes a yes down that was given by telephone, and it is kept as such.
    """
    stored = _asked(swap)
    parties = _parties(stored["gives_id"], stored["to_mentor_id"], stored["takes_id"])
    noted_by = None
    if _own_side(parties) != side:
        require("mentors.schedule")
        noted_by = acting().staff
    Swap.change(swap, expected=expected, **{f"{side}_agreed_at": now, f"{side}_noted_by": noted_by})
    other = "taker" if side == "giver" else "giver"
    if stored[f"{other}_agreed_at"] is None:
        return False
    _require_legal(parties, now)
    _happen(parties, now)
    Swap.change(swap, state="done")
    return True


@needs("mentors.schedule_see")
def decline_swap(swap: int, now: datetime) -> None:
    """Say no to a swap, or withdraw it; either mentor, or a coordinator."""
    stored = _asked(swap)
    if _own_side(_parties(stored["gives_id"], stored["to_mentor_id"], stored["takes_id"])) is None:
        require("mentors.schedule")
    Swap.change(swap, state="declined")


@needs("mentors.schedule")
def undo_swap(swap: int, now: datetime) -> None:
    """Give both mentors back what they had. Raises ``Problem`` when one of the bookings has moved on since."""
    stored = _stored(swap)
    parties = _parties(stored["gives_id"], stored["to_mentor_id"], stored["takes_id"])
    if stored["state"] != "done":
        raise _not_waiting()
    pairs = [(parties.gives, parties.given_shift, parties.taker)]
    if parties.takes is not None and parties.taken_shift is not None:
        pairs.append((parties.takes, parties.taken_shift, parties.giver))
    for old, shift, new_holder in pairs:
        Assignment.settle(_newest(shift, new_holder), "cancelled", now, why=_("The swap was undone."))
        require_move(booking_of(old), "confirmed")
        Assignment.settle(old, "confirmed", now, why="")
    Swap.change(swap, state="undone")


@needs("mentors.schedule_see")
def open_swaps(now: datetime) -> tuple[SwapRow, ...]:
    """The swaps that wait for a yes, the soonest shift first; all of them for coordinators, else one's own."""
    mentor = None if acting().may("mentors.schedule") else own_mentor()
    if mentor is None and not acting().may("mentors.schedule"):
        return ()
    return swap_rows(now, mentor)


def _parties(gives: int, to_mentor: int, takes: int | None) -> _Parties:
    given = booking_of(gives)
    taken = None if takes is None else booking_of(takes)
    if taken is not None and taken["mentor_id"] != to_mentor:
        raise Problem(_("This shift is not theirs to give."), _("Nothing was changed."), code="shifts.swap")
    shift = None if taken is None else taken["shift_id"]
    return _Parties(given["mentor_id"], gives, given["shift_id"], to_mentor, takes, shift)


def _own_side(parties: _Parties) -> Side | None:
    """Which side the signed-in mentor is on, where mentors may answer for themselves."""
    if not acting().may("mentors.mine"):
        return None
    own = own_mentor()
    if own is None:
        return None
    return "giver" if own == parties.giver else "taker" if own == parties.taker else None


def _require_legal(parties: _Parties, now: datetime) -> None:
    """Judge both shifts as if the swap had happened. Raises ``Problem``."""
    for booking in (parties.gives, parties.takes):
        if booking is not None:
            require_move(booking_of(booking), "swapped")
    _require_may_take(parties.given_shift, parties.taker, now, parties.taken_shift)
    if parties.taken_shift is not None:
        _require_may_take(parties.taken_shift, parties.giver, now, parties.given_shift)


def _require_may_take(shift: int, mentor: int, now: datetime, gives_up: int | None) -> None:
    row = shift_row(shift, now)
    require_open(row, mentor)
    leaving_out = () if gives_up is None else (gives_up,)
    broken = stopping(rules_broken(row, mentor, now, *leaving_out, is_freed=True))
    if broken:
        raise refused(broken, now)


def _happen(parties: _Parties, now: datetime) -> None:
    moves = [(parties.gives, parties.given_shift, parties.taker)]
    if parties.takes is not None and parties.taken_shift is not None:
        moves.append((parties.takes, parties.taken_shift, parties.giver))
    for old, shift, new_holder in moves:
        Assignment.settle(old, "swapped", now)
        Assignment.add(shift=shift, mentor=new_holder, state="confirmed", changed_at=now, changed_by=acting().staff)


def _newest(shift: int, mentor: int) -> int:
    held = Assignment.select(Assignment.id).where(
        Assignment.shift == shift, Assignment.mentor == mentor, Assignment.state.in_(("accepted", "confirmed"))
    )
    found = fetch(held.order_by(Assignment.id.desc()).limit(1))
    if not found:
        raise Problem(
            _("One of the two bookings has changed since."),
            _("Nothing was taken back. Change it on the board."),
            code="changed_elsewhere",
        )
    return int(found[0][0])


def _require_none_waiting(gives: int) -> None:
    if Swap.select().where(Swap.gives == gives, Swap.state == "asked").exists():
        raise Problem(
            _("A swap of this shift waits for an answer already."),
            _("Nothing was changed. Withdraw the other one first."),
            code="shifts.swap",
        )


def _stored(swap: int) -> dict[str, Any]:
    try:
        return Swap.stored_row(swap)
    except DoesNotExist as cause:
        raise Problem(_("This swap is no longer here."), _("Look at the board again."), code="shifts.gone") from cause


def _asked(swap: int) -> dict[str, Any]:
    stored = _stored(swap)
    if stored["state"] != "asked":
        raise _not_waiting()
    return stored


def _not_waiting() -> Problem:
    return Problem(
        _("This swap has been answered already."),
        _("Nothing was changed. Look at the board again."),
        code="shifts.swap",
    )
