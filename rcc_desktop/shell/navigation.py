"""The pages this person may open, and the plugins that were set aside: what the rail shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.contributions import Page
    from rcc_desktop.api.ui.page import PageWidget


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail.

    ``aside`` says that it is there to tell what went wrong, ``foot`` puts it at the bottom, and ``person`` that it is
    about one person; ``people`` that it refreshes whenever a change touched somebody.
    """

    key: str
    title: str
    icon: str
    build: Callable[[], PageWidget]
    watches: frozenset[str] = frozenset()
    needs: str | None = None
    order: int = 50
    person: int | None = None
    aside: bool = False
    foot: bool = False
    people: bool = False


def place_of(page: Page) -> Place:
    """A plugin's page as a place in the rail."""
    return Place(page.key, page.title, page.icon, page.build, page.watches, page.needs, page.order, people=page.people)


def allowed_places(places: Sequence[Place], may: Callable[[str], bool]) -> list[Place]:
    """The places somebody may open, in their order: the pages, what was set aside, then the ones at the foot."""
    kept = [place for place in places if place.needs is None or may(place.needs)]
    return sorted(kept, key=lambda place: (place.foot, place.aside, place.order, place.title.casefold()))
