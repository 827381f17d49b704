"""List the plugins, check one, begin one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.commands.answer import answer, in_columns
from rcc_desktop.commands.at_center import at_center, takes_a_center

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from rcc_desktop.host.found import Found
    from rcc_desktop.host.host import PluginHost

_, ngettext = words("rcc_desktop")


def add(parser: ArgumentParser) -> None:
    """Say what ``rcc-desktop plugins`` takes."""
    verbs = parser.add_subparsers(metavar="VERB", title=_("verbs"), required=True)
    listing = verbs.add_parser("list", help=_("what is here, and what was set aside and why"))
    takes_a_center(listing, json=False)
    listing.set_defaults(run=run_list)
    checking = verbs.add_parser("check", help=_("run the contract checks on a plugin's folder"))
    checking.add_argument("path", type=Path, help=_("the folder with its pyproject.toml, or an unzipped wheel"))
    checking.set_defaults(run=run_check)
    beginning = verbs.add_parser("new", help=_("write a working plugin with tests"))
    beginning.add_argument("name", help=_("its name: small letters, digits and _"))
    beginning.add_argument("--into", type=Path, default=Path(), metavar="DIR", help=_("the folder to write it into"))
    beginning.set_defaults(run=run_new)
    for each in (listing, checking, beginning):
        each.add_argument("--json", action="store_true", help=_("for a program to read"))


def run_list(args: Namespace) -> int:
    """Start every plugin that is found and say how that went: at a center if one is named, else without any."""
    from rcc_desktop.host.discovery import DROP_IN, find_plugins
    from rcc_desktop.host.host import PluginHost
    from rcc_desktop.settings import Settings

    found = find_plugins(outside=Settings().get(DROP_IN))
    if getattr(args, "data", None):
        with at_center(args) as opened:
            plugins = [_told(each, opened.session.host) for each in found]
    else:
        host = PluginHost([each for each in found if each.folder is None])
        host.start()
        plugins = [_told(each, host) for each in found]
    rows = [[each["name"], each["title"], each["version"], each["state"]] for each in plugins]
    return answer(args, plugins, in_columns([_("name"), _("title"), _("version"), _("state")], rows))


def run_check(args: Namespace) -> int:
    """Print what to mend; the exit status is 0 only when there is nothing."""
    from rcc_desktop.host.checks import check_folder

    findings = check_folder(args.path.resolve())
    value = [{"where": each.where, "what": each.what, "mend": each.mend} for each in findings]
    count = ngettext("{count} thing to mend.", "{count} things to mend.", len(findings)).format(count=len(findings))
    answer(args, value, [*map(str, findings), count if findings else _("Nothing to mend.")])
    return 1 if findings else 0


def run_new(args: Namespace) -> int:
    """Write the plugin and say how to go on."""
    from rcc_desktop.host.new_plugin import write_new

    folder = write_new(args.name, args.into)
    lines = [
        _("{folder} is written. Next:").format(folder=folder),
        f"  cd {folder}",
        "  pip install -e .",
        "  pytest",
        "  rcc-desktop plugins check .",
    ]
    return answer(args, {"folder": str(folder)}, lines)


def _told(found: Found, host: PluginHost) -> dict[str, str]:
    info = host.infos.get(found.name)
    failure = host.failures.get(found.name)
    if failure is not None:
        state = failure.words
    elif info is None:
        state = _("from outside: starts once a director has approved it")
    else:
        state = _("works") if found.folder is None else _("from outside, approved: works")
    return {
        "name": found.name,
        "title": info.title if info is not None else found.name,
        "version": found.version,
        "state": state,
    }
