"""What Ctrl+K offers beside people: pages, papers, and what can be done anywhere, as far as this person may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.shell import own_pages, shortcuts
from rcc_desktop.shell.palette import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.documents import Document
    from rcc_desktop.shell.at_work import AtWork

_, ngettext = words("rcc_desktop")


def entries_for(work: AtWork) -> list[Entry]:
    """Pages first, then papers, then commands."""
    return [*_pages(work), *_papers(work), *_commands(work)]


def _pages(work: AtWork) -> list[Entry]:
    return [
        Entry(place.title, place.icon, _open(work, place.key), f"Ctrl+{number}" if number <= 9 else "")
        for number, place in enumerate(work.view.places(), 1)
    ]


def _open(work: AtWork, key: str) -> Callable[[], object]:
    return lambda: work.view.open_place(key)


def _papers(work: AtWork) -> list[Entry]:
    session = work.opened.session
    allowed = [paper for paper in session.documents() if not paper.needs or session.actor.may(paper.needs)]
    return [Entry(paper.title, "file-text", _hand_over(work, paper), _("paper")) for paper in allowed]


def _hand_over(work: AtWork, paper: Document) -> Callable[[], object]:
    return lambda: work.view.open_paper(paper.key, None)


def _commands(work: AtWork) -> list[Entry]:
    commands = [
        Entry(_("Lock the desk"), "lock", work.lock, "Ctrl+L"),
        Entry(_("Sign out"), "log-out", work.doors.sign_out),
        Entry(_("Larger text"), "type", lambda: work.change_text_size(1), "Ctrl++"),
        Entry(_("Smaller text"), "type", lambda: work.change_text_size(-1), "Ctrl+-"),
        Entry(_("Keys"), "keyboard", lambda: shortcuts.show_keys(work.doors.window), "F1"),
    ]
    if work.view.desk.may("people.add"):
        new = Entry(_("New person"), "user-plus", lambda: _add_person(work))
        commands.insert(0, new)
    return commands


def _add_person(work: AtWork) -> None:
    work.view.open_place(own_pages.PEOPLE)
    work.view.add_person("", work.view.open_person)
