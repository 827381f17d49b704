"""``backup``, ``verify`` and ``restore``: copies that are known to open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.commands.answer import answer
from rcc_desktop.commands.at_center import at_center, takes_a_center, who_asks

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_, ngettext = words("rcc_desktop")


def add_backup(parser: ArgumentParser) -> None:
    """Declare ``backup``."""
    takes_a_center(parser)
    parser.set_defaults(run=run_backup)


def run_backup(args: Namespace) -> int:
    """Make a copy and read it back."""
    from rcc_desktop.host.copies import back_up

    with at_center(args) as opened:
        made = back_up(opened.session)
    return answer(args, {"file": str(made)}, [_("A backup was made and read back: {file}").format(file=made)])


def add_verify(parser: ArgumentParser) -> None:
    """Declare ``verify``."""
    takes_a_center(parser)
    parser.set_defaults(run=run_verify)


def run_verify(args: Namespace) -> int:
    """Check the file, page by page, and the whole record of who did what."""
    from rcc_desktop.host.copies import keep_proof, prove

    with at_center(args) as opened:
        proof = prove(opened.session)
        keep_proof(opened.session, proof)
    if not proof.sound:
        raise Problem(proof.words, proof.way_out)
    value = {"sound": True, "entries": proof.entries, "pages_damaged": 0}
    return answer(args, value, [proof.words])


def add_restore(parser: ArgumentParser) -> None:
    """Declare ``restore``."""
    takes_a_center(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the backup to put in place, ending in .rcbak"))
    parser.set_defaults(run=run_restore)


def run_restore(args: Namespace) -> int:
    """Put a backup in the place of the center's file; the former one is moved aside."""
    from rcc_desktop.main import default_folder, restore_at

    if not args.file.is_file():
        raise Problem(
            _("The file could not be opened."),
            _("Check that it is still there and not locked, then choose it again."),
        )
    login, password = who_asks(args)
    restored = restore_at(args.data or default_folder(), args.file, login, password)
    value = {"made_at": restored.made_at, "former": str(restored.set_aside)}
    told = _("The center is as it was on {day} at {time}. The former file was kept as {file}.")
    at = restored.made_at
    return answer(args, value, [told.format(day=f"{at:%Y-%m-%d}", time=f"{at:%H:%M}", file=restored.set_aside)])
