"""A meeting while it goes on: opened and closed, item by item, with notes, speakers and executive session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import counting_of, roster_on
from rcc_council.meetings.carrying import bring_on
from rcc_council.meetings.items import add_line, place_after_open
from rcc_council.meetings.reading import meeting_as_it_stands
from rcc_council.meetings.records import AgendaItem, InRoom, Meeting, Speaker
from rcc_council.meetings.stored import item_to_change, open_to_change
from rcc_council.meetings.wording import ITEM_KINDS
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, to_millis
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_council.meetings.rows import MeetingNow
    from rcc_council.meetings.stored import Stored

_, ngettext = words("rcc_council")


@needs("council.see")
def meeting_now(meeting: int, now: datetime) -> MeetingNow:
    """Everything of a meeting; sealed items only for those who may see them. Raises ``Problem`` when it is gone."""
    return meeting_as_it_stands(meeting, now)


@needs("council.record")
def open_meeting(meeting: int, now: datetime) -> None:
    """Call a meeting to order, with what is still open on its agenda, and its officers in the chair and at the minutes.

    A meeting that was closed by mistake is opened again. Raises ``Problem`` when it was canceled.
    """
    stored = open_to_change(meeting)
    if stored["state"] == "open":
        return
    facts, day = facts_of(stored["body_id"]), from_day(stored["on_day"])
    bring_on(meeting)
    Meeting.change(
        meeting,
        state="open",
        opened_at=now if stored["opened_at"] is None else stored["opened_at"],
        closed_at=None,
        chair=stored["chair_id"] or facts.officer_on("chair", day),
        secretary=stored["secretary_id"] or facts.officer_on("secretary", day),
    )


@needs("council.record")
def close_meeting(meeting: int, now: datetime) -> str:
    """Adjourn; what is open ends with it. The state it comes to: closed, or no_quorum where there never was one."""
    stored = _running(open_to_change(meeting))
    _end_open(meeting, now)
    speaking = Speaker.select(Speaker.id).join(AgendaItem).where(AgendaItem.meeting == meeting, _is_speaking())
    for (row,) in fetch(speaking):
        Speaker.change(row, ended_at=now)
    state = "closed" if _ever_had_quorum(stored) else "no_quorum"
    Meeting.change(meeting, state=state, closed_at=now)
    return state


@needs("council.record")
def set_chair(meeting: int, person: int | None) -> None:
    """Say who chairs this meeting."""
    _set_officer(meeting, "chair", person)


@needs("council.record")
def set_secretary(meeting: int, person: int | None) -> None:
    """Say who keeps the minutes of this meeting."""
    _set_officer(meeting, "secretary", person)


@needs("council.record")
def begin_item(item: int, now: datetime) -> None:
    """Take an item up; the one that is open ends. An item that was done is taken up again, and its time goes on."""
    stored = item_to_change(item)
    _running(open_to_change(stored["meeting_id"]))
    if stored["state"] == "open":
        return
    _end_open(stored["meeting_id"], now)
    AgendaItem.change(item, state="open", began_at=now, ended_at=None)


@needs("council.record")
def end_item(item: int, now: datetime) -> None:
    """Be done with an item; one that was never taken up is done in no time."""
    _end(item, item_to_change(item), now)


@needs("council.record")
def note_words(item: int, text: str, *, expected: int, was: str | None = None) -> int:
    """Keep what the secretary wrote of an item, and give the item's version after it.

    ``expected`` is the version that was looked at; ``was`` the words it had, so that a timer that moved meanwhile does
    not count. Raises ``Problem`` (code ``changed_elsewhere``) where somebody else wrote since: nothing is overwritten,
    and whoever calls keeps both texts.
    """
    stored = item_to_change(item)
    is_same = was is not None and stored["words"] == was
    AgendaItem.change(item, expected=stored["version"] if is_same else expected, words=text)
    after: int = item_to_change(item)["version"]
    return after


@needs("council.record")
def ask_to_speak(item: int, person: int | None, now: datetime, *, guest_name: str = "") -> int:
    """Put somebody on the list of speakers; their line. Raises ``Problem`` (field ``person``) for nobody at all."""
    item_to_change(item)
    name = guest_name.strip()
    if person is None and not name:
        raise Problem(_("Who would like to speak?"), _("Choose a person, or write a guest's name."), field="person")
    if person is not None:
        require_known([person])
    return Speaker.add(item=item, person=person, guest_name="" if person is not None else name, asked_at=now)


@needs("council.record")
def begin_speaking(speaker: int, now: datetime) -> None:
    """Give somebody the floor; whoever had it ends."""
    item = _item_of_speaker(speaker)
    query = Speaker.select(Speaker.id).join(AgendaItem).where(AgendaItem.meeting == item["meeting_id"], _is_speaking())
    for (row,) in fetch(query):
        if row != speaker:
            Speaker.change(row, ended_at=now)
    Speaker.change(speaker, began_at=now, ended_at=None)


@needs("council.record")
def end_speaking(speaker: int, now: datetime) -> None:
    """Somebody is done; one who had not begun is taken off the list."""
    _item_of_speaker(speaker)
    if Speaker.stored_row(speaker)["began_at"] is None:
        Speaker.remove(speaker)
    else:
        Speaker.change(speaker, ended_at=now)


@needs("council.sealed")
def enter_executive(meeting: int, now: datetime, *, title: str = "") -> int:
    """Go into executive session: the item planned for it, or a new one after the one that is open. Its id; sealed."""
    _running(open_to_change(meeting))
    planned = AgendaItem.select(AgendaItem.id).where(
        AgendaItem.meeting == meeting, AgendaItem.kind == "executive", AgendaItem.state == "waiting"
    )
    found = fetch(planned.order_by(AgendaItem.place).limit(1))
    item = found[0][0] if found else None
    if item is None:
        after = place_after_open(meeting)
        item = add_line(meeting, after, kind="executive", title=title.strip() or ITEM_KINDS["executive"])
    _end_open(meeting, now)
    AgendaItem.change(item, is_sealed=True, state="open", began_at=now)
    return int(item)


@needs("council.sealed")
def leave_executive(meeting: int, now: datetime) -> None:
    """Come back into open session."""
    open_to_change(meeting)
    _end_open(meeting, now)
    query = AgendaItem.select(AgendaItem.id).where(
        AgendaItem.meeting == meeting,
        AgendaItem.kind == "executive",
        AgendaItem.began_at.is_null(False),
        AgendaItem.state != "done",
    )
    for (row,) in fetch(query):
        AgendaItem.change(row, state="done", ended_at=now)


def _running(meeting: Stored) -> Stored:
    """The meeting. Raises ``Problem`` unless it goes on, or was held without the program."""
    if meeting["state"] == "open" or meeting["was_typed_in"]:
        return meeting
    raise Problem(
        _("This meeting is not open."),
        _("Open the meeting first; a meeting from before can be typed in as a past meeting."),
        code="council.not_open",
    )


def _set_officer(meeting: int, office: str, person: int | None) -> None:
    open_to_change(meeting)
    if person is not None:
        require_known([person])
    Meeting.change(meeting, **{office: person})


def _end_open(meeting: int, now: datetime) -> None:
    query = AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting == meeting, AgendaItem.state == "open")
    for (row,) in fetch(query):
        _end(row, AgendaItem.stored_row(row), now)


def _end(item: int, stored: Stored, now: datetime) -> None:
    if stored["state"] == "done":
        return
    spent = stored["seconds_spent"]
    if stored["state"] == "open" and stored["began_at"] is not None:
        spent += max(0, (to_millis(now) - stored["began_at"]) // 1000)
    AgendaItem.change(item, state="done", ended_at=now, seconds_spent=spent)


def _ever_had_quorum(meeting: Stored) -> bool:
    """Whether enough members were in the room at any moment; a meeting typed in without saying who came had it."""
    query = InRoom.select(InRoom.person, InRoom.came_at, InRoom.left_at)
    stays = fetch(query.where(InRoom.meeting == meeting["id"], InRoom.person.is_null(False)))
    if not stays and meeting["was_typed_in"]:
        return True
    roster = roster_on(facts_of(meeting["body_id"]), from_day(meeting["on_day"]))
    opened = meeting["opened_at"] or 0
    for moment in {max(came, opened) for _person, came, _left in stays}:
        here = {person for person, came, left in stays if came <= moment and (left is None or left > moment)}
        if len(counting_of(roster, here)) >= roster.needed:
            return True
    return False


def _is_speaking() -> object:
    return Speaker.began_at.is_null(False) & Speaker.ended_at.is_null()


def _item_of_speaker(speaker: int) -> Stored:
    found = fetch(Speaker.select(Speaker.item).where(Speaker.id == speaker))
    if not found:
        raise Problem(_("They are no longer on the list."), _("Look at the list again."), code="council.speaker_gone")
    return item_to_change(found[0][0])
