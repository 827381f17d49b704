"""What the rest of the program gets to hold of a person: frozen, without a database behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from rcc_desktop.api.hats import Closed


class PersonValues(TypedDict, total=False):
    """The parts of an ``Identity`` that are given or changed, each of which may be left out."""

    first_name: str
    middle_name: str
    last_name: str
    goes_by: str
    pronouns: str
    gender: str
    birth_on: date | None
    birth_year: int | None
    street: str
    city: str
    state: str
    zip: str
    tract: str
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody says they are: empty where they were not asked or did not say."""

    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    goes_by: str = ""
    pronouns: str = ""
    gender: str = ""
    birth_on: date | None = None
    birth_year: int | None = None
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    tract: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson(Identity):
    """Somebody new, as much as they chose to say; one name of any kind is enough."""

    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    phone: str = ""
    phone_ok: bool | None = None
    email: str = ""
    email_ok: bool | None = None
    languages: tuple[str, ...] = ()
    card: str = ""


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name somebody is found by; ``kind`` is ``former`` or ``alias``."""

    name: str
    kind: str = "alias"


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody: ``phone``, ``email`` or ``other``. ``ok_to_message`` is None until they were asked."""

    kind: str
    value: str
    ok_to_message: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A ``card``, or the number an ``other`` system (``source``) knows somebody by."""

    kind: str
    code: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """Words for the desk when this person arrives, until the end of a day or for good."""

    words: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people. ``born`` is a day, a year or nothing, as text."""

    id: int
    version: int
    name: str
    sort_name: str
    goes_by: str
    pronouns: str
    born: str
    city: str
    restricted: bool
    added_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile(Identity):
    """All the shell knows of one person. ``answers`` and ``contacts`` are None for those who may not see them, and
    then no address is told; ``last_seen`` is None for them and for somebody who never was here. A question that is not
    in ``answers`` was never asked. Where ``closed`` is not empty there is nothing of what they are as a visitor."""

    id: int
    version: int
    name: str
    sort_name: str
    added_on: date
    last_seen: date | None
    names: tuple[OtherName, ...] = ()
    contacts: tuple[Contact, ...] | None = ()
    codes: tuple[Code, ...] = ()
    languages: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, ...]] | None = None
    alerts: tuple[Alert, ...] = ()
    closed: Closed = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in a person's file: when, by which staff member (None: the program), and each field before and after.

    ``kind`` is ``add`` (``after`` is all that was added), ``change`` or ``remove``; values are as stored.
    """

    entry: int
    at: datetime
    staff: int | None
    by: str
    verb: str
    table: str
    kind: str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
