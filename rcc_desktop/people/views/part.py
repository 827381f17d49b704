"""What a part of somebody's file is to the one who saves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.people.rows import PersonFile


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was changed elsewhere while somebody typed in it here."""

    title: str
    theirs: str
    mine: str


class Part(Protocol):
    """Some fields of a file that are saved together by one verb."""

    key: str
    said: str
    """The notice, once it is saved."""

    @property
    def left(self) -> SignalInstance:
        """The keys left a field of this part, or a choice was made in it."""

    def show(self, file: PersonFile) -> tuple[Conflict, ...]:
        """Show what is stored. What is being typed stays; where that was changed elsewhere, both are told."""

    def verb(self) -> Callable[[], object] | None:
        """What would save the changes that can be saved, or None; what cannot be read is said beside its field."""

    def accept(self) -> None:
        """The verb's changes were kept."""

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong beside the field."""

    def keep_mine(self) -> None:
        """What was typed here is to take the place of what was changed elsewhere."""

    def take_theirs(self) -> None:
        """What was changed elsewhere is to stand."""

    def unsaved(self) -> object | None:
        """What is typed and not stored, for ``put_back`` once the file is opened again; None where there is nothing."""

    def put_back(self, typed: Any) -> None:
        """Have what was typed in an earlier ``unsaved`` in the fields again."""
