"""Without a verb: the window; with no screen to show it on, a day of the made-up center in a folder."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api.words import language, words
from rcc_desktop.commands.answer import REFUSED

if TYPE_CHECKING:
    from collections.abc import Sequence

_, ngettext = words("rcc_desktop")

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
PLUGINS = {"xcb": "libqxcb.so", "wayland": "libqwayland.so"}
"""What Qt talks to a screen of Linux with."""
PACKAGES = (
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"),
    *("libegl1", "libgl1", "libdbus-1-3", "libfontconfig1"),
)
"""Of Debian and Ubuntu: what they leave out and a window wants."""


@dataclass(slots=True)
class WindowAsked:
    """What opens the window: no verb, and none but these options."""

    data: Path | None = None
    user: str | None = None
    demo: bool = False


def window_asked(typed: Sequence[str]) -> WindowAsked | None:
    """What was typed if it opens the window, else None: the window is sooner on screen without the verbs."""
    asked, left = WindowAsked(), iter(typed)
    for word in left:
        if word == "--demo":
            asked.demo = True
            continue
        value = next(left, "-")
        if word not in {"--data", "--user"} or value.startswith("-"):
            return None  # a verb, another option, or something missing, which argparse says in words
        if word == "--data":
            asked.data = Path(value)
        else:
            asked.user = value
    return asked


def open_window_or_say_why(args: WindowAsked) -> int:
    """Open the window, or say in one sentence why there is none and what was done instead."""
    why = why_no_window()
    if not why:
        from rcc_desktop.main import open_made_up_window, open_window

        return open_made_up_window() if args.demo else open_window(args.data, args.user or "")
    print(why, file=sys.stderr)
    if not args.demo:
        return REFUSED
    from rcc_desktop.commands.day import run_a_day
    from rcc_desktop.main import clock

    folder = run_a_day(Path.cwd() / "rcc-desktop-demo", clock)
    print(_("Instead of a window, a day of the made-up center was run into {folder}.").format(folder=folder))
    return _add_pictures(folder / "pictures")


def why_no_window() -> str:
    """Why no window can be opened here, or nothing. Qt ends the program, core dump and all, rather than say so."""
    if not has_screen():
        return _("There is no screen here to open a window on; the verbs of rcc-desktop --help work without one.")
    lacking = missing_library()
    if not lacking:
        return ""
    told = _(
        "A window cannot be opened because {library} is not on this computer. Run: sudo apt-get install {packages}"
    )
    return told.format(library=lacking, packages=" ".join(PACKAGES))


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


def missing_library() -> str:
    """The library without which Qt would find no way to the screen, or nothing where there is a way."""
    spec = find_spec("PySide6")
    if sys.platform != "linux" or spec is None or spec.origin is None:
        return ""
    home = Path(spec.origin).parent / "Qt" / "plugins" / "platforms"
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    usual = [name for name, screen in zip(PLUGINS, SCREENS, strict=True) if os.environ.get(screen)]
    files = [home / PLUGINS[name] for name in ([wanted] if wanted else usual) if name in PLUGINS]
    lacking = [_lacking(file) for file in files if file.exists()]  # where Qt is the system's, the system sees to it
    return "" if "" in lacking else "".join(lacking[:1])


def _lacking(plugin: Path) -> str:
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error).partition(":")[0]
    return ""


def has_screen() -> bool:
    """Whether Qt will find somewhere to show a window; it ends the program where it does not."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return any(os.environ.get(name) for name in SCREENS)
