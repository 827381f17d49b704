"""Whom the acting person may know of: people whose file is restricted have a name only for those who may see it.

Their visits, rides and the like count for everybody. Whatever gives a name takes it from here, so that no plugin has to
remember who is restricted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import Case

from rcc_desktop.api.acting import acting
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import Person
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peewee import Select

_, ngettext = words("rcc_desktop")


def sees_restricted() -> bool:
    """Whether the acting person may see people whose file is restricted."""
    return acting().may("people.restricted")


def shown_name_of(person: Any = Person) -> Any:
    """The column to select for a name: the name, or the words that stand for it where it is not to be known.

    ``person`` is an alias of ``Person`` where a query joins people twice.
    """
    if sees_restricted():
        return person.shown_name
    return Case(None, [(person.restricted, name_not_shown())], person.shown_name)


def name_not_shown() -> str:
    """The words that stand for a name that is not to be known."""
    return _("Name not shown")


def known_people() -> Select:
    """The ids of all who may be known of, for ``Ride.person.in_(known_people())``."""
    ids = Person.select(Person.id)
    return ids if sees_restricted() else ids.where(~Person.restricted)


def require_known(people: Iterable[int]) -> None:
    """Raise ``not_on_file()`` unless all of these are people whom the acting person may know of."""
    asked = set(people)
    if len(fetch(known_people().where(Person.id.in_(asked)))) < len(asked):
        raise not_on_file()


def not_on_file() -> Problem:
    """What is said of a number nobody has, and of a restricted file, so that asking tells nobody of one."""
    return Problem(
        _("There is no such person here."),
        _("Nothing was changed. Look for them by name again."),
        code="people.not_here",
    )
