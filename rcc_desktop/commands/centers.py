"""``init`` and ``demo``: a center of one's own, and a made-up one."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api.opening import OpenHours
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.commands.answer import answer, in_columns
from rcc_desktop.commands.at_center import new_password
from rcc_desktop.staff.permissions import role_titles

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_, ngettext = words("rcc_desktop")


def add_init(parser: ArgumentParser) -> None:
    """Declare ``init``."""
    parser.add_argument("dir", type=Path, metavar="DIR", help=_("a folder that is not there yet, or is empty"))
    parser.add_argument("--name", default="", help=_("the center's name"))
    parser.add_argument("--time-zone", default="America/New_York", metavar="ZONE", help=_("such as America/Chicago"))
    parser.add_argument("--site", action="append", metavar="NAME", help=_("a site; may be given again"))
    parser.add_argument("--open", default="09:00-17:00", metavar="HOURS", help=_("Monday to Friday (09:00-17:00)"))
    parser.add_argument("--director", default="", metavar="NAME", help=_("the first director's name"))
    parser.add_argument("--user", required=True, metavar="NAME", help=_("the name the director signs in with"))
    parser.add_argument("--json", action="store_true", help=_("answer in JSON, for a program to read"))
    parser.set_defaults(run=run_init)


def run_init(args: Namespace) -> int:
    """Make a new center."""
    from rcc_desktop.main import close_center, create_at
    from rcc_desktop.settings import Settings
    from rcc_desktop.shell.open_center import NewCenter
    from rcc_desktop.work.lanes import PlainLanes

    new = NewCenter(
        folder=args.dir,
        name=args.name or args.dir.name,
        time_zone=_known_zone(args.time_zone),
        hours={weekday: _open(args.open) for weekday in range(1, 6)},
        sites=tuple(args.site or [_("Main site")]),
        director=args.director or args.user,
        login=args.user,
        password=new_password(),
    )
    opened, code = create_at(new, PlainLanes(), Settings(), lambda _share: None)
    close_center(opened)
    value = {"folder": str(args.dir), "user": args.user, "recovery_code": code}
    lines = [
        _("The center is in {folder}.").format(folder=args.dir),
        _("Recovery code: {code}").format(code=code),
        _("Write it on paper and lock it away. It is shown this once, and opens the center if every password is lost."),
    ]
    return answer(args, value, lines)


def _known_zone(name: str) -> str:
    from zoneinfo import available_timezones

    if name in available_timezones():
        return name
    raise Problem(
        _("“{name}” is not a time zone.").format(name=name), _("Nothing was made. Write one such as America/Chicago.")
    )


def _open(hours: str) -> OpenHours:
    opens, _dash, closes = hours.partition("-")
    try:
        return OpenHours(time.fromisoformat(opens), time.fromisoformat(closes))
    except ValueError:
        raise Problem(
            _("“{hours}” are not opening hours.").format(hours=hours),
            _("Nothing was made. Write them like 09:00-17:00."),
        ) from None


def add_demo(parser: ArgumentParser) -> None:
    """Declare ``demo``."""
    parser.add_argument("dir", type=Path, metavar="DIR", help=_("a folder that is not there yet, or is empty"))
    parser.add_argument("--people", type=int, default=400, metavar="N", help=_("how many people (400)"))
    parser.add_argument("--visits", type=int, default=12000, metavar="N", help=_("how many visits (12000)"))
    parser.add_argument("--years", type=int, default=1, metavar="Y", help=_("over how many years (1)"))
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=_("the same seed makes the same center (1)"))
    parser.add_argument("--json", action="store_true", help=_("answer in JSON, for a program to read"))
    parser.set_defaults(run=run_demo)


def run_demo(args: Namespace) -> int:
    """Make a made-up center and print who may sign in."""
    from rcc_desktop.host.made_up import Wanted, make_up
    from rcc_desktop.main import clock

    made = make_up(args.dir, Wanted(args.people, args.visits, args.years, args.seed), clock)
    value = {"folder": str(args.dir), "staff": [{"user": who.login, "password": made.password} for who in made.staff]}
    titles = role_titles()
    rows = [(who.login, made.password, titles[who.role], who.name) for who in made.staff]
    lines = [
        _("A made-up center is in {folder}. Nobody in it is real.").format(folder=args.dir),
        *in_columns((_("sign in as"), _("password"), _("may act as"), _("name")), rows),
    ]
    return answer(args, value, lines)
