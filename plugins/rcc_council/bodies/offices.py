"""Who holds an office in a body, who is on leave, and which interests members declared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.records import Conflict, MemberLeave, Office
from rcc_council.bodies.rows import ConflictRow, OfficeRow
from rcc_council.bodies.wording import office_words
from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.known_people import known_people, require_known, shown_name_of
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from datetime import date

_, ngettext = words("rcc_council")


@needs("council.see")
def offices_of(body: int) -> tuple[OfficeRow, ...]:
    """Everybody who holds or held an office, newest first."""
    query = Office.select(Office.id, Office.person, shown_name_of(), Office.first_day, Office.last_day, Office.office)
    return _rows(query.join(Person).where(Office.body == body).order_by(Office.first_day.desc(), Office.id))


@needs("council.keep")
def set_officer(body: int, office: str, person: int | None, since: date) -> None:
    """Give an office to somebody from a day on, who need not be a member; None leaves it vacant.

    Whoever held it holds it until the day before.
    """
    facts_of(body)
    if person is not None:
        require_known([person])
    query = Office.select(Office.id, Office.first_day).where(
        Office.body == body,
        Office.office == office,
        Office.last_day.is_null() | (Office.last_day >= since),
    )
    for row, began in fetch(query):
        if began >= to_day(since):
            Office.remove(row)
        else:
            Office.change(row, last_day=since - timedelta(days=1))
    if person is not None:
        Office.add(body=body, office=office, person=person, first_day=since)


@needs("council.see")
def leaves_of(body: int) -> tuple[OfficeRow, ...]:
    """Everybody who is or was on leave, newest first."""
    query = MemberLeave.select(
        MemberLeave.id, MemberLeave.person, shown_name_of(), MemberLeave.first_day, MemberLeave.last_day
    )
    return _rows(query.join(Person).where(MemberLeave.body == body).order_by(MemberLeave.first_day.desc()))


@needs("council.keep")
def begin_leave(body: int, person: int, first_day: date, last_day: date | None = None) -> int:
    """A member goes on leave and does not count toward the quorum meanwhile; the leave. Raises ``Problem``."""
    facts_of(body)
    require_known([person])
    _require_order(first_day, last_day)
    return MemberLeave.add(body=body, person=person, first_day=first_day, last_day=last_day)


@needs("council.keep")
def end_leave(leave: int, last_day: date | None) -> None:
    """Say when a leave ends, or that it is open again. Raises ``Problem`` (field ``last_day``)."""
    stored = MemberLeave.get_by_id(leave)
    _require_order(stored.first_day, last_day)
    MemberLeave.change(leave, last_day=last_day)


@needs("council.keep")
def remove_leave(leave: int) -> None:
    """Take a leave back, as if they had been there."""
    MemberLeave.remove(leave)


@needs("council.see")
def conflicts_of(person: int) -> tuple[ConflictRow, ...]:
    """The interests somebody declared, newest first; also those that ended."""
    names = (Conflict.words, Conflict.note, Conflict.declared_on, Conflict.ended_on)
    query = Conflict.select(Conflict.id, Conflict.person, shown_name_of(), *names).join(Person)
    return tuple(
        ConflictRow(row, who, name, told, note, from_day(declared), None if ended is None else from_day(ended))
        for row, who, name, told, note, declared, ended in fetch(
            query.where(Conflict.person == person, Conflict.person.in_(known_people())).order_by(
                Conflict.declared_on.desc(), Conflict.id
            )
        )
    )


@needs("council.keep")
def declare_conflict(person: int, told: str, declared_on: date, *, note: str = "") -> int:
    """Keep an interest that a member declared. ``told`` are the words to look for in agendas, with commas between.

    Raises ``Problem`` (field ``words``) for none.
    """
    require_known([person])
    if not told.strip():
        raise Problem(
            _("Which words call it to mind?"), _("Write a name, or several with commas between."), field="words"
        )
    return Conflict.add(person=person, words=told.strip(), note=note.strip(), declared_on=declared_on)


@needs("council.keep")
def end_conflict(conflict: int, ended_on: date | None) -> None:
    """The interest is no more after a day; None takes that back."""
    Conflict.change(conflict, ended_on=ended_on)


def _rows(query: Any) -> tuple[OfficeRow, ...]:
    return tuple(
        OfficeRow(
            id=row,
            person=person,
            name=name,
            office="".join(office),
            office_words=office_words("".join(office)),
            first_day=from_day(first),
            last_day=None if last is None else from_day(last),
        )
        for row, person, name, first, last, *office in fetch(query)
    )


def _require_order(first_day: date, last_day: date | None) -> None:
    if last_day is not None and last_day < first_day:
        raise Problem(_("It cannot end before it began."), _("Look at the day again."), field="last_day")
