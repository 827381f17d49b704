"""What can be done with people. Nothing here refuses a second Maria: alike files are shown, and people decide."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Unpack

from rcc_desktop.api.acting import needs, require
from rcc_desktop.api.hats import require_participant_side
from rcc_desktop.api.ledger import remark
from rcc_desktop.api.records import ContactWay, DeskAlert, Person, PersonAnswer, PersonCode, PersonName
from rcc_desktop.people import changes, codes, duplicates, files, finding, past
from rcc_desktop.people.rows import (
    Alert,
    Code,
    Contact,
    HistoryLine,
    NewPerson,
    OtherName,
    PersonFile,
    PersonRow,
    PersonValues,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rcc_desktop.api.people_found import PersonFound


@needs("people.add")
def add(new: NewPerson, now: datetime) -> PersonRow:
    """Add somebody. ``Problem`` only when there is no name at all, or the card is somebody's already."""
    if new.restricted:
        require("people.restricted")
    changes.check_birth(new.birth_on, new.birth_year, now.date())
    person = Person.add(**changes.identity(asdict(new)), added_on=now.date())
    changes.replace(PersonName, person, changes.name_rows(changes.names_given(new)))
    changes.replace(ContactWay, person, changes.contact_rows(changes.contacts_given(new)))
    changes.replace(PersonAnswer, person, changes.answer_rows(files.LANGUAGES, new.languages))
    if new.card:
        changes.replace(PersonCode, person, changes.code_rows(person, [Code("card", new.card)]))
    return files.as_row(changes.stored_now(person))


@needs("people.change")
def change(person: int, expected: int, now: datetime, **values: Unpack[PersonValues]) -> PersonRow:
    """Change parts of who somebody is; ``expected`` is the version that was looked at.

    Raises ``Problem`` (code ``changed_elsewhere``) when the file has moved on since, or beside the field
    ``first_name`` or ``birth_on`` for a file without a name or a birth to come.
    """
    found = files.stored(person)
    if "restricted" in values and values["restricted"] != found["restricted"]:
        require("people.restricted")
    changes.check_birth(values.get("birth_on"), values.get("birth_year"), now.date())
    parts = changes.with_birth(changes.parts_of(found), values)
    Person.change(person, expected=expected, **changes.identity(parts))
    return files.as_row(changes.stored_now(person))


@needs("people.change")
def set_names(person: int, names: Sequence[OtherName]) -> None:
    """Have exactly these former names and aliases."""
    files.stored(person)
    changes.replace(PersonName, person, changes.name_rows(names))


@needs("people.change")
def set_contacts(person: int, contacts: Sequence[Contact]) -> None:
    """Have exactly these ways to reach them. ``Problem`` (field ``phone`` or ``email``) for one that cannot be."""
    files.stored(person)
    changes.replace(ContactWay, person, changes.contact_rows(contacts))


@needs("people.change")
def set_codes(person: int, held: Sequence[Code]) -> None:
    """Have exactly these cards and numbers. ``Problem`` (field ``card``) when one is somebody else's."""
    files.stored(person)
    changes.replace(PersonCode, person, changes.code_rows(person, held))


@needs("people.change")
def set_languages(person: int, languages: Sequence[str], expected: Sequence[str] | None = None) -> None:
    """Have exactly these languages, by code, best first; none means never asked.

    ``expected`` are those that were looked at: ``Problem`` (code ``changed_elsewhere``) when there are others now.
    """
    files.stored(person)
    codes.check(codes.question(files.LANGUAGES), languages)
    changes.replace_answers(person, files.LANGUAGES, languages, expected)


@needs("people.demographics")
def set_answers(person: int, question: str, answered: Sequence[str], expected: Sequence[str] | None = None) -> None:
    """Answer an optional question, by code; none means never asked. ``Problem`` for answers that do not go together.

    ``expected`` are those that were looked at: ``Problem`` (code ``changed_elsewhere``) when there are others now.
    """
    files.stored(person)
    require_participant_side(person)
    codes.check(codes.question(question), answered)
    changes.replace_answers(person, question, answered, expected)


@needs("people.change")
def set_alerts(person: int, alerts: Sequence[Alert]) -> None:
    """Have exactly these words for the desk."""
    files.stored(person)
    require_participant_side(person)
    changes.replace(DeskAlert, person, changes.alert_rows(alerts))


@needs("people.change")
def undo(entry: int) -> None:
    """Put back what one of this module's verbs changed; ``entry`` is ``Changes.entry`` of its transaction.

    ``Problem`` when it was something else, or when something it touched has moved since; then nothing is put back.
    Answers to the optional questions are put back by those who may change them.
    """
    past.put_back(entry)


@needs("people.see")
def file_of(person: int) -> PersonFile:
    """All the shell knows of one person."""
    return files.read_file(person)


@needs("people.see")
def look_at(person: int) -> PersonFile:
    """``file_of``, kept in the record: called inside a transaction when somebody opens a file."""
    found = files.read_file(person)
    remark(person=str(person))
    return found


@needs("people.see")
def find(text: str, limit: int, now: datetime) -> tuple[PersonFound, ...]:
    """People whose names, aliases, former names, phone digits or card match, best first."""
    return finding.find(text, limit, now.date())


@needs("people.add")
def likely_same(typed: NewPerson, now: datetime, limit: int = 5) -> tuple[PersonFound, ...]:
    """People already here who may be the one being typed in; ``matched`` says what speaks for it."""
    return duplicates.likely_same(typed, limit, now.date())


@needs("people.see")
def found(people: Sequence[int], now: datetime) -> tuple[PersonFound, ...]:
    """These people as the desk sees them, in this order; whoever may not be seen is left out."""
    return finding.as_found([(person, "") for person in people], now.date())


@needs("people.see")
def people_after(sort_name: str = "", person: int = 0, limit: int = 200) -> tuple[PersonRow, ...]:
    """The next ``limit`` people of the list, after the one with this sort name and id; from the top without."""
    return finding.people_after(sort_name, person, limit)


@needs("people.see")
def count() -> int:
    """How many people there are, as far as whoever asks may see them."""
    return finding.count()


@needs("people.see")
def history_of(person: int) -> tuple[HistoryLine, ...]:
    """Every change of a person's file, newest first; of the optional answers only for those who may see them."""
    files.stored(person)
    require_participant_side(person)
    return past.lines_of(person)
