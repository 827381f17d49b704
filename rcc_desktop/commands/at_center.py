"""Opens a center for one command: the password asked or given, everything closed at the end."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import SUPPRESS
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from rcc_desktop.main import OpenCenter

_, ngettext = words("rcc_desktop")

PASSWORD = "RCC_PASSWORD"  # the name of a variable


def takes_a_center(parser: ArgumentParser, *, json: bool = True) -> None:
    """Let a command say which center and who asks."""
    parser.add_argument("--data", type=Path, metavar="DIR", default=SUPPRESS, help=_("the center's folder"))
    parser.add_argument("--user", metavar="NAME", default=SUPPRESS, help=_("the name you sign in with"))
    if json:
        parser.add_argument("--json", action="store_true", help=_("answer in JSON, for a program to read"))


@contextmanager
def at_center(args: Namespace) -> Iterator[OpenCenter]:
    """The center that the arguments name, open and signed in. Raises ``Problem``."""
    from rcc_desktop.main import close_center, default_folder, open_headless

    opened = open_headless(args.data or default_folder(), *who_asks(args))
    try:
        for warning in opened.warnings:
            print(warning, file=sys.stderr)
        yield opened
    finally:
        close_center(opened)


def who_asks(args: Namespace) -> tuple[str, str]:
    """The name and password to sign in with, from the arguments and ``RCC_PASSWORD`` or asked for."""
    return _login(args), _password()


def new_password() -> str:
    """A password for somebody new: from ``RCC_PASSWORD``, or asked for twice."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    _must_ask()
    print(_("The password: at least 12 characters, or five words that only you would put together."), file=sys.stderr)
    password = getpass.getpass(_("Choose a password: "))
    if getpass.getpass(_("The same again: ")) != password:
        raise Problem(_("The two passwords are not the same."), _("Nothing was made. Please try again."))
    return password


def _login(args: Namespace) -> str:
    if args.user:
        return str(args.user)
    if not sys.stdin.isatty():
        raise Problem(_("Who is asking was not said."), _("Add --user and the name you sign in with."))
    return input(_("Your name to sign in: "))


def _password() -> str:
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    _must_ask()
    return getpass.getpass(_("Your password: "))


def _must_ask() -> None:
    if not sys.stdin.isatty():
        raise Problem(
            _("There is nobody to ask for the password."),
            _("Run this in a terminal, or put the password into {name}.").format(name=PASSWORD),
        )
