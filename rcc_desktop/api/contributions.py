"""What a plugin hands the host: frozen answers, and nothing that runs until it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from peewee import Select

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.hats import Side
    from rcc_desktop.api.periods import Period
    from rcc_desktop.api.record import Record
    from rcc_desktop.api.ui import PageWidget

API = 1
"""The number a plugin gives as ``PluginInfo.api``; it moves only when a plugin written for it would break."""

ROLES = (
    "front_desk",
    "coordinator",
    "council_secretary",
    "peer_specialist",
    "peer_mentor",
    "supervisor",
    "director",
    "administrator",
)
"""The roles staff may hold, by key."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Permission:
    """Something not everybody may do. ``roles`` hold it from the start; administrators do not hold it by being that."""

    key: str
    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a center's own list: ``key`` is stored and never changes, ``title`` is shown."""

    key: str
    title: str
    active: bool = True


@dataclass(frozen=True)  # slots and Generic do not go together on Python 3.11
class Setting(Generic[T]):
    """Something the center may choose, declared once: the settings page and the documentation are drawn from it.

    The type is that of ``default``: bool, int, str, ``time``, ``date``, or a tuple of ``Choice`` for a list of the
    center's own.
    ``shared`` settings belong to the center and lie in its file; the others belong to this desk.
    """

    key: str
    title: str
    default: T
    help: str = ""
    shared: bool = True
    choices: Mapping[Any, str] | None = None
    least: int | None = None
    most: int | None = None
    unit: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing a command takes: ``name`` alone is typed in place, ``--name`` is an option, ``many`` may come again."""

    name: str
    help: str
    required: bool = True
    many: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A verb of the command line. ``run`` gets the desk and the typed arguments, inside a transaction.

    It returns what a program may read (``--json``); ``told`` turns that into a line for a person. ``name`` may be two
    words, such as ``schedule check``: verbs that share the first stand together. ``status`` gives the exit status of an
    answer where that is not always 0, as of a check that found something.
    """

    name: str
    summary: str
    arguments: Sequence[Argument]
    run: Callable[[Desk, Mapping[str, Any]], Mapping[str, Any]]
    told: Callable[[Mapping[str, Any]], str]
    status: Callable[[Mapping[str, Any]], int] | None = None


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """Who a plugin is, what it stores, and what may be set. ``migrations`` and ``demo`` are module names.

    ``demo`` names a module with ``fill(made_up: MadeUpCenter) -> None``, which fills the plugin's tables for a made-up
    center. ``commands`` are verbs without a window. ``requires`` names plugins that must be here for this one to start.
    ``presence`` selects the ``person`` and the ``on_day`` of every row that counts as having been here; only what is
    selected here makes somebody "last here" on a day. ``hats`` selects the ``person`` of everybody who works here now
    by what this plugin knows: what they are as visitors is closed to their colleagues.
    """

    name: str
    title: str
    summary: str
    api: int
    records: Callable[[], Sequence[type[Record]]] | None = None
    migrations: str | None = None
    settings: Sequence[Setting[Any]] = ()
    permissions: Sequence[Permission] = ()
    requires: Sequence[str] = ()
    demo: str | None = None
    commands: Callable[[], Sequence[Command]] | None = None
    presence: Callable[[], Select] | None = None
    hats: Callable[[], Select] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the navigation. ``watches`` names the tables whose changes make it refresh.

    A page about ``people`` refreshes as well whenever a change touched somebody: it hears that they came in without
    knowing who keeps that.
    """

    key: str
    title: str
    icon: str
    build: Callable[[], PageWidget]
    watches: frozenset[str] = frozenset()
    needs: str | None = None
    order: int = 50
    people: bool = False


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A tab in everyone's file. ``action`` is what menus elsewhere call opening it for a person.

    ``side`` says what it is about: somebody as a visitor (closed for those who work here), or as a colleague. The verbs
    behind a tab of the participant side call ``require_participant_side``.
    """

    key: str
    title: str
    icon: str
    build: Callable[[int], PageWidget]
    watches: frozenset[str] = frozenset()
    needs: str | None = None
    action: str | None = None
    order: int = 50
    side: Side = "participant"


@dataclass(frozen=True, slots=True)
class Group:
    """A way to break a measure down. ``column`` names a column of the facts, or ``facts`` gives a select of its own.

    A select of its own is for facts that fall into several groups at once (a visit with two reasons): it has the
    measure's columns and ``column``, so the groups may sum to more than the total. ``label`` words a stored value.
    """

    key: str
    title: str
    column: str
    label: Callable[[Any], str] = str
    facts: Callable[[Period], Select] | None = None
    order: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Facts others may count. ``facts`` selects ``person`` (or null), ``on_day`` (YYYYMMDD), ``amount`` and ``site``.

    ``counts`` says what the total is: the sum of amounts, people once each, or each person once a day.
    """

    key: str
    title: str
    unit: str
    facts: Callable[[Period], Select]
    counts: str = "sum"
    definition: str = ""
    groups: Sequence[Group] = ()
    needs: str | None = None
    additive: bool = True


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One line of a tally: the group's words, what it comes to, and the people in it, once each."""

    key: str
    title: str
    amount: float
    people: int
    anonymous: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What a measure comes to in a period. ``amount`` = ``identified`` + ``anonymous`` always."""

    measure: str
    title: str
    unit: str
    period: Period
    amount: float
    identified: float
    anonymous: float
    people: int
    days_open: int
    by: str | None = None
    rows: Sequence[TallyRow] = field(default_factory=tuple)

    @property
    def per_day_open(self) -> float | None:
        """The average for each day the center was open, or None when it never was."""
        return self.amount / self.days_open if self.days_open else None
