"""``people find``: who is meant by what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_birth, write_date
from rcc_desktop.commands.answer import answer, in_columns
from rcc_desktop.commands.at_center import at_center, takes_a_center

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_, ngettext = words("rcc_desktop")


def add(parser: ArgumentParser) -> None:
    """Declare ``people``."""
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    find = verbs.add_parser("find", help=_("find people by any part of a name, a phone number or a card"))
    takes_a_center(find)
    find.add_argument("text", metavar="TEXT", help=_("what to look for"))
    find.set_defaults(run=run_find)


def run_find(args: Namespace) -> int:
    """List who matches, best first."""
    with at_center(args) as opened:
        session = opened.session
        found = session.store.read(lambda: session.find_people(args.text, 20), session.actor)
    when = session.actor.may("people.presence")
    value = [
        {"id": each.id, "name": each.name, "born": each.born} | ({"last_seen": each.last_seen} if when else {})
        for each in found
    ]
    rows = [
        (
            each.id,
            each.name,
            write_birth(each.born) or "–",
            *((write_date(each.last_seen) or "–",) if when else ()),
            each.matched,
        )
        for each in found
    ]
    nobody = [_("Nobody by that name, phone number or card.")]
    titles = (_("number"), _("name"), _("born"), *((_("last here"),) if when else ()), "")
    return answer(args, value, in_columns(titles, rows) if rows else nobody)
