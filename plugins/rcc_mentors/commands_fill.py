"""The door without a window to filling open slots: ask, propose, take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Argument, Command, Problem, words
from rcc_desktop.api.apart import Ended, ask_apart
from rcc_mentors.filling.child import MODULE
from rcc_mentors.shifts.filling import fill_question, proposal, take_proposal
from rcc_mentors.shifts.series import keep_ahead
from rcc_mentors.shifts.weeks import days_of_weeks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api import Desk

_, ngettext = words("rcc_mentors")

SECONDS, MOST_SECONDS = 60, 3600
SEED = 1


def _fill(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    seconds = _seconds(given.get("seconds"))
    first, last = days_of_weeks(str(given["weeks"]))
    now = desk.now()
    keep_ahead(now)
    asked = fill_question(first, last, now)
    try:
        answered = ask_apart(MODULE, {"problem": asked.problem, "seconds": seconds, "seed": SEED})
    except Ended as ended:
        raise Problem(
            _("The search for a schedule ended without an answer."),
            _("Nothing was changed. Try fewer weeks."),
            code="mentors.fill_ended",
        ) from ended
    proposed = proposal(asked, answered, now)
    taken = take_proposal(proposed.changes, now)
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "shifts": asked.places,
        "missing_before": proposed.missing_before,
        "missing_after": proposed.missing_after,
        "booked": len(taken.made),
        "freed": len(taken.given_up),
        "cost": proposed.cost,
        "bound": proposed.bound,
        "proven": proposed.is_proven,
        "proof": proposed.proof_words,
        "open": [{"shift": gap.shift.id, "missing": gap.missing, "why": gap.sentence} for gap in proposed.gaps],
        "left_out": list(taken.left_out),
    }


def _seconds(typed: object) -> int:
    text = str(typed or SECONDS)
    if not text.isdecimal() or not 1 <= int(text) <= MOST_SECONDS:
        raise Problem(
            _("“{typed}” is not a number of seconds.").format(typed=text),
            _("Nothing was changed. Type a whole number from 1 to {most}.").format(most=MOST_SECONDS),
            field="seconds",
            code="mentors.seconds",
        )
    return int(text)


def _told(value: Mapping[str, Any]) -> str:
    booked = ngettext("{count} booking made.", "{count} bookings made.", value["booked"]).format(count=value["booked"])
    return "\n".join([booked, value["proof"], *(gap["why"] for gap in value["open"]), *value["left_out"]])


FILL = Command(
    "schedule fill",
    _("fill the open slots of some weeks"),
    (
        Argument("--weeks", _("such as 2026-W48 or 2026-W48..2026-W51")),
        Argument("--seconds", _("how long to look for a better schedule at most (60)"), required=False),
    ),
    _fill,
    _told,
)
