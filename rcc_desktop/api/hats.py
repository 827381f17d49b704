"""What somebody is as a visitor stays closed where they work: to their colleagues, and to themselves at the desk.

A *hat* is what a person is at the center besides somebody who comes: staff, a mentor, a member of the council. Each
room that gives one says who wears it now. The participant side of whoever wears a hat is closed; the center side, what
they are as a colleague, is not. Everything here asks as whoever is acting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from rcc_desktop.api.acting import acting
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.record import database
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from peewee import Database

_, ngettext = words("rcc_desktop")

Side = Literal["participant", "center"]
"""Which side of a person something is about: what they are as a visitor, or as a colleague."""

Closed = Literal["", "own", "colleague"]
"""Why a participant side is closed to whoever asks; empty where it is open."""

COLLEAGUES = "people.colleagues"
"""The permission to see what colleagues are as visitors. It opens nobody's own side to themselves."""


@dataclass(frozen=True, slots=True)
class Hat:
    """One room's question for the ``person`` of everybody who works here now."""

    sql: str
    parameters: tuple[object, ...] = ()


_hats: WeakKeyDictionary[Database, tuple[Hat, ...]] = WeakKeyDictionary()
"""Of each open center's database."""


def go_by(hats: Sequence[Hat], of: Database) -> None:
    """Ask these of this center's database from here on. For the program, as it opens a center."""
    _hats[of] = tuple(hats)


def closed_people() -> frozenset[int]:
    """Everybody whose participant side is closed to whoever asks."""
    own = own_person()
    mine = frozenset[int]() if own is None else frozenset({own})
    return mine if acting().may(COLLEAGUES) else mine | _at_work()


def why_closed(person: int) -> Closed:
    """Whether this person's participant side is closed to whoever asks, and why."""
    if person == own_person():
        return "own"
    return "colleague" if person in closed_people() else ""


def require_participant_side(person: int) -> None:
    """Raise a ``Problem`` (code ``people.colleague``) unless this person's participant side is open to whoever asks."""
    why = why_closed(person)
    if why:
        raise Problem(*closed_words(why), code="people.colleague")


def closed_words(why: Closed) -> tuple[str, str]:
    """What to say of a side that is closed, and the way out; ``why`` is not empty."""
    if why == "own":
        return (
            _("This is your own file, and what you are as a visitor stays closed to you at this desk."),
            _("You may ask a director to go through it with you, as every visitor may."),
        )
    return (
        _("This person works here, so what they are as a visitor stays closed to their colleagues."),
        _("Nothing is lost. When there is a reason to look, ask a supervisor or a director."),
    )


def own_person() -> int | None:
    """The person that the signed-in member of the staff is; None where nobody linked them."""
    staff = acting().staff
    if staff is None:
        return None
    sql = f'SELECT "person_id" FROM "staff_member" WHERE "id" = {database.param}'
    found = database.execute_sql(sql, [staff]).fetchone()
    return None if found is None else found[0]


def _at_work() -> frozenset[int]:
    return frozenset(person for hat in _hats.get(database.obj, ()) for person in _wearers(hat))


def _wearers(hat: Hat) -> Iterable[int]:
    return (person for (person,) in database.execute_sql(hat.sql, hat.parameters).fetchall() if person is not None)
