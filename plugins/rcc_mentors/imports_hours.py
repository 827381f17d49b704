"""Hours that mentors gave, from a spreadsheet: they wait for approval like all that is written down by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.imports import Import, ImportField, Values, Verdict
from rcc_desktop.api.records import Site, fetch
from rcc_mentors.hours.by_hand import write_down
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.hours.rows import ByHand
from rcc_mentors.import_files import people_on_file
from rcc_mentors.import_matching import Files, minutes_in, name_key, said_by
from rcc_mentors.settings import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from rcc_desktop.api import Desk

_, ngettext = words("rcc_mentors")


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a row would do, and the line that it is."""

    verdict: Verdict
    line: ByHand | None = None


def hours_import(desk: Desk) -> Import:
    """The import of hours; those who gave them are mentors here already."""
    return Import(
        key="mentors.hours",
        title=_("Mentors' hours"),
        summary=_("Days and hours that mentors gave. They wait for approval."),
        fields=(*_FIELDS, _role_field(desk)),
        judge=lambda rows: judge_hours(rows, desk.site(), desk.now()),
        take=lambda rows: take_hours(rows, desk.site(), desk.now()),
        needs="mentors.keep",
    )


@needs("mentors.keep")
def judge_hours(rows: Sequence[Values], site: int, now: datetime) -> list[Verdict]:
    """What each row would do; ``site`` is where hours were given whose row does not say."""
    return [each.verdict for each in _judged(rows, site, now)]


@needs("mentors.keep")
def take_hours(rows: Sequence[Values], site: int, now: datetime) -> int:
    """Write them in one go and give how many were new. Raises ``Problem`` if one of them cannot be taken."""
    judged = _judged(rows, site, now)
    problem = next((each for each in judged if each.verdict.kind == "problem"), None)
    if problem is not None:
        raise Problem(problem.verdict.words, _("Nothing was changed. Look at the file again."), code="mentors.import")
    new = [each.line for each in judged if each.line is not None and each.verdict.kind != "same"]
    return len(write_down(new, now).entries)


def _judged(rows: Sequence[Values], site: int, now: datetime) -> list[_Judged]:
    files, known = people_on_file(), _known_entries()
    sites = {name_key(name): row for row, name in fetch(Site.select(Site.id, Site.name))}
    return [_judge(row, files, known, sites, site, now.date()) for row in rows]


def _judge(
    row: Values,
    files: Files,
    known: set[tuple[int, int, int, str]],
    sites: Mapping[str, int],
    here: int,
    today: date,
) -> _Judged:
    said = said_by(row)
    match = files.match(said)
    if match.found is None:
        if match.alike:
            return _problem(_("Several people may be meant. Add a phone or an email to the row."), "email")
        return _problem(_("Nobody here is called so."), "full_name")
    if match.found.mentor is None:
        return _problem(_("{name} is no mentor here.").format(name=match.found.name), "full_name")
    day, minutes = row.get("day"), minutes_in(str(row.get("hours", "")))
    if not isinstance(day, date) or day > today:
        return _problem(_("This day lies in the future."), "day")
    if minutes is None:
        return _problem(_("These hours cannot be read. Write 2.5 or 2:30."), "hours")
    site = sites.get(name_key(str(row["site"]))) if "site" in row else here
    if site is None:
        return _problem(_("No site is called so."), "site")
    role = str(row.get("role", "peer_mentor"))
    note = str(row.get("note", ""))
    line = ByHand(match.found.mentor, site, role, day, minutes=minutes, entered="import", note=note)
    entry = (line.mentor, to_day(day), minutes, role)
    if entry in known:
        return _Judged(Verdict("same"), line)
    known.add(entry)
    return _Judged(Verdict("new"), line)


def _known_entries() -> set[tuple[int, int, int, str]]:
    """Hours without times that are written down already: mentor, day, minutes, role."""
    columns = (HoursEntry.mentor, HoursEntry.on_day, HoursEntry.minutes, HoursEntry.role)
    standing = HoursEntry.clock_in.is_null() & (HoursEntry.state != "refused")
    return {
        (mentor, day, minutes, role)
        for mentor, day, minutes, role in fetch(HoursEntry.select(*columns).where(standing))
    }


def _problem(what: str, field: str) -> _Judged:
    return _Judged(Verdict("problem", what, field))


def _role_field(desk: Desk) -> ImportField:
    titles = {choice.key: choice.title for choice in desk.setting(ROLES) if choice.active}
    called = ("role", "task", "function", "activity", "rol", "función", "tarea", "actividad")
    return ImportField("role", _("What they did"), "choice", also_called=called, choices=titles)


_FIELDS = (
    ImportField(
        "full_name",
        _("Full name"),
        also_called=("name", "display name", "volunteer", "volunteer name", "mentor", "nombre completo", "voluntario"),
    ),
    ImportField("first_name", _("First name"), also_called=("given name", "first", "nombre")),
    ImportField("last_name", _("Last name"), also_called=("surname", "family name", "last", "apellido")),
    ImportField("email", _("Email"), also_called=("e-mail", "email address", "correo", "correo electrónico")),
    ImportField("phone", _("Phone"), "phone", also_called=("phone number", "telephone", "cell", "mobile", "teléfono")),
    ImportField("day", _("Day"), "date", required=True, also_called=("date", "on", "date of service", "fecha", "día")),
    ImportField(
        "hours",
        _("Hours"),
        required=True,
        also_called=("time", "hours given", "hours worked", "duration", "horas", "tiempo", "duración"),
        example="2.5",
    ),
    ImportField("site", _("Site"), also_called=("location", "center", "sede", "centro", "lugar")),
    ImportField("note", _("Note"), also_called=("notes", "comment", "comments", "nota", "comentario")),
)
