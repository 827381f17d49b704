"""Minutes sent around, and the corrections that members who were there ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.meetings.records import InRoom
from rcc_council.meetings.stored import Stored, meeting_of
from rcc_council.minutes.facts import DECIDING
from rcc_council.minutes.names import require_names_settled
from rcc_council.minutes.records import Correction, Minutes, MinutesPart
from rcc_council.minutes.rules import SENT
from rcc_council.minutes.stored import open_correction, open_minutes, open_part
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import datetime

_, ngettext = words("rcc_council")


@needs("council.record")
def circulate(minutes: int, now: datetime) -> None:
    """Send a draft around: from now on those who may see the council read it, and members may ask for corrections.

    Raises ``Problem`` (code ``council.names``) while a whole name of a participant stands in it without a reason.
    """
    stored = open_minutes(minutes)
    require_names_settled(minutes)
    if stored["state"] == "draft":
        Minutes.change(minutes, state="circulated", circulated_at=now)


@needs("council.record")
def take_back(minutes: int) -> None:
    """Make a draft again of minutes that were sent around. Raises ``Problem`` once somebody asked for a correction."""
    open_minutes(minutes)
    if fetch(Correction.select(Correction.id).where(Correction.minutes == minutes)):
        raise Problem(
            _("Somebody already asked for a correction."),
            _("Answer it; the minutes stay with those who have them."),
            code="council.asked",
        )
    Minutes.change(minutes, state="draft", circulated_at=None)


@needs("council.record")
def ask_correction(minutes: int, asked_by: int, said: str, now: datetime, *, part: int | None = None) -> int:
    """Write down a correction that a member who was there asks for; its id. Raises ``Problem`` for anybody else."""
    stored = open_minutes(minutes)
    _require_sent(stored)
    require_known([asked_by])
    if not said.strip():
        raise Problem(_("What should be corrected?"), _("Write it as the member said it."), field="words")
    if asked_by not in _attended(stored["meeting_id"]):
        raise Problem(
            _("Only members who were at the meeting correct its minutes."),
            _("Choose a member who was there. Others can ask a member to bring it up."),
            field="asked_by",
            code="council.did_not_attend",
        )
    if part is not None and open_part(part)["minutes_id"] != minutes:
        raise ValueError("a part of other minutes")
    return Correction.add(minutes=minutes, part=part, asked_by=asked_by, on_day=now.date(), words=said.strip())


@needs("council.record")
def make_correction(correction: int, said: str | None = None, *, expected: int | None = None) -> None:
    """A correction is made. ``said`` is what its part says from now on; None where that was written before.

    Raises ``Problem`` (code ``changed_elsewhere``) where the part moved on since ``expected`` was looked at.
    """
    stored = _asked(correction)
    if said is not None and stored["part_id"] is not None:
        part = open_part(stored["part_id"])
        is_edited = bool(part["made_of"])
        MinutesPart.change(part["id"], expected=expected, words=said, is_edited=is_edited)
    Correction.change(correction, state="made")
    Minutes.change(stored["minutes_id"], state="corrected")


@needs("council.record")
def turn_down(correction: int) -> None:
    """A correction is not made; it stays on record."""
    _asked(correction)
    Correction.change(correction, state="turned_down")


@needs("council.record")
def reopen_correction(correction: int) -> None:
    """Take back that a correction was made or turned down; the words of the part stay as they are now."""
    stored = open_correction(correction)
    Correction.change(correction, state="asked")
    made = Correction.select(Correction.id).where(
        Correction.minutes == stored["minutes_id"], Correction.state == "made"
    )
    Minutes.change(stored["minutes_id"], state="corrected" if fetch(made) else "circulated")


@needs("council.record")
def withdraw_correction(correction: int) -> None:
    """Take a correction out that was written down by mistake. Raises ``Problem`` once it was made or turned down."""
    _asked(correction)
    Correction.remove(correction)


def _asked(correction: int) -> Stored:
    stored = open_correction(correction)
    if stored["state"] != "asked":
        raise Problem(_("This correction was already answered."), _("Open it again first."), code="council.answered")
    return stored


def _require_sent(minutes: Stored) -> None:
    if minutes["state"] not in SENT:
        raise Problem(
            _("These minutes were not sent around yet."),
            _("Send them around first; until then, change the draft itself."),
            code="council.not_sent",
        )


def _attended(meeting: int) -> set[int]:
    """The members who were there; of a meeting that does not say who was, everybody in office."""
    query = InRoom.select(InRoom.person).where(
        InRoom.meeting == meeting, InRoom.capacity.in_(tuple(DECIDING)), InRoom.person.is_null(False)
    )
    there = {person for (person,) in fetch(query)}
    if there or fetch(InRoom.select(InRoom.id).where(InRoom.meeting == meeting).limit(1)):
        return there
    return _in_office(meeting_of(meeting))


def _in_office(meeting: Stored) -> set[int]:
    from rcc_council.bodies.facts import facts_of
    from rcc_council.bodies.standing import roster_on
    from rcc_desktop.api.fields import from_day

    return {each.person for each in roster_on(facts_of(meeting["body_id"]), from_day(meeting["on_day"])).members}
