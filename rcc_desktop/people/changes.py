"""From what was typed to what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api.fields import to_day
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import Person, PersonAnswer, PersonCode
from rcc_desktop.api.words import words
from rcc_desktop.database.search_words import telephone_digits
from rcc_desktop.people.files import dicts
from rcc_desktop.people.rows import Contact, OtherName, PersonValues
from rcc_desktop.people.rules import shown_name, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from rcc_desktop.api.records import Record
    from rcc_desktop.people.rows import Alert, Code, NewPerson

_, ngettext = words("rcc_desktop")

PARTS = tuple(PersonValues.__annotations__)
"""The columns of a person that somebody types."""

Rows = list[dict[str, Any]]


def parts_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns somebody types, out of a longer row."""
    return {name: values[name] for name in PARTS if name in values}


def identity(values: Mapping[str, Any]) -> dict[str, Any]:
    """All identity columns with the names made of them. ``Problem`` (field ``first_name``) without any name."""
    parts = {name: tidy(value) if isinstance(value, str) else value for name, value in parts_of(values).items()}
    if not any(parts[name] for name in ("first_name", "middle_name", "last_name", "goes_by")):
        raise Problem(
            _("Somebody needs a name to be found by."),
            _("Write any name they like to go by. Nothing was saved yet."),
            field="first_name",
            code="people.no_name",
        )
    if parts["birth_on"] is not None:
        parts["birth_year"] = None
    return {**parts, **made_names(parts)}


def made_names(parts: Mapping[str, str]) -> dict[str, str]:
    """``shown_name``, and ``sort_name``: a key to sort by, never shown."""
    names = [parts[name] for name in ("first_name", "middle_name", "last_name", "goes_by")]
    return {"shown_name": shown_name(*names), "sort_name": sort_name(*names)}


def with_birth(parts: dict[str, Any], given: PersonValues) -> dict[str, Any]:
    """``given`` over ``parts``; a year given alone takes the place of a day."""
    merged = {**parts, **given}
    if given.get("birth_year") is not None and given.get("birth_on") is None:
        merged["birth_on"] = None
    return merged


def check_birth(born: date | None, year: int | None, today: date) -> None:
    """``Problem`` (field ``birth_on``) for a day or year that has not come."""
    if (born is not None and born > today) or (year is not None and year > today.year):
        raise Problem(
            _("This birth date has not come yet."),
            _("Correct it, or leave it empty: not knowing it is fine."),
            field="birth_on",
            code="people.birth_ahead",
        )


def tidy(text: str) -> str:
    """``text`` without spaces around it or doubled in it."""
    return " ".join(text.split())


def names_given(new: NewPerson) -> list[OtherName]:
    """Aliases and former names of somebody new."""
    return [OtherName(name) for name in new.aliases] + [OtherName(name, "former") for name in new.former_names]


def contacts_given(new: NewPerson) -> list[Contact]:
    """Telephone and mail of somebody new."""
    phone = [Contact("phone", new.phone, new.phone_ok)] if tidy(new.phone) else []
    return phone + ([Contact("email", new.email, new.email_ok)] if tidy(new.email) else [])


def name_rows(names: Iterable[OtherName]) -> Rows:
    """Rows of ``PersonName``."""
    return [{"kind": other.kind, "name": tidy(other.name)} for other in names if tidy(other.name)]


def contact_rows(contacts: Iterable[Contact]) -> Rows:
    """Rows of ``ContactWay``. ``Problem`` for a telephone number without digits or a mail address without @."""
    return [_contact_row(way) for way in contacts if tidy(way.value)]


def contact_digits(kind: str, value: str) -> str:
    """The digits a contact way is found by; only telephones have them."""
    return telephone_digits(value) if kind == "phone" else ""


def alert_rows(alerts: Iterable[Alert]) -> Rows:
    """Rows of ``DeskAlert``."""
    return [{"words": tidy(alert.words), "until": alert.until} for alert in alerts if tidy(alert.words)]


def answer_rows(question: str, answered: Iterable[str]) -> Rows:
    """Rows of ``PersonAnswer``."""
    return [{"question": question, "code": code} for code in dict.fromkeys(answered)]


def code_rows(person: int, held: Iterable[Code]) -> Rows:
    """Rows of ``PersonCode``. ``Problem`` (field ``card``) when one of them is somebody else's."""
    rows = [{"kind": one.kind, "source": tidy(one.source), "code": tidy(one.code)} for one in held if tidy(one.code)]
    for row in rows:
        theirs = PersonCode.select(PersonCode.person).where(
            (PersonCode.kind == row["kind"]) & (PersonCode.source == row["source"]) & (PersonCode.code == row["code"])
        )
        if any(other != person for (other,) in fetch(theirs)):
            raise Problem(
                _("This card or number belongs to somebody else here."),
                _("Nothing was saved. Look for it to see whose it is, or use another one."),
                field="card",
                code="people.code_taken",
            )
    return rows


def replace(record: type[Record], person: int, wanted: Rows) -> None:
    """Have exactly ``wanted`` rows of ``record``, in this order; what is there already in its place stays untouched."""
    rows = dicts(record.select().where(record.person == person).order_by(record.id))  # type: ignore[attr-defined]
    _exchange(record, person, rows, wanted)


def replace_answers(person: int, question: str, answered: Sequence[str], expected: Sequence[str] | None = None) -> None:
    """Have exactly these answers to one question; ``Problem`` unless those there now are ``expected`` (None: any)."""
    mine = (PersonAnswer.person == person) & (PersonAnswer.question == question)
    rows = dicts(PersonAnswer.select().where(mine).order_by(PersonAnswer.id))
    if expected is not None and [row["code"] for row in rows] != list(expected):
        raise Problem(
            _("Somebody changed this since you opened it."),
            _("Look at the newer answers, then choose again. Nothing was saved yet."),
            field=question,
            code="changed_elsewhere",
        )
    _exchange(PersonAnswer, person, rows, answer_rows(question, answered))


def stored_now(person: int) -> Mapping[str, Any]:
    """The row as it is after a change, whoever may see it: they have just written it."""
    (found,) = dicts(Person.select().where(Person.id == person))
    return found


def stored_day(day: date | None) -> int | None:
    """A day as its column keeps it."""
    return None if day is None else to_day(day)


def _exchange(record: type[Record], person: int, rows: Rows, wanted: Rows) -> None:
    wanted = _each_once(wanted)
    same = 0
    while same < min(len(rows), len(wanted)) and wanted[same].items() <= rows[same].items():
        same += 1
    for row in rows[same:]:
        record.remove(row["id"])
    for values in wanted[same:]:
        record.add(person=person, **values)


def _each_once(rows: Rows) -> Rows:
    return list({tuple(row.values()): row for row in rows}.values())


def _contact_row(way: Contact) -> dict[str, Any]:
    value = tidy(way.value)
    digits = contact_digits(way.kind, value)
    if way.kind == "phone" and len(digits) < 3:
        raise Problem(
            _("This does not look like a phone number."),
            _("Correct it, or keep it as another way to reach them. Nothing was saved yet."),
            field="phone",
            code="people.phone",
        )
    if way.kind == "email" and not _is_mail(value):
        raise Problem(
            _("This does not look like an email address."),
            _("Correct it, or keep it as another way to reach them. Nothing was saved yet."),
            field="email",
            code="people.email",
        )
    return {
        "kind": way.kind,
        "value": value,
        "digits": digits,
        "ok_to_message": way.ok_to_message,
        "note": tidy(way.note),
    }


def _is_mail(value: str) -> bool:
    before, at, after = value.partition("@")
    return bool(before and at and after) and " " not in value
