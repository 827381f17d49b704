"""Names in a draft that are somebody's on file who was not there in a council role; each may stay for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import roster_on
from rcc_council.meetings.records import InRoom
from rcc_council.meetings.stored import meeting_of, sees_sealed
from rcc_council.minutes.matching import Matcher, Named, folded_words, named, names_by_person
from rcc_council.minutes.records import MinutesPart, NameKept
from rcc_council.minutes.rows import NameRow
from rcc_council.minutes.stored import minutes_stored, open_minutes
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import known_people
from rcc_desktop.api.records import Person, PersonName, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rcc_council.meetings.stored import Stored

_, ngettext = words("rcc_council")

_HOUSE_ROLES = ("member", "alternate", "staff")


@needs("council.record")
def names_in(minutes: int) -> tuple[NameRow, ...]:
    """Every such name in the draft and where it stands, by part; names of restricted files only for those who may know.

    A member whose own file is restricted is found as well, because everybody reads the minutes.
    """
    return _names_in(minutes_stored(minutes))


@needs("council.record")
def keep_name(minutes: int, name: str, why: str, on_day: date) -> None:
    """Leave a name in the minutes wherever it stands, for a reason. Raises ``Problem`` (field ``why``) without one."""
    open_minutes(minutes)
    folded = " ".join(folded_words(name))
    if not why.strip():
        raise Problem(
            _("Why may this name stay?"),
            _("Write it in a few words, such as: reported to the council."),
            field="why",
            code="council.why_name",
        )
    found = fetch(NameKept.select(NameKept.id).where(NameKept.minutes == minutes, NameKept.name == folded))
    if found:
        NameKept.change(found[0][0], why=why.strip())
    else:
        NameKept.add(minutes=minutes, name=folded, why=why.strip(), on_day=on_day)


@needs("council.record")
def ask_again_of(minutes: int, name: str) -> None:
    """Take back that a name may stay."""
    open_minutes(minutes)
    folded = " ".join(folded_words(name))
    for (row,) in fetch(NameKept.select(NameKept.id).where(NameKept.minutes == minutes, NameKept.name == folded)):
        NameKept.remove(row)


@needs("council.record")
def require_names_settled(minutes: int) -> None:
    """Raise ``Problem`` while a whole name stands in the minutes for which nobody gave a reason."""
    unsettled = {each.name for each in _names_in(minutes_stored(minutes)) if each.is_whole and not each.kept_why}
    if unsettled:
        raise Problem(
            ngettext(
                "{count} name in these minutes is of somebody who was not there in a council role.",
                "{count} names in these minutes are of people who were not there in a council role.",
                len(unsettled),
            ).format(count=len(unsettled)),
            _("Take the name out, or say why it stays. Nothing was sent or changed."),
            code="council.names",
        )


def _names_in(minutes: Stored) -> tuple[NameRow, ...]:
    parts = [
        each
        for each in fetch(
            MinutesPart.select(
                MinutesPart.id, MinutesPart.heading, MinutesPart.words, MinutesPart.is_sealed, MinutesPart.is_inner
            )
            .where(MinutesPart.minutes == minutes["id"])
            .order_by(MinutesPart.place, MinutesPart.id)
        )
        if not each[4] and (not each[3] or sees_sealed())
    ]
    kept = dict(fetch(NameKept.select(NameKept.name, NameKept.why).where(NameKept.minutes == minutes["id"])))
    meeting = meeting_of(minutes["meeting_id"])
    texts = [f"{heading}\n{said}" for _part, heading, said, _sealed, _inner in parts]
    matcher = Matcher(texts, [*_people(), *_guests(meeting["id"])], _with_a_role(meeting))
    return tuple(
        NameRow(
            part=part,
            heading=heading,
            start=found.start - len(heading) - 1,
            end=found.end - len(heading) - 1,
            words=found.words,
            name=found.name,
            is_whole=found.is_whole,
            is_restricted=found.is_restricted,
            people=len(found.people),
            kept_why=kept.get(found.name, ""),
        )
        for (part, heading, _said, _sealed, _inner), text in zip(parts, texts, strict=True)
        for found in matcher.find(text)
    )


def _people() -> Iterator[Named]:
    aliases = names_by_person(fetch(PersonName.select(PersonName.person, PersonName.name)))
    columns = (
        *(Person.id, Person.first_name, Person.middle_name, Person.last_name, Person.goes_by, Person.shown_name),
        Person.restricted,
    )
    for row, first, middle, last, goes_by, shown, restricted in fetch(
        Person.select(*columns).where(Person.id.in_(known_people()))
    ):
        others = [goes_by, shown, *aliases.get(row, ())]
        yield named(row, first, middle, last, others=others, is_restricted=bool(restricted))


def _guests(meeting: int) -> Iterator[Named]:
    query = InRoom.select(InRoom.guest_name).where(InRoom.meeting == meeting, InRoom.person.is_null())
    for (name,) in fetch(query):
        given, _space, surname = name.strip().rpartition(" ")
        yield named(0, given, "", surname, others=[name])


def _with_a_role(meeting: Stored) -> set[int]:
    """Members by the roster of the day, whoever chaired or wrote, and who was in the room as more than a guest."""
    roster = roster_on(facts_of(meeting["body_id"]), from_day(meeting["on_day"]))
    query = InRoom.select(InRoom.person).where(InRoom.meeting == meeting["id"], InRoom.capacity.in_(_HOUSE_ROLES))
    people = {person for (person,) in fetch(query)} | {each.person for each in roster.members}
    return {each for each in (*people, meeting["chair_id"], meeting["secretary_id"]) if each is not None}
