"""What is done to an agenda: each with its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.meetings.agenda import (
    add_item,
    attach_paper,
    carry_over,
    indent_item,
    move_item,
    outdent_item,
    paper,
    put_on_consent,
    remove_item,
    remove_paper,
)
from rcc_council.meetings.live import note_words
from rcc_council.meetings.rows import ItemWish
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_council.meetings.rows import ItemRow, PaperRow
    from rcc_council.views.agenda_places import Spot
    from rcc_council.views.live_doing import Doing

_, ngettext = words("rcc_council")


class AgendaDeeds:
    """Order, papers, consent, and what is brought in."""

    def __init__(self, doing: Doing) -> None:
        self._doing = doing

    def move(self, item: ItemRow, spot: Spot, by: int) -> None:
        """Move an item up or down among those it stands with."""
        if 0 <= spot.at + by < spot.beside:
            self._doing.keep(lambda: move_item(item.id, spot.at + by), "")

    def indent(self, item: ItemRow) -> None:
        """Let an item belong under the one before it."""
        self._doing.keep(lambda: indent_item(item.id), "")

    def outdent(self, item: ItemRow) -> None:
        """Let an item stand beside the one it belongs under."""
        self._doing.keep(lambda: outdent_item(item.id), "")

    def remove(self, item: ItemRow, spot: Spot) -> None:
        """Take an item off the agenda; undo brings it back with what belonged to it."""
        meeting = self._doing.meeting

        def take() -> Mapping[int, bytes]:
            kept = {each.id: paper(each.id).content for each in _papers(item)}
            remove_item(item.id)
            return kept

        said = _("{number} {title} is off the agenda.").format(number=item.number, title=item.title)
        self._doing.keep(take, said, lambda kept: _put_back(meeting, item, spot.inside, spot.at, kept))

    def turn_consent(self, item: ItemRow) -> None:
        """Put an item on the consent agenda, or take it off."""
        on = not item.is_consent
        said = _("{number} is on the consent agenda.") if on else _("{number} is off the consent agenda.")
        self._doing.keep(
            lambda: put_on_consent(item.id, on),
            said.format(number=item.number),
            lambda _none: put_on_consent(item.id, not on),
        )

    def bring_in(self) -> None:
        """Bring in what is owed: open actions, unanswered recommendations, what was not finished."""
        meeting, now = self._doing.meeting, self._doing.desk.now()

        def say(count: int) -> None:
            said = ngettext("{count} line came or went.", "{count} lines came or went.", count).format(count=count)
            self._doing.desk.note(said if count else _("Nothing is owed that is not on the agenda."))

        def bring() -> int:
            return carry_over(meeting, now)

        self._doing.keep_and_say(bring, say)

    def attach(self, item: ItemRow, name: str, content: bytes) -> None:
        """Keep a file with an item."""
        said = _("{name} goes with {number}.").format(name=name, number=item.number)
        self._doing.keep(lambda: attach_paper(item.id, name, content), said, remove_paper)

    def drop_paper(self, item: ItemRow, row: PaperRow) -> None:
        """Take a file away from an item."""

        def drop() -> bytes:
            content = paper(row.id).content
            remove_paper(row.id)
            return content

        said = _("{name} is taken away.").format(name=row.name)
        self._doing.keep(drop, said, lambda content: attach_paper(item.id, row.name, content))


def wish_of(item: ItemRow) -> ItemWish:
    """An item as it would be typed."""
    return ItemWish(item.title, item.kind, item.minutes, item.owner_id, item.is_consent, item.is_sealed)


def _papers(item: ItemRow) -> list[PaperRow]:
    return [*item.papers, *(paper for inner in item.inside for paper in _papers(inner))]


def _put_back(meeting: int, item: ItemRow, inside: int | None, at: int | None, kept: Mapping[int, bytes]) -> None:
    made = add_item(meeting, wish_of(item), inside=inside, at=at)
    if item.words:
        note_words(made, item.words, expected=1, was="")
    for row in item.papers:
        attach_paper(made, row.name, kept[row.id])
    for inner in item.inside:
        _put_back(meeting, inner, made, None, kept)
