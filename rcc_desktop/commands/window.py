"""Without a verb: the window; with no screen to show it on, a day of the made-up center in a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api.words import language, words
from rcc_desktop.commands.answer import REFUSED

if TYPE_CHECKING:
    from argparse import Namespace

_, ngettext = words("rcc_desktop")

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_window_or_say_why(args: Namespace) -> int:
    """Open the window, or say in one sentence that there is no screen and what was done instead."""
    if has_screen():
        from rcc_desktop.main import open_made_up_window, open_window

        return open_made_up_window() if args.demo else open_window(args.data, args.user or "")
    if not args.demo:
        print(
            _("There is no screen here to open a window on; the verbs of rcc-desktop --help work without one."),
            file=sys.stderr,
        )
        return REFUSED
    from rcc_desktop.commands.day import run_a_day
    from rcc_desktop.main import clock

    folder = run_a_day(Path.cwd() / "rcc-desktop-demo", clock)
    print(_("There is no screen here, so a day of the made-up center was run into {folder}.").format(folder=folder))
    return _add_pictures(folder / "pictures")


def _add_pictures(out: Path) -> int:
    """A picture of every page into ``out``; a bare computer lacks libraries that even pictures need."""
    from argparse import Namespace

    from rcc_desktop.main import take_pictures

    wanted = Namespace(out=out, page=None, theme="light", text=100, language=language())
    try:
        take_pictures(wanted, (1366, 768))
    except ImportError as missing:
        print(missing, file=sys.stderr)
        return REFUSED
    return 0


def has_screen() -> bool:
    """Whether Qt will find somewhere to show a window; it ends the program where it does not."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return any(os.environ.get(name) for name in SCREENS)
