"""Writes the calendars: one for each mentor, one for each site, one of the whole schedule."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import needs, remark, words
from rcc_desktop.api.records import Site, fetch
from rcc_mentors.calendars.folder import replace_files
from rcc_mentors.calendars.published import published_by_mentor, published_by_site
from rcc_mentors.calendars.records import CalendarFile
from rcc_mentors.calendars.rows import CalendarsWritten
from rcc_mentors.calendars.writing import calendar_of
from rcc_mentors.calendars.zones import zone_of
from rcc_mentors.people.records import Mentor

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_, ngettext = words("rcc_mentors")


@dataclass(frozen=True, slots=True)
class _Names:
    """How the files are called: tokens by mentor and by site, and the one of the whole schedule."""

    mentors: dict[int, str]
    sites: dict[int, str]
    whole: str


@needs("mentors.report")
def write_calendars(folder: Path, now: datetime) -> CalendarsWritten:
    """Write every calendar into ``folder``, or none; those of mentors who left are taken away.

    Raises ``Problem`` where the folder cannot be written to.
    """
    names = _names()
    zone = zone_of(now)
    by_site, by_mentor = published_by_site(now), published_by_mentor(now)
    serving = [mentor for (mentor,) in fetch(Mentor.select(Mentor.id).where(Mentor.stage != "left"))]
    own = [mentor for mentor in serving if mentor in names.mentors]
    titles = dict(fetch(Site.select(Site.id, Site.name)))
    files = {
        names.whole: calendar_of(
            _("All shifts"),
            (series for each in by_site.values() for series in each.series),
            (shift for each in by_site.values() for shift in each.single),
            zone,
            now,
        )
    }
    for site, token in names.sites.items():
        told = by_site.get(site)
        files[token] = calendar_of(titles[site], told.series if told else (), told.single if told else (), zone, now)
    for mentor in own:
        files[names.mentors[mentor]] = calendar_of(_("My shifts"), (), by_mentor.get(mentor, ()), zone, now)
    stale = [token for mentor, token in names.mentors.items() if mentor not in set(own)]
    removed = replace_files(folder, files, stale)
    remark(calendars=str(len(files)))
    return CalendarsWritten(folder, len(own), len(names.sites), removed)


@needs("mentors.report")
def calendar_name(mentor: int) -> str:
    """The name of a mentor's calendar file, to tell them the address of it; made where there is none yet."""
    found = fetch(CalendarFile.select(CalendarFile.token).where(CalendarFile.mentor == mentor))
    return str(found[0][0]) if found else _made(mentor=mentor)


@needs("mentors.report")
def rename_calendar(mentor: int, folder: Path | None = None) -> str:
    """Give a mentor's calendar another name, where the old address came into wrong hands; the old file goes."""
    old = calendar_name(mentor)
    row = fetch(CalendarFile.select(CalendarFile.id).where(CalendarFile.mentor == mentor))[0][0]
    new = secrets.token_hex(16)
    CalendarFile.change(row, token=new)
    if folder is not None:
        replace_files(folder, {}, [old])
    return new


def _names() -> _Names:
    """Every name, made where it is missing: for each site, and for each mentor who serves or did."""
    mentors: dict[int, str] = {}
    sites: dict[int, str] = {}
    whole = ""
    for mentor, site, token in fetch(CalendarFile.select(CalendarFile.mentor, CalendarFile.site, CalendarFile.token)):
        if mentor is not None:
            mentors[mentor] = token
        elif site is not None:
            sites[site] = token
        else:
            whole = token
    for (site,) in fetch(Site.select(Site.id).order_by(Site.id)):
        sites[site] = sites.get(site) or _made(site=site)
    served = Mentor.active_on.is_null(False) & (Mentor.stage != "left")
    for (mentor,) in fetch(Mentor.select(Mentor.id).where(served).order_by(Mentor.id)):
        mentors[mentor] = mentors.get(mentor) or _made(mentor=mentor)
    return _Names(mentors, sites, whole or _made())


def _made(mentor: int | None = None, site: int | None = None) -> str:
    token = secrets.token_hex(16)
    CalendarFile.add(token=token, mentor=mentor, site=site)
    return token
