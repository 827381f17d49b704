"""Minutes and their parts as they are stored, before a verb touches them; what is adopted no verb touches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import DoesNotExist

from rcc_council.meetings.stored import Stored, sees_sealed
from rcc_council.minutes.records import Correction, Minutes, MinutesPart
from rcc_desktop.api import Problem, words

if TYPE_CHECKING:
    from rcc_desktop.api.records import Record

_, ngettext = words("rcc_council")

FROZEN = "council.frozen"


def minutes_stored(minutes: int) -> Stored:
    """Minutes by column. Raises ``Problem`` when they are gone."""
    found = _row(Minutes, minutes)
    if found is None:
        raise Problem(
            _("These minutes are no longer here."), _("Look at the list of minutes again."), code="council.minutes_gone"
        )
    return found


def open_minutes(minutes: int) -> Stored:
    """Minutes that may still be changed. Raises ``Problem`` once they are adopted."""
    found = minutes_stored(minutes)
    if found["state"] == "adopted":
        raise Problem(
            _("These minutes were adopted and stay as they are."),
            _("Nothing was changed. A later meeting can amend them by a motion, which is added with its date."),
            code=FROZEN,
        )
    return found


def open_part(part: int) -> Stored:
    """A part that may still be changed. Raises ``Problem`` when it is gone, sealed to this person, or adopted."""
    found = _row(MinutesPart, part)
    if found is None or (found["is_sealed"] and not sees_sealed()):
        raise Problem(
            _("This part of the minutes is no longer here."), _("Look at the minutes again."), code="council.part_gone"
        )
    open_minutes(found["minutes_id"])
    return found


def open_correction(correction: int) -> Stored:
    """A correction to minutes that are not adopted yet. Raises ``Problem``."""
    found = _row(Correction, correction)
    if found is None:
        raise Problem(
            _("This correction is no longer here."), _("Look at the minutes again."), code="council.correction_gone"
        )
    open_minutes(found["minutes_id"])
    return found


def _row(record: type[Record], row: int) -> dict[str, Any] | None:
    try:
        return record.stored_row(row)
    except DoesNotExist:
        return None
