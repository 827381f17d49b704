"""The councils without a window: meetings out of another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rcc_council.bodies.records import Body
from rcc_council.openslides import take_openslides
from rcc_council.openslides_file import MOST_BYTES
from rcc_desktop.api import Argument, Command, Problem, words
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.api import Desk

_, ngettext = words("rcc_council")


def _import_openslides(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    taken = take_openslides(_body_of(str(given["body"])), _read(Path(str(given["file"])).expanduser()), desk.now())
    counted = ("meetings", "already_here", "items", "motions", "elections", "polls", "options", "votes", "speakers")
    return {**{name: getattr(taken, name) for name in counted}, "left_out": dict(taken.left_out)}


def _body_of(said: str) -> int:
    """The body with this number or, without regard to case, this name."""
    wanted = " ".join(said.split()).casefold()
    bodies = fetch(Body.select(Body.id, Body.name).order_by(Body.name))
    found = [body for body, name in bodies if wanted in {str(body), " ".join(name.split()).casefold()}]
    if len(found) == 1:
        return int(found[0])
    raise Problem(
        _("There is no single body called “{name}” here.").format(name=said),
        _("Nothing was brought in. Bodies: {names}.").format(
            names=", ".join(f"{body} {name}" for body, name in bodies) or "–"
        ),
        field="body",
        code="council.body_gone",
    )


def _read(path: Path) -> str:
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        if len(content) <= MOST_BYTES:
            return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        raise _not_read() from cause
    raise _not_read()


def _not_read() -> Problem:
    return Problem(
        _("This file cannot be read."),
        _("Nothing was brought in. Give the JSON file that OpenSlides exported, of at most 20 MB."),
        field="file",
        code="council.openslides",
    )


def _told(answer: Mapping[str, Any]) -> str:
    count: int = answer["meetings"]
    if not count:
        return _("Nothing was brought in: these meetings are here already.")
    meetings = ngettext("{count} meeting brought in", "{count} meetings brought in", count).format(count=count)
    more = _("{items} items, {motions} motions, {elections} elections, {polls} polls and {votes} votes").format(
        **answer
    )
    left = ", ".join(f"{name} {number}" for name, number in answer["left_out"].items())
    told = _("{meetings}: {more}.").format(meetings=meetings, more=more)
    return f"{told} {_('Left out, by its name in the file: {left}.').format(left=left)}" if left else told


COMMANDS = (
    Command(
        "council import-openslides",
        _("bring past meetings in from OpenSlides, with all motions, polls and votes"),
        (
            Argument("file", _("the JSON file that OpenSlides exported")),
            Argument("--body", _("the name or number of the council, committee or board that met")),
        ),
        _import_openslides,
        _told,
    ),
)
