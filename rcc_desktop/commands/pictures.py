"""``tour``: a picture of every page, to look at and to put into papers about the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import LANGUAGES, words
from rcc_desktop.commands.answer import answer

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_, ngettext = words("rcc_desktop")


def add(parser: ArgumentParser) -> None:
    """Declare ``tour``."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("the folder to write to"))
    parser.add_argument("--page", action="append", metavar="KEY", help=_("this page only; may be given again"))
    parser.add_argument("--role", default="director", help=_("who looks, such as peer_mentor (director)"))
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--size", default="1366x768", metavar="WxH", help=_("how large the window is (1366x768)"))
    parser.add_argument("--text", type=int, choices=(100, 150, 200), default=100, help=_("text size in percent"))
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en")
    parser.add_argument("--json", action="store_true", help=_("answer in JSON, for a program to read"))
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write the pictures."""
    from rcc_desktop.main import take_pictures

    size = _size(args.size)
    written = take_pictures(args, size)
    return answer(args, [str(path) for path in written], [str(path) for path in written])


def _size(text: str) -> tuple[int, int]:
    width, _x, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 320 <= int(width) <= 7680 and 240 <= int(height) <= 4320):
        raise Problem(_("“{size}” is not a size.").format(size=text), _("Write it like 1366x768."))
    return int(width), int(height)
