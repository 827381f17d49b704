"""Meetings, items and stays as they are stored, before a verb touches them. Reads the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import DoesNotExist

from rcc_council.meetings.records import AgendaItem, InRoom, Meeting
from rcc_council.minutes.records import Minutes
from rcc_desktop.api import Problem, acting, words
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from rcc_desktop.api.records import Record

_, ngettext = words("rcc_council")

SEALED = "council.sealed"
HELD = ("closed", "no_quorum")
Stored = dict[str, Any]


def sees_sealed() -> bool:
    """Whether the acting person may see what was said in executive session."""
    return acting().may(SEALED)


def meeting_of(meeting: int) -> Stored:
    """A meeting by column. Raises ``Problem`` when it is gone."""
    found = _row(Meeting, meeting)
    if found is None:
        raise Problem(
            _("This meeting is no longer here."), _("Look at the list of meetings again."), code="council.meeting_gone"
        )
    return found


def open_to_change(meeting: int) -> Stored:
    """A meeting whose record may still be changed. Raises ``Problem`` when it was cancelled, or its minutes adopted."""
    found = meeting_of(meeting)
    if found["state"] == "cancelled":
        raise Problem(
            _("This meeting was canceled."),
            _("Nothing was changed. Plan another one, or type in the meeting that was held."),
            code="council.cancelled",
        )
    adopted = Minutes.select(Minutes.id).where(Minutes.meeting == meeting, Minutes.state == "adopted")
    if fetch(adopted):
        raise Problem(
            _("The minutes of this meeting have been adopted, so its record stays as it is."),
            _("A later meeting can amend them by a motion, which is added to them with its date."),
            code="council.adopted",
        )
    return found


def item_of(item: int) -> Stored:
    """A line of an agenda by column. Raises ``Problem`` when it is gone, or sealed to whoever is acting."""
    found = _row(AgendaItem, item)
    if found is None or (is_sealed(found) and not sees_sealed()):
        raise Problem(
            _("This item is no longer on the agenda."), _("Look at the agenda again."), code="council.item_gone"
        )
    return found


def item_to_change(item: int) -> Stored:
    """A line of an agenda that may still be changed. Raises ``Problem`` as ``item_of`` and ``open_to_change`` do."""
    found = item_of(item)
    open_to_change(found["meeting_id"])
    return found


def is_sealed(item: Stored) -> bool:
    """Whether a line, or one it belongs under, is sealed."""
    line: Stored | None = item
    while line is not None:
        if line["is_sealed"]:
            return True
        line = None if line["inside_id"] is None else _row(AgendaItem, line["inside_id"])
    return False


def stay_of(stay: int) -> Stored:
    """A stay in the room by column. Raises ``Problem`` when it is gone, or its meeting's record is closed."""
    found = _row(InRoom, stay)
    if found is None:
        raise Problem(
            _("This arrival is no longer here."), _("Look at who is in the room again."), code="council.stay_gone"
        )
    open_to_change(found["meeting_id"])
    return found


def _row(record: type[Record], row: int) -> Stored | None:
    try:
        return record.stored_row(row)
    except DoesNotExist:
        return None
