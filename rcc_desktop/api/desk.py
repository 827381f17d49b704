"""What a plugin may ask of the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rcc_desktop.api.contributions import Measure, Setting, Tally
    from rcc_desktop.api.documents import Answers
    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.api.periods import Period

T = TypeVar("T")


class Desk(Protocol):
    """The desk a plugin works at. Safe to ask from the window's thread: nothing here waits for the store."""

    def read(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run ``work`` on the reading lane and hand its answer to ``then``, if ``owner`` still lives.

        A ``Problem`` goes to ``owner.show_problem``; anything else is reported as a mistake of the program.
        """

    def write(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run ``work`` on the writing lane in one transaction; ``then`` gets its answer once it is kept."""

    def now(self) -> datetime:
        """This moment, aware, in the center's time zone."""

    def setting(self, which: Setting[T]) -> T:
        """What the center or this desk has chosen, or the default."""

    def may(self, permission: str) -> bool:
        """True when whoever is signed in holds ``permission``. A courtesy: the verbs check for themselves."""

    def site(self) -> int:
        """The id of the site this desk stands at."""

    def find_people(self, text: str, limit: int = 20) -> Sequence[PersonFound]:
        """People whose names, aliases, phone or card match, best first. Call it inside ``read``."""

    def measures(self) -> Sequence[Measure]:
        """Every measure of every plugin that is here."""

    def tally(self, key: str, period: Period, by: str | None = None) -> Tally:
        """Count a measure. Call it inside ``read``; raises ``Problem`` when its plugin is not here."""

    def open_person(self, person: int, page: str | None = None) -> None:
        """Show a person's file, at the tab ``page`` if given."""

    def open_page(self, page: str, one: int | None = None) -> None:
        """Go to a page by its key, at ``one`` of its things if given; nowhere if this person has no such page."""

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        """Open the short form for somebody new, with the name as typed; ``then`` gets the person once added."""

    def note(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say quietly what happened; ``undo`` runs on the writing lane if the person asks for it."""

    def hand_over(self, document: str, answers: Answers | None = None) -> None:
        """Open a paper by key to look at, save or print."""
