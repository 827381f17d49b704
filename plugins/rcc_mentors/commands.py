"""The mentors without a window: which rules the schedule breaks, and calendars out and in."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Argument, Command, Problem, require, words
from rcc_desktop.api.written import write_date, write_time
from rcc_mentors.calendars.asking import read_file
from rcc_mentors.calendars.busy import take_busy
from rcc_mentors.calendars.choices import CALENDAR_FOLDER
from rcc_mentors.calendars.out import write_calendars
from rcc_mentors.calendars.wording import taken_words, written_words
from rcc_mentors.commands_fill import FILL
from rcc_mentors.people.facts import mentor_facts
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.rules import WARNINGS
from rcc_mentors.shifts.series import keep_ahead
from rcc_mentors.shifts.weeks import days_of_weeks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from rcc_desktop.api import Desk
    from rcc_mentors.shifts.rows import BoardRows, ShiftRow

_, ngettext = words("rcc_mentors")

FOUND = 1
"""The exit status of a check that found a rule broken."""


def _check(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    now = desk.now()
    first, last = days_of_weeks(str(given["weeks"])) if given.get("weeks") else _this_week(now.date())
    keep_ahead(now)
    rows = board(first, last, now)
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "shifts": sum(shift.state == "planned" for shift in rows.shifts),
        "broken": list(_broken(rows)),
        "open": [_open(shift) for shift in rows.shifts if shift.missing and shift.ends > now],
    }


def _this_week(today: date) -> tuple[date, date]:
    """From today to Sunday three weeks on: about as far as a schedule is made."""
    return today, today + timedelta(days=27 - today.weekday())


def _broken(rows: BoardRows) -> Iterator[dict[str, Any]]:
    for shift in rows.shifts:
        for place in shift.places:
            for refusal in place.refusals:
                yield {
                    **_about(shift),
                    "mentor": place.mentor,
                    "name": place.name,
                    "rule": refusal.code,
                    "why": refusal.sentence,
                    "overridden": bool(place.overrode_words),
                    "warning": refusal.code in WARNINGS,
                }


def _open(shift: ShiftRow) -> dict[str, Any]:
    return {**_about(shift), "missing": shift.missing, "needs": list(shift.needs)}


def _about(shift: ShiftRow) -> dict[str, Any]:
    return {
        "shift": shift.id,
        "day": shift.day.isoformat(),
        "starts": shift.starts.isoformat(timespec="minutes"),
        "role": shift.role_title,
        "site": shift.site_name,
        "said": _("{day}, {time}: {role}, {site}").format(
            day=write_date(shift.day), time=write_time(shift.starts.time()), role=shift.role_title, site=shift.site_name
        ),
    }


def _told_check(answer: Mapping[str, Any]) -> str:
    broken, gaps, shifts = answer["broken"], answer["open"], answer["shifts"]
    lines = [
        (_("{shift}. {name}: {why} (overridden)") if each["overridden"] else _("{shift}. {name}: {why}")).format(
            shift=each["said"], name=each["name"], why=each["why"]
        )
        for each in broken
    ]
    lines += [
        ngettext("{shift}. {count} person is missing.", "{shift}. {count} people are missing.", each["missing"]).format(
            shift=each["said"], count=each["missing"]
        )
        for each in gaps
    ]
    looked = ngettext("{count} shift looked at.", "{count} shifts looked at.", shifts).format(count=shifts)
    count = _unexplained(answer)
    found = ngettext("{count} rule broken.", "{count} rules broken.", count).format(count=count)
    missing = sum(each["missing"] for each in gaps)
    places = ngettext("{count} place open.", "{count} places open.", missing).format(count=missing)
    return "\n".join([*lines, f"{looked} {found} {places}"])


def _status(answer: Mapping[str, Any]) -> int:
    """Overridden rules and open places are known; a broken rule nobody stands by is what a check is for."""
    return FOUND if _unexplained(answer) else 0


def _unexplained(answer: Mapping[str, Any]) -> int:
    """How many rules are broken that nobody stands by; what is only said stops no booking and needs nobody to."""
    return sum(not each["overridden"] and not each["warning"] for each in answer["broken"])


def _calendars(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    chosen = str(given.get("to") or desk.setting(CALENDAR_FOLDER)).strip()
    if not chosen:
        raise Problem(
            _("No folder is chosen for the calendars."),
            _("Nothing was written. Name one with --to, or choose it in the settings."),
            field="to",
            code="mentors.calendar_folder",
        )
    written = write_calendars(Path(chosen).expanduser().absolute(), desk.now())
    return {
        "folder": str(written.folder),
        "files": written.files,
        "mentors": written.mentors,
        "sites": written.sites,
        "removed": written.removed,
    }


def _told_calendars(answer: Mapping[str, Any]) -> str:
    return written_words(answer["files"], answer["folder"])


def _busy(desk: Desk, given: Mapping[str, Any]) -> Mapping[str, Any]:
    require("mentors.schedule_see")  # before anything is said of who is a mentor
    now = desk.now()
    mentor = _one_mentor(desk, str(given["person"]), now)
    read = read_file(Path(str(given["file"])).expanduser(), now)
    taken = take_busy(mentor, read, now)
    return {
        "mentor": mentor,
        "added": taken.added,
        "removed": taken.removed,
        "clashes": taken.clashes,
        "unread": read.unread,
    }


def _one_mentor(desk: Desk, typed: str, now: datetime) -> int:
    """The one mentor whom ``typed`` means: a person's number, or a name that fits exactly one."""
    by_person = {fact.person: fact for fact in mentor_facts(now)}
    if typed.isdecimal():
        found = [int(typed)]
    else:
        found = [person.id for person in desk.find_people(typed, limit=20) if person.id in by_person]
        found = [row for row in found if by_person[row].name.casefold() == typed.strip().casefold()] or found
    if len(found) != 1 or found[0] not in by_person:
        raise Problem(
            _("“{typed}” does not fit exactly one mentor.").format(typed=typed),
            _("Nothing was changed. Give the whole name, or the number of the person."),
            field="person",
            code="mentors.which",
        )
    return by_person[found[0]].id


def _told_busy(answer: Mapping[str, Any]) -> str:
    return taken_words(answer["added"], answer["removed"], answer["clashes"], answer["unread"])


COMMANDS = (
    FILL,
    Command(
        "schedule check",
        _("say which rules the schedule breaks, and what is open"),
        (Argument("--weeks", _("such as 2026-W48 or 2026-W48..2026-W51 (four weeks from today)"), required=False),),
        _check,
        _told_check,
        _status,
    ),
    Command(
        "schedule calendars",
        _("write a calendar file for each mentor, each site and the whole schedule"),
        (Argument("--to", _("the folder; else the one chosen in the settings"), required=False),),
        _calendars,
        _told_calendars,
    ),
    Command(
        "schedule busy",
        _("take a mentor's busy times out of an .ics file; only times are kept"),
        (
            Argument("person", _("a name that fits one mentor, or the number of the person")),
            Argument("file", _("the calendar file")),
        ),
        _busy,
        _told_busy,
    ),
)
