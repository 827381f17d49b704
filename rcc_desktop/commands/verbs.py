"""The verbs as argparse takes them; nobody needs them to open the window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop import __version__
from rcc_desktop.api.words import words
from rcc_desktop.commands import centers, copies, movement, people, pictures, plugins
from rcc_desktop.commands.of_plugins import commands_of_plugins, declare_all
from rcc_desktop.commands.window import WindowAsked, open_window_or_say_why

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

_, ngettext = words("rcc_desktop")


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """What was typed; ``run`` of it is the verb. Ends the program, as argparse does, where it cannot be read."""
    return _parser(typed).parse_args(typed)


def _parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rcc-desktop",
        description=_("The program a recovery community center runs its day on. Without a verb it opens the window."),
    )
    parser.add_argument("--version", action="version", version=f"rcc-desktop {__version__}")
    parser.add_argument("--data", type=Path, metavar="DIR", help=_("the center's folder"))
    parser.add_argument("--user", metavar="NAME", help=_("the name you sign in with"))
    parser.add_argument("--demo", action="store_true", help=_("look around a made-up center"))
    parser.set_defaults(run=_open_window)
    verbs = parser.add_subparsers(metavar="VERB", title=_("verbs"))
    for name, summary, declare in _verbs():
        verb = verbs.add_parser(name, help=summary, description=summary)
        if name in typed:  # nobody asks what the other verbs take, and the window is sooner on screen
            declare(verb)
    if _may_be_a_plugins(typed, verbs.choices):
        declare_all(commands_of_plugins(verbs.choices), verbs)
    return parser


def _verbs() -> tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...]:
    return (
        ("init", _("make a new center"), centers.add_init),
        ("demo", _("make a made-up center of any size"), centers.add_demo),
        ("import", _("bring in a spreadsheet, whole or not at all"), movement.add_import),
        ("export", _("write a paper as .xlsx, .pdf or .csv"), movement.add_export),
        ("tally", _("count something in a period"), movement.add_tally),
        ("people", _("find people"), people.add),
        ("backup", _("make a backup and read it back"), copies.add_backup),
        ("verify", _("check the center's file and its record of who did what"), copies.add_verify),
        ("restore", _("put a backup in place of the center's file"), copies.add_restore),
        ("plugins", _("list, check or begin plugins"), plugins.add),
        ("tour", _("write a picture of every page"), pictures.add),
    )


def _may_be_a_plugins(typed: Sequence[str], known: Container[str]) -> bool:
    """Whether the plugins have to be asked: their code is not imported for the shell's own verbs."""
    wanted = _verb_in(typed)
    asks_for_help = any(word in {"-h", "--help"} for word in typed)
    return (wanted is not None and wanted not in known) or (wanted is None and asks_for_help)


def _verb_in(typed: Sequence[str]) -> str | None:
    """The verb that was typed: the first word that is neither an option nor the value of one."""
    left = iter(typed)
    for word in left:
        if word in {"--data", "--user"}:
            next(left, None)
        elif not word.startswith("-"):
            return word
    return None


def _open_window(args: argparse.Namespace) -> int:
    return open_window_or_say_why(WindowAsked(args.data, args.user, args.demo))
