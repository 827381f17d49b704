"""What comes on an agenda by itself: open actions, unanswered recommendations, unfinished items, unadopted minutes."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import JOIN

from rcc_council.meetings.items import add_line, lines_under, place_before_closing
from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.meetings.stored import HELD, Stored, meeting_of
from rcc_council.meetings.wording import ITEM_KINDS
from rcc_council.minutes.records import Minutes
from rcc_council.register.records import ActionItem, Recommendation
from rcc_desktop.api import needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch
from rcc_desktop.api.written import write_date

_, ngettext = words("rcc_council")

_CARRIED_KINDS = ("topic", "report", "motion", "election")
"""Kinds of items that come again where they were not finished; the others belong to one meeting alone."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Something that waits: ``about`` names it, ``under`` is the kind of the item it is listed under, if any."""

    about: str
    under: str
    kind: str
    title: str
    owner: int | None = None
    minutes: int = 0
    is_sealed: bool = False
    carried_from: int | None = None


@needs("council.record")
def bring_on(meeting: int) -> int:
    """Put what waits on the agenda of a meeting that is planned, and take off what is settled meanwhile.

    Gives how many lines came or went; nothing is written when nothing did. What was taken off by hand stays off.
    """
    stored = meeting_of(meeting)
    if stored["state"] != "planned" or stored["was_typed_in"]:
        return 0
    waiting = {each.about: each for each in _waiting(stored)}
    query = AgendaItem.select(AgendaItem.id, AgendaItem.about, AgendaItem.state, AgendaItem.words)
    there = fetch(query.where(AgendaItem.meeting == meeting, AgendaItem.about != ""))
    settled = [
        (item, about)
        for item, about, state, noted in there
        if about not in waiting and state == "waiting" and not noted and not lines_under(meeting, item)
    ]
    for item, _about in settled:
        AgendaItem.remove(item)
    known = {about for _item, about, _state, _noted in there} | set(stored["left_out"].split())
    new = [each for about, each in waiting.items() if about not in known]
    for each in new:
        _add(meeting, each)
    return len(settled) + len(new)


def _add(meeting: int, waiting: _Waiting) -> None:
    values: Stored = {"kind": waiting.kind, "title": waiting.title, "owner": waiting.owner, "minutes": waiting.minutes}
    more: Stored = {"about": waiting.about, "is_sealed": waiting.is_sealed, "carried_from": waiting.carried_from}
    if waiting.under:
        add_line(meeting, inside=_heading(meeting, waiting.under), **values, **more)
    elif waiting.kind == "minutes":
        add_line(meeting, _place_after_opening(meeting), **values, **more)
    else:
        add_line(meeting, place_before_closing(meeting), **values, **more)


def _heading(meeting: int, kind: str) -> int:
    """The item that things of a kind are listed under, made where the template has none."""
    query = AgendaItem.select(AgendaItem.id).where(
        AgendaItem.meeting == meeting, AgendaItem.inside.is_null(), AgendaItem.kind == kind, AgendaItem.about == ""
    )
    found = fetch(query.order_by(AgendaItem.place).limit(1))
    if found:
        return int(found[0][0])
    return add_line(meeting, place_before_closing(meeting), kind=kind, title=ITEM_KINDS[kind])


def _place_after_opening(meeting: int) -> int:
    """Minutes are approved first: after the opening and the minutes that stand there already."""
    query = AgendaItem.select(AgendaItem.kind).where(AgendaItem.meeting == meeting, AgendaItem.inside.is_null())
    kinds = [kind for (kind,) in fetch(query.order_by(AgendaItem.place, AgendaItem.id))]
    return max((at for at, kind in enumerate(kinds, 1) if kind in {"opening", "minutes"}), default=0)


def _waiting(meeting: Stored) -> list[_Waiting]:
    return [*_minutes(meeting), *_unfinished(meeting), *_actions(meeting), *_recommendations(meeting)]


def _minutes(meeting: Stored) -> list[_Waiting]:
    """Minutes to approve; a special meeting approves none (RONR 41:9 leaves it to the next regular one)."""
    if meeting["kind"] == "special":
        return []
    query = (
        Meeting.select(Meeting.id, Meeting.on_day, Minutes.state, Meeting.was_typed_in)
        .join(Minutes, JOIN.LEFT_OUTER, on=(Minutes.meeting == Meeting.id))
        .where(_before(meeting), Meeting.state == "closed")
    )
    held = fetch(query.order_by(Meeting.starts_at))
    return [
        _Waiting(f"minutes:{row}", "", "minutes", _("Approve the minutes of {day}").format(day=_written(day)))
        for at, (row, day, state, was_typed_in) in enumerate(held, 1)
        if (state is not None and state != "adopted") or (state is None and at == len(held) and not was_typed_in)
    ]


def _unfinished(meeting: Stored) -> list[_Waiting]:
    """What the last meeting that was held did not finish, and what was planned for those that fell through since."""
    query = Meeting.select(Meeting.id, Meeting.state).where(_before(meeting), Meeting.state.in_((*HELD, "cancelled")))
    since: list[int] = []
    for row, state in fetch(query.order_by(Meeting.starts_at.desc())):
        since.append(row)
        if state == "closed":
            break
    names = ("id", "kind", "title", "owner", "minutes", "is_sealed", "carried_from")
    lines = AgendaItem.select(*(getattr(AgendaItem, name) for name in names)).where(
        AgendaItem.meeting.in_(since), AgendaItem.state != "done", AgendaItem.kind.in_(_CARRIED_KINDS)
    )
    found = [dict(zip(names, row, strict=True)) for row in fetch(lines.order_by(AgendaItem.meeting, AgendaItem.place))]
    came_again = {each["carried_from"] for each in found}
    return [
        _Waiting(
            f"item:{each['id']}",
            "",
            each["kind"],
            each["title"],
            each["owner"],
            each["minutes"],
            bool(each["is_sealed"]),
            each["id"],
        )
        for each in found
        if each["id"] not in came_again
    ]


def _actions(meeting: Stored) -> list[_Waiting]:
    """Open actions. Whoever has a file is the item's owner and not in its title, which is kept as it is."""
    query = ActionItem.select(
        ActionItem.id, ActionItem.words, ActionItem.owner, ActionItem.owner_name, ActionItem.due_on
    )
    chosen = query.where(
        ActionItem.body == meeting["body_id"],
        ActionItem.state.in_(("open", "carried")),
        ActionItem.made_on <= meeting["on_day"],
    )
    return [
        _Waiting(f"action:{row}", "actions", "actions", _due(told, "" if owner else name, due), owner)
        for row, told, owner, name, due in fetch(chosen.order_by(ActionItem.due_on, ActionItem.id))
    ]


def _recommendations(meeting: Stored) -> list[_Waiting]:
    names = (Recommendation.id, Recommendation.words, Recommendation.to_whom, Recommendation.answer_due)
    query = Recommendation.select(*names).where(
        Recommendation.body == meeting["body_id"],
        Recommendation.answered_on.is_null(),
        Recommendation.made_on <= meeting["on_day"],
    )
    return [
        _Waiting(f"recommendation:{row}", "recommendations", "recommendations", _due(told, to_whom, due))
        for row, told, to_whom, due in fetch(query.order_by(Recommendation.made_on, Recommendation.id))
    ]


def _before(meeting: Stored) -> object:
    """Meetings of the same body before this one."""
    return (Meeting.body == meeting["body_id"]) & (Meeting.starts_at < meeting["starts_at"])


def _due(told: str, who: str, due: int | None) -> str:
    """``Ask about the van (Maria Nuñez, by 03/04/2026)``."""
    by = _("by {day}").format(day=_written(due)) if due is not None else ""
    more = ", ".join(each for each in (who, by) if each)
    return f"{told} ({more})" if more else told


def _written(stored: int) -> str:
    return write_date(from_day(stored))
