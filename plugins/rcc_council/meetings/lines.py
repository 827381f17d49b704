"""The agenda of a meeting as rows: numbered, with papers, speakers, motions, and the interests it touches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import JOIN

from rcc_council.bodies.records import Conflict
from rcc_council.meetings.records import AgendaItem, AgendaPaper, Meeting, Speaker
from rcc_council.meetings.rows import ItemRow, PaperRow, SpeakerRow
from rcc_council.meetings.rules import numbers_of, touches
from rcc_council.meetings.stored import sees_sealed
from rcc_council.meetings.wording import ITEM_KINDS
from rcc_council.motions.reading import motions_of
from rcc_desktop.api import words
from rcc_desktop.api.fields import from_day, from_millis, to_day
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch
from rcc_desktop.api.written import write_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from rcc_council.meetings.rows import MotionRow

_, ngettext = words("rcc_council")


@dataclass(frozen=True, slots=True)
class Agenda:
    """The lines whoever is acting may see; ``has_sealed`` says that there are others, or that some are sealed."""

    lines: tuple[ItemRow, ...]
    has_sealed: bool


@dataclass(frozen=True, slots=True)
class Interest:
    """What a member declared: a name and the words that call it to mind."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class _Beside:
    """What goes with the items of a meeting, by item, and the interests that its members declared."""

    numbers: Mapping[int, str]
    papers: Mapping[int, list[PaperRow]]
    speakers: Mapping[int, list[SpeakerRow]]
    motions: Mapping[int, list[MotionRow]]
    interests: tuple[Interest, ...]
    now: datetime


def agenda_of(meeting: int, members: Iterable[int], day: date, now: datetime) -> Agenda:
    """The agenda of a meeting; ``members`` are those whose declared interests are looked for on ``day``."""
    stored = _items(meeting)
    beside = _Beside(
        numbers_of((each["id"], each["inside"]) for each in stored),
        _papers(meeting),
        _speakers(meeting, now),
        _motions(meeting, now),
        interests_of(members, day),
        now,
    )
    under: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for each in stored:
        under[each["inside"]].append(each)
    return Agenda(_rows(None, under, beside, is_sealed=False), any(each["is_sealed"] for each in stored))


def interests_of(people: Iterable[int], day: date) -> tuple[Interest, ...]:
    """The interests that people have declared and not ended by a day."""
    open_then = Conflict.ended_on.is_null() | (Conflict.ended_on >= to_day(day))
    query = Conflict.select(shown_name_of(), Conflict.words).join(Person)
    chosen = query.where(Conflict.person.in_(list(people)), Conflict.declared_on <= day, open_then)
    return tuple(Interest(*row) for row in fetch(chosen.order_by(Conflict.id)))


def _rows(
    inside: int | None, under: Mapping[int | None, list[dict[str, Any]]], beside: _Beside, *, is_sealed: bool
) -> tuple[ItemRow, ...]:
    rows = []
    for each in under.get(inside, ()):
        sealed = is_sealed or bool(each["is_sealed"])
        if sealed and not sees_sealed():
            continue
        inner = _rows(each["id"], under, beside, is_sealed=sealed)
        rows.append(_row(each, inner, beside, is_sealed=sealed))
    return tuple(rows)


def _row(stored: dict[str, Any], inner: tuple[ItemRow, ...], beside: _Beside, *, is_sealed: bool) -> ItemRow:
    item = stored["id"]
    papers, motions = tuple(beside.papers.get(item, ())), tuple(beside.motions.get(item, ()))
    said = (stored["title"], stored["words"], *(each.name for each in papers), *(each.words for each in motions))
    began = stored["began_at"]
    return ItemRow(
        id=item,
        number=beside.numbers[item],
        kind=stored["kind"],
        kind_words=ITEM_KINDS.get(stored["kind"], stored["kind"]),
        title=stored["title"],
        minutes=stored["minutes"],
        owner=stored["owner_name"] or "",
        owner_id=stored["owner"],
        state=stored["state"],
        words=stored["words"],
        is_sealed=is_sealed,
        is_consent=bool(stored["is_consent"]),
        carried_words=_carried_words(stored["about"], stored["carried_day"]),
        began=None if began is None else from_millis(began).astimezone(beside.now.tzinfo),
        seconds_spent=stored["seconds_spent"],
        papers=papers,
        conflicts=_conflicts(beside.interests, "\n".join(said)),
        speakers=tuple(beside.speakers.get(item, ())),
        motions=motions,
        inside=inner,
        version=stored["version"],
        about=stored["about"],
    )


def _conflicts(interests: Iterable[Interest], text: str) -> tuple[str, ...]:
    found = ((each.name, touches(each.words, text)) for each in interests)
    return tuple(
        _("{name} declared an interest: {words}").format(name=name, words=phrase) for name, phrase in found if phrase
    )


def _carried_words(about: str, day: int | None) -> str:
    if about.startswith("action:"):
        return _("Still open")
    if about.startswith("recommendation:"):
        return _("Waiting for an answer")
    if about.startswith("item:") and day is not None:
        return _("Not finished on {day}").format(day=write_date(from_day(day)))
    return ""


def _items(meeting: int) -> list[dict[str, Any]]:
    before, then = AgendaItem.alias(), Meeting.alias()
    names = ("id", "inside", "kind", "title", "minutes", "owner", "state", "words", "is_sealed", "is_consent")
    more = ("began_at", "seconds_spent", "version", "about")
    query = (
        AgendaItem.select(
            *(getattr(AgendaItem, name) for name in (*names, *more)),
            shown_name_of(),
            then.on_day,
        )
        .join(Person, JOIN.LEFT_OUTER, on=(Person.id == AgendaItem.owner))
        .switch(AgendaItem)
        .join(before, JOIN.LEFT_OUTER, on=(before.id == AgendaItem.carried_from))
        .join(then, JOIN.LEFT_OUTER, on=(then.id == before.meeting))
        .where(AgendaItem.meeting == meeting)
    )
    keys = (*names, *more, "owner_name", "carried_day")
    return [dict(zip(keys, row, strict=True)) for row in fetch(query.order_by(AgendaItem.place, AgendaItem.id))]


def _papers(meeting: int) -> Mapping[int, list[PaperRow]]:
    query = AgendaPaper.select(AgendaPaper.item, AgendaPaper.id, AgendaPaper.name, AgendaPaper.size)
    found: dict[int, list[PaperRow]] = defaultdict(list)
    for item, *row in fetch(query.join(AgendaItem).where(AgendaItem.meeting == meeting).order_by(AgendaPaper.id)):
        found[item].append(PaperRow(*row))
    return found


def _speakers(meeting: int, now: datetime) -> Mapping[int, list[SpeakerRow]]:
    query = (
        Speaker.select(
            Speaker.item,
            Speaker.id,
            Speaker.person,
            shown_name_of(),
            Speaker.guest_name,
            Speaker.asked_at,
            Speaker.began_at,
            Speaker.ended_at,
        )
        .join(Person, JOIN.LEFT_OUTER, on=(Person.id == Speaker.person))
        .switch(Speaker)
        .join(AgendaItem, on=(AgendaItem.id == Speaker.item))
        .where(AgendaItem.meeting == meeting)
    )
    found: dict[int, list[SpeakerRow]] = defaultdict(list)
    for item, row, person, name, guest, *moments in fetch(query.order_by(Speaker.asked_at, Speaker.id)):
        asked, began, ended = (None if each is None else from_millis(each).astimezone(now.tzinfo) for each in moments)
        if asked is not None:
            found[item].append(SpeakerRow(row, guest if person is None else name, asked, began, ended))
    return found


def _motions(meeting: int, now: datetime) -> Mapping[int, list[MotionRow]]:
    found: dict[int, list[MotionRow]] = defaultdict(list)
    for each in motions_of(meeting, now):
        found[each.item].append(each)
    return found
