"""The command line: the window's verbs without a window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.commands.answer import broke, refuse
from rcc_desktop.commands.window import open_window_or_say_why, window_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

_, ngettext = words("rcc_desktop")


CUT_OFF = 141
"""The exit status of a program whose reader went away (128 and the number of SIGPIPE)."""


def main(typed: Sequence[str]) -> int:
    """Run what was typed and give its exit status: 0 only when all of it was done."""
    try:
        status = _run(typed)
    except Problem as problem:
        return refuse(problem)
    except BrokenPipeError:  # whoever was reading has heard enough, such as "head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_OFF
    except KeyboardInterrupt:
        print(_("Stopped. What was not finished was not kept."), file=sys.stderr)
        return 130
    except Exception as mistake:  # noqa: BLE001 (the border: a traceback would show an error's words, maybe names)
        return broke(mistake)
    return int(status)


def _run(typed: Sequence[str]) -> int:
    asked = window_asked(typed)
    if asked is not None:
        return open_window_or_say_why(asked)
    from rcc_desktop.commands.verbs import parse

    args = parse(typed)
    return int(args.run(args))
