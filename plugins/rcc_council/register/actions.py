"""What somebody said they would do: noted, done, carried on, dropped, each with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import JOIN, DoesNotExist

from rcc_council.bodies.records import Body
from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.motions.records import Motion
from rcc_council.register.records import ActionItem
from rcc_council.register.rows import ActionBefore, ActionRow, ActionWish
from rcc_council.register.rules import ACTION_STATES, STILL_OPEN, is_overdue
from rcc_council.register.sealed import sealed_items, sealed_motions, sees_sealed
from rcc_council.register.wording import ACTIONS
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.known_people import require_known, shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from typing import Any

_, ngettext = words("rcc_council")


@needs("council.record")
def add_action(
    body: int,
    wish: ActionWish,
    now: datetime,
    *,
    meeting: int | None = None,
    item: int | None = None,
    motion: int | None = None,
) -> int:
    """Note what somebody will do; the id of the action.

    ``meeting``, ``item`` or ``motion`` say where it came up; those around the one that is given follow from it, and the
    action counts from the day of its meeting. Raises ``Problem`` (fields ``words``, ``due_on``).
    """
    if motion is not None:
        found = Motion.stored_row(motion)
        item, meeting = _id(found["item_id"]), _id(found["meeting_id"])
    elif item is not None:
        meeting = _id(AgendaItem.stored_row(item)["meeting_id"])
    made_on = now.date() if meeting is None else from_day(_id(Meeting.stored_row(meeting)["on_day"]))
    origin = {"meeting": meeting, "item": item, "motion": motion}
    return ActionItem.add(body=body, made_on=made_on, **origin, **_checked(wish, made_on))


@needs("council.record")
def take_back_action(action: int) -> None:
    """Undo that an action was noted, as if it had not been."""
    _stored(action)
    ActionItem.remove(action)


@needs("council.record")
def change_action(action: int, wish: ActionWish, *, expected: int) -> None:
    """Word an action anew, give it to somebody else, or set another day. Raises ``Problem`` as ``add_action`` does."""
    stored = _stored(action)
    ActionItem.change(action, expected=expected, **_checked(wish, stored.made_on))


@needs("council.record")
def set_action(action: int, state: str, now: datetime, *, note: str = "", expected: int | None = None) -> ActionBefore:
    """Say that an action is done or dropped, or open again; what it was before, for ``put_back_action``."""
    if state not in ACTION_STATES:
        raise ValueError(f"{state} is no state of an action")
    stored = _stored(action)
    ended = None if state in STILL_OPEN else now.date()
    ActionItem.change(action, expected=expected, state=state, ended_on=ended, note=note.strip() or stored.note)
    return _before(stored)


@needs("council.record")
def carry_action(action: int, due_on: date, *, expected: int | None = None) -> ActionBefore:
    """Carry an open action on to another day; what it was before, for ``put_back_action``.

    Raises ``Problem`` (field ``due_on``) for a day before it was made, and for an action that is done or dropped.
    """
    stored = _stored(action)
    if stored.state not in STILL_OPEN:
        raise Problem(
            _("This action is closed already."), _("Open it again first, then carry it on."), code="council.closed"
        )
    _require_due(stored.made_on, due_on)
    ActionItem.change(action, expected=expected, state="carried", due_on=due_on)
    return _before(stored)


@needs("council.record")
def put_back_action(before: ActionBefore) -> None:
    """Undo a move of an action."""
    _stored(before.id)
    ActionItem.change(before.id, state=before.state, due_on=before.due_on, ended_on=before.ended_on, note=before.note)


@needs("council.see")
def open_actions(body: int, today: date) -> tuple[ActionRow, ...]:
    """What a body still has to do, what is due first at the top; what has no day comes last."""
    return _rows((ActionItem.body == body) & ActionItem.state.in_(STILL_OPEN), today)


@needs("council.see")
def overdue_actions(today: date) -> tuple[ActionRow, ...]:
    """What should have been done by now, of every body, longest overdue first."""
    late = ActionItem.state.in_(STILL_OPEN) & (ActionItem.due_on < to_day(today))
    return _rows(late, today)


@needs("council.see")
def all_actions(
    today: date, *, body: int | None = None, closed: bool = False, is_open: bool = False
) -> tuple[ActionRow, ...]:
    """What is open, or with ``closed`` what is done and dropped, the newest first; of one body or of all.

    ``is_open`` leaves executive session out, also for those who may see it: for what is handed over.
    """
    which = ActionItem.state.not_in(STILL_OPEN) if closed else ActionItem.state.in_(STILL_OPEN)
    which &= _seen(is_open=is_open)
    return _rows(which if body is None else which & (ActionItem.body == body), today, newest=closed)


@needs("council.see")
def actions_of_meeting(meeting: int, today: date) -> tuple[ActionRow, ...]:
    """What came up in one meeting, in the order it was noted."""
    rows = _rows(ActionItem.meeting == meeting, today)
    return tuple(sorted(rows, key=lambda row: row.id))


def _rows(where: Any, today: date, *, newest: bool = False) -> tuple[ActionRow, ...]:
    query = (
        ActionItem.select(
            ActionItem.id,
            ActionItem.body,
            Body.name,
            ActionItem.meeting,
            ActionItem.words,
            ActionItem.owner,
            shown_name_of(),
            ActionItem.owner_name,
            ActionItem.made_on,
            ActionItem.due_on,
            ActionItem.state,
            ActionItem.ended_on,
            ActionItem.note,
            ActionItem.version,
        )
        .join(Body)
        .switch(ActionItem)
        .join(Person, JOIN.LEFT_OUTER, on=(Person.id == ActionItem.owner))
        .where(where, _seen())
    )
    soonest = (ActionItem.due_on.is_null(), ActionItem.due_on, ActionItem.id)
    order: Sequence[Any] = (ActionItem.ended_on.desc(), ActionItem.id.desc()) if newest else soonest
    return tuple(_row(stored, today) for stored in fetch(query.order_by(*order)))


def _seen(*, is_open: bool = False) -> Any:
    """Which actions whoever is acting may see; ``is_open`` leaves executive session out for everybody."""
    if sees_sealed() and not is_open:
        return ActionItem.id > 0
    by_item = ActionItem.item.is_null() | ActionItem.item.not_in(sealed_items())
    return by_item & (ActionItem.motion.is_null() | ActionItem.motion.not_in(sealed_motions()))


def _row(stored: tuple[Any, ...], today: date) -> ActionRow:
    row, body, body_name, meeting, told, owner, shown, name, made, due, state, ended, note, version = stored
    due_on = _day(due)
    return ActionRow(
        id=row,
        body=body,
        body_name=body_name,
        meeting=meeting,
        words=told,
        owner=owner,
        owner_name=shown or name,
        made_on=from_day(made),
        due_on=due_on,
        state=state,
        state_words=ACTIONS.get(state, state),
        ended_on=_day(ended),
        note=note,
        is_overdue=is_overdue(state, due_on, today),
        version=version,
    )


def _stored(action: int) -> ActionItem:
    try:
        stored: ActionItem = ActionItem.get_by_id(action)
    except DoesNotExist as cause:
        raise _gone() from cause
    if not fetch(ActionItem.select(ActionItem.id).where(ActionItem.id == action, _seen())):
        raise _gone()
    return stored


def _gone() -> Problem:
    return Problem(_("This action is no longer here."), _("Look at the list again."), code="council.action_gone")


def _before(stored: ActionItem) -> ActionBefore:
    return ActionBefore(stored.id, stored.state, stored.due_on, stored.ended_on, stored.note)


def _checked(wish: ActionWish, made_on: date) -> dict[str, Any]:
    """The columns of a wish. Raises ``Problem`` for one without words, or due before it was made."""
    if not wish.words.strip():
        raise Problem(_("What is to be done?"), _("Write it in a few words."), field="words")
    _require_due(made_on, wish.due_on)
    require_known(() if wish.owner is None else (wish.owner,))
    return {
        "words": wish.words.strip(),
        "owner": wish.owner,
        "owner_name": "" if wish.owner is not None else wish.owner_name.strip(),
        "due_on": wish.due_on,
    }


def _id(stored: Any) -> int:
    return int(stored)


def _require_due(made_on: date, due_on: date | None) -> None:
    if due_on is not None and due_on < made_on:
        raise Problem(_("This day lies before the action was made."), _("Choose a later day, or none."), field="due_on")


def _day(stored: int | None) -> date | None:
    return None if stored is None else from_day(stored)
